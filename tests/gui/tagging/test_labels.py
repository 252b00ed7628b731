"""The names of the rows on a card: as wide as their longest word, which is never broken; what is missing is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.row_layout import LABEL_PX
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.ops import annotations as marks
from desktop_app.ops import links
from tests.gui.tagging._cards import add, show
from tests.gui.tagging.conftest import World

LONG = "Verknüpfungsentscheidungsfindungskommission"


def names(pane: RightPane) -> dict[str, WrappedText]:
    rows = [row for row in pane.cards.annotation.findChildren(FormRow) if row.isVisible()]
    labels = [row.row.findChildren(WrappedText)[0] for row in rows]
    return {label.text(): label for label in labels}


def heard(pane: RightPane, name: str) -> set[str]:
    """What a screen reader says besides the names of what the keyboard can come to in a row."""
    row = next(row for row in pane.cards.annotation.findChildren(FormRow) if row.label() == name)
    parts = [item for item in row.findChildren(QWidget) if item.focusPolicy() & Qt.FocusPolicy.TabFocus]
    faces = [QAccessible.queryAccessibleInterface(item) for item in parts if item.isVisible()]
    return {central.text(QAccessible.Text.Description) for central in faces}


def test_what_is_missing_is_said_to_screen_readers_too(world: World, pane: RightPane) -> None:
    claim, okafor = world.mark("to pay for the new schools", "Claim"), world.mark("Okafor", "Actor")
    show(pane, claim)
    assert heard(pane, "Stance") == {"missing"}
    assert heard(pane, "Claimant") == {"missing"}
    assert "missing" not in heard(pane, "Form")
    marks.set_value(world.project, claim.uid, world.attribute("Claim", "stance"), "oppose")
    claimant = next(slot for slot in world.project.tagset.slots if slot.name == "claimant")
    links.fill(world.project, claim.uid, claimant.uid, okafor.uid)
    pane.cards.settle()
    assert "missing" not in heard(pane, "Stance") | heard(pane, "Claimant")
    world.project.undo()
    pane.cards.settle()
    assert "missing" in heard(pane, "Claimant")


def test_the_names_of_a_card_get_the_width_of_their_longest_word(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    add(world, "text", "Entscheidungen")
    show(pane, world.mark("to pay for the new schools", "Claim"))
    found = names(pane)
    longest = found["Entscheidungen"].longest_word()
    assert longest > LABEL_PX
    beside = [label for label in found.values() if label.width() < 2 * longest]
    assert {label.width() for label in beside} == {longest}
    assert found["Entscheidungen"] in beside
    assert found["Entscheidungen"].toolTip() == ""
    show(pane, world.mark("The mayors", "Actor"))
    qtbot.waitUntil(lambda: names(pane)["Note"].width() < longest)


def test_a_word_beyond_its_share_is_cut_short_and_told_in_the_tool_tip(world: World, pane: RightPane) -> None:
    add(world, "text", LONG)
    show(pane, world.mark("to pay for the new schools", "Claim"))
    label = names(pane)[LONG]
    row = label.parentWidget()
    assert row is not None
    assert label.width() == int(row.width() * 0.45)
    label.grab()
    assert label.toolTip() == LONG
    assert label.text() == LONG


def test_only_the_words_that_do_not_fit_are_cut_short(qtbot: QtBot) -> None:
    text = WrappedText(lines=3)
    qtbot.addWidget(text)
    text.set_text(f"kurz {LONG} 𝄞𝄞 Ende")
    text.keep_words_whole()
    width = text.fontMetrics().horizontalAdvance("Verknüpfung…")
    assert text.longest_word() > width
    assert text.heightForWidth(width) == 3 * text.heightForWidth(2 * text.longest_word())
    assert text.toolTip() == ""
    text.resize(width, 90)
    text.grab()
    assert LONG in text.toolTip()


@pytest.mark.parametrize(("width", "below"), [(264, True), (344, False)])
def test_what_fills_a_slot_goes_below_its_name_where_it_would_be_cut_in_a_narrow_pane(
    world: World, pane: RightPane, qtbot: QtBot, width: int, below: bool
) -> None:
    claim, state = world.mark("to pay for the new schools", "Claim"), world.mark("asked the state", "Actor")
    claimant = next(slot for slot in world.project.tagset.slots if slot.name == "claimant")
    links.fill(world.project, claim.uid, claimant.uid, state.uid)
    add(world, "text", "Entscheidungen")
    pane.resize(width, 840)
    show(pane, claim)
    label, form = names(pane)["Claimant"], pane.cards.annotation.links.form
    assert form is not None
    (link,) = form.field(claimant.uid).chips()
    qtbot.waitUntil(lambda: link.chip.width() == link.chip.sizeHint().width())
    top = link.chip.mapTo(pane, link.chip.rect().topLeft()).y()
    assert (top > label.mapTo(pane, label.rect().bottomLeft()).y()) is below
