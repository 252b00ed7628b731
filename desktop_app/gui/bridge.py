"""The one signal about data: everybody in the window who shows a project listens here."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.model.changes import Changes
from desktop_app.ops.project import Project


class Bridge(QObject):
    """Emits `changed` with the `Changes` of every committed action of one project, until `end` is called."""

    changed = Signal(object)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = project.on_changed(self._pass_on)
        self._ended = False

    def _pass_on(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def end(self) -> None:
        """Stop listening to the project."""
        if not self._ended:
            self._ended = True
            self._end()
