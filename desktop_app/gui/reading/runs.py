"""What the annotations of a paragraph look like: rectangles by colour, made once and painted often."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QRect

from desktop_app.gui.reading.lanes import DEEPER, LANE_LIMIT, Lanes, assign
from desktop_app.gui.reading.marks import Mark, Window
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.gui.reading.shapes import Run, shape_of
from desktop_app.gui.reading.spans import SpanIndex

JOIN_LIMIT = 400
"""Up to how many code points lie between two parts of an annotation that are joined all the way."""
_STUB = 6

Pieces = Callable[[str], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Badge:
    """How many spans on a line have no lane."""

    line: int
    count: int


@dataclass(frozen=True, slots=True)
class Join:
    """A thin line from pixel `left` to before `right` that holds the parts of an annotation together."""

    line: int
    left: int
    right: int
    lane: int
    tag: str


@dataclass(slots=True)
class Layer:
    """Everything that is painted for the annotations of one paragraph, in its own pixels.

    `tints` are in the order of painting, deeper lanes first, so that the outermost passage shows over its whole length.
    """

    runs: list[Run] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    badges: list[Badge] = field(default_factory=list)
    tints: list[tuple[str, list[QRect]]] = field(default_factory=list)
    lines: list[tuple[str, list[QRect]]] = field(default_factory=list)

    def lines_unlike(self, other: Layer) -> set[int]:
        """The lines that look different in another layer of the same paragraph."""
        if (self.runs, self.joins, self.badges) == (other.runs, other.joins, other.badges):
            return set()
        differ = {run.line for run in set(self.runs).symmetric_difference(other.runs)}
        differ |= {badge.line for badge in set(self.badges).symmetric_difference(other.badges)}
        return differ | {join.line for join in set(self.joins).symmetric_difference(other.joins)}


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
    rows = _rows_by_paragraph(window, paragraphs)
    makers = (_Maker(paragraph, metrics, shown, pieces) for paragraph in paragraphs)
    return [maker.layer(window, lanes, chosen) for maker, chosen in zip(makers, rows, strict=True)]


def _rows_by_paragraph(window: Window, paragraphs: Sequence[Paragraph]) -> list[list[int]]:
    """The rows of the window that touch each paragraph; the window may reach further than they do."""
    starts = [paragraph.start for paragraph in paragraphs]
    first, stop = paragraphs[0].start, paragraphs[-1].end
    rows: list[list[int]] = [[] for _ in paragraphs]
    for row, (start, end) in enumerate(zip(window.start, window.end, strict=True)):
        if start >= stop or end <= first:
            continue
        place = max(bisect_right(starts, start) - 1, 0)
        while place < len(starts) and starts[place] < end:
            if start < paragraphs[place].end:
                rows[place].append(row)
            place += 1
    return rows


class _Maker:
    """Makes the layer of one paragraph."""

    def __init__(self, paragraph: Paragraph, metrics: Metrics, shown: Filter, pieces: Pieces) -> None:
        self._paragraph = paragraph
        self._metrics = metrics
        self._shown = shown
        self._pieces = pieces
        self._tints: dict[tuple[int, str], list[QRect]] = {}
        self._lines: dict[str, list[QRect]] = {}
        self._joins: list[Join] = []

    def layer(self, window: Window, lanes: Lanes, rows: Iterable[int]) -> Layer:
        runs: list[Run] = []
        deeper: dict[int, int] = {}
        for row in rows:
            mark, lane = window.mark(row), lanes.lane[row]
            shape = shape_of(mark, self._paragraph, self._metrics)
            runs += shape.runs(lane)
            if mark.annotator in self._shown.dashed:
                self._lines.setdefault(mark.tag, []).extend(shape.dashes(max(lane, 0)))
                continue
            key = (LANE_LIMIT if lane == DEEPER else lane), mark.tag
            self._tints.setdefault(key, []).extend(shape.ground(lane))
            if lane == DEEPER:
                for line in shape.lines:
                    deeper[line] = deeper.get(line, 0) + 1
                continue
            self._lines.setdefault(mark.tag, []).extend(shape.underlines(lane))
            if mark.piece:
                self._join(mark, lane)
        tints = [(tag, self._tints[lane, tag]) for lane, tag in sorted(self._tints, reverse=True)]
        badges = [Badge(line, deeper[line]) for line in sorted(deeper)]
        return Layer(runs, self._joins, badges, tints, list(self._lines.items()))

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
                boxes = self._paragraph.boxes(start, end)
                self._joins += [Join(*box, lane, mark.tag) for box in boxes]
