"""Help for fields that a style sheet cannot reach."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

_INSET = 8


def inset(field: QAbstractSpinBox) -> None:
    """Let the figures of a spin box begin where the text of other fields begins."""
    field.lineEdit().setTextMargins(_INSET, 0, 0, 0)


def leaves_undo(field: QLineEdit, event: QEvent) -> bool:
    """Leave the keys for undo and redo to the window while nothing typed can be undone. Returns whether it did so."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) and not field.isUndoAvailable()
    if not undo and (not event.matches(QKeySequence.StandardKey.Redo) or field.isRedoAvailable()):
        return False
    event.ignore()
    return True
