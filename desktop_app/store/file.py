"""A project file from opening to closing: lock, connection, steps, undo."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.base.errors import ConflictError, NotFoundError, StoreError
from desktop_app.base.files import disk_error, sync_folder
from desktop_app.base.i18n import _
from desktop_app.model.changes import Changes
from desktop_app.model.identity import new_uid, now
from desktop_app.store import history, schema
from desktop_app.store.backups import make as make_backup
from desktop_app.store.database import Database
from desktop_app.store.lock import WriterLock
from desktop_app.store.step import REDO, SETUP, UNDO, Step


class ProjectFile:
    """An open project file. `dropped` holds the labels of unfinished actions that opening took back."""

    def __init__(
        self, path: Path, *, read_only: bool, backups: Path | None = None, other_host: bool = False
    ) -> None:
        self.path = _resolved(path)
        self.read_only = read_only
        self._lock = WriterLock(self.path)
        self.database = Database(self.path, read_only=read_only)
        try:
            self.database.prepare_reading()
            if not read_only:
                self._lock.take(other_host=other_host)
                if self.database.outdated and backups is not None:
                    make_backup(self.database, backups)
                self.database.prepare_writing()
            self.dropped = () if read_only else history.drop_unfinished(self.database)
            self.uid = self._meta("uid")
        except BaseException:
            self.close()
            raise

    def _meta(self, key: str) -> str:
        found = self.database.row("SELECT value FROM project WHERE key = ?", (key,))
        if found is None:
            raise NotFoundError(
                _("The project does not say what its {key} is.").format(key=key), where=str(self.path)
            )
        return str(found[0])

    @contextmanager
    def step(self, label: str, *, replica: str, annotator_uid: str) -> Iterator[Step]:
        """One action in one transaction. After the block, `step.changes` holds what changed, committed."""
        with self.database.writing():
            step = Step(self.database, label, replica=replica, annotator_uid=annotator_uid)
            yield step
            step.close()

    @contextmanager
    def setup(self, *, replica: str, annotator_uid: str) -> Iterator[Step]:
        """What makes a project ready for work: kept in the history, but not undone."""
        with self.database.writing():
            step = Step(self.database, "", replica=replica, annotator_uid=annotator_uid, kind=SETUP)
            yield step
            step.close()

    def begin(self, label: str, *, replica: str, annotator_uid: str) -> LongStep:
        """One action over many short transactions; all or nothing across a crash."""
        return LongStep(
            self.database, Step(self.database, label, replica=replica, annotator_uid=annotator_uid)
        )

    def undo(self, target_uid: str, label: str, *, replica: str, annotator_uid: str) -> tuple[Step, Changes]:
        """Take the target step back as a step of its own. Raises ConflictError."""
        with self.database.writing():
            step = Step(self.database, label, replica=replica, annotator_uid=annotator_uid, kind=UNDO)
            return step, history.take_back(self.database, step, target_uid)

    def redo(self, target_uid: str, label: str, *, replica: str, annotator_uid: str) -> tuple[Step, Changes]:
        """Do the target step again as a step of its own. Raises ConflictError."""
        with self.database.writing():
            step = Step(self.database, label, replica=replica, annotator_uid=annotator_uid, kind=REDO)
            return step, history.repeat(self.database, step, target_uid)

    def close(self) -> None:
        """Close the connection, then give the lock back."""
        self.database.close()
        self._lock.free()


class LongStep:
    """An action in short transactions. Nobody is told of it before `finish`; `abandon` takes everything back."""

    def __init__(self, database: Database, step: Step) -> None:
        self._database = database
        self._opened = False
        self.step = step

    @contextmanager
    def writing(self) -> Iterator[Step]:
        """The next short transaction."""
        with self._database.writing():
            if not self._opened:
                self.step.open()
            yield self.step
        self._opened = True

    def finish(self) -> Changes:
        """End the step and return all that it changed."""
        with self._database.writing():
            return self.step.close()

    def abandon(self) -> None:
        """Take back what was written so far."""
        history.drop_unfinished(self._database)


def create(path: Path) -> None:
    """Make an empty project of the newest version at `path`, whole or not at all.

    Raises ConflictError when something is there already, ReadOnlyError, DiskFullError and DiskError.
    """
    path = _resolved(path)
    if path.exists():
        raise ConflictError(
            _("There is a file with this name already."),
            where=str(path),
            hint=_("Open it, or choose another name."),
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    except OSError as error:
        raise disk_error(error, path) from error
    os.close(number)
    fresh = Path(name)
    try:
        _fill(fresh)
        fresh.chmod(0o644)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(error, path) from error
    finally:
        fresh.unlink(missing_ok=True)


def _fill(path: Path) -> None:
    database = Database(path, read_only=False)
    try:
        with database.writing() as connection:
            schema.migrate(database.tables, 0)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            born = {"uid": new_uid(), "created": now()}
            database.tables.table("project").insert_all(
                {"key": key, "value": value} for key, value in born.items()
            )
    finally:
        database.close()


def _resolved(path: Path) -> Path:
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError) as error:
        raise StoreError(
            _("This path leads nowhere: {reason}.").format(reason=error),
            where=str(path),
            hint=_("Choose another file."),
        ) from error
