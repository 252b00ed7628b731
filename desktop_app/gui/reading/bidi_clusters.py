"""Where the clusters (what a reader takes for one character) of a line are in which directions of writing meet.

The edges come from the shaped runs: what Qt says of a single position at the border of two directions belongs to either
side of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple, cast

from PySide6.QtGui import QTextLine

_NEAR = 1.01
"""Pieces that come this near to each other are one."""

THIN = 0.5
"""What is thinner has no width."""

Range = tuple[float, float]


class Stretch(NamedTuple):
    """A piece of a line in one direction, such as a cluster: from which unit up to which, its edges, its direction.

    Line breaks and tabs have no glyphs.
    """

    unit: int
    stop: int
    left: float
    right: float
    leftwards: bool
    has_glyphs: bool = True

    @property
    def leading(self) -> float:
        """The edge that is read first."""
        return self.right if self.leftwards else self.left

    @property
    def trailing(self) -> float:
        """The edge that is read last."""
        return self.left if self.leftwards else self.right


class LineClusters:
    """The clusters of one line, in the order of the text. `ends` are the units at which they end."""

    def __init__(self, row: QTextLine, ends: Sequence[int]) -> None:
        self._row, self._bounds = row, [row.textStart(), *ends]

    @cached_property
    def _clusters(self) -> list[Stretch]:
        row = self._row
        single = [_cluster(row, unit, after) for unit, after in pairwise(self._bounds)]
        found: list[Stretch] = []
        for _key, stretch in groupby(single, key=lambda item: (item.leftwards, item.has_glyphs)):
            found += _in_line(row, list(stretch))
        return found

    def ranges(self, low: int, high: int) -> list[Range]:
        """The pieces of the line that the clusters of some units take up, from the left."""
        touched = [item for item in self._clusters if item.unit < high and item.stop > low]
        return joined([(item.left, item.right) for item in touched if item.right > item.left])

    def runs_leftwards(self, unit: int) -> bool:
        """Whether the cluster that has this unit is written from right to left: asks for no other."""
        place = bisect_right(self._bounds, unit)
        if not 0 < place < len(self._bounds):
            return False
        first = self._bounds[place - 1]
        runs = self._row.glyphRuns(first, self._bounds[place] - first)
        return bool(runs) and runs[0].isRightToLeft()

    def x_of(self, unit: int) -> float:
        """Where a caret stands in front of the cluster that has this unit; behind the last one at its end."""
        for cluster in self._clusters:
            if unit < cluster.stop:
                return cluster.leading
        return self._clusters[-1].trailing if self._clusters else 0.0

    def unit_at(self, x: float) -> int | None:
        """The unit that a caret here stands in front of, seen from the cluster there; None in an empty line."""
        if not self._clusters:
            return None
        seen = [cluster for cluster in self._clusters if cluster.right > cluster.left] or self._clusters
        nearest = min(seen, key=lambda cluster: max(cluster.left - x, x - cluster.right, 0.0))
        near_left = x < (nearest.left + nearest.right) / 2
        return nearest.unit if near_left != nearest.leftwards else nearest.stop

    def unit_drawn_at(self, x: float) -> int | None:
        """The start of the cluster that has a pixel, as pieces of lines are rounded."""
        return next((item.unit for item in self._clusters if round(item.left) <= x < round(item.right)), None)


def _cluster(row: QTextLine, unit: int, after: int) -> Stretch:
    runs = row.glyphRuns(unit, after - unit)
    if not runs:
        left, right = sorted((caret_x(row, unit), _trailing_x(row, after - 1)))
        return Stretch(unit, after, left, right, False, False)
    shapes = [run.boundingRect() for run in runs]
    left, right = min(shape.left() for shape in shapes), max(shape.right() for shape in shapes)
    return Stretch(unit, after, left, right, runs[0].isRightToLeft())


def _in_line(row: QTextLine, stretch: list[Stretch]) -> list[Stretch]:
    """Neighbours of one direction, each where it is drawn.

    Of a part of a ligature, Qt says right where the caret is, but not where the part is; at either end of the stretch
    it is the other way round.
    """
    first, last = stretch[0], stretch[-1]
    whole = _glyph_ranges(row, first.unit, last.stop)
    if not first.has_glyphs or len(whole) != 1:
        return stretch
    inner = _inner_edges(row, stretch)
    edges = [whole[0][1], *inner, whole[0][0]] if first.leftwards else [whole[0][0], *inner, whole[0][1]]
    rising = edges[::-1] if first.leftwards else edges
    if any(right < left - _NEAR for left, right in pairwise(rising)):
        return stretch
    _share(row, stretch, edges)
    return [
        item if ends == (item.leading, item.trailing) else item._replace(left=min(ends), right=max(ends))
        for item, ends in zip(stretch, pairwise(edges), strict=True)
    ]


def _inner_edges(row: QTextLine, stretch: list[Stretch]) -> list[float]:
    """Where the neighbours touch. Where their own edges agree, these are it, unless a ligature is just before."""
    edges: list[float] = []
    sure: Stretch | None = None
    trusted = False
    for before, after in pairwise(stretch):
        agree = abs(after.leading - before.trailing) < THIN
        if not agree or not trusted:
            # Carets keep some room free for the blanks at which a line was broken, but nothing is painted there.
            moved = 0.0 if sure is None else caret_x(row, sure.unit) - sure.leading
            x = caret_x(row, after.unit)
            agree = agree and x > after.leading - THIN
            edges.append(after.leading if agree else x - moved)
        else:
            edges.append(after.leading)
        trusted = agree
        sure = after if agree else sure
    return edges


def _share(row: QTextLine, stretch: list[Stretch], edges: list[float]) -> None:
    """Move the edges of letters that have no width of their own, for they are drawn over the letter before them."""
    place = 1
    while place < len(stretch):
        stop = place
        while (
            stop < len(stretch) and abs(edges[stop + 1] - edges[stop]) < THIN and _has_ink(row, stretch[stop])
        ):
            stop += 1
        if stop > place:
            begin, end = edges[place - 1], edges[stop]
            for at in range(place, stop):
                edges[at] = begin + (end - begin) * (at - place + 1) / (stop - place + 1)
        place = stop + 1


def _has_ink(row: QTextLine, item: Stretch) -> bool:
    return any(
        not run.rawFont().boundingRect(glyph).isEmpty()
        for run in row.glyphRuns(item.unit, item.stop - item.unit)
        for glyph in run.glyphIndexes()
    )


def ranges_with_tabs(row: QTextLine, low: int, high: int) -> list[Range]:
    """The pieces of a line that some of its units take up, from the left. Letters that are cut have their shares."""
    return joined([*_glyph_ranges(row, low, high), *_tabs(row, low, high)])


def _glyph_ranges(row: QTextLine, low: int, high: int) -> list[Range]:
    shapes = (run.boundingRect() for run in row.glyphRuns(low, high - low))
    return joined([(shape.left(), shape.right()) for shape in shapes])


def joined(found: list[Range]) -> list[Range]:
    """The same pieces from the left, those that touch as one."""
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


def caret_x(row: QTextLine, unit: int) -> float:
    """Where Qt has a caret before this unit."""
    return cast(tuple[float, int], row.cursorToX(unit))[0]


def _trailing_x(row: QTextLine, unit: int) -> float:
    return cast(tuple[float, int], row.cursorToX(unit, QTextLine.Edge.Trailing))[0]
