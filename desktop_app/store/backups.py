"""Verified copies of a project, made through SQLite's backup interface, kept apart and thinned."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.base.errors import DamagedError
from desktop_app.base.files import PARTIAL, disk_error
from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX
from desktop_app.model.identity import new_uid
from desktop_app.store import check, failures, leftovers
from desktop_app.store.database import Database

ALWAYS_KEPT = 3
"""So many of the newest stay whatever the clock says."""
_STAMP = "%Y%m%dT%H%M%S%fZ"
_TABLES = ("document", "annotation", "step", "change", "content")
_STALE_S = 24 * 3600
_SLICE_PAGES = 256
"""Copied while the project is locked against others: about a millisecond."""
_PAUSE_S = 0.002
"""For somebody who is writing."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy: where it lies, when it was made (UTC), its size in bytes."""

    path: Path
    made: datetime
    size: int


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The copies in a project's backup folder, newest first."""
    found = []
    for path in folder.glob(f"*{PROJECT_SUFFIX}"):
        try:
            made = datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made, path.stat().st_size))
        except (ValueError, OSError):
            continue
    return tuple(sorted(found, key=lambda item: item.made, reverse=True))


def make(database: Database, folder: Path) -> Backup:
    """Copy the project as it stands into `folder`, prove every row of the copy, and only then thin out older ones.

    Raises DamagedError when the copy does not prove sound (older ones stay), DiskFullError, ReadOnlyError, DiskError.
    """
    made = datetime.now(UTC)
    target = folder / f"{made.strftime(_STAMP)}{PROJECT_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        copy_to(database, target, every_row=True)
        for old in expired(list_backups(folder), made):
            old.path.unlink(missing_ok=True)
        return Backup(target, made, target.stat().st_size)
    except OSError as error:
        raise disk_error(error, target) from error


def copy_to(
    database: Database, target: Path, *, every_row: bool = False, between: Callable[[], object] | None = None
) -> None:
    """A sound, synced copy of the project at `target`, where nothing may be yet; whole or not at all.

    `every_row`: also recompute all checksums and hashes. `between` is called after each slice, when others may write;
    so may it, over another connection. Raises ConflictError, DamagedError when the copy is not
    sound, DiskFullError, ReadOnlyError and DiskError.
    """
    leftovers.refuse_any(target)
    fresh = target.with_name(f".{new_uid()}{PARTIAL}")
    try:
        counts = _copy(database, fresh, between)
        _prove(fresh, target, counts, every_row=every_row)
        with open(fresh, "rb") as file:
            os.fsync(file.fileno())
        fresh.chmod(0o644)
        leftovers.put_in_place(fresh, target)
    except sqlite3.Error as error:
        raise failures.translate(error, target) from error
    except OSError as error:
        raise disk_error(error, target) from error
    finally:
        for path in (fresh, leftovers.beside(fresh, leftovers.JOURNAL)):
            path.unlink(missing_ok=True)


def _copy(database: Database, fresh: Path, between: Callable[[], object] | None) -> list[int]:
    """Copy all pages as they are at one moment, and count the rows at the same moment.

    Whoever writes meanwhile does not wait: the copy is made in slices, and made again when they have written. Only
    somebody who never rests has to wait in the end.
    """
    with closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        for _attempt in range(_TRIES):
            before = database.data_version
            counts = _counts(database)
            database.connection.backup(
                copy, pages=_SLICE_PAGES, sleep=_PAUSE_S, progress=between and (lambda *_state: between())
            )
            if database.data_version == before:
                return counts
        with database.one_moment():
            counts = _counts(database)
            database.connection.backup(copy)
            return counts


def _counts(database: Database) -> list[int]:
    return [database.number(f'SELECT count(*) FROM "{name}"', patient=True) for name in _TABLES]


def _prove(fresh: Path, target: Path, counts: list[int], *, every_row: bool) -> None:
    with closing(Database(fresh, read_only=True)) as copy:
        copy.prepare_reading()
        copy.prove()
        found = _counts(copy)
        wrong = next(check.of_rows(copy), None) if every_row and not copy.outdated else None
    if found != counts or wrong is not None:
        raise DamagedError(
            _("The backup does not prove to be sound; older backups were kept."),
            where=f"{target}: {wrong.where}" if wrong is not None else str(target),
            hint=_("Run a check of the project."),
        )


def _sweep(folder: Path) -> None:
    """Remove what copies that were cut short left behind; younger ones may still be growing."""
    for path in folder.glob(f".*{PARTIAL}*"):
        if time.time() - path.stat().st_mtime > _STALE_S:
            path.unlink(missing_ok=True)


def expired(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Those that the thinning lets go: all of the last 2 days stay, then the newest of 7 days, 4 weeks and 6 months."""
    kept: set[tuple[str, str]] = set()
    gone = []
    newest_first = sorted(backups, key=lambda item: item.made, reverse=True)
    for place, backup in enumerate(newest_first):
        age = now - backup.made
        slots = _slots(backup.made, age)
        free = [slot for slot in slots if slot not in kept]
        if age > timedelta(days=2) and not free and place >= ALWAYS_KEPT:
            gone.append(backup)
        kept.update(slots)
    return tuple(gone)


def _slots(made: datetime, age: timedelta) -> list[tuple[str, str]]:
    year, week, _day = made.isocalendar()
    slots = []
    if age <= timedelta(days=7):
        slots.append(("day", made.date().isoformat()))
    if age <= timedelta(weeks=4):
        slots.append(("week", f"{year}-{week}"))
    if age <= timedelta(days=186):
        slots.append(("month", f"{made.year}-{made.month}"))
    return slots
