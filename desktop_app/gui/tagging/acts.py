"""What can be asked for in the tagset editor that goes through to the marks."""

from __future__ import annotations

from enum import Enum


class Act(Enum):
    """Merge, split and delete concern a tag, the last an attribute."""

    MERGE = "merge"
    SPLIT = "split"
    DELETE = "delete"
    ATTRIBUTE = "attribute"
