"""What a screen reader reads: a plain text field behind the view that holds the paragraphs around the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.reading.offsets import Units, for_qt, with_pictures

if TYPE_CHECKING:
    from desktop_app.gui.reading.view import DocumentView

AROUND = 3
"""Segments before and after that of the caret."""


class _Silent(QPlainTextEdit):
    """A text field that is there for screen readers only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: what is seen is painted by the view."""


class Proxy(QObject):
    """Keeps the text field in step with the view. It is made when a screen reader is first noticed."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._view = view
        self._field: _Silent | None = None
        self._first = self._last = -1
        view.setAccessibleName(_("Document text"))
        view.caret_moved.connect(self.follow)
        view.selection_changed.connect(self.follow)

    @property
    def field(self) -> QPlainTextEdit | None:
        """The text field, if there is one."""
        return self._field

    def follow(self) -> None:
        """The caret, the selection or the text changed."""
        if QAccessible.isActive():
            self.mirror()

    def mirror(self) -> None:
        """Fill the text field anew where needed, and put caret and selection into it."""
        field = self._field or self._make()
        buffer = self._view.flow.buffer
        index = buffer.segment_at(self._view.caret)
        first, last = max(index - AROUND, 0), min(index + AROUND, buffer.count - 1)
        text = "\n".join(with_pictures(self._view.steps.text_of(place)) for place in range(first, last + 1))
        if (first, last) != (self._first, self._last) or field.property("mirrored") != for_qt(text):
            self._first, self._last = first, last
            field.setProperty("mirrored", for_qt(text))
            field.setPlainText(for_qt(text))
        cursor = QTextCursor(field.document())
        anchor, head = self._ends()
        cursor.setPosition(self._unit_of(anchor))
        cursor.setPosition(self._unit_of(head), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)

    def announce(self, words: str) -> None:
        """Let a screen reader say something."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))

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

    def _ends(self) -> tuple[int, int]:
        span, caret = self._view.selection, self._view.caret
        if span is None:
            return caret, caret
        return (span.end, span.start) if caret <= span.start else (span.start, span.end)

    def _unit_of(self, offset: int) -> int:
        """Where an offset is in the text field; the nearest end, if it is not in there."""
        buffer, steps = self._view.flow.buffer, self._view.steps
        total = 0
        for place in range(self._first, self._last + 1):
            text, start = steps.text_of(place), buffer.start(place)
            units = Units(text)
            if offset <= start + len(text) or place == self._last:
                return total + units.to_unit(offset - start)
            total += units.unit_length + 1
        return total

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that reach the text field are the view's."""
        if watched is not self._field:
            return False
        if isinstance(event, QKeyEvent):
            QApplication.sendEvent(self._view, event)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._view.update_lines(self._view.caret, self._view.caret)
        return False
