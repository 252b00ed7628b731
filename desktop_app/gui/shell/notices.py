"""What the program has to say: a strip above the work for what holds, a slip over it for what just happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import AppError, DiskFullError, LockedError, MovedError
from desktop_app.base.i18n import _
from desktop_app.gui.widgets import InlineMessage, Kind

T = TypeVar("T")

_PASSING = (DiskFullError, LockedError)
_WIDEST, _MARGIN = 640, 12


class Notices(QWidget):
    """`standing` is for what holds as long as the project is open, and has a place of its own; `message` is for what
    just happened, and lies over the bottom of `over`, so that the text below it never moves.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.floor = 0
        self.standing = InlineMessage(self, stay_ms=0)
        self.message = InlineMessage(over)
        self.save_a_copy: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self.standing)
        self.standing.closed.connect(self._fit)
        over.installEventFilter(self)
        self.hide()

    def say(self, what: str, *, kind: Kind = Kind.INFO, more: str = "") -> None:
        """Say that something was done, or is worth knowing."""
        self.message.say(what, kind=kind, more=more)
        self._fit()

    def offer(
        self,
        what: str,
        action: str,
        act: Callable[[], object],
        *,
        kind: Kind = Kind.INFO,
        more: str = "",
    ) -> None:
        """Say something with one thing that can be done about it."""
        self.message.say(what, kind=kind, more=more, action=action, act=act)
        self._fit()

    def stand(
        self, what: str, *, more: str = "", action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say something that holds until the project is closed."""
        self.standing.say(what, kind=Kind.WARNING, more=more, action=action, act=act)
        self._fit()

    def clear(self) -> None:
        """Take everything away: another project comes."""
        self.standing.dismiss()
        self.message.dismiss()
        self._fit()

    def fail(self, error: AppError, *, again: Callable[[], object] | None = None) -> None:
        """Show an error, with a way on where there is one: trying again, or a copy when the file moved."""
        if isinstance(error, MovedError) and self.save_a_copy is not None:
            self.message.say_error(error, action=_("Save a copy"), act=self.save_a_copy)
        elif isinstance(error, _PASSING) and again is not None:
            self.message.say_error(error, action=_("Try again"), act=again)
        else:
            self.message.say_error(error)
        self._fit()

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Do something that may be refused, and show the reason if it is."""
        try:
            return work()
        except AppError as error:
            self.fail(error, again=lambda: self.attempt(work))
            return None

    def text(self) -> str:
        """All that is said now."""
        return "\n".join(part for part in (self.standing.text(), self.message.text()) if part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.setVisible(not self.standing.isHidden())
        if self.message.isHidden():
            return
        width = min(_WIDEST, self._over.width() - 2 * _MARGIN)
        height = max(self.message.heightForWidth(width), self.message.minimumSizeHint().height())
        left = (self._over.width() - width) // 2
        self.message.setGeometry(left, self._over.height() - self.floor - height - _MARGIN, width, height)
        self.message.raise_()
