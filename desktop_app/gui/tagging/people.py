"""The names of annotators, looked up once."""

from __future__ import annotations

from desktop_app.base.i18n import _
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotator
from desktop_app.ops import annotators
from desktop_app.ops.project import Project


class People:
    """Who is behind the uids of a project's annotations."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._names: dict[str, str] = {}

    def name(self, uid: str) -> str:
        """The name of an annotator."""
        if uid not in self._names:
            self._names = {item.uid: item.name for item in annotators.everybody(self._project)}
        return self._names.get(uid, _("somebody else"))

    def apply(self, changes: Changes) -> None:
        """Forget the names when an action changed one."""
        if changes.touches(Annotator):
            self._names = {}
