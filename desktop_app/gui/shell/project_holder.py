"""The project that is open: opening, closing, and what is looked after once the window is painted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.base.errors import AppError, LockedError, MovedError, ReadOnlyError
from desktop_app.base.i18n import _
from desktop_app.gui.jobs import Jobs
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.widgets import Kind

if TYPE_CHECKING:
    from desktop_app.ops.project import Project

LOOK_AFTER_MS = 5 * 60 * 1000


class ProjectHolder(QObject):
    """Holds at most one project. `opened`, `closing` and `emptied` (there is none any more, and none came) tell the
    window; the words go to `notices`.
    """

    opened = Signal()
    closing = Signal()
    emptied = Signal()

    def __init__(self, preferences: Preferences, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.notices: Notices | None = None
        self.locked: LockedError | None = None
        self._why: AppError | None = None
        self._sound: Project | None = None
        self._preferences = preferences
        self._jobs = jobs
        self._hourglass = QTimer(self, interval=LOOK_AFTER_MS)
        self._hourglass.timeout.connect(self.look_after)
        self._hourglass.start()

    def open(self, path: Path, *, other_host: bool = False) -> bool:
        """Open a project in place of the one that is open. False when it could not be; the reason is shown then."""
        return self._replace(lambda: self._best(path, other_host=other_host))

    def open_or_create(self, path: Path) -> bool:
        """Open the project at `path`, or make it."""
        return self._replace(lambda: self._best(path) if path.exists() else self._create(path))

    def create(self, path: Path, tagset: str) -> bool:
        """Make a new project and open it. False when it could not be; the reason is shown then.

        `tagset` is the KEY of one that comes with the program, or the path of a file.
        """
        return self._replace(lambda: self._create(path, tagset))

    def close(self) -> None:
        """Close the project that is open."""
        project, self.project = self.project, None
        self._sound = None
        if project is None:
            return
        self.closing.emit()
        self.locked = None
        project.close()
        if self.notices is not None:
            self.notices.clear()

    def reopen(self, *, other_host: bool = False) -> bool:
        """Open the same project again, for writing if that is possible now."""
        return self.project is not None and self.open(self.project.path, other_host=other_host)

    def look_after(self) -> None:
        """Prove, once, that the file is sound, and back it up when that is due: both in the background."""
        project = self.project
        if project is None or project.read_only:
            return
        if project is self._sound:
            self._back_up(project)
        else:
            # It brings all readers, which the first picture must not wait for.
            from desktop_app.ops import check

            proven = partial(self._proven, project)
            failed = partial(self._not_looked_after, project)
            self._jobs.start(check.quick, project.path, done=proven, failed=failed)

    def _proven(self, project: Project, _nothing: None) -> None:
        if project is self.project:
            project.take_as_sound()
            self._sound = project
            self._back_up(project)

    def _back_up(self, project: Project) -> None:
        from desktop_app.ops import backups

        try:
            if not backups.is_due(project):
                return
        except AppError as error:
            self._show(error)
            return
        folder = project.backup_folder
        failed = partial(self._not_looked_after, project)
        self._jobs.start(backups.make, project.path, folder, done=_nothing, failed=failed)

    def save_copy(self, target: Path) -> None:
        """Write all that is in the open project to a new file and go on there. Raises ConflictError, disk errors."""
        from desktop_app.ops import backups

        if self.project is not None:
            backups.save_copy(self.project, target)
            self.open(target)

    def _replace(self, make: Callable[[], Project]) -> bool:
        before = self.project.path if self.project is not None else None
        self.close()
        try:
            project = make()
        except AppError as error:
            if before is not None:
                self._back_to(before)
            self._show(error)
            return False
        self._take(project)
        return True

    def _back_to(self, path: Path) -> None:
        try:
            self._take(self._best(path))
        except AppError:
            self.emptied.emit()

    def _take(self, project: Project) -> None:
        from desktop_app.ops import sight

        self.project = project
        sight.keep(project)
        try:
            self._preferences.remember_project(project.path)
        except AppError as error:
            self._show(error)
        self.opened.emit()
        self._say_how(project)

    def _create(self, path: Path, tagset: str = "") -> Project:
        from desktop_app.ops.project import Project
        from desktop_app.ops.tagset_files import FIRST

        places, who = self._preferences.places, self._preferences.annotator()
        return Project.create(path, places=places, who=who, tagset=tagset or FIRST)

    def _best(self, path: Path, *, other_host: bool = False) -> Project:
        from desktop_app.ops.project import Project

        places, who = self._preferences.places, self._preferences.annotator()
        try:
            return Project.open(path, places=places, who=who, other_host=other_host)
        except (LockedError, ReadOnlyError) as error:
            project = Project.open(path, places=places, who=who, read_only=True)
            self.locked = error if isinstance(error, LockedError) else None
            self._why = error
            return project

    def _say_how(self, project: Project) -> None:
        if self.notices is None:
            return
        if project.read_only and self._why is not None:
            hint = _("You can read and export. What others save shows when you open it again.")
            self.notices.stand(self._why.what, more=hint, action=_("Try again"), act=self.reopen)
        if project.dropped:
            labels = ", ".join(project.dropped)
            what = _("The program ended in the middle of this, so it was taken back: {what}.")
            self.notices.say(what.format(what=labels), kind=Kind.WARNING)

    def _not_looked_after(self, project: Project, error: AppError) -> None:
        if project is not self.project:
            return
        try:
            project.check_place()
        except MovedError as moved:
            # The other process only knows that there is no file; of this there is a way on.
            error = moved
        self._show(error)

    def _show(self, error: AppError) -> None:
        if self.notices is not None:
            self.notices.fail(error)


def _nothing(_backup: object) -> None:
    """A backup is nothing to talk about."""
