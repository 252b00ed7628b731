"""A copy is merged in the window: first what it would change, then the merge, then the conflicts one by one."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop_app.gui.dialogs.conflicts_dialog import ConflictsDialog
from desktop_app.gui.dialogs.merge_dialog import MergeDialog
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marking
from desktop_app.ops.packages import package
from desktop_app.ops.project import Project
from tests.builders import BEN, tag_named
from tests.gui.shell.seat import Seat, articles, shown

TEXT = "The mayors asked the state to pay."


def _copy(seat: Seat) -> Path:
    """A copy of the project on the screen, in which the only mark has another note."""
    project = seat.space.project
    other = Path(shutil.copy(project.path, seat.home / "other.rubric"))
    with Project.open(other, places=project.places, who=project.annotator) as copy:
        marking.set_note(copy, seat.marks()[0].uid, "theirs")
    return other


def test_a_copy_is_shown_merged_undone_and_its_conflict_decided(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    uid = seat.mark("mayors").uid
    other = _copy(seat)
    marking.set_note(seat.space.project, uid, "mine")
    seat.wait(lambda: not seat.window.jobs.busy)
    seat.answers.paths = [other]
    seat.window.run("project.merge")
    dialog = shown(MergeDialog)
    seat.wait(lambda: "It would bring" in dialog.what.text())
    rows = [
        [cell.text() for column in range(3) if (cell := dialog.table.item(row, column)) is not None]
        for row in range(dialog.table.rowCount())
    ]
    assert any("Conflict" in row[-1] and "mine" in row[-1] and "theirs" in row[-1] for row in rows)
    dialog.start()
    dialog.reject()
    assert dialog.isVisible()
    seat.wait(lambda: "Merged" in dialog.message.text())
    dialog.close()
    assert seat.space.project.undo_label == "Merge other.rubric"

    seat.window.run("project.conflicts")
    listed = shown(ConflictsDialog)
    seat.wait(lambda: listed.table.rowCount() == 1)
    (before,) = (mark.note for mark in seat.marks())
    listed.take_button.click()
    assert {before, seat.marks()[0].note} == {"mine", "theirs"}
    assert "No conflict" in listed.what.text()
    assert not listed.keep_button.isEnabled()
    seat.window.run("edit.undo")
    seat.wait(lambda: listed.table.rowCount() == 1)
    listed.keep_button.click()
    assert seat.marks()[0].note == before
    listed.close()
    for _step in range(2):
        seat.window.run("edit.undo")
    assert seat.marks()[0].note == "mine"


def test_what_is_no_copy_is_refused_and_the_project_stays_open(seat: Seat, tmp_path: Path) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.answers.paths = [seat.space.project.path]
    seat.window.run("project.merge")
    dialog = shown(MergeDialog)
    seat.wait(lambda: "itself" in dialog.message.text())
    assert not dialog.start_button.isEnabled()
    dialog.reject()
    seat.window.run("project.conflicts")
    listed = shown(ConflictsDialog)
    seat.wait(lambda: "No conflict" in listed.what.text())
    listed.close()
    assert seat.space.project.undo_depth >= 1


def test_a_package_shows_that_it_is_one(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    target = seat.home / "for ben.rubric"
    package(seat.space.project, target, "ben")
    seat.get_up()
    window = seat.sit_down(target)
    assert "(package)" in window.windowTitle()
    assert seat.space.project.annotator.name == "ben"
    assert seat.mark("mayors").annotator_uid == seat.space.project.annotator.uid


def test_blind_mode_holds_in_the_look_ahead_of_a_merge(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.wait(lambda: not seat.window.jobs.busy)
    project = seat.space.project
    seat.window.run("people.blind")
    other = Path(shutil.copy(project.path, seat.home / "other.rubric"))
    with Project.open(other, places=project.places, who=BEN) as copy:
        marking.highlight(copy, seat.space.controller.document_uid, [Span(4, 10)], tag_named(copy, "Actor"))
    seat.answers.paths = [other]
    seat.window.run("project.merge")
    dialog = shown(MergeDialog)
    seat.wait(dialog.start_button.isEnabled)
    words = _words(dialog)
    assert "Blind mode: what changes in 1 layer shows once you are done with its document" in words
    assert not {"mayors", "a.txt"} & words
    dialog.start()
    seat.wait(lambda: "Merged" in dialog.message.text())
    assert not {"mayors", "a.txt"} & _words(dialog)
    dialog.close()


def _words(dialog: MergeDialog) -> set[str]:
    cells = [dialog.table.item(row, column) for row in range(dialog.table.rowCount()) for column in range(3)]
    return {cell.text() for cell in cells if cell is not None}
