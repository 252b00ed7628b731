"""Work in turns between two frames: whatever else is due goes first, again after each turn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Takes a turn at once when nothing else is due, then the next one, until `stop` is called."""

    def __init__(self, parent: QObject, take: Callable[[], object]) -> None:
        super().__init__(parent)
        self.running = False
        self._take = take
        # A timer that repeats itself is due again before its turn is over: earlier than what becomes due meanwhile.
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Take turns from now on."""
        if not self.running:
            self.running = True
            self._timer.start()

    def stop(self) -> None:
        """Take no further turn."""
        self.running = False
        self._timer.stop()

    def _go_on(self) -> None:
        try:
            self._take()
        finally:
            if self.running:
                self._timer.start()
