"""Passages become examples in the guideline of their tag, and marks tell under which guideline they were made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.gui.tagging.acts import Act
from desktop_app.gui.tagging.card_parts import ForeignRow
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.model.records import State
from desktop_app.ops import documents, guidelines, recasting, refactoring
from tests.gui.shell.seat import Seat, articles

TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n"


def small_print(seat: Seat) -> str:
    row = seat.space.right.cards.annotation.findChildren(ForeignRow)[0]
    return row.findChildren(WrappedText)[0].text() if row.isVisible() else ""


def test_a_chosen_mark_becomes_an_example_of_its_tag(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", toll=TEXT))
    seat.window.run("mark.example")
    assert "Choose a mark" in seat.said()
    made = seat.mark("Okafor", "a")
    seat.window.run("mark.example")
    example = "[Okafor] said on Tuesday that the toll must go."
    project = seat.space.project
    assert project.tagset.tag(made.tag_uid).examples[-1] == example
    assert "guideline of Actor" in seat.said()
    project.undo()
    seat.window.run("mark.counter_example")
    assert project.tagset.tag(made.tag_uid).counter_examples[-1] == example


def test_the_card_says_under_which_guideline_a_mark_was_made(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", toll=TEXT))
    made = seat.mark("Okafor", "a")
    project = seat.space.project
    assert small_print(seat) == ""
    guidelines.decide(project, made.tag_uid, "With titles.")
    later = seat.mark("mayors", "a")
    seat.wait(lambda: seat.space.right.cards.annotation.annotation() == later)
    assert small_print(seat) == ""
    seat.space.controller.go_to(made.uid)
    seat.space.right.cards.settle()
    assert small_print(seat) == "Made before guideline 1."
    guidelines.decide(project, made.tag_uid, "Without titles.")
    seat.space.controller.go_to(later.uid)
    seat.space.right.cards.settle()
    assert small_print(seat) == "Made under guideline 1 (now 2)."


def test_a_closed_document_says_why_it_needs_another_look(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", toll=TEXT))
    made = seat.mark("Okafor", "a")
    space = seat.space
    documents.set_state(space.project, made.document_uid, State.DONE)
    into = next(tag for tag in space.project.tagset.tags if tag.name == "Place")
    recasting.carry_out(space.project, refactoring.merge_tags(space.project, made.tag_uid, into.uid))
    card = space.right.cards.document
    assert card.states.state() is State.NEEDS_ANOTHER_LOOK
    assert card.why.text() == "The tagset was changed: Merged Actor into Place."
    documents.set_state(space.project, made.document_uid, State.DONE)
    assert card.why.isHidden()


def test_a_mark_in_the_list_of_a_change_is_shown_in_the_text(seat: Seat) -> None:
    home = articles(seat.home / "news", alpha=TEXT, toll="Nobody said a word.\n")
    seat.sit_down(home)
    made = seat.mark("Okafor", "a")
    space = seat.space
    space.neighbour(1)
    assert space.document is not None
    assert space.document.uid != made.document_uid
    space.windows.show_tagset(made.tag_uid)
    window = space.windows.tagset
    assert window is not None
    window.editor.begin(Act.DELETE, made.tag_uid)
    dialog = window.editor.act
    assert dialog is not None
    seat.wait(lambda: not dialog.looking.running)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    seat.wait(lambda: space.document is not None and space.document.uid == made.document_uid)
    seat.wait(lambda: space.view.chosen == made.uid)
    dialog.close()
