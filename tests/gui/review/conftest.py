"""A project to decide in, with Review on the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.ops.project import Project
from tests.builders import ANNA, a_document
from tests.differences import PEOPLE, Marked, coded
from tests.gui.review.reviewer import BASE, OTHER, TEXT, Reviewer, Sit
from tests.gui.shell.seat import Seat


@pytest.fixture
def sit(seat: Seat, tmp_path: Path) -> Sit:
    """Opens a project that so many documents were finished in, and shows Review."""

    def sit(*layers: tuple[Marked, ...], documents: int = 1) -> Reviewer:
        path = tmp_path / "talks.rubric"
        with Project.create(path, places=seat.places, who=ANNA) as project:
            for number in range(documents):
                text = TEXT if not number else f"{TEXT} {number}."
                document = a_document(project, text, name=f"talks-{number}.txt")
                for who, marked in zip(PEOPLE, layers or (BASE, OTHER), strict=False):
                    coded(project, document, text, who, marked)
        seat.sit_down(path)
        seat.window.run("view.review")
        seat.wait(lambda: not Reviewer(seat).space.is_reading)
        return Reviewer(seat)

    return sit
