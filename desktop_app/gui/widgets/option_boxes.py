"""Options in boxes beside each other, which go on in the next line where there is no more room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
"""By how many boxes a key moves on, in a window that runs from left to right."""
LINE_GAP = 4
_UNBOUNDED = 1 << 20


class OptionBoxes(QWidget):
    """What widgets share whose options are pressed one by one: where each lies, which is hovered, what is read out.

    A subclass draws the boxes, has the four methods that raise NotImplementedError here (Qt's classes have a metaclass
    of their own, so that none can be an ABC), and calls `_say_value` when its value changes, and first when it is made.
    `gap` lies between two boxes of a line.
    """

    chosen = Signal(object)

    def __init__(
        self, options: Sequence[str], *, name: str, gap: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._name = name
        self._gap = gap
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else self._height()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hovered = -1
            self.update()
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(int(event.position().x()), int(event.position().y()))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(int(event.position().x()), int(event.position().y()))
        if number >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._press(number)

    def _press(self, number: int) -> None:
        raise NotImplementedError

    def _width(self, number: int) -> int:
        raise NotImplementedError

    def _height(self) -> int:
        raise NotImplementedError

    def _value_words(self) -> str:
        """What is chosen, in words; '' for nothing."""
        raise NotImplementedError

    def _say_value(self) -> None:
        value = self._value_words() or _("nothing chosen")
        self.setAccessibleName(f"{self._name}: {value}" if self._name else value)

    def _option_words(self, number: int) -> str:
        return shown(self._options[number], 60)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _boxes(self, width: int = _UNBOUNDED) -> list[QRect]:
        """Where the options lie in a widget of this width; all in one line, from the left, without one."""
        boxes: list[QRect] = []
        x, y = 0, 0
        for number in range(len(self._options)):
            wide = min(self._width(number), width)
            if x and x + wide > width:
                x, y = 0, y + self._height() + LINE_GAP
            boxes.append(QRect(x, y, wide, self._height()))
            x += wide + self._gap
        if self._mirrored() and width < _UNBOUNDED:
            boxes = [QRect(width - box.right() - 1, box.y(), box.width(), box.height()) for box in boxes]
        return boxes

    def _at(self, x: int, y: int) -> int:
        boxes = self._boxes(self.width())
        return next((number for number, box in enumerate(boxes) if box.contains(x, y)), -1)
