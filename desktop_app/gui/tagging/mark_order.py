"""Sifts and sorts many lines a stretch at a time, so that the window never waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.tagging.mark_rows import Key, MarkRow

STRETCH = 6000
"""Lines that are worked on in one go."""

_Keyed = tuple[Key, MarkRow]


class Arranging(QObject):
    """Emits `arranged` with the wanted lines in their order: at once if they are few, else between other work."""

    arranged = Signal(object)

    def __init__(self, parent: QObject | None = None, *, stretch: int = STRETCH) -> None:
        super().__init__(parent)
        self._stretch = stretch
        self._left: list[MarkRow] = []
        self._runs: list[list[_Keyed]] = []
        self._merged: Iterator[_Keyed] | None = None
        self._done: list[MarkRow] = []
        self._key: Callable[[MarkRow], Key] | None = None
        self._fits: Callable[[MarkRow], bool] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self.go_on)

    @property
    def busy(self) -> bool:
        """Whether `arranged` is still to come."""
        return self._timer.isActive()

    def start(
        self, rows: Iterable[MarkRow], key: Callable[[MarkRow], Key], fits: Callable[[MarkRow], bool]
    ) -> None:
        """Arrange these lines; what was begun before is dropped."""
        self.stop()
        self._left, self._key, self._fits = list(rows), key, fits
        if len(self._left) > self._stretch:
            self._timer.start()
        else:
            self._sort()
            self._end([row for _key, row in self._runs[0]])

    def add(self, rows: Iterable[MarkRow]) -> bool:
        """Take some more lines in. Returns False when it is too late for that."""
        if self._merged is None:
            self._left.extend(rows)
        return self._merged is None

    def stop(self) -> None:
        """Drop the order that is being worked out; nothing is announced of it."""
        self._timer.stop()
        self._left, self._runs, self._done, self._merged = [], [], [], None

    def go_on(self) -> None:
        """Work on the next stretch; the event loop does so by itself."""
        if self._left:
            self._sort()
            return
        if self._merged is None:
            self._merged = merge(*self._runs)
        some = [row for _key, row in islice(self._merged, self._stretch)]
        self._done.extend(some)
        if len(some) < self._stretch:
            self._end(self._done)

    def _sort(self) -> None:
        stretch, self._left = self._left[: self._stretch], self._left[self._stretch :]
        if self._key is not None and self._fits is not None:
            self._runs.append(sorted((self._key(row), row) for row in stretch if self._fits(row)))

    def _end(self, rows: list[MarkRow]) -> None:
        self.stop()
        self.arranged.emit(rows)
