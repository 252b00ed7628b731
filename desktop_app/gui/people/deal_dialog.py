"""Deals documents out: to whom, how many by several people, and what that gives everybody, before it is done."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.people.deal_table import DealTable
from desktop_app.gui.pieces import Pieces
from desktop_app.gui.widgets import (
    InlineMessage,
    ProgressStrip,
    inset,
    plain_label,
    primary_button,
    push_button,
)
from desktop_app.model.dealing import Plan
from desktop_app.ops import annotators, assignments
from desktop_app.ops.annotators import PEOPLE
from desktop_app.ops.assignments import Deal
from desktop_app.ops.project import Project

SETTLE_MS = 150
MOST_SEED = 999_999
MOST_RATERS = 20


class DealDialog(Dialog):
    """A plan is worked out after each change, in the background; nothing is written before the button is pressed."""

    def __init__(
        self, project: Project, jobs: Jobs, chosen: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Deal documents out"), parent, width=680, height=560)
        self._project = project
        self._jobs = jobs
        self._job: Job | None = None
        self.found: Deal | None = None
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._plan)
        self.which = QComboBox(self)
        self._offer(_("Those that nobody has yet: {number}"), assignments.waiting(project))
        if chosen:
            self._offer(_("Those that are selected: {number}"), assignments.those(project, chosen))
            self.which.setCurrentIndex(1)
        self.which.currentIndexChanged.connect(self._ask)
        self.overlap = self._spin(0, 100, 0, " %")
        self.raters = self._spin(2, MOST_RATERS, 2, "")
        self.seed = self._spin(0, MOST_SEED, random.randrange(MOST_SEED + 1), "")
        people = [item for item in annotators.everybody(project) if item.role in PEOPLE]
        self.table = DealTable(people, project.annotator.uid, self)
        self.table.changed.connect(self._ask)
        self.what = plain_label("", parent=self)
        self.what.setWordWrap(True)
        self.message = InlineMessage(self, stay_ms=0)
        self.progress = ProgressStrip(self)
        self._cancel = push_button(_("Cancel"), self.reject, self)
        self.start_button = primary_button(_("Deal out"), self.start, self)
        self.pieces = Pieces(self)
        self.pieces.progressed.connect(self._progressed)
        self.pieces.finished.connect(self.accept)
        self.pieces.failed.connect(self._failed)
        self.pieces.stopped.connect(self._stopped)
        self.progress.cancelled.connect(self.pieces.stop)
        self._lay_out()
        self.finished.connect(lambda _result: self._leave())
        self._ask()

    def _offer(self, words: str, documents: Sequence[tuple[str, int]]) -> None:
        self.which.addItem(words.format(number=number(len(documents))), tuple(documents))

    def _spin(self, least: int, most: int, value: int, unit: str) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(least, most)
        field.setSuffix(unit)
        field.setValue(value)
        inset(field)
        field.valueChanged.connect(self._ask)
        return field

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for words, field in (
            (_("Documents"), self.which),
            (_("By several people"), self.overlap),
            (_("So many people each"), self.raters),
            (_("Seed: the same number deals the same again"), self.seed),
        ):
            label = plain_label(words, look="muted", parent=self)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, field)
        self.body.addLayout(form)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.what)
        self.body.addWidget(self.message)
        self.body.addWidget(self.progress)
        self.close_with(self._cancel, self.start_button)

    def plan(self) -> Plan:
        """The plan as the fields of the dialog say it."""
        return Plan(
            self.table.chosen(),
            overlap=self.overlap.value() / 100,
            raters=self.raters.value(),
            seed=self.seed.value(),
            numbers=self.table.numbers(),
        )

    def start(self) -> None:
        """Deal out what was planned."""
        if self.found is None or self.pieces.running:
            return
        self._enable(on=False)
        self.progress.start(_("Dealing out"))
        found = self.found
        self._attempt(lambda: self.pieces.start(assignments.dealing(self._project, found)))

    def reject(self) -> None:
        if self.pieces.running:
            self.pieces.stop()
        else:
            super().reject()

    def _ask(self, _value: object = None) -> None:
        self._leave()  # or what is planned for the fields as they were would count
        self.found = None
        self.start_button.setEnabled(False)
        self.raters.setEnabled(self.overlap.value() > 0)
        self._settle.start()

    def _plan(self) -> None:
        self._leave()
        self.message.dismiss()
        documents: Sequence[tuple[str, int]] = self.which.currentData() or ()
        self._job = self._jobs.start(
            assignments.plan_deal, documents, self.plan(), done=self._planned, failed=self._failed
        )

    def _planned(self, found: Deal) -> None:
        self._job = None
        self.table.show_loads(found.loads)
        self.what.setText(in_words(found))
        if found.people:
            self.found = found
        self.start_button.setEnabled(self.found is not None)

    def _progressed(self, done: int) -> None:
        if self.found is not None:
            self.progress.set_progress(done, sum(map(len, self.found.people.values())))

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except AppError as error:
            self._failed(error)

    def _failed(self, error: AppError) -> None:
        self._job = None
        self.progress.finish()
        self._enable(on=True)
        self.table.show_loads(())
        self.what.setText("")
        self.message.say_error(error)

    def _stopped(self) -> None:
        self.progress.finish()
        self._enable(on=True)
        self.message.say(_("Stopped. Nothing was dealt out."))

    def _enable(self, *, on: bool) -> None:
        for part in (self.which, self.overlap, self.seed, self.table):
            part.setEnabled(on)
        self.raters.setEnabled(on and self.overlap.value() > 0)
        self.start_button.setEnabled(on and self.found is not None)

    def _leave(self) -> None:
        self._settle.stop()
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None


def in_words(found: Deal) -> str:
    """What a plan comes to."""
    if not found.people:
        return _("There is no document to deal out.")
    documents = ngettext("{number} document", "{number} documents", len(found.people))
    parts = [documents.format(number=number(len(found.people)))]
    if found.several:
        parts.append(_("{number} of them by several people").format(number=number(found.several)))
    if found.left:
        parts.append(_("{number} left over").format(number=number(found.left)))
    return ", ".join(parts) + ". " + _("One undo takes all of it back.")
