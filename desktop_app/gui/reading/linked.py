"""A text in which the links of the chosen annotation are drawn, and new ones pulled from mark to mark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.reading.choosing import Chooser
from desktop_app.gui.reading.colours import ReadingColours

_PULL_WIDTH, _KNOB = 2, 4


class Linked(Chooser):
    """`annotation_clicked` follows `annotation_picked` when the mouse chose it. `link_drawn` (uid, uid, global
    position) is a wish: the mouse was pulled with Ctrl from one annotation to another.
    """

    annotation_clicked = Signal(str)
    link_drawn = Signal(str, str, object)

    def __init__(self, colours: ReadingColours, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(colours, font, parent)
        self._pull: tuple[QPoint, QPoint] | None = None

    def show_pull(self, start: QPoint | None, end: QPoint | None) -> None:
        """Draw the line that the mouse pulls, in pixels of the viewport; None ends it."""
        self._pull = (start, end) if start is not None and end is not None else None
        self.viewport().update()

    def paint_page(self, painter: QPainter, clip: QRect) -> None:
        super().paint_page(painter, clip)
        if self._pull is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour: QColor = self.look.colours.focus
            painter.setPen(QPen(colour, _PULL_WIDTH))
            painter.setBrush(colour)
            painter.drawLine(*self._pull)
            for point in self._pull:
                painter.drawEllipse(point, _KNOB, _KNOB)
            painter.restore()
