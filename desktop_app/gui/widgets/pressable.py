"""What is pressed as a whole and draws itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class Pressable(QAbstractButton):
    """`clicked` by the mouse, Return or Space. Painted anew when the pointer comes and goes (`underMouse`).

    A screen reader hears a button, for that is what Qt says of all that derive from QAbstractButton directly.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ARROWS:
            # A button of Qt's would hand the keyboard on, as Tab does.
            event.ignore()
        else:
            super().keyPressEvent(event)
