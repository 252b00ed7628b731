"""A digit is written only where pressing it would do something."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.state_row import StateRow
from desktop_app.gui.widgets import Segmented
from desktop_app.model.records import State
from tests.gui.tagging._cards import editor, part, show
from tests.gui.tagging.conftest import World


def shades(states: StateRow) -> set[int]:
    """The colours where the digit of the last state is written."""
    picture = states.grab().toImage()
    return {picture.pixelColor(x, y).rgb() for x in range(3 * 38 + 24, 3 * 38 + 34) for y in range(4, 24)}


def test_digits_are_written_on_what_a_digit_in_the_text_chooses_from(world: World, pane: RightPane) -> None:
    show(pane, world.mark("The toll must go", "Claim"))
    buttons = {
        name: part(editor(pane.cards.annotation, world, name), Segmented) for name in ("stance", "sure")
    }
    assert {name: found.shows_digits() for name, found in buttons.items()} == {"stance": True, "sure": False}


def test_digits_are_written_where_the_keyboard_is_and_nothing_moves(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    show(pane, world.mark("The toll must go", "Claim"))
    sure = part(editor(pane.cards.annotation, world, "sure"), Segmented)
    before = sure.sizeHint()
    sure.setFocus()
    qtbot.waitUntil(sure.shows_digits)
    assert sure.sizeHint() == before


def test_no_digit_is_written_on_the_card_of_the_document_until_the_keyboard_is_there(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    card = pane.cards.document
    pane.palette_.list.setFocus()
    QApplication.processEvents()
    assert card.form is not None
    relevance = part(card.form.editor(world.attribute("", "relevance")), Segmented)
    assert not relevance.shows_digits()
    assert len(shades(card.states)) == 1
    card.states.setFocus()
    qtbot.waitUntil(card.states.hasFocus)
    assert len(shades(card.states)) > 1
    assert not relevance.shows_digits()


@pytest.mark.parametrize(("width", "lines"), [(320, 1), (216, 2)])
def test_the_state_is_written_out_at_any_width(qtbot: QtBot, width: int, lines: int) -> None:
    states = StateRow()
    qtbot.addWidget(states)
    states.show_state(State.NEEDS_ANOTHER_LOOK)
    states.resize(width, states.heightForWidth(width))
    states.show()
    one_line = states.heightForWidth(1000)
    assert (states.height() > one_line) is (lines == 2)
    room = states.room_for_words()
    assert states.fontMetrics().horizontalAdvance(State.NEEDS_ANOTHER_LOOK.words()) <= room.width()
    assert states.rect().contains(room)


def test_what_a_digit_codes_is_told_once_the_card_is_there(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    mark = world.mark("The toll must go", "Claim")
    with qtbot.waitSignal(pane.cards.settled):
        pane.show_annotation(mark.uid)
        assert pane.cards.digits() == ("", 0)
    assert pane.cards.digits() == ("stance", 4)
