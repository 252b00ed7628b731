"""The text field that screen readers are given: some paragraphs of the text, laid out in the lines that are seen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from desktop_app.gui.reading.offsets import Units, stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.gui.reading.metrics import Metrics


class Piece(NamedTuple):
    """A segment in the field: its first code point in the document, its positions, its first unit in the field."""

    start: int
    units: Units
    first_unit: int


class HeardField(QPlainTextEdit):
    """A text field that is there for screen readers only. It paints nothing and takes no mouse.

    `moved` has the two ends of the selection, where it began first, as offsets of the document: a screen reader has put
    the caret there. It is not emitted for what `show_caret` does.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces: list[Piece] = []
        self._held: QTextDocument | None = None
        self._is_shown = False
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
        self.cursorPositionChanged.connect(self._tell)
        self.selectionChanged.connect(self._tell)

    def set_text_width(self, width: int, height: int) -> None:
        """Let lines be so many pixels wide, whatever frame and padding the theme gives to fields."""
        self.ensurePolished()
        self.resize(width + self.width() - self.viewport().width(), height)

    def fill(self, segments: Sequence[tuple[int, str]], metrics: Metrics) -> None:
        """Hold these segments, each with its first code point in the document, as paragraphs.

        Another document is put in the place of the one before: text that is replaced is read out as if it were typed.
        """
        self._pieces = []
        unit = 0
        for start, text in segments:
            units = Units(text)
            self._pieces.append(Piece(start, units, unit))
            unit += units.unit_length + 1
        after = QTextDocument(self)
        after.setDocumentLayout(QPlainTextDocumentLayout(after))
        after.setDocumentMargin(0)
        after.setDefaultFont(metrics.font)
        after.setDefaultTextOption(metrics.options[0])
        after.setUndoRedoEnabled(False)
        after.setPlainText(stand_in("\n".join(text for _start, text in segments)))
        with self._by_us():
            self.setDocument(after)
        if self._held is not None:
            self._held.deleteLater()
        self._held = after

    def show_caret(self, anchor: int, head: int) -> None:
        """Put caret and selection at offsets of the document; the nearest end, if one is not in here."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._unit_of(anchor))
        cursor.setPosition(self._unit_of(head), QTextCursor.MoveMode.KeepAnchor)
        with self._by_us():
            self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the font of the text: a theme has one for fields, which would break lines elsewhere."""
        if event.type() not in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: what is seen is painted by the view."""

    def _unit_of(self, offset: int) -> int:
        for piece in self._pieces:
            if offset <= piece.start + piece.units.length:
                break
        return piece.first_unit + piece.units.to_unit(offset - piece.start)

    def _offset_of(self, unit: int) -> int:
        piece = next(one for one in reversed(self._pieces) if one.first_unit <= unit)
        return piece.start + piece.units.to_place(unit - piece.first_unit)

    @contextmanager
    def _by_us(self) -> Iterator[None]:
        self._is_shown = True
        try:
            yield
        finally:
            self._is_shown = False

    def _tell(self) -> None:
        if not self._is_shown and self._pieces:
            cursor = self.textCursor()
            self.moved.emit(self._offset_of(cursor.anchor()), self._offset_of(cursor.position()))
