"""Reads the cases of documents between frames, a few milliseconds at a time: what is waited for first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.base.errors import AppError
from desktop_app.gui.review.book import Book

SPENT_S = 0.01
"""Reading goes on for so long before other things get their turn; a piece that was begun is finished."""
Work = Generator[None, None, None]


def _nothing() -> Work:
    """There is nothing to prepare."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What to do once the cases of a document are known, and what has to be prepared for it, in pieces."""

    uid: str
    then: Callable[[], object]
    prepare: Callable[[], Work] = _nothing


class Reader(QObject):
    """`read` carries the uid of each document whose cases have become known, `failed` an AppError."""

    read = Signal(str)
    failed = Signal(object)

    def __init__(self, book: Book, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._uid = self._untold = ""
        self._work: Work | None = None
        self._wish: Wish | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a document is waited for, or any is left to read."""
        return self._wish is not None or bool(self._book.unread())

    def want(self, wish: Wish) -> None:
        """Fulfil a wish: at once where that is quickly done, else between frames. Of several the last one counts."""
        self.stop()
        self._wish = wish
        self._timer.start()
        self._go_on()

    def hurry(self) -> None:
        """Fulfil the wish now: somebody has pressed a key that is meant for what comes of it."""
        while self._wish is not None:
            self._go_on()

    def forget(self) -> None:
        """Nobody waits for anything any more."""
        self._wish = None

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
        self._uid, self._work, self._untold = "", None, ""

    def _go_on(self) -> None:
        uid = self._wish.uid if self._wish is not None else self._uid or self._book.unread()
        if not uid:
            self._timer.stop()
            return
        if uid != self._uid or self._work is None:
            self._uid, self._work = uid, self._working(uid)
            self._untold = "" if self._book.is_read(uid) else uid
        try:
            self._tell(uid, through=self._is_through(self._work))
        except AppError as error:
            self.stop()
            self.forget()
            self.failed.emit(error)

    def _working(self, uid: str) -> Work:
        if not self._book.is_read(uid):
            yield from self._book.reading(uid)
        if self._wish is not None and self._wish.uid == uid:
            yield from self._wish.prepare()

    def _is_through(self, work: Work) -> bool:
        until = perf_counter() + SPENT_S
        while next(work, self) is not self:
            if perf_counter() >= until:
                return False
        return True

    def _tell(self, uid: str, *, through: bool) -> None:
        if through:
            self._uid, self._work = "", None
        if self._untold == uid and self._book.is_read(uid):
            self._untold = ""
            self.read.emit(uid)
        if through and self._wish is not None and self._wish.uid == uid:
            wish, self._wish = self._wish, None
            wish.then()
