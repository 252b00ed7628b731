"""The pixels of many spans at once: their pieces of lines in arrays, so that a crowded page costs little more.

Pixels are counted from the corner of the paragraph that they are in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop_app.gui.reading.paragraph import Paragraph

    Numbers = NDArray[np.int64]

Rect = tuple[int, int, int, int]
"""Left and upper edge, width and height. Making a QRect takes as long as painting these numbers."""
top_of = itemgetter(1)
"""The upper edge of a rectangle."""
ROUNDED = 6
"""How many pixels wide a rectangle is at least that has round corners."""
_DASH, _DASH_GAP = 5, 3


class Fill(NamedTuple):
    """The rectangles of a tag from above to below; none ends below the last one."""

    tag: str
    rects: list[Rect]

    def between(self, upper: int, lower: int, pitch: int) -> list[Rect]:
        """Those that reach into the heights `upper` to `lower`, and sometimes more. None is higher than `pitch`."""
        rects, top = self.rects, self.top
        if top > lower or self.bottom <= upper:
            return []
        if top >= upper and self.bottom <= lower + 1:
            return rects
        return rects[bisect_left(rects, upper - pitch, key=top_of) : bisect_right(rects, lower, key=top_of)]

    @property
    def top(self) -> int:
        """The height above them all."""
        return self.rects[0][1]

    @property
    def bottom(self) -> int:
        """The height below them all."""
        _left, top, _width, height = self.rects[-1]
        return top + height


Fills = list[Fill]


class Grid:
    """The lines of neighbouring paragraphs, numbered throughout.

    `starts` and `ends` are their offsets, `tops` and `heights` their pixels, `owner` the place of their paragraph.
    Of the first paragraph, there are only those from `first` on, of the last those before `stop` (None: all). What is
    `shown` of the lines of all paragraphs are these. `first_lines` are the numbers of the paragraphs' first lines.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], first: int = 0, stop: int | None = None) -> None:
        self.paragraphs = paragraphs
        counts = [paragraph.line_count for paragraph in paragraphs]
        self.shown = slice(first, sum(counts[:-1]) + (counts[-1] if stop is None else stop))
        self.first_lines = [at - first for at in (0, *accumulate(counts))]
        starts = [at for paragraph in paragraphs for at in paragraph.line_starts]
        ends = [at for paragraph in paragraphs for at in paragraph.line_ends]
        self.starts, self.ends = (np.array(some[self.shown], np.int64) for some in (starts, ends))
        self.owner = np.arange(len(paragraphs)).repeat(counts)[self.shown]
        self.heights = np.array([paragraph.pitch for paragraph in paragraphs], np.int64)[self.owner]
        self.tops = self.heights * (np.arange(len(self.owner)) - np.array(self.first_lines)[self.owner])
        self._by_cluster = [paragraph.by_cluster for paragraph in paragraphs]

    def covered(self, place: int) -> range:
        """The lines of a paragraph that are here, as it counts them."""
        first, last = self.first_lines[place], self.first_lines[place + 1]
        return range(max(first, 0) - first, min(last, len(self.starts)) - first)

    def line_of(self, offsets: Numbers) -> Numbers:
        """The lines that hold these offsets; 0 for what is before them all."""
        return np.maximum(self.starts.searchsorted(offsets, "right") - 1, 0)

    def split(self, start: Numbers, end: Numbers) -> Pieces:
        """The pieces of lines that spans consist of."""
        first = self.line_of(start)
        counts = np.maximum(self.starts.searchsorted(end, "left") - first, 1)
        span = np.arange(len(first)).repeat(counts)
        line = first[span] + np.arange(len(span)) - (counts.cumsum() - counts)[span]
        low, high = np.maximum(start[span], self.starts[line]), np.minimum(end[span], self.ends[line])
        return Pieces(np.array((span, line, low, high))).taken(low < high)

    def turning(self, line: Numbers) -> NDArray[np.bool_]:
        """Which of these lines are in paragraphs in which places are asked for by cluster."""
        return np.array(self._by_cluster)[self.owner[line]]

    @property
    def turns(self) -> bool:
        """Whether there are such lines at all."""
        return any(self._by_cluster)


class Pieces:
    """Pieces of lines: the number of the span, the line, and from where to where, as offsets or as pixels."""

    __slots__ = ("high", "line", "low", "span", "table")

    def __init__(self, table: Numbers) -> None:
        self.table = table
        self.span, self.line, self.low, self.high = table

    @classmethod
    def of(cls, rows: list[tuple[int, int, int, int]]) -> Pieces:
        """Pieces from rows of (span, line, first, stop), in the same order."""
        return cls(np.array(rows, np.int64).reshape(-1, 4).T)

    def __len__(self) -> int:
        return len(self.span)

    def taken(self, places: NDArray[np.bool_]) -> Pieces:
        """The pieces where this mask, as long as all of them, is true."""
        return self if places.all() else Pieces(self.table[:, places])

    def numbered(self) -> Pieces:
        """The same, with their own numbers instead of those of their spans."""
        return Pieces(np.array((np.arange(len(self)), self.line, self.low, self.high)))

    def with_(self, others: Pieces) -> Pieces:
        """These pieces and then some others."""
        return Pieces(np.concatenate([self.table, others.table], axis=1))


