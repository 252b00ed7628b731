"""Makes those lines of a layer anew that an edit touches: one or two, for which arrays would cost more than they save.

What comes out is what `layers` would have made of the whole paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect

from desktop_app.gui.reading.edited import Change, edited
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.lanes import DEEPER
from desktop_app.gui.reading.marks import Window
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paint import badge_area
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.gui.reading.runs import Badge, Layer
from desktop_app.gui.reading.shapes import ROUNDED, Fill, Fills, top_of
from desktop_app.gui.reading.spans import SpanIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop_app.gui.reading.shapes import Numbers

LINE_LIMIT = 6
"""Of more lines than this, the whole paragraph is made anew."""

_line_of = attrgetter("line")
_Rect = tuple[str, int, int, int, int]


class _Span(NamedTuple):
    start: int
    end: int
    tag: str
    lane: int


def _is_plain(paragraph: Paragraph, metrics: Metrics, shown: Filter) -> bool:
    """Whether lines of a paragraph can be told apart by their pixels, and nothing on them is drawn in a special way."""
    deepest = metrics.lane_top(metrics.lane_count - 1) + metrics.lane_height
    return not (shown.focus or shown.dashed) and deepest <= paragraph.pitch == metrics.pitch


def retouched(
    old: Layer, index: SpanIndex, change: Change, *, metrics: Metrics, shown: Filter
) -> tuple[Layer, list[QRect]] | None:
    """The layer after an annotation became another one, which the index knows already, and for each line that looks
    different what does.

    None where that takes more than a few lines of this paragraph.
    """
    paragraph, items = old.paragraph, [item for item in change if item is not None]
    now = (
        edited(old, index, change, metrics=metrics, shown=shown)
        if _is_plain(paragraph, metrics, shown)
        else None
    )
    if now is None:
        return None
    window, lanes, moved = now
    touched = [(span.start, span.end) for item in items for span in item.spans]
    touched += [(window.start[row], window.end[row]) for row in moved]
    alone = not any(window.rows.piece[row] for row in moved) and all(len(item.spans) == 1 for item in items)
    if not alone or any(start < paragraph.start or end > paragraph.end for start, end in touched):
        return None
    lines = {line for start, end in touched for line in _lines_of(paragraph, start, end)} & {*old.covered}
    return _with_lines(old, window, lanes, lines, metrics) if 0 < len(lines) <= LINE_LIMIT else None


def _lines_of(paragraph: Paragraph, start: int, end: int) -> range:
    """The lines of a span, and the one where it is counted when it has no lane and only blanks at a line's end."""
    first = paragraph.line_of(start)
    last = max(paragraph.line_of(max(end - 1, start)), bisect_right(paragraph.seen_ends, start))
    return range(first, min(last + 1, paragraph.line_count))


def _with_lines(
    old: Layer, window: Window, lanes: Numbers, lines: Collection[int], metrics: Metrics
) -> tuple[Layer, list[QRect]]:
    paragraph = old.paragraph
    grounds: list[_Rect] = []
    strokes: list[_Rect] = []
    fresh: list[Badge] = []
    for number in sorted(lines):
        line = _Line(paragraph, number, (window, lanes), metrics)
        grounds += line.grounds()
        strokes += line.strokes()
        fresh += line.badges()
    tints, faded = _exchanged(old.tints, grounds, paragraph.pitch, lines)
    drawn, gone = _exchanged(old.lines, strokes, paragraph.pitch, lines)
    former = [badge for badge in old.badges if badge.line in lines]
    badges = old.badges
    if former != fresh:
        badges = sorted([*(badge for badge in badges if badge.line not in lines), *fresh], key=_line_of)
    unlike = _areas([*faded, *gone], {*fresh} ^ {*former}, paragraph)
    return Layer(paragraph, old.covered, window, lanes, tints, drawn, badges, old.joins), unlike


