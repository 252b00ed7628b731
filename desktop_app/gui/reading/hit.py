"""What lies under the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.gui.reading.lanes import DEEPER
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paint import BADGE_LEFT, BADGE_WIDTH
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.gui.reading.runs import Layer


def marks_at(paragraph: Paragraph, layer: Layer, metrics: Metrics, *, x: float, y: float) -> list[Mark]:
    """The annotations at a point of a paragraph: the one whose own line, or the line between
    its parts, is there, then from the shortest on.
    """
    if not 0 <= y < paragraph.line_count * paragraph.pitch:
        return []
    line = paragraph.line_at(y)
    lane = metrics.lane_at(y - paragraph.line_top(line) + metrics.lane_lift(paragraph.pitch))
    own: list[Mark] = []
    rest: list[Mark] = []
    for run in layer.shortest_on(line):
        if run.left <= x < run.right:
            (own if run.lane == lane != DEEPER else rest).append(run.mark)
    joined = [
        join.mark
        for join in layer.joins
        if (join.line, join.lane) == (line, lane) and join.left <= x < join.right
    ]
    return list({mark.uid: mark for mark in (*own, *joined, *rest)}.values())


def next_in_turn(marks: Sequence[Mark], chosen: str) -> Mark:
    """The one to choose when a place is clicked: the first, or the one behind the chosen one."""
    uids = [mark.uid for mark in marks]
    return marks[(uids.index(chosen) + 1) % len(marks)] if chosen in uids else marks[0]


def badge_at(paragraph: Paragraph, layer: Layer, *, x: float, y: float) -> int | None:
    """The line whose number of further annotations is at a point, if any."""
    if not paragraph.width + BADGE_LEFT - 4 <= x < paragraph.width + BADGE_LEFT + BADGE_WIDTH:
        return None
    if not 0 <= y < paragraph.line_count * paragraph.pitch:
        return None
    line = paragraph.line_at(y)
    return line if any(badge.line == line for badge in layer.badges) else None


def marks_on_line(layer: Layer, line: int) -> list[Mark]:
    """Every annotation on a line, in order."""
    found = {run.mark.uid: run.mark for run in layer.runs_on(line)}
    return sorted(found.values(), key=lambda mark: (mark.start, -mark.end, mark.uid))
