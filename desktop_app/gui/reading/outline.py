"""The line around the chosen annotation, across all the lines of text that it takes up, and the grips at its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainterPath, QRegion

from desktop_app.gui.reading.edges import Boxes, Handle, handles
from desktop_app.gui.reading.flow import Placed
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.metrics import Metrics

RADIUS = 4.0
FOCUS_WIDTH = 2
REACH = 6
"""So far from a rectangle the outline looks different with it than without."""
_FOCUS_SPACE = 3
_GRIP_WIDTH, _GRIP_HEIGHT = 5, 14


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What is drawn around passages where they are seen: rectangles in pixels of the window.

    `areas` are all the pixels that each passage's part of it takes up.
    """

    marks: Sequence[Mark] = ()
    rects: Sequence[QRect] = ()
    handles: Sequence[Handle] = ()
    grips: Sequence[QRect] = ()
    areas: Sequence[QRect] = ()

    @classmethod
    def of(
        cls, marks: Sequence[Mark], seen: Sequence[Placed], metrics: Metrics, *, x: int, held: bool
    ) -> Outline:
        """The outline of passages among the paragraphs that are `seen`, whose column begins at `x`; with grips where
        they can be `held`.
        """
        parts = [(mark, _boxes(mark, seen)) for mark in marks]
        around = [_rects(boxes, metrics, x) for _mark, boxes in parts]
        ends = handles(parts, metrics) if held else []
        grips = [_grip(handle, x) for handle in ends]
        areas = [_area([*rects, *grips]) for rects in around if rects]
        return cls(marks, [rect for rects in around for rect in rects], ends, grips, areas)


def _area(rects: Sequence[QRect]) -> QRect:
    found = QRect()
    for rect in rects:
        found = found.united(rect)
    return found.adjusted(-FOCUS_WIDTH, -FOCUS_WIDTH, FOCUS_WIDTH, FOCUS_WIDTH)


def _boxes(mark: Mark, seen: Sequence[Placed]) -> Boxes:
    return [
        (placed, placed.paragraph.boxes(mark.start, mark.end))
        for placed in seen
        if mark.start < placed.paragraph.end and mark.end > placed.paragraph.start
    ]


def _rects(seen: Boxes, metrics: Metrics, x: int) -> list[QRect]:
    """The rectangles around the visible lines of a passage; lines that follow each other touch."""
    spots = [
        (placed.top + placed.paragraph.line_top(box.line), box) for placed, boxes in seen for box in boxes
    ]
    tops = sorted({top for top, _box in spots})
    # A line reaches down to the next one of the passage, the last one to just below its own underline.
    bottoms = dict(zip(tops, [top - _FOCUS_SPACE for top in tops[1:]], strict=False))
    rects: list[QRect] = []
    for top, box in spots:
        bottom = bottoms.get(top, top + metrics.tint_bottom + metrics.lane_height + _FOCUS_SPACE)
        left, right = x + box.left - _FOCUS_SPACE, x + box.right + _FOCUS_SPACE
        y = top + metrics.tint_top - _FOCUS_SPACE
        rects.append(QRect(left, y, right - left, bottom - y))
    return rects


def _grip(handle: Handle, x: int) -> QRect:
    centre = handle.y + handle.height // 2
    return QRect(x + handle.x - _GRIP_WIDTH // 2, centre - _GRIP_HEIGHT // 2, _GRIP_WIDTH, _GRIP_HEIGHT)


def ring(rects: Sequence[QRect]) -> QPainterPath:
    """A path with rounded corners around the rectangles, one ring for all that touch each other."""
    path = QPainterPath()
    region = QRegion()
    for rect in rects:
        region = region.united(rect)
    edges = QPainterPath()
    edges.addRegion(region)
    for polygon in edges.simplified().toSubpathPolygons():
        _add_rounded(path, polygon.toList())
    return path


def _add_rounded(path: QPainterPath, polygon: list[QPointF]) -> None:
    corners = _corners(polygon)
    if len(corners) < 4:
        return
    ring = [corners[-1], *corners, corners[0]]
    for number, (before, corner, after) in enumerate(zip(ring, ring[1:], ring[2:], strict=False)):
        start, end = _towards(corner, before), _towards(corner, after)
        if number == 0:
            path.moveTo(start)
        else:
            path.lineTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()


def _corners(polygon: Sequence[QPointF]) -> list[QPointF]:
    """The points of a closed polygon at which it turns."""
    points = [QPointF(point) for point in polygon]
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    points = [one for one, other in pairwise([*points, *points[:1]]) if one != other]
    count = len(points)
    return [
        points[place]
        for place in range(count)
        if not _straight(points[place - 1], points[place], points[(place + 1) % count])
    ]


def _straight(before: QPointF, point: QPointF, after: QPointF) -> bool:
    return before.x() == point.x() == after.x() or before.y() == point.y() == after.y()


def _towards(corner: QPointF, neighbour: QPointF) -> QPointF:
    """The point at which the rounding of a corner begins, on its side to the neighbour."""
    way = neighbour - corner
    length = abs(way.x()) + abs(way.y())
    return corner + way * (min(RADIUS, length / 2) / length)
