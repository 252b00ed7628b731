"""The connection to one project file: opening order, write transactions, and errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.base.errors import (
    DamagedError,
    DiskError,
    DiskFullError,
    ForeignFileError,
    LockedError,
    MovedError,
    ReadOnlyError,
    StoreError,
)
from desktop_app.base.i18n import _
from desktop_app.store import guard, schema
from desktop_app.store.rows import Cell

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

BUSY_MS = 5000
CACHE_KIB = 64 * 1024
"""Used only as far as it is needed. With SQLite's 2 MiB, an import of 100,000 rows spills and takes twice the time."""
_FATAL = ("SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_READONLY_DBMOVED")


class Database:
    """One connection to a project file.

    Reading: `rows`, `row`. Writing: statements inside `writing()`. After a moved file, an I/O error or damage, every
    further `writing()` raises the same error: nothing may be called saved that is not.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._fatal: StoreError | None = None
        self._version = 0
        self._proven = False
        self._place = _place(path)
        if not read_only and os.stat(path).st_nlink > 1:
            raise ReadOnlyError(
                _(
                    "The project file has a second name (a hard link), and writing through two names loses data."
                ),
                where=str(path),
                hint=_("Copy the file and open the copy."),
            )
        mode = "ro" if read_only else "rw"
        with self._translated():
            self.connection = sqlite3.connect(
                f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_MS / 1000
            )

    @cached_property
    def tables(self) -> Tables:
        """The same connection through sqlite-utils, for what is not done often: its import costs more than opening.

        Write through it inside `writing()` only: on its own it commits every call.
        """
        from sqlite_utils import Database as Opened

        return Opened(self.connection, execute_plugins=False)

    def prepare_reading(self) -> None:
        """Harden the connection and check that the file is a sound project, without writing anything.

        Raises ForeignFileError, NewerProjectError, DamagedError and the errors of the disk.
        """
        with self._translated():
            guard.harden(self.connection)
            self._version = guard.version_of(self.connection, self.path)

    @property
    def outdated(self) -> bool:
        """Whether the file has an older schema than this program writes."""
        return self._version < schema.VERSION

    def prepare_writing(self) -> None:
        """Choose how commits reach the disk and bring the schema up to date. Needs the writer's lock."""
        with self._translated():
            self.connection.execute("PRAGMA journal_mode=DELETE").fetchall()
            self.connection.execute("PRAGMA synchronous=EXTRA")
            self.connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        if self.outdated:
            with self.writing():
                schema.migrate(self.tables, self._version)

    def rows(self, sql: str, parameters: Sequence[Cell] = ()) -> list[tuple[Cell, ...]]:
        """All rows of a query. Nothing keeps a cursor open."""
        with self._translated():
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Cell] = ()) -> tuple[Cell, ...] | None:
        """The first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def number(self, sql: str, parameters: Sequence[Cell] = ()) -> int:
        """The single number that a query gives; 0 for NULL."""
        found = self.row(sql, parameters)
        return int(found[0]) if found and isinstance(found[0], int) else 0

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: committed when the block ends, rolled back when it raises.

        Raises ReadOnlyError, MovedError, LockedError, DiskFullError, DiskError, DamagedError.
        """
        if self._fatal is not None:
            raise self._fatal
        if self.read_only:
            raise ReadOnlyError(
                _("The project is open for reading only."),
                where=str(self.path),
                hint=_("Close it elsewhere and open it again to make changes."),
            )
        self._check_place()
        self.prove()
        with self._translated():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def prove(self) -> None:
        """Run SQLite's quick check once; nothing is written before it has passed. Raises DamagedError."""
        if self._proven:
            return
        found = self.row("PRAGMA quick_check(1)")
        if found is None or found[0] != "ok":
            reason = found[0] if found else "no answer"
            self._fatal = _damaged(self.path, str(reason))
            raise self._fatal
        self._proven = True

    def close(self) -> None:
        """Close the connection; further calls are errors."""
        self.connection.close()

    def _check_place(self) -> None:
        if _place(self.path) != self._place:
            self._fatal = _moved(self.path)
            raise self._fatal

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "") or ""
            translated = _translate(error, name, self.path)
            if name.startswith(_FATAL):
                self._fatal = translated
            raise translated from error


def _place(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _moved(path: Path) -> MovedError:
    return MovedError(
        _("The project file was moved, replaced or deleted while it was open."),
        where=str(path),
        hint=_("Nothing more is written here. Save a copy, or open the project where it is now."),
    )


def _damaged(path: Path, reason: str) -> DamagedError:
    return DamagedError(
        _("The project file is damaged: {reason}.").format(reason=reason),
        where=str(path),
        hint=_("Nothing more is written to it. Restore the newest backup."),
    )


def _translate(error: sqlite3.Error, name: str, path: Path) -> StoreError:
    where = str(path)
    if name == "SQLITE_FULL":
        return DiskFullError(
            _("The disk is full; this action was not saved."),
            where=where,
            hint=_("Free some room and try again."),
        )
    if name == "SQLITE_READONLY_DBMOVED":
        return _moved(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return ReadOnlyError(
            _("The project cannot be written to here."),
            where=where,
            hint=_("Check the permissions of the file and its folder."),
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LockedError(
            _("Another program is using the project file; this action was not saved."),
            where=where,
            hint=_("Try again in a moment."),
        )
    if name.startswith("SQLITE_NOTADB"):
        return ForeignFileError(
            _("This file is not a Rubricator project."),
            where=where,
            hint=_("Choose a file that ends in .rubric."),
        )
    if name.startswith("SQLITE_IOERR"):
        return DiskError(
            _("The disk refused to read or write; this action was not saved."),
            where=where,
            hint=_("Check the disk, then open the project again."),
        )
    damage = _damage(error, name, path)
    if damage is None:
        raise error
    return damage


def _damage(error: sqlite3.Error, name: str, path: Path) -> DamagedError | None:
    if name == "SQLITE_TOOBIG":
        return DamagedError(
            _("The project holds a value that is larger than any of ours."),
            where=str(path),
            hint=_("Restore a backup."),
        )
    # The words are Python's own complaint, which comes without a code of SQLite's.
    if name.startswith("SQLITE_CORRUPT") or "decode to UTF-8" in str(error):
        return _damaged(path, str(error))
    return None
