"""The lines of a paragraph as Qt lays them out, in Qt's units and in pixels. Runs from left to right are asked here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.offsets import stand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Lines:
    """A text in lines at most `width` pixels wide.

    `rows` are Qt's lines; the units of each go from its place in `firsts` to before that in `stops`. `direction` is
    that of the first letter, if any is written from right to left.
    """

    def __init__(self, text: str, metrics: Metrics, *, width: int, length: int, direction: str) -> None:
        self.width = width
        self.layout = QTextLayout(stand_in(text), metrics.leftwards.get(direction, metrics.font))
        self.layout.setCacheEnabled(True)
        self.layout.setTextOption(metrics.options[direction in metrics.leftwards])
        self.rows = self._lay_out(metrics)
        self.firsts = [row.textStart() for row in self.rows]
        self.stops = [*self.firsts[1:], length]
        self._inks: list[tuple[int, int] | None] = [None] * len(self.rows)
        self._edges: dict[int, int] = {}
        self._turns, self._ends_blank = bool(direction), text[-1:].isspace()

    def _lay_out(self, metrics: Metrics) -> list[QTextLine]:
        rows: list[QTextLine] = []
        self.layout.beginLayout()
        row = self.layout.createLine()
        while row.isValid():
            row.setLineWidth(self.width)
            # Letters of a stand-in font have another ascent: the base line decides, not the top of the line.
            top = len(rows) * metrics.pitch + metrics.baseline - row.ascent()
            row.setPosition(QPointF(0, top))
            rows.append(row)
            row = self.layout.createLine()
        self.layout.endLayout()
        return rows

    def x(self, number: int, unit: int) -> float:
        """Where Qt has a caret before this unit."""
        return cast(tuple[float, int], self.rows[number].cursorToX(unit))[0]

    def edge(self, number: int, unit: int) -> int:
        """The pixel at which a unit within a line begins; kept for the next time."""
        found = self._edges.get(unit)
        if found is None:
            found = self._edges[unit] = round(self.x(number, unit))
        return found

    def ink(self, number: int, *, to_the_end: bool) -> tuple[int, int]:
        """From where to where a line is written on, without the blanks at which it was broken.

        `to_the_end` counts those at the very end of the last line, which broke nothing.
        """
        found = self._inks[number]
        if found is None:
            row = self.rows[number]
            left, right = 0.0, row.naturalTextWidth()
            if self._turns:
                shape: QRectF = row.naturalTextRect()
                left, right = shape.left(), shape.right()
            if to_the_end and self._ends_blank and number + 1 == len(self.rows):
                right = max(right, self.x(number, self.stops[number]))
            found = self._inks[number] = max(round(left), 0), min(round(right), self.width)
        return found

    def sides(self, units: Sequence[int]) -> tuple[list[int], list[int]]:
        """Where what begins at rising units has its left edge, and what ends there its right one."""
        lefts: list[int] = []
        rights: list[int] = []
        known, place, before = self._edges, 0, 0
        begin = max(bisect_right(self.firsts, units[0]) - 1, 0)
        for number in range(begin, len(self.rows)):
            if place == len(units):
                break
            left, right = self.ink(number, to_the_end=True)
            if units[place] == self.firsts[number]:
                lefts.append(left)
                rights.append(before if number else left)
                place += 1
            stop = bisect_left(units, self.stops[number], place)
            if place < stop:
                x_of = cast("Callable[[int], tuple[float, int]]", self.rows[number].cursorToX)
                for unit in units[place:stop]:
                    if unit not in known:
                        known[unit] = round(x_of(unit)[0])
                    lefts.append(min(known[unit], right))
                rights += lefts[len(rights) :]
            place, before = stop, right
        if place < len(units):
            lefts.append(before)
            rights.append(before)
        return lefts, rights
