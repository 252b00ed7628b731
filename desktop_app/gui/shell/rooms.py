"""The workspaces of a project beside Annotate: what each is called, and how it is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.shell.hint_strip import Hint

if TYPE_CHECKING:
    from desktop_app.gui.shell.keymap import Keymap
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.zoom import Zoom
    from desktop_app.ops.project import Project

ANNOTATE, REVIEW, INSIGHT = "annotate", "review", "insight"


class Room(Protocol):
    """What the window asks of a workspace other than Annotate."""

    zoom: Zoom

    def enter(self, document_uid: str = "") -> None:
        """It is shown now; the document is the one that was worked on before."""

    def here(self) -> str:
        """The uid of the document that it shows, '' for none."""

    def hints(self) -> list[Hint]:
        """The keys that work now."""

    def facts(self) -> str:
        """What the bar at the bottom says besides."""

    def use_keys(self, keymap: Keymap) -> None:
        """Other keys for the commands."""

    def apply_preferences(self) -> None:
        """The user wants it otherwise."""

    def toggle(self, place: int) -> None:
        """Fold an outer pane away, or show it again."""

    def next_pane(self, step: int = 1) -> None:
        """Move the keyboard to the next pane."""

    def focus_text(self) -> None:
        """Put the keyboard where the work is."""

    def end(self) -> None:
        """The project is about to be closed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A workspace: its key, its name, its keys, and how it is made: (what the window asks, what it shows)."""

    key: str
    title: str
    shortcut: str
    make: Callable[[MainWindow, Project], tuple[Room, QWidget]] | None = None


def kinds() -> tuple[Kind, ...]:
    """All workspaces, as they are lined up at the top. Annotate is always there."""
    return (
        Kind(ANNOTATE, _("Annotate"), "Ctrl+1"),
        Kind(REVIEW, _("Review"), "Ctrl+2", _review),
        Kind(INSIGHT, _("Insight"), "Ctrl+3", _insight),
    )


def _review(window: MainWindow, project: Project) -> tuple[Room, QWidget]:
    from desktop_app.gui.review.workspace import ReviewWorkspace

    space = ReviewWorkspace(project, window.preferences, window.notices, window.central)
    space.changed.connect(lambda _changes: window.pages.show_facts())
    space.hints_changed.connect(window.pages.show_hints)
    space.facts_changed.connect(window.pages.show_facts)
    space.asked.connect(window.run)
    return space, space


def _insight(window: MainWindow, project: Project) -> tuple[Room, QWidget]:
    from desktop_app.gui.insight.room import InsightRoom

    room = InsightRoom(window, project)
    return room, room.page
