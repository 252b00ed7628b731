"""A text of any size behind a scroll bar: place, size, wheel, and what is done in idle moments."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop_app.gui.reading.ahead import pages_beyond
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.flow import Flow
from desktop_app.gui.reading.metrics import SPACING, Metrics

MARGIN = 44
"""Least space on both sides of the column, where badges and signs stand."""
SLICE_S = 0.004
INDEX_BYTES = 1 << 19
_WHEEL_LINES = 3
_LARGEST_BAR = 1 << 30


class Scroller(QAbstractScrollArea):
    """Keeps the part of a text that is seen in `flow`. Offsets are code points, distances pixels, downwards positive.

    `scrolled` is emitted after every change of the place in the text.
    """

    scrolled = Signal()

    def __init__(self, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.metrics = Metrics.of(font)
        self.flow = Flow(TextBuffer(b""), self.metrics, width=1, height=1)
        self._bar_position = 0
        self._syncing = False
        self._direction = 1
        self._beside: QWidget | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._idle_timer = QTimer(self, singleShot=True, interval=0)
        self._idle_timer.timeout.connect(self._idle)

    def show_text(self, buffer: TextBuffer) -> None:
        """Show another text from its start. The buffer may be indexed in part: the rest is done in idle moments."""
        self.flow = Flow(buffer, self.metrics, width=self._column_width(), height=self.viewport().height())
        self._direction = 1
        self._moved(None)

    def set_type(self, font: QFont, spacing: float = SPACING) -> None:
        """Another font (its size is that of the text) or line pitch (in font sizes, 1.4 to 4). The place is kept."""
        self.metrics = Metrics.of(font, spacing, groups=self.metrics.groups)
        self._reshape()

    # Geometry. The column begins at `column_x` in the viewport.

    def _column_width(self) -> int:
        return max(min(self.metrics.column, self.viewport().width() - 2 * MARGIN), 2 * MARGIN)

    @property
    def column_x(self) -> int:
        """Where the column of text begins in the viewport."""
        return max((self.viewport().width() - self.flow.width) // 2, 0)

    @property
    def top_offset(self) -> int:
        """The first offset of the topmost line that is wholly seen: what to return to later, with `show_from`."""
        placed = self.flow.placed_at(0)
        line = placed.paragraph.line_at(-placed.top + self.metrics.pitch - 1)
        return placed.paragraph.line_start(line)

    def show_from(self, offset: int) -> None:
        """Put the line of the offset at the top."""
        self._index_up_to(offset)
        self.flow.show_from(min(max(offset, 0), self.flow.buffer.length))
        self._moved(None)

    def put_beside(self, strip: QWidget) -> None:
        """Give a widget of fixed width the room between the text and the scroll bar, on whichever side that is."""
        self._beside = strip
        self._make_room()

    def _make_room(self) -> None:
        if self._beside is not None:
            width = self._beside.width()
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.setViewportMargins(*((width, 0, 0, 0) if mirrored else (0, 0, width, 0)))
            self._place_beside()

    def _place_beside(self) -> None:
        if self._beside is not None:
            area, width = self.viewport().geometry(), self._beside.width()
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = area.left() - width if mirrored else area.right() + 1
            self._beside.setGeometry(left, area.top(), width, area.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_beside()
        self._reshape()

    def _reshape(self) -> None:
        self.flow.reshape(self.metrics, width=self._column_width(), height=self.viewport().height())
        self._moved(None)

    # Scrolling

    def scroll_pixels(self, distance: int) -> int:
        """Scroll by so much. Returns how far it went, which is less at the ends of the text."""
        moved = self.flow.scroll_by(distance)
        self._moved(moved)
        return moved

    def reveal(self, offset: int, end: int | None = None) -> None:
        """Bring an offset, and of what follows up to `end` as much as fits, into the window."""
        self._index_up_to(offset if end is None else end)
        self._moved(self.flow.reveal(min(max(offset, 0), self.flow.buffer.length), end))

    def _index_up_to(self, offset: int) -> None:
        while offset >= self.flow.buffer.length and self._index_more():
            pass

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._syncing:
            return
        bar, scale = self.verticalScrollBar(), self._bar_scale
        distance = (bar.value() - self._bar_position) * scale
        self._bar_position = bar.value()
        if 0 < bar.value() < bar.maximum() and abs(distance) <= 2 * self.flow.height:
            self._moved(self.flow.scroll_by(distance))
        else:
            self.flow.scroll_to(bar.value() * scale)
            self._moved(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # The size of the text is the window's affair.
            event.ignore()
            return
        pixels = event.pixelDelta().y()
        if not pixels:
            pixels = round(event.angleDelta().y() / 120 * _WHEEL_LINES * self.metrics.pitch)
        self.scroll_pixels(-pixels)
        event.accept()

    @property
    def _bar_scale(self) -> int:
        """Pixels of the text to one step of the scroll bar, which counts to two thousand million only."""
        return max(-(-self.flow.total // _LARGEST_BAR), 1)

    def _moved(self, distance: int | None) -> None:
        """The window went over the text by so many pixels, or somewhere else (None)."""
        if distance is None or abs(distance) >= self.viewport().height():
            self.viewport().update()
        elif distance:
            self.viewport().scroll(0, -distance, self.viewport().rect())
        if distance:
            self._direction = 1 if distance > 0 else -1
        self._sync_bar()
        self.wake()
        if distance != 0:
            self.scrolled.emit()

    def _sync_bar(self) -> None:
        bar = self.verticalScrollBar()
        if bar.isSliderDown():
            return
        scale = self._bar_scale
        self._syncing = True
        bar.setRange(0, max(self.flow.total - self.flow.height, 0) // scale)
        bar.setPageStep(max(self.flow.height // scale, 1))
        bar.setSingleStep(max(self.metrics.pitch // scale, 1))
        bar.setValue(self.flow.position // scale)
        self._bar_position = bar.value()
        self._syncing = False

    # Idle moments

    def wake(self) -> None:
        """There is something to do in idle moments."""
        self._idle_timer.start()

    def _idle(self) -> None:
        """What can wait, in slices that no frame has to wait for: index the text, lay out the next page."""
        if not self.isVisible():
            return
        more = self._index_more() or self._prefetch(perf_counter() + SLICE_S)
        self._sync_bar()
        if more:
            self.wake()

    def _index_more(self) -> bool:
        """Index some of the text that is not yet. Returns whether there was any."""
        if not self.flow.index_more(INDEX_BYTES):
            return False
        if self.flow.is_complete:
            self._all_indexed()
        return True

    def _all_indexed(self) -> None:
        """The whole text is known now."""

    def _prefetch(self, until: float) -> bool:
        """Lay out the page that comes next in the direction of reading, and a short text as a whole. Returns whether
        time ran out.
        """
        seen = self.flow.visible()
        self._prepare(range(seen[0].paragraph.index, seen[-1].paragraph.index + 1))
        for page in pages_beyond(self.flow, self._direction):
            for index in page:
                self.flow.paragraph(index)
                if perf_counter() > until:
                    return True
            self._prepare(page)
            if perf_counter() > until:
                return True
        return False

    def _prepare(self, indices: range) -> None:
        """These neighbouring paragraphs will probably be painted next."""
