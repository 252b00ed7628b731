"""The shape of a line of JSONL: as it is written, and as it may come from elsewhere."""

from __future__ import annotations

import msgspec

from desktop_app.model.records import Origin, State


class SpanLine(msgspec.Struct, omit_defaults=True, gc=False):
    """One annotation, keys in the order in which they are written."""

    id: str
    start: int
    end: int
    label: str
    text: str
    parts: list[tuple[int, int]] | None = None
    values: dict[str, object] | None = None
    note: str | None = None
    origin: str | None = None
    confidence: float | None = None
    created: str | None = None
    changed: str | None = None
    guideline: int | None = None


class EntityName(msgspec.Struct, gc=False):
    """An entry of the register, with its name for those who read the file alone."""

    id: str
    name: str


class ConceptName(msgspec.Struct, gc=False):
    """A concept, with its code and label for those who read the file alone."""

    id: str
    code: str
    label: str


class RelationLine(msgspec.Struct, omit_defaults=True, kw_only=True, gc=False):
    """One link, keys in the order in which they are written.

    `head` and `child` are annotations of the line. In place of a child there may be an `entity` of the register, or
    `published`: the document's own date, or `unknown`: the text does not tell.
    """

    id: str
    head: str
    child: str | None = None
    entity: EntityName | None = None
    published: bool = False
    unknown: bool = False
    label: str
    created: str | None = None
    changed: str | None = None


class DocumentLine(msgspec.Struct, omit_defaults=True, kw_only=True):
    """One document and annotator, keys in the order in which they are written."""

    id: str
    document: str
    name: str
    text: str
    sha256: str
    meta: dict[str, str | dict[str, str]] | None = None
    annotator: str
    annotator_uid: str
    state: str
    values: dict[str, object] | None = None
    spans: list[SpanLine]
    relations: list[RelationLine]


class CheckedSpan(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A written annotation as the proof reads it."""

    id: str
    start: int
    end: int
    label: str
    text: str
    parts: list[tuple[int, int]] | None = None
    values: dict[str, object] | None = None
    note: str = ""
    origin: str = ""
    confidence: float | None = None
    created: str = ""
    changed: str = ""
    guideline: int = 0


class CheckedEntity(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A written entity that is linked to, as the proof reads it."""

    id: str
    name: str


class CheckedRelation(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A written link as the proof reads it."""

    id: str
    head: str
    label: str
    child: str = ""
    entity: CheckedEntity | None = None
    published: bool = False
    unknown: bool = False
    created: str = ""
    changed: str = ""


class CheckedLine(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A written line as the proof reads it: a key that it does not know is not ours."""

    id: str
    document: str
    name: str
    text: str
    sha256: str
    meta: dict[str, str | dict[str, str]] | None = None
    annotator: str
    annotator_uid: str
    state: str
    values: dict[str, object] | None = None
    spans: list[CheckedSpan]
    relations: list[CheckedRelation]


class ForeignSpan(msgspec.Struct, omit_defaults=True, kw_only=True, gc=False):
    """An annotation in a file from anywhere: ours (keys in the same order), or in the style of Prodigy and spaCy."""

    id: str | int | None = None
    start: int
    end: int
    label: str
    text: str | None = None
    parts: list[tuple[int, int]] | None = None
    values: dict[str, object] | None = None
    note: str | None = None
    origin: Origin | None = None
    confidence: float | None = None
    created: str | None = None
    changed: str | None = None
    guideline: int | None = None


class ForeignEnd(msgspec.Struct):
    """An end of a relation in the style of Prodigy."""

    start: int
    end: int
    label: str


class ForeignRelation(msgspec.Struct, omit_defaults=True):
    """A relation in a file from anywhere: ours (keys in the same order), or in the style of Prodigy (`head_span`) or
    doccano (`from_id`).
    """

    id: str | int | None = None
    head: str | int | None = None
    child: str | int | None = None
    entity: dict[str, object] | None = None
    published: bool = False
    unknown: bool = False
    label: str | None = None
    created: str | None = None
    changed: str | None = None
    head_span: ForeignEnd | None = None
    child_span: ForeignEnd | None = None
    from_id: str | int | None = None
    to_id: str | int | None = None
    type: str | None = None


class ForeignEntity(msgspec.Struct, omit_defaults=True, gc=False):
    """An annotation in the style of doccano with relations."""

    start_offset: int
    end_offset: int
    label: str
    id: str | int | None = None


Triple = tuple[int, int, str]


class ForeignLine(msgspec.Struct, omit_defaults=True):
    """A line of a file from anywhere. Keys that are not named here belong to other programs and are passed over."""

    id: str | int | None = None
    document: str | None = None
    name: str | None = None
    text: str | None = None
    sha256: str | None = None
    meta: dict[str, object] | None = None
    annotator: str | None = None
    annotator_uid: str | None = None
    state: State | None = None
    values: dict[str, object] | None = None
    spans: list[ForeignSpan] | None = None
    relations: list[ForeignRelation] | None = None
    label: list[Triple] | str | None = None
    labels: list[Triple] | None = None
    entities: list[Triple | ForeignEntity] | None = None
    answer: str | None = None
    prodigy_annotator: str | None = msgspec.field(default=None, name="_annotator_id")
