"""A sheet with a caret and a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.caret import Caret, Move, Place
from desktop_app.gui.reading.colours import ReadingColours
from desktop_app.gui.reading.paint import Found, Scene
from desktop_app.gui.reading.selection import Selection
from desktop_app.gui.reading.sheet import Sheet
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.steps import Steps
from desktop_app.model.span import Span


class Reader(Sheet):
    """Text can be selected in it. Offsets and spans are code points of the document's text.

    `selection_changed` (Span or None) follows every change of the selection; `span_selected` (Span) says that a
    selection is complete: the mouse was let go, or Return pressed; `selection_cleared` that there is none any more.
    `caret_moved` has the caret's offset.
    """

    span_selected = Signal(object)
    selection_changed = Signal(object)
    selection_cleared = Signal()
    caret_moved = Signal(int)

    def __init__(self, colours: ReadingColours, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(colours, font, parent)
        self.steps = Steps(self.flow.buffer)
        self._selection = Selection()
        self._caret = Caret()
        self._found = Found()

    def set_document(self, buffer: TextBuffer, index: SpanIndex) -> None:
        self.steps = Steps(buffer)
        had_selection = self._selection.span is not None
        self._selection.start(0)
        self._caret.put(Place(0))
        self._found = Found()
        self.strip.show_found(())
        super().set_document(buffer, index)
        if had_selection:
            self.selection_changed.emit(None)
            self.selection_cleared.emit()

    # Selection

    @property
    def selection(self) -> Span | None:
        """The stretch of text that is selected."""
        return self._selection.span

    def set_selection(self, span: Span | None) -> None:
        """Select a stretch of text as it is; the caret goes to its end."""
        self._change_selection(lambda: self._selection.take(span))
        if span is not None:
            self._put_caret(span.end)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._change_selection(lambda: self._selection.start(self.caret))

    def draw_selection(self, offset: int, *, by_character: bool) -> None:
        """Pull the selection from where it began to an offset, to whole words or whole characters."""
        self._change_selection(lambda: self._selection.draw(offset, self.steps, by_character=by_character))
        span = self._selection.span
        backwards = offset < self._selection.anchor
        self._put_caret(offset if span is None else span.start if backwards else span.end)

    def finish_selection(self) -> None:
        """Say that the selection is complete, if there is one."""
        self._selection.rest()
        if self._selection.span is not None:
            self.span_selected.emit(self._selection.span)

    def grow_selection(self) -> None:
        """Select the word at the caret; then its phrase, sentence, paragraph, and the next paragraph too."""
        self._change_selection(lambda: self._selection.grow(self.steps))
        self._follow_selection()

    def shrink_selection(self) -> None:
        """Take the last growth back."""
        self._change_selection(self._selection.shrink)
        self._follow_selection()

    def select_all(self) -> None:
        """Select the whole text."""
        if self.whole_length():
            self.set_selection(Span(0, self.flow.buffer.length))

    def whole_length(self) -> int:
        """Code points of the whole text, all of which is indexed by that."""
        self._index_up_to(self.flow.buffer.byte_count)
        return self.flow.buffer.length

    def _follow_selection(self) -> None:
        self._put_caret(self._selection.head)
        self.reveal(self.caret)

    def _change_selection(self, change: Callable[[], object]) -> None:
        before = self._selection.span
        change()
        after = self._selection.span
        if before == after:
            return
        if before is not None and after is not None and before.overlaps(after):
            # Only the difference: pulling over a page repaints a line at a time.
            self.update_lines(before.start, after.start)
            self.update_lines(before.end, after.end)
        else:
            for span in (before, after):
                if span is not None:
                    self.update_lines(span.start, span.end)
        self.selection_changed.emit(after)
        if after is None:
            self.selection_cleared.emit()

    # Caret

    @property
    def caret(self) -> int:
        """The offset of the caret."""
        return self._caret.offset

    def set_caret(self, offset: int, *, at_end: bool = False) -> None:
        """Put the caret at an offset (`at_end` of the line above), without scrolling, and drop the selection."""
        self._change_selection(lambda: self._selection.start(offset))
        self._put_caret(offset, at_end=at_end)

    def move_caret(self, move: Move, *, selecting: bool = False) -> None:
        """Move the caret as a key does; `selecting` pulls the selection along."""
        if move is Move.TEXT_END:
            self.whole_length()
        before, position = self._caret.place, self.flow.position
        if selecting and self._selection.span is None:
            self._selection.start(before.offset)
        self._caret.move(move, self.flow, self.steps, anchor=self._selection.anchor if selecting else None)
        if self.flow.position != position:
            self._moved(None)
        if selecting:
            self._change_selection(lambda: self._selection.extend(self.caret, self.steps))
        else:
            self._change_selection(lambda: self._selection.start(self.caret))
        self._show_caret(before)
        self.reveal(self.caret)

    def caret_box(self) -> QRect:
        """Where the caret stands in the viewport; the top left corner if it is out of sight."""
        placed = self.flow.placed(self.flow.buffer.segment_at(self.caret))
        if placed is None:
            return QRect()
        line = self._caret.place.line(placed.paragraph)
        x = round(placed.paragraph.x_of(self.caret, line)) + self.column_x
        return QRect(x, placed.top + placed.paragraph.line_top(line), 1, placed.paragraph.pitch)

    def _put_caret(self, offset: int, *, at_end: bool = False) -> None:
        before = self._caret.place
        self._caret.put(Place(offset, at_end))
        self._show_caret(before)

    def _show_caret(self, before: Place) -> None:
        place = self._caret.place
        if before != place:
            for offset, at_end in (before, place):
                self.update_lines(offset - at_end, offset)
        if before.offset != place.offset:
            self.caret_moved.emit(place.offset)

    # Search hits

    def show_found(self, spans: Sequence[Span], now: int | None = None) -> None:
        """Mark search hits, which are sorted and do not overlap; `now` is the place of the one that is looked at."""
        known = self._found
        self._found = Found(spans, now)
        if known.starts != self._found.starts:
            self.strip.show_found(self._found.starts)
        self.viewport().update()
        if now is not None:
            self.reveal(spans[now].start, spans[now].end)

    def scene(self) -> Scene:
        return Scene(
            selection=self._selection.span,
            caret=self._caret.place if self.hasFocus() else None,
            found=self._found,
        )
