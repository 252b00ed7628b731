"""The card of an annotation: every value is typed or chosen with real keys and clicks, and kept at once."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.gui.tagging.card import AnnotationCard
from desktop_app.gui.tagging.card_parts import ActionRow, ForeignRow
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.value_line import ValueLine
from desktop_app.gui.tagging.words import capitalised
from desktop_app.gui.widgets import Segmented
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from tests.builders import BEN, an_annotation
from tests.gui.tagging._cards import add, editor, part, show
from tests.gui.tagging.conftest import TEXT, World


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
    topic = add(world, "text", "topic", required=True)
    pane.enter_card()
    buttons = part(editor(card, world, "stance"), Segmented)
    assert buttons.hasFocus()
    QTest.keyClick(buttons, Qt.Key.Key_1)
    QTest.keyClick(buttons, Qt.Key.Key_Return)
    field = part(editor(card, world, "topic"), GrowingEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, "school funding")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert left == ["left"]
    assert marks.get(world.project, claim.uid).values[topic] == "school funding"


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
    part(card, ActionRow).part.emit()
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


def test_a_change_of_the_tagset_is_seen_on_the_card_at_once(
    card: AnnotationCard, world: World, claim: Annotation
) -> None:
    add(world, "text", "topic", required=True)
    assert part(editor(card, world, "topic"), ValueLine).text() == "type …"
    world.project.undo()
    assert card.form is not None
    assert len(world.project.tagset.attributes_of(world.tags["Claim"])) == 6
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


@pytest.mark.parametrize(
    ("name", "label"),
    [("stance", "Stance"), ("élan", "Élan"), ("EU law", "EU law"), ("ßa", "ßa"), ("", "")],
)
def test_a_name_begins_a_line_with_a_capital_and_stays_as_it_is_otherwise(name: str, label: str) -> None:
    assert capitalised(name) == label


def test_attributes_are_labelled_with_a_capital_and_keep_their_names(world: World, pane: RightPane) -> None:
    show(pane, world.mark("The toll must go", "Claim"))
    labels = [row.label() for row in pane.cards.annotation.findChildren(FormRow)]
    assert {"Stance", "Form", "Note"} <= set(labels)
    assert world.project.tagset.attribute(world.attribute("Claim", "stance")).name == "stance"


def test_a_mark_of_somebody_else_is_read_only_and_shows_no_empty_fields(
    pane: RightPane, card: AnnotationCard, world: World, claim: Annotation
) -> None:
    start = TEXT.index("schools")
    theirs = an_annotation(
        world.document, TEXT, [(start, start + 7)], tag_uid=claim.tag_uid, annotator_uid=BEN.uid
    )
    noted = msgspec.structs.replace(theirs, uid="0" * 31 + "1", note="a guess")
    with world.project.step("Import") as step:
        step.put(BEN, theirs, noted)
    assert card.form is not None
    for mark in (theirs, noted):
        show(pane, mark)
        assert not card.form.isVisible()
        assert card.note.isVisible() is bool(mark.note)
        assert not card.note.isEnabled()
        assert not card.press_digit(1)
        assert part(card, ForeignRow).isVisible()
    show(pane, claim)
    assert card.form.isVisible()
    assert card.form.isEnabled()
    assert not part(card, ForeignRow).isVisible()
