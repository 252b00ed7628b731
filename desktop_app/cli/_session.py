"""Which project, for whom, with which settings: what every command needs to know."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.base import settings as user_settings
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX, Places, user_places
from desktop_app.cli._console import Console
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotator
from desktop_app.ops import annotators
from desktop_app.ops.project import Project

NOBODY = Annotator("", "")


@dataclass
class Session:
    """One call of the program. `project_dir` keeps settings and backups below one folder; None: where they belong."""

    project_dir: Path | None = None
    as_json: bool = False

    @property
    def places(self) -> Places:
        """The user's folders."""
        return user_places(self.project_dir)

    @property
    def console(self) -> Console:
        """Where results and messages go."""
        return Console(as_json=self.as_json)

    def me(self, name: str | None = None) -> Annotator:
        """Who works: the annotator of the settings.

        On a fresh machine a uid is made and kept, and the login stands in for the name until the window asks for it.
        """
        settings = user_settings.load(self.places.settings)
        if not settings.annotator_uid:
            settings = replace(settings, annotator_uid=new_uid())
            user_settings.save(self.places.settings, settings)
        return Annotator(settings.annotator_uid, name or settings.annotator_name or _login())

    def reading(self, project: Path) -> Project:
        """The project for looking only, also while somebody works in it."""
        settings = user_settings.load(self.places.settings)
        who = Annotator(settings.annotator_uid, settings.annotator_name)
        return Project.open(project, places=self.places, who=who, read_only=True)

    def working(self, project: Path, name: str | None = None) -> Project:
        """The project for changing, as the annotator of the settings or the one of the project who is called `name`."""
        who = self.me() if name is None else self._called(project, name)
        return Project.open(project, places=self.places, who=who)

    def _called(self, path: Path, name: str) -> Annotator:
        with Project.open(path, places=self.places, who=NOBODY, read_only=True) as project:
            return annotators.called(project, name)


def project_path(given: Path) -> Path:
    """The path of a project to make: the ending is added where there is none. Raises UsageError for another one."""
    if given.suffix == PROJECT_SUFFIX:
        return given
    if given.suffix == "":
        return given.with_name(given.name + PROJECT_SUFFIX)
    raise UsageError(
        _("A project's name ends in {suffix}.").format(suffix=PROJECT_SUFFIX),
        where=str(given),
        hint=_("Name it {name}.").format(name=given.with_suffix(PROJECT_SUFFIX).name),
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("annotator")
