"""Grounds and lines: what other parts lie on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import filled, outline

Ground = Literal["window", "panel", "page"]


class Surface(QFrame):
    """A plain ground of the theme with one-pixel lines at some `edges`: any of 'top', 'bottom', 'left', 'right'.

    'left' and 'right' mean what they say; a window that mirrors itself for right-to-left swaps them.
    """

    def __init__(self, ground: Ground = "panel", *edges: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._edges = frozenset(edges)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme()
        painter.fillRect(event.rect(), look.colour(self._ground))
        line, box = look.colour("line"), self.rect()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = ("right", "left") if mirrored else ("left", "right")
        if "top" in self._edges:
            painter.fillRect(0, 0, box.width(), 1, line)
        if "bottom" in self._edges:
            painter.fillRect(0, box.height() - 1, box.width(), 1, line)
        if left in self._edges:
            painter.fillRect(0, 0, 1, box.height(), line)
        if right in self._edges:
            painter.fillRect(box.width() - 1, 0, 1, box.height(), line)


class Card(QFrame):
    """A sheet of the page's colour with a thin round line, on a panel. Give its layout margins of 12.

    Tab goes through it as it is laid out, whenever its parts were made.
    """

    def order_tabs(self) -> None:
        """Let Tab go through its parts in their order; for when many were added."""
        for one, other in pairwise(_stops(self)):
            self.setTabOrder(one, other)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        self.order_tabs()
        return super().focusNextPrevChild(forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = theme(), QRectF(self.rect())
        filled(painter, box, look.colour("page"))
        outline(painter, box, look.colour("line"))


def _stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab can reach in a part, in the order of its layouts."""
    if part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and part.focusProxy() is None:
        yield part
    layout = part.layout()
    if layout is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, part = (item.layout(), item.widget()) if item is not None else (None, None)
        if part is not None:
            yield from _stops(part)
        elif inner is not None:
            yield from _stops_in(inner)


class Rule(QWidget):
    """A separating line, one pixel high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(16, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().colour("line"))
