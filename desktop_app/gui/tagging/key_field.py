"""The key of a tag: press it, and it is set."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, filled, keycap_size, outline

_TAKES_AWAY = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class KeyField(QWidget):
    """Takes the next letter or sign that is typed. `given` brings it, '' when Delete took the key away; Esc only
    asks to leave the field (`left`).
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_key("")

    def key(self) -> str:
        """The key that is shown."""
        return self._key

    def show_key(self, key: str) -> None:
        """Show the key that is set."""
        self._key = key
        self.setAccessibleName(_("Key: {key}").format(key=key or _("none")))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, max(30, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        # Letters and Esc are for this field now, whatever they are for elsewhere in the window.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_taken(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKES_AWAY:
            self.given.emit("")
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif _is_sign(event):
            self.given.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        box = QRectF(self.rect())
        filled(painter, box, look.colour("page"))
        here = self.hasFocus()
        outline(painter, box, look.colour("focus" if here else "field_line"), width=2 if here else 1)
        room = self.rect().adjusted(8, 0, -8, 0)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._key:
            size = keycap_size(look, self._key)
            top = (self.height() - size.height()) // 2
            left = room.right() + 1 - size.width() if mirrored else room.left()
            draw_keycap(painter, QRect(left, top, size.width(), size.height()), self._key, look)
            gap = size.width() + 8
            room = room.adjusted(0, 0, -gap, 0) if mirrored else room.adjusted(gap, 0, 0, 0)
        words = _("press a letter") if here else "" if self._key else _("no key")
        painter.setPen(look.colour("muted"))
        draw_line(painter, room, words, right=mirrored)


def _is_sign(event: QKeyEvent) -> bool:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return plain and len(event.text()) == 1 and event.text().isprintable() and bool(event.text().strip())


def _is_taken(event: QKeyEvent) -> bool:
    return _is_sign(event) or event.key() == Qt.Key.Key_Escape
