"""What one annotation looks like in one paragraph: worked out once, used whenever its paragraph is drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QRect

from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Box, Paragraph

_STUB = 6
_ROUNDED = 6
_DASH, _DASH_GAP = 5, 3


class Run(NamedTuple):
    """A span's piece of one line. `lane` is DEEPER where it found none."""

    line: int
    left: int
    right: int
    lane: int
    mark: Mark


class Shape:
    """The pixels of one span in a paragraph, counted from the paragraph's corner.

    `boxes` are its pieces of lines.
    """

    def __init__(self, mark: Mark, paragraph: Paragraph, metrics: Metrics) -> None:
        self.mark = mark
        self.pitch = paragraph.pitch
        self.boxes = _boxes(mark, paragraph)
        self._two_ways = paragraph.has_two_directions
        self._metrics = metrics
        self._runs: dict[int, list[Run]] = {}
        self._underlines: dict[int, list[QRect]] = {}

    @cached_property
    def ground(self) -> list[QRect]:
        """The rectangles of the tint. Its corners are rounded by leaving out single pixels: no blending needed."""
        top, height = _band(self.pitch, self._metrics)
        rects: list[QRect] = []
        last = len(self.boxes) - 1
        for place, (line, left, right) in enumerate(self.boxes):
            y = line * self.pitch + top
            if right - left >= _ROUNDED and (place == 0 or self._two_ways):
                rects += (QRect(left, y + 2, 1, height - 2), QRect(left + 1, y + 1, 1, height - 1))
                left += 2
            if right - left >= _ROUNDED and (place == last or self._two_ways):
                rects += (QRect(right - 1, y + 2, 1, height - 2), QRect(right - 2, y + 1, 1, height - 1))
                right -= 2
            rects.append(QRect(left, y, right - left, height))
        return rects

    def runs(self, lane: int) -> list[Run]:
        """The pieces when the span has this lane."""
        found = self._runs.get(lane)
        if found is None:
            mark = self.mark
            found = self._runs[lane] = [
                Run(line, left, right, lane, mark) for line, left, right in self.boxes
            ]
        return found

    def underlines(self, lane: int) -> list[QRect]:
        """The line in a lane, piece by piece."""
        found = self._underlines.get(lane)
        if found is None:
            top, height = self._metrics.lane_top(lane), self._metrics.lane_height
            # One pixel short, so that two neighbours do not look like one.
            found = self._underlines[lane] = [
                QRect(left, line * self.pitch + top, max(right - left - 1, 1), height)
                for line, left, right in self.boxes
            ]
        return found

    def dashes(self, lane: int) -> list[QRect]:
        """The same as a dashed line."""
        return [
            QRect(x, line.y(), min(_DASH, line.x() + line.width() - x), line.height())
            for line in self.underlines(lane)
            for x in range(line.x(), line.x() + line.width(), _DASH + _DASH_GAP)
        ]


def bands(boxes: Sequence[Box], pitch: int, metrics: Metrics) -> list[QRect]:
    """The tint of pieces of lines, without rounded corners."""
    top, height = _band(pitch, metrics)
    return [QRect(left, line * pitch + top, right - left, height) for line, left, right in boxes]


def _band(pitch: int, metrics: Metrics) -> tuple[int, int]:
    """Top and height of a tint on its line."""
    return metrics.tint_top, min(metrics.tint_bottom, pitch) - metrics.tint_top


def shape_of(mark: Mark, paragraph: Paragraph, metrics: Metrics) -> Shape:
    """The shape of a span in a paragraph, which keeps it for the next time."""
    found = paragraph.shapes.get(mark)
    if found is None:
        found = paragraph.shapes[mark] = Shape(mark, paragraph, metrics)
    return found


def _boxes(mark: Mark, paragraph: Paragraph) -> list[Box]:
    boxes = paragraph.boxes(mark.start, mark.end)
    if boxes:
        return boxes
    # Nothing of it has ink: half a cluster, a line break. Show the cluster, or else where it is.
    first = max(mark.start, paragraph.start)
    after = paragraph.after(first)
    boxes = paragraph.boxes(paragraph.before(after), after)
    line = paragraph.line_of(first)
    if boxes and boxes[0].line == line:
        return boxes
    left = min(round(paragraph.x_of(first, line)), max(paragraph.width - _STUB, 0))
    return [Box(line, left, left + _STUB)]
