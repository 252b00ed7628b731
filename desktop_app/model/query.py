"""How a list of documents is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.model.records import Document, State


class SortKey(StrEnum):
    """What documents are sorted by; equal ones follow by name."""

    NAME = "name"
    TITLE = "title"
    PUBLISHED = "published"
    OUTLET = "outlet"
    STATE = "state"
    ADDED = "added"


class GroupKey(StrEnum):
    """What documents are grouped by."""

    OUTLET = "outlet"
    MONTH = "month"
    AUTHOR = "author"
    LANGUAGE = "language"
    STATE = "state"


class Assigned(StrEnum):
    """How the documents that the annotator is to do are treated: like all others, first, or none but them."""

    ALIKE = "alike"
    FIRST = "first"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Query:
    """Which documents, in which order. `text` is looked for in title, name, outlet, author, date and address."""

    text: str = ""
    state: State | None = None
    sort: SortKey = SortKey.NAME
    descending: bool = False
    group: GroupKey | None = None
    binned: bool = False
    assigned: Assigned = Assigned.ALIKE


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the list: the document, the annotator's state with it, and how many annotations they made in it."""

    document: Document
    state: State
    marks: int
