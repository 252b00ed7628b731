"""A project file from opening to closing: lock, connection, steps, undo."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from desktop_app.base.errors import DamagedError, ReadOnlyError, StoreError
from desktop_app.base.files import disk_error
from desktop_app.base.i18n import _
from desktop_app.model.changes import Changes, Record
from desktop_app.model.identity import new_uid, now
from desktop_app.store import history, leftovers, merging, schema
from desktop_app.store.backups import make as make_backup
from desktop_app.store.bulk import BulkStep
from desktop_app.store.database import Database
from desktop_app.store.edits import GONE, NOTES, TAKEN
from desktop_app.store.knowledge import Knowledge
from desktop_app.store.lock import WriterLock
from desktop_app.store.merging import DerivedStep
from desktop_app.store.step import DO, REDO, SETUP, UNDO, Step
from desktop_app.store.unfinished import drop_unfinished, dropping

_UID = re.compile(r"[0-9a-f]{32}")


class ProjectFile:
    """An open project file. `dropped` holds the labels of unfinished actions that opening took back, `folder` is the
    name of the one that its backups lie in: a package's are apart from the whole project's.
    """

    def __init__(
        self, path: Path, *, read_only: bool, backups: Path | None = None, other_host: bool = False
    ) -> None:
        """`backups` is where each project has a folder of its own: one is made there before a migration."""
        self.path = resolved(path)
        self.read_only = read_only
        self.dropped: tuple[str, ...] = ()
        self._built_on = ""
        self._lock = WriterLock(self.path)
        self.database = Database(self.path, read_only=read_only)
        try:
            self.database.prepare_reading()
            self.uid = uid_of(self.database)
            self.package = package_of(self.database)
            self.folder = "-".join(part for part in (self.uid, self.package[0]) if part)
            if read_only:
                refuse_outdated(self.database)
            else:
                self._prepare_writing(backups, other_host=other_host)
        except BaseException:
            self.close()
            raise

    def _prepare_writing(self, backups: Path | None, *, other_host: bool) -> None:
        self._lock.take(other_host=other_host)
        self.database.before_writing = self._lock.check
        if self.database.outdated and backups is not None:
            make_backup(self.database, backups / self.folder)
        self.database.prepare_writing()
        self.dropped = drop_unfinished(self.database)

    @contextmanager
    def step(self, label: str, *, replica: str, annotator_uid: str, kind: str = DO) -> Iterator[Step]:
        """One action in one transaction. After the block, `step.changes` holds what changed, committed."""
        with self.database.writing():
            step = Step(self.database, label, replica=replica, annotator_uid=annotator_uid, kind=kind)
            yield step
            self._complete(step)
            step.close()
        if not step.is_empty:
            self._built_on = step.replica

    @contextmanager
    def derived(self, label: str, *, replica: str, annotator_uid: str, kind: str) -> Iterator[DerivedStep]:
        """One action that takes steps in or out, in one transaction."""
        self._built_on = ""
        with self.database.writing():
            step = DerivedStep(self.database, label, replica=replica, annotator_uid=annotator_uid, kind=kind)
            introduce(self.database, step)
            yield step
            step.close()

    def _complete(self, step: Step) -> None:
        """Say in the step what it builds upon: what was mended, and in a copy's first one all that was there."""
        if not step.is_empty and step.replica != self._built_on:
            merging.confirm(self.database, step)
            introduce(self.database, step)

    def begin(
        self, label: str, *, replica: str, annotator_uid: str, kind: str = DO, target_uid: str = ""
    ) -> LongStep:
        """One action over many short transactions; all or nothing across a crash."""
        step = BulkStep(self.database, label, replica=replica, annotator_uid=annotator_uid, kind=kind)
        step.target_uid = target_uid
        return LongStep(self.database, step, self._complete if kind == DO else self._complete_again)

    def _complete_again(self, step: Step) -> None:
        self._complete(step)
        notes = history.notes_of(self.database, step.target_uid)
        (merging.note_undone if step.kind == UNDO else merging.note_again)(self.database, step, notes)
        if notes:
            self._built_on = ""

    def undo(self, target_uid: str, label: str, *, replica: str, annotator_uid: str) -> tuple[Step, Changes]:
        """Take the target step back as a step of its own. Raises ConflictError."""
        return self._again(UNDO, target_uid, label, (replica, annotator_uid))

    def redo(self, target_uid: str, label: str, *, replica: str, annotator_uid: str) -> tuple[Step, Changes]:
        """Do the target step again as a step of its own. Raises ConflictError."""
        return self._again(REDO, target_uid, label, (replica, annotator_uid))

    def _again(self, kind: str, target_uid: str, label: str, who: tuple[str, str]) -> tuple[Step, Changes]:
        database = self.database
        with database.writing():
            parts = list(history.parts_of(database, target_uid))
            notes = {part.record for part in parts} & NOTES
            made = DerivedStep if notes & {TAKEN, GONE} else BulkStep
            step = made(database, label, replica=who[0], annotator_uid=who[1], kind=kind)
            step.target_uid = target_uid
            if isinstance(step, DerivedStep):
                found = history.switch(step, history.notes_among(parts))
            else:
                if self._built_on != step.replica:
                    merging.confirm(database, step)
                act = history.take_back if kind == UNDO else history.repeat
                found = act(database, step, parts)
        if notes:
            self._built_on = ""
        return step, found

    def close(self) -> None:
        """Close the connection, then give the lock back."""
        self.database.close()
        self._lock.free()


