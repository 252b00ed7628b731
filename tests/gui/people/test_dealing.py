"""Giving documents to people: by hand from the list, and dealt out after a look at what it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop_app.gui.people.deal_dialog import DealDialog
from desktop_app.gui.shell.document_commands import fill_menu
from desktop_app.model.query import Assigned
from desktop_app.ops import assignments
from tests.builders import BEN
from tests.gui.shell.seat import Seat, articles, shown


@pytest.fixture
def tasks(seat: Seat, tmp_path: Path) -> Seat:
    """A window on six texts that nobody has yet; ben is in the project."""
    texts = {f"t{place}": "word " * (place + 1) for place in range(6)}
    seat.sit_down(articles(tmp_path / "texts", **texts))
    with seat.space.project.step("Import") as step:
        step.put(BEN)
    return seat


def uids(seat: Seat) -> list[str]:
    return [uid for uid, _length in assignments.waiting(seat.space.project)]


def choose(seat: Seat, chosen: list[str], menu_words: str, name: str) -> None:
    """Open the menu of the list, then a menu in it, and choose a line of that."""
    menu = QMenu()
    fill_menu(seat.window, chosen, menu)
    inner = next(action.menu() for action in menu.actions() if action.text() == menu_words)
    assert isinstance(inner, QMenu)
    next(action for action in inner.actions() if action.text() == name).trigger()


def test_documents_are_given_by_hand_and_the_list_shows_only_mine(tasks: Seat) -> None:
    project, all_of_them = tasks.space.project, uids(tasks)
    choose(tasks, all_of_them[1:3], "Give to", "anna")
    assert tasks.said() == "2 documents given to anna."
    choose(tasks, all_of_them[4:], "Give to", "ben")
    tasks.window.run("people.mine")
    assert tasks.space.documents.filters.query.assigned is Assigned.ONLY
    assert tasks.titles() == ["t1.txt", "t2.txt"]
    choose(tasks, all_of_them[4:5], "Give to", "anna")
    tasks.wait(lambda: tasks.titles() == ["t1.txt", "t2.txt", "t4.txt"])
    choose(tasks, all_of_them[1:2], "Take back from", "anna")
    tasks.wait(lambda: tasks.titles() == ["t2.txt", "t4.txt"])
    assert assignments.of_document(project, all_of_them[4]) == tuple(sorted((project.annotator.uid, BEN.uid)))
    tasks.window.run("people.mine")
    tasks.window.run("people.mine_first")
    assert tasks.titles()[:3] == ["t2.txt", "t4.txt", "t0.txt"]
    tasks.window.run("people.mine_first")
    assert tasks.titles()[0] == "t0.txt"


def test_an_empty_list_of_mine_says_why(tasks: Seat) -> None:
    tasks.window.run("people.mine")
    assert not tasks.space.documents.empty.isHidden()
    assert tasks.titles() == []


def opened(seat: Seat) -> DealDialog:
    seat.window.run("people.deal")
    dialog = shown(DealDialog)
    seat.wait(lambda: dialog.found is not None)
    return dialog


def row(dialog: DealDialog, number: int) -> list[str]:
    return [dialog.table.model().index(number, column).data() for column in (0, 2, 3, 4)]


def test_a_plan_is_shown_before_anything_is_dealt_out(tasks: Seat) -> None:
    dialog = opened(tasks)
    dialog.overlap.setValue(50)
    dialog.seed.setValue(7)
    tasks.wait(lambda: dialog.found is not None)
    assert dialog.what.text() == "6 documents, 3 of them by several people. One undo takes all of it back."
    assert [row(dialog, number)[2] for number in (0, 1)] == ["3", "3"]
    assert len(uids(tasks)) == 6
    wanted = dict(dialog.found.people) if dialog.found else {}
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    tasks.wait(lambda: not uids(tasks))
    project = tasks.space.project
    tasks.wait(lambda: project.undo_label == "Deal out 6 documents (seed 7)")
    assert {uid: assignments.of_document(project, uid) for uid in wanted} == wanted
    tasks.window.run("edit.undo")
    assert len(uids(tasks)) == 6


def test_a_plan_for_what_was_wished_before_never_counts(tasks: Seat) -> None:
    dialog = opened(tasks)
    dialog.seed.setValue(7)
    dialog._plan()
    dialog.overlap.setValue(50)
    tasks.wait(lambda: dialog.found is not None)
    assert "3 of them by several people" in dialog.what.text()


def test_only_who_is_ticked_gets_documents_and_no_more_than_wished(tasks: Seat) -> None:
    dialog = opened(tasks)
    dialog.table.set_most(BEN.uid, 2)
    tasks.wait(lambda: dialog.found is not None)
    assert row(dialog, 1)[:2] == ["ben", "2"]
    assert row(dialog, 0)[:2] == ["anna (you)", "4"]
    dialog.table.tick(tasks.space.project.annotator.uid, on=False)
    tasks.wait(lambda: dialog.found is not None)
    assert row(dialog, 0)[:2] == ["anna (you)", "–"]
    assert "4 left over" in dialog.what.text()
    dialog.table.tick(BEN.uid, on=False)
    tasks.wait(lambda: dialog.message.isVisible())
    assert not dialog.start_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(uids(tasks)) == 6


def test_the_documents_that_are_selected_can_be_dealt_out_again(tasks: Seat) -> None:
    project, all_of_them = tasks.space.project, uids(tasks)
    assignments.give(project, all_of_them, BEN)
    tasks.space.documents.list.selectAll()
    dialog = opened(tasks)
    assert dialog.which.count() == 2
    assert dialog.which.currentText() == "Those that are selected: 6"
    assert dialog.found is not None
    assert len(dialog.found.people) == 6
