"""A window for something about the project that may stay open beside the text: the register, or the codebook."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.bridge import Bridge
from desktop_app.model.changes import Changes


class SidePage(QWidget):
    """What stands in such a window. `closed` asks to close it."""

    closed = Signal()

    def flush(self) -> None:
        """Keep what has been typed."""

    def start(self) -> None:
        """Put the keyboard where one begins."""

    def undo(self) -> None:
        """Take the last action back."""

    def redo(self) -> None:
        """Do the last undone action again."""

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""


class SideWindow(QWidget):
    """Belongs to the workspace; closing it keeps what was typed. Undo and redo work in it as in the main window."""

    def __init__(self, title: str, page: SidePage, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.closed.connect(self.close)
        bridge.changed.connect(page.apply)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, page.undo),
            (QKeySequence.StandardKey.Redo, page.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.resize(960, 680)

    def come(self) -> None:
        """Come to the front."""
        self.show()
        self.activateWindow()
        self._page.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._page.flush()
        super().closeEvent(event)
