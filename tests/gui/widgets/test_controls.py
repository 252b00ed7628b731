"""Choices, buttons, messages and progress."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.errors import AppError
from desktop_app.gui.theme.style import Choice, apply, theme
from desktop_app.gui.widgets import (
    IconButton,
    InlineMessage,
    Kind,
    ProgressStrip,
    Segmented,
    inset,
    primary_button,
)

STANCES = ["support", "oppose", "mixed", "unclear"]


@pytest.fixture
def stance(qtbot: QtBot) -> Segmented:
    """A choice of four, on a line of its own."""
    segmented = Segmented(STANCES, name="Stance")
    qtbot.addWidget(segmented)
    segmented.resize(400, 28)
    segmented.show()
    return segmented


@pytest.fixture
def heard(stance: Segmented) -> list[object]:
    """What the choice announced."""
    values: list[object] = []
    stance.chosen.connect(values.append)
    return values


def test_nothing_is_chosen_to_begin_with(stance: Segmented, heard: list[object]) -> None:
    assert stance.value() is None
    assert stance.accessibleName() == "Stance: nothing chosen"
    assert heard == []


def test_digits_choose_and_delete_takes_the_choice_back(stance: Segmented, heard: list[object]) -> None:
    for key in (Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_9, Qt.Key.Key_Delete):
        QTest.keyClick(stance, key)
    assert heard == ["oppose", "unclear", None]


def test_arrows_walk_from_either_end_and_stop_there(stance: Segmented, heard: list[object]) -> None:
    QTest.keyClick(stance, Qt.Key.Key_Left)
    QTest.keyClick(stance, Qt.Key.Key_Right)
    QTest.keyClick(stance, Qt.Key.Key_Left)
    assert heard == ["unclear", "mixed"]
    stance.set_value(None)
    QTest.keyClick(stance, Qt.Key.Key_Right)
    assert heard[-1] == "support"


def test_a_digit_with_a_modifier_is_left_to_the_window(stance: Segmented, heard: list[object]) -> None:
    QTest.keyClick(stance, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert heard == []


def test_a_click_chooses_and_a_second_one_takes_it_back(stance: Segmented, heard: list[object]) -> None:
    for _time in range(2):
        QTest.mouseClick(stance, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseClick(stance, Qt.MouseButton.LeftButton, pos=QPoint(398, 10))
    assert heard == ["support", None]


def test_a_value_that_is_set_is_shown_and_not_announced(stance: Segmented, heard: list[object]) -> None:
    stance.set_value("mixed")
    assert stance.value() == "mixed"
    assert stance.accessibleName() == "Stance: mixed"
    stance.set_value("no longer an option")
    assert stance.value() is None
    assert heard == []


def test_what_does_not_fit_goes_on_in_the_next_line_and_can_be_clicked(
    stance: Segmented, heard: list[object]
) -> None:
    stance.resize(170, stance.heightForWidth(170))
    assert stance.height() > 2 * 28
    QTest.mouseClick(stance, Qt.MouseButton.LeftButton, pos=QPoint(10, 40))
    assert heard == ["mixed"]
    assert stance.grab().height() == stance.height()


def test_the_first_option_is_at_the_right_when_reading_runs_from_right_to_left(
    stance: Segmented, heard: list[object]
) -> None:
    stance.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.mouseClick(stance, Qt.MouseButton.LeftButton, pos=QPoint(395, 10))
    QTest.keyClick(stance, Qt.Key.Key_Left)
    assert heard == ["support", "oppose"]


def test_the_focus_can_be_seen(stance: Segmented) -> None:
    stance.activateWindow()
    stance.clearFocus()
    before = stance.grab().toImage()
    stance.setFocus()
    assert stance.hasFocus()
    assert stance.grab().toImage() != before


def test_a_choice_without_options_is_harmless(qtbot: QtBot) -> None:
    empty = Segmented([])
    qtbot.addWidget(empty)
    QTest.keyClick(empty, Qt.Key.Key_1)
    QTest.keyClick(empty, Qt.Key.Key_Right)
    empty.grab()
    assert empty.value() is None
    assert empty.heightForWidth(100) == 28


def test_an_icon_button_says_what_it_does_and_takes_the_colours_of_the_theme(
    qtbot: QtBot, qapp: QApplication
) -> None:
    pressed: list[bool] = []
    button = IconButton("trash-2", "Remove", lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    light = button.icon().pixmap(16, 16).toImage()
    apply(qapp, Choice.DARK)
    assert button.icon().pixmap(16, 16).toImage() != light
    apply(qapp, Choice.LIGHT)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.accessibleName(), button.toolTip(), pressed) == ("Remove", "Remove", [True])


def test_icons_grow_with_the_text_of_the_interface_and_never_shrink(qtbot: QtBot, qapp: QApplication) -> None:
    button = IconButton("trash-2", "Remove")
    qtbot.addWidget(button)
    button.show()
    seen = []
    for size in (9, 13, 26):
        apply(qapp, Choice.LIGHT, size=size)
        seen.append((button.iconSize().width(), button.icon().actualSize(button.iconSize()).width()))
    apply(qapp, Choice.LIGHT)
    assert seen == [(16, 16), (16, 16), (24, 24)]


def test_the_figures_of_a_spin_box_begin_where_other_text_begins(qtbot: QtBot) -> None:
    spin = QSpinBox()
    qtbot.addWidget(spin)
    inset(spin)
    assert spin.lineEdit().textMargins().left() == 8


def test_a_main_button_is_known_to_the_sheet(qtbot: QtBot) -> None:
    button = primary_button("Export")
    qtbot.addWidget(button)
    assert button.property("look") == "primary"
    assert not button.autoDefault()


@pytest.fixture
def message(qtbot: QtBot) -> Iterator[InlineMessage]:
    """A message strip in a window, that has nothing to say yet."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield InlineMessage(window)
    window.close()


