"""Annotations from a file: first what they would bring, then, if wanted, the import itself as one step."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.formats import IncomingLine, Problem
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.dialogs.report_table import ReportTable
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.turns import Turns
from desktop_app.gui.widgets import (
    InlineMessage,
    Kind,
    ProgressStrip,
    plain_label,
    primary_button,
    push_button,
)
from desktop_app.gui.work import Packed, Place, read_annotations, try_import
from desktop_app.ops import backups
from desktop_app.ops.exchange import Importer, ImportReport, came_along
from desktop_app.ops.project import Project

TURN_S = 0.004
"""A turn takes at least one piece of the file, and no further one when so much time has passed."""


class AnnotationImport(Dialog):
    """Shows the trial, then imports: read in a child process, stored here between two frames. Nothing is lost."""

    def __init__(self, project: Project, source: Path, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("Import annotations"), parent, width=720, height=520)
        self._project = project
        self._source = source
        self._jobs = jobs
        self._importer: Importer | None = None
        self._waiting: deque[Packed[IncomingLine | Problem]] = deque()
        self._total = 0
        self._turns = Turns(self, self._take_some)
        self.what = plain_label(_("Reading {name}").format(name=shown(source.name)), parent=self)
        self.what.setWordWrap(True)
        self.table = ReportTable(self.windowTitle(), (_("Where"), _("What")), sharing=1, parent=self)
        self.make_tags = QCheckBox(
            _("Also bring the tags, slots, entities and concepts that are missing here"), self
        )
        self.message = InlineMessage(self, stay_ms=0)
        self.progress = ProgressStrip(self)
        self.start_button = primary_button(_("Import"), self.start, self)
        self.close_button = push_button(_("Close"), self.reject, self)
        self._lay_out()
        self._job: Job | None = None
        self._try()

    def _lay_out(self) -> None:
        self.table.hide()
        self.progress.cancelled.connect(self._stop)
        self.start_button.setEnabled(False)
        self.body.addWidget(self.what)
        self.make_tags.hide()
        self.make_tags.toggled.connect(self._try)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.make_tags)
        self.body.addWidget(self.message)
        self.body.addWidget(self.progress)
        self.body.addStretch(0)
        self.close_with(self.close_button, self.start_button)

    @property
    def running(self) -> bool:
        """Whether the file is being imported."""
        return self._importer is not None

    def _try(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)
        self.start_button.setEnabled(False)
        self._job = self._jobs.start(
            try_import,
            Place.of(self._project),
            self._source,
            self.make_tags.isChecked(),
            done=self._tried,
            failed=self._failed,
        )

    def start(self) -> None:
        """Back the project up, read the file again, and import it."""
        self.start_button.setEnabled(False)
        self.make_tags.setEnabled(False)
        self.message.dismiss()
        self.progress.start(_("Importing"))
        copied = backups.before_elsewhere(self._project)
        if copied is None:
            self._read_again()
        else:
            self._job = self._jobs.start(backups.make, *copied, done=self._read_again, failed=self._failed)

    def _read_again(self, _backup: object = None) -> None:
        self._job = self._jobs.start(read_annotations, self._source, done=self._read, failed=self._failed)

    def reject(self) -> None:
        if self.running:
            self._stop()
        else:
            if self._job is not None:
                self._jobs.cancel(self._job)
            super().reject()

    def _tried(self, report: ImportReport) -> None:
        self._job = None
        self._show(report)
        self.make_tags.setVisible(report.lacking or report.more or self.make_tags.isChecked())
        self.start_button.setEnabled(
            bool(
                report.annotations
                or report.states
                or report.documents
                or report.entities
                or report.concepts
                or report.tags
            )
        )

    def _failed(self, error: AppError) -> None:
        self._job = None
        self._rest()
        self.what.setText("")
        self.message.say_error(error)

    def _read(self, pieces: Iterable[Packed[IncomingLine | Problem]]) -> None:
        self._job = None
        self._waiting = deque(pieces)
        self._total = len(self._waiting)
        try:
            self._importer = Importer(self._project, self._source, create_tags=self.make_tags.isChecked())
        except AppError as error:
            self._failed(error)
            return
        self._turns.start()

    def _take_some(self) -> None:
        importer = self._importer
        if importer is None:
            return
        until = monotonic() + TURN_S
        try:
            while self._waiting and monotonic() < until:
                importer.take(self._waiting.popleft().open())
            self.progress.set_progress(self._total - len(self._waiting), self._total)
            if not self._waiting:
                self._end(importer.finish())
        except AppError as error:
            self._abandon(importer)
            self.message.say_error(error)

    def _end(self, report: ImportReport) -> None:
        self._rest()
        self._show(report)
        self.message.say(_("Imported. One undo takes all of it back."), kind=Kind.DONE)

    def _stop(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None
        if self._importer is not None:
            self._abandon(self._importer)
        self._rest()
        self.start_button.setEnabled(True)
        self.make_tags.setEnabled(True)
        self.message.say(_("Stopped. Nothing was imported."))

    def _abandon(self, importer: Importer) -> None:
        self._rest()
        importer.abandon()

    def _rest(self) -> None:
        self._turns.stop()
        self._importer = None
        self._waiting.clear()
        self.progress.finish()

    def _show(self, report: ImportReport) -> None:
        self.what.setText(summary(report))
        rows = [
            (finding.where, f"{finding.first.error.what} {finding.first.error.hint}".strip())
            for finding in report.findings
        ]
        rows += [("", str(taken)) for taken in report.taken]
        for item in report.differences:
            line = _("line {number}").format(number=item.line)
            differs = _("Differs in {what}: the project's is kept.").format(what=item.what)
            rows.append((f"{line}, {item.where}", differs))
        self.table.show_rows(rows)


def summary(report: ImportReport) -> str:
    """What an import brings, in a sentence or two."""
    marks, fresh, equal = report.annotations, len(report.documents), report.equal
    differing, refused = len(report.differences), len(report.refused)
    parts = [_count(ngettext("{number} mark", "{number} marks", marks), marks)]
    if report.links:
        words = ngettext("{number} link", "{number} links", report.links)
        parts.append(_count(words, report.links))
    if fresh:
        parts.append(_count(ngettext("{number} new document", "{number} new documents", fresh), fresh))
    if equal:
        words = ngettext("{number} mark is there already", "{number} marks are there already", equal)
        parts.append(_count(words, equal))
    if differing:
        words = ngettext("{number} mark differs", "{number} marks differ", differing)
        parts.append(_count(words, differing))
    if refused:
        words = ngettext("{number} part cannot be taken", "{number} parts cannot be taken", refused)
        parts.append(_count(words, refused))
    words = ", ".join(parts)
    brought = _("It would bring: {what}.").format(what=words) if report.dry_run else f"{words}."
    return f"{brought} {came_along(report)}".rstrip()


def _count(words: str, count: int) -> str:
    return words.format(number=number(count))
