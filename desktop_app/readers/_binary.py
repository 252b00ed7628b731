"""Files that are no text: known by how they begin, or by what they are full of."""

from __future__ import annotations

import re

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import N_, _

CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\b\t\n\v\f\r\x1b"})
"""Bytes that hardly ever stand in a text of one-byte or many-byte characters."""


_KINDS = tuple(
    (re.compile(pattern, re.DOTALL), title)
    for pattern, title in (
        (r"\x89PNG\r\n\x1a\n", N_("a PNG picture")),
        (r"\xff\xd8\xff[\xc0-\xfe]", N_("a JPEG picture")),
        (r"GIF8[79]a.[\x00-\x08\x0e-\x1f].[\x00-\x08\x0e-\x1f]", N_("a GIF picture")),
        (r"RIFF.{4}WEBP", N_("a WebP picture")),
        (r"RIFF.{4}(WAVE|AVI )", N_("a sound or film")),
        (r"II\*\x00|MM\x00\*", N_("a TIFF picture")),
        (r"SQLite format 3\x00", N_("an SQLite database")),
        (r"PK\x03\x04.{26}mimetypeapplication/epub\+zip", N_("an EPUB book")),
        (r"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", N_("an OpenDocument file")),
        (r"PK\x03\x04.{26}(\[Content_Types\]|_rels/|word/|xl/|ppt/)", N_("an Office document")),
        (r"PK\x03\x04|PK\x05\x06", N_("a ZIP archive")),
        (r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("an old Office document")),
        (r"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00|\x28\xb5\x2f\xfd", N_("a compressed file")),
        (r"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07", N_("a compressed archive")),
        (r".{257}ustar[\x00 ]", N_("a TAR archive")),
        (r"\x7fELF|MZ.\x00|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|\x00asm", N_("a program")),
        (r"ID3[\x02-\x04]\x00|OggS\x00|fLaC\x00|.{4}ftyp[\w ]{4}", N_("a sound or film")),
        (r"\x00\x01\x00\x00\x00|OTTO\x00|wOF[F2]\x00", N_("a font")),
    )
)
"""Beginnings that no text has, as patterns of Latin-1 characters, and what they stand for."""

_WRAPPED = (
    (re.compile(r"\s*%PDF-[12]\.\d"), N_("a PDF document")),
    (re.compile(r"\{\\rtf1"), N_("an RTF document")),
)
"""Documents that are text on the surface but hold their words in a wrapping."""


def kind_of(data: bytes, *, wrapped: bool = True) -> str:
    """What a file is that is surely no text, in words: 'a PNG picture'; '' for anything else.

    `wrapped` also names documents that are text on the surface.
    """
    head = data[:512].decode("latin-1")
    kinds = _KINDS + (_WRAPPED if wrapped else ())
    return next((_(title) for pattern, title in kinds if pattern.match(head)), "")


def controls_in(data: bytes) -> int:
    """How many control characters the bytes hold that hardly ever stand in a text."""
    return len(data) - len(data.translate(None, CONTROLS))


def is_few(controls: int, length: int) -> bool:
    """Whether so many control characters may be slips in a text of `length` bytes."""
    return controls == 0 or (
        controls <= 3 + length // 100 and controls * (2 if controls == 1 else 4) < length
    )


def refusal(kind: str, where: str) -> ReadError:
    """The error that says what a file is instead of a text; `kind` '' when nobody can tell."""
    if not kind:
        return ReadError(
            _("This is not a text: it is full of control characters."),
            where=where,
            hint=_("Open it in the program that made it and save it as plain text."),
        )
    book = kind == _("an EPUB book")
    return ReadError(
        _("This is {kind}, not a text.").format(kind=kind),
        where=where,
        hint=_("Let its name end in .epub and add it again.")
        if book
        else _("Save its words as plain text, Markdown or HTML and add that file."),
    )
