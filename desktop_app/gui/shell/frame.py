"""The bare window: where it is, when it was first painted, and what is dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

SMALLEST = (760, 480)
USUAL = (1440, 900)


class Frame(QMainWindow):
    """`painted` is emitted once, after the first frame is on the screen; `dropped` carries the paths of files."""

    painted = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.was_painted = False
        self._waiting: list[Callable[[], object]] = []
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)

    def after_paint(self, work: Callable[[], object]) -> None:
        """Do something once the window has been painted, at once if it was."""
        if self.was_painted:
            work()
        else:
            self._waiting.append(work)

    def restore_place(self, kept: str) -> None:
        """Put the window where it was; at its usual size when that is not known."""
        geometry = QByteArray.fromBase64(QByteArray(kept.encode()))
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            screen = self.screen().availableGeometry()
            self.resize(min(USUAL[0], screen.width()), min(USUAL[1], screen.height()))

    def place(self) -> str:
        """Where the window is, for `restore_place`."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.Paint and not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, self._after_first_frame)
        return handled

    def _after_first_frame(self) -> None:
        self.painted.emit()
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
