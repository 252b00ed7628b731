"""A label and what belongs to it, beside or below, whichever reads better at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop_app.gui.tagging.editors import Editor
from desktop_app.gui.theme.style import theme

LABEL_PX = 76
"""The width of labels."""
_GAP = 8


class RowLayout(QLayout):
    """A label and a field beside it; the field goes below the label where that lets it be on fewer lines."""

    def __init__(
        self, label: QWidget, field: QWidget, parent: QWidget | None = None, *, label_px: int = LABEL_PX
    ) -> None:
        super().__init__(parent)
        self._label_px = label_px
        self._items: list[QLayoutItem] = []
        self._field = field
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(label)
        self.addWidget(field)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return height

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def sizeHint(self) -> QSize:
        return QSize(self._label_px + 120, self.heightForWidth(self._label_px + 200))

    def minimumSize(self) -> QSize:
        return QSize(120, 24)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if len(self._items) < 2:
            return 0
        label, field = self._items[0], self._items[1]
        beside = rect.width() - self._label_px - _GAP
        wanted = self._field.wide() if isinstance(self._field, Editor) else 0
        stacked = beside < wanted and self._is_lower_stacked(rect.width(), beside)
        label_width = rect.width() if stacked else self._label_px
        label_height = _height(label, label_width)
        field_width = rect.width() if stacked else max(1, beside)
        field_height = _height(field, field_width)
        line = line_height()
        top = label_height + 2 if stacked else 0
        if move:
            down = 0 if stacked else max(0, (line - label_height) // 2)
            lift = 0 if stacked else max(0, (line - field_height) // 2)
            start = 0 if stacked else self._label_px + _GAP
            label.setGeometry(self._turned(rect, QRect(0, down, label_width, label_height)))
            field.setGeometry(self._turned(rect, QRect(start, top + lift, field_width, field_height)))
        return top + field_height if stacked else max(line, label_height, field_height)

    def _is_lower_stacked(self, width: int, beside: int) -> bool:
        label, field = self._items[0], self._items[1]
        return _height(label, width) + 2 + _height(field, width) < _height(field, max(1, beside))

    def _turned(self, rect: QRect, box: QRect) -> QRect:
        if self._field.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveLeft(rect.width() - box.width() - box.left())
        return box.translated(rect.topLeft())


def _height(item: QLayoutItem, width: int) -> int:
    height = item.heightForWidth(width) if item.hasHeightForWidth() else -1
    return height if height >= 0 else item.sizeHint().height()


def line_height() -> int:
    """The height of a row with one line of text."""
    return max(28, theme().size + 13)
