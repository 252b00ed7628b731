"""Finding one of many by typing a part of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.gui import offscreen_input
from desktop_app.gui.tagging.type_ahead import Choice, TypeAhead

NAMES = ("Okafor", "the mayors", "Oslo")


@pytest.fixture
def field(qtbot: QtBot) -> TypeAhead:
    """A field over three names."""
    found = TypeAhead("claimant", "type …", _fitting)
    qtbot.addWidget(found)
    with qtbot.waitExposed(found):
        found.show()
    found.activateWindow()
    found.setFocus()
    offscreen_input.settle()
    return found


def _fitting(typed: str) -> list[Choice]:
    return [Choice(name, colour="", value=name) for name in NAMES if typed.casefold() in name.casefold()]


def _pressed(field: TypeAhead, *keys: Qt.Key) -> list[object]:
    found: list[object] = []
    field.picked.connect(found.append)
    for key in keys:
        offscreen_input.press(field, key)
    field.picked.disconnect(found.append)
    return found


def test_return_takes_the_first_of_those_that_fit(field: TypeAhead) -> None:
    assert _pressed(field, Qt.Key.Key_O, Qt.Key.Key_S, Qt.Key.Key_Return) == ["Oslo"]


def test_the_arrows_go_down_and_up_the_list(field: TypeAhead) -> None:
    field.search()
    assert [item.words for item in field.choices()] == list(NAMES)
    assert _pressed(field, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return) == [NAMES[1]]


def test_escape_first_takes_away_what_is_typed_and_then_leaves(field: TypeAhead, qtbot: QtBot) -> None:
    offscreen_input.press(field, Qt.Key.Key_O)
    offscreen_input.press(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        offscreen_input.press(field, Qt.Key.Key_Escape)


def test_return_goes_on_where_nothing_fits(field: TypeAhead, qtbot: QtBot) -> None:
    offscreen_input.press(field, Qt.Key.Key_Z)
    assert field.choices() == []
    with qtbot.waitSignal(field.entered):
        offscreen_input.press(field, Qt.Key.Key_Return)


def test_where_there_is_no_room_for_both_the_words_are_written_and_what_is_behind_them_left_out(
    qtbot: QtBot,
) -> None:
    def picture(width: int, *, detail: str = "", why_not: str = "") -> QImage:
        choice = Choice("Sunday, 1 November", detail, why_not=why_not)
        found = TypeAhead("date", "type …", lambda _typed: [choice])
        qtbot.addWidget(found)
        found.resize(width, 80)
        with qtbot.waitExposed(found):
            found.show()
        found.search()
        offscreen_input.settle()
        return found.list.grab().toImage()

    assert picture(150, detail="2015-11-01") == picture(150)
    assert picture(400, detail="2015-11-01") != picture(400)
    assert picture(150, why_not="retired") != picture(150, why_not="a draft")
