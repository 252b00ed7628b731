"""Records as table rows and as images: the JSON that history keeps and checksums are made of."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Generic, TypeVar, cast

import msgspec

from desktop_app.model.changes import Record
from desktop_app.model.records import Annotation, Annotator, Document, Origin, Progress, Role, State
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute, Tag
from desktop_app.model.values import Value

Cell = str | int | float | bytes | None
Row = Sequence[Cell]
R = TypeVar("R", Document, Annotation, Annotator, Progress, Tag, Attribute)

_encode = msgspec.json.Encoder().encode
_encode_sorted = msgspec.json.Encoder(order="deterministic").encode
_decode_strings = msgspec.json.Decoder(list[str]).decode
_decode_pairs = msgspec.json.Decoder(list[tuple[int, int]]).decode
_decode_texts = msgspec.json.Decoder(dict[str, str]).decode
_decode_values = msgspec.json.Decoder(dict[str, str | int | float | bool | list[str]]).decode
_decode_image = msgspec.json.Decoder(dict[str, str | int | float | None]).decode


def _text(value: object) -> str:
    return _encode_sorted(value).decode()


def pairs(cell: Cell) -> list[tuple[int, int]]:
    """The (start, end) pairs of a `parts` cell."""
    return _decode_pairs(cast(str, cell))


def decoded_values(cell: Cell) -> dict[str, Value]:
    """A `values` cell as values by attribute uid."""
    found = _decode_values(cast(str, cell))
    return {uid: tuple(value) if isinstance(value, list) else value for uid, value in found.items()}


_WRITE: Mapping[str, Callable[[object], Cell]] = {
    "fields": _text,
    "values": _text,
    "examples": _text,
    "counter_examples": _text,
    "options": _text,
    "bom": lambda flag: int(cast(bool, flag)),
    "active": lambda flag: int(cast(bool, flag)),
    "pinned": lambda flag: int(cast(bool, flag)),
    "required": lambda flag: int(cast(bool, flag)),
}
_READ: Mapping[str, Callable[[Cell], object]] = {
    "fields": lambda cell: _decode_texts(cast(str, cell)),
    "values": decoded_values,
    "examples": lambda cell: tuple(_decode_strings(cast(str, cell))),
    "counter_examples": lambda cell: tuple(_decode_strings(cast(str, cell))),
    "options": lambda cell: tuple(_decode_strings(cast(str, cell))),
    "bom": bool,
    "active": bool,
    "pinned": bool,
    "required": bool,
    "role": lambda cell: Role(cast(str, cell)),
    "state": lambda cell: State(cast(str, cell)),
    "origin": lambda cell: Origin(cast(str, cell)),
}


@dataclass(frozen=True)
class Table(Generic[R]):
    """How records of one kind lie in their table. `columns` start with `uid`; the checksum `crc` comes last."""

    name: str
    kind: type[R]
    columns: tuple[str, ...]
    to_cells: Callable[[R], list[Cell]]
    from_cells: Callable[[Row], R]

    @property
    def column_list(self) -> str:
        """The columns as SQL, each quoted."""
        return ", ".join(f'"{column}"' for column in self.columns)

    def upsert_sql(self) -> str:
        """A statement that writes one row, its checksum last, over the one with the same uid."""
        marks = ", ".join("?" for _column in (*self.columns, "crc"))
        updates = ", ".join(f'"{column}" = excluded."{column}"' for column in (*self.columns[1:], "crc"))
        return (
            f'INSERT INTO "{self.name}" ({self.column_list}, "crc") VALUES ({marks}) '
            f"ON CONFLICT (uid) DO UPDATE SET {updates}"
        )


def image_of(table: AnyTable, cells: Row) -> str:
    """The canonical image of a row: one JSON object of its cells by column, without the checksum."""
    return _encode(dict(zip(table.columns, cells, strict=True))).decode()


def cells_of(table: AnyTable, image: str) -> list[Cell]:
    """The cells of an image, in the order of the table's columns."""
    found = _decode_image(image)
    return [found[column] for column in table.columns]


