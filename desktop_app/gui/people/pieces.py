"""A long action of the project, taken a few milliseconds at a time between two frames."""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.base.errors import AppError

TURN_S = 0.012


class Pieces(QObject):
    """Runs an action that yields how far it is. `progressed` carries that number, `failed` an AppError."""

    progressed = Signal(int)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Generator[int, None, None] | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether an action is under way."""
        return self._work is not None

    def start(self, work: Generator[int, None, None]) -> None:
        """Begin an action."""
        self._work = work
        self._turn.start()

    def stop(self) -> None:
        """End the action early: it takes back what it did."""
        work, self._work = self._work, None
        self._turn.stop()
        if work is not None:
            work.close()

    def _go_on(self) -> None:
        until = monotonic() + TURN_S
        done: int | None = None
        try:
            while self._work is not None and monotonic() < until:
                done = next(self._work)
        except StopIteration:
            self._rest()
            self.finished.emit()
        except AppError as error:
            self._rest()
            self.failed.emit(error)
        else:
            if done is not None:
                self.progressed.emit(done)

    def _rest(self) -> None:
        self._work = None
        self._turn.stop()