def _exchanged(
    fills: Fills, fresh: Sequence[_Rect], pitch: int, lines: Collection[int]
) -> tuple[Fills, set[_Rect]]:
    """The rectangles with others on some lines, and those that there are only before or only afterwards."""
    gone: set[_Rect] = set()
    kept = {fill.tag: fill for fill in fills}
    for line in lines:
        upper, lower = line * pitch, (line + 1) * pitch
        for tag, rects in [*kept.values()]:
            if rects[0][1] >= lower or kept[tag].bottom <= upper:
                continue
            first, stop = (bisect_left(rects, edge, key=top_of) for edge in (upper, lower))
            gone.update((tag, *rect) for rect in rects[first:stop])
            if stop - first == len(rects):
                del kept[tag]
            elif first < stop:
                kept[tag] = Fill(tag, rects[:first] + rects[stop:])
    for tag, left, top, width, height in fresh:
        rects = [(left, top, width, height)]
        known = kept.get(tag)
        if known is not None:
            place = bisect_right(known.rects, top, key=top_of)
            rects = known.rects[:place] + rects + known.rects[place:]
        kept[tag] = Fill(tag, rects)
    return [*kept.values()], gone.symmetric_difference(fresh)


def _areas(rects: Iterable[_Rect], badges: Iterable[Badge], paragraph: Paragraph) -> list[QRect]:
    """What these rectangles and badges take up, line by line."""
    found: dict[int, QRect] = {}
    for _tag, *box in rects:
        line, area = box[1] // paragraph.pitch, QRect(*box)
        found[line] = found[line].united(area) if line in found else area
    for badge in badges:
        area = badge_area(paragraph, badge.line)
        found[badge.line] = found[badge.line].united(area) if badge.line in found else area
    return [*found.values()]


