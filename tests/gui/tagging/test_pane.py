"""The pane as a whole: which card is shown, the document's own values, the choice between several, looks and sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.theme.style import Choice, apply
from desktop_app.gui.widgets import Segmented
from desktop_app.model.records import State
from desktop_app.model.tagset import DOCUMENT, Attribute, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, tagset
from tests.builders import a_document
from tests.gui.tagging.conftest import World


def visible(pane: RightPane) -> str:
    cards = {
        "annotation": pane.cards.annotation,
        "document": pane.cards.document,
    }
    return ", ".join(name for name, card in cards.items() if card.isVisible())


def test_without_a_document_the_pane_says_what_to_do(pane: RightPane) -> None:
    pane.show_document("")
    assert visible(pane) == ""
    words = [item.accessibleName() for item in pane.cards.findChildren(QWidget) if item.isVisible()]
    assert "Open a document to mark passages in it." in words


def test_the_document_is_shown_while_no_mark_is_chosen(world: World, pane: RightPane) -> None:
    assert visible(pane) == "document"
    pane.show_annotation(world.mark("Okafor", "Actor").uid)
    pane.cards.settle()
    assert visible(pane) == "annotation"
    pane.show_annotation("")
    pane.cards.settle()
    assert visible(pane) == "document"


def test_the_card_follows_by_itself_once_the_text_is_painted(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    pane.show_annotation(world.mark("Okafor", "Actor").uid)
    assert visible(pane) == "document"
    qtbot.waitUntil(lambda: visible(pane) == "annotation")


def test_the_state_is_set_by_a_digit_a_click_or_an_arrow(world: World, pane: RightPane) -> None:
    states = pane.cards.document.states
    pane.cards.document.done_wanted.connect(lambda uid: documents.set_state(world.project, uid, State.DONE))

    def state() -> State:
        return documents.progress(world.project, world.document.uid).state

    states.setFocus()
    QTest.keyClick(states, Qt.Key.Key_3)
    assert state() is State.DONE
    QTest.keyClick(states, Qt.Key.Key_Left)
    assert state() is State.IN_PROGRESS
    QTest.mouseClick(states, Qt.MouseButton.LeftButton, pos=QPoint(3 * 42 + 20, 14))
    assert state() is State.NEEDS_ANOTHER_LOOK
    assert states.state() is State.NEEDS_ANOTHER_LOOK
    world.project.undo()
    assert states.state() is State.IN_PROGRESS


def test_the_first_mark_and_a_later_change_move_the_state_on(world: World, pane: RightPane) -> None:
    states = pane.cards.document.states
    assert states.state() is State.NEW
    mark = world.mark("Okafor", "Actor")
    assert states.state() is State.IN_PROGRESS
    documents.set_state(world.project, world.document.uid, State.DONE)
    marks.remove(world.project, [mark.uid])
    assert states.state() is State.NEEDS_ANOTHER_LOOK


def test_values_of_the_document_are_coded_on_its_card(world: World, pane: RightPane) -> None:
    relevance = world.attribute("", "relevance")
    form = pane.cards.document.form
    assert form is not None
    buttons = form.editor(relevance).findChildren(Segmented)[0]
    QTest.keyClick(buttons, Qt.Key.Key_2)
    assert documents.progress(world.project, world.document.uid).values == {relevance: "in part"}
    world.project.undo()
    assert buttons.value() is None
    assert pane.press_digit(1)
    assert buttons.value() == "relevant"


def test_what_is_typed_for_a_document_is_kept_when_another_is_opened(world: World, pane: RightPane) -> None:
    other = a_document(world.project, "another text", name="b.txt")
    remark = world.attribute("", "remark")
    form = pane.cards.document.form
    assert form is not None
    form.editor(remark).start()
    field = form.editor(remark).findChildren(GrowingEdit)[0]
    QTest.keyClicks(field, "read twice")
    pane.show_document(other.uid)
    assert documents.progress(world.project, world.document.uid).values == {remark: "read twice"}
    assert documents.progress(world.project, other.uid).values == {}
    assert field.text() == ""


def test_title_and_date_are_shown_and_their_editor_is_asked_for(world: World, pane: RightPane) -> None:
    asked: list[str] = []
    pane.details_requested.connect(asked.append)
    documents.edit(
        world.project, world.document.uid, title="The Toll", published="2015-11-02", outlet="Herald"
    )
    words = [item.accessibleName() for item in pane.cards.document.findChildren(QWidget)]
    assert "The Toll" in words
    assert "Herald · 2 November 2015" in words
    QTest.mouseClick(pane.cards.document.details, Qt.MouseButton.LeftButton)
    assert asked == [world.document.uid]


def test_undo_of_the_chosen_mark_shows_the_document_and_redo_does_no_harm(
    world: World, pane: RightPane
) -> None:
    pane.show_annotation(world.mark("Okafor", "Actor").uid)
    pane.cards.settle()
    world.project.undo()
    pane.cards.settle()
    assert visible(pane) == "document"
    assert pane.cards.chosen is None
    world.project.redo()
    assert visible(pane) == "document"


def test_a_message_tells_of_an_error_that_belongs_to_no_field(world: World, pane: RightPane) -> None:
    menu = pane.palette_.menu_for(world.tags["Cue"])
    tagset.remove_tag(world.project, world.tags["Cue"])
    next(action for action in menu.actions() if action.text() == "Pin to the top").trigger()
    assert "no longer in the tagset" in pane.cards.message.text()


def test_the_guideline_can_be_folded_away(pane: RightPane) -> None:
    QTest.keyClicks(pane.palette_.list, "a")
    assert pane.guideline.text.isVisible()
    pane.guideline.set_folded(folded=True)
    QApplication.processEvents()
    assert not pane.guideline.text.isVisible()
    assert pane.guideline.height() < 60
    pane.guideline.set_folded(folded=False)
    assert pane.guideline.text.isVisible()


def test_many_tags_take_the_height_that_the_card_leaves_and_marks_do_not_move_it(
    world: World, pane: RightPane
) -> None:
    few = pane.palette_.list.height()
    for number in range(60):
        tagset.add_tag(world.project, Tag("", f"Tag number {number}"))
    QApplication.processEvents()
    rows = pane.palette_.list.height() // pane.palette_.list.sizeHintForRow(0)
    assert pane.palette_.list.height() > few
    assert rows > 9
    assert pane.cards.verticalScrollBar().maximum() == 0
    tops = []
    claim, actor = world.mark("The toll must go", "Claim"), world.mark("Okafor", "Actor")
    for mark in (claim, actor, claim):
        pane.show_annotation(mark.uid)
        pane.cards.settle()
        QApplication.processEvents()
        tops.append(pane.cards.y())
    assert len(set(tops)) == 1


def test_a_long_guideline_ends_with_a_whole_line(world: World, pane: RightPane) -> None:
    text = pane.guideline.text
    QTest.keyClicks(pane.palette_.list, "a")
    for height in (700, 720, 733, 751, 840):
        pane.resize(344, height)
        QApplication.processEvents()
        assert text.viewport().height() == text.whole_lines(text.height())
    assert text.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST_DARK])
@pytest.mark.parametrize("width", [240, 344, 600])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_wider_than_the_pane_whatever_its_names_are(
    world: World, pane: RightPane, choice: Choice, width: int, direction: Qt.LayoutDirection
) -> None:
    claim = world.tags["Claim"]
    long = "An attribute with quite a long name, and aWordWithoutAnyBlankThatGoesOnAndOnAndOn"
    for kind, options in (("text", ()), ("choices", ("x" * 60, "מחיר")), ("choice", ("ü" * 50, "b"))):
        made = Attribute("", claim, f"{long[:60]} {kind}", kind, options, required=True)
        tagset.add_attribute(world.project, made)
    tagset.add_tag(world.project, Tag("", "ארגון " * 10 + "x", parent_uid=claim))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, choice)
    pane.setLayoutDirection(direction)
    pane.resize(width, 700)
    pane.show_annotation(world.mark("“The toll must go,” Okafor said on Tuesday. 😀 מחיר", "Claim").uid)
    pane.cards.settle()
    QApplication.processEvents()
    picture = pane.grab()
    assert picture.width() == width
    card = pane.cards.annotation
    for part in card.findChildren(QWidget):
        if part.isVisible():
            left = part.mapTo(card, QPoint(0, 0)).x()
            assert left >= -1
            assert left + part.width() <= card.width() + 1


def test_a_larger_interface_font_is_followed(world: World, pane: RightPane) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    low = pane.palette_.list.sizeHintForRow(0)
    apply(app, Choice.LIGHT, size=20)
    QApplication.processEvents()
    assert pane.palette_.list.sizeHintForRow(0) > low


def test_a_kind_that_this_program_does_not_know_is_shown_and_left_alone(
    world: World, pane: RightPane
) -> None:
    strange = Attribute("f" * 32, DOCUMENT, "place", "map", position=99)
    with world.project.step("Import") as step:
        step.put(strange)
    words = [
        item.accessibleName() or str(item.property("text"))
        for item in pane.cards.document.findChildren(QWidget)
    ]
    assert any("does not know" in word for word in words)
