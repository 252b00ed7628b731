"""The edges of the chosen annotation: where their handles stand, and where they go when they are moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.gui.reading.flow import Placed
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Box, Paragraph
from desktop_app.gui.reading.steps import Steps
from desktop_app.model.span import Span

REACH = 6
"""Pixels from a handle at which the mouse still takes hold of it."""


@dataclass(frozen=True, slots=True)
class Handle:
    """The grip of one edge: of part `part`, its start or its end. `x` is counted in the column, `y` in the window."""

    part: int
    is_start: bool
    x: int
    y: int
    height: int

    def is_near(self, x: float, y: float) -> bool:
        """Whether a point (in the column, in the window) takes hold of it."""
        return abs(x - self.x) <= REACH and self.y <= y < self.y + self.height


Boxes = Sequence[tuple[Placed, Sequence[Box]]]
"""What is seen of a part: the pieces of lines that it takes up, paragraph by paragraph."""


def handles(parts: Sequence[tuple[Mark, Boxes]], metrics: Metrics) -> list[Handle]:
    """The handles of an annotation's parts whose edges are seen."""
    found: list[Handle] = []
    for part, (mark, seen) in enumerate(parts):
        for placed, boxes in seen:
            paragraph = placed.paragraph
            for is_start, inside in (
                (True, paragraph.start <= mark.start < paragraph.end),
                (False, paragraph.start < mark.end <= paragraph.end),
            ):
                edge = _edge(paragraph, mark, boxes, is_start=is_start) if inside else None
                if edge is not None:
                    found.append(_handle(placed, metrics, part, edge))
    return found


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost character of a part, and where it is drawn."""

    box: Box
    offset: int
    is_start: bool

    def x(self, paragraph: Paragraph) -> int:
        return self.box.left if self.is_start != paragraph.runs_leftwards(self.offset) else self.box.right


def _edge(paragraph: Paragraph, mark: Mark, boxes: Sequence[Box], *, is_start: bool) -> _Edge | None:
    offset = mark.start if is_start else mark.end - 1
    if paragraph.by_cluster or not _is_letter(paragraph.text[offset - paragraph.start]):
        if is_start:
            boxes = paragraph.boxes(offset, min(paragraph.after(offset), mark.end))
        else:
            offset = max(paragraph.before(mark.end), mark.start)
            boxes = paragraph.boxes(offset, mark.end)
    return _Edge(boxes[0 if is_start else -1], offset, is_start) if boxes else None


def _is_letter(character: str) -> bool:
    """Whether it surely has ink, so that the edge of what it begins or ends is its own."""
    return character.isascii() and character.isalnum()


def _handle(placed: Placed, metrics: Metrics, part: int, edge: _Edge) -> Handle:
    x = edge.x(placed.paragraph)
    return Handle(
        part,
        edge.is_start,
        x - 3 if x == edge.box.left else x + 3,
        placed.top + placed.paragraph.line_top(edge.box.line) + metrics.tint_top,
        metrics.tint_bottom - metrics.tint_top + metrics.lane_height,
    )


def moved(spans: Sequence[Span], part: int, *, is_start: bool, offset: int) -> tuple[Span, ...] | None:
    """The spans with one edge at another offset; None where a part would vanish or reach into its neighbour."""
    span = spans[part]
    start, end = (offset, span.end) if is_start else (span.start, offset)
    low = spans[part - 1].end if part else 0
    if not low <= start < end or (part + 1 < len(spans) and end > spans[part + 1].start):
        return None
    changed = Span(start, end)
    return None if changed == span else (*spans[:part], changed, *spans[part + 1 :])


def part_at(spans: Sequence[Span], offset: int, *, is_start: bool) -> int:
    """The part whose edge is meant at an offset: the one that it is in or at, else the first or the last."""
    inside = [part for part, span in enumerate(spans) if span.start <= offset < span.end]
    at_end = [part for part, span in enumerate(spans) if span.end == offset]
    return next(iter([*inside, *at_end]), 0 if is_start else len(spans) - 1)


def nudged(
    spans: Sequence[Span], steps: Steps, *, part: int, is_start: bool, forward: bool, by_character: bool
) -> tuple[Span, ...] | None:
    """The spans with the start or end of one part a step further; None where there is no step to take."""
    offset = spans[part].start if is_start else spans[part].end
    if by_character:
        goal = steps.next_character(offset) if forward else steps.previous_character(offset)
    elif is_start:
        goal = steps.next_word(offset) if forward else steps.previous_word(offset)
    else:
        goal = steps.next_word_end(offset) if forward else steps.previous_word_end(offset)
    if goal == offset or not 0 <= goal <= steps.end:
        return None
    return moved(spans, part, is_start=is_start, offset=goal)


def dragged(
    spans: Sequence[Span], steps: Steps, handle: Handle, *, offset: int, by_character: bool
) -> tuple[Span, ...] | None:
    """The spans with the handle's edge pulled to the offset: to the nearest edge of a word, or of a character."""
    goal = offset if by_character else _nearest_edge(steps, offset, is_start=handle.is_start)
    return moved(spans, handle.part, is_start=handle.is_start, offset=goal)


def _nearest_edge(steps: Steps, offset: int, *, is_start: bool) -> int:
    if is_start:
        before, after = steps.previous_word(offset + 1), steps.next_word(offset)
    else:
        before, after = steps.previous_word_end(offset), steps.next_word_end(max(offset - 1, 0))
    return before if offset - before <= after - offset else after