class LongStep:
    """An action in short transactions. Nobody is told of it before `finish`; `abandon` takes everything back.

    A transaction that fails leaves the step as it was before: the same can be tried again, or the rest be finished.
    """

    def __init__(self, database: Database, step: BulkStep, complete: Callable[[Step], None]) -> None:
        self._database = database
        self._complete = complete
        self._opened = False
        self.step = step

    @contextmanager
    def writing(self) -> Iterator[BulkStep]:
        """The next short transaction."""
        mark = self.step.mark()
        try:
            with self._database.writing():
                if not self._opened:
                    self.step.open()
                yield self.step
        except BaseException:
            self.step.back_to(mark)
            raise
        self._opened = True

    def finish(self) -> Changes:
        """End the step and return all that it changed."""
        with self._database.writing():
            self._complete(self.step)
            changes = self.step.close()
        self.step.release()
        return changes

    def abandon(self) -> None:
        """Take back what was written so far."""
        self.step.release()
        drop_unfinished(self._database, only=self.step.uid)

    def abandoning(self) -> Iterator[int]:
        """The same in short transactions; yields how many changes are left."""
        if self._opened:
            yield from dropping(self._database, self.step.uid)
        self.step.release()


def uid_of(database: Database) -> str:
    """The project's uid. Raises DamagedError when it has none: folders are named after it."""
    found = database.row("SELECT value FROM project WHERE key = 'uid'")
    if found is None or not _UID.fullmatch(str(found[0])):
        raise _nameless(database)
    return str(found[0])


def _nameless(database: Database) -> DamagedError:
    return DamagedError(
        _("The project does not say which project it is."),
        where=str(database.path),
        hint=_("Do not use this file if you do not know who changed it; open a backup instead."),
    )


def package_of(database: Database) -> tuple[str, str]:
    """(the package's own uid, the uid of the annotator it was made for); empty ones for a whole project.

    Raises DamagedError when the first is none: folders are named after it.
    """
    rows = database.rows("SELECT key, value FROM project WHERE key IN ('package', 'annotator')")
    told = {str(key): str(value) for key, value in rows}
    package = told.get("package", "")
    if package and not _UID.fullmatch(package):
        raise _nameless(database)
    return package, told.get("annotator", "")


def introduce(database: Database, step: Step) -> None:
    """Note in a replica's first step what was in the file when it began: it knew of all that."""
    if history.is_new(database, step.replica):
        step.note(Knowledge(database).heads())


def refuse_outdated(database: Database) -> None:
    """Raises ReadOnlyError for a project of an earlier version, which cannot be read as it is."""
    if database.outdated:
        raise ReadOnlyError(
            _("The project was made by an earlier Rubricator and has to be brought up to date first."),
            where=str(database.path),
            hint=_("Open it once for writing; a backup is made before."),
        )


def create(
    path: Path, *, replica: str, annotator_uid: str, records: Callable[[str], Iterable[Record]]
) -> None:
    """Make a project of the newest version at `path`, whole or not at all, with the records for its uid.

    Raises ConflictError when something is there already, ReadOnlyError, DiskFullError and DiskError.
    """

    def fill(database: Database) -> None:
        uid = new_uid()
        found(database, {"uid": uid, "created": now()})
        step = Step(database, "", replica=replica, annotator_uid=annotator_uid, kind=SETUP)
        step.put_all(records(uid))
        step.close()

    make(path, fill)


def make(path: Path, fill: Callable[[Database], None]) -> None:
    """Make a project file at `path`, whole or not at all; `fill` works in the only transaction. Raises as `create`."""
    path = resolved(path)
    leftovers.refuse_any(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    except OSError as error:
        raise disk_error(error, path) from error
    os.close(number)
    fresh = Path(name)
    try:
        database = Database(fresh, read_only=False)
        try:
            with database.writing():
                fill(database)
        finally:
            database.close()
        fresh.chmod(0o644)
        leftovers.put_in_place(fresh, path)
    except OSError as error:
        raise disk_error(error, path) from error
    except StoreError as error:  # people know the file by the name that it was to get
        where = error.where.replace(str(fresh), str(path))
        raise type(error)(error.what, where=where, hint=error.hint) from error
    finally:
        fresh.unlink(missing_ok=True)


def found(database: Database, facts: Mapping[str, str]) -> None:
    """Give a blank file the newest schema and what it says about itself."""
    schema.migrate(database.tables)
    database.tables.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    database.tables.table("project").insert_all({"key": key, "value": value} for key, value in facts.items())


def resolved(path: Path) -> Path:
    """The absolute path without symbolic links, whatever the current folder becomes. Raises StoreError."""
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(
            _("This path leads nowhere: {reason}.").format(reason=error),
            where=str(path),
            hint=_("Choose another file."),
        ) from error
