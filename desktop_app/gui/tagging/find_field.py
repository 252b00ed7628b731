"""A field that looks like a remark until it is used: 'find', or a sign alone where there is no room for words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import leaves_undo

_NARROWEST, _EDGES, _SIGN = 28, 26, 14
_TYPING, TYPING_NAMES = 96, 140
"""The width that one can type in, and one for names."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class FindField(QLineEdit):
    """Narrows down a list beside it.

    `moved` asks to go down (or up, when negative) some lines of the list, `entered` to do what a click on its
    line would, `left` is emitted when Esc is pressed while nothing is typed; the first Esc only takes away what
    is typed. `typing_px` is the width that it takes to be typed in.
    """

    moved = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str, name: str, parent: QWidget | None = None, *, typing_px: int = _TYPING
    ) -> None:
        super().__init__(parent)
        self._typing_px = typing_px
        self._placeholder = placeholder
        self._is_small = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setProperty("look", "bare")
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(theme().font(step=-1, weight=QFont.Weight.Medium))
        self.textChanged.connect(lambda _text: self.updateGeometry())

    @property
    def is_busy(self) -> bool:
        """Whether the keyboard is in it or something is typed."""
        return self.hasFocus() or bool(self.text())

    def wanted(self) -> int:
        """The width in pixels that it needs for its remark, or to be typed in."""
        words = self.fontMetrics().horizontalAdvance(self._placeholder) + _EDGES
        return max(words, self._typing_px) if self.is_busy else words

    def set_small(self, *, small: bool) -> None:
        """Show a sign instead of the remark, for want of room."""
        if small != self._is_small:
            self._is_small = small
            self.setPlaceholderText("" if small else self._placeholder)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST if self._is_small else self.wanted(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_small and not self.is_busy:
            size = theme().sign_px(_SIGN)
            box = QRect(0, 0, size, size)
            box.moveCenter(self.rect().center())
            theme().icon("search", "muted", size).paint(QPainter(self), box)

    def event(self, event: QEvent) -> bool:
        return super().event(event) if not leaves_undo(self, event) else False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setFont(theme().font(step=-1, weight=QFont.Weight.Medium))
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)
