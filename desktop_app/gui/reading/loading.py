"""Brings a document and its annotations into the view: the first screen at once, the rest in idle moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.view import DocumentView
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import Annotation

FIRST_ROWS = 2000
PAGE_ROWS = 1000
SLICE_ROWS = 1000

Fetch = Callable[[tuple[int, str] | None, int, int | None], PackedSpans]
Window = Callable[[int, int], Iterable[Annotation]]


class Loading(QObject):
    """Fills the view's index in slices, from the start of the text. What is seen meanwhile does not wait for its slice.

    `fetch` gets a slice behind a cursor: so many rows at most, which start before an offset, if one is given. `window`
    gets the annotations that touch some code points.
    """

    def __init__(self, view: DocumentView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._fetch: Fetch | None = None
        self._window: Window | None = None
        self._cursor: tuple[int, str] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self.go_on)
        view.scrolled.connect(self.fill_window)

    @property
    def active(self) -> bool:
        """Whether slices are missing."""
        return self._fetch is not None

    def start(self, data: bytes, fetch: Fetch, window: Window) -> None:
        """Show a text, given as UTF-8, with the annotations of the first page; the others follow."""
        self.stop()
        index = SpanIndex()
        self._view.set_document(TextBuffer.begin(data), index)
        last = self._view.flow.visible()[-1]
        reach = last.paragraph.line_end(self._view.lines_seen(last)[-1])
        first = fetch(None, FIRST_ROWS, reach if reach < len(data) else None)
        index.extend(first)
        if first.cursor is not None:
            self._fetch, self._window, self._cursor = fetch, window, first.cursor
            self._timer.start()
            if first.cursor[0] < reach:
                self._take(fetch(first.cursor, PAGE_ROWS, reach))
        self._view.marks_loaded()

    def stop(self) -> None:
        """Forget the document that is being loaded."""
        self._timer.stop()
        self._fetch = self._window = self._cursor = None

    def fill_window(self) -> None:
        """Load what is seen now."""
        if self._window is None:
            return
        index = self._view.index
        missing = [item for item in self._window(*self._view.flow.seen()) if not index.spans_of(item.uid)]
        for annotation in missing:
            index.add(annotation)
        if missing:
            self._view.marks_loaded()

    def go_on(self) -> None:
        """Load the next slice."""
        if self._fetch is None:
            return
        packed = self._fetch(self._cursor, SLICE_ROWS, None)
        self._take(packed)
        start, end = self._view.flow.seen()
        if packed.cursor is None or bool(((packed.start < end) & (packed.end > start)).any()):
            self._view.marks_loaded()

    def _take(self, packed: PackedSpans) -> None:
        self._view.index.extend(packed)
        self._cursor = packed.cursor
        if packed.cursor is None:
            self.stop()
