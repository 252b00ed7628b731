"""Slots are filled from the text: by their keys, by clicks, by pulling from mark to mark, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.gui import offscreen_input
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Slot
from desktop_app.ops import annotations as marks
from desktop_app.ops import links, tagset
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles

TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n"


@pytest.fixture
def claim(seat: Seat) -> Annotation:
    """A claim, chosen in the window."""
    return a_claim(seat)


def a_claim(seat: Seat) -> Annotation:
    seat.sit_down(articles(seat.home / "news", toll=TEXT))
    found = mark(seat, "the toll must go", "Claim")
    seat.space.controller.go_to(found.uid)
    offscreen_input.settle()
    return found


def mark(seat: Seat, words: str, tag: str) -> Annotation:
    document, project = seat.space.document, seat.space.project
    found = project.tagset.by_path(tag)
    assert document is not None
    assert found is not None
    start = TEXT.index(words)
    return marks.highlight(project, document.uid, [Span(start, start + len(words))], found.uid)


def filled(seat: Seat, claim: Annotation) -> list[tuple[str, str]]:
    """What fills the claim's slots: their names with the words."""
    project = seat.space.project
    return [
        (
            links.slot_of(project.tagset, item.slot_uid).name,
            marks.get(project, item.target_uid).quotes[0] if item.target_uid else "",
        )
        for item in links.of_annotation(project, claim.uid)
    ]


def hinted(seat: Seat) -> dict[str, tuple[str, ...]]:
    return {words: keys for keys, words in seat.window.central.status.hints()}


def chosen(seat: Seat) -> str:
    found = seat.space.controller.annotation
    return found.uid if found is not None else ""


def click(seat: Seat, words: str) -> None:
    view = seat.space.view
    spot = offscreen_input.point_of(view, TEXT.index(words) + 1)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, offscreen_input.NONE, spot)
    offscreen_input.settle()


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_a_slots_key_marks_what_is_selected_and_links_it_in_one_step(seat: Seat, claim: Annotation) -> None:
    steps = seat.space.project.undo_depth
    seat.drag("Okafor")
    seat.press("a")
    assert filled(seat, claim) == [("claimant", "Okafor")]
    assert seat.space.project.undo_depth == steps + 1
    assert chosen(seat) == claim.uid
    assert seat.space.view.selection is None
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert filled(seat, claim) == []
    assert len(seat.marks()) == 1


def test_the_key_arms_the_slot_and_what_is_marked_next_fills_it(seat: Seat, claim: Annotation) -> None:
    seat.press("a")
    assert "stop filling claimant" in hinted(seat)
    slot = seat.space.wiring.filling.slot
    form = seat.space.right.cards.annotation.links.form
    assert slot is not None
    assert form is not None
    assert form.field(slot.uid).is_armed
    seat.drag("The mayors")
    assert filled(seat, claim) == [("claimant", "The mayors")]
    assert chosen(seat) == claim.uid
    assert seat.space.wiring.filling.slot is None


def test_a_mark_that_is_selected_again_is_linked_not_marked_anew(seat: Seat, claim: Annotation) -> None:
    mark(seat, "Okafor", "Actor")
    seat.drag("Okafor")
    seat.press("a")
    assert filled(seat, claim) == [("claimant", "Okafor")]
    assert len(seat.marks()) == 2


def test_the_key_links_the_mark_to_which_the_caret_was_moved(seat: Seat, claim: Annotation) -> None:
    mark(seat, "Okafor", "Actor")
    seat.space.view.set_caret(TEXT.index("Okafor") + 2)
    seat.press("a")
    assert filled(seat, claim) == [("claimant", "Okafor")]


def test_a_mark_inside_the_claim_is_not_linked_unless_the_caret_goes_there(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", toll=TEXT))
    mark(seat, "The mayors", "Actor")
    claim = mark(seat, "The mayors asked the state to pay", "Claim")
    seat.space.controller.go_to(claim.uid)
    seat.press("a")
    assert filled(seat, claim) == []
    assert seat.space.wiring.filling.slot is not None


def test_a_click_on_a_mark_fills_the_armed_slot(seat: Seat, claim: Annotation) -> None:
    mark(seat, "Tuesday", "Date")
    seat.press("d")
    click(seat, "Tuesday")
    assert filled(seat, claim) == [("made on", "Tuesday")]
    assert chosen(seat) == claim.uid


def test_the_armed_slot_is_filled_by_going_to_a_mark_and_return(seat: Seat, claim: Annotation) -> None:
    mark(seat, "Okafor", "Actor")
    seat.press("a")
    seat.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert "take it as claimant" in hinted(seat)
    seat.press(Qt.Key.Key_Return)
    assert filled(seat, claim) == [("claimant", "Okafor")]
    assert chosen(seat) == claim.uid


def test_the_key_twice_opens_the_slots_field_on_the_card(seat: Seat, claim: Annotation) -> None:
    mark(seat, "Okafor", "Actor")
    seat.press("a")
    seat.press("a")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "oka")
    seat.press(Qt.Key.Key_Return)
    assert filled(seat, claim) == [("claimant", "Okafor")]


def test_escape_first_stops_the_slot_and_then_leaves_the_claim(seat: Seat, claim: Annotation) -> None:
    seat.press("a")
    seat.press(Qt.Key.Key_Escape)
    assert seat.space.wiring.filling.slot is None
    assert chosen(seat) == claim.uid
    seat.press(Qt.Key.Key_Escape)
    assert chosen(seat) == ""
    seat.drag("Okafor")
    seat.press("a")
    assert filled(seat, claim) == []
    assert len(seat.marks()) == 2


