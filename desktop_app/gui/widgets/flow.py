"""A row that goes on in the next line when it is full."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Arranging(QLayout):
    """What all layouts have that place their items by themselves, and whose height depends on their width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    @abstractmethod
    def arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that the items take at the width of `rect`; `move` puts them there."""

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
            height = self._heights[width] = self.arrange(QRect(0, 0, width, 0), move=False)
        return height

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self.arrange(rect, move=True)


class FlowLayout(Arranging):
    """Items from the leading edge on, each as wide as it wants, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._gap = gap

    def sizeHint(self) -> QSize:
        items = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in items) + self._gap * max(0, len(items) - 1)
        return QSize(width, max((size.height() for size in items), default=0))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def arrange(self, rect: QRect, *, move: bool) -> int:
        y = 0
        for line in self._lines(rect.width()):
            y += self._gap if y else 0
            height = max(size.height() for _item, size in line)
            if move:
                self._place(line, QRect(rect.left(), rect.top() + y, rect.width(), height))
            y += height
        return y

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items:
            if not item.isEmpty():
                size = item.sizeHint().boundedTo(QSize(max(1, width), 1 << 20))
                if not lines or x + size.width() > width:
                    lines.append([])
                    x = 0
                lines[-1].append((item, size))
                x += size.width() + self._gap
        return lines

    def _place(self, line: list[tuple[QLayoutItem, QSize]], box: QRect) -> None:
        """Put the items of a line beside each other, lower ones in the middle of its height."""
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 0
        for item, size in line:
            left = box.right() + 1 - x - size.width() if mirrored else box.left() + x
            item.setGeometry(QRect(QPoint(left, box.top() + (box.height() - size.height()) // 2), size))
            x += size.width() + self._gap


class FlowRow(QWidget):
    """A widget with a flow layout: `add` puts something at its end, `clear` takes everything away."""

    def __init__(self, *widgets: QWidget, gap: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=gap)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._flow.addWidget(widget)

    def clear(self) -> None:
        """Take every widget away and delete it."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
