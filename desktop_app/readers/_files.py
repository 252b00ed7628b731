"""Fetching the bytes of an original: bounded, and never waiting for a file that is none."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.readers._encoding import mark_of, too_large, too_long
from desktop_app.readers._guess import wide_encoding
from desktop_app.readers._reading import ORIGINAL_LIMIT, PATH_SHOWN, TEXT_LIMIT

_HEAD = 4096
_WAITS_FOR_NOBODY: int = getattr(os, "O_NONBLOCK", 0)
_AS_IT_IS: int = getattr(os, "O_BINARY", 0)


def load(path: Path | str, *, limit: int = ORIGINAL_LIMIT, encoding: str | None = None) -> bytes:
    """The bytes of the file, which are at most `limit`; sizes are checked before anything is read.

    A file that can only be a text beyond the limit for texts is refused early too; `encoding` says what it is in, if
    somebody chose that. Raises ReadError: missing, unreadable, a folder or device, empty, too large.
    """
    where = shown(str(path), PATH_SHOWN)
    try:
        # A pipe or a device must not be opened at all where that can be helped: opening alone may wait or act.
        _check_kind(os.stat(path), where)
        with open(path, "rb", opener=_open) as file:
            return _bounded(file, where, limit, encoding)
    except OSError as error:
        raise _unreadable(error, where) from error
    except ValueError as error:
        raise ReadError(
            _("This is no possible file name."), where=where, hint=_("Choose the file from its folder.")
        ) from error


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _WAITS_FOR_NOBODY | _AS_IT_IS)


def _check_kind(status: os.stat_result, where: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(
            _("This is a folder, not a file."), where=where, hint=_("Add it as a folder of documents.")
        )
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(
            _("This is a device or a connection, not a file."),
            where=where,
            hint=_("Save its content to a file and add that."),
        )


def _bounded(file: BinaryIO, where: str, limit: int, encoding: str | None) -> bytes:
    status = os.fstat(file.fileno())
    _check_kind(status, where)
    size = status.st_size
    if size == 0:
        raise ReadError(_("The file is empty."), where=where, hint=_("Check that it was saved completely."))
    if size > limit:
        raise too_large(where, limit)
    head = file.read(_HEAD) or b""
    if size > TEXT_LIMIT and not _takes_more_bytes(head, encoding):
        raise too_long(where)
    data = head + (file.read(limit + 1 - len(head)) or b"")
    if len(data) > limit:
        raise too_large(where, limit)
    return data


def _takes_more_bytes(head: bytes, encoding: str | None) -> bool:
    """Whether the text may be shorter in UTF-8 than the file is: in wider characters, or among a book's pictures."""
    return head.startswith(b"PK") or (
        (encoding or mark_of(head)[1] or wide_encoding(head))
        .lower()
        .startswith(("utf-16", "utf-32", "utf_16", "utf_32"))
    )


def _unreadable(error: OSError, where: str) -> ReadError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ReadError(
            _("There is no such file."), where=where, hint=_("Check whether it was moved or renamed.")
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return ReadError(
            _("You are not allowed to read this file."),
            where=where,
            hint=_("Change its permissions and try again."),
        )
    if error.errno == errno.ELOOP:
        return ReadError(
            _("The link leads in a circle."), where=where, hint=_("Add the file that it should point to.")
        )
    return ReadError(
        _("The file cannot be read: {reason}.").format(reason=error.strerror or error),
        where=where,
        hint=_("Check the disk or the connection to it and try again."),
    )
