"""Makes the layers of paragraphs: which lane each span has, where its tint is seen, what joins its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.lanes import DEEPER, assign_groups, assign_on
from desktop_app.gui.reading.marks import Mark, Window
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.gui.reading.runs import MUTED, Badge, Join, Layer
from desktop_app.gui.reading.shapes import Edges, Grid, Painted, Pieces
from desktop_app.gui.reading.spans import SpanIndex

if TYPE_CHECKING:
    from desktop_app.gui.reading.shapes import Numbers

JOIN_LIMIT = 400
"""Up to how many code points lie between two parts of an annotation that are joined all the way."""
_STUB = 6
"""And how many code points of the line are shown at both ends where they are further apart."""

PiecesOf = Callable[[str], Sequence[Mark]]


def layers(
    index: SpanIndex,
    paragraphs: Sequence[Paragraph],
    *,
    metrics: Metrics,
    shown: Filter,
    pieces: PiecesOf,
    lines: tuple[int, int | None] = (0, None),
    known: Layer | None = None,
) -> list[Layer]:
    """The layers of neighbouring paragraphs, given from the top. `pieces` finds all spans of an annotation.

    `lines` says from which line of the first paragraph up to before which one of the last (None: its end). `known` is
    as `laned` has it.
    """
    if not paragraphs:
        return []
    window, lanes = laned(index, paragraphs, metrics=metrics, shown=shown, known=known)
    return _Maker(Grid(paragraphs, *lines), window, lanes, metrics=metrics, shown=shown).layers(pieces)


def laned(
    index: SpanIndex,
    paragraphs: Sequence[Paragraph],
    *,
    metrics: Metrics,
    shown: Filter,
    known: Layer | None = None,
) -> tuple[Window, Numbers]:
    """The spans of neighbouring paragraphs, with what decides on their lanes, and the lane of each.

    `known` is a layer made with the same metrics and filter: then only those lanes are worked out that are others now.
    If it is that of the paragraph before, its lanes go on.
    """
    start, end, groups = paragraphs[0].start, paragraphs[-1].end + 1, shown.seen_groups[: metrics.groups]
    goes_on = known is not None and known.paragraph.index < paragraphs[0].index
    if known is not None and goes_on and not (groups or index.has_long):
        window = shown.of(index.window(start, end))
        lanes = assign_on(window, metrics.lanes, start, known.window, known.lanes)
        if lanes is not None:
            return window, np.array(lanes, np.int64)
    window = shown.of(index.settled(start, end))
    before = None if known is None else (known.window, known.lanes)
    return window, assign_groups(window, groups, metrics.lanes, before)


class _Maker:
    """Makes the layers of neighbouring paragraphs. Spans are numbered as the rows of the window."""

    def __init__(
        self, grid: Grid, window: Window, lanes: Numbers, *, metrics: Metrics, shown: Filter
    ) -> None:
        self._grid, self._window, self._lanes = grid, window, lanes
        self._metrics = metrics
        low, high = grid.starts[0], grid.ends[-1]
        self._start = np.minimum(np.maximum(window.rows.start, low), high)
        self._end = np.minimum(np.maximum(window.rows.end, low), high)
        here = self._start < self._end
        self._dashed = window.made_by(shown.dashed)
        self._muted = np.zeros(len(window), np.bool_)
        if shown.focus:
            self._muted = ~window.tagged(frozenset({shown.focus}))
        self._laned = (here & (lanes != DEEPER)).nonzero()[0]
        self._tinted = (here & (lanes != DEEPER) & ~self._dashed & ~self._muted).nonzero()[0]
        self._deeper = (here & (lanes == DEEPER)).nonzero()[0]

    def layers(self, pieces: PiecesOf) -> list[Layer]:
        grid, paragraphs = self._grid, self._grid.paragraphs
        bare = self._bare() if len(self._deeper) else Pieces.of([])
        edges = Edges(grid, self._start[self._laned], self._end[self._laned], bare.low, bare.high)
        count = len(paragraphs)
        painted = self._tints(edges, bare).and_behind(count, self._lines(edges))
        fills = painted.by_tag(2 * count, [*self._window.tags, MUTED])
        badges, joins = self._badges(), self._joins(pieces)
        return [
            Layer(
                paragraph,
                grid.covered(place),
                self._window,
                self._lanes,
                fills[place],
                fills[count + place],
                badges[place],
                joins[place],
            )
            for place, paragraph in enumerate(paragraphs)
        ]

    def _bare(self) -> Pieces:
        """Of the spans without a lane, what no tint of another one hides."""
        reach = np.maximum.accumulate(self._end[self._tinted])
        begins = np.concatenate([self._grid.starts[:1], reach])
        ends = np.concatenate([self._start[self._tinted], self._grid.ends[-1:]])
        is_gap = begins < ends
        begins, ends = begins[is_gap], ends[is_gap]
        if not len(begins):
            return Pieces.of([])
        deeper = self._deeper[~(self._dashed | self._muted)[self._deeper]]
        start, end = self._start[deeper], self._end[deeper]
        gap = ends.searchsorted(start, "right").clip(0, len(ends) - 1)
        showing = ((begins[gap] < end) & (ends[gap] > start)).nonzero()[0]
        free, stops = begins.tolist(), ends.tolist()
        found: list[tuple[int, int, int, int]] = []
        for row, at, low, high in zip(
            self._deeper[showing].tolist(),
            gap[showing].tolist(),
            start[showing].tolist(),
            end[showing].tolist(),
            strict=True,
        ):
            while at < len(free) and free[at] < high:
                first, stop = max(free[at], low), min(stops[at], high)
                if first < stop:
                    found.append((row, 0, first, stop))
                    free[at] = stop
                at += 1
        return Pieces.of(found)

    def _tints(self, edges: Edges, bare: Pieces) -> Painted:
        """The grounds of the spans, the outermost on top."""
        grid, metrics, rows = self._grid, self._metrics, self._window.rows
        spans, start, end = self._tinted, self._start[self._tinted], self._end[self._tinted]
        rank = self._lanes[spans]
        if len(bare):
            spans, rank = (
                np.concatenate([spans, bare.span]),
                np.concatenate([rank, np.full(len(bare), metrics.lane_count)]),
            )
            start, end = np.concatenate([start, bare.low]), np.concatenate([end, bare.high])
        seen = edges.seen(start, end, rank)
        span = spans[seen.span]
        tag = rows.tag[span].astype(np.int64)
        # Corners are round towards the page and towards the same colour.
        meets = (seen.low[1:] == seen.high[:-1]) & (seen.line[1:] == seen.line[:-1]) & (tag[1:] != tag[:-1])
        at_left, at_right = seen.low == rows.start[span], seen.high == rows.end[span]
        at_left[1:] &= ~meets
        at_right[:-1] &= ~meets
        placed = edges.placed(seen.numbered())
        at_left, at_right, line = at_left[placed.span], at_right[placed.span], placed.line
        if grid.turns:
            both, turning = at_left & at_right, grid.turning(line)
            at_left, at_right = np.where(turning, both, at_left), np.where(turning, both, at_right)
        height = np.minimum(grid.heights[line], metrics.tint_bottom) - metrics.tint_top
        top, width = grid.tops[line] + metrics.tint_top, placed.high - placed.low
        painted = Painted.of(grid.owner[line], tag[placed.span], placed.low, top, width, height)
        return painted.rounded(at_left, at_right)

    def _lines(self, edges: Edges) -> Painted:
        """The lines of the spans in their lanes."""
        grid, metrics, laned = self._grid, self._metrics, self._laned
        pieces = grid.split(self._start[laned], self._end[laned])
        placed = edges.placed(pieces)
        if len(placed) < len(pieces) or grid.turns:
            placed = placed.with_(self._stubs(pieces, placed))
        row = laned[placed.span]
        tops = np.array([metrics.lane_top(lane) for lane in range(metrics.lane_count)])
        # One pixel short, so that two neighbours do not look like one.
        width = np.maximum(placed.high - placed.low - 1, 1)
        lift = (grid.heights[placed.line] < metrics.pitch) * metrics.lane_lift(metrics.blank)
        top, height = grid.tops[placed.line] + tops[self._lanes[row]], np.full(len(row), metrics.lane_height)
        muted = self._muted[row]
        height[muted] = 1
        colour = np.where(muted, len(self._window.tags), self._window.rows.tag[row])
        painted = Painted.of(grid.owner[placed.line], colour, placed.low, top - lift, width, height)
        dashed = self._dashed[row]
        return painted.dashed(dashed) if dashed.any() else painted

    def _stubs(self, pieces: Pieces, placed: Pieces) -> Pieces:
        """A sign for each span of which nothing is to be seen in a paragraph."""
        grid, count = self._grid, len(self._grid.paragraphs)
        every, seen = (some.span * count + grid.owner[some.line] for some in (pieces, placed))
        found: list[tuple[int, int, int, int]] = []
        missing = np.zeros(len(self._laned) * count, np.bool_)
        missing[every] = True
        missing[seen] = False
        for number in missing.nonzero()[0].tolist():
            span, owner = divmod(number, count)
            row, paragraph = int(self._laned[span]), grid.paragraphs[owner]
            start, end = self._window.start[row], self._window.end[row]
            box = paragraph.stub(start, end)
            if box.line in grid.covered(owner) and not paragraph.boxes(start, end):
                found.append((span, grid.first_lines[owner] + box.line, box.left, box.right))
        return Pieces.of(found)

    def _badges(self) -> list[list[Badge]]:
        """How many spans without a lane are on each line."""
        grid = self._grid
        found: list[list[Badge]] = [[] for _paragraph in grid.paragraphs]
        if not len(self._deeper):
            return found
        # Blanks at which a line was broken are not seen on it.
        seen = [end for paragraph in grid.paragraphs for end in paragraph.seen_ends]
        first = np.array(seen[grid.shown]).searchsorted(self._start[self._deeper], "right")
        stop = np.maximum(grid.starts.searchsorted(self._end[self._deeper], "left"), first + 1)
        count = len(grid.starts)
        # What begins behind all these lines is counted behind them.
        begun, ended = (np.bincount(some, minlength=count + 2) for some in (first, stop))
        counts = (begun - ended).cumsum()[:count]
        lines = (counts * (grid.starts < grid.ends)).nonzero()[0]
        some = lines.tolist(), grid.owner[lines].tolist(), counts[lines].tolist()
        for line, owner, number in zip(*some, strict=True):
            found[owner].append(Badge(line - grid.first_lines[owner], number))
        return found

    def _joins(self, pieces: PiecesOf) -> list[list[Join]]:
        """The thin lines between the parts of annotations."""
        found: list[list[Join]] = [[] for _paragraph in self._grid.paragraphs]
        rows = self._laned[self._window.rows.piece[self._laned] & ~self._dashed[self._laned]]
        for row in rows.tolist():
            mark, lane = self._window.mark(row), int(self._lanes[row])
            muted = bool(self._muted[row])
            for joins, paragraph in zip(found, self._grid.paragraphs, strict=True):
                if mark.start < paragraph.end and mark.end > paragraph.start:
                    for start, end, onward in _gaps(mark, pieces(mark.uid), paragraph):
                        side = -onward if onward and paragraph.runs_leftwards(mark.start) else onward
                        joins += [Join(*box, lane, mark, side, muted) for box in paragraph.boxes(start, end)]
        return found


def _gaps(mark: Mark, parts: Sequence[Mark], paragraph: Paragraph) -> list[tuple[int, int, int]]:
    """What joins this part of an annotation to the next, and to the one before if that is in another paragraph.

    The third number says that the other part is far away, further on in the text (1) or further back (-1).
    """
    found: list[tuple[int, int, int]] = []
    for one, other in pairwise(parts):
        if other.start - one.end > JOIN_LIMIT:
            found += [(one.end, one.end + _STUB, 1)] if one.start == mark.start else []
            found += [(other.start - _STUB, other.start, -1)] if other.start == mark.start else []
        elif one.start == mark.start or (other.start == mark.start and one.end < paragraph.start):
            found.append((one.end, other.start, 0))
    return found
