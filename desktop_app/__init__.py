"""Rubricator: highlight passages in documents, tag them, and export training data.

Packages are floors, and each imports only from those below it: `gui` and `cli` talk to people, `ops` holds
what a person can ask for, `store`, `readers` and `formats` keep and exchange, `attributes`, `model` and
`base` are the vocabulary everything is said in.
"""

__version__ = "0.1.0"
