"""The connection to one project file: opening order, questions, and write transactions."""

from __future__ import annotations

import math
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.base.errors import AppError, ReadOnlyError
from desktop_app.base.files import disk_error
from desktop_app.base.i18n import _
from desktop_app.store import failures, guard, leftovers, schema
from desktop_app.store.table import Cell

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

BUSY_MS = 5000
CACHE_KIB = 8 * 1024
"""SQLite fills it when it checks a file, and keeps it. More made an import of 100,000 rows no faster, SQLite's 2 MiB
slower."""
PATIENCE_S = 10.0
"""No question takes longer, except those that are asked patiently of a sound file. Tables can be made without end."""
_TICK = 50_000
_SHORTEST_ROW = 8
_MANY = 50_000


class Database:
    """One connection to a project file.

    Reading: `rows`, `row`. Writing: statements inside `writing()`. After a moved file, an I/O error or damage, every
    further `writing()` raises the same error: nothing may be called saved that is not. `before_writing` may refuse as
    well. `held` belongs to long steps, see `step`.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.held: dict[str, str] = {}
        self.before_writing: Callable[[], object] = _nothing
        self._fatal: AppError | None = None
        self._version = 0
        self._verdict = ""
        self._until = math.inf
        leftovers.refuse_strange(path)
        self._place = _place(path)
        if read_only:
            leftovers.settle(path)
        else:
            _refuse_second_name(path)
        with self._translated():
            self.connection = sqlite3.connect(
                leftovers.uri(path, "ro" if read_only else "rw"),
                uri=True,
                isolation_level=None,
                timeout=BUSY_MS / 1000,
            )
        self.connection.set_progress_handler(self._is_overdue, _TICK)

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
        self._until = time.monotonic() + PATIENCE_S
        with self._translated():
            guard.harden(self.connection)
            self._version = guard.version_of(self.connection, self.path)
        self._until = math.inf

    @property
    def outdated(self) -> bool:
        """Whether the file has an older schema than this program writes."""
        return self._version < schema.newest()

    @property
    def data_version(self) -> int:
        """A number that changes when somebody else commits."""
        return self.number("PRAGMA data_version")

    def prepare_writing(self) -> None:
        """Choose how commits reach the disk and bring the schema up to date. Needs the writer's lock."""
        for pragma in (
            "journal_mode=DELETE",
            "synchronous=EXTRA",
            "fullfsync=ON",
            f"cache_size=-{CACHE_KIB}",
        ):
            self.rows(f"PRAGMA {pragma}")
        if self.outdated:
            with self.writing():
                schema.migrate(self.tables)
            self._version = schema.newest()

    def rows(
        self, sql: str, parameters: Sequence[Cell] = (), *, patient: bool = False
    ) -> list[tuple[Cell, ...]]:
        """All rows of a query. Nothing keeps a cursor open.

        Raises DamagedError when they do not come to an end; `patient` for what may take its time in a large project.
        """
        self._until = math.inf if patient and self._is_sound() else time.monotonic() + PATIENCE_S
        try:
            cursor = self.connection.execute(sql, parameters)
            found: list[tuple[Cell, ...]] = cursor.fetchmany(_MANY)
            return found if len(found) < _MANY else self._with_the_rest(found, cursor)
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        finally:
            self._until = math.inf

    def _with_the_rest(self, found: list[tuple[Cell, ...]], cursor: sqlite3.Cursor) -> list[tuple[Cell, ...]]:
        pages, size = (
            self.connection.execute(f"PRAGMA page_{what}").fetchone()[0] for what in ("count", "size")
        )
        while more := cursor.fetchmany(_MANY):
            found += more
            if len(found) > pages * size // _SHORTEST_ROW:
                raise failures.endless(self.path)
        return found

    def row(self, sql: str, parameters: Sequence[Cell] = ()) -> tuple[Cell, ...] | None:
        """The first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def number(self, sql: str, parameters: Sequence[Cell] = (), *, patient: bool = False) -> int:
        """The single number that a query gives; 0 for NULL."""
        found = self.rows(sql, parameters, patient=patient)
        return int(found[0][0]) if found and isinstance(found[0][0], int) else 0

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Everything that is read in the block is the project at one moment. Writers wait meanwhile: be quick."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            if self.connection.in_transaction:
                self.rows("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: committed when the block ends, rolled back when it raises.

        Raises ReadOnlyError, MovedError, LockedError, DiskFullError, DiskError, DamagedError, and ConflictError when
        the rows would not fit together.
        """
        if self._fatal is not None:
            raise self._fatal
        if self.read_only:
            raise failures.read_only(self.path)
        self.check_place()
        self.before_writing()
        self.prove()
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        finally:
            if connection.in_transaction:
                with self._translated():
                    connection.execute("ROLLBACK")

    def prove(self) -> None:
        """Run SQLite's quick check once; nothing is written before it has passed. Raises DamagedError."""
        if not self._is_sound():
            self._fatal = failures.damaged(self.path, self._verdict)
            raise self._fatal

    def take_as_sound(self) -> None:
        """Do not run the quick check here: it has passed in another process since this one opened the file."""
        self._verdict = "ok"

    def _is_sound(self) -> bool:
        if not self._verdict:
            with self._translated():  # takes as long as the file is large: it looks at each page once
                self._verdict = str(self.connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        return self._verdict == "ok"

    def close(self) -> None:
        """Close the connection; further calls are errors."""
        self.connection.close()

    def check_place(self) -> None:
        """Raises MovedError when the file is not where it was opened; nothing more is written then."""
        if _place(self.path) != self._place:
            self._fatal = failures.moved(self.path)
            raise self._fatal

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._in_words(error) from error

    def _in_words(self, error: sqlite3.Error) -> AppError:
        translated = failures.translate(error, self.path)
        if failures.name_of(error).startswith(failures.FATAL):
            self._fatal = translated
        return translated

    def _is_overdue(self) -> bool:
        return time.monotonic() > self._until


def _nothing() -> None:
    """Refuses nothing."""


def _place(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_second_name(path: Path) -> None:
    try:
        names = os.stat(path).st_nlink
    except OSError as error:
        raise disk_error(error, path) from error
    if names > 1:
        raise ReadOnlyError(
            _("The project file has a second name (a hard link), and writing through two names loses data."),
            where=str(path),
            hint=_("Copy the file and open the copy."),
        )