class _Line:
    """One line with the spans that are seen on it. Of each, `_cut` has its first and last place, by number."""

    def __init__(
        self, paragraph: Paragraph, number: int, spans: tuple[Window, Numbers], metrics: Metrics
    ) -> None:
        self._low, self._high = paragraph.line_start(number), paragraph.line_end(number)
        self._paragraph, self._number, self._metrics = paragraph, number, metrics
        self._top = paragraph.line_top(number)
        self._window, self._lanes = spans
        rows = self._window.rows
        self._is_deeper = self._lanes == DEEPER
        here = (rows.start < self._high) & (rows.end > self._low)
        laned = self._taken(here & ~self._is_deeper)
        self._spans = [*self._bare(laned, here & self._is_deeper), *laned]
        cut = [(max(span.start, self._low), min(span.end, self._high)) for span in self._spans]
        self._places = sorted({self._low, self._high, *chain.from_iterable(cut)})
        place_of = {offset: place for place, offset in enumerate(self._places)}
        self._cut = [(place_of[start], place_of[end]) for start, end in cut]
        if not paragraph.by_cluster:
            self._lefts, self._rights = paragraph.sides(self._places)

    def _taken(self, places: NDArray[np.bool_]) -> list[_Span]:
        window, rows = self._window, places.nonzero()[0]
        tags, lanes = window.rows.tag[rows].tolist(), self._lanes[rows].tolist()
        return [
            _Span(window.start[row], window.end[row], window.tags[tag], lane)
            for row, tag, lane in zip(rows.tolist(), tags, lanes, strict=True)
        ]

    def _bare(self, laned: Iterable[_Span], deeper: NDArray[np.bool_]) -> list[_Span]:
        """The spans without a lane that lie where those with one leave some of the line free: where they are seen."""
        at = self._low
        gaps: list[tuple[int, int]] = []
        for span in laned:
            if span.start > at:
                gaps.append((at, span.start))
            at = max(at, span.end)
        if at < self._high:
            gaps.append((at, self._high))
        if not gaps or not deeper.any():
            return []
        return [
            span
            for span in self._taken(deeper)
            if any(span.start < stop and span.end > start for start, stop in gaps)
        ]

    def _boxes(self, first: int, stop: int) -> list[tuple[int, int]]:
        """The pixels between two places."""
        if self._paragraph.by_cluster:
            boxes = self._paragraph.boxes_on(self._number, self._places[first], self._places[stop])
            return [(box.left, box.right) for box in boxes]
        left, right = self._lefts[first], self._rights[stop]
        return [(left, right)] if left < right else []

    def badges(self) -> list[Badge]:
        """How many spans without a lane are on it, if any. What lies in blanks at the end of a line is on the next."""
        if self._low == self._high or not self._is_deeper.any():
            return []
        rows, number, ends = self._window.rows, self._number, self._paragraph.seen_ends
        here = rows.end > self._low
        if number:
            here |= rows.start >= ends[number - 1]
        count = int((here & (rows.start < ends[number]) & self._is_deeper).sum())
        return [Badge(number, count)] if count else []

    def grounds(self) -> Iterator[_Rect]:
        """The grounds of the spans, the outermost on top."""
        metrics, spans = self._metrics, self._spans
        top, bottom = self._top + metrics.tint_top, self._top + min(metrics.tint_bottom, metrics.pitch)
        pieces = self._uppermost()
        for number, (span, first, stop) in enumerate(pieces):
            # Corners are round towards the page and towards the same colour.
            begins, ends = (
                self._places[place] == edge
                and not any(
                    spans[other[0]].tag != spans[span].tag and other[side] == place for other in beside
                )
                for place, edge, side, beside in (
                    (first, spans[span].start, 2, pieces[max(number - 1, 0) : number]),
                    (stop, spans[span].end, 1, pieces[number + 1 : number + 2]),
                )
            )
            if self._paragraph.by_cluster:
                begins = ends = begins and ends
            for left, right in self._boxes(first, stop):
                for box in _rounded(left, right, begins, ends):
                    yield spans[span].tag, box[0], top + box[1], box[2], box[3] or bottom - top - box[1]

    def _uppermost(self) -> list[tuple[int, int, int]]:
        """(span, first place, last place) of what is seen of each span, from the left."""
        spans = self._spans
        deeper = [number for number, span in enumerate(spans) if span.lane == DEEPER]
        laned = [number for number, span in enumerate(spans) if span.lane != DEEPER]
        laned.sort(key=lambda number: spans[number].lane, reverse=True)
        top = [-1] * (len(self._places) - 1)
        for number in (*reversed(deeper), *laned):
            first, stop = self._cut[number]
            top[first:stop] = [number] * (stop - first)
        pieces: list[tuple[int, int, int]] = []
        for place, number in enumerate(top):
            if pieces and pieces[-1][0] == number and pieces[-1][2] == place:
                pieces[-1] = (number, pieces[-1][1], place + 1)
            elif number >= 0:
                pieces.append((number, place, place + 1))
        return pieces

    def strokes(self) -> Iterator[_Rect]:
        """The lines of the spans in their lanes."""
        metrics, paragraph = self._metrics, self._paragraph
        for span, (first, stop) in zip(self._spans, self._cut, strict=True):
            if span.lane == DEEPER:
                continue
            boxes = self._boxes(first, stop)
            if not boxes and not paragraph.boxes(span.start, span.end):
                stub = paragraph.stub(span.start, span.end)
                boxes = [(stub.left, stub.right)] if stub.line == self._number else []
            # One pixel short, so that two neighbours do not look like one.
            top = self._top + metrics.lane_top(span.lane)
            for left, right in boxes:
                yield span.tag, left, top, max(right - left - 1, 1), metrics.lane_height


def _rounded(left: int, right: int, begins: bool, ends: bool) -> Iterator[tuple[int, int, int, int]]:
    """Boxes from the top of a ground with round upper corners at some ends; those of height 0 reach its bottom."""
    if right - left < ROUNDED or not (begins or ends):
        yield left, 0, right - left, 0
        return
    for row, inset in enumerate((2, 1)):
        yield left + inset * begins, row, right - left - inset * (begins + ends), 1
    yield left, 2, right - left, 0
