"""Help for fields that a style sheet cannot reach."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox

_INSET = 8


def inset(field: QAbstractSpinBox) -> None:
    """Let the figures of a spin box begin where the text of other fields begins."""
    field.lineEdit().setTextMargins(_INSET, 0, 0, 0)
