"""One choice of a few, as joined buttons with the digit that picks each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.option_boxes import STEPS, OptionBoxes
from desktop_app.gui.widgets.painting import RADIUS, drawing, filled, outline

_PADDING, _HEIGHT = 8, 28


class Segmented(OptionBoxes):
    """Buttons '1 support | 2 oppose | ...'; nothing is chosen until the user (or `set_value`) chooses.

    Digits and the arrow keys choose; Delete, Backspace or a click on what is chosen takes the choice back. `chosen` is
    emitted for the user's choices only, with the option or None. What does not fit in one line goes on in the next.
    The digits are written while the keyboard is here, and always once they work from elsewhere: see `set_reached`.
    """

    def __init__(
        self, options: Sequence[str], *, name: str = "", digits: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(options, name=name, parent=parent)
        self._digits = digits
        self._reached = False
        self._value: str | None = None
        self._say_value()

    def value(self) -> str | None:
        """The option that is chosen, or None."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show this choice without announcing it. What is not among the options shows as nothing chosen."""
        self._value = value if value in self._options else None
        self._say_value()
        self.update()

    def set_reached(self, *, reached: bool) -> None:
        """Say whether digits that are pressed elsewhere choose here."""
        self._reached = reached
        self.update()

    def shows_digits(self) -> bool:
        """Whether the digits are written: only where pressing one would choose."""
        return self._digits and (self._reached or self.hasFocus())

    def sizeHint(self) -> QSize:
        return QSize(sum(box.width() for box in self._boxes()), self._height())

    def minimumSizeHint(self) -> QSize:
        widest = max((self._width(number) for number in range(len(self._options))), default=0)
        return QSize(min(widest, 120), self._height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            number = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), shown(self._options[number]) if number >= 0 else "", self)
            return True
        return super().event(event)

    def _press(self, number: int) -> None:
        option = self._options[number]
        self._choose(None if option == self._value else option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = Qt.Key(event.key()), event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self._digits and digit.isdecimal() and 1 <= int(digit) <= len(self._options):
            self._choose(self._options[int(digit) - 1])
        elif plain and key in STEPS:
            self._walk(STEPS[key])
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme()
        boxes = self._boxes(self.width())
        for number, box in enumerate(boxes):
            self._paint_one(painter, number, box)
        for row in self._rows(boxes):
            if self.hasFocus():
                outline(painter, QRectF(row), look.colour("focus"), width=2)
            else:
                outline(painter, QRectF(row), look.colour("field_line"))

    def _paint_one(self, painter: QPainter, number: int, box: QRect) -> None:
        look, on = theme(), self._options[number] == self._value
        row = next(row for row in self._rows(self._boxes(self.width())) if row.contains(box))
        ground = "focus" if on else "hover" if number == self._hovered else "page"
        with drawing(painter):
            path = QPainterPath()
            path.addRoundedRect(QRectF(row), RADIUS, RADIUS)
            painter.setClipPath(path)
            filled(painter, QRectF(box), look.colour(ground), radius=0)
            if box.right() < row.right():
                painter.fillRect(box.right(), box.top(), 1, box.height(), look.colour("field_line"))
        painter.setPen(look.colour("on_focus" if on else "ink"))
        room = box.adjusted(_PADDING, 0, -_PADDING, 0)
        words = self._label(number, digits=self.shows_digits())
        line = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, line)

    def _choose(self, value: str | None) -> None:
        if value == self._value:
            return
        self.set_value(value)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        self.chosen.emit(value)

    def _walk(self, step: int) -> None:
        if not self._options:
            return
        if self._mirrored():
            step = -step
        if self._value is None:
            number = 0 if step > 0 else len(self._options) - 1
        else:
            number = min(len(self._options) - 1, max(0, self._options.index(self._value) + step))
        self._choose(self._options[number])

    def _label(self, number: int, *, digits: bool) -> str:
        option = self._option_words(number)
        return f"{number + 1} {option}" if digits and number < 9 else option

    def _width(self, number: int) -> int:
        # Room for the digit is kept, so that nothing moves when the keyboard comes.
        words = self._label(number, digits=self._digits)
        return self.fontMetrics().horizontalAdvance(words) + 2 * _PADDING + 2

    def _value_words(self) -> str:
        return "" if self._value is None else shown(self._value)

    def _height(self) -> int:
        return max(_HEIGHT, self.fontMetrics().height() + 10)

    def _rows(self, boxes: list[QRect]) -> list[QRect]:
        rows: dict[int, QRect] = {}
        for box in boxes:
            rows[box.y()] = rows[box.y()].united(box) if box.y() in rows else box
        return list(rows.values())
