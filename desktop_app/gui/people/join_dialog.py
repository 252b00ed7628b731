"""Makes two annotators one, after a look at what that does."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.merge_work import join_preview
from desktop_app.gui.people.table import named_apart
from desktop_app.gui.pieces import Pieces
from desktop_app.gui.widgets import InlineMessage, ProgressStrip, plain_label, primary_button, push_button
from desktop_app.gui.work import Place
from desktop_app.model.records import Annotator
from desktop_app.ops import annotators, joining
from desktop_app.ops.annotators import PEOPLE
from desktop_app.ops.joining import Joining
from desktop_app.ops.project import Project


class JoinDialog(Dialog):
    """Whose layer goes to whom, what that moves, and the button that does it."""

    def __init__(self, project: Project, jobs: Jobs, one: Annotator, parent: QWidget) -> None:
        super().__init__(_("Join two annotators"), parent, width=520, height=300)
        self._project = project
        self._jobs = jobs
        self._job: Job | None = None
        self._one = one
        self._found: Joining | None = None
        self.into = QComboBox(self)
        self.into.setAccessibleName(_("Who they become"))
        known = annotators.everybody(project)
        names = named_apart(known, project.annotator.uid)
        others = [item for item in known if item.role in PEOPLE and item.uid != one.uid]
        # The likely one first: of the same name, else oneself.
        others.sort(key=lambda item: (item.name != one.name, item.uid != project.annotator.uid))
        for item in others:
            self.into.addItem(names[item.uid], item.uid)
        self.what = plain_label("", parent=self)
        self.what.setWordWrap(True)
        self.message = InlineMessage(self, stay_ms=0)
        self.progress = ProgressStrip(self)
        cancel = push_button(_("Cancel"), self.reject, self)
        self.start_button = primary_button(_("Join"), self.start, self)
        self.pieces = Pieces(self)
        self.pieces.progressed.connect(self._progressed)
        self.pieces.finished.connect(self.accept)
        self.pieces.failed.connect(self._failed)
        self.pieces.stopped.connect(self._stopped)
        self.progress.cancelled.connect(self.pieces.stop)
        row = QHBoxLayout()
        row.addWidget(plain_label(_("{name} becomes").format(name=names[one.uid]), parent=self))
        row.addWidget(self.into, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.what)
        self.body.addWidget(self.message)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.close_with(cancel, self.start_button)
        self.into.currentIndexChanged.connect(lambda _place: self._preview())
        self._preview()

    def start(self) -> None:
        """Join the two."""
        if self._found is None or self.pieces.running:
            return
        self.start_button.setEnabled(False)
        self.into.setEnabled(False)
        self.progress.start(_("Joining"))
        try:
            self.pieces.start(joining.joining(self._project, self._one.uid, self._found.into.uid))
        except AppError as error:
            self._failed(error)

    def reject(self) -> None:
        if self.pieces.running:
            self.pieces.stop()
        else:
            self._leave()
            super().reject()

    def _preview(self) -> None:
        self._leave()
        self.message.dismiss()
        self._found = None
        self.start_button.setEnabled(False)
        place, into_uid = Place.of(self._project), str(self.into.currentData())
        self._job = self._jobs.start(
            join_preview, place, self._one.uid, into_uid, done=self._foreseen, failed=self._not_foreseen
        )

    def _foreseen(self, found: Joining) -> None:
        self._job = None
        self._found = found
        self.what.setText(in_words(found))
        self.start_button.setEnabled(True)

    def _not_foreseen(self, error: AppError) -> None:
        self._job = None
        self.what.setText("")
        self.message.say_error(error)

    def _leave(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None

    def _progressed(self, done: int) -> None:
        if self._found is not None:
            self.progress.set_progress(done, max(done, self._found.documents), "")

    def _failed(self, error: AppError) -> None:
        self._rest()
        self.message.say_error(error)

    def _stopped(self) -> None:
        self._rest()
        self.message.say(_("Stopped. Nothing was changed."))

    def _rest(self) -> None:
        self.progress.finish()
        self.start_button.setEnabled(True)
        self.into.setEnabled(True)


def in_words(found: Joining) -> str:
    """What joining does, in a few sentences."""
    moved = ngettext("{number} mark", "{number} marks", found.marks).format(number=number(found.marks))
    where = ngettext("{number} document", "{number} documents", found.documents)
    parts = [
        _("{marks} in {documents} change hands.").format(
            marks=moved, documents=where.format(number=number(found.documents))
        )
    ]
    if found.alike:
        words = ngettext(
            "{number} mark is there already and is left out.",
            "{number} marks are there already and are left out.",
            found.alike,
        )
        parts.append(words.format(number=number(found.alike)))
    if found.both:
        words = ngettext(
            "Both have begun {number} document: if only one is done with it, it needs another look.",
            "Both have begun {number} documents: where only one is done, it needs another look.",
            found.both,
        )
        parts.append(words.format(number=number(found.both)))
    if found.values:
        words = ngettext(
            "{number} value of a document differs: the one that stays is kept.",
            "{number} values of documents differ: those that stay are kept.",
            found.values,
        )
        parts.append(words.format(number=number(found.values)))
    parts.append(_("One undo takes all of it back."))
    return " ".join(parts)