class Edges:
    """Where offsets are on the screen; among them are the ends of all lines.

    What begins at one has its left edge in `lefts`, what ends there its right edge in `rights`: where text runs from
    left to right.
    """

    def __init__(self, grid: Grid, *offsets: Numbers) -> None:
        self._grid = grid
        every = np.concatenate([grid.starts, grid.ends, *offsets])
        every.sort()
        fresh = np.ones(len(every), np.bool_)
        np.not_equal(every[1:], every[:-1], out=fresh[1:])
        self.offsets = every[fresh]
        known: list[int] = self.offsets.tolist()
        lefts, rights = [0] * len(known), [0] * len(known)
        for paragraph in grid.paragraphs:
            if not paragraph.by_cluster:
                first = bisect_left(known, paragraph.start)
                stop = bisect_right(known, paragraph.end, first)
                begins, ends = paragraph.sides(known[first:stop])
                # A paragraph that goes on in the next one ends where that begins.
                lefts[first : stop - 1] = begins[:-1]
                rights[first + 1 : stop] = ends[1:]
        self.lefts, self.rights = np.array((lefts, rights), np.int64)

    def place(self, offsets: Numbers) -> Numbers:
        """The places of offsets that are among these."""
        return self.offsets.searchsorted(offsets)

    def placed(self, pieces: Pieces) -> Pieces:
        """The pieces, given in offsets, in pixels; only those that take up room."""
        low, high = self.lefts[self.place(pieces.low)], self.rights[self.place(pieces.high)]
        found = Pieces(np.array((pieces.span, pieces.line, low, high)))
        if not self._grid.turns:
            return found.taken(low < high)
        turning = self._grid.turning(pieces.line)
        turned = pieces.taken(turning)
        owners, grid = self._grid.owner[turned.line].tolist(), self._grid
        paragraphs, firsts = grid.paragraphs, grid.first_lines
        boxes = [
            (span, line, left, right)
            for (span, line, first, stop), owner in zip(turned.table.T.tolist(), owners, strict=True)
            for _line, left, right in paragraphs[owner].boxes_on(line - firsts[owner], first, stop)
        ]
        return found.taken((low < high) & ~turning).with_(Pieces.of(boxes))

    def seen(self, start: Numbers, end: Numbers, rank: Numbers) -> Pieces:
        """What is seen of spans that hide each other, the lower rank the higher one: pieces of lines, in order."""
        top = np.full(len(self.offsets), -1)
        order = (-rank).argsort(kind="stable")
        first, stop = self.place(start), self.place(end)
        for span, low, high in zip(order.tolist(), first[order].tolist(), stop[order].tolist(), strict=True):
            top[low:high] = span
        fresh = np.ones(len(top), np.bool_)
        fresh[1:] = top[1:] != top[:-1]
        fresh[self.place(self._grid.starts)] = True
        fresh[self.place(self._grid.ends)] = True
        begins = fresh.nonzero()[0]
        low = self.offsets[begins]
        line = self._grid.line_of(low)
        found = Pieces(np.array((top[begins], line, low, np.concatenate([low[1:], low[-1:]]))))
        return found.taken((found.span >= 0) & (low < self._grid.ends[line]))


class Painted:
    """Rectangles: the place of each one's paragraph, the number of its colour, and its pixels."""

    __slots__ = ("table",)

    def __init__(self, table: Numbers) -> None:
        self.table = table

    @classmethod
    def of(cls, *columns: Numbers) -> Painted:
        """Rectangles of these paragraphs, colours, left and top edges, widths and heights."""
        return cls(np.array(columns))

    def and_behind(self, count: int, others: Painted) -> Painted:
        """These of so many paragraphs, and others as if they belonged to as many behind those."""
        table = np.concatenate([self.table, others.table], axis=1)
        table[0, self.table.shape[1] :] += count
        return Painted(table)

    def by_tag(self, count: int, tags: Sequence[str]) -> list[Fills]:
        """Rectangles for each of so many paragraphs, whose colours are the places of these tags."""
        found: list[Fills] = [[] for _paragraph in range(count)]
        if not self.table.size:
            return found
        key = (self.table[0] << 16 | self.table[1]) << 32 | self.table[3]
        order = key.argsort(kind="stable")
        colour, table = key[order] >> 32, self.table[2:, order]
        firsts = [0, *((colour[1:] != colour[:-1]).nonzero()[0] + 1).tolist()]
        rects = list(zip(*table.tolist(), strict=True))
        stops, colours = [*firsts[1:], len(rects)], colour[firsts].tolist()
        for one, first, stop in zip(colours, firsts, stops, strict=True):
            found[one >> 16].append(Fill(tags[one & 0xFFFF], rects[first:stop]))
        return found

    def dashed(self, which: NDArray[np.bool_]) -> Painted:
        """The same, some of them as dashed lines."""
        step = _DASH + _DASH_GAP
        broken = self.table[:, which]
        counts = -(-broken[4] // step)
        dashes = broken.repeat(counts, axis=1)
        begun = (np.arange(dashes.shape[1]) - (counts.cumsum() - counts).repeat(counts)) * step
        dashes[2] += begun
        dashes[4] = np.minimum(dashes[4] - begun, _DASH)
        return Painted(np.concatenate([self.table[:, ~which], dashes], axis=1))

    def rounded(self, at_left: NDArray[np.bool_], at_right: NDArray[np.bool_]) -> Painted:
        """The same with round upper corners at some ends, by leaving out single pixels: no blending needed."""
        wide = self.table[4] >= ROUNDED
        at_left, at_right = at_left & wide, at_right & wide
        some = at_left | at_right
        rest, upper = self.table.copy(), self.table[:, some]
        rest[3, some] += 2
        rest[5, some] -= 2
        upper[5] = 1
        left, both = at_left[some].astype(np.int64), at_left[some].astype(np.int64) + at_right[some]
        tables = [rest]
        for row, inset in ((0, 2), (1, 1)):
            line = upper.copy()
            line[2] += inset * left
            line[3] += row
            line[4] -= inset * both
            tables.append(line)
        return Painted(np.concatenate(tables, axis=1))
