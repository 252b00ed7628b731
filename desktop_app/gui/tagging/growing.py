"""A field for prose: one line high, and higher as the text grows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop_app.gui.tagging.card_scroll import tell_all_above

_MOST_LINES = 8
_EDGE = 8
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class GrowingEdit(QPlainTextEdit):
    """Return emits `entered`, Shift+Return begins a new line, Esc emits `escaped`.

    Undo and redo concern the typing as long as there is any since `set_text`, else they are left to the window.
    """

    entered = Signal()
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def text(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put another text into the field; the typing before can no longer be taken back."""
        if text != self.text():
            self.setPlainText(text)
        else:
            self.document().clearUndoRedoStacks()

    def sizeHint(self) -> QSize:
        return QSize(
            120, max(28, min(_MOST_LINES, self._lines()) * self.fontMetrics().lineSpacing() + 2 * 2 + _EDGE)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_for_window(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif self._is_for_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _is_for_window(self, event: QKeyEvent) -> bool:
        undo = event.matches(_UNDO) and not self.document().isUndoAvailable()
        return undo or (event.matches(_REDO) and not self.document().isRedoAvailable())

    def _fit(self) -> None:
        full = self.sizeHint().height()
        scrolls = self._lines() > _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if full != self.height():
            tell_all_above(self)

    def _lines(self) -> int:
        """How many there are, as far as it matters.

        The document itself counts a paragraph that was out of sight since the width changed as one line: with a scroll
        bar there seemed to be too few for one, without it too many.
        """
        block, number = self.document().firstBlock(), 0
        while block.isValid() and number <= _MOST_LINES:
            self.document().documentLayout().blockBoundingRect(block)
            number += max(1, block.layout().lineCount())
            block = block.next()
        return number
