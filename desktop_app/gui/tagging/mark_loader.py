"""Reads the marks of a document a few milliseconds at a time, so that the window never waits for them."""

from __future__ import annotations

from collections import deque
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.model.records import Annotation
from desktop_app.ops import annotations as marks
from desktop_app.ops.project import Project

_SLICE = 1000
_TOGETHER = 50
"""Marks read in one go: each statement has its price, and a longer one its time."""
SPENT_S = 0.004


class MarkLoader(QObject):
    """Emits `read` with lists of Annotations, by their place in the text, and `finished` after the last."""

    read = Signal(object)
    finished = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._document = ""
        self._waiting: deque[str] = deque()
        self._cursor: tuple[int, str] | None = None
        self._more = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_some)

    @property
    def busy(self) -> bool:
        """Whether marks are still to be read."""
        return self._timer.isActive()

    def start(self, document_uid: str) -> None:
        """Read a document from its beginning; the first marks come at once."""
        self.stop()
        self._document = document_uid
        self._more = bool(document_uid)
        self._timer.start()
        self._read_some()

    def stop(self) -> None:
        """Read no further."""
        self._timer.stop()
        self._waiting.clear()
        self._cursor = None
        self._more = False

    def _read_some(self) -> None:
        end = perf_counter() + SPENT_S
        found: list[Annotation] = []
        while self._waiting or self._more:
            if not self._waiting:
                self._look_up()
            some = [self._waiting.popleft() for _number in range(min(_TOGETHER, len(self._waiting)))]
            # What was removed since its place was looked up is not among them.
            found.extend(marks.some(self._project, some))
            if perf_counter() >= end:
                break
        if found:
            self.read.emit(found)
        if not self._waiting and not self._more and self._timer.isActive():
            self._timer.stop()
            self.finished.emit()

    def _look_up(self) -> None:
        packed = marks.packed(self._project, self._document, after=self._cursor, limit=_SLICE)
        digits = packed.uid.tobytes().hex()
        uids = (digits[place : place + 32] for place in range(0, len(digits), 32))
        self._waiting.extend(dict.fromkeys(uids))
        self._cursor = packed.cursor
        self._more = packed.cursor is not None