def checksum(image: str) -> int:
    """The CRC-32 of an image, as stored beside the row."""
    return zlib.crc32(image.encode())


def _plain_table(name: str, kind: type[R]) -> Table[R]:
    columns = tuple(item.name for item in fields(kind))
    writers = [_WRITE.get(column) for column in columns]
    readers = [_READ.get(column) for column in columns]
    make = cast("Callable[..., R]", kind)

    def to_cells(record: R) -> list[Cell]:
        raw = [getattr(record, column) for column in columns]
        return [write(value) if write else value for write, value in zip(writers, raw, strict=True)]

    def from_cells(cells: Row) -> R:
        return make(*(read(cell) if read else cell for read, cell in zip(readers, cells, strict=True)))

    return Table(name, kind, columns, to_cells, from_cells)


def _annotation_cells(item: Annotation) -> list[Cell]:
    single = len(item.spans) == 1
    return [
        item.uid,
        item.document_uid,
        item.annotator_uid,
        item.tag_uid,
        item.start,
        item.end,
        None if single else _text([(span.start, span.end) for span in item.spans]),
        item.quotes[0] if single else _text(item.quotes),
        _text(item.values) if item.values else "{}",
        item.note,
        item.origin.value,
        item.confidence,
        item.created,
        item.changed,
    ]


_ANNOTATION_COLUMNS = (
    *("uid", "document_uid", "annotator_uid", "tag_uid", "start", "end", "parts", "quote", "values", "note"),
    *("origin", "confidence", "created", "changed"),
)


def _annotation(cells: Row) -> Annotation:
    start, end, parts, quote = cells[4:8]
    if parts is None:
        spans: tuple[Span, ...] = (Span(cast(int, start), cast(int, end)),)
        quotes: tuple[str, ...] = (cast(str, quote),)
    else:
        spans = tuple(Span(first, last) for first, last in pairs(parts))
        quotes = tuple(_decode_strings(cast(str, quote)))
    uid, document, annotator, tag = (cast(str, cell) for cell in cells[:4])
    values = {} if cells[8] == "{}" else decoded_values(cells[8])
    note, origin, confidence, created, changed = cells[9:14]
    return Annotation(
        uid, document, annotator, tag, spans, quotes, values, cast(str, note), Origin(cast(str, origin)),
        cast("float | None", confidence), cast(str, created), cast(str, changed),
    )  # fmt: skip


DOCUMENTS = _plain_table("document", Document)
ANNOTATORS = _plain_table("annotator", Annotator)
TAGS = _plain_table("tag", Tag)
ATTRIBUTES = _plain_table("attribute", Attribute)
PROGRESS = _plain_table("progress", Progress)
ANNOTATIONS = Table("annotation", Annotation, _ANNOTATION_COLUMNS, _annotation_cells, _annotation)

AnyTable = (
    Table[Document] | Table[Annotator] | Table[Tag] | Table[Attribute] | Table[Progress] | Table[Annotation]
)
TABLES: Mapping[str, AnyTable] = {
    table.name: table for table in (DOCUMENTS, ANNOTATORS, TAGS, ATTRIBUTES, PROGRESS, ANNOTATIONS)
}
_BY_KIND: Mapping[type[Record], AnyTable] = {table.kind: table for table in TABLES.values()}


def table_of(record: Record) -> AnyTable:
    """The table in which records like this one lie."""
    return _BY_KIND[type(record)]


def cells_for(record: Record) -> list[Cell]:
    """The record's cells, in the order of its table's columns."""
    table = table_of(record)
    return cast("Callable[[Record], list[Cell]]", table.to_cells)(record)


def record_from(table: str, image: str) -> Record:
    """The record of an image from history."""
    found = TABLES[table]
    return found.from_cells(cells_of(found, image))


def records(table: Table[R], rows: Iterable[Row]) -> tuple[R, ...]:
    """Rows of `table.columns` as records."""
    return tuple(table.from_cells(row) for row in rows)
