"""The links of the chosen annotation as lines over the text: where they run, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop_app.gui.reading.flow import Placed
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paint import Look

_WIDTH, _RISE, _EDGE, _HEAD, _PAD, _INSET = 1.5, 12, 6, 4, 4, 8
_MOST_NAMES = 3
_SOFT = 0.5


class Tie(NamedTuple):
    """A link of the chosen annotation: to the annotation `uid`, in these words, written at the other end."""

    uid: str
    words: str


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from one point of the viewport to another; `beyond` is -1 or 1 where it leaves above or below, else 0."""

    start: QPoint
    end: QPoint
    words: str
    tag: str
    beyond: int = 0
    level: bool = False


def arcs(
    seen: Sequence[Placed],
    metrics: Metrics,
    chosen: Sequence[Mark],
    ties: Sequence[tuple[Sequence[Mark], str]],
    *,
    x: int,
    height: int,
) -> list[Arc]:
    """The lines from the passages of the chosen annotation to those of others, of which only what is seen counts.

    What lies above or below the window shares one line each way; between ends that are both out of sight there is none.
    """
    source = _boxes(seen, metrics, chosen, x)
    found: list[Arc] = []
    beyond: dict[int, list[tuple[str, str]]] = {-1: [], 1: []}
    for marks, words in ties:
        if not marks:
            continue
        target = _boxes(seen, metrics, marks, x)
        if target and source:
            found.append(_between(source, target, words, marks[0].tag, metrics.pitch))
        elif target and chosen:
            way = -1 if chosen[0].start < marks[0].start else 1
            foot, edge = _leaving(target, way, height)
            found.append(Arc(edge, foot, words, marks[0].tag))
        elif source:
            beyond[-1 if marks[0].start < chosen[0].start else 1].append((words, marks[0].tag))
    for way, names in beyond.items():
        if names:
            start, end = _leaving(source, way, height)
            found.append(Arc(start, end, _together([words for words, _tag in names]), names[0][1], way))
    return found


def _together(names: Sequence[str]) -> str:
    kinds = list(dict.fromkeys(names))
    more = len(names) - min(len(kinds), _MOST_NAMES)
    words = ", ".join(kinds[:_MOST_NAMES])
    return f"{words} +{more}" if more else words


def _boxes(seen: Sequence[Placed], metrics: Metrics, marks: Sequence[Mark], x: int) -> list[QRect]:
    """The visible lines of passages, from the top."""
    height = metrics.tint_bottom - metrics.tint_top
    found = [
        QRect(
            x + box.left,
            placed.top + placed.paragraph.line_top(box.line) + metrics.tint_top,
            box.right - box.left,
            height,
        )
        for mark in marks
        for placed in seen
        if mark.start < placed.paragraph.end and mark.end > placed.paragraph.start
        for box in placed.paragraph.boxes(mark.start, mark.end)
    ]
    window = seen[-1].bottom if seen else 0
    return sorted((box for box in found if box.bottom() > 0 and box.top() < window), key=QRect.top)


def _between(source: list[QRect], target: list[QRect], words: str, tag: str, pitch: int) -> Arc:
    """The shortest line between two passages."""
    pairs = ((one, other) for one in source for other in target[:1] + target[-1:])
    one, other = min(pairs, key=lambda pair: abs(pair[0].center().y() - pair[1].center().y()))
    tip = _within(other, one.center().x() if one.width() < other.width() else other.center().x())
    foot = _within(one, tip)
    if abs(one.top() - other.top()) < pitch // 2:
        return Arc(QPoint(foot, one.top()), QPoint(tip, other.top()), words, tag, level=True)
    down = one.top() < other.top()
    start = QPoint(foot, one.bottom() if down else one.top())
    return Arc(start, QPoint(tip, other.top() if down else other.bottom()), words, tag)


def _within(box: QRect, x: int) -> int:
    return max(
        box.left() + min(_INSET, box.width() // 2), min(x, box.right() - min(_INSET, box.width() // 2))
    )


def _leaving(boxes: list[QRect], way: int, height: int) -> tuple[QPoint, QPoint]:
    """From a passage straight to the upper or lower edge of the window."""
    box = boxes[0] if way < 0 else boxes[-1]
    x = box.center().x()
    start = QPoint(x, box.top() if way < 0 else box.bottom())
    return start, QPoint(x, _EDGE if way < 0 else height - _EDGE)


class ArcPainter:
    """Draws arcs with the look of a view, `width` pixels wide."""

    def __init__(self, painter: QPainter, look: Look, *, width: int) -> None:
        self._painter = painter
        self._look = look
        self._width = width

    def paint(self, found: Sequence[Arc]) -> None:
        """Lines first, so that all names can be read."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for arc in found:
            self._line(arc)
        painter.setFont(self._look.metrics.small)
        for arc in found:
            self._name(arc)
        painter.restore()

    def _line(self, arc: Arc) -> None:
        colour = QColor(self._look.line(arc.tag))
        if not arc.level:
            # It crosses other lines of text, which stay the clearer of the two.
            colour.setAlphaF(_SOFT)
        self._painter.setPen(QPen(colour, _WIDTH))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(QPointF(arc.start))
        if arc.level:
            top = min(arc.start.y(), arc.end.y()) - _RISE
            path.cubicTo(QPointF(arc.start.x(), top), QPointF(arc.end.x(), top), QPointF(arc.end))
        else:
            half = (arc.end.y() - arc.start.y()) / 2
            path.cubicTo(
                QPointF(arc.start.x(), arc.start.y() + half),
                QPointF(arc.end.x(), arc.end.y() - half),
                QPointF(arc.end),
            )
        self._painter.drawPath(path)
        self._painter.setBrush(colour)
        if arc.beyond:
            tip, side = QPointF(arc.end), QPointF(_HEAD, -_HEAD * arc.beyond)
            self._painter.drawPolygon([tip, tip + side, tip + QPointF(-side.x(), side.y())])
        else:
            self._painter.drawEllipse(QPointF(arc.end), 2, 2)

    def _name(self, arc: Arc) -> None:
        if not arc.words:
            return
        metrics = QFontMetricsF(self._look.metrics.small)
        wide, high = metrics.horizontalAdvance(arc.words) + 2 * _PAD, metrics.height()
        left = max(2.0, min(arc.end.x() - wide / 2, self._width - wide - 2))
        rising = arc.end.y() <= arc.start.y() and not arc.level
        top = arc.end.y() + _HEAD if rising and not arc.beyond else arc.end.y() - high - 1
        if arc.beyond:
            left = min(arc.end.x() + 2 * _HEAD, self._width - wide - 2)
            top = arc.end.y() - (0 if arc.beyond < 0 else high)
        box = QRectF(left, top, wide, high)
        self._painter.setPen(QPen(self._look.line(arc.tag), 1))
        self._painter.setBrush(self._look.colours.page)
        self._painter.drawRoundedRect(box, 3, 3)
        self._painter.setPen(self._look.colours.ink)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, arc.words)
