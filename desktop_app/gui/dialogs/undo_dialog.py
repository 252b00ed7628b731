"""Undo and redo of an action that takes longer than a frame: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.jobs import Jobs
from desktop_app.gui.merge_work import turn
from desktop_app.gui.pieces import Pieces
from desktop_app.gui.widgets import ProgressStrip, plain_label
from desktop_app.gui.work import Place
from desktop_app.ops.pieces import InPieces


class UndoDialog(Dialog):
    """Takes the work a few milliseconds at a time, and closes when it is through. Stopped, it takes all of it back."""

    def __init__(self, title: str, doing: str, work: InPieces, total: int, parent: QWidget) -> None:
        super().__init__(title, parent, width=460, height=120)
        self._total = total
        self.progress = ProgressStrip(self)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.pieces = Pieces(self)
        self.pieces.progressed.connect(lambda done: self.progress.set_progress(done, self._total))
        self.pieces.finished.connect(self.accept)
        self.pieces.stopped.connect(self._stopped)
        self.pieces.failed.connect(self._failed)
        self.progress.cancelled.connect(self.pieces.stop)
        self.failed: AppError | None = None
        self.progress.start(doing)
        self.pieces.start(work)

    def reject(self) -> None:
        """Stop; the dialog closes once everything is as it was."""
        self.pieces.stop()

    def _stopped(self) -> None:
        super().reject()

    def _failed(self, error: AppError) -> None:
        self.failed = error
        super().reject()


class UndoElsewhereDialog(Dialog):
    """The same for what a child process does while the window has closed the project."""

    def __init__(
        self,
        title: str,
        doing: str,
        jobs: Jobs,
        turns: tuple[Callable[[], object], Callable[[], object]],
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent, width=460, height=120)
        self._jobs = jobs
        self._release, self._resume = turns
        self.failed: AppError | None = None
        what = plain_label(doing, parent=self)
        what.setWordWrap(True)
        self.body.addWidget(what)
        self.body.addWidget(plain_label(_("The project comes back in a moment."), look="muted", parent=self))
        self.body.addStretch(1)

    def start(self, place: Place, *, redo: bool) -> None:
        """Close the project in the window, and begin."""
        self._release()
        self._jobs.start(turn, place, redo, done=lambda _nothing: self._through(None), failed=self._through)

    def reject(self) -> None:
        """It cannot be stopped half-way."""

    def _through(self, error: AppError | None) -> None:
        self.failed = error
        self._resume()
        self.accept()
