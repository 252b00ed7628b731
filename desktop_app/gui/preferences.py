"""The user's settings while the window is open."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.base import settings as files
from desktop_app.base.paths import Places
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotator


class Preferences(QObject):
    """Reads and writes the settings file. `changed` is emitted with the names of the settings that differ now."""

    changed = Signal(object)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places = places
        self.settings = files.load(places.settings)

    def change(self, **values: Any) -> None:
        """Write some settings anew and announce those that differ. Raises the errors of the disk.

        Others write to the file as well (a second window, the replica of a project): it is read again first.
        """
        before = self.settings
        self.settings = replace(files.load(self.places.settings), **values)
        names = frozenset(name for name in values if getattr(before, name) != values[name])
        files.save(self.places.settings, self.settings)
        if names:
            self.changed.emit(names)

    def remember(self, **window: str) -> None:
        """Keep sizes and places of the window."""
        merged = {**self.settings.window, **window}
        if merged != dict(self.settings.window):
            self.change(window=merged)

    def remember_project(self, path: Path) -> None:
        """Put a project first among the recent ones."""
        self.change(recent=files.with_recent(files.load(self.places.settings), path).recent)

    def forget_project(self, path: str) -> None:
        """Take a project off the recent ones."""
        self.change(recent=tuple(item for item in self.settings.recent if item != path))

    @property
    def named(self) -> bool:
        """Whether the person has given a name."""
        return bool(self.settings.annotator_name)

    def annotator(self) -> Annotator:
        """Who annotates: the uid is drawn once; the system user's name stands in until a name is given."""
        if not self.settings.annotator_uid:
            self.change(annotator_uid=new_uid())
        return Annotator(self.settings.annotator_uid, self.settings.annotator_name or system_name())


def system_name() -> str:
    """The name that the system knows the user by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "annotator"