def test_the_footer_shows_the_slots_keys_while_the_claim_is_filled(seat: Seat, claim: Annotation) -> None:
    assert hinted(seat)["claimant"] == ("a",)
    assert hinted(seat)["fill in"] == ("Return",)
    assert hinted(seat)["stance"] == ("1…4",)
    seat.press("2")
    assert "stance" not in hinted(seat)
    seat.press(Qt.Key.Key_Escape)
    assert "claimant" not in hinted(seat)
    assert "tag" in hinted(seat)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_slot_for_several_tags_asks_which(seat: Seat, claim: Annotation) -> None:
    project = seat.space.project
    allowed = tuple(tag.uid for tag in project.tagset.tags if tag.name in ("Actor", "Date"))
    tagset.add_slot(project, Slot("", claim.tag_uid, "about", "u", allowed, most=0))
    seat.drag("Tuesday")
    seat.press("u")
    assert [item.text() for item in menu().actions()] == ["&1  Actor", "&2  Date"]
    QTest.keyClick(menu(), Qt.Key.Key_2)
    offscreen_input.settle()
    assert filled(seat, claim) == [("about", "Tuesday")]
    assert {item.quotes[0]: project.tagset.path(item.tag_uid) for item in seat.marks()}["Tuesday"] == "Date"


def pull(seat: Seat, start: str, end: str) -> list[str]:
    """Pull the mouse with Ctrl from words to others. Returns what it asks then."""
    view = seat.space.view
    first, last = (offscreen_input.point_of(view, TEXT.index(words) + 1) for words in (start, end))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, first)
    QTest.mouseMove(view.viewport(), (first + last) / 2)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, last)
    offscreen_input.settle()
    return [item.text().split("  ")[1] for item in menu().actions()]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_pulling_with_ctrl_from_mark_to_mark_asks_for_the_slot(seat: Seat, claim: Annotation) -> None:
    mark(seat, "Okafor", "Actor")
    names = pull(seat, "the toll", "Okafor")
    slots = ("Claimant", "Relayed by", "Addressee", "Object", "Related")
    assert names == [f"{slot}: Okafor" for slot in slots]
    QTest.keyClick(menu(), Qt.Key.Key_3)
    offscreen_input.settle()
    assert filled(seat, claim) == [("addressee", "Okafor")]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_pulling_the_other_way_asks_what_of_the_claim_it_is(seat: Seat, claim: Annotation) -> None:
    mark(seat, "Okafor", "Actor")
    names = pull(seat, "Okafor", "the toll")
    slots = ("claimant", "relayed by", "addressee", "object")
    assert names == ["Related: the toll must go", *(f"“{slot}” of “the toll must go”" for slot in slots)]
    QTest.keyClick(menu(), Qt.Key.Key_2)
    offscreen_input.settle()
    assert filled(seat, claim) == [("claimant", "Okafor")]


def test_two_keys_say_that_the_text_does_not_tell_whose_claim_it_is(seat: Seat, claim: Annotation) -> None:
    steps = seat.space.project.undo_depth
    seat.press("a")
    assert hinted(seat)["the text does not say"] == ("0",)
    seat.press("0")
    (link,) = links.of_annotation(seat.space.project, claim.uid)
    assert link.target_kind is TargetKind.UNKNOWN
    assert (seat.space.project.undo_depth, seat.space.wiring.filling.slot) == (steps + 1, None)
    assert chosen(seat) == claim.uid
    form = seat.space.right.cards.annotation.links.form
    assert form is not None
    (chip,) = form.field(link.slot_uid).chips()
    assert chip.chip.accessibleName() == "claimant: unknown"
    chip.chip.pressed.emit()
    assert (chosen(seat), form.missing()) == (claim.uid, [])
    seat.drag("Okafor")
    seat.press("a")
    assert filled(seat, claim) == [("claimant", "Okafor")]


def test_unknown_is_picked_by_typing_it_on_the_card_too(seat: Seat, claim: Annotation) -> None:
    seat.press("a")
    seat.press("a")
    seat.press("?")
    seat.press(Qt.Key.Key_Return)
    assert [item.target_kind for item in links.of_annotation(seat.space.project, claim.uid)] == [
        TargetKind.UNKNOWN
    ]


def test_the_key_for_unknown_does_nothing_while_no_slot_waits_or_words_are_selected(
    seat: Seat, claim: Annotation
) -> None:
    seat.press("0")
    seat.press("a")
    seat.space.view.set_caret(TEXT.index("Okafor"))
    seat.press(Qt.Key.Key_Right, SHIFT)
    seat.press("0")
    assert links.of_annotation(seat.space.project, claim.uid) == ()


def test_away_from_claims_the_keys_are_those_of_tags(seat: Seat, claim: Annotation) -> None:
    seat.press(Qt.Key.Key_Escape)
    seat.press("a")
    assert seat.space.controller.armed is not None
    assert seat.space.wiring.filling.slot is None


def test_another_document_ends_the_waiting_for_a_filler(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT, b=TEXT + "More."))
    mark(seat, "the toll must go", "Claim")
    seat.space.controller.go_to(seat.marks()[0].uid)
    seat.press("a")
    assert seat.space.wiring.filling.slot is not None
    seat.space.neighbour(1)
    assert seat.space.wiring.filling.slot is None
    seat.drag("Okafor")
    seat.press("a")
    assert [item.quotes for item in seat.marks()] == [("Okafor",)]


def test_a_claim_that_is_undone_waits_for_nothing(seat: Seat, claim: Annotation) -> None:
    seat.press("a")
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert seat.marks() == []
    assert seat.space.wiring.filling.slot is None
