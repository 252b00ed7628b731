"""Several choices of a few, as chips that are ticked one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.signs import leading
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import filled, outline

_PADDING, _HEIGHT, _GAP, _TICK = 8, 26, 4, 16
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class CheckChips(QWidget):
    """Chips '1 direct', '2 indirect', ...; none is ticked until the user (or `set_value`) ticks it.

    A click, its digit, or Space on the current one ticks a chip or takes the tick away; Delete takes all away.
    `chosen` is emitted after what the user did, with the ticked options in their order.
    """

    chosen = Signal(object)

    def __init__(self, options: Sequence[str], *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._name = name
        self._on: frozenset[str] = frozenset()
        self._current = 0
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name_it()

    def value(self) -> tuple[str, ...]:
        """The ticked options, in the order of all options."""
        return tuple(option for option in self._options if option in self._on)

    def set_value(self, value: Sequence[str]) -> None:
        """Show these ticks without announcing them."""
        self._on = frozenset(value)
        self._name_it()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else self._height()

    def sizeHint(self) -> QSize:
        boxes = self._boxes(1 << 20)
        return QSize(boxes[-1].right() + 1 if boxes else 0, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hovered = -1
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position().toPoint().x(), event.position().toPoint().y())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint().x(), event.position().toPoint().y())
        if number >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._turn(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = Qt.Key(event.key()), event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and digit.isdecimal() and 1 <= int(digit) <= len(self._options):
            self._turn(int(digit) - 1)
        elif plain and key in _STEPS and self._options:
            step = -_STEPS[key] if self._mirrored() else _STEPS[key]
            self._current = max(0, min(self._current + step, len(self._options) - 1))
            self.update()
            self._say(shown(self._options[self._current]))
        elif key == Qt.Key.Key_Space and self._options:
            self._turn(self._current)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._on:
            self.set_value(())
            self.chosen.emit(())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        for number, box in enumerate(self._boxes(self.width())):
            on = self._options[number] in self._on
            ground = "focus" if on else "hover" if number == self._hovered else "page"
            filled(painter, QRectF(box), look.colour(ground))
            at = self.hasFocus() and number == self._current
            edge = "ink" if at and on else "focus" if at or on else "field_line"
            outline(painter, QRectF(box), look.colour(edge), width=2 if at else 1)
            self._paint_words(painter, number, box, on=on)

    def _paint_words(self, painter: QPainter, number: int, box: QRect, *, on: bool) -> None:
        look, start = theme(), leading(self.layoutDirection())
        room = box.adjusted(_PADDING, 0, -_PADDING, 0)
        slot = QRect(
            room.right() + 1 - _TICK if self._mirrored() else room.left(), room.top(), 12, room.height()
        )
        painter.setPen(look.colour("on_focus" if on else "ink"))
        if on:
            look.icon("check", "on_focus", 12).paint(painter, slot)
        elif number < 9 and self.hasFocus():
            painter.drawText(slot, start, str(number + 1))
        room = room.adjusted(0, 0, -_TICK, 0) if self._mirrored() else room.adjusted(_TICK, 0, 0, 0)
        line = self.fontMetrics().elidedText(self._label(number), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, start, line)

    def _turn(self, number: int) -> None:
        self._current = number
        self.set_value(tuple(self._on ^ {self._options[number]}))
        self._say(self.accessibleName())
        self.chosen.emit(self.value())

    def _say(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _label(self, number: int) -> str:
        return shown(self._options[number], 60)

    def _height(self) -> int:
        return max(_HEIGHT, self.fontMetrics().height() + 8)

    def _boxes(self, width: int) -> list[QRect]:
        boxes: list[QRect] = []
        x, y = 0, 0
        for number in range(len(self._options)):
            words = self.fontMetrics().horizontalAdvance(self._label(number))
            wide = min(words + 2 * _PADDING + _TICK + 1, width)
            if x and x + wide > width:
                x, y = 0, y + self._height() + _GAP
            boxes.append(QRect(x, y, wide, self._height()))
            x += wide + _GAP
        if self._mirrored() and width < 1 << 20:
            boxes = [QRect(width - box.right() - 1, box.y(), box.width(), box.height()) for box in boxes]
        return boxes

    def _at(self, x: int, y: int) -> int:
        boxes = self._boxes(self.width())
        return next((number for number, box in enumerate(boxes) if box.contains(x, y)), -1)

    def _name_it(self) -> None:
        value = "; ".join(map(shown, self.value())) or _("nothing chosen")
        self.setAccessibleName(f"{self._name}: {value}" if self._name else value)
