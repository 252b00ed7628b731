"""Verified copies of a project, made through SQLite's backup interface, kept apart and thinned."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.base.errors import DamagedError
from desktop_app.base.files import disk_error, sync_folder
from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX
from desktop_app.store.database import Database

_STAMP = "%Y%m%dT%H%M%S%fZ"
_TABLES = ("document", "annotation", "step", "change", "content")


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
    """Copy the project as it stands into `folder`, prove the copy, and only then thin out older ones.

    Raises DamagedError when the copy does not prove sound (older ones stay), DiskFullError, ReadOnlyError, DiskError.
    """
    made = datetime.now(UTC)
    target = folder / f"{made.strftime(_STAMP)}{PROJECT_SUFFIX}"
    partial = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy_to(database, partial)
        partial.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise disk_error(error, target) from error
    finally:
        partial.unlink(missing_ok=True)
    for old in expired(list_backups(folder), made):
        old.path.unlink(missing_ok=True)
    return Backup(target, made, target.stat().st_size)


def copy_to(database: Database, target: Path) -> None:
    """A sound, synced copy of the project at `target`, which must not be a project that is open.

    Raises DamagedError when the copy is not sound; OSError and sqlite3 errors arrive as DiskFullError or DiskError.
    """
    try:
        with sqlite3.connect(target, isolation_level=None) as copy:
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            database.connection.backup(copy)
            sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            counts = [copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in _TABLES]
        copy.close()
    except sqlite3.Error as error:
        raise disk_error(OSError(28 if "full" in str(error) else 5, str(error)), target) from error
    if not sound or counts != [database.number(f'SELECT count(*) FROM "{name}"') for name in _TABLES]:
        raise DamagedError(
            _("The backup does not prove to be sound; older backups were kept."),
            where=str(target),
            hint=_("Run a check of the project."),
        )
    number = os.open(target, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def expired(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Those that the thinning lets go: all of the last 2 days stay, then the newest of 7 days, 4 weeks and 6 months."""
    kept: set[tuple[str, str]] = set()
    gone = []
    for backup in sorted(backups, key=lambda item: item.made, reverse=True):
        age = now - backup.made
        slots = _slots(backup.made, age)
        free = [slot for slot in slots if slot not in kept]
        if age > timedelta(days=2) and not free:
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
