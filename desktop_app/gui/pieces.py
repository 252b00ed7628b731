"""A long action of the project, taken a few milliseconds at a time between two frames."""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic

from PySide6.QtCore import QObject, Signal

from desktop_app.base.errors import AppError
from desktop_app.gui.turns import Turns
from desktop_app.ops.pieces import StoppedError

TURN_S = 0.012


class Pieces(QObject):
    """Runs an action that yields how far it is. `progressed` carries that number, `failed` an AppError; `stopped` comes
    once an action that was to stop has taken back what it did.
    """

    progressed = Signal(int)
    finished = Signal()
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Generator[int, None, object] | None = None
        self._unwanted = False
        self._turns = Turns(self, self._go_on)

    @property
    def running(self) -> bool:
        """Whether an action is under way."""
        return self._work is not None

    def start(self, work: Generator[int, None, object]) -> None:
        """Begin an action."""
        self._work = work
        self._turns.start()

    def stop(self) -> None:
        """Let the action end early: it takes back what it did, a little at a time too."""
        self._unwanted = self.running

    def end(self) -> None:
        """Let the action take back at once what it did: nobody will be there to see it through."""
        if self._work is not None:
            self._work.close()
            self._rest()

    def _go_on(self) -> None:
        until = monotonic() + TURN_S
        done: int | None = None
        try:
            while self._work is not None:
                done = self._next(self._work)
                if monotonic() >= until:
                    break
        except StopIteration:
            self._rest()
            self.finished.emit()
        except StoppedError:
            self._rest()
            self.stopped.emit()
        except AppError as error:
            self._rest()
            self.failed.emit(error)
        else:
            if done is not None:
                self.progressed.emit(done)

    def _next(self, work: Generator[int, None, object]) -> int:
        if not self._unwanted:
            return next(work)
        self._unwanted = False
        return work.throw(StoppedError())

    def _rest(self) -> None:
        self._work = None
        self._unwanted = False
        self._turns.stop()
