"""The colour of a tag, as a small square."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_swatch


class TagSwatch(QWidget):
    """A tag's tint with its line around. It says nothing to a screen reader: put the tag's name beside it."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._colour = colour

    def set_colour(self, colour: str) -> None:
        """Show another tag's colour ('#rrggbb' as stored)."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_swatch(painter, self.rect(), self._colour, theme())
