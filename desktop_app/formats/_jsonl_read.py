"""Reading lines from anywhere: strictly, each on its own, so that one bad line costs no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from desktop_app.base import strict_json
from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.formats._items import IncomingLine, Problem
from desktop_app.formats._jsonl_incoming import LineBuilder
from desktop_app.formats._jsonl_lines import ForeignLine

LINE_LIMIT = 512 * 1024 * 1024
"""Bytes: a text of the largest size that a project takes, with every character escaped, and its annotations."""
_CHUNK = 1 << 20
_SQLITE = b"SQLite format 3\0"
_DECODER = msgspec.json.Decoder(ForeignLine)
_ENCODER = msgspec.json.Encoder()


def read_lines(file: BinaryIO) -> Iterator[IncomingLine | Problem]:
    """The file's lines in order; what is wrong comes as problems between them."""
    builder = LineBuilder(lambda: _digest(file))
    number = 0
    returns_told = False
    while data := file.readline(LINE_LIMIT + 1):
        number += 1
        if number == 1 and data.startswith(_SQLITE):
            yield _problem(number, _project())
            return
        if len(data) > LINE_LIMIT:
            _skip_rest(file, data)
            yield _problem(number, _too_long())
            continue
        if number == 1 and data.startswith(strict_json.BOM):
            data = data.removeprefix(strict_json.BOM)
            yield _problem(number, _mark(), refused=False)
        if data.endswith(b"\r\n") and not returns_told:
            returns_told = True
            yield _problem(number, _carriage_return(), refused=False)
        if data.strip():
            yield from _line(data, number, builder)


def _line(data: bytes, number: int, builder: LineBuilder) -> Iterator[IncomingLine | Problem]:
    try:
        body = data.rstrip(b"\r\n")
        line = strict_json.decode(body, _DECODER)
        if not strict_json.has_plain_keys(body, _ENCODER.encode(line)):
            _refuse_duplicates(data)
    except FormatError as error:
        broken = not data.endswith(b"\n") and not data.rstrip().endswith(b"}")
        yield _problem(number, _cut_off() if broken else error)
        return
    yield from builder.build(line, number)


def _refuse_duplicates(data: bytes) -> None:
    twice = strict_json.duplicate_key(data)
    if twice is not None:
        raise FormatError(
            _("The key “{key}” stands twice in one object.").format(key=shown(twice, 40)),
            hint=_("Remove one of the two."),
        )


def _digest(file: BinaryIO) -> str:
    """The hash of the whole file, which is then where it was."""
    place, digest = file.tell(), hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    file.seek(place)
    return digest.hexdigest()


def _skip_rest(file: BinaryIO, data: bytes) -> None:
    while data and not data.endswith(b"\n"):
        data = file.readline(_CHUNK)


def _problem(number: int, error: FormatError, *, refused: bool = True) -> Problem:
    place = _("line {number}").format(number=number)
    where = f"{place}, {error.where}" if error.where else place
    return Problem(number, FormatError(error.what, where=where, hint=error.hint), refused)


def _cut_off() -> FormatError:
    return FormatError(
        _("The last line is cut off."),
        hint=_("Copy or export the file again; the lines before it are whole."),
    )


def _too_long() -> FormatError:
    return FormatError(
        _("The line has more than {limit} MB.").format(limit=LINE_LIMIT >> 20), hint=_("Split the document.")
    )


def _project() -> FormatError:
    return FormatError(
        _("This is a project or a package, not a file of annotations."), hint=_("Merge it instead.")
    )


def _mark() -> FormatError:
    return FormatError(
        _("The file begins with a byte-order mark, which was passed over."), hint=_("JSON lines need none.")
    )


def _carriage_return() -> FormatError:
    return FormatError(
        _("The lines end as on Windows (CR LF); the CR was passed over."), hint=_("Texts inside keep theirs.")
    )
