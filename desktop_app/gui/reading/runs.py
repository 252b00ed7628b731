"""What the annotations of a paragraph look like: rectangles by colour, made once and painted often."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QRect

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.lanes import DEEPER, LANE_LIMIT, assign
from desktop_app.gui.reading.marks import Mark, Window
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.gui.reading.shapes import Run, bands, shape_of
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


@dataclass(eq=False)
class Layer:
    """Everything that is painted for the annotations of one paragraph, in its own pixels.

    `lanes` are its spans in order, with the lane of each. `tints` are in the order of painting, deeper lanes first, so
    that the outermost passage shows over its whole length.
    """

    paragraph: Paragraph
    metrics: Metrics
    lanes: dict[Mark, int]
    joins: list[Join]
    badges: list[Badge]
    tints: list[tuple[str, list[QRect]]]
    lines: list[tuple[str, list[QRect]]]

    @cached_property
    def runs(self) -> list[Run]:
        """Every span's pieces of lines. Worked out when first asked for: the mouse wants them, paint does not."""
        return [
            run
            for mark, lane in self.lanes.items()
            for run in shape_of(mark, self.paragraph, self.metrics).runs(lane)
        ]

    def lines_unlike(self, other: Layer) -> set[int]:
        """The lines that look different in another layer of the same paragraph."""
        differ: set[int] = set()
        for mark, _lane in self.lanes.items() ^ other.lanes.items():
            differ.update(self.paragraph.lines_of(mark.start, mark.end))
        differ |= {badge.line for badge in set(self.badges).symmetric_difference(other.badges)}
        return differ | {join.line for join in set(self.joins).symmetric_difference(other.joins)}

    def goes_on_like(self, other: Layer) -> bool:
        """Whether the spans that go on behind the paragraph have the same lanes in another layer of it."""
        end = self.paragraph.end
        return not any(mark.end > end for mark, _lane in self.lanes.items() ^ other.lanes.items())


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
    for row in range(bisect_left(window.start, stop)):
        start, end = window.start[row], window.end[row]
        if end <= first:
            continue
        place = max(bisect_right(starts, start) - 1, 0)
        while place < len(starts) and starts[place] < end:
            if start < paragraphs[place].end:
                rows[place].append(row)
            place += 1
    return rows


class _Bare:
    """Where none of the spans that lay a tint, given in order, hides what lies deeper."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            if not self._ends or start > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)
            elif end > self._ends[-1]:
                self._ends[-1] = end

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of these code points that are bare, in order."""
        found: list[tuple[int, int]] = []
        place = bisect_right(self._ends, start)
        while place < len(self._starts) and self._starts[place] < end:
            if start < self._starts[place]:
                found.append((start, self._starts[place]))
            start = self._ends[place]
            place += 1
        return [*found, (start, end)] if start < end else found


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

    def layer(self, window: Window, lanes: list[int], rows: Sequence[int]) -> Layer:
        paragraph, metrics = self._paragraph, self._metrics
        found = {window.mark(row): lanes[row] for row in rows}
        hiding: list[tuple[int, int]] = []
        deeper: list[Mark] = []
        for mark, lane in found.items():
            if mark.annotator in self._shown.dashed:
                dashes = shape_of(mark, paragraph, metrics).dashes(max(lane, 0))
                self._lines.setdefault(mark.tag, []).extend(dashes)
            elif lane == DEEPER:
                deeper.append(mark)
            else:
                hiding.append((mark.start, mark.end))
                shape = shape_of(mark, paragraph, metrics)
                self._tints.setdefault((lane, mark.tag), []).extend(shape.ground)
                self._lines.setdefault(mark.tag, []).extend(shape.underlines(lane))
                if mark.piece:
                    self._join(mark, lane)
        badges = self._show_deeper(deeper, _Bare(hiding)) if deeper else []
        tints = [(tag, self._tints[lane, tag]) for lane, tag in sorted(self._tints, reverse=True)]
        return Layer(paragraph, metrics, found, self._joins, badges, tints, list(self._lines.items()))

    def _show_deeper(self, marks: list[Mark], bare: _Bare) -> list[Badge]:
        """Count the spans without a lane on each line, and show their tint where it is not hidden."""
        paragraph = self._paragraph
        first, stop = paragraph.start, paragraph.end
        counts = [0] * paragraph.line_count
        for mark in marks:
            for line in paragraph.lines_of(mark.start, mark.end):
                counts[line] += 1
            for start, end in bare.within(max(mark.start, first), min(mark.end, stop)):
                rects = bands(paragraph.boxes(start, end), paragraph.pitch, self._metrics)
                self._tints.setdefault((LANE_LIMIT, mark.tag), []).extend(rects)
        return [Badge(line, count) for line, count in enumerate(counts) if count]

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
