"""Registers as CSV and JSON that people can read, edit and pass on. Bytes in, bytes out: files are opened elsewhere.

CSV is UTF-8 with a heading; on reading, commas, semicolons and tabs part the columns alike. A cell that holds several
things parts them with `|`, and what belongs to one of them with `;`; a backslash before either takes it as it is. A
cell that a spreadsheet would take for a formula has an apostrophe before it. JSON is one object with one list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from desktop_app.base import strict_json
from desktop_app.base.errors import AppError, FormatError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown

SIZE_LIMIT = 64_000_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_LONGEST_CELL = 1_000_000

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `parts` are the names of what belongs to one thing of several; none for plain text.

    `single`: a thing of several is just its text; `pairs`: the things are names with a value each.
    """

    name: str
    parts: tuple[str, ...] = ()
    single: bool = False
    pairs: bool = False


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out: its line (of CSV) or number (in JSON), from 1, and why."""

    line: int
    error: AppError


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What came of an import: how many entries it added, changed and found as they were, and what was left out."""

    added: int = 0
    changed: int = 0
    equal: int = 0
    bad: tuple[BadRow, ...] = ()


@dataclass(slots=True)
class SheetProgress:
    """An import under way: how many entries will be written, 0 before that is known; what came of it at the end."""

    total: int = 0
    report: SheetReport = SheetReport()


def to_csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Rows as CSV with a heading, in their order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerows([_guarded(_cell(column, row[column.name])) for column in columns] for row in rows)
    return text.getvalue().encode()


def to_json(title: str, rows: Iterable[Row]) -> bytes:
    """Rows as one JSON object, a line each, with what is empty: it is emptied where the file is read."""
    import msgspec

    encode = msgspec.json.Encoder().encode
    body = b",\n".join(encode(dict(row)) for row in rows)
    return b"{" + encode(title) + b": [\n" + body + (b"\n" if body else b"") + b"]}\n"


def read(data: bytes, title: str, columns: Sequence[Column]) -> Iterator[tuple[int, Row | AppError]]:
    """The rows of a CSV or JSON file with their lines or numbers; an AppError in place of one that makes no sense.

    What a row does not say is not in it. Raises FormatError for what is no such file at all.
    """
    if len(data) > SIZE_LIMIT:
        raise FormatError(_("The file is too large."), hint=_("Split it into several files."))
    body = data.removeprefix(strict_json.BOM)
    if body.lstrip()[:1] in (b"{", b"["):
        return _read_json(body, title)
    return _read_csv(body, columns)


def _read_json(body: bytes, title: str) -> Iterator[tuple[int, Row | AppError]]:
    import msgspec

    if body.lstrip().startswith(b"{"):
        found = strict_json.decode(body, msgspec.json.Decoder(dict[str, msgspec.Raw]))
        body = bytes(found.get(title, b""))
        if not body.startswith(b"["):
            raise FormatError(
                _("There is no list of “{title}” in this file.").format(title=title),
                hint=_("Choose another file."),
            )
    one = msgspec.json.Decoder(dict[str, object])
    # Row by row, so that whoever asks can do other things in between.
    for number, item in enumerate(strict_json.decode(body, msgspec.json.Decoder(list[msgspec.Raw])), 1):
        try:
            yield number, strict_json.decode(bytes(item), one)
        except FormatError as error:
            yield number, error


def _read_csv(body: bytes, columns: Sequence[Column]) -> Iterator[tuple[int, Row | AppError]]:
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise FormatError(
            _("Byte {number} is not UTF-8.").format(number=error.start + 1), hint=_("Save the file as UTF-8.")
        ) from error
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    known = {column.name: column for column in columns}
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        if not set(names) & known.keys():
            raise FormatError(
                _("The first line does not name the columns."),
                hint=_("Known columns: {names}.").format(names=", ".join(known)),
            )
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                yield line, _row(names, cells, known)
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(
            _("This is not CSV: {reason}.").format(reason=str(error)),
            where=_("line {number}").format(number=reader.line_num),
            hint=_("Export the file again as CSV in UTF-8."),
        ) from error


def _row(names: Sequence[str], cells: Sequence[str], known: Mapping[str, Column]) -> Row | AppError:
    if len(cells) > len(names):
        return FormatError(_("This line has more cells than the heading has columns."))
    given = {name: cell for name, cell in zip(names, cells, strict=False) if name in known}
    try:
        return {name: _value(known[name], _unguarded(cell)) for name, cell in given.items()}
    except ValueError as error:
        return FormatError(
            _("A cell has more parts than it can have."),
            where=shown(str(error), 60),
            hint=_("Write \\; for ;"),
        )


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def _cell(column: Column, value: object) -> str:
    if column.pairs:
        return _packed(cast(Mapping[str, str], value).items())
    if column.single:
        return _packed([item] for item in cast(Iterable[str], value))
    if column.parts:
        things = cast(Iterable[Row], value)
        return _packed([_part(part, item.get(part, "")) for part in column.parts] for item in things)
    return str(value)


def _part(name: str, value: object) -> str:
    """A part in words: what is so is said by its name."""
    return (name if value else "") if isinstance(value, bool) else str(value)


def _value(column: Column, cell: str) -> object:
    if not (column.pairs or column.single or column.parts):
        return cell
    items = _unpacked(cell)
    most = 1 if column.single else 2 if column.pairs else len(column.parts)
    if any(len(item) > most for item in items):
        raise ValueError(cell)
    if column.pairs:
        return {item[0]: "".join(item[1:]) for item in items}
    if column.single:
        return [item[0] for item in items]
    return [dict(zip(column.parts, item, strict=False)) for item in items]


def _packed(items: Iterable[Iterable[str]]) -> str:
    """Items of parts in one cell. An empty part at the end is left out, an empty item has a separator."""
    cells = []
    for item in items:
        parts = [part.replace("\\", "\\\\").replace("|", "\\|").replace(";", "\\;") for part in item]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        cells.append(";".join(parts))
    text = "|".join(cells)
    return f"{text}|" if cells and not cells[-1] else text


def _unpacked(cell: str) -> list[list[str]]:
    items: list[list[str]] = [[""]]
    letters = iter(cell)
    for letter in letters:
        if letter == "|":
            items.append([""])
        elif letter == ";":
            items[-1].append("")
        else:
            items[-1][-1] += next(letters, "\\") if letter == "\\" else letter
    if items[-1] == [""]:
        items.pop()
    return items
