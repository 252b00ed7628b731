"""Puts paragraphs on the screen: grounds, lanes, text, and what is shown on top of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QStaticText

from desktop_app.gui.reading.caret import Place
from desktop_app.gui.reading.colours import MarkColours, ReadingColours
from desktop_app.gui.reading.flow import Placed
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.offsets import TURNING
from desktop_app.gui.reading.outline import FOCUS_WIDTH, RADIUS, Outline, ring
from desktop_app.gui.reading.paragraph import Box, Paragraph
from desktop_app.gui.reading.runs import MUTED, Badge, Join, Layer
from desktop_app.model.span import Span

CARET_WIDTH = 2
SPILL = 8
"""Pixels by which signs can reach over the edge of a line."""
BADGE_LEFT, BADGE_WIDTH = 8, 30
"""Where the number of further annotations stands, counted from the right edge of the column."""
_BREAK_WIDTH = 6
_CUT_DOTS = (-18, -13, -8)
_POINT = 3
_ORIGIN = QPointF(0, 0)
_SINGLY = 2
"""So many lines are drawn sooner by themselves than by the layout, which looks through all it has."""


@dataclass(slots=True)
class Found:
    """Search hits in order of their starts, which do not overlap; `now` is the place of the one that is looked at."""

    spans: Sequence[Span] = ()
    now: int | None = None
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [span.start for span in self.spans]

    def between(self, start: int, end: int) -> range:
        """The places of the hits that touch a stretch."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return range(first, bisect_left(self.starts, end))


@dataclass(slots=True)
class Scene:
    """What is shown beside text and annotations: offsets, and the outline of the chosen annotation."""

    selection: Span | None = None
    caret: Place | None = None
    found: Found = field(default_factory=Found)
    outline: Outline = field(default_factory=Outline)


@dataclass(frozen=True, slots=True)
class Look:
    """The measures and colours of a view. `marks` are the colours of tags by their uid."""

    metrics: Metrics
    colours: ReadingColours
    marks: Mapping[str, MarkColours]
    badges: dict[int, QStaticText] = field(default_factory=dict, compare=False)
    no_pen: QPen = field(default_factory=lambda: QPen(Qt.PenStyle.NoPen), compare=False)

    def of(self, tag: str) -> MarkColours:
        """The colours of a tag, or those for unknown ones."""
        return self.marks.get(tag, self.colours.unknown)

    def line(self, tag: str) -> QColor:
        """The colour of a line of a tag, or of what is out of focus."""
        return self.colours.muted if tag == MUTED else self.of(tag).line

    def badge(self, count: int) -> QStaticText:
        """The sign for so many further annotations."""
        found = self.badges.get(count)
        if found is None:
            found = self.badges[count] = QStaticText(f"+{count}")
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(font=self.metrics.small)
        return found


