"""Backups of a project: made when due, listed, and put back."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.base.errors import ConflictError
from desktop_app.base.files import PARTIAL, disk_error
from desktop_app.base.i18n import _
from desktop_app.base.paths import Places
from desktop_app.model.identity import new_uid
from desktop_app.ops._replica import forget_replica
from desktop_app.ops.project import Project, existing
from desktop_app.store import backups as copies
from desktop_app.store import documents, leftovers
from desktop_app.store.backups import Backup
from desktop_app.store.database import Database
from desktop_app.store.file import resolved
from desktop_app.store.lock import WriterLock

INTERVAL = timedelta(minutes=30)


def list_backups(project: Project) -> tuple[Backup, ...]:
    """The project's backups, newest first."""
    return copies.list_backups(project.backup_folder)


def is_due(project: Project) -> bool:
    """Whether work was saved since the newest backup, and that one is older than half an hour (or there is none).

    Backups that a wrong clock dated in the future do not count.
    """
    present = datetime.now(UTC)
    newest = next((item for item in list_backups(project) if item.made <= present), None)
    if newest is None:
        return True
    last = project.file.database.row("SELECT max(made) FROM step")
    changed = last is not None and str(last[0] or "") > newest.made.isoformat()
    return changed and present - newest.made > INTERVAL


def make(path: Path, folder: Path) -> Backup:
    """Back up the project at `path`, which may be open here or elsewhere, into `folder`. Fit for a child process.

    The copy is proven before older ones are thinned out. Raises DamagedError, DiskFullError, ReadOnlyError, DiskError.
    """
    with closing(Database(resolved(existing(path)), read_only=True)) as database:
        database.prepare_reading()
        return copies.make(database, folder)


def before(project: Project) -> Backup:
    """A backup before something large happens to the project."""
    return copies.make(project.file.database, project.backup_folder)


def before_elsewhere(project: Project) -> tuple[Path, Path] | None:
    """The same for a child process: what `make` is to be called with there. None where there are no documents yet."""
    if not documents.any_document(project.file.database):
        return None
    return project.path, project.backup_folder


def save_copy(project: Project, target: Path) -> None:
    """Write everything that is in the open project to a new file, also when its own file was moved or deleted.

    Raises ConflictError when `target` exists, and the errors of the disk.
    """
    copies.copy_to(project.file.database, resolved(target))


def restore(backup: Path, target: Path, places: Places) -> None:
    """Put a backup in the place of a closed project; what was there is kept beside it as `….before-restore`.

    The place gets a new replica: its steps go on from the backup's, not from those that were put aside. Raises
    ConflictError when a kept file is in the way, LockedError while the project is open, and the errors of opening.
    """
    target = resolved(target)
    kept = target.with_name(target.name + ".before-restore")
    if kept.exists():
        raise ConflictError(
            _("An earlier kept project is in the way."), where=str(kept), hint=_("Move it elsewhere first.")
        )
    fresh = target.with_name(f".{new_uid()}{PARTIAL}")
    lock = WriterLock(target)
    try:
        lock.take()
        with closing(Database(resolved(existing(backup)), read_only=True)) as source:
            source.prepare_reading()
            copies.copy_to(source, fresh)
        forget_replica(places, target)
        leftovers.move_aside(target, kept)
        leftovers.put_in_place(fresh, target)
    except OSError as error:
        raise disk_error(error, target) from error
    finally:
        fresh.unlink(missing_ok=True)
        lock.free()
