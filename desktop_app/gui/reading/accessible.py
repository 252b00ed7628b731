"""What a screen reader reads: a plain text field behind the view that holds the paragraphs around the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.offsets import Units, for_qt, with_pictures
from desktop_app.gui.reading.spoken import around_caret, crossing, in_words

if TYPE_CHECKING:
    from desktop_app.gui.reading.marks import Mark
    from desktop_app.gui.reading.view import DocumentView

AROUND = 3
"""Segments before and after that of the caret."""


class _Silent(QPlainTextEdit):
    """A text field that is there for screen readers only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        # The menu of the text is the view's.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        for part in (self, self.viewport()):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: what is seen is painted by the view."""


class Proxy(QObject):
    """Keeps the text field in step with the view. It is made when a screen reader is first noticed.

    The field's description says which annotations the caret is in; going into one or out of it is announced.
    """

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._view = view
        self._field: _Silent | None = None
        self._buffer: TextBuffer | None = None
        self._text = ""
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
        field = self._field or self._make()
        self._choose_segments()
        text = for_qt("\n".join(with_pictures(self._view.steps.text_of(place)) for place in self.segments))
        if text != self._text:
            self._text = text
            field.setPlainText(text)
        cursor = QTextCursor(field.document())
        anchor, head = self._ends()
        cursor.setPosition(self._unit_of(anchor))
        cursor.setPosition(self._unit_of(head), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        self._lie_over_caret()

    @property
    def is_heard(self) -> bool:
        """Whether a screen reader listens."""
        return QAccessible.isActive()

    def announce(self, words: str) -> None:
        """Let a screen reader say something."""
        if words and self.is_heard:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))

    def tell(self, mark: Mark) -> None:
        """Let a screen reader say what is known about the annotation that was gone to."""
        if self.is_heard:
            self.announce(in_words(self._view.hover.card(mark)))

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

    def _make(self) -> _Silent:
        view = self._view
        self._field = _Silent(view.viewport())
        self._field.setAccessibleName(view.accessibleName())
        self._field.setGeometry(view.viewport().rect())
        self._field.installEventFilter(self)
        self._field.lower()
        self._field.show()
        focused = view.hasFocus()
        view.setFocusProxy(self._field)
        if focused:
            self._field.setFocus()
        return self._field

    def _choose_segments(self) -> None:
        """Keep the segments as long as the caret's has a neighbour among them: filling anew is heard as a change."""
        buffer = self._view.flow.buffer
        index, end = buffer.segment_at(self._view.caret), buffer.count - 1
        low = self._first if self._first == 0 else self._first + 1
        high = self._last if self._last == end else self._last - 1
        if buffer is not self._buffer or not low <= index <= high:
            self._buffer = buffer
            self._first, self._last = max(index - AROUND, 0), min(index + AROUND, end)

    def _ends(self) -> tuple[int, int]:
        span, caret = self._view.selection, self._view.caret
        if span is None:
            return caret, caret
        return (span.end, span.start) if caret <= span.start else (span.start, span.end)

    def _unit_of(self, offset: int) -> int:
        """Where an offset is in the text field; the nearest end, if it is not in there."""
        buffer, steps = self._view.flow.buffer, self._view.steps
        total = 0
        for place in self.segments:
            text, start = steps.text_of(place), buffer.start(place)
            units = Units(text)
            if offset <= start + len(text) or place == self._last:
                return total + units.to_unit(offset - start)
            total += units.unit_length + 1
        return total

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