class PagePainter:
    """Paints paragraphs whose column begins `x` pixels from the left of the window. `clip` is what needs painting."""

    def __init__(self, painter: QPainter, look: Look, *, x: int, clip: QRect) -> None:
        self._painter = painter
        self._look = look
        self._x = x
        self._clip = clip
        self._ground = clip.top()

    def paint_ground(self, bottom: int) -> None:
        """The page itself, from where it was painted last to a height of the window."""
        clip, top = self._clip, self._ground
        height = min(bottom, clip.bottom() + 1) - top
        if height > 0:
            self._painter.fillRect(clip.left(), top, clip.width(), height, self._look.colours.page)
            self._ground = top + height

    def paint(self, placed: Placed, layer: Layer, scene: Scene) -> None:
        """One paragraph with all its layers, in this order: grounds, lanes, text, signs, caret."""
        painter, colours = self._painter, self._look.colours
        # Saving and restoring the painter would take longer than to say anew what the next paragraph needs.
        painter.translate(self._x, placed.top)
        painter.setPen(self._look.no_pen)
        clip = self._clip.translated(-self._x, -placed.top)
        upper, lower, pitch = clip.top(), clip.bottom(), placed.paragraph.pitch
        marks, unknown = self._look.marks, colours.unknown
        is_whole = upper <= 0 and lower > placed.bottom - placed.top + SPILL
        draw = painter.drawRect
        for fill in layer.tints:
            rects = fill.rects if is_whole else fill.between(upper, lower, pitch)
            if rects:
                painter.setBrush(marks.get(fill.tag, unknown).tint)
                for rect in rects:
                    draw(*rect)
        self._paint_grounds(placed, scene)
        for join in layer.joins:
            self._fill(self._look.line(join.tag), self._join_rects(placed, join))
        for fill in layer.lines:
            rects = fill.rects if is_whole else fill.between(upper, lower, pitch)
            if rects:
                painter.setBrush(colours.muted if fill.tag == MUTED else marks.get(fill.tag, unknown).line)
                for rect in rects:
                    draw(*rect)
        painter.setPen(colours.ink)
        self._draw_text(placed.paragraph, clip, is_whole=is_whole)
        self._paint_signs(placed, layer.badges, clip)
        if scene.caret is not None and placed.paragraph.start <= scene.caret.offset:
            self._paint_caret(placed, scene.caret)
        painter.translate(-self._x, -placed.top)

    def _draw_text(self, paragraph: Paragraph, clip: QRect, *, is_whole: bool) -> None:
        if paragraph.has_heaps:
            self._draw_lines(paragraph, clip)
            return
        every = range(paragraph.line_count)
        lines = every if is_whole else paragraph.lines_between(clip.top(), clip.bottom() + 1)
        if len(lines) > _SINGLY:
            paragraph.layout.draw(self._painter, _ORIGIN, [], QRectF(clip))
            return
        for line in lines:
            paragraph.layout.lineAt(line).draw(self._painter, _ORIGIN)

    def _draw_lines(self, paragraph: Paragraph, clip: QRect) -> None:
        """Line by line, so that letters under heaps of marks do not reach over the whole page."""
        painter = self._painter
        painter.save()
        for line in range(paragraph.line_count):
            top, height = paragraph.line_top(line) - SPILL, paragraph.pitch + 2 * SPILL
            room = clip.intersected(QRect(clip.left(), top, clip.width(), height))
            if not room.isEmpty():
                painter.setClipRect(room)
                paragraph.layout.lineAt(line).draw(painter, _ORIGIN)
        painter.restore()

    def _fill(self, colour: QColor, rects: list[QRect]) -> None:
        if rects:
            self._painter.setBrush(colour)
            self._painter.drawRects(rects)

    def _join_rects(self, placed: Placed, join: Join) -> list[QRect]:
        """The thin line, with a point at its end where the other part is out of reach."""
        metrics = self._look.metrics
        paragraph = placed.paragraph
        top = paragraph.line_top(join.line) + metrics.lane_top(join.lane) - metrics.lane_lift(paragraph.pitch)
        y = top + (metrics.lane_height - 1) // 2
        line = QRect(join.left, y, join.right - join.left, 1)
        if not join.onward:
            return [line]
        tip = join.right if join.onward > 0 else join.left - 1
        return [line, *(QRect(tip - join.onward * back, y - back, 1, 2 * back + 1) for back in range(_POINT))]

    def _band(self, placed: Placed, boxes: Sequence[Box]) -> list[QRect]:
        metrics, paragraph = self._look.metrics, placed.paragraph
        height = min(metrics.tint_bottom + metrics.lane_height, paragraph.pitch) - metrics.tint_top
        return [
            QRect(box.left, paragraph.line_top(box.line) + metrics.tint_top, box.right - box.left, height)
            for box in boxes
        ]

    def _paint_grounds(self, placed: Placed, scene: Scene) -> None:
        paragraph, colours = placed.paragraph, self._look.colours
        found = scene.found
        for place in found.between(paragraph.start, paragraph.end):
            boxes = paragraph.boxes(found.spans[place].start, found.spans[place].end)
            self._fill(colours.found_now if place == found.now else colours.found, self._band(placed, boxes))
        selection = scene.selection
        if selection is None or selection.end <= paragraph.start or selection.start > paragraph.end:
            return
        boxes = paragraph.boxes(selection.start, selection.end)
        if selection.end > paragraph.end:
            # The line break is selected too.
            last = paragraph.line_count - 1
            right = paragraph.ink_right(last)
            boxes.append(Box(last, right, right + _BREAK_WIDTH))
        self._fill(colours.selection, self._band(placed, boxes))

    def _paint_signs(self, placed: Placed, badges: Sequence[Badge], clip: QRect) -> None:
        painter, colours, metrics = self._painter, self._look.colours, self._look.metrics
        paragraph = placed.paragraph
        if paragraph.hidden:
            painter.setPen(Qt.PenStyle.NoPen)
            turning = [place for place in paragraph.hidden if paragraph.text[place] in TURNING]
            for places, colour in (
                (set(paragraph.hidden) - set(turning), colours.muted),
                (turning, colours.ink),
            ):
                self._fill(colour, [rect for place in places for rect in self._hidden_sign(paragraph, place)])
        if paragraph.is_cut:
            y = paragraph.line_top(paragraph.line_count - 1) + metrics.baseline - 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.muted)
            painter.drawRects([QRect(x, y, 2, 2) for x in _CUT_DOTS])
        if badges:
            painter.setFont(metrics.small)
            painter.setPen(colours.muted)
            x, y = paragraph.width + BADGE_LEFT, metrics.baseline - metrics.small_ascent
            first, last = paragraph.line_at(clip.top()), paragraph.line_at(clip.bottom())
            for badge in badges:
                if first <= badge.line <= last:
                    painter.drawStaticText(x, y + badge.line * paragraph.pitch, self._look.badge(badge.count))

    def _hidden_sign(self, paragraph: Paragraph, place: int) -> list[QRect]:
        """A little post with a flag where a character is that leaves no ink; the flag of one that turns the direction
        of writing is larger and shows where to.
        """
        offset, metrics = paragraph.start + place, self._look.metrics
        line = paragraph.line_of(offset)
        x = round(paragraph.x_of(offset, line))
        top = paragraph.line_top(line) + metrics.tint_top + 2
        height = metrics.baseline - metrics.tint_top
        way = TURNING.get(paragraph.text[place])
        if way is None:
            return [QRect(x, top, 1, height), QRect(x + 1, top, 3, 3)]
        flag = [
            QRect(x + (column if way > 0 else -column), top + column, 1, 7 - 2 * column)
            for column in range(4)
        ]
        return [QRect(x, top, 1, height), *(flag if way else [QRect(x - 2, top, 5, 4)])]

    def _paint_caret(self, placed: Placed, place: Place) -> None:
        paragraph, metrics = placed.paragraph, self._look.metrics
        if place.offset > paragraph.end:
            return
        line = place.line(paragraph)
        x = min(round(paragraph.x_of(place.offset, line)), paragraph.width)
        height = min(metrics.tint_bottom, paragraph.pitch) - metrics.tint_top
        width = max(CARET_WIDTH, metrics.baseline // 8)
        caret = QRect(x - width // 2, paragraph.line_top(line) + metrics.tint_top, width, height)
        self._painter.fillRect(caret, self._look.colours.caret)

    def paint_outline(self, outline: Outline) -> None:
        """The outline of the chosen annotation with its grips."""
        if not any(self._clip.intersects(area) for area in outline.areas):
            return
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.colours.focus, FOCUS_WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(outline.rects) == 1:
            painter.drawRoundedRect(outline.rects[0], RADIUS, RADIUS)
        else:
            painter.drawPath(ring(outline.rects))
        painter.setPen(QPen(self._look.colours.page, 1))
        painter.setBrush(self._look.colours.focus)
        for rect in outline.grips:
            painter.drawRoundedRect(rect, 2, 2)
        painter.restore()


def badge_area(paragraph: Paragraph, line: int) -> QRect:
    """The pixels of the paragraph in which the number of further annotations of a line stands."""
    return QRect(paragraph.width + BADGE_LEFT, paragraph.line_top(line), BADGE_WIDTH, paragraph.pitch)
