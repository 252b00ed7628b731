"""What is pressed as a whole is a button to whoever cannot see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.slot_field import SlotButton
from desktop_app.gui.tagging.value_line import ValueLine
from desktop_app.gui.widgets.pressable import Pressable
from desktop_app.model.tagset import Slot
from tests.gui.shell.seat import hands_app


class Plate(Pressable):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing is to be seen of it."""


def pressed(button: Pressable) -> list[object]:
    heard: list[object] = []
    button.clicked.connect(lambda on: heard.append(on))
    return heard


@pytest.mark.parametrize(
    "make",
    [Plate, lambda: ValueLine("add a note", "Note"), lambda: SlotButton(Slot("s", "t", "Claimant"))],
    ids=["plate", "value line", "slot button"],
)
def test_a_screen_reader_hears_a_button_and_can_press_it(qtbot: QtBot, make: type[Pressable]) -> None:
    hands_app()
    button = make()
    qtbot.addWidget(button)
    button.show()
    found = QAccessible.queryAccessibleInterface(button)
    assert found.role() is QAccessible.Role.Button
    actions = found.actionInterface()
    assert actions is not None
    # Qt shows it pressed for a moment first.
    with qtbot.waitSignal(button.clicked):
        actions.doAction(actions.pressAction())


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: ValueLine("add a note", "Note"), "Note"),
        (lambda: SlotButton(Slot("s", "t", "Claimant")), "Claimant"),
    ],
    ids=["value line", "slot button"],
)
def test_a_screen_reader_hears_its_name_and_whether_it_can_be_pressed(
    qtbot: QtBot, make: Callable[[], Pressable], name: str
) -> None:
    hands_app()
    button = make()
    qtbot.addWidget(button)
    button.show()
    found = QAccessible.queryAccessibleInterface(button)
    assert name in found.text(QAccessible.Text.Name)
    assert found.state().focusable
    assert not found.state().disabled
    button.setEnabled(False)
    assert found.state().disabled


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_presses_it_once(qtbot: QtBot, key: Qt.Key) -> None:
    button = Plate()
    qtbot.addWidget(button)
    heard = pressed(button)
    QTest.keyClick(button, key)
    assert heard == [False]


def test_an_arrow_does_not_take_the_keyboard_away_from_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button, field = Plate(window), QLineEdit(window)
    for part in (button, field):
        column.addWidget(part)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert window.focusWidget() is button
