"""Values that are typed or ticked on the card of an annotation, with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.card import AnnotationCard
from desktop_app.gui.tagging.check_chips import CheckChips
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.typed_editors import OneLine, PickBox
from desktop_app.gui.tagging.value_line import ValueLine
from desktop_app.model.records import Annotation
from desktop_app.ops import annotations as marks
from tests.builders import reopened
from tests.gui.tagging._cards import add, editor, error, part, show
from tests.gui.tagging.conftest import World


def test_numbers_are_typed_checked_and_cleared(card: AnnotationCard, world: World, claim: Annotation) -> None:
    uid = add(world, "number", "page")
    number = editor(card, world, "page")
    number.start()
    field = part(number, OneLine)
    assert field.hasFocus()
    QTest.keyClicks(field, "1,5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert world.values(claim) == {"page": 1.5}
    number.start()
    QTest.keyClicks(field, "12 a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "is not a number" in error(card, uid)
    assert field.text() == "12 a"
    assert world.values(claim) == {"page": 1.5}
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert error(card, uid) == ""
    assert world.values(claim) == {}


def test_a_date_is_shown_in_words_and_an_impossible_one_is_refused_in_place(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    uid = add(world, "date", "about date")
    date = editor(card, world, "about date")
    date.start()
    field = part(date, OneLine)
    QTest.keyClicks(field, "30.2.2015")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert "has no day" in error(card, uid)
    assert field.isVisible()
    assert field.text() == "30.2.2015"
    date.start()
    QTest.keyClicks(field, "12.3.2015")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert error(card, uid) == ""
    assert world.values(claim) == {"about date": "2015-03-12"}
    assert part(date, ValueLine).text() == "2015-03-12 · 12 March 2015"


def test_escape_takes_back_what_was_typed_into_a_date(
    card: AnnotationCard, world: World, claim: Annotation, left: list[str]
) -> None:
    add(world, "date", "about date")
    date = editor(card, world, "about date")
    date.start()
    QTest.keyClicks(part(date, OneLine), "20")
    QTest.keyClick(part(date, OneLine), Qt.Key.Key_Escape)
    assert left == ["left"]
    assert world.values(claim) == {}


def test_text_keeps_its_lines_and_return_ends_it(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    add(world, "text", "topic")
    text = editor(card, world, "topic")
    text.start()
    field = part(text, GrowingEdit)
    low = field.height()
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "two")
    QApplication.processEvents()
    assert field.height() > low
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert world.values(claim) == {"topic": "one\ntwo"}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_one_of_many_options_is_found_by_typing_a_part_of_it(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    uid = add(world, "choice", "country", options=tuple(f"country {number}" for number in range(40)))
    pick = editor(card, world, "country")
    pick.start()
    box = part(pick, PickBox)
    line = part(box, QLineEdit)
    assert line.hasFocus()
    QTest.keyClicks(line, "37")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert world.values(claim) == {"country": "country 37"}
    pick.start()
    QTest.keyClicks(line, "utopia")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "not one of the options" in error(card, uid)
    assert box.text() == "utopia"


def test_several_choices_are_ticked_one_by_one_and_each_is_a_step(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    add(world, "choices", "voices", options=("press", "parliament", "party"))
    depth = world.project.undo_depth
    voices = editor(card, world, "voices")
    voices.start()
    chips = part(voices, CheckChips)
    assert chips.hasFocus()
    QTest.keyClick(chips, Qt.Key.Key_3)
    QTest.keyClick(chips, Qt.Key.Key_1)
    assert world.values(claim) == {"voices": ("press", "party")}
    assert world.project.undo_depth == depth + 2
    QTest.keyClick(chips, Qt.Key.Key_3)
    QTest.keyClick(chips, Qt.Key.Key_1)
    assert world.values(claim) == {}


def test_chips_can_be_ticked_with_the_mouse_and_with_space(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    add(world, "choices", "voices", options=("press", "parliament", "party"))
    voices = editor(card, world, "voices")
    voices.start()
    chips = part(voices, CheckChips)
    QApplication.processEvents()
    QTest.mouseClick(chips, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.keyClick(chips, Qt.Key.Key_Right)
    QTest.keyClick(chips, Qt.Key.Key_Space)
    assert world.values(claim) == {"voices": ("press", "parliament")}
    QTest.keyClick(chips, Qt.Key.Key_Delete)
    assert world.values(claim) == {}


def test_a_note_is_kept_when_the_keyboard_leaves_it(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation
) -> None:
    pane.edit_note()
    assert card.note.field.hasFocus()
    QTest.keyClicks(card.note.field, "ask Ben")
    QTest.keyClick(card.note.field, Qt.Key.Key_Escape)
    assert marks.get(world.project, claim.uid).note == "ask Ben"
    world.project.undo()
    assert card.note.text() == ""


def test_what_is_typed_is_kept_before_another_annotation_is_shown(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation
) -> None:
    other = world.mark("The toll must go", "Claim")
    pane.edit_note()
    QTest.keyClicks(card.note.field, "half a thought")
    show(pane, other)
    assert marks.get(world.project, claim.uid).note == "half a thought"
    assert marks.get(world.project, other.uid).note == ""
    assert card.note.text() == ""


def test_what_could_not_be_kept_waits_until_its_annotation_is_shown_again(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation
) -> None:
    uid = add(world, "number", "page")
    other = world.mark("The toll must go", "Claim")
    field = part(editor(card, world, "page"), OneLine)
    editor(card, world, "page").start()
    QTest.keyClicks(field, "twelve")
    show(pane, other)
    assert field.text() == ""
    assert error(card, uid) == ""
    show(pane, claim)
    assert field.text() == "twelve"
    assert "is not a number" in error(card, uid)


def test_undo_is_for_the_typing_first_and_then_left_to_the_window(card: AnnotationCard, world: World) -> None:
    field = card.note.field
    card.edit_note()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    override.ignore()
    field.set_text("")
    QApplication.sendEvent(field, override)
    assert not override.isAccepted()
    QTest.keyClicks(field, "d")
    QApplication.sendEvent(field, override)
    assert override.isAccepted()


def test_a_read_only_project_says_so_and_what_was_typed_stays_with_its_annotation(
    world: World, qtbot: QtBot, claim: Annotation
) -> None:
    other = world.mark("The toll must go", "Claim")
    with reopened(world.project, read_only=True) as project:
        pane = RightPane(project)
        qtbot.addWidget(pane)
        pane.show_document(world.document.uid)
        show(pane, claim)
        note = pane.cards.annotation.note
        pane.edit_note()
        note.field.setPlainText("cannot be kept")
        show(pane, other)
        assert note.text() == ""
        show(pane, claim)
        assert note.text() == "cannot be kept"
