"""What is being filled in may change meanwhile, or go: nothing is filled by mistake, and the keyboard is not lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui import offscreen_input
from desktop_app.model.concept import Concept
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Slot
from desktop_app.ops import annotations as marks
from desktop_app.ops import concepts, tagset
from tests.gui.shell.seat import CONTROL, Seat, articles
from tests.gui.shell.test_slot_keys import TEXT, a_claim, click, filled, hinted, mark


@pytest.fixture
def claim(seat: Seat) -> Annotation:
    """A claim, chosen in the window, whose claimant is asked for."""
    found = a_claim(seat)
    seat.press("a")
    return found


def is_armed(seat: Seat, claim: Annotation) -> bool:
    """Whether the card says that what is selected next is the claimant of what it shows."""
    seat.space.right.cards.settle()
    form = seat.space.right.cards.annotation.links.form
    return form is not None and form.field(claimant(seat, claim).uid).is_armed


def claimant(seat: Seat, claim: Annotation) -> Slot:
    return next(item for item in seat.space.project.tagset.slots_of(claim.tag_uid) if item.name == "claimant")


def test_another_claims_card_does_not_ask_for_what_would_go_to_the_first(
    seat: Seat, claim: Annotation
) -> None:
    other = mark(seat, "the state to pay", "Claim")
    assert is_armed(seat, claim)
    click(seat, "the state to pay")
    assert not is_armed(seat, other)
    click(seat, "the toll must go")
    assert is_armed(seat, claim)
    seat.drag("Okafor")
    assert (filled(seat, claim), filled(seat, other)) == ([("claimant", "Okafor")], [])


def test_a_slot_that_is_renamed_meanwhile_is_still_asked_for(seat: Seat, claim: Annotation) -> None:
    tagset.edit_slot(seat.space.project, replace(claimant(seat, claim), guideline="Who says it."))
    offscreen_input.settle()
    assert is_armed(seat, claim)
    seat.drag("Okafor")
    assert filled(seat, claim) == [("claimant", "Okafor")]


def test_a_slot_that_is_gone_is_asked_for_no_longer(seat: Seat, claim: Annotation) -> None:
    tagset.remove_slot(seat.space.project, claimant(seat, claim).uid)
    assert seat.space.wiring.filling.slot is None
    assert "stop filling claimant" not in hinted(seat)
    assert not seat.space.view.armed


def test_a_claim_that_becomes_something_else_has_no_claimant_to_fill(seat: Seat, claim: Annotation) -> None:
    date = seat.space.project.tagset.by_path("Date")
    assert date is not None
    marks.retag(seat.space.project, claim.uid, date.uid)
    assert seat.space.wiring.filling.slot is None


def test_when_the_claim_goes_while_one_types_its_concept_the_keyboard_is_back_in_the_text(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", toll=TEXT))
    concepts.add(seat.space.project, Concept("", "101", "Pay for the bridge"))
    seat.space.focus_text()
    seat.mark("the toll must go", "c")
    field = QApplication.focusWidget()
    assert field is not None
    assert not seat.space.view.hasFocus()
    QTest.keyClicks(field, "p")
    for _time in range(2):  # the first concerns the typing
        seat.press(Qt.Key.Key_Z, CONTROL)
    assert seat.marks() == []
    assert seat.space.view.hasFocus()


def test_when_its_tag_changes_while_one_types_the_keyboard_is_back_in_the_text(
    seat: Seat, claim: Annotation
) -> None:
    seat.press("a")
    assert not seat.space.view.hasFocus()
    tagset.edit_slot(seat.space.project, replace(claimant(seat, claim), key="y"))
    offscreen_input.settle()
    assert seat.space.view.hasFocus()
