"""How far annotators agree: one alignment of what they marked, cases to decide, and a shelf of metrics."""

from __future__ import annotations

DEFAULT_METRICS = (
    "span-f1",
    "character-f1",
    "cohen-kappa",
    "fleiss-kappa",
    "alpha",
    "u-alpha",
    "attributes",
    "parent-concepts",
    "date-overlap",
    "slots",
    "document-values",
    "documents",
)
"""What is worked out when nothing is asked for; gamma takes its time."""
