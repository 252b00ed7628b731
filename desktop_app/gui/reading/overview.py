"""The strip beside the scroll bar that shows where in the text the annotations are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QToolTip, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.flow import Flow
from desktop_app.gui.reading.paint import Look
from desktop_app.gui.reading.spans import SpanIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop_app.model.records import Annotation

WIDTH = 16
ROW = 4
_TICK_HEIGHT = 3
_SEEN_WIDTH = 2
_LATER_MS = 30
"""The line with the mark is painted first."""
_OWN, _OTHERS, _FOUND = (3, 6), (10, 3), (1, 2)
"""Left edge and width of the ticks of one's own annotations, of other annotators', and of search hits."""


class Tick(NamedTuple):
    """A row that is ticked, the tag whose colour it has, and whether other annotators' spans are meant."""

    row: int
    tag: str
    others: bool = False


class Overview(QWidget):
    """A row of `ROW` pixels for each stretch of text, ticked in the colour of the tag that is most often in it.

    Other annotators than `own` ('' for none in particular) have ticks of their own beside them. What is seen of the
    text has a lighter ground. `jumped` is emitted with an offset when the strip is clicked.
    """

    jumped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.own = ""
        self._look: Look | None = None
        self._flow: Flow | None = None
        self._shown = Filter()
        self._edges: NDArray[np.int64] = np.zeros(1, np.int64)
        self._counts: dict[tuple[str, str], NDArray[np.int64]] = {}
        self._found: Sequence[int] = ()
        self._found_rows: frozenset[int] = frozenset()
        self._seen = range(0)
        self._stale: list[int] = []
        self._uncounted: list[tuple[Annotation, int]] = []
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._paint_stale)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 0)

    def show_look(self, look: Look) -> None:
        """Paint with these colours."""
        self._look = look
        self.update()

    def forget_text(self) -> None:
        """Another text is shown: say nothing of the one that was, and keep it no longer, until that one is counted."""
        self._flow = None

    def count(self, flow: Flow, index: SpanIndex, shown: Filter) -> None:
        """Count all annotations anew. Takes time in proportion to their number."""
        rows = max(self.height() // ROW, 1)
        starts = [_offset_at(flow, flow.total * row // rows) for row in range(rows)]
        self._edges = np.maximum.accumulate(np.array([0, *starts[1:], flow.buffer.length + 1], np.int64))
        self._flow = flow
        self._shown = shown
        self._counts = index.density(self._edges)
        self._uncounted.clear()
        self._place_found()
        self.show_seen(*flow.seen())
        self.update()

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        """Count one annotation anew: as it was (None if it is new) and as it is (None if it is gone)."""
        self._uncounted += [(item, change) for item, change in ((before, -1), (after, 1)) if item is not None]
        if not self._later.isActive():
            self._later.start()

    def _catch_up(self) -> None:
        """Count what was put off: while a mark is made, nobody looks at the strip."""
        uncounted, self._uncounted = self._uncounted, []
        for annotation, change in uncounted:
            kind = annotation.tag_uid, annotation.annotator_uid
            counts = self._counts.setdefault(kind, np.zeros(len(self._edges) - 1, np.int64))
            for span in annotation.spans:
                row = self.row_of(span.start)
                if 0 <= row < len(counts):
                    counts[row] += change
                    self._stale.append(row)

    def _paint_stale(self) -> None:
        self._catch_up()
        if self._stale:
            top, bottom = min(self._stale) * ROW, (max(self._stale) + 1) * ROW
            self._stale.clear()
            self.update(0, top, WIDTH, bottom - top)

    def show_found(self, starts: Sequence[int]) -> None:
        """Tick the search hits that start at these offsets."""
        if starts is not self._found:
            self._found = starts
            self._place_found()
            self.update()

    def show_seen(self, first: int, last: int) -> None:
        """Say which offsets are seen in the window."""
        # Where rows are shorter than a character, several begin at the same one.
        top = min(int(self._edges.searchsorted(first)), self.row_of(first))
        seen = range(top, self.row_of(last) + 1)
        if len(seen) >= len(self._edges) - 1:
            seen = range(0)
        if seen != self._seen:
            for rows in (self._seen, seen):
                self.update(self._turned(_bar(rows)))
            self._seen = seen

    def row_of(self, offset: int) -> int:
        """The row of an offset, from 0."""
        return int(self._edges.searchsorted(offset, "right")) - 1

    def ticks(self, first: int = 0, stop: int | None = None) -> list[Tick]:
        """What is ticked in the rows from `first` to before `stop`: others' spans after one's own."""
        self._catch_up()
        return [*self._ticks_of(first, stop, others=False), *self._ticks_of(first, stop, others=True)]

    def found_rows(self) -> frozenset[int]:
        """The rows with search hits."""
        return self._found_rows

    def seen_rows(self) -> range:
        """The rows of what is seen; none while that is everything."""
        return self._seen

    def words_at(self, y: int) -> str:
        """Where in the text a place of the strip is, for a tool tip."""
        if self._flow is None or len(self._edges) < 2:
            return ""
        offset, buffer = self._offset_of(y), self._flow.buffer
        share = round(100 * offset / max(buffer.length, 1))
        number = buffer.segment_at(min(offset, buffer.length)) + 1
        return _("{share} %, paragraph {number}").format(share=share, number=number)

    def _ticks_of(self, first: int, stop: int | None, *, others: bool) -> list[Tick]:
        shown = self._shown
        table: dict[str, NDArray[np.int64]] = {}
        for (tag, annotator), counts in self._counts.items():
            if tag in shown.tags or annotator in shown.annotators:
                continue
            if (bool(self.own) and annotator != self.own) is others:
                known = table.get(tag)
                table[tag] = counts[first:stop] if known is None else known + counts[first:stop]
        if not table:
            return []
        tags, rows = list(table), np.array(list(table.values()))
        if shown.focus in table:
            # The tag that is in focus is seen wherever it is.
            rows[tags.index(shown.focus)] <<= 32
        best = rows.argmax(axis=0)
        marked = np.flatnonzero(rows.max(axis=0) > 0).tolist()
        return [Tick(first + row, tags[best[row]], others) for row in marked]

    def _place_found(self) -> None:
        rows = np.searchsorted(self._edges, np.array(self._found, np.int64), "right") - 1
        self._found_rows = frozenset(rows.tolist())

    def _offset_of(self, y: int) -> int:
        return int(self._edges[min(max(y // ROW, 0), len(self._edges) - 2)])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._look is None:
            return
        clip, look = event.rect(), self._look
        painter.fillRect(clip, look.colours.panel)
        painter.fillRect(self._turned(QRect(0, clip.top(), 1, clip.height())), look.colours.rule)
        if self._seen:
            # A bar and no band: a filled stretch would look like a second scroll bar.
            painter.fillRect(self._turned(_bar(self._seen)), look.colours.muted)
        if self._turned(clip).left() >= WIDTH - _SEEN_WIDTH:
            return
        first, stop = clip.top() // ROW, clip.bottom() // ROW + 1
        # Turned once: there are hundreds of ticks.
        own, others, found = (self._side(place) for place in (_OWN, _OTHERS, _FOUND))
        for row in self._found_rows:
            if first <= row < stop:
                painter.fillRect(_box(row, found), look.colours.muted)
        for tick in self.ticks(first, stop):
            box = _box(tick.row, others if tick.others else own)
            if self._shown.focus in ("", tick.tag):
                painter.fillRect(box, look.of(tick.tag).line)
            else:
                painter.fillRect(box.adjusted(0, 1, 0, -1), look.colours.muted)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().y()), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._edges) > 1:
            self.jumped.emit(self._offset_of(int(event.position().y())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _turned(self, box: QRect) -> QRect:
        """The box as it lies in a window that reads from right to left, else as it is."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _side(self, place: tuple[int, int]) -> tuple[int, int]:
        """The same for a left edge with a width."""
        box = self._turned(QRect(place[0], 0, place[1], 1))
        return box.x(), box.width()


def _bar(rows: range) -> QRect:
    """The pixels beside the ticks that say that these rows are seen."""
    return QRect(WIDTH - _SEEN_WIDTH, rows.start * ROW, _SEEN_WIDTH, len(rows) * ROW)


def _box(row: int, place: tuple[int, int]) -> QRect:
    return QRect(place[0], row * ROW, place[1], _TICK_HEIGHT)


def _offset_at(flow: Flow, position: int) -> int:
    """About which offset is at a height of the text; where nothing was laid out, lines count as equally full."""
    index, within = flow.heights.locate(position)
    length = flow.buffer.end(index) - flow.buffer.start(index)
    return flow.buffer.start(index) + length * within // max(flow.heights.height(index), 1)
