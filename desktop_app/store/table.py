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
from desktop_app.model.changes import R
from desktop_app.model.entity import Affiliation, Alias
from desktop_app.model.values import Value, Values

Cell = str | int | float | bytes | None
Row = Sequence[Cell]
Write = Callable[[object], Cell]
Read = Callable[[Cell], object]

_encode = msgspec.json.Encoder().encode
_encode_sorted = msgspec.json.Encoder(order="deterministic").encode
decoded_strings = msgspec.json.Decoder(list[str]).decode
_decode_aliases = msgspec.json.Decoder(tuple[Alias, ...]).decode
_decode_affiliations = msgspec.json.Decoder(tuple[Affiliation, ...]).decode
_decode_pairs = msgspec.json.Decoder(list[tuple[int, int]]).decode
_decode_texts = msgspec.json.Decoder(dict[str, str]).decode
_decode_values = msgspec.json.Decoder(dict[str, str | int | float | bool | list[str]]).decode

MISFITS = (AppError, msgspec.MsgspecError, ValueError, TypeError, LookupError, OverflowError, RecursionError)
"""What the decoding of a row raises that no version of the program wrote."""


def text_of(value: object) -> str:
    """Anything as JSON with sorted keys, to be kept in a cell."""
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


def values_cell(values: Values) -> str:
    """Values by attribute uid as a cell."""
    return text_of(values) if values else "{}"


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

    A record's image is one JSON object of its cells by column, without the checksum. It leaves out those of `added`
    (columns that came later, with the cell that says nothing), so that older images are what they would be today.
    """

    def __init__(
        self,
        name: str,
        kind: type[R],
        types: Mapping[str, object],
        to_cells: Callable[[R], list[Cell]],
        from_cells: Callable[[Row], R],
        *,
        added: Mapping[str, Cell] | None = None,
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
        later = dict(added or {})
        fields = [
            (item, kind, later[item]) if item in later else (item, kind) for item, kind in types.items()
        ]
        image = msgspec.defstruct(name, fields, forbid_unknown_fields=True, omit_defaults=True)
        self._image = cast("Callable[..., msgspec.Struct]", image)
        self._decode = msgspec.json.Decoder(image).decode
        self._types = [frozenset(get_args(cell) or (cell,)) for cell in types.values()]
        self._sound: set[tuple[type, ...]] = set()

    def image_of(self, cells: Row) -> str:
        """The image of a row. Raises UnicodeEncodeError for half a character."""
        return _encode(self._image(*cells)).decode()

    def sealed(self, cells: list[Cell]) -> str:
        """The image of a row, to which its checksum is added. Raises UnicodeEncodeError for half a character."""
        image = _encode(self._image(*cells))
        cells.append(zlib.crc32(image))
        return image.decode()

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
    Mapping[str, str]: (str, text_of, lambda cell: _decode_texts(cast(str, cell))),
    Values: (str, cast(Write, values_cell), decoded_values),
    tuple[str, ...]: (str, text_of, lambda cell: tuple(decoded_strings(cast(str, cell)))),
    tuple[Alias, ...]: (str, text_of, lambda cell: _decode_aliases(cast(str, cell))),
    tuple[Affiliation, ...]: (str, text_of, lambda cell: _decode_affiliations(cast(str, cell))),
}
"""How a field of a record is kept in a cell, by its type."""


def _codec(hint: object) -> tuple[type, Write | None, Read | None]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, str, cast(Read, hint)
    return _CODECS[hint]


def plain_table(name: str, kind: type[R]) -> Table[R]:
    """The table of records whose fields are its columns, in the same order."""
    hints = get_type_hints(kind)
    columns = tuple(hints)
    codecs = [_codec(hint) for hint in hints.values()]
    writers = [(column, write) for column, (_type, write, _read) in zip(columns, codecs, strict=True)]
    readers = [(place, read) for place, (_type, _write, read) in enumerate(codecs) if read]
    make = cast("Callable[..., R]", kind)

    def to_cells(record: R) -> list[Cell]:
        return [write(getattr(record, name)) if write else getattr(record, name) for name, write in writers]

    def from_cells(cells: Row) -> R:
        found: list[object] = list(cells)
        for place, read in readers:
            found[place] = read(cells[place])
        return make(*found)

    types = {column: kept for column, (kept, _write, _read) in zip(columns, codecs, strict=True)}
    return Table(name, kind, types, to_cells, from_cells)
