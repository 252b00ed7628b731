"""Where pieces of a line are in which both directions of writing meet, without asking for each of its clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from desktop_app.gui.reading.bidi_clusters import THIN, Range, Stretch, caret_x, joined

_TRIES = 6
_PLACES = QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes


class Stretches:
    """The stretches of a line without tabs, in the order of the text: quick answers for most pieces of the line.

    `beside` gives the units at which the clusters in front of a unit and behind it begin and end. From `seen_end` on
    there are only blanks at which the line was broken. `from_right` if its paragraph runs from right to left.
    """

    def __init__(
        self,
        row: QTextLine,
        beside: Callable[[int], tuple[int, int]],
        *,
        seen_end: int,
        from_right: bool,
    ) -> None:
        self._row, self._beside, self.seen_end, self._from_right = row, beside, seen_end, from_right
        self._is_sure = seen_end >= row.textStart() + row.textLength()
        self._edges: dict[int, float | None] = {}
        self._moved: dict[int, float | None] = {}

    @cached_property
    def _stretches(self) -> list[Stretch]:
        return _found(self._row)

    @cached_property
    def _whole(self) -> list[Stretch]:
        """The line as if it were one stretch: right for pieces of it whose ends run with their paragraph."""
        shape: QRectF = self._row.naturalTextRect()
        return [Stretch(self._row.textStart(), self.seen_end, shape.left(), shape.right(), leftwards=True)]

    def ranges(self, low: int, high: int, *, with_the_line: bool = False) -> list[Range] | None:
        """The pieces of the line that some of its units take up, from the left.

        `with_the_line`: what is around both ends runs from the right, as the paragraph does, or the line ends there.
        None where a ligature or a sign hides the place of an end: then all clusters have to be asked.
        """
        found: list[Range] = []
        for stretch in self._whole if with_the_line else self._stretches:
            if stretch.unit < high and stretch.stop > low:
                first = self._edge(stretch, low) if low > stretch.unit else stretch.leading
                last = self._edge(stretch, high) if high < stretch.stop else stretch.trailing
                if first is None or last is None:
                    return None
                found.append((last, first) if stretch.leftwards else (first, last))
        return found if len(found) < 2 else joined(found)

    def _edge(self, stretch: Stretch, unit: int) -> float | None:
        """Where the cluster at a unit inside of a stretch begins, if it and the one before it have a width."""
        if unit not in self._edges:
            moved = self._moved_in(stretch)
            self._edges[unit] = None if moved is None else self._find_edge(stretch, unit, moved)
        return self._edges[unit]

    def _find_edge(self, stretch: Stretch, unit: int, moved: float) -> float | None:
        leftwards = stretch.leftwards
        caret = cast("Callable[[int], tuple[float, int]]", self._row.cursorToX)
        x = caret(unit)[0] - moved
        if unit >= self.seen_end:
            if abs(x - stretch.trailing) < THIN:
                return x
            if leftwards != self._from_right and abs(x - stretch.leading) < THIN:
                # The blanks behind a word that runs against its paragraph lie on the other side of it.
                return stretch.trailing
        before, after = unit - 1, unit + 1
        for is_last in (False, True):
            start = caret(before)[0] - moved if before > stretch.unit else stretch.leading
            end = caret(after)[0] - moved if after < stretch.stop else stretch.trailing
            if min(start - x, x - end) > THIN if leftwards else min(x - start, end - x) > THIN:
                return x
            if not is_last:
                before, after = self._beside(unit)
        return None

    def _moved_in(self, stretch: Stretch) -> float | None:
        """How far carets are from where the clusters of a stretch are drawn: they keep room free for the blanks at
        which a line was broken. None if no two neighbours inside of it agree on that, as the parts of ligatures do not.
        """
        if self._is_sure or (self._from_right and stretch.leftwards):
            return 0.0
        if stretch.unit not in self._moved:
            moves = pairwise(self._moves(stretch))
            agreed = (other for one, other in moves if abs(one - other) < THIN)
            self._moved[stretch.unit] = next(agreed, None)
        return self._moved[stretch.unit]

    def _moves(self, stretch: Stretch) -> Iterator[float]:
        unit = self._beside(stretch.unit)[1]
        for _try in range(_TRIES):
            after = self._beside(unit)[1]
            if after > stretch.stop or after == unit:
                return
            for run in self._row.glyphRuns(unit, after - unit):
                shape = run.boundingRect()
                yield caret_x(self._row, unit) - (shape.right() if stretch.leftwards else shape.left())
            unit = after


def _found(row: QTextLine) -> list[Stretch]:
    first, end = row.textStart(), row.textStart() + row.textLength()
    begins: dict[tuple[float, float, bool], int] = {}
    for run in row.glyphRuns(first, end - first, _PLACES):
        # Glyphs of several fonts can share a stretch; the first one's place is the least.
        shape = run.boundingRect()
        key = shape.left(), shape.right(), run.isRightToLeft()
        begins[key] = min(begins.get(key, end), *run.stringIndexes())
    stretches = sorted((begin, key) for key, begin in begins.items())
    stops = [*(begin for begin, _key in stretches[1:]), end]
    return [Stretch(begin, stop, *key) for (begin, key), stop in zip(stretches, stops, strict=False)]
