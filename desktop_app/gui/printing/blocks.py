"""What pages are filled with: blocks of rows, of which a row is never divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextLayout, QTextOption

from desktop_app.gui.printing.paper import colour, units
from desktop_app.gui.reading.offsets import Units, for_qt
from desktop_app.gui.tagging.quote import is_right_to_left

_LEADING = 1.22
_RIM = units(0.9)


class Block(Protocol):
    """`heights` are those of its rows; `after` is the space below it, which a page's end swallows.

    A `whole` block is divided only where it is higher than a page. One that `keeps` stays with the next.
    """

    @property
    def heights(self) -> Sequence[int]: ...

    @property
    def after(self) -> int: ...

    @property
    def whole(self) -> bool: ...

    @property
    def keeps(self) -> bool: ...

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        """The rows from `first` to before `stop`, the first of them at the top."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text in one font and one colour of the theme."""

    text: str
    font: QFont
    role: str = "ink"


class TextBlock:
    """Words that are broken into lines, `indent` from the left. A `label` stands beside the first line."""

    whole = False

    def __init__(
        self,
        words: Sequence[Words],
        width: int,
        *,
        after: int = 0,
        indent: int = 0,
        label: Words | None = None,
        keeps: bool = False,
    ) -> None:
        self.after = after
        self.keeps = keeps
        self._label = label
        self._indent = indent
        text = "".join(piece.text for piece in words)
        font = words[0].font if words else QFont()
        self._layout = QTextLayout(for_qt(text), font)
        right = is_right_to_left(text)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(words))
        self.heights = self._break(max(width - indent, 1))

    def _break(self, width: int) -> list[int]:
        heights: list[int] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            heights.append(ceil(line.height() * _LEADING))
        self._layout.endLayout()
        return heights

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        top = 0
        for row in range(first, stop):
            line = self._layout.lineAt(row)
            if row == 0 and self._label is not None:
                painter.setFont(self._label.font)
                painter.setPen(colour(self._label.role))
                painter.drawText(QPointF(0, line.ascent()), self._label.text)
            painter.setPen(colour("ink"))
            line.draw(painter, QPointF(self._indent, top))
            top += self.heights[row]


def _formats(words: Sequence[Words]) -> list[QTextLayout.FormatRange]:
    found = []
    start = 0
    for piece in words:
        length = Units(piece.text).unit_length
        part = QTextLayout.FormatRange()
        part.start, part.length = start, length
        part.format.setFont(piece.font)
        part.format.setForeground(colour(piece.role))
        found.append(part)
        start += length
    return found


class RuleBlock:
    """A thin line over the width of the column, with space above and below."""

    whole = True
    keeps = True

    def __init__(self, width: int, *, before: int = 0, after: int = 0) -> None:
        self.heights = [before + units(1)]
        self.after = after
        self._rule = QRect(0, before, width, units(0.5))

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        painter.fillRect(self._rule, colour("field_line"))


class Stack:
    """Blocks one below the other that belong on the same page."""

    whole = True

    def __init__(self, parts: Sequence[Block], *, after: int = 0, keeps: bool = False) -> None:
        self.after = after
        self.keeps = keeps
        self._rows = [(part, row) for part in parts for row in range(len(part.heights))]
        self.heights = [
            part.heights[row] + (part.after if row + 1 == len(part.heights) else 0)
            for part, row in self._rows
        ]

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        painter.save()
        for row in range(first, stop):
            part, inner = self._rows[row]
            part.paint(painter, inner, inner + 1)
            painter.translate(0, self.heights[row])
        painter.restore()


def draw_shape(painter: QPainter, place: QPointF, words: Words, ink: QColor | None = None) -> None:
    """Draw words as shapes, not as text: whoever copies from a PDF gets the document alone.

    `place` is where their baseline begins; `ink` takes the place of the colour of their role. A rim of the page's
    colour keeps them apart from what they lie over.
    """
    path = QPainterPath()
    path.addText(place, words.font, words.text)
    painter.strokePath(path, QPen(colour("page"), _RIM))
    painter.fillPath(path, ink if ink is not None else colour(words.role))
