"""The project's tables, one for each kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from desktop_app.model.changes import Record
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Annotator, Document, Link, Progress
from desktop_app.model.records import Origin as AnnotationOrigin
from desktop_app.model.review import Assignment, Comment, Setting, Verdict
from desktop_app.model.span import Span, joined
from desktop_app.model.tagset import Attribute, Decision, Slot, Tag
from desktop_app.store.table import (
    Cell,
    Row,
    Table,
    damaged_row,
    decoded_strings,
    decoded_values,
    pairs,
    plain_table,
    text_of,
    values_cell,
)


def _annotation_cells(item: Annotation) -> list[Cell]:
    spans = item.spans
    single = len(spans) == 1
    return [
        item.uid,
        item.document_uid,
        item.annotator_uid,
        item.tag_uid,
        spans[0].start,
        spans[-1].end,
        None if single else text_of([(span.start, span.end) for span in spans]),
        item.quotes[0] if single else text_of(item.quotes),
        values_cell(item.values),
        item.note,
        item.origin._value_,
        # As SQLite gives it back: always with a decimal point, and without a negative zero.
        None if item.confidence is None else item.confidence + 0.0,
        item.created,
        item.changed,
        item.guideline,
    ]


_ANNOTATION_TYPES: Mapping[str, object] = {
    **dict.fromkeys(("uid", "document_uid", "annotator_uid", "tag_uid"), str),
    **dict.fromkeys(("start", "end"), int),
    "parts": str | None,
    **dict.fromkeys(("quote", "values", "note", "origin"), str),
    "confidence": float | None,
    **dict.fromkeys(("created", "changed"), str),
    "guideline": int,
}


_AnnotationCells = tuple[
    str, str, str, str, int, int, str | None, str, str, str, str, float | None, str, str, int
]  # fmt: skip
_ORIGINS: Mapping[str, AnnotationOrigin] = {origin.value: origin for origin in AnnotationOrigin}


def _annotation(cells: _AnnotationCells) -> Annotation:
    (
        uid,
        document,
        annotator,
        tag,
        start,
        end,
        parts,
        quote,
        values,
        note,
        origin,
        confidence,
        created,
        changed,
        guideline,
    ) = cells
    spans: tuple[Span, ...] = (Span(start, end),)
    quotes: tuple[str, ...] = (quote,)
    if parts is not None:
        envelope = spans[0]
        spans = tuple(Span(first, last) for first, last in pairs(parts))
        quotes = tuple(decoded_strings(quote))
        if spans != joined(spans) or envelope != Span(spans[0].start, spans[-1].end):
            raise ValueError(f"parts: {parts!s}")
    return Annotation(
        uid, document, annotator, tag, spans, quotes, decoded_values(values), note, _ORIGINS[origin], confidence,
        created, changed, guideline,
    )  # fmt: skip


DOCUMENTS = plain_table("document", Document)
ANNOTATORS = plain_table("annotator", Annotator)
TAGS = plain_table("tag", Tag)
ATTRIBUTES = plain_table("attribute", Attribute)
PROGRESS = plain_table("progress", Progress)
ANNOTATIONS = Table(
    "annotation",
    Annotation,
    _ANNOTATION_TYPES,
    _annotation_cells,
    cast("Callable[[Row], Annotation]", _annotation),
    added={"guideline": 0},
)

VERDICTS = plain_table("verdict", Verdict)
COMMENTS = plain_table("comment", Comment)
ASSIGNMENTS = plain_table("assignment", Assignment)
SETTINGS = plain_table("setting", Setting)

LINKS = plain_table("link", Link)
SLOTS = plain_table("slot", Slot)
DECISIONS = plain_table("decision", Decision)
ENTITIES = plain_table("entity", Entity)
CONCEPTS = plain_table("concept", Concept)

AnyTable = (
    Table[Document]
    | Table[Annotator]
    | Table[Tag]
    | Table[Attribute]
    | Table[Progress]
    | Table[Annotation]
    | Table[Verdict]
    | Table[Comment]
    | Table[Assignment]
    | Table[Setting]
    | Table[Link]
    | Table[Slot]
    | Table[Decision]
    | Table[Entity]
    | Table[Concept]
)
_ALL: tuple[AnyTable, ...] = (
    *(DOCUMENTS, ANNOTATORS, TAGS, ATTRIBUTES, PROGRESS, ANNOTATIONS),
    *(VERDICTS, COMMENTS, ASSIGNMENTS, SETTINGS),
    *(LINKS, SLOTS, DECISIONS, ENTITIES, CONCEPTS),
)
TABLES: Mapping[str, AnyTable] = {table.name: table for table in _ALL}
_BY_KIND: Mapping[type[Record], AnyTable] = {table.kind: table for table in TABLES.values()}


def table_called(name: str) -> AnyTable:
    """The table of this name, as history has it. Raises DamagedError."""
    found = TABLES.get(name)
    if found is None:
        raise damaged_row("change", KeyError(name))
    return found


def table_of(record: Record) -> AnyTable:
    """The table in which records like this one lie."""
    return _BY_KIND[type(record)]
