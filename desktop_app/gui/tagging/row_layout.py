"""A label and what belongs to it, beside or below, whichever reads better at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from desktop_app.gui.tagging.editors import Editor
from desktop_app.gui.tagging.link_chips import LinkFlow
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.flow import Arranging

LABEL_PX = 76
"""The width of labels beside text of the normal size."""
_GAP = 8
_READABLE_PX = 150
"""What fills a slot gets this much beside the label, as far as its words want it, or goes below."""
_LABELS_SHARE = 0.45
"""So much of the width labels take at most to have their longest word on one line."""


class RowLayout(Arranging):
    """A label and a field beside it; the field goes below the label where that lets it be on fewer lines."""

    def __init__(
        self, label: QWidget, field: QWidget, parent: QWidget | None = None, *, label_px: int = LABEL_PX
    ) -> None:
        super().__init__(parent)
        self._label_px = self._wanted_px = theme().sign_px(label_px)
        self._field = field
        self.addWidget(label)
        self.addWidget(field)

    def set_wanted(self, label_px: int) -> None:
        """Make labels so wide where that leaves enough for the field."""
        if label_px != self._wanted_px:
            self._wanted_px = label_px
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._label_px + 120, self.heightForWidth(self._label_px + 200))

    def minimumSize(self) -> QSize:
        return QSize(120, 24)

    def arrange(self, rect: QRect, *, move: bool) -> int:
        if len(self._items) < 2:
            return 0
        label, field = self._items[0], self._items[1]
        label_px = max(self._label_px, min(self._wanted_px, int(rect.width() * _LABELS_SHARE)))
        beside = rect.width() - label_px - _GAP
        stacked = self._is_better_stacked(rect.width(), beside)
        label_width = rect.width() if stacked else label_px
        label_height = _height(label, label_width)
        field_width = rect.width() if stacked else max(1, beside)
        field_height = _height(field, field_width)
        line = line_height()
        top = label_height + 2 if stacked else 0
        if move:
            down = 0 if stacked else max(0, (line - label_height) // 2)
            lift = 0 if stacked else max(0, (line - field_height) // 2)
            start = 0 if stacked else label_px + _GAP
            label.setGeometry(self._turned(rect, QRect(0, down, label_width, label_height)))
            field.setGeometry(self._turned(rect, QRect(start, top + lift, field_width, field_height)))
        return top + field_height if stacked else max(line, label_height, field_height)

    def _is_better_stacked(self, width: int, beside: int) -> bool:
        if isinstance(self._field, LinkFlow):
            return beside < min(self._field.wide(), _READABLE_PX)
        wanted = self._field.wide() if isinstance(self._field, Editor) else 0
        return beside < wanted and self._is_lower_stacked(width, beside)

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
