"""Looking through the marks of a document before it is done, without holding anybody up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

AT_ONCE_S, SPENT_S = 0.03, 0.012


class Checking(QObject):
    """Goes through slices until there is one with something in it: for a moment at once, then between frames."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slices: Iterator[Sequence[object]] = iter(())
        self._then: Callable[[Sequence[object]], object] = len
        self._looking = QTimer(self, interval=0)
        self._looking.timeout.connect(lambda: self._look(SPENT_S))

    @property
    def busy(self) -> bool:
        """Whether it is not through yet."""
        return self._looking.isActive()

    def begin(self, slices: Iterator[Sequence[object]], then: Callable[[Sequence[object]], object]) -> bool:
        """Go through these until one is not empty, and tell `then` that one, or an empty one; what was begun before is
        dropped.

        Returns whether it is through already.
        """
        self._slices, self._then = slices, then
        self._looking.start()
        self._look(AT_ONCE_S)
        return not self.busy

    def stop(self) -> None:
        """Look no further, and tell nobody."""
        self._looking.stop()

    def _look(self, spent_s: float) -> None:
        end = perf_counter() + spent_s
        while self.busy and perf_counter() < end:
            some = next(self._slices, None)
            if some is None or some:
                self.stop()
                self._then(some or ())
