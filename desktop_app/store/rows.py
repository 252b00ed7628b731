"""Records as table rows and as images: the JSON that history keeps and checksums are made of."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Generic, cast, get_args, get_type_hints

import msgspec

from desktop_app.base.errors import AppError, DamagedError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.changes import R, Record
from desktop_app.model.records import Annotation, Annotator, Document, Progress
from desktop_app.model.records import Origin as AnnotationOrigin
from desktop_app.model.review import Assignment, Comment, Setting, Verdict
from desktop_app.model.span import Span, joined
from desktop_app.model.tagset import Attribute, Tag
from desktop_app.model.values import Value, Values

Cell = str | int | float | bytes | None
Row = Sequence[Cell]
Write = Callable[[object], Cell]
Read = Callable[[Cell], object]

_encode = msgspec.json.Encoder().encode
_encode_sorted = msgspec.json.Encoder(order="deterministic").encode
_decode_strings = msgspec.json.Decoder(list[str]).decode
_decode_pairs = msgspec.json.Decoder(list[tuple[int, int]]).decode
_decode_texts = msgspec.json.Decoder(dict[str, str]).decode
_decode_values = msgspec.json.Decoder(dict[str, str | int | float | bool | list[str]]).decode

MISFITS = (AppError, msgspec.MsgspecError, ValueError, TypeError, LookupError, OverflowError, RecursionError)
"""What the decoding of a row raises that no version of the program wrote."""


def _text(value: object) -> str:
    return _encode_sorted(value).decode()


def pairs(cell: Cell) -> list[tuple[int, int]]:
    """The (start, end) pairs of a `parts` cell."""
    return _decode_pairs(cast(str, cell))


def decoded_values(cell: Cell) -> dict[str, Value]:
    """A `values` cell as values by attribute uid."""
    if cell == "{}":
        return {}
    found = _decode_values(cast(str, cell))
    return {uid: tuple(value) if isinstance(value, list) else value for uid, value in found.items()}


def _values(values: Values) -> str:
    return _text(values) if values else "{}"


def checksum(image: str) -> int:
    """The CRC-32 of an image, as stored beside the row."""
    return zlib.crc32(image.encode())


def damaged_row(where: str, error: BaseException) -> DamagedError:
    """The error for a row or an image that no version of the program wrote."""
    return DamagedError(
        _("A row of the project is not as Rubricator writes it: {reason}").format(
            reason=shown(str(error), 160)
        ),
        where=shown(where, 80),
        hint=_("Run a check of the project, or open a backup."),
    )


class Table(Generic[R]):
    """How records of one kind lie in their table. `columns` start with `uid`; the checksum `crc` comes last.

    A record's image is one JSON object of its cells by column, without the checksum.
    """

    def __init__(
        self,
        name: str,
        kind: type[R],
        types: Mapping[str, object],
        to_cells: Callable[[R], list[Cell]],
        from_cells: Callable[[Row], R],
    ) -> None:
        self.name = name
        self.kind: type[R] = kind
        self.columns = tuple(types)
        self.column_list = ", ".join(f'"{column}"' for column in self.columns)
        marks = ", ".join("?" for _column in (*self.columns, "crc"))
        self.insert_sql = f'INSERT INTO "{name}" ({self.column_list}, "crc") VALUES ({marks})'
        updates = ", ".join(f'"{column}" = excluded."{column}"' for column in (*self.columns[1:], "crc"))
        self.upsert_sql = f"{self.insert_sql} ON CONFLICT (uid) DO UPDATE SET {updates}"
        self.to_cells: Callable[[R], list[Cell]] = to_cells
        self._from_cells: Callable[[Row], R] = from_cells
        image = msgspec.defstruct(name, list(types.items()), forbid_unknown_fields=True)
        self._image = cast("Callable[..., msgspec.Struct]", image)
        self._decode = msgspec.json.Decoder(image).decode
        self._types = [frozenset(get_args(cell) or (cell,)) for cell in types.values()]
        self._sound: set[tuple[type, ...]] = set()

    def image_of(self, cells: Row) -> str:
        """The image of a row. Raises UnicodeEncodeError for half a character."""
        return _encode(self._image(*cells)).decode()

    def cells_of(self, image: str) -> tuple[Cell, ...]:
        """The cells of an image, in the order of the columns. Raises DamagedError."""
        try:
            return msgspec.structs.astuple(self._decode(image))
        except MISFITS as error:
            raise damaged_row(self.name, error) from error

    def record(self, cells: Row) -> R:
        """The record in a row. Raises DamagedError when the cells are of other types, or mean nothing."""
        return self.records((cells,))[0]

    def _check_types(self, shape: tuple[type, ...]) -> None:
        for column, found, allowed in zip(self.columns, shape, self._types, strict=True):
            if found not in allowed:
                raise TypeError(f"{column}: {found.__name__}")
        self._sound.add(shape)

    def record_of(self, image: str) -> R:
        """The record of an image. Raises DamagedError."""
        return self.record(self.cells_of(image))

    def records(self, rows: Iterable[Row]) -> tuple[R, ...]:
        """Rows of `columns` as records. Raises DamagedError."""
        make, sound = self._from_cells, self._sound
        found: list[R] = []
        cells: Row = ("",)
        try:
            for cells in rows:
                shape = tuple(map(type, cells))
                if shape not in sound:
                    self._check_types(shape)
                found.append(make(cells))
        except MISFITS as error:
            raise damaged_row(f"{self.name} {cells[0]!s}", error) from error
        return tuple(found)


def _flag(cell: Cell) -> bool:
    return {0: False, 1: True}[cast(int, cell)]


_CODECS: Mapping[object, tuple[type, Write | None, Read | None]] = {
    str: (str, None, None),
    int: (int, None, None),
    bool: (int, cast(Write, int), _flag),
    Mapping[str, str]: (str, _text, lambda cell: _decode_texts(cast(str, cell))),
    Values: (str, cast(Write, _values), decoded_values),
    tuple[str, ...]: (str, _text, lambda cell: tuple(_decode_strings(cast(str, cell)))),
}
"""How a field of a record is kept in a cell, by its type."""


def _codec(hint: object) -> tuple[type, Write | None, Read | None]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, str, cast(Read, hint)
    return _CODECS[hint]


def _plain_table(name: str, kind: type[R]) -> Table[R]:
    hints = get_type_hints(kind)
    columns = tuple(hints)
    codecs = [_codec(hint) for hint in hints.values()]
    writers = [(column, write) for column, (_type, write, _read) in zip(columns, codecs, strict=True)]
    readers = [read for _type, _write, read in codecs]
    make = cast("Callable[..., R]", kind)

    def to_cells(record: R) -> list[Cell]:
        return [write(getattr(record, name)) if write else getattr(record, name) for name, write in writers]

    def from_cells(cells: Row) -> R:
        return make(*(read(cell) if read else cell for read, cell in zip(readers, cells, strict=True)))

    types = {column: kept for column, (kept, _write, _read) in zip(columns, codecs, strict=True)}
    return Table(name, kind, types, to_cells, from_cells)


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
        None if single else _text([(span.start, span.end) for span in spans]),
        item.quotes[0] if single else _text(item.quotes),
        _values(item.values),
        item.note,
        item.origin.value,
        # As SQLite gives it back: always with a decimal point, and without a negative zero.
        None if item.confidence is None else item.confidence + 0.0,
        item.created,
        item.changed,
    ]


_ANNOTATION_TYPES: Mapping[str, object] = {
    **dict.fromkeys(("uid", "document_uid", "annotator_uid", "tag_uid"), str),
    **dict.fromkeys(("start", "end"), int),
    "parts": str | None,
    **dict.fromkeys(("quote", "values", "note", "origin"), str),
    "confidence": float | None,
    **dict.fromkeys(("created", "changed"), str),
}


_AnnotationCells = tuple[
    str, str, str, str, int, int, str | None, str, str, str, str, float | None, str, str
]  # fmt: skip
_ORIGINS: Mapping[str, AnnotationOrigin] = {origin.value: origin for origin in AnnotationOrigin}


def _annotation(cells: Row) -> Annotation:
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
    ) = cast("_AnnotationCells", cells)
    spans: tuple[Span, ...] = (Span(start, end),)
    quotes: tuple[str, ...] = (quote,)
    if parts is not None:
        envelope = spans[0]
        spans = tuple(Span(first, last) for first, last in pairs(parts))
        quotes = tuple(_decode_strings(quote))
        if spans != joined(spans) or envelope != Span(spans[0].start, spans[-1].end):
            raise ValueError(f"parts: {parts!s}")
    return Annotation(
        uid, document, annotator, tag, spans, quotes, decoded_values(values), note, _ORIGINS[origin], confidence,
        created, changed,
    )  # fmt: skip


DOCUMENTS = _plain_table("document", Document)
ANNOTATORS = _plain_table("annotator", Annotator)
TAGS = _plain_table("tag", Tag)
ATTRIBUTES = _plain_table("attribute", Attribute)
PROGRESS = _plain_table("progress", Progress)
ANNOTATIONS = Table("annotation", Annotation, _ANNOTATION_TYPES, _annotation_cells, _annotation)

VERDICTS = _plain_table("verdict", Verdict)
COMMENTS = _plain_table("comment", Comment)
ASSIGNMENTS = _plain_table("assignment", Assignment)
SETTINGS = _plain_table("setting", Setting)

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
)
_ALL: tuple[AnyTable, ...] = (
    *(DOCUMENTS, ANNOTATORS, TAGS, ATTRIBUTES, PROGRESS, ANNOTATIONS),
    *(VERDICTS, COMMENTS, ASSIGNMENTS, SETTINGS),
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
