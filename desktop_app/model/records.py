"""The other records of a project. Frozen: a change makes a new record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from desktop_app.base.i18n import _
from desktop_app.model.span import Span
from desktop_app.model.values import Values

QUOTE_LIMIT = 500
"""Code points of a passage that its annotation keeps as a quote; offsets and checksums guard the rest."""


class State(StrEnum):
    """How far an annotator is with a document; `REVIEWED` belongs to the document."""

    NEW = "new"
    IN_PROGRESS = "in progress"
    DONE = "done"
    NEEDS_ANOTHER_LOOK = "needs another look"
    REVIEWED = "reviewed"

    def words(self) -> str:
        """The state in the user's language."""
        found = {
            State.NEW: _("New"),
            State.IN_PROGRESS: _("In progress"),
            State.DONE: _("Done"),
            State.NEEDS_ANOTHER_LOOK: _("Needs another look"),
            State.REVIEWED: _("Reviewed"),
        }
        return found[self]


SETTABLE = (State.NEW, State.IN_PROGRESS, State.DONE, State.NEEDS_ANOTHER_LOOK)
"""What an annotator can say of their own work."""


class Origin(StrEnum):
    """How an annotation came to be."""

    HAND = "hand"
    PROPAGATED = "propagated"
    SUGGESTED = "suggested"
    IMPORTED = "imported"
    ADJUDICATED = "adjudicated"


class Role(StrEnum):
    """What an annotator is."""

    PERSON = "person"
    FILE = "file"
    SUGGESTER = "suggester"
    GOLD = "gold"


@dataclass(frozen=True, slots=True)
class Document:
    """An immutable text with what is known about it. The text itself is fetched by `sha256`.

    `name` is unique in the project (path below the imported folder), `sha256` that of the text's UTF-8 bytes,
    `length` in code points, `bom` whether a byte-order mark was removed, `published` ISO 8601 or EDTF or ''.
    `binned` is the moment of deletion, '' while the document is in use.
    """

    uid: str
    name: str
    sha256: str
    length: int
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    original_sha256: str = ""
    original_size: int = 0
    encoding: str = ""
    bom: bool = False
    reader: str = ""
    reader_version: str = ""
    added: str = ""
    binned: str = ""


METADATA = ("title", "author", "outlet", "published", "url", "language")
"""The metadata fields that every document has; further ones are in `Document.fields`."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """Who makes annotations."""

    uid: str
    name: str
    role: Role = Role.PERSON


class Annotation(msgspec.Struct, frozen=True, gc=False):
    """One or more passages of a document under a tag. `spans` are sorted and disjoint, `quotes` are theirs.

    There may be a million of them at once: they are spared the garbage collector, and can be part of no circle.
    `guideline` is the number of the newest decision about the guideline when it was made or changed, 0 before any.
    """

    uid: str
    document_uid: str
    annotator_uid: str
    tag_uid: str
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    values: Values = {}
    note: str = ""
    origin: Origin = Origin.HAND
    confidence: float | None = None
    created: str = ""
    changed: str = ""
    guideline: int = 0

    @property
    def start(self) -> int:
        """First code point of the first passage."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Code point after the last passage."""
        return self.spans[-1].end


class TargetKind(StrEnum):
    """What a link leads to; with `UNKNOWN` somebody says that the text does not tell."""

    ANNOTATION = "annotation"
    ENTITY = "entity"
    PUBLISHED = "published"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """That something fills a slot of the annotation `source_uid`, in the layer of the same annotator.

    `slot_uid` '' is the untyped relation "related". `target_uid` is an annotation of the same document and layer, an
    entity of the register, or '' for the document's own date and for what is not told. `position` orders the fillers of
    a slot.
    """

    uid: str
    document_uid: str
    annotator_uid: str
    source_uid: str
    slot_uid: str
    target_kind: TargetKind
    target_uid: str
    position: int = 0
    values: Values = field(default_factory=dict)
    created: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """One annotator's state with one document, and the values they gave the document as a whole."""

    uid: str
    document_uid: str
    annotator_uid: str
    state: State = State.NEW
    values: Values = field(default_factory=dict)
    changed: str = ""
