"""The outer panes fold away where there is no room for them, and come back with the room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui import offscreen_input
from desktop_app.gui.shell.panes import CENTRE_LEAST, LEFT, RIGHT, Panes
from tests.gui.shell.seat import Seat, articles


@pytest.fixture
def around(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.close()


@pytest.fixture
def panes(around: QWidget) -> Panes:
    made = Panes(QWidget(), QWidget(), QWidget(), around)
    made.resize(1200, 600)
    around.show()
    made.restore("")
    return made


def open_ones(panes: Panes) -> set[int]:
    return {place for place in (LEFT, RIGHT) if panes.is_open(place)}


@pytest.mark.parametrize(
    ("width", "still_open"), [(1200, {LEFT, RIGHT}), (780, {LEFT, RIGHT}), (600, {RIGHT}), (500, set())]
)
def test_a_narrow_window_has_the_panes_that_leave_room_to_read(
    panes: Panes, width: int, still_open: set[int]
) -> None:
    panes.resize(width, 350)
    assert open_ones(panes) == still_open
    assert panes.sizes()[1] >= CENTRE_LEAST
    assert sum(panes.sizes()) <= width
    panes.resize(1200, 600)
    assert panes.sizes() == [248, 608, 344]


def test_both_outer_panes_give_room_to_the_text_before_the_tags_get_too_narrow(panes: Panes) -> None:
    shared = {}
    for width in (1112, 1036, 1000, 900):
        panes.resize(width, 600)
        shared[width] = panes.sizes()
    assert shared == {
        1112: [248, 520, 344],
        1036: [248, 520, 268],
        1000: [216, 520, 264],
        900: [216, 440, 244],
    }


def test_what_folded_by_itself_is_remembered_as_wanted(panes: Panes) -> None:
    panes.resize(500, 350)
    assert [part != "0" for part in panes.widths().split(",")] == [True, True, True]
    panes.restore(panes.widths())
    panes.resize(1200, 600)
    assert open_ones(panes) == {LEFT, RIGHT}


def test_a_pane_that_is_asked_for_is_shown_in_the_narrowest_window(panes: Panes) -> None:
    panes.resize(500, 350)
    panes.toggle(RIGHT)
    assert open_ones(panes) == {RIGHT}
    assert sum(panes.sizes()) <= 500
    panes.toggle(LEFT)
    assert open_ones(panes) == {LEFT}
    panes.toggle(LEFT)
    assert open_ones(panes) == set()


def test_the_keyboard_does_not_stay_in_a_pane_that_folded(seat: Seat, tmp_path: Path) -> None:
    window = seat.sit_down(articles(tmp_path / "texts", one="Ministers said so."))
    seat.space.documents.list.setFocus(Qt.FocusReason.OtherFocusReason)
    window.resize(window.minimumSize())
    offscreen_input.settle()
    assert not seat.space.panes.is_open(LEFT)
    assert seat.space.view.hasFocus()
