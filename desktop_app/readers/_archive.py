"""The ZIP archive around a book: its parts by name, bounded whatever the archive says of itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.readers._binary import kind_of
from desktop_app.readers._reading import HTML_LIMIT, MB, PATH_SHOWN

MOST_PARTS = 10_000
PART_LIMIT = HTML_LIMIT
"""Bytes that one part may have when unpacked."""
PARTS_LIMIT = 100 * MB
"""Bytes that all parts that are read may have together."""
RATIO = 200
"""So many times its packed size a part of more than one MB may have: ten times what pages of text reach."""

_ENTRY = b"PK\x01\x02"
_LOCKED = 1
_NAME = 200
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What the library raises on archives that are damaged on purpose or by chance."""


def inside(where: str, part: str) -> str:
    """The place of a part, for messages."""
    return f"{where} ({shown(part, _NAME)})"


class Archive:
    """Reads parts by their names; names are never paths on the disk. All errors are ReadErrors."""

    def __init__(self, data: bytes, name: str) -> None:
        """`name` is the book's, for messages. Raises ReadError: no archive, or one with too many parts."""
        self.where = shown(name, PATH_SHOWN)
        if not data:
            raise ReadError(
                _("The file holds no text: it is empty or blank."),
                where=self.where,
                hint=_("Check that it was saved completely."),
            )
        self._kind = kind_of(data)
        self._left = PARTS_LIMIT
        # Each part costs memory as soon as the archive is opened, so they are counted before that.
        if data.count(_ENTRY) > MOST_PARTS:
            raise ReadError(
                _("The book has more than {limit} parts.").format(limit=MOST_PARTS),
                where=self.where,
                hint=_("Split it and add the parts."),
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise (_damaged(self.where) if data.startswith(b"PK") else self.no_book()) from error

    def no_book(self) -> ReadError:
        """The error for a file that is something else."""
        what = _("This is {kind}, not an EPUB book.").format(kind=self._kind)
        return ReadError(
            what if self._kind else _("This is not an EPUB book."),
            where=self.where,
            hint=_("Check the ending of its name, or save it as EPUB again."),
        )

    def holds(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._zip.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises ReadError: missing, locked, damaged, too large or packed far too tightly."""
        where = inside(self.where, part)
        entry = self._zip.NameToInfo.get(part)
        if entry is None:
            raise missing(where)
        if entry.flag_bits & _LOCKED:
            raise protected(self.where)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(
                _("This part of the book is packed in a way that books do not use."),
                where=where,
                hint=_("Save the book as EPUB again."),
            )
        if entry.file_size > MB and entry.file_size > RATIO * entry.compress_size:
            raise ReadError(
                _("This part of the book is packed so tightly that it cannot be a text."),
                where=where,
                hint=_("Get the book from another source."),
            )
        try:
            with self._zip.open(entry) as file:
                data = file.read(PART_LIMIT + 1)
        except _BROKEN as error:
            raise _damaged(where) from error
        self._left -= len(data)
        self._refuse_too_large(data, where)
        return data

    def _refuse_too_large(self, data: bytes, where: str) -> None:
        if len(data) > PART_LIMIT:
            raise ReadError(
                _("This part of the book is larger than {limit} MB.").format(limit=PART_LIMIT // MB),
                where=where,
                hint=_("Split it and add the parts."),
            )
        if self._left < 0:
            raise ReadError(
                _("The pages of this book are larger than {limit} MB together.").format(
                    limit=PARTS_LIMIT // MB
                ),
                where=self.where,
                hint=_("Split it and add the parts."),
            )


def missing(where: str) -> ReadError:
    """The error for a part that the book names but does not hold."""
    return ReadError(
        _("This part of the book is missing."), where=where, hint=_("Download or copy the book again.")
    )


def protected(where: str) -> ReadError:
    """The error for a book whose text is encrypted."""
    return ReadError(
        _("The book is protected against copying: its text is encrypted."),
        where=where,
        hint=_("Ask for a copy without protection, and add that."),
    )


def _damaged(where: str) -> ReadError:
    return ReadError(
        _("The book is damaged or incomplete."), where=where, hint=_("Download or copy the book again.")
    )
