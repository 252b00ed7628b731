"""Files that SQLite looks for beside a project: what a crash leaves, and what strangers may have put there."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path, PurePath
from urllib.parse import quote

from desktop_app.base.errors import ConflictError, DamagedError
from desktop_app.base.files import disk_error, sync_folder
from desktop_app.base.i18n import _

JOURNAL, LOG, INDEX = "-journal", "-wal", "-shm"
_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""How a journal begins, and how it ends if it names another file: one that SQLite would delete afterwards."""


def beside(project: Path, suffix: str) -> Path:
    """The file with this ending beside a project."""
    return project.with_name(project.name + suffix)


def uri(path: PurePath, mode: str) -> str:
    """The address by which SQLite opens the file: 'ro' or 'rw', never making it."""
    plain = quote(path.as_posix(), safe="/:", errors="surrogateescape")
    return f"file://{plain if plain.startswith('/') else '/' + plain}?mode={mode}"


def refuse_strange(project: Path) -> None:
    """Refuse what no Rubricator leaves behind, before SQLite believes it. Raises DamagedError, DiskError.

    A write-ahead log would replace pages of the project, also in one that never had a log. A journal that names a
    further file makes SQLite delete that file, wherever it lies.
    """
    log, journal = beside(project, LOG), beside(project, JOURNAL)
    try:
        if _size(log):
            raise _strange(log)
        if _size(journal) and _names_a_file(journal):
            raise _strange(journal)
    except OSError as error:
        raise disk_error(error, project) from error


def refuse_any(project: Path) -> None:
    """Refuse to put a project where there is one, or where such files wait for one. Raises ConflictError."""
    if os.path.lexists(project):
        raise ConflictError(
            _("There is a file with this name already."),
            where=str(project),
            hint=_("Open it, or choose another name."),
        )
    for suffix in (JOURNAL, LOG, INDEX):
        path = beside(project, suffix)
        if os.path.lexists(path):
            raise ConflictError(
                _("A file of an earlier project with this name was left behind."),
                where=str(path),
                hint=_("Move it elsewhere, or choose another name."),
            )


def move_aside(project: Path, kept: Path) -> None:
    """Give a project another name, with all that belongs to it: what stayed behind would change its successor.

    Nothing happens where there is none. Raises OSError.
    """
    settle(project)
    for suffix in (JOURNAL, LOG, INDEX, ""):
        path = beside(project, suffix)
        if path.exists():
            path.rename(beside(kept, suffix))


def settle(project: Path) -> None:
    """Let SQLite take back a transaction that a crash cut short, so that the file alone is the project again.

    Where that is not possible nothing happens: whoever opens the project then is told so.
    """
    if not _size(beside(project, JOURNAL)):
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(uri(project, "rw"), uri=True)) as connection:
        connection.execute("PRAGMA application_id").fetchall()


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except FileNotFoundError:
        return 0


def _names_a_file(journal: Path) -> bool:
    with suppress(FileNotFoundError):  # whoever is writing now may be through at any moment
        if not stat.S_ISREG(journal.lstat().st_mode):
            return True
        with journal.open("rb") as file:
            length = file.seek(0, os.SEEK_END)
            file.seek(max(length - len(_MAGIC), 0))
            return length > len(_MAGIC) and file.read() == _MAGIC
    return False


def _strange(path: Path) -> DamagedError:
    return DamagedError(
        _("A file lies beside the project that would change it, and Rubricator never made it."),
        where=str(path),
        hint=_("Close other programs that use the project. If the file stays, move it elsewhere."),
    )


def put_in_place(fresh: Path, target: Path) -> None:
    """Give a finished file its name, unless something has it already. Raises ConflictError, OSError."""
    refuse_any(target)
    fresh.rename(target)
    sync_folder(target.parent)
