"""Somebody who decides between annotators, in the real window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop_app.gui.review.workspace import ReviewWorkspace
from desktop_app.ops import annotations as marks
from desktop_app.ops import cases
from desktop_app.ops.case_records import Decision, Standing
from tests.differences import Marked
from tests.gui.shell.seat import Seat

TEXT = "Merkel met Hollande in Paris on Monday. Merkel said that Hollande had gone. Obama was in Rome."
BASE = (
    Marked(0, 6, "Actor"),
    Marked(11, 19, "Actor"),
    Marked(23, 28, "Place"),
    Marked(32, 38, "Date"),
    Marked(40, 46, "Actor"),
)
OTHER = (
    Marked(0, 6, "Cue"),
    Marked(11, 28, "Actor"),
    Marked(32, 38, "Date"),
    Marked(40, 46, "Cue"),
)
"""Of what the first one marked: another tag, a boundary with a missing one inside, one alike, another tag again."""


class Reviewer:
    """Somebody at the window, with Review on it."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @property
    def space(self) -> ReviewWorkspace:
        found = self.seat.window.pages.review
        assert found is not None
        return found

    @property
    def now(self) -> Decision:
        found = self.space.deciding.decision
        assert found is not None
        return found

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            self.seat.press(key)

    def standing(self) -> list[Standing]:
        """How the cases of the first document stand, as the project has it."""
        uid = cases.named(self.space.project)[0]
        return [item.standing for item in cases.decisions(self.space.project, uid)]

    def gold(self) -> list[tuple[int, int, str]]:
        """The gold of the first document."""
        project = self.space.project
        uid = cases.named(project)[0]
        found = marks.of_document(project, uid, annotator_uid=cases.gold(project).uid)
        return [(item.start, item.end, project.tagset.path(item.tag_uid)) for item in found]


Sit = Callable[..., Reviewer]
