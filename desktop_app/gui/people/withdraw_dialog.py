"""Takes an annotator's work out of the project, after a look at what that is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.merge_work import withdrawal
from desktop_app.gui.pieces import Pieces
from desktop_app.gui.widgets import InlineMessage, ProgressStrip, danger_button, plain_label, push_button
from desktop_app.gui.work import Place
from desktop_app.model.records import Annotator
from desktop_app.ops import backups, withdrawing
from desktop_app.ops.project import Project
from desktop_app.ops.withdrawing import Withdrawal


class WithdrawDialog(Dialog):
    """What would go, and the button that lets it go. A backup is made first, in the background."""

    def __init__(self, project: Project, jobs: Jobs, who: Annotator, parent: QWidget) -> None:
        title = _("Withdraw {name}").format(name=shown(who.name, 60))
        super().__init__(title, parent, width=500, height=200)
        self._project = project
        self._jobs = jobs
        self._who = who
        self._found: Withdrawal | None = None
        self.what = plain_label("", parent=self)
        self.what.setWordWrap(True)
        self.message = InlineMessage(self, stay_ms=0)
        self.progress = ProgressStrip(self)
        self.start_button = danger_button(_("Withdraw"), self.start, self)
        self.start_button.setEnabled(False)
        self.pieces = Pieces(self)
        self.pieces.progressed.connect(self._progressed)
        self.pieces.finished.connect(self.accept)
        self.pieces.failed.connect(self._failed)
        self.pieces.stopped.connect(self._stopped)
        self.progress.cancelled.connect(self._stop)
        self.body.addWidget(self.what)
        self.body.addWidget(self.message)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.close_with(push_button(_("Cancel"), self.reject, self), self.start_button)
        self._job: Job | None = jobs.start(
            withdrawal, Place.of(project), who.uid, done=self._foreseen, failed=self._failed
        )

    def start(self) -> None:
        """Make a backup, then take everything out."""
        if self._found is None or self._job is not None or self.pieces.running:
            return
        self.start_button.setEnabled(False)
        self.message.dismiss()
        self.progress.start(_("Withdrawing"))
        wanted = backups.before_elsewhere(self._project)
        if wanted is None:
            self._begin(None)
        else:
            self._job = self._jobs.start(backups.make, *wanted, done=self._begin, failed=self._failed)

    def reject(self) -> None:
        if self.pieces.running:
            self.pieces.stop()
            return
        self._leave()
        super().reject()

    def _begin(self, _backup: object) -> None:
        self._job = None
        try:
            self.pieces.start(withdrawing.withdrawing(self._project, self._who.uid))
        except AppError as error:
            self._failed(error)

    def _foreseen(self, found: Withdrawal) -> None:
        self._job = None
        self._found = found
        self.what.setText(in_words(found))
        self.start_button.setEnabled(not found.is_empty)

    def _progressed(self, done: int) -> None:
        if self._found is not None:
            self.progress.set_progress(done, max(done, self._found.marks))

    def _failed(self, error: AppError) -> None:
        self._rest()
        self.message.say_error(error)

    def _stop(self) -> None:
        if self.pieces.running:
            self.pieces.stop()
        else:
            self._leave()
            self._stopped()

    def _stopped(self) -> None:
        self._rest()
        self.message.say(_("Stopped. Nothing was changed."))

    def _rest(self) -> None:
        self._job = None
        self.progress.finish()
        self.start_button.setEnabled(self._found is not None and not self._found.is_empty)

    def _leave(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None


def in_words(found: Withdrawal) -> str:
    """What withdrawing does, in a few sentences."""
    name = shown(found.annotator.name, 60)
    if found.is_empty:
        return _("{name} has left nothing to withdraw.").format(name=name)
    counts = (
        (ngettext("{number} mark", "{number} marks", found.marks), found.marks),
        (ngettext("{number} link", "{number} links", found.links), found.links),
        (ngettext("{number} state", "{number} states", found.states), found.states),
        (ngettext("{number} comment", "{number} comments", found.comments), found.comments),
    )
    what = ", ".join(words.format(number=number(count)) for words, count in counts if count)
    where = ngettext("in {number} document", "in {number} documents", found.documents)
    parts = [
        _("What {name} did goes: {what}, {where}.").format(
            name=name, what=what, where=where.format(number=number(found.documents))
        )
    ]
    if found.remarks:
        words = ngettext(
            "{number} comment of others on these marks stays.",
            "{number} comments of others on these marks stay.",
            found.remarks,
        )
        parts.append(words.format(number=number(found.remarks)))
    parts.append(_("Verdicts stay, and so does gold. One undo brings all of it back."))
    return " ".join(parts)
