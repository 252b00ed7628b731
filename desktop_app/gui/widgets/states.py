"""The state of a document, as a sign and as a word."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_state
from desktop_app.model.records import State


class StateDot(QWidget):
    """Open ring (new), half (in progress), full (done), flag (needs another look), double ring (reviewed)."""

    def __init__(self, state: State = State.NEW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state = state
        self.set_state(state)

    def state(self) -> State:
        """The state that is shown."""
        return self._state

    def set_state(self, state: State) -> None:
        """Show another state."""
        self._state = state
        self.setAccessibleName(state.words())
        self.setToolTip(state.words())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_state(painter, self.rect(), self._state, theme())
