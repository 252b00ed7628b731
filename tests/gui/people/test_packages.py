"""Packages are made for several people in the window, taken back, and somebody is withdrawn again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.merge_dialog import MergeDialog
from desktop_app.gui.people.dialog import PeopleDialog
from desktop_app.gui.people.packages_dialog import PackagesDialog
from desktop_app.gui.people.withdraw_dialog import WithdrawDialog
from desktop_app.model.query import Query
from desktop_app.model.records import Annotator
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, assignments, documents
from desktop_app.ops.project import Project
from tests.builders import tag_named
from tests.gui.shell.seat import Seat, articles, shown

TEXT = "Mayors of Oslo and Bergen said on Sunday that the port would close.\n" * 3


@pytest.fixture
def tasks(seat: Seat) -> Seat:
    """Three documents; Ida is to do two of them, Liv none."""
    seat.sit_down(articles(seat.home / "texts", one=TEXT, two="Nothing.", three="Nothing at all."))
    project = seat.space.project
    ida, _liv = annotators.add(project, "Ida"), annotators.add(project, "Liv")
    assignments.give(project, [row.document.uid for row in documents.page(project, Query(), 0, 2)], ida)
    seat.mark("Oslo")
    offscreen_input.settle()
    return seat


def _called(seat: Seat, name: str) -> Annotator:
    return annotators.called(seat.space.project, name)


def _made(seat: Seat, folder: Path) -> PackagesDialog:
    """The dialog, from the list of people, with this folder."""
    folder.mkdir(exist_ok=True)
    seat.window.run("people.show")
    people = shown(PeopleDialog)
    QTest.mouseClick(people.pack_button, Qt.MouseButton.LeftButton)
    dialog = shown(PackagesDialog)
    seat.answers.paths = [folder]
    QTest.mouseClick(dialog.choose_button, Qt.MouseButton.LeftButton)
    assert dialog.folder.text() == str(folder)
    return dialog


def test_a_package_is_made_for_each_and_what_was_not_written_is_said(tasks: Seat, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    dialog = _made(tasks, folder)
    ida, liv = _called(tasks, "Ida"), _called(tasks, "Liv")
    assert dialog.table.chosen() == [ida, liv]
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    tasks.wait(dialog.close_button.isEnabled)
    assert dialog.message.text() == "1 package is written. 1 is not."
    assert dialog.table.result(liv.uid) == "not written: no documents"
    name = dialog.table.result(ida.uid)
    assert [path.name for path in folder.iterdir()] == [name]
    assert name.endswith("-Ida.rubric")

    dialog.which.setCurrentIndex(dialog.which.count() - 1)
    dialog.table.tick(ida.uid, on=False)
    dialog.start()
    tasks.wait(dialog.close_button.isEnabled)
    assert dialog.message.text() == "1 package is written."
    with Project.open(
        folder / dialog.table.result(liv.uid), places=tasks.places, who=liv, read_only=True
    ) as package:
        assert documents.count(package, Query()) == 3
        assert package.annotator == liv
    dialog.table.tick(ida.uid, on=True)
    dialog.folder.setText(str(tmp_path / "nowhere"))
    dialog.start()
    assert "does not exist" in dialog.message.text()
    dialog.close()


def test_making_packages_can_be_stopped_and_says_what_is_there(tasks: Seat, tmp_path: Path) -> None:
    dialog = _made(tasks, tmp_path / "stick")
    dialog.which.setCurrentIndex(dialog.which.count() - 1)
    dialog.start()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    tasks.wait(dialog.close_button.isEnabled)
    results = {who.name: dialog.table.result(who.uid) for who in dialog.table.chosen()}
    assert results["Liv"] == "not written: stopped"
    there = sorted(path.name for path in (tmp_path / "stick").iterdir())
    assert there == sorted(name for name in results.values() if name.endswith(".rubric"))
    assert "not" in dialog.message.text()
    dialog.close()


def test_a_package_comes_back_and_its_annotator_is_withdrawn_again(tasks: Seat, tmp_path: Path) -> None:
    dialog = _made(tasks, tmp_path / "stick")
    dialog.start()
    tasks.wait(dialog.close_button.isEnabled)
    ida = _called(tasks, "Ida")
    path = tmp_path / "stick" / dialog.table.result(ida.uid)
    dialog.close()
    offscreen_input.settle()
    with Project.open(path, places=tasks.places, who=ida) as package:
        uid = next(item for item in documents.page(package, Query(), 0, 9) if item.document.name == "one.txt")
        marks.highlight(package, uid.document.uid, [Span(10, 14)], tag_named(package, "Actor"))
    tasks.answers.paths = [path]
    tasks.window.run("people.take_back")
    merging = shown(MergeDialog)
    tasks.wait(merging.start_button.isEnabled)
    merging.start()
    tasks.wait(lambda: "Merged" in merging.message.text())
    merging.close()
    offscreen_input.settle()
    assert len(tasks.marks()) == 2

    tasks.window.run("people.show")
    people = shown(PeopleDialog)
    row = next(row for row, item in enumerate(people.table.people) if item.annotator == ida)
    people.table.selectRow(row)
    assert people.withdraw_button.isEnabled()
    QTest.mouseClick(people.withdraw_button, Qt.MouseButton.LeftButton)
    leaving = shown(WithdrawDialog)
    tasks.wait(leaving.start_button.isEnabled)
    assert "1 mark, 1 state, in 1 document" in leaving.what.text()
    QTest.mouseClick(leaving.start_button, Qt.MouseButton.LeftButton)
    tasks.wait(lambda: len(tasks.marks()) == 1)
    offscreen_input.settle()
    assert annotators.get(tasks.space.project, ida.uid) == ida
    people.close()
    tasks.window.run("edit.undo")
    assert len(tasks.marks()) == 2


def test_a_withdrawal_is_thought_better_of_and_who_did_nothing_cannot_be_withdrawn(tasks: Seat) -> None:
    tasks.window.run("people.show")
    people = shown(PeopleDialog)
    QTest.mouseClick(people.withdraw_button, Qt.MouseButton.LeftButton)
    leaving = shown(WithdrawDialog)
    tasks.wait(leaving.start_button.isEnabled)
    QTest.keyClick(leaving, Qt.Key.Key_Escape)
    offscreen_input.settle()
    assert len(tasks.marks()) == 1
    people.table.selectRow(1)
    QTest.mouseClick(people.withdraw_button, Qt.MouseButton.LeftButton)
    leaving = shown(WithdrawDialog)
    tasks.wait(lambda: "nothing to withdraw" in leaving.what.text())
    assert not leaving.start_button.isEnabled()
    leaving.close()
    people.close()
