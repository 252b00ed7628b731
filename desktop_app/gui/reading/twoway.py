"""Where the characters of a line are in which both directions of writing meet.

The edges come from the shaped runs: what Qt says of a single position at the border of two directions belongs to either
side of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, cast

from PySide6.QtGui import QTextLine

_NEAR = 1.01
"""Pieces that come this near to each other are one."""

_LONGEST_LIGATURE = 6

Range = tuple[float, float]


class Cluster(NamedTuple):
    """What is one character to a reader: its units, its edges, and whether it is written from right to left."""

    unit: int
    after: int
    left: float
    right: float
    leftwards: bool

    @property
    def leading(self) -> float:
        """The edge that is read first."""
        return self.right if self.leftwards else self.left

    @property
    def trailing(self) -> float:
        """The edge that is read last."""
        return self.left if self.leftwards else self.right


class TwoWayLine:
    """The clusters of one line, in the order of the text. `ends` are the units at which they end."""

    def __init__(self, row: QTextLine, ends: Iterable[int]) -> None:
        units = [row.textStart(), *ends]
        self._clusters: list[Cluster] = []
        place = 0
        while place + 1 < len(units):
            found = self._next(row, units, place)
            self._clusters += found
            place += len(found)

    def _next(self, row: QTextLine, units: list[int], place: int) -> list[Cluster]:
        """The next cluster; of a ligature all clusters, which share its width."""
        cluster = _cluster(row, units[place], units[place + 1])
        before = self._clusters[-1] if self._clusters else None
        if (
            before is None
            or not before.leftwards
            or not cluster.leftwards
            or cluster.right <= before.left + _NEAR
        ):
            return [cluster]
        # Written from right to left, a part of a ligature is not where Qt says. The whole is.
        for stop in range(place + 2, min(place + _LONGEST_LIGATURE, len(units) - 1) + 1):
            whole = _cluster(row, units[place], units[stop])
            if whole.right <= before.left + _NEAR:
                share = (whole.right - whole.left) / (stop - place)
                edges = [whole.right - share * number for number in range(stop - place + 1)]
                return [
                    Cluster(unit, after, left, right, True)
                    for unit, after, right, left in zip(
                        units[place:stop], units[place + 1 : stop + 1], edges, edges[1:], strict=False
                    )
                ]
        return [cluster]

    def ranges(self, low: int, high: int) -> list[Range]:
        """The pieces of the line that the clusters of some units take up, from the left."""
        touched = [item for item in self._clusters if item.unit < high and item.after > low]
        return _joined([(item.left, item.right) for item in touched if item.right > item.left])

    def runs_leftwards(self, unit: int) -> bool:
        """Whether the cluster that has this unit is written from right to left."""
        return any(item.leftwards for item in self._clusters if item.unit <= unit < item.after)

    def x_of(self, unit: int) -> float:
        """Where a caret stands in front of the cluster that has this unit; behind the last one at its end."""
        for cluster in self._clusters:
            if unit < cluster.after:
                return cluster.leading
        return self._clusters[-1].trailing if self._clusters else 0.0

    def unit_at(self, x: float) -> int | None:
        """The unit that a caret here stands in front of, seen from the cluster there; None in an empty line."""
        if not self._clusters:
            return None
        seen = [cluster for cluster in self._clusters if cluster.right > cluster.left] or self._clusters
        nearest = min(seen, key=lambda cluster: max(cluster.left - x, x - cluster.right, 0.0))
        near_left = x < (nearest.left + nearest.right) / 2
        return nearest.unit if near_left != nearest.leftwards else nearest.after


def _cluster(row: QTextLine, unit: int, after: int) -> Cluster:
    runs = row.glyphRuns(unit, after - unit)
    if not runs:
        # Line breaks have no glyphs, nor have tabs.
        left, right = sorted((_x(row, unit), _x(row, after)))
        return Cluster(unit, after, left, right, False)
    shapes = [run.boundingRect() for run in runs]
    left, right = min(shape.left() for shape in shapes), max(shape.right() for shape in shapes)
    return Cluster(unit, after, left, right, runs[0].isRightToLeft())


def ranges(row: QTextLine, low: int, high: int, *, with_tabs: bool) -> list[Range]:
    """The pieces of a line that some of its units take up, from the left."""
    found = _glyph_ranges(row, low, high)
    return _joined([*found, *_tabs(row, low, high)]) if with_tabs else found


def _glyph_ranges(row: QTextLine, low: int, high: int) -> list[Range]:
    shapes = (run.boundingRect() for run in row.glyphRuns(low, high - low))
    return _joined([(shape.left(), shape.right()) for shape in shapes])


def _joined(found: list[Range]) -> list[Range]:
    result: list[Range] = []
    for left, right in sorted(found):
        if result and left <= result[-1][1] + _NEAR:
            result[-1] = (result[-1][0], max(result[-1][1], right))
        else:
            result.append((left, right))
    return result


def _tabs(row: QTextLine, low: int, high: int) -> list[Range]:
    """The tabs among some units of a line. They have no glyphs: they are what lies between the glyphs."""
    found = []
    everything = _glyph_ranges(row, row.textStart(), row.textStart() + row.textLength())
    for (_left, start), (stop, _right) in pairwise([(0.0, 0.0), *everything]):
        unit = row.xToCursor((start + stop) / 2, QTextLine.CursorPosition.CursorOnCharacter)
        if stop > start + _NEAR and low <= unit < high:
            found.append((start, stop))
    return found


def _x(row: QTextLine, unit: int) -> float:
    return cast(tuple[float, int], row.cursorToX(unit))[0]