def test_a_message_is_hidden_until_it_has_something_to_say(message: InlineMessage) -> None:
    assert message.isHidden()
    assert message.text() == ""


def test_an_error_says_what_where_and_what_next_in_plain_text(message: InlineMessage) -> None:
    message.say_error(
        AppError("The disk is full.", where="/media/<b>news</b>.rubric", hint="Free some room.")
    )
    assert message.text() == "The disk is full. /media/<b>news</b>.rubric: Free some room."
    labels = message.findChildren(QLabel)
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in labels if label.text() or label.wordWrap()
    )
    assert message.isVisible()


def test_the_action_of_a_message_runs_once_and_closes_it(message: InlineMessage) -> None:
    done: list[str] = []
    message.closed.connect(lambda: done.append("closed"))
    message.say("Deleted.", kind=Kind.DONE, action="Undo", act=lambda: done.append("undone"))
    button = next(button for button in message.findChildren(QPushButton) if button.text() == "Undo")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["closed", "undone"]
    assert message.isHidden()


def test_good_news_goes_by_itself_and_errors_stay(qtbot: QtBot) -> None:
    message = InlineMessage(stay_ms=1)
    qtbot.addWidget(message)
    message.say("It failed.", kind=Kind.ERROR)
    other = InlineMessage(stay_ms=1)
    qtbot.addWidget(other)
    with qtbot.waitSignal(other.closed):
        other.say("Saved.", kind=Kind.DONE)
    assert other.isHidden()
    assert message.text() == "It failed."


def test_a_message_is_replaced_by_the_next_one(message: InlineMessage) -> None:
    message.say("one", more="more", action="Undo", act=lambda: None)
    message.say("two", kind=Kind.WARNING)
    assert message.text() == "two"
    assert [button.isVisible() for button in message.findChildren(QPushButton)] == [False]


def test_escape_closes_a_message_that_has_the_focus(message: InlineMessage) -> None:
    message.say("one", kind=Kind.ERROR)
    QTest.keyClick(message, Qt.Key.Key_Escape)
    assert message.isHidden()


def test_progress_counts_and_can_be_stopped_once(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    assert strip.isHidden()
    stopped: list[bool] = []
    strip.cancelled.connect(lambda: stopped.append(True))
    strip.start("Reading 40 documents")
    strip.set_progress(12, 40, "news.txt")
    assert {"news.txt", "12 of 40"} <= {label.text() for label in strip.findChildren(QLabel)}
    button = strip.findChildren(QPushButton)[0]
    for _time in range(2):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stopped == [True]
    strip.finish()
    assert strip.isHidden()


def test_the_sign_of_a_message_is_sharp_on_the_screen_it_is_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = InlineMessage()
    qtbot.addWidget(message)
    given: list[QPixmap] = []
    monkeypatch.setattr(message._icon, "setPixmap", given.append)
    message.say("Norway said no.", kind=Kind.WARNING)
    monkeypatch.setattr(message, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(message, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert [picture.devicePixelRatio() for picture in given] == [1.0, 2.0]
    assert given[1].width() == 2 * theme().sign_px()
