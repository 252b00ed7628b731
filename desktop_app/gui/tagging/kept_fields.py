"""Fields whose text is kept when one leaves them, and stays as it was typed when it could not be kept."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.typed_editors import OneLine

_LINE, _PARAGRAPH = "\u2028", "\u2029"


class LinesField(GrowingEdit):
    """A list of texts, one a line. Return begins the next one, Shift+Return a new line within it."""

    def lines(self) -> tuple[str, ...]:
        """The texts that are not empty, without blanks around them."""
        blocks = self.document().toRawText().split(_PARAGRAPH)
        return tuple(text for block in blocks if (text := block.replace(_LINE, "\n").strip()))

    def text(self) -> str:
        """What is typed: a line break within one of the texts is U+2028."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    @staticmethod
    def written(lines: Iterable[str]) -> str:
        """What `text` is when these are the texts."""
        return "\n".join(line.replace("\r\n", "\n").replace("\n", _LINE) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)


class FieldKeeper(QObject):
    """Watches a field and emits `given` with its text when Return is pressed or the keyboard leaves it changed.

    Esc takes back what was typed; when there is nothing to take back, `left` asks for the keyboard to go elsewhere.
    `taken_back` says that what is kept stands in the field again.
    """

    given = Signal(str)
    taken_back = Signal()
    left = Signal()

    def __init__(self, field: OneLine | GrowingEdit) -> None:
        super().__init__(field)
        self._field = field
        self._kept = field.text()
        field.entered.connect(self.give)
        field.escaped.connect(self._escape)
        field.installEventFilter(self)

    def keep(self, text: str) -> None:
        """Show what is kept now, unless something else has been typed."""
        untouched = self._field.text() == self._kept
        changed = text != self._kept
        self._kept = text
        if untouched or changed:
            self._field.set_text(text)

    def give(self) -> None:
        """Hand over what has been typed, if it differs from what is kept."""
        if self._field.text() != self._kept:
            self.given.emit(self._field.text())
        else:
            self.taken_back.emit()

    def typed(self) -> str:
        """What stands in the field."""
        return self._field.text()

    def type(self, text: str) -> None:
        """Put back what had been typed."""
        self._field.set_text(text)

    def reset(self) -> None:
        """Show what is kept."""
        self._field.set_text(self._kept)

    def _escape(self) -> None:
        if self._field.text() == self._kept:
            self.left.emit()
        else:
            self.reset()
            self.taken_back.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        leaves = isinstance(event, QFocusEvent) and event.lostFocus()
        if (
            leaves
            and isinstance(event, QFocusEvent)
            and event.reason() is not Qt.FocusReason.PopupFocusReason
        ):
            self.give()
        return False


class CalmCombo(QComboBox):
    """A choice that does not change because one scrolls past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
