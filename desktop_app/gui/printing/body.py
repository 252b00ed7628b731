"""The running text on paper: paragraphs with tints, lanes, joins and codes."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from desktop_app.gui.printing.blocks import Words, draw_shape
from desktop_app.gui.printing.gathering import Gathered
from desktop_app.gui.printing.paper import BADGE_ROOM, BODY_POINTS, Paper, colour, sans, units
from desktop_app.gui.reading.lanes import DEEPER
from desktop_app.gui.reading.layers import layers
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.gui.reading.runs import Layer, Run

CODE_POINTS = 5.2
_BADGE_POINTS = 7.5
_DASH, _DASH_GAP = units(3), units(2)
_CORNER = units(1.2)
_LEAST = units(1.5)
"""Where nothing of a passage has ink, so much is shown of it."""


class BodyBlock:
    """A segment of the text, of which any line may begin a page."""

    whole = False
    keeps = False

    def __init__(self, number: int, found: Gathered, paper: Paper) -> None:
        buffer = found.buffer
        self._metrics = paper.metrics.grouped(len(found.shown.groups))
        self.paragraph = Paragraph(
            number,
            buffer.start(number),
            buffer.text(number)[: buffer.painted_length(number)],
            is_cut=buffer.is_cut(number),
            metrics=self._metrics,
            width=paper.column,
        )
        self._found = found
        # The line break, and a CR before it, belong to the last line.
        self._end = buffer.end(number) + buffer.break_length(number)
        self.heights = [self.paragraph.pitch] * self.paragraph.line_count
        self.after = self.paragraph.height - sum(self.heights)

    def offsets(self, first: int, stop: int) -> tuple[int, int]:
        """The code points of the document on these lines, end-exclusive."""
        last = stop == self.paragraph.line_count
        return self.paragraph.line_start(first), self._end if last else self.paragraph.line_start(stop)

    @cached_property
    def _layer(self) -> Layer:
        found = self._found
        made = layers(
            found.index,
            [self.paragraph],
            metrics=self._metrics,
            shown=found.shown,
            pieces=found.index.spans_of,
        )
        return made[0]

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        painter.save()
        painter.translate(0, -first * self.paragraph.pitch)
        painter.setPen(Qt.PenStyle.NoPen)
        seen = range(first, stop)
        if not self.paragraph.text.isascii():
            self._clip(painter, seen)
        runs = self._runs(seen)
        self._paint_tints(painter, runs)
        self._paint_lanes(painter, runs, seen)
        for line in seen:
            painter.setPen(colour("ink"))
            self.paragraph.layout.lineAt(line).draw(painter, QPointF(0, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_signs(painter, seen)
        self._paint_codes(painter, runs, first)
        painter.restore()

    def _clip(self, painter: QPainter, seen: range) -> None:
        """Keep letters under heaps of marks from reaching over the whole page."""
        pitch = self.paragraph.pitch
        room = QRect(0, (seen.start - 1) * pitch, self.paragraph.width, (len(seen) + 2) * pitch)
        painter.setClipRect(room.adjusted(-BADGE_ROOM, 0, BADGE_ROOM, 0))

    def _runs(self, seen: range) -> list[Run]:
        """What is shown of passages on these lines: on a blank one only those that are nowhere else."""
        runs = [run for run in self._layer.runs if run.line in seen]
        if not self.paragraph.is_blank:
            return runs
        return [run for run in runs if self.paragraph.start <= run.mark.start and run.mark.end <= self._end]

    # Annotations

    def _is_dashed(self, run: Run) -> bool:
        return run.mark.annotator in self._found.shown.dashed

    def _colours(self, tag_uid: str) -> tuple[QColor, QColor]:
        tag = self._found.tags[tag_uid]
        return tag.line, tag.tint

    def _paint_tints(self, painter: QPainter, runs: list[Run]) -> None:
        metrics = self._metrics
        height = min(metrics.tint_bottom, self.paragraph.pitch) - metrics.tint_top
        deepest_first = sorted(
            runs, key=lambda run: metrics.lane_count if run.lane == DEEPER else run.lane, reverse=True
        )
        for run in deepest_first:
            if not self._is_dashed(run):
                painter.setBrush(self._colours(run.mark.tag)[1])
                top = self.paragraph.line_top(run.line) + metrics.tint_top
                painter.drawRoundedRect(QRectF(run.left, top, _width(run), height), _CORNER, _CORNER)

    def _paint_lanes(self, painter: QPainter, runs: list[Run], seen: range) -> None:
        metrics = self._metrics
        for join in self._layer.joins:
            if join.line in seen:
                middle = self._lane_top(join.line, join.lane) + metrics.lane_height / 2
                thin = QRectF(join.left, middle - units(0.25), join.right - join.left, units(0.5))
                painter.fillRect(thin, self._colours(join.tag)[0])
        for run in runs:
            if run.lane == DEEPER:
                continue
            line = self._colours(run.mark.tag)[0]
            top = self._lane_top(run.line, run.lane)
            # A little short, so that two neighbours do not look like one.
            end = run.left + max(_width(run) - units(0.5), units(0.5))
            step, dash = (
                (_DASH + _DASH_GAP, _DASH) if self._is_dashed(run) else (end - run.left, end - run.left)
            )
            for left in range(run.left, end, step):
                painter.fillRect(QRectF(left, top, min(dash, end - left), metrics.lane_height), line)

    def _lane_top(self, line: int, lane: int) -> int:
        lift = self._metrics.lane_lift(self.paragraph.pitch)
        return self.paragraph.line_top(line) + self._metrics.lane_top(max(lane, 0)) - lift

    # Signs

    def _paint_signs(self, painter: QPainter, seen: range) -> None:
        paragraph, metrics = self.paragraph, self._metrics
        muted = colour("muted")
        for place in paragraph.hidden:
            offset = paragraph.start + place
            line = paragraph.line_of(offset)
            if line in seen:
                x = paragraph.x_of(offset, line)
                top = paragraph.line_top(line) + metrics.tint_top + units(1)
                height = metrics.baseline - metrics.tint_top
                painter.fillRect(QRectF(x, top, units(0.5), height), muted)
                painter.fillRect(QRectF(x, top, units(2), units(2)), muted)
        if paragraph.is_cut and paragraph.line_count - 1 in seen:
            y = paragraph.line_top(paragraph.line_count - 1) + metrics.baseline - units(2)
            for x in (-12, -9, -6):
                painter.fillRect(QRectF(units(x), y, units(1), units(1)), muted)
        for badge in self._layer.badges:
            if badge.line in seen and not paragraph.is_blank:
                y = paragraph.line_top(badge.line) + metrics.baseline
                words = Words(f"+{badge.count}", sans(_BADGE_POINTS), "muted")
                draw_shape(painter, QPointF(paragraph.width + units(4), y), words)

    def _paint_codes(self, painter: QPainter, runs: list[Run], first: int) -> None:
        """Small over the beginning of each passage, and where one goes on at the top: which tag it has."""
        font = sans(CODE_POINTS)
        measure = QFontMetricsF(font)
        by_line: dict[int, list[tuple[int, int, str, QColor]]] = defaultdict(list)
        named = set()
        for run in runs:
            mark = run.mark
            begins = mark.start >= self.paragraph.line_start(run.line)
            if mark in named or run.lane == DEEPER or not (begins or run.line == first):
                continue
            named.add(mark)
            code = self._found.code(mark.tag, mark.uid)
            width = ceil(measure.horizontalAdvance(code))
            by_line[run.line].append((self._code_left(run, width), width, code, self._colours(mark.tag)[0]))
        for line, codes in by_line.items():
            y = self.paragraph.line_top(line) + self._metrics.tint_top + units(BODY_POINTS * 0.06)
            free = -units(20)
            for left, width, code, tint in sorted(codes, key=lambda item: item[0]):
                left = max(left, free)
                draw_shape(painter, QPointF(left, y), Words(code, font), tint)
                free = left + width + units(1.5)

    def _code_left(self, run: Run, width: int) -> int:
        """Where a code stands: over the first character of the passage on the line, at its outer edge."""
        paragraph = self.paragraph
        if not paragraph.has_two_directions:
            return run.left
        start = max(run.mark.start, paragraph.line_start(run.line))
        boxes = [box for box in paragraph.boxes(start, paragraph.after(start)) if box.line == run.line]
        if not boxes:
            return run.left
        return boxes[0].right - width if paragraph.runs_leftwards(start) else boxes[0].left


def _width(run: Run) -> int:
    return max(run.right - run.left, _LEAST)
