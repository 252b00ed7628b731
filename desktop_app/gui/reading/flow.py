"""Which paragraphs stand where in the window.

The place in the text is an anchor: a segment, and how many pixels of it are above the window. Heights of what was never
seen are estimates; when they are corrected, the scroll bar moves and the text stays.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

import numpy as np

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.heights import HeightMap, estimate
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Paragraph

CACHE_LIMIT = 400
CACHE_CODE_POINTS, CACHE_PAGES = 24_000, 6
"""So many paragraphs, and so much text in them, is kept laid out: more only where so many full pages need it."""
PADDING = 28
"""Pixels above the first and below the last paragraph."""


class Placed(NamedTuple):
    """A paragraph whose top is `top` pixels below that of the window."""

    paragraph: Paragraph
    top: int

    @property
    def bottom(self) -> int:
        return self.top + self.paragraph.height


class Flow:
    """The paragraphs of one text, `height` pixels of which are seen at a time in a column `width` pixels wide.

    `laid_out` counts the layouts that were made: a frame must not need more than it shows.
    """

    def __init__(self, buffer: TextBuffer, metrics: Metrics, *, width: int, height: int) -> None:
        self.buffer = buffer
        self.metrics = metrics
        self.width = max(width, 1)
        self.height = max(height, 1)
        self.laid_out = 0
        self.heights = HeightMap()
        self._cache: OrderedDict[int, Paragraph] = OrderedDict()
        self._cached = 0
        self._index = 0
        self._shift = -PADDING
        self._visible: list[Placed] | None = None
        self.extend()

    def extend(self) -> None:
        """Take in the segments that the buffer has learned of."""
        first = len(self.heights)
        if first < self.buffer.count:
            self.heights.extend(self._estimates(first))
            self._visible = None

    def index_more(self, byte_budget: int) -> bool:
        """Take in so many bytes more of the text. Returns whether there was anything to take in."""
        if self.is_complete:
            return False
        self.buffer.index_more(byte_budget)
        self.extend()
        return True

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is known, here and in the buffer."""
        return self.buffer.finished and len(self.heights) == self.buffer.count

    def _estimates(self, first: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        lengths = self.buffer.lengths(first)
        metrics = self.metrics
        found = estimate(
            lengths,
            columns=self.width / metrics.average,
            pitch=metrics.pitch,
            gap=metrics.gap,
            cuts=self.buffer.cuts(first),
        )
        found[lengths <= 1] = metrics.blank
        return found

    def reshape(self, metrics: Metrics, *, width: int, height: int) -> None:
        """Another font, width or height. What was read at the top of the window stays there."""
        width, height = max(width, 1), max(height, 1)
        if width == self.width and metrics.lays_out_like(self.metrics):
            self.metrics, self.height = metrics, height
            self._settle()
            return
        at_top = self._index == 0 and self._shift <= 0
        paragraph = self.paragraph(self._index)
        line = paragraph.line_at(self._shift)
        offset, rest = paragraph.line_start(line), self._shift - paragraph.line_top(line)
        self.metrics, self.width, self.height = metrics, width, height
        self._cache.clear()
        self._cached = 0
        self.heights.rebuild(self._estimates(0))
        if at_top:
            self._index, self._shift = 0, -PADDING
        else:
            self._go_to_line(offset, above=-rest)
        self._settle()

    # Paragraphs

    def paragraph(self, index: int) -> Paragraph:
        """The segment, laid out; from the cache if it was lately."""
        found = self._cache.get(index)
        if found is not None:
            self._cache.move_to_end(index)
            return found
        if index >= len(self.heights):
            # A search has read ahead.
            self.extend()
        buffer, metrics = self.buffer, self.metrics
        start, text = buffer.start(index), buffer.text(index)[: buffer.painted_length(index)]
        is_cut = buffer.is_cut(index)
        found = Paragraph(index, start, text, is_cut=is_cut, metrics=metrics, width=self.width)
        self.laid_out += 1
        self._cache[index] = found
        self._cached += len(text)
        room = max(CACHE_CODE_POINTS, CACHE_PAGES * self.page_length)
        while len(self._cache) > CACHE_LIMIT or (self._cached > room and len(self._cache) > 1):
            self._cached -= len(self._cache.popitem(last=False)[1].text)
        self.heights.set(index, found.height)
        return found

    @property
    def keeps_all(self) -> bool:
        """Whether the whole text can be kept laid out."""
        few = len(self.heights) <= CACHE_LIMIT and self.buffer.length <= CACHE_CODE_POINTS
        return few and self.is_complete

    def holds(self, index: int) -> bool:
        """Whether the segment is in the cache."""
        return index in self._cache

    def paragraph_of(self, offset: int) -> Paragraph:
        """The paragraph that holds the offset."""
        return self.paragraph(self.buffer.segment_at(offset))

    # The window

    def visible(self) -> list[Placed]:
        """The paragraphs that are seen at least in part, from the top."""
        if self._visible is None:
            seen: list[Placed] = []
            top, index = -self._shift, self._index
            # A view that is not laid out yet has no height, and still shows something.
            while (top < self.height or not seen) and index < self.buffer.count:
                placed = Placed(self.paragraph(index), top)
                seen.append(placed)
                top, index = placed.bottom, index + 1
            self._visible = seen
        return self._visible

    def placed_at(self, y: float) -> Placed:
        """The paragraph at a height of the window; the nearest one where there is none."""
        seen = self.visible()
        return next((placed for placed in seen if y < placed.bottom), seen[-1])

    def placed(self, index: int) -> Placed | None:
        """The paragraph, if it is seen."""
        seen = self.visible()
        first = seen[0].paragraph.index
        return seen[index - first] if first <= index < first + len(seen) else None

    @property
    def page_length(self) -> float:
        """How many code points a page without gaps has, about."""
        return self.height / self.metrics.pitch * self.width / self.metrics.average

    def seen(self) -> tuple[int, int]:
        """The code points that are seen at least in part, by paragraphs."""
        placed = self.visible()
        return placed[0].paragraph.start, placed[-1].paragraph.end

    # Moving. Distances are pixels, downwards positive.

    @property
    def position(self) -> int:
        """Pixels above the window, as far as they are known."""
        return self.heights.top(self._index) + self._shift + PADDING

    @property
    def total(self) -> int:
        """The height of the whole text, as far as it is known."""
        return self.heights.total + 2 * PADDING

    def scroll_by(self, distance: int) -> int:
        """Move by this much, or up to an end of the text. Returns the distance that it was. For a few pages at most."""
        self._shift += distance
        return distance + self._settle()

    def scroll_to(self, position: int) -> None:
        """Move to a place on the scroll bar."""
        y = position - PADDING
        if y <= 0:
            self._index, self._shift = 0, y
        elif position >= self.total - self.height:
            self._index = self.buffer.count - 1
            self._shift = self.paragraph(self._index).height
        else:
            self._index, within = self.heights.locate(y)
            supposed = max(self.heights.height(self._index), 1)
            self._shift = within * self.paragraph(self._index).height // supposed
        self._settle()

    def show_from(self, offset: int) -> None:
        """Put the line of an offset at the top of the window."""
        self._go_to_line(offset, above=0 if offset else PADDING)
        self._settle()

    def reveal(self, offset: int, end: int | None = None) -> int | None:
        """Bring the line of an offset into the window, and of the stretch up to `end` as much as fits.

        Returns the distance moved, None for a jump. A near line moves only as far as needed; a far one comes to rest
        in the upper third.
        """
        margin = min(self.metrics.pitch, self.height // 4)
        spot = self._line_in_window(offset)
        if spot is None:
            self._go_to_line(offset, above=self.height // 3)
            self._settle()
            return None
        top, bottom = spot
        last = None if end is None or end <= offset else self._line_in_window(end - 1)
        if last is not None and last[1] - top <= self.height - 2 * margin:
            bottom = last[1]
        if top < margin:
            return self.scroll_by(top - margin)
        if bottom > self.height - margin:
            return self.scroll_by(bottom - self.height + margin)
        return 0

    def _line_in_window(self, offset: int) -> tuple[int, int] | None:
        """Top and bottom of the line that holds the offset, if its paragraph is seen or next to it."""
        index = self.buffer.segment_at(offset)
        seen = self.visible()
        first, last = seen[0].paragraph.index, seen[-1].paragraph.index
        if not first - 1 <= index <= last + 1:
            return None
        paragraph = self.paragraph(index)
        if index < first:
            top = seen[0].top - paragraph.height
        elif index > last:
            top = seen[-1].bottom
        else:
            top = seen[index - first].top
        line = paragraph.line_of(min(offset, paragraph.end))
        top += paragraph.line_top(line)
        return (top, top + paragraph.pitch) if -2 * self.height < top < 3 * self.height else None

    def _go_to_line(self, offset: int, *, above: int) -> None:
        """Anchor the line of the offset so that `above` pixels are over it."""
        self._index = self.buffer.segment_at(offset)
        paragraph = self.paragraph(self._index)
        self._shift = paragraph.line_top(paragraph.line_of(min(offset, paragraph.end))) - above

    def _settle(self) -> int:
        """Make the anchor the topmost paragraph, and no more than the padding be seen beyond the text.

        Returns by how much that moved the window.
        """
        self._visible = None
        self._find_topmost()
        bottom, index = -self._shift, self._index
        while bottom < self.height and index < self.buffer.count:
            bottom += self.paragraph(index).height
            index += 1
        moved = 0
        if bottom + PADDING < self.height:
            moved = bottom + PADDING - self.height
            self._shift += moved
            self._find_topmost()
        if self._index == 0 and self._shift < -PADDING:
            moved += -PADDING - self._shift
            self._shift = -PADDING
        return moved

    def _find_topmost(self) -> None:
        while self._shift < 0 and self._index > 0:
            self._index -= 1
            self._shift += self.paragraph(self._index).height
        while self._index + 1 < self.buffer.count and self._shift >= self.paragraph(self._index).height:
            self._shift -= self.paragraph(self._index).height
            self._index += 1
