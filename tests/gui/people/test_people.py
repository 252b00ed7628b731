"""The list of everybody: who they are, how far they are, and what can be done about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.gui import offscreen_input
from desktop_app.gui.people.dialog import PeopleDialog
from desktop_app.gui.people.join_dialog import JoinDialog
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation, Annotator, Progress, State
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, documents, sight
from desktop_app.store.corpus import progress_uid
from tests.builders import BEN, an_annotation, states_of, tag_named
from tests.gui.shell.seat import Seat, articles, shown

TEXT = "Mayors of Oslo and Bergen said on Sunday that the port would close.\n" * 3
TWIN = Annotator(derived_uid("anna at home"), "anna")


def foreign(seat: Seat, who: Annotator, words: str, state: State = State.IN_PROGRESS) -> Annotation:
    """A mark of somebody else, as an import brings it, with how far they are."""
    space = seat.space
    assert space.document is not None
    start, uid = TEXT.index(words), space.document.uid
    made = an_annotation(
        space.document,
        TEXT,
        [(start, start + len(words))],
        tag_uid=tag_named(space.project, "Actor"),
        annotator_uid=who.uid,
    )
    with space.project.step("Import") as step:
        step.put(who, made, Progress(progress_uid(uid, who.uid), uid, who.uid, state))
    return made


@pytest.fixture
def tasks(seat: Seat, tmp_path: Path) -> Seat:
    """A window on two texts, with a mark of one's own and one of ben's in the first."""
    seat.sit_down(articles(tmp_path / "texts", one=TEXT, two="Nothing happened."))
    seat.mark("Oslo")
    seat.space.view.select("")
    foreign(seat, BEN, "Bergen", State.DONE)
    return seat


def people_of(seat: Seat) -> PeopleDialog:
    """The list, opened as a person does: with a click on the name."""
    name = seat.window.central.status.who.parentWidget()
    assert name is not None
    QTest.mouseClick(name, Qt.MouseButton.LeftButton)
    return shown(PeopleDialog)


def lines(dialog: PeopleDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [table.model().index(row, column).data() for column in range(table.columnCount() - 1)]
        for row in range(table.rowCount())
    ]


def test_a_click_on_ones_name_lists_everybody(tasks: Seat) -> None:
    dialog = people_of(tasks)
    assert lines(dialog) == [
        ["anna (you)", "annotator", "1", "0", "–", "1"],
        ["ben", "annotator", "1", "1", "–", "1"],
    ]
    documents.set_state(tasks.space.project, tasks.space.documents.selected()[0], State.DONE)
    assert lines(dialog)[0][3] == "1"
    assert tasks.window.central.status.who.text() == "anna"


def test_a_new_name_is_used_everywhere(tasks: Seat) -> None:
    dialog = people_of(tasks)
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Anna Seghers")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert tasks.window.central.status.who.text() == "Anna Seghers"
    assert lines(dialog)[0][0] == "Anna Seghers (you)"
    assert tasks.window.preferences.settings.annotator_name == "Anna Seghers"


def test_somebody_new_is_added_and_removed_again(tasks: Seat) -> None:
    dialog = people_of(tasks)
    QTest.keyClicks(dialog.newcomer, "Ida")
    QTest.keyClick(dialog.newcomer, Qt.Key.Key_Return)
    assert [line[0] for line in lines(dialog)] == ["anna (you)", "ben", "Ida"]
    dialog.table.selectRow(1)
    assert not dialog.remove_button.isEnabled()
    dialog.table.selectRow(0)
    assert not dialog.remove_button.isEnabled()
    dialog.table.selectRow(2)
    QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert [line[0] for line in lines(dialog)] == ["anna (you)", "ben"]
    QTest.keyClicks(dialog.newcomer, "   ")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.message.isVisible()


def test_a_reviewer_is_made_with_a_tick(tasks: Seat) -> None:
    dialog = people_of(tasks)
    dialog.table.selectRow(1)
    dialog.reviews.click()
    assert sight.is_reviewer(tasks.space.project, BEN.uid)
    assert lines(dialog)[1][1] == "reviewer"
    tasks.space.project.undo()
    assert lines(dialog)[1][1] == "annotator"
    assert not dialog.reviews.isChecked()


def test_two_of_one_name_are_joined_after_a_look_at_what_it_does(tasks: Seat) -> None:
    foreign(tasks, TWIN, "Oslo")
    foreign(tasks, TWIN, "Sunday")
    dialog = people_of(tasks)
    assert [line[0] for line in lines(dialog)] == ["anna (you)", "anna", "ben"]
    dialog.table.selectRow(1)
    QTest.mouseClick(dialog.join_button, Qt.MouseButton.LeftButton)
    join = shown(JoinDialog)
    tasks.wait(join.start_button.isEnabled)
    assert join.into.currentText() == "anna (you)"
    words = join.what.text()
    assert "1 mark in 1 document change hands." in words
    assert "1 mark is there already" in words
    QTest.mouseClick(join.start_button, Qt.MouseButton.LeftButton)
    tasks.wait(lambda: len(lines(dialog)) == 2)
    assert [line[0] for line in lines(dialog)] == ["anna (you)", "ben"]
    assert len(tasks.marks()) == 3
    dialog.close()
    tasks.window.run("edit.undo")
    assert [item.name for item in annotators.everybody(tasks.space.project)] == ["anna", "anna", "ben"]


def test_joining_can_be_thought_better_of(tasks: Seat) -> None:
    foreign(tasks, TWIN, "Sunday")
    dialog = people_of(tasks)
    dialog.table.selectRow(1)
    QTest.mouseClick(dialog.join_button, Qt.MouseButton.LeftButton)
    join = shown(JoinDialog)
    QTest.keyClick(join, Qt.Key.Key_Escape)
    offscreen_input.settle()
    assert len(lines(dialog)) == 3
    assert marks.of_document(tasks.space.project, tasks.space.controller.document_uid, annotator_uid=TWIN.uid)


def test_states_are_everybodys_own(tasks: Seat) -> None:
    project, uid = tasks.space.project, tasks.space.controller.document_uid
    assert documents.progress(project, uid).state is State.IN_PROGRESS
    tasks.window.run("document.state.done")
    assert states_of(project, uid)[BEN.uid] is State.DONE
    tasks.window.run("edit.undo")
    assert documents.progress(project, uid).state is State.IN_PROGRESS
    assert states_of(project, uid)[BEN.uid] is State.DONE
    assert [row.state for row in documents.page(project, tasks.space.documents.model.query, 0, 2)] == [
        State.IN_PROGRESS,
        State.NEW,
    ]


def test_others_of_one_name_can_be_told_apart(tasks: Seat) -> None:
    foreign(tasks, TWIN, "Sunday")
    foreign(tasks, Annotator(derived_uid("anna at the office"), "anna"), "Oslo")
    names = [line[0] for line in lines(people_of(tasks))]
    assert names[0] == "anna (you)"
    assert f"anna · {TWIN.uid[:4]}" in names
    assert len(set(names)) == 4
