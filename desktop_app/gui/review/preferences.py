"""What Review remembers of a project in the user's settings: the seed of the letters, and whether names are shown."""

from __future__ import annotations

from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.notices import Notices
from desktop_app.model.identity import new_uid


class ReviewPreferences:
    """`seed` is drawn once for a project."""

    def __init__(self, preferences: Preferences, notices: Notices, project_uid: str) -> None:
        self._preferences = preferences
        self._notices = notices
        self._uid = project_uid

    @property
    def seed(self) -> str:
        """What letters are shuffled by."""
        return self._get("seed") or self._put("seed", new_uid())

    @property
    def names(self) -> bool:
        """Whether names are shown instead of letters."""
        return bool(self._get("names"))

    def show_names(self, *, shown: bool) -> None:
        """Remember whether names are shown."""
        self._put("names", "1" if shown else "")

    def _get(self, what: str) -> str:
        return self._preferences.settings.window.get(f"review {what} {self._uid}", "")

    def _put(self, what: str, value: str) -> str:
        self._notices.attempt(lambda: self._preferences.remember(**{f"review {what} {self._uid}": value}))
        return value
