"""The right pane: tags to mark with, the chosen annotation, the document, the list of marks; and the tagset
editor.
"""
