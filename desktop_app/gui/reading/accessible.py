"""What a screen reader reads: a plain text field behind the view that holds the paragraphs around the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QAccessible, QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop_app.base.i18n import _
from desktop_app.gui.announcing import announce
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.heard_field import HeardField
from desktop_app.gui.reading.spoken import around_caret, crossing, in_words
from desktop_app.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.gui.reading.marks import Mark
    from desktop_app.gui.reading.view import DocumentView

AROUND = 40
"""Segments before and after that of the caret, at most."""
AROUND_LENGTH = 4_000
"""Code points before and after the segment of the caret; no segment further away than that is there."""


class Proxy(QObject):
    """Keeps the text field in step with the view. It is made when a screen reader is first noticed.

    The field's description says which annotations the caret is in; going into one or out of it is announced.
    """

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._view = view
        self._field: HeardField | None = None
        self._buffer: TextBuffer | None = None
        self._lines: tuple[QFont, int] | None = None
        self._first = self._last = -1
        self._around: list[Mark] = []
        view.setAccessibleName(_("Document text"))
        view.caret_moved.connect(self.follow)
        view.selection_changed.connect(self.follow)
        view.scrolled.connect(self._lie_over_caret)

    @property
    def field(self) -> QPlainTextEdit | None:
        """The text field, if there is one."""
        return self._field

    @property
    def segments(self) -> range:
        """The segments of the text that the field holds."""
        return range(self._first, self._last + 1)

    def follow(self) -> None:
        """The caret, the selection or the text changed."""
        if self.is_heard:
            is_new = self._view.flow.buffer is not self._buffer
            self.mirror()
            self._cross(quietly=is_new)

    def follow_marks(self) -> None:
        """Annotations changed, or other ones are shown: what the caret is in is described anew, and not announced."""
        if self._field is not None:
            self._describe(self._marks_here())

    def mirror(self) -> None:
        """Fill the text field anew where needed, and put caret and selection into it."""
        view, field = self._view, self._field or self._make()
        lines = view.metrics.font, view.flow.width
        if not self._holds_caret() or self._lines != lines:
            self._choose_segments()
            self._lines = lines
            field.set_text_width(view.flow.width, view.viewport().height())
            start, text = view.flow.buffer.start, view.steps.text_of
            field.fill([(start(place), text(place)) for place in self.segments], view.metrics)
        field.show_caret(*self._ends())
        self._lie_over_caret()

    @property
    def is_heard(self) -> bool:
        """Whether a screen reader listens."""
        return QAccessible.isActive()

    def announce(self, words: str) -> None:
        """Let a screen reader say something."""
        announce(self._view, words)

    def tell(self, mark: Mark) -> None:
        """Let a screen reader say what is known about the annotation that was gone to."""
        if self.is_heard:
            self.announce(in_words(self._view.hover.card(mark)))

    def read_sentence(self, offset: int, *, after: str = "") -> None:
        """Let a screen reader say the sentence at a place, after some words: it says nothing of such steps itself."""
        self._read(self._view.steps.sentence_around, offset, after)

    def read_paragraph(self, offset: int) -> None:
        """Let a screen reader say the paragraph at a place."""
        self._read(self._view.steps.paragraph_around, offset, "")

    def _read(self, around: Callable[[int], Span | None], offset: int, after: str) -> None:
        if self.is_heard:
            span = around(offset)
            words = self._view.flow.buffer.slice(span.start, span.end).split() if span is not None else []
            self.announce(" ".join([after, *words]).strip())

    # Which annotations the caret is in

    def _marks_here(self) -> list[Mark]:
        view = self._view
        return [mark for mark in view.index.at(view.caret) if not view.shown.hides(mark)]

    def _cross(self, *, quietly: bool) -> None:
        here, before, view = self._marks_here(), self._around, self._view
        if [mark.uid for mark in here] == [mark.uid for mark in before]:
            return
        self._describe(here)
        # Who goes from annotation to annotation is told which one it is by `tell`.
        arrived = any(mark.uid == view.chosen and mark.start == view.caret for mark in here)
        if not quietly and not arrived:
            self.announce(crossing(before, here, lambda tag: view.look.of(tag).name))

    def _describe(self, here: list[Mark]) -> None:
        self._around = here
        if self._field is not None:
            self._field.setAccessibleDescription(around_caret(here, self._view.hover.card))

    # The field

    def _make(self) -> HeardField:
        view = self._view
        self._field = HeardField(view.viewport())
        self._field.setAccessibleName(view.accessibleName())
        self._field.moved.connect(self._obey)
        self._field.installEventFilter(self)
        self._field.lower()
        self._field.show()
        focused = view.hasFocus()
        view.setFocusProxy(self._field)
        if focused:
            self._field.setFocus()
        return self._field

    def _holds_caret(self) -> bool:
        """Whether the caret's segment is in the field, with a neighbour on either side."""
        buffer = self._view.flow.buffer
        index, end = buffer.segment_at(self._view.caret), buffer.count - 1
        low = self._first if self._first == 0 else self._first + 1
        high = self._last if self._last == end else self._last - 1
        return buffer is self._buffer and low <= index <= high

    def _choose_segments(self) -> None:
        buffer = self._buffer = self._view.flow.buffer
        here, end = buffer.segment_at(self._view.caret), buffer.count - 1
        self._first = self._last = here
        before, behind = buffer.start(here) - AROUND_LENGTH, buffer.end(here) + AROUND_LENGTH
        while self._first and here - self._first < AROUND and buffer.end(self._first) > before:
            self._first -= 1
        while self._last < end and self._last - here < AROUND and buffer.start(self._last) < behind:
            self._last += 1

    def _ends(self) -> tuple[int, int]:
        span, caret = self._view.selection, self._view.caret
        if span is None:
            return caret, caret
        return (span.end, span.start) if caret <= span.start else (span.start, span.end)

    def _obey(self, anchor: int, head: int) -> None:
        """A screen reader has put the caret somewhere, or selected something: the view follows, by whole characters."""
        view = self._view
        start, end = sorted((anchor, head))
        span = view.steps.by_characters(start, max(start + 1, end)) if start < view.steps.end else None
        if span is None or start == end:
            view.set_caret(view.steps.end if span is None else span.start)
        else:
            view.set_selection(Span(span.start, span.end))
        view.reveal(view.caret)
        self.mirror()

    def _lie_over_caret(self) -> None:
        """Put the field where its caret is that of the view, for magnifiers follow the one that they are told of."""
        view, field = self._view, self._field
        placed = view.flow.placed(view.flow.buffer.segment_at(view.caret)) if field is not None else None
        if field is None or placed is None:
            return
        paragraph = placed.paragraph
        line = paragraph.line_of(view.caret)
        x = view.column_x + round(paragraph.x_of(view.caret, line))
        inside = field.viewport().mapTo(field, field.cursorRect().topLeft())
        field.move(QPoint(x, placed.top + paragraph.line_top(line)) - inside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that reach the text field are the view's, and no frame is painted around it."""
        if watched is not self._field:
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent):
            QApplication.sendEvent(self._view, event)
            if kind is not QEvent.Type.ShortcutOverride:
                # The view has passed it on to the window already.
                event.accept()
            return True
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._view.update_lines(self._view.caret, self._view.caret)
        return kind is QEvent.Type.Paint
