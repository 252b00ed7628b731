"""What the annotations of a paragraph look like: rectangles by colour, made once and painted often."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRect

from desktop_app.gui.reading.lanes import DEEPER, LANE_LIMIT, Lanes, assign
from desktop_app.gui.reading.marks import Mark, Window
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Box, Paragraph
from desktop_app.gui.reading.spans import SpanIndex

JOIN_LIMIT = 400
"""Up to how many code points lie between two parts of an annotation that are joined all the way."""
_STUB = 6
_DASH, _DASH_GAP = 5, 3

Pieces = Callable[[str], Sequence[Mark]]


class Run(NamedTuple):
    """A span's piece of one line. `lane` is DEEPER where it found none."""

    line: int
    left: int
    right: int
    lane: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Badge:
    """How many spans on a line have no lane."""

    line: int
    count: int


@dataclass(slots=True)
class Layer:
    """Everything that is painted for the annotations of one paragraph, in its own pixels.

    `tints` are in the order of painting, deeper lanes first, so that the outermost passage shows over its whole length.
    """

    runs: list[Run] = field(default_factory=list)
    joins: list[tuple[str, QRect]] = field(default_factory=list)
    badges: list[Badge] = field(default_factory=list)
    tints: list[tuple[str, list[QRect]]] = field(default_factory=list)
    lines: list[tuple[str, list[QRect]]] = field(default_factory=list)

    def looks_like(self, other: Layer | None) -> bool:
        """Whether painting the other one would give the same picture."""
        return other is not None and (self.runs, self.joins, self.badges) == (
            other.runs,
            other.joins,
            other.badges,
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which annotations are left out, and whose are drawn as suggestions, dashed and without a tint."""

    tags: frozenset[str] = frozenset()
    annotators: frozenset[str] = frozenset()
    dashed: frozenset[str] = frozenset()

    def hides(self, mark: Mark) -> bool:
        """Whether the mark is left out."""
        return mark.tag in self.tags or mark.annotator in self.annotators

    def of(self, window: Window) -> Window:
        """The spans that are shown."""
        if not (self.tags or self.annotators):
            return window
        return Window.of([mark for mark in window if not self.hides(mark)])


def layers(
    index: SpanIndex, paragraphs: Sequence[Paragraph], *, metrics: Metrics, shown: Filter, pieces: Pieces
) -> list[Layer]:
    """The layers of neighbouring paragraphs, given from the top. `pieces` finds all spans of an annotation."""
    if not paragraphs:
        return []
    window = shown.of(index.settled(paragraphs[0].start, paragraphs[-1].end + 1))
    lanes = assign(window)
    starts = [paragraph.start for paragraph in paragraphs]
    rows: list[list[int]] = [[] for _ in paragraphs]
    for row, (start, end) in enumerate(zip(window.start, window.end, strict=True)):
        first = max(bisect_right(starts, start) - 1, 0)
        for place in range(first, bisect_left(starts, end)):
            if start < paragraphs[place].end and end > starts[place]:
                rows[place].append(row)
    makers = (_Maker(paragraph, metrics, shown, pieces) for paragraph in paragraphs)
    return [maker.layer(window, lanes, chosen) for maker, chosen in zip(makers, rows, strict=True)]


class _Maker:
    """Makes the layer of one paragraph."""

    def __init__(self, paragraph: Paragraph, metrics: Metrics, shown: Filter, pieces: Pieces) -> None:
        self._paragraph = paragraph
        self._metrics = metrics
        self._shown = shown
        self._pieces = pieces
        self._layer = Layer()
        self._tints: dict[tuple[int, str], list[QRect]] = {}
        self._lines: dict[str, list[QRect]] = {}

    def layer(self, window: Window, lanes: Lanes, rows: Iterable[int]) -> Layer:
        deeper: dict[int, int] = {}
        for row in rows:
            mark, lane = window.mark(row), lanes.lane[row]
            boxes = self._boxes(mark)
            self._layer.runs += [Run(*box, lane, mark) for box in boxes]
            if lane == DEEPER:
                for line in {box.line for box in boxes}:
                    deeper[line] = deeper.get(line, 0) + 1
            if mark.annotator in self._shown.dashed:
                self._dash(boxes, mark.tag, max(lane, 0))
                continue
            self._tint(boxes, mark.tag, LANE_LIMIT if lane == DEEPER else lane)
            if lane != DEEPER:
                self._underline(boxes, mark.tag, lane)
                if mark.piece:
                    self._join(mark, lane)
        self._layer.badges = [Badge(line, deeper[line]) for line in sorted(deeper)]
        self._layer.tints = [(tag, self._tints[lane, tag]) for lane, tag in sorted(self._tints, reverse=True)]
        self._layer.lines = list(self._lines.items())
        return self._layer

    def _boxes(self, mark: Mark) -> list[Box]:
        paragraph = self._paragraph
        boxes = paragraph.boxes(mark.start, mark.end)
        if boxes:
            return boxes
        # Nothing of it has ink: half a cluster, a line break. Show the cluster, or else where it is.
        first = max(mark.start, paragraph.start)
        after = paragraph.after(first)
        boxes = paragraph.boxes(paragraph.before(after), after)
        if boxes and boxes[0].line == paragraph.line_of(first):
            return boxes
        line = paragraph.line_of(first)
        left = min(round(paragraph.x_of(first, line)), max(paragraph.width - _STUB, 0))
        return [Box(line, left, left + _STUB)]

    def _tint(self, boxes: Sequence[Box], tag: str, lane: int) -> None:
        rects = self._tints.setdefault((lane, tag), [])
        top, height = self._metrics.tint_top, self._metrics.tint_bottom - self._metrics.tint_top
        for box in boxes:
            y = self._paragraph.line_top(box.line) + top
            width = box.right - box.left
            if width < 6:
                rects.append(QRect(box.left, y, width, height))
                continue
            # Corners are rounded by leaving out single pixels: no blending, and still a list of rectangles.
            rects.append(QRect(box.left + 2, y, width - 4, height))
            rects.append(QRect(box.left + 1, y + 1, 1, height - 1))
            rects.append(QRect(box.right - 2, y + 1, 1, height - 1))
            rects.append(QRect(box.left, y + 2, 1, height - 2))
            rects.append(QRect(box.right - 1, y + 2, 1, height - 2))

    def _underline(self, boxes: Sequence[Box], tag: str, lane: int) -> None:
        rects = self._lines.setdefault(tag, [])
        for box in boxes:
            y = self._paragraph.line_top(box.line) + self._metrics.lane_top(lane)
            # One pixel short, so that two neighbours do not look like one.
            rects.append(QRect(box.left, y, max(box.right - box.left - 1, 1), self._metrics.lane_height))

    def _dash(self, boxes: Sequence[Box], tag: str, lane: int) -> None:
        rects = self._lines.setdefault(tag, [])
        for box in boxes:
            y = self._paragraph.line_top(box.line) + self._metrics.lane_top(lane)
            for x in range(box.left, box.right, _DASH + _DASH_GAP):
                rects.append(QRect(x, y, min(_DASH, box.right - x), self._metrics.lane_height))

    def _join(self, mark: Mark, lane: int) -> None:
        """The thin line from this part of an annotation to the next, and from the one before if that is elsewhere."""
        for one, other in pairwise(self._pieces(mark.uid)):
            if other.start - one.end > JOIN_LIMIT:
                gaps = [(one.end, one.end + _STUB)] if one.start == mark.start else []
                gaps += [(other.start - _STUB, other.start)] if other.start == mark.start else []
            elif one.start == mark.start or (other.start == mark.start and one.end < self._paragraph.start):
                gaps = [(one.end, other.start)]
            else:
                gaps = []
            for start, end in gaps:
                for box in self._paragraph.boxes(start, end):
                    y = self._paragraph.line_top(box.line) + self._metrics.lane_top(lane)
                    y += (self._metrics.lane_height - 1) // 2
                    self._layer.joins.append((mark.tag, QRect(box.left, y, box.right - box.left, 1)))
