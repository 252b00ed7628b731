"""Records of reviewing: who decided what about differences, remarks, who does which documents, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """What a verdict says: some of the marks are right, none is, or something else is."""

    TAKEN = "taken"
    NONE = "none"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision on one case.

    `items` are the annotations (uids) of the case, `digest` tells whether they are as they were; `taken` are those that
    were found right, `gold` the gold annotations that were made of it. `annotator_uid` is who decided, `automatic`
    whether a policy did. `difference` is the kind of the case, `round` counts from 1.
    """

    uid: str
    document_uid: str
    annotator_uid: str
    items: tuple[str, ...]
    digest: str
    difference: str
    choice: Choice
    taken: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    automatic: bool = False
    reason: str = ""
    round: int = 1
    made: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a document, on an annotation of it ('' for none), or on another remark (`parent_uid`)."""

    uid: str
    document_uid: str
    annotator_uid: str
    text: str
    annotation_uid: str = ""
    parent_uid: str = ""
    resolved: bool = False
    made: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """That an annotator is to do a document."""

    uid: str
    document_uid: str
    annotator_uid: str
    made: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the project as a whole, such as blind mode. A key has one uid wherever it is set."""

    uid: str
    key: str
    value: str
