"""What the annotations of a paragraph look like: rectangles by colour, made once and painted often."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.gui.reading.marks import Mark, Window
from desktop_app.gui.reading.paragraph import Box, Paragraph
from desktop_app.gui.reading.shapes import Fills

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


MUTED = ""
"""Stands for the tag of what is out of focus."""


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


@dataclass(frozen=True, slots=True)
class Join:
    """A thin line from pixel `left` to before `right` that holds `mark` and another part of its annotation together.

    `onward` says that the other part is far away: 1 at the right, -1 at the left; 0 where the line leads all the way.
    """

    line: int
    left: int
    right: int
    lane: int
    mark: Mark
    onward: int = 0
    muted: bool = False

    @property
    def tag(self) -> str:
        """The tag whose colour it has."""
        return MUTED if self.muted else self.mark.tag


@dataclass(eq=False)
class Layer:
    """Everything that is painted for the annotations of one paragraph, in its own pixels.

    Rectangles and badges are those of the lines that are `covered`; of the others nothing was to be seen. `tints` and
    `lines` are rectangles by tag; none of the tints lies on another. `window` are the spans of the paragraph and its
    neighbours, `lanes` the lane of each.
    """

    paragraph: Paragraph
    covered: range
    window: Window
    lanes: NDArray[np.int64]
    tints: Fills
    lines: Fills
    badges: list[Badge]
    joins: list[Join]
    _runs: dict[int, list[Run]] = field(default_factory=dict)
    _shortest: dict[int, list[Run]] = field(default_factory=dict)

    @property
    def runs(self) -> list[Run]:
        """Every span's pieces of lines, from the top."""
        return [run for line in range(self.paragraph.line_count) for run in self.runs_on(line)]

    def runs_on(self, line: int) -> list[Run]:
        """The pieces of one line. Worked out when first asked for: the mouse wants them, paint does not."""
        found = self._runs.get(line)
        if found is None:
            start, end = self.paragraph.line_start(line), self.paragraph.line_end(line)
            found = self._runs[line] = [
                Run(line, box.left, box.right, int(self.lanes[row]), self.window.mark(row))
                for row in self._rows(start, end)
                for box in self._boxes_on(line, self.window.start[row], self.window.end[row])
            ]
        return found

    def shortest_on(self, line: int) -> list[Run]:
        """The same, those of the shortest spans first."""
        found = self._shortest.get(line)
        if found is None:
            found = self._shortest[line] = sorted(
                self.runs_on(line),
                key=lambda run: (run.mark.end - run.mark.start, run.mark.start, run.mark.uid),
            )
        return found

    def _boxes_on(self, line: int, start: int, end: int) -> list[Box]:
        paragraph = self.paragraph
        low, high = max(start, paragraph.line_start(line)), min(end, paragraph.line_end(line))
        boxes = paragraph.boxes(low, high)
        if boxes or paragraph.boxes(start, end):
            return boxes
        stub = paragraph.stub(start, end)
        return [stub] if stub.line == line else []

    def _rows(self, start: int, end: int) -> list[int]:
        rows = self.window.rows
        touching: NDArray[np.bool_] = (rows.start < end) & (rows.end > start)
        return touching.nonzero()[0].tolist()

    def lines_unlike(self, other: Layer) -> set[int]:
        """The lines that look different in another layer of the same paragraph, of those that both cover."""
        pitch = self.paragraph.pitch
        differ = {top // pitch for _tag, _left, top, _width, _height in self._rects ^ other._rects}
        differ |= {badge.line for badge in set(self.badges).symmetric_difference(other.badges)}
        differ |= {join.line for join in set(self.joins).symmetric_difference(other.joins)}
        # Lanes can lie below their line, where lines are close.
        both = range(
            max(self.covered.start, other.covered.start), min(self.covered.stop, other.covered.stop) + 1
        )
        return differ & set(both)

    @cached_property
    def _rects(self) -> set[tuple[str, int, int, int, int]]:
        return {(tag, *rect) for tag, rects in (*self.tints, *self.lines) for rect in rects}

    def goes_on_like(self, other: Layer) -> bool:
        """Whether the spans that go on behind the paragraph have the same lanes in another layer of it."""
        return self._ahead == other._ahead

    @cached_property
    def _ahead(self) -> set[tuple[int, int, int, int]]:
        """The spans that go on behind the paragraph, their tags and lanes."""
        paragraph, window = self.paragraph, self.window
        rows = self._rows(paragraph.start, paragraph.end)
        return {
            (window.start[row], window.end[row], int(window.rows.tag[row]), int(self.lanes[row]))
            for row in rows
            if window.end[row] > paragraph.end
        }
