"""The lines of a paragraph as Qt lays them out, in Qt's units and in pixels. Runs from left to right are asked here."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.offsets import stand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_ROUNDS = 3
"""So often stops are left out: each may make another tab narrow."""


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
        if "\t" in text and not direction:
            self._part_columns(metrics)
        self.firsts = [row.textStart() for row in self.rows]
        self.stops = [*self.firsts[1:], length]
        self._inks: list[tuple[int, int] | None] = [None] * len(self.rows)
        self._edges: dict[int, int] = {}
        self._turns, self._ends_blank = bool(direction), text[-1:].isspace()

    def _lay_out(self, metrics: Metrics) -> list[QTextLine]:
        rows: list[QTextLine] = []
        corner = QPointF()
        self.layout.beginLayout()
        row = self.layout.createLine()
        while row.isValid():
            row.setLineWidth(self.width)
            # Letters of a stand-in font have another ascent: the base line decides, not the top of the line.
            corner.setY(len(rows) * metrics.pitch + metrics.baseline - row.ascent())
            row.setPosition(corner)
            rows.append(row)
            row = self.layout.createLine()
        self.layout.endLayout()
        return rows

    def _part_columns(self, metrics: Metrics) -> None:
        """Let no tab be so narrow that the words beside it look like one: it leads to the stop behind."""
        distance = metrics.options[0].tabStopDistance()
        stops = [distance * place for place in range(1, math.ceil(self.width / distance))]
        for _round in range(_ROUNDS):
            reached = self._barely_reached(metrics.average)
            kept = [stop for stop in stops if all(abs(stop - one) > 1 for one in reached)]
            if len(kept) == len(stops):
                return
            stops = kept
            option = QTextOption(metrics.options[0])
            option.setTabArray(stops)
            self.layout.setTextOption(option)
            self.rows = self._lay_out(metrics)

    def _barely_reached(self, least: float) -> list[float]:
        """The stops to which tabs lead that are narrower."""
        packed = self.layout.text().encode("utf-16-le")
        tabs = [at // 2 for at in range(0, len(packed), 2) if packed[at : at + 2] == b"\t\0"]
        found = []
        for row in self.rows:
            first, stop = row.textStart(), row.textStart() + row.textLength()
            x_of = cast("Callable[[int], tuple[float, int]]", row.cursorToX)
            for unit in tabs[bisect_left(tabs, first) : bisect_left(tabs, stop)]:
                before, after = x_of(unit)[0], x_of(unit + 1)[0]
                if before < after < before + least:
                    found.append(after)
        return found

    def x(self, number: int, unit: int) -> float:
        """Where Qt has a caret before this unit."""
        return cast(tuple[float, int], self.rows[number].cursorToX(unit))[0]

    def top(self, number: int) -> float:
        """The height at which the letters of a line begin."""
        return self.rows[number].y()

    def bottom(self, number: int) -> float:
        """The height at which the letters of a line end."""
        return self.rows[number].y() + self.rows[number].height()

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
                    x = known.get(unit)
                    if x is None:
                        x = known[unit] = round(x_of(unit)[0])
                    lefts.append(x)
                if lefts[-1] > right:
                    # Blanks at which a line was broken reach over its end.
                    lefts[len(rights) :] = [min(right, x) for x in lefts[len(rights) :]]
                rights += lefts[len(rights) :]
            place, before = stop, right
        if place < len(units):
            lefts.append(before)
            rights.append(before)
        return lefts, rights
