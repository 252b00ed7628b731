"""Everything that can be reached or pressed says what it is, in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.gui.shell.scenes import SCENES, Scene, leave, parts
from tests.gui.shell.seat import Seat
from tests.gui.shell.workspaces import WORKSPACES

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def is_reached(item: QWidget) -> bool:
    """Whether a person can do something with it. Tabs and columns have names of their own; scroll bars belong to what
    scrolls, and who hands the keyboard on is not heard.
    """
    inner = isinstance(item.parent(), QAbstractSpinBox | QComboBox)
    corner = item.objectName() == "qt_tableview_cornerbutton" and not item.isEnabled()
    silent = isinstance(item, QScrollBar | QTabBar | QHeaderView)
    if inner or corner or silent or item.focusProxy() is not None:
        return False
    return isinstance(item, INTERACTIVE) or bool(item.focusPolicy() & Qt.FocusPolicy.TabFocus)


def name_of(item: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name).strip()


def described(item: QWidget) -> str:
    above = item.parentWidget()
    return f"{type(item).__name__} {item.objectName()} in {type(above).__name__}"


@pytest.mark.parametrize("scene", [*SCENES, *WORKSPACES], ids=lambda scene: scene.__name__)
def test_what_can_be_reached_has_a_name(scene: Scene, seat: Seat) -> None:
    reached = [item for item in parts(scene(seat)) if is_reached(item)]
    assert reached
    assert [described(item) for item in reached if not name_of(item)] == []
    leave(seat)


@pytest.mark.parametrize("scene", [*SCENES, *WORKSPACES], ids=lambda scene: scene.__name__)
def test_a_button_without_words_says_what_it_does_when_the_mouse_rests_on_it(
    scene: Scene, seat: Seat
) -> None:
    buttons = [item for item in parts(scene(seat)) if isinstance(item, QAbstractButton)]
    silent = [item for item in buttons if not item.icon().isNull() and not item.text() and not item.toolTip()]
    assert [described(item) for item in silent] == []
    leave(seat)
