"""Which keys the view takes, and which it leaves to the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.reading.keys import Do
from desktop_app.model.span import Span
from tests.gui.reading.bench import Bench

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
TEXT = "One two three. Four five."


def test_escape_drops_the_selection_and_is_then_left_to_the_window(bench: Bench, qtbot: QtBot) -> None:
    view = bench.open(TEXT)
    bench.key(Key.Key_Right, SHIFT)
    bench.key(Key.Key_Escape)
    assert view.selection is None
    assert unhandled(bench, qtbot, Key.Key_Escape)


class Catcher(QWidget):
    """A window that notes the keys which its view did not want."""

    def __init__(self) -> None:
        super().__init__()
        self.caught: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.caught.append(event.key())


def unhandled(bench: Bench, qtbot: QtBot, key: Qt.Key) -> bool:
    window = Catcher()
    qtbot.addWidget(window)
    bench.view.setParent(window)
    window.show()
    bench.view.show()
    QTest.keyClick(bench.view, key)
    bench.view.setParent(None)
    return window.caught == [key]


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_Period, Key.Key_N, Key.Key_1, Key.Key_F6, Key.Key_Slash])
def test_letters_and_other_keys_are_left_to_the_window(key: Qt.Key, bench: Bench, qtbot: QtBot) -> None:
    bench.open(TEXT)
    assert unhandled(bench, qtbot, key)


def test_a_letter_runs_the_action_of_the_window_and_an_arrow_stays_in_the_view(
    bench: Bench, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view = bench.open(TEXT)
    QVBoxLayout(window).addWidget(view)
    ran: list[str] = []
    for keys in ("A", "Right"):
        action = QAction(window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False, keys=keys: ran.append(keys))
        window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.setFocus()
    QTest.keyClick(view, Key.Key_A)
    QTest.keyClick(view, Key.Key_Right)
    assert ran == ["A"]
    assert view.caret == 1
    view.setParent(None)


def test_tab_stays_in_the_view(bench: Bench, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    view = bench.open(TEXT)
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout.addWidget(view)
    layout.addWidget(other)
    window.show()
    view.setFocus()
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClick(view, Key.Key_Backtab, SHIFT)
    assert not other.hasFocus()
    view.setParent(None)


def test_commands_can_be_given_other_keys(bench: Bench) -> None:
    view = bench.open(TEXT)
    view.set_keys({Do.SELECT_ALL: ["F8"], Do.GROW: []})
    bench.key(Key.Key_A, CTRL)
    bench.key(Key.Key_Up, ALT)
    assert view.selection is None
    bench.key(Key.Key_F8)
    assert view.selection == Span(0, len(TEXT))
