"""Files that are either the old one or the new one, never a part."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop_app.base.errors import DiskError, DiskFullError, ReadError, ReadOnlyError
from desktop_app.base.i18n import _

PARTIAL = ".rubricator-part"


def read_most(path: Path, size: int) -> bytes:
    """The first `size` bytes of a file; fewer where it has fewer. Raises ReadError."""
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise ReadError(
            _("The file cannot be read."), where=str(path), hint=_("Choose another file.")
        ) from error


def write_whole(target: Path, data: bytes) -> None:
    """Put a file of these bytes at `target`, in a folder that is made if need be. Raises as `replacing` does."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(error, target) from error
    with replacing(target) as file:
        file.write(data)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes the place of `target` when the block ends without an error.

    The bytes go to a temporary name in the same folder, are synced, then renamed, and the folder is synced. On an
    error the temporary file is removed and `target` stays as it was. Raises DiskFullError, ReadOnlyError, DiskError.
    """
    try:
        number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=PARTIAL, dir=target.parent)
    except OSError as error:
        raise disk_error(error, target) from error
    partial = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(0o644)
        partial.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise disk_error(error, target) from error
    finally:
        partial.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable, where the system lets folders be synced."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def disk_error(error: OSError, path: Path) -> DiskError | DiskFullError | ReadOnlyError:
    """The error for people that stands for an operating-system error at `path`."""
    import errno

    where = str(path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = _("Free some room and try again; nothing was lost.")
        return DiskFullError(_("The disk is full."), where=where, hint=hint)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        hint = _("Choose another folder or change its permissions.")
        return ReadOnlyError(_("This place cannot be written to."), where=where, hint=hint)
    return DiskError(
        _("The file cannot be written: {reason}.").format(reason=error.strerror or error),
        where=where,
        hint=_("Check the folder and try again."),
    )
