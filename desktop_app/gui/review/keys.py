"""Keys of Review: they come before those of the part that has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.gui.shell.letters import letter_of

Take = Callable[[QKeyEvent], Callable[[], object] | None]
"""What a key press does, None when it is not for Review."""


class KeyWatch(QObject):
    """Asks `take` about every key press in the widgets that are watched, before they see it."""

    def __init__(self, take: Take, parent: QObject) -> None:
        super().__init__(parent)
        self._take = take

    def watch(self, *widgets: QWidget) -> None:
        """Look at the keys of these, too."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            taken = self._take(event) is not None
            if taken:
                event.accept()
            return taken
        if event.type() is QEvent.Type.KeyPress:
            work = self._take(event)
            if work is not None:
                work()
                event.accept()
            return work is not None
        return False


def name_of(event: QKeyEvent) -> str:
    """The key press as a keymap writes it: 'Shift+Left', 'J', 'Return'."""
    letter = letter_of(event)
    if letter:
        return letter.upper()
    combination = event.keyCombination()
    held = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key.Key_Return if combination.key() is Qt.Key.Key_Enter else combination.key()
    return QKeySequence(int(held.value) | int(key)).toString(QKeySequence.SequenceFormat.PortableText)
