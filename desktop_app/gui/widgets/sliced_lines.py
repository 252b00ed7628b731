"""Lines that come in slices, read a few milliseconds at a time, so that the window never waits for the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QTimer, Signal

from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex

T = TypeVar("T")
_SPENT_S = 0.012


class SlicedLines(QAbstractTableModel, Generic[T]):
    """A table of one column. Emits `counted` when more lines were read, and when the last was."""

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[T] = []
        self._slices: Iterator[Sequence[T]] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self.read_some)

    @property
    def busy(self) -> bool:
        """Whether lines are still to be read."""
        return self._timer.isActive()

    def begin(self, slices: Iterator[Sequence[T]]) -> None:
        """Show other lines, as they come."""
        self.beginResetModel()
        self._lines = []
        self._slices = slices
        self.endResetModel()
        self._timer.start()

    def read_some(self) -> None:
        """Read on for some milliseconds."""
        until, found = perf_counter() + _SPENT_S, list[T]()
        while perf_counter() < until:
            some = next(self._slices, None)
            if some is None:
                self._timer.stop()
                break
            found += some
        if found:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._lines += found
            self.endInsertRows()
        self.counted.emit()

    def stop(self) -> None:
        """Read no further."""
        self._timer.stop()

    def line(self, row: int) -> T | None:
        """What is in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else 1
