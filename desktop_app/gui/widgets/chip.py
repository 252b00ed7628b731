"""A tag-tinted label, for a tag's name or for a passage that fills a slot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_line, filled, outline

_PADDING, _WIDEST = 8, 240


class Chip(QWidget):
    """Text in ink on the tint of a tag ('' for grey).

    With `clickable` it takes the keyboard focus and emits `pressed` on a click, Return or Space, and `removed` on
    Delete or Backspace.
    """

    pressed = Signal()
    removed = Signal()

    def __init__(
        self, text: str, colour: str = "", *, clickable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._text = ""
        self._colour = colour
        self._clickable = clickable
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)

    def text(self) -> str:
        """What is written on it."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text, whatever is in it."""
        self._text = shown(text)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def set_colour(self, colour: str) -> None:
        """Take the tint of another tag."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            min(_WIDEST, metrics.horizontalAdvance(self._text) + 2 * _PADDING + 1), metrics.height() + 6
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._clickable and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        elif self._clickable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme()
        box = QRectF(self.rect())
        filled(painter, box, look.tag(self._colour).tint, radius=4)
        if self.hasFocus():
            outline(painter, box, look.colour("focus"), width=2, radius=4)
        room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        painter.setPen(look.colour("ink"))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        whole = draw_line(painter, room, self._text, mode=Qt.TextElideMode.ElideMiddle, right=mirrored)
        self.setToolTip("" if whole else self._text)
