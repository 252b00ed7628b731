"""The line around a passage, across all the lines of text that it takes up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainterPath, QRegion

RADIUS = 4.0


def outline(rects: Sequence[QRect]) -> QPainterPath:
    """A path with rounded corners around the rectangles, one ring for all that touch each other."""
    path = QPainterPath()
    if len(rects) == 1:
        path.addRoundedRect(rects[0], RADIUS, RADIUS)
        return path
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
