"""The button that merges what is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown

_EDGES = 28


class MergeButton(QPushButton):
    """Hidden until two or more are selected. Its words are cut rather than the list above it widened."""

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._words = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: pressed())
        self.hide()

    def offer(self, number: int, into: str) -> None:
        """Offer to merge `number` selected ones into the one with this name ('': there is none)."""
        self._words = _("Merge the {number} selected into {name}").format(number=number, name=shown(into, 40))
        self.setToolTip(self._words)
        self.setAccessibleName(self._words)
        self._write()
        self.setVisible(number > 1 and bool(into))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        room = self.width() - _EDGES
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))
