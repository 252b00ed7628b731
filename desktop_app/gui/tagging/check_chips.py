"""Several choices of a few, as chips that are ticked one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
)

from desktop_app.base.shown import shown
from desktop_app.gui.announcing import announce
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.option_boxes import STEPS, OptionBoxes
from desktop_app.gui.widgets.painting import draw_line, filled, outline

_PADDING, _HEIGHT, _GAP, _TICK = 8, 26, 4, 16


class CheckChips(OptionBoxes):
    """Chips '1 direct', '2 indirect', ...; none is ticked until the user (or `set_value`) ticks it.

    A click, its digit, or Space on the current one ticks a chip or takes the tick away; Delete takes all away.
    `chosen` is emitted after what the user did, with the ticked options in their order.
    """

    def __init__(self, options: Sequence[str], *, name: str) -> None:
        super().__init__(options, name=name, gap=_GAP)
        self._on: frozenset[str] = frozenset()
        self._current = 0
        self._say_value()

    def value(self) -> tuple[str, ...]:
        """The ticked options, in the order of all options."""
        return tuple(option for option in self._options if option in self._on)

    def set_value(self, value: Sequence[str]) -> None:
        """Show these ticks without announcing them."""
        self._on = frozenset(value)
        self._say_value()
        self.update()

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(boxes[-1].right() + 1 if boxes else 0, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = Qt.Key(event.key()), event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and digit.isdecimal() and 1 <= int(digit) <= len(self._options):
            self._press(int(digit) - 1)
        elif plain and key in STEPS and self._options:
            step = -STEPS[key] if self._mirrored() else STEPS[key]
            self._current = max(0, min(self._current + step, len(self._options) - 1))
            self.update()
            announce(self, shown(self._options[self._current]))
        elif key == Qt.Key.Key_Space and self._options:
            self._press(self._current)
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
        look = theme()
        room = box.adjusted(_PADDING, 0, -_PADDING, 0)
        slot = QRect(
            room.right() + 1 - _TICK if self._mirrored() else room.left(), room.top(), 12, room.height()
        )
        painter.setPen(look.colour("on_focus" if on else "ink"))
        if on:
            look.icon("check", "on_focus", 12).paint(painter, slot)
        elif number < 9 and self.hasFocus():
            draw_line(painter, slot, str(number + 1), right=self._mirrored())
        room = room.adjusted(0, 0, -_TICK, 0) if self._mirrored() else room.adjusted(_TICK, 0, 0, 0)
        draw_line(painter, room, self._option_words(number), right=self._mirrored())

    def _press(self, number: int) -> None:
        self._current = number
        self.set_value(tuple(self._on ^ {self._options[number]}))
        announce(self, self.accessibleName())
        self.chosen.emit(self.value())

    def _value_words(self) -> str:
        return "; ".join(map(shown, self.value()))

    def _height(self) -> int:
        return max(_HEIGHT, self.fontMetrics().height() + 8)

    def _width(self, number: int) -> int:
        words = self.fontMetrics().horizontalAdvance(self._option_words(number))
        return words + 2 * _PADDING + _TICK + 1
