"""Copies of a project in which work goes on: nobody waits for them, and they are of one moment."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop_app.model.span import Span
from desktop_app.ops import annotations as marking
from desktop_app.ops import check
from desktop_app.ops.project import Project
from desktop_app.store.backups import copy_to
from desktop_app.store.database import Database
from tests.builders import ANNA, a_document, places, tag_named

LONG = "Reuters reported on Sunday. " * 400_000


def beside(project: Project) -> Database:
    """The project as another process reads it."""
    database = Database(project.path, read_only=True)
    database.prepare_reading()
    return database


def marks_in(path: Path) -> int:
    with Project.open(path, places=places(path.parent), who=ANNA, read_only=True) as copy:
        return copy.file.database.number("SELECT count(*) FROM annotation")


def test_a_mark_made_while_a_large_project_is_copied_is_saved_at_once_and_is_in_the_copy(
    project: Project, tmp_path: Path
) -> None:
    document = a_document(project, LONG)
    actor = tag_named(project, "Actor")
    project.file.database.connection.execute("PRAGMA busy_timeout = 0")  # whoever has to wait fails
    slices: list[int] = []

    def work_on() -> None:
        slices.append(1)
        if len(slices) in (2, 5, 9):
            marking.highlight(project, document.uid, [Span(0, 7)], actor)

    target = tmp_path / "copy.rubric"
    with closing(beside(project)) as reading:
        copy_to(reading, target, every_row=True, between=work_on)
    assert len(slices) > 20
    assert marks_in(target) == 3
    assert check.check(target).findings == ()


def test_a_project_in_which_nobody_ever_rests_is_copied_all_the_same(
    project: Project, tmp_path: Path
) -> None:
    document = a_document(project, LONG)
    actor = tag_named(project, "Actor")
    made: list[str] = []

    def work_on() -> None:
        if len(made) < 60:
            made.append(marking.highlight(project, document.uid, [Span(0, 7)], actor).uid)

    target = tmp_path / "copy.rubric"
    with closing(beside(project)) as reading:
        copy_to(reading, target, every_row=True, between=work_on)
    assert marks_in(target) == len(made)
    assert check.check(target).findings == ()
