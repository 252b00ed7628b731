"""The card of an annotation: every value is typed or chosen with real keys and clicks, and kept at once."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.card import AnnotationCard
from desktop_app.gui.tagging.check_chips import CheckChips
from desktop_app.gui.tagging.editors import Editor
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.typed_editors import OneLine, PickBox
from desktop_app.gui.tagging.value_line import ValueLine
from desktop_app.gui.widgets import Segmented
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute
from desktop_app.ops import annotations as marks
from desktop_app.ops import tagset
from tests.builders import reopened
from tests.gui.tagging.conftest import TEXT, World

W = TypeVar("W", bound=QWidget)


def show(pane: RightPane, annotation: Annotation) -> None:
    """Choose an annotation, and let the card follow."""
    pane.show_annotation(annotation.uid)
    pane.cards.settle()


@pytest.fixture
def claim(world: World, pane: RightPane) -> Annotation:
    """A claim, chosen in the pane."""
    found = world.mark("to pay for the new schools", "Claim")
    show(pane, found)
    return found


@pytest.fixture
def card(pane: RightPane, claim: Annotation) -> AnnotationCard:
    return pane.cards.annotation


@pytest.fixture
def left(pane: RightPane) -> list[str]:
    """How often the keyboard was given back to the text."""
    found: list[str] = []
    pane.left.connect(lambda: found.append("left"))
    return found


def editor(card: AnnotationCard, world: World, name: str, tag: str = "Claim") -> Editor:
    assert card.form is not None
    return card.form.editor(world.attribute(tag, name))


def part(editor: QWidget, kind: type[W]) -> W:
    return editor.findChildren(kind)[0]


def add(world: World, kind: str, name: str, *, options: tuple[str, ...] = (), required: bool = False) -> str:
    """A further attribute of claims."""
    made = Attribute("", world.tags["Claim"], name, kind, options, required)
    return tagset.add_attribute(world.project, made).uid


def error(card: AnnotationCard, uid: str) -> str:
    assert card.form is not None
    return card.form.error(uid)


def test_the_card_says_what_the_annotation_is(card: AnnotationCard, pane: RightPane) -> None:
    words = [label.accessibleName() for label in card.findChildren(QWidget) if label.isVisible()]
    assert "Claim 1" in words
    assert "to pay for the new schools" in words
    assert card.isVisible()
    assert not pane.cards.document.isVisible()


def test_nothing_is_preset_and_what_is_required_is_amber(card: AnnotationCard, world: World) -> None:
    assert part(editor(card, world, "stance"), Segmented).value() is None
    assert part(editor(card, world, "sure"), Segmented).value() is None
    assert part(editor(card, world, "form"), ValueLine).text() == "pick …"
    row = editor(card, world, "stance").parentWidget()
    assert row is not None


def test_a_click_on_an_option_is_kept_and_can_be_undone(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    buttons = part(editor(card, world, "stance"), Segmented)
    QTest.mouseClick(buttons, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))
    assert world.values(claim) == {"stance": "support"}
    assert world.project.undo_label == "Set stance"
    world.project.undo()
    assert buttons.value() is None
    world.project.redo()
    assert buttons.value() == "support"


def test_a_second_click_or_delete_makes_it_not_coded_again(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    buttons = part(editor(card, world, "stance"), Segmented)
    QTest.keyClick(buttons, Qt.Key.Key_2)
    assert world.values(claim) == {"stance": "oppose"}
    QTest.keyClick(buttons, Qt.Key.Key_Delete)
    assert world.values(claim) == {}


def test_yes_and_no_and_not_coded_are_three_things(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    buttons = part(editor(card, world, "sure"), Segmented)
    QTest.keyClick(buttons, Qt.Key.Key_2)
    assert world.values(claim) == {"sure": False}
    QTest.keyClick(buttons, Qt.Key.Key_1)
    assert world.values(claim) == {"sure": True}
    QTest.keyClick(buttons, Qt.Key.Key_Backspace)
    assert world.values(claim) == {}


def test_digits_from_the_text_choose_in_the_first_choice(
    pane: RightPane, world: World, claim: Annotation
) -> None:
    assert pane.press_digit(3)
    assert world.values(claim) == {"stance": "mixed"}
    assert not pane.press_digit(9)
    assert world.values(claim) == {"stance": "mixed"}


def test_a_folded_choice_opens_where_the_keyboard_comes_and_folds_when_it_leaves(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    choice = editor(card, world, "form")
    line, buttons = part(choice, ValueLine), part(choice, Segmented)
    assert line.isVisible()
    assert not buttons.isVisible()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert buttons.hasFocus()
    QTest.keyClick(buttons, Qt.Key.Key_3)
    QTest.keyClick(buttons, Qt.Key.Key_Tab)
    assert not buttons.isVisible()
    assert line.text() == "protest"
    assert world.values(claim) == {"form": "protest"}


def test_return_from_the_text_goes_to_what_is_missing_and_on_to_the_next_and_back(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation, left: list[str]
) -> None:
    concept = add(world, "text", "concept", required=True)
    pane.enter_card()
    buttons = part(editor(card, world, "stance"), Segmented)
    assert buttons.hasFocus()
    QTest.keyClick(buttons, Qt.Key.Key_1)
    QTest.keyClick(buttons, Qt.Key.Key_Return)
    field = part(editor(card, world, "concept"), GrowingEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, "school funding")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert left == ["left"]
    assert marks.get(world.project, claim.uid).values[concept] == "school funding"


def test_escape_gives_the_keyboard_back_from_every_editor(
    card: AnnotationCard, world: World, left: list[str]
) -> None:
    buttons = part(editor(card, world, "stance"), Segmented)
    buttons.setFocus()
    QTest.keyClick(buttons, Qt.Key.Key_Escape)
    editor(card, world, "form").start()
    QTest.keyClick(part(editor(card, world, "form"), Segmented), Qt.Key.Key_Escape)
    card.edit_note()
    QTest.keyClick(card.note.field, Qt.Key.Key_Escape)
    assert left == ["left"] * 3


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
    add(world, "text", "concept")
    text = editor(card, world, "concept")
    text.start()
    field = part(text, GrowingEdit)
    low = field.height()
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "two")
    QApplication.processEvents()
    assert field.height() > low
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert world.values(claim) == {"concept": "one\ntwo"}


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


def test_the_number_follows_what_comes_before(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation
) -> None:
    later = world.mark("The toll must go", "Claim")
    show(pane, later)
    assert "Claim 2" in [item.accessibleName() for item in card.findChildren(QWidget)]
    marks.remove(world.project, [claim.uid])
    assert "Claim 1" in [item.accessibleName() for item in card.findChildren(QWidget)]
    world.project.undo()
    assert "Claim 2" in [item.accessibleName() for item in card.findChildren(QWidget)]


def test_parts_are_listed_gone_to_and_taken_away(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation
) -> None:
    gone_to: list[Span] = []
    pane.span_chosen.connect(gone_to.append)
    start = TEXT.index("Okafor")
    marks.add_part(world.project, claim.uid, Span(start, start + 6))
    chips = [item for item in card.parts.findChildren(QWidget) if item.accessibleName() == "Okafor"]
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert gone_to == [Span(start, start + 6)]
    QTest.keyClick(chips[0], Qt.Key.Key_Delete)
    assert len(marks.get(world.project, claim.uid).spans) == 1
    assert not card.parts.isVisible()
    assert world.project.undo_label == "Remove part"


def test_parts_are_asked_for_and_deleting_can_be_undone(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation, left: list[str]
) -> None:
    asked: list[str] = []
    pane.part_requested.connect(asked.append)
    card.request_part()
    assert asked == [claim.uid]
    card.delete()
    pane.cards.settle()
    assert marks.of_document(world.project, world.document.uid) == ()
    assert pane.cards.document.isVisible()
    assert left == ["left"]
    world.project.undo()
    assert len(marks.of_document(world.project, world.document.uid)) == 1


def test_the_passage_is_copied_with_where_it_was_found(pane: RightPane, claim: Annotation) -> None:
    pane.copy_citation()
    assert QGuiApplication.clipboard().text() == ("“to pay for the new schools” (toll.txt, characters 27–53)")


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


def test_a_change_of_the_tagset_is_seen_on_the_card_at_once(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    add(world, "text", "concept", required=True)
    assert part(editor(card, world, "concept"), ValueLine).text() == "type …"
    world.project.undo()
    assert card.form is not None
    assert len(world.project.tagset.attributes_of(world.tags["Claim"])) == 5
    buttons = part(editor(card, world, "stance"), Segmented)
    QTest.keyClick(buttons, Qt.Key.Key_1)
    assert world.values(claim) == {"stance": "support"}


def test_retagging_brings_the_attributes_of_the_other_tag(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation
) -> None:
    marks.retag(world.project, claim.uid, world.tags["Cue"])
    assert part(editor(card, world, "attitude", "Cue"), Segmented).value() is None
    world.project.undo()
    assert part(editor(card, world, "stance"), Segmented).isVisible()
