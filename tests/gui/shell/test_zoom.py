"""The text as large as the eyes need it, and the reader still at the same place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.base.settings import load
from desktop_app.gui import offscreen_input
from desktop_app.gui.shell.zoom import LEVELS
from tests.gui.shell.seat import CONTROL, Seat, articles

TEXT = "\n".join(
    f"Paragraph {number} says what there is to say, and then a little more." for number in range(300)
)


@pytest.fixture
def sitting(seat: Seat) -> Seat:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    return seat


def percent(seat: Seat) -> int:
    return load(seat.places.settings).zoom


def turn(seat: Seat, angle: int, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    view, window = seat.space.view, seat.window.windowHandle()
    spot = QPointF(view.viewport().mapTo(seat.window, view.viewport().rect().center()))
    QTest.wheelEvent(window, spot, QPoint(0, angle), QPoint(), modifiers)
    offscreen_input.settle()


def test_keys_go_through_the_levels_to_both_ends_and_back_and_say_where_they_are(sitting: Seat) -> None:
    for _press in LEVELS:
        sitting.press(Qt.Key.Key_Plus, CONTROL)
    assert percent(sitting) == 400
    assert "400 %" in sitting.said()
    assert QFontInfo(sitting.space.view.metrics.font).pixelSize() == 68
    for _press in LEVELS:
        sitting.press(Qt.Key.Key_Minus, CONTROL)
    assert percent(sitting) == 50
    assert sitting.space.view.metrics.font.pixelSize() == 8
    sitting.press(Qt.Key.Key_0, CONTROL)
    assert percent(sitting) == 100
    assert sitting.space.view.metrics.font.pixelSize() == 17


def test_the_percentage_is_of_the_usual_size_and_is_kept(sitting: Seat) -> None:
    sitting.window.preferences.change(reading_size_px=20, zoom=150)
    assert sitting.space.view.metrics.font.pixelSize() == 30
    sitting.get_up()
    sitting.sit_down(sitting.home / "news")
    assert sitting.space.view.metrics.font.pixelSize() == 30


@pytest.mark.parametrize(("asked", "shown"), [(1, 8), (50, 8), (73, 12), (400, 68), (90_000, 68), (-5, 8)])
def test_any_percentage_in_the_file_is_brought_into_bounds(asked: int, shown: int, sitting: Seat) -> None:
    sitting.window.preferences.change(zoom=asked)
    assert sitting.space.view.metrics.font.pixelSize() == shown


def test_the_wheel_with_ctrl_is_a_level_a_notch_however_finely_it_turns(sitting: Seat) -> None:
    turn(sitting, 120)
    assert percent(sitting) == 110
    for _part in range(7):
        turn(sitting, -30)
    assert percent(sitting) == 100
    turn(sitting, -30)
    assert percent(sitting) == 90
    place = sitting.space.view.flow.position
    turn(sitting, -120, Qt.KeyboardModifier.NoModifier)
    assert percent(sitting) == 90
    assert sitting.space.view.flow.position > place


def test_the_place_in_the_text_is_kept_at_every_size(sitting: Seat) -> None:
    view = sitting.space.view
    start = TEXT.index("Paragraph 150 ")
    view.show_from(start)
    for size in (50, 100, 200, 400, 100):
        sitting.window.preferences.change(zoom=size)
        assert view.top_offset == start


def test_column_lanes_and_line_grow_with_the_text(sitting: Seat) -> None:
    view = sitting.space.view
    usual = view.metrics
    sitting.window.preferences.change(zoom=400)
    grown = view.metrics
    assert grown.pitch == 4 * usual.pitch
    assert grown.lane_height >= 3 * usual.lane_height
    assert grown.lane_step >= 3 * usual.lane_step
    assert view.flow.width <= view.viewport().width()


def test_the_interface_has_a_size_of_its_own_and_stays_usable_at_twice_the_usual(sitting: Seat) -> None:
    before = sitting.space.view.metrics.pitch
    sitting.window.preferences.change(interface_size_px=26)
    offscreen_input.settle()
    assert QApplication.font().pixelSize() == 26
    assert sitting.space.view.metrics.pitch == before
    bars = (sitting.window.central.top, sitting.window.central.status)
    assert all(bar.height() >= bar.fontMetrics().height() + 8 for bar in bars)
    header = sitting.space.documents.header
    first, second = (label.geometry() for label in header.findChildren(QLabel))
    assert not first.intersects(second)
    assert sitting.space.view.height() > sitting.window.height() // 2
    mark = sitting.mark("Paragraph 1 ")
    assert mark.start == TEXT.index("Paragraph 1 ")
    sitting.window.preferences.change(interface_size_px=13)
    assert QApplication.font().pixelSize() == 13


def test_the_caret_grows_with_the_text(sitting: Seat) -> None:
    view = sitting.space.view
    widths = []
    for percent in (50, 100, 400):
        sitting.window.preferences.change(zoom=percent)
        view.set_caret(0)
        with_caret = view.grab().toImage()
        sitting.space.documents.focus_list()
        without = view.grab().toImage()
        view.setFocus()
        y = view.viewport().y() + view.flow.visible()[0].top + view.metrics.baseline // 2
        row = range(with_caret.width())
        widths.append(sum(with_caret.pixel(x, y) != without.pixel(x, y) for x in row))
    assert widths[0] == widths[1] == 2
    assert widths[2] == 8


def test_the_heading_stays_in_line_with_the_text_at_every_size(sitting: Seat) -> None:
    page = sitting.space.page
    for _time in range(3):
        sitting.press(Qt.Key.Key_Minus, CONTROL)
        sitting.wait(lambda: page.heading.mapTo(page, QPoint()).x() == page.view.column_x)
    sitting.press(Qt.Key.Key_0, CONTROL)
    sitting.wait(lambda: page.heading.mapTo(page, QPoint()).x() == page.view.column_x)
