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


class RelationLine(msgspec.Struct):
    """One relation. There are none yet, so the list is always empty; readers may rely on its being there."""

    id: str
    head: str
    child: str
    label: str


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


class CheckedSpan(msgspec.Struct, gc=False):
    """What the proof looks at in a written annotation."""

    id: str
    start: int
    end: int
    label: str
    text: str
    parts: list[tuple[int, int]] | None = None


class CheckedLine(msgspec.Struct):
    """What the proof looks at in a written line."""

    id: str
    text: str
    sha256: str
    spans: list[CheckedSpan]


class ForeignSpan(msgspec.Struct, omit_defaults=True, gc=False):
    """An annotation in a file from anywhere: ours, or in the style of Prodigy and spaCy."""

    start: int
    end: int
    label: str
    id: str | int | None = None
    text: str | None = None
    parts: list[tuple[int, int]] | None = None
    values: dict[str, object] | None = None
    note: str | None = None
    origin: Origin | None = None
    confidence: float | None = None
    created: str | None = None
    changed: str | None = None


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
    relations: list[object] | None = None
    label: list[Triple] | str | None = None
    labels: list[Triple] | None = None
    entities: list[Triple | ForeignEntity] | None = None
    answer: str | None = None
    prodigy_annotator: str | None = msgspec.field(default=None, name="_annotator_id")
