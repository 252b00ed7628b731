"""The strip beside the scroll bar that shows where in the text the annotations are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.flow import Flow
from desktop_app.gui.reading.paint import Look
from desktop_app.gui.reading.spans import SpanIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop_app.model.records import Annotation

WIDTH = 12
ROW = 4
_TICK_LEFT, _TICK_WIDTH, _TICK_HEIGHT = 3, 6, 3


class Overview(QWidget):
    """A row of `ROW` pixels for each stretch of text, ticked in the colour of the tag that is most often in it.

    `jumped` is emitted with an offset when the strip is clicked.
    """

    jumped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._look: Look | None = None
        self._edges: NDArray[np.int64] = np.zeros(1, np.int64)
        self._counts: dict[str, NDArray[np.int64]] = {}

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 0)

    def show_look(self, look: Look) -> None:
        """Paint with these colours."""
        self._look = look
        self.update()

    def count(self, flow: Flow, index: SpanIndex, shown: Filter) -> None:
        """Count all annotations anew. Takes time in proportion to their number times that of the tags."""
        rows = max(self.height() // ROW, 1)
        starts = [_offset_at(flow, flow.total * row // rows) for row in range(rows)]
        self._edges = np.maximum.accumulate(np.array([0, *starts[1:], flow.buffer.length + 1], np.int64))
        self._counts = {
            tag: index.density(self._edges, tag=tag) for tag in index.tags_in_order() if tag not in shown.tags
        }
        self.update()

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        """One annotation was changed."""
        for annotation, change in ((before, -1), (after, 1)):
            if annotation is not None:
                counts = self._counts.setdefault(annotation.tag_uid, np.zeros(len(self._edges) - 1, np.int64))
                for span in annotation.spans:
                    row = int(np.searchsorted(self._edges, np.int64(span.start), "right")) - 1
                    if 0 <= row < len(counts):
                        counts[row] += change
                        self.update(0, row * ROW, WIDTH, ROW)

    def ticks(self, first: int = 0, stop: int | None = None) -> list[tuple[int, str]]:
        """The rows that are ticked (from `first` to before `stop`), and the tag whose colour each has."""
        if not self._counts:
            return []
        tags: Sequence[str] = list(self._counts)
        table = np.array([self._counts[tag][first:stop] for tag in tags])
        best = table.argmax(axis=0)
        return [(first + row, tags[best[row]]) for row in np.flatnonzero(table.max(axis=0) > 0).tolist()]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._look is None:
            return
        clip = event.rect()
        painter.fillRect(clip, self._look.colours.panel)
        painter.fillRect(QRect(0, clip.top(), 1, clip.height()), self._look.colours.rule)
        for row, tag in self.ticks(clip.top() // ROW, clip.bottom() // ROW + 1):
            painter.fillRect(QRect(_TICK_LEFT, row * ROW, _TICK_WIDTH, _TICK_HEIGHT), self._look.of(tag).line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // ROW
        if event.button() == Qt.MouseButton.LeftButton and len(self._edges) > 1:
            self.jumped.emit(int(self._edges[min(max(row, 0), len(self._edges) - 2)]))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()


def _offset_at(flow: Flow, position: int) -> int:
    """About which offset is at a height of the text; where nothing was laid out, lines count as equally full."""
    index, within = flow.heights.locate(position)
    length = flow.buffer.end(index) - flow.buffer.start(index)
    return flow.buffer.start(index) + length * within // max(flow.heights.height(index), 1)
