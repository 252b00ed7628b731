"""Reads the cases of documents between frames, a few milliseconds at a time: what is waited for first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.base.errors import AppError
from desktop_app.gui.review.book import Book

SPENT_S = 0.01
"""Reading goes on for so long before other things get their turn; a piece that was begun is finished."""


class Reader(QObject):
    """`read` carries the uid of each document whose cases have become known, `failed` an AppError."""

    read = Signal(str)
    failed = Signal(object)

    def __init__(self, book: Book, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._uid = ""
        self._work: Generator[None, None, None] | None = None
        self._wanted: tuple[str, Callable[[], object]] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a document is waited for, or any is left to read."""
        return self._wanted is not None or bool(self._book.unread())

    def want(self, uid: str, then: Callable[[], object]) -> None:
        """Do something as soon as the cases of a document are known: at once if they are. The last wish counts."""
        self._wanted = None
        if self._book.is_read(uid):
            then()
            return
        self._wanted = uid, then
        self._timer.start()

    def forget(self) -> None:
        """Nobody waits for anything any more."""
        self._wanted = None

    def start(self) -> None:
        """Read on."""
        self._timer.start()

    def drop(self, uids: Collection[str]) -> None:
        """These documents changed: what was read of them so far does not hold."""
        if self._uid in uids:
            self.stop()
            self._timer.start()

    def stop(self) -> None:
        """Read nothing more."""
        self._timer.stop()
        if self._work is not None:
            self._work.close()
        self._uid, self._work = "", None

    def _go_on(self) -> None:
        uid = self._wanted[0] if self._wanted is not None else self._uid or self._book.unread()
        if not uid:
            self._timer.stop()
            return
        if uid != self._uid or self._work is None:
            self.stop()
            self._uid, self._work = uid, self._book.reading(uid)
            self._timer.start()
        try:
            if self._is_through(self._work):
                self._tell(uid)
        except AppError as error:
            self.stop()
            self.forget()
            self.failed.emit(error)

    def _is_through(self, work: Generator[None, None, None]) -> bool:
        until = perf_counter() + SPENT_S
        while perf_counter() < until:
            if next(work, self) is self:
                return True
        return False

    def _tell(self, uid: str) -> None:
        self._uid, self._work = "", None
        self.read.emit(uid)
        if self._wanted is not None and self._wanted[0] == uid:
            then = self._wanted[1]
            self._wanted = None
            then()
