"""Merging a copy: first what it would change, then, if wanted, the merge itself as one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.dialogs.report_table import ReportTable
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.merge_work import carry_out, preview
from desktop_app.gui.widgets import InlineMessage, Kind, plain_label, primary_button, push_button
from desktop_app.gui.work import Place
from desktop_app.ops.conflicts import Conflict
from desktop_app.ops.merging import Count, MergeReport


class MergeDialog(Dialog):
    """Shows what a copy would change, by document and annotator, and the conflicts; then merges it.

    `release` closes the project in the window before a child process writes to it, `resume` opens it again.
    """

    def __init__(
        self,
        place: Place,
        source: Path,
        jobs: Jobs,
        turns: tuple[Callable[[], object], Callable[[], object]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Merge a copy"), parent, width=760, height=520)
        self._place = place
        self._source = source
        self._jobs = jobs
        self._release, self._resume = turns
        self.merging = False
        self.what = plain_label(_("Reading {name}").format(name=shown(source.name)), parent=self)
        self.what.setWordWrap(True)
        heads = (_("Where"), _("Who"), _("What"))
        self.table = ReportTable(self.windowTitle(), heads, sharing=2, parent=self)
        self.message = InlineMessage(self, stay_ms=0)
        self.start_button = primary_button(_("Merge"), self.start, self)
        self.close_button = push_button(_("Close"), self.reject, self)
        self._lay_out()
        self._job: Job | None = jobs.start(preview, place, source, done=self._foreseen, failed=self._failed)

    def _lay_out(self) -> None:
        self.table.hide()
        self.start_button.setEnabled(False)
        self.body.addWidget(self.what)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.message)
        self.body.addStretch(0)
        self.close_with(self.close_button, self.start_button)

    def start(self) -> None:
        """Close the project in the window and merge."""
        self.merging = True
        for button in (self.start_button, self.close_button):
            button.setEnabled(False)
        self.message.say(_("Merging; the project comes back in a moment."))
        self._release()
        self._job = self._jobs.start(
            carry_out, self._place, self._source, done=self._merged, failed=self._not_merged
        )

    def reject(self) -> None:
        """Close, unless the merge is going on: it cannot be stopped half-way."""
        if self.merging:
            return
        if self._job is not None:
            self._jobs.cancel(self._job)
        super().reject()

    def _foreseen(self, report: MergeReport) -> None:
        self._job = None
        self._show(report)
        self.start_button.setEnabled(report.steps > 0)

    def _failed(self, error: AppError) -> None:
        self._job = None
        self.what.setText("")
        self.message.say_error(error)

    def _merged(self, report: MergeReport) -> None:
        self._back()
        self._show(report)
        self.message.say(_("Merged. One undo takes all of it back."), kind=Kind.DONE)

    def _not_merged(self, error: AppError) -> None:
        self._back()
        self.start_button.setEnabled(True)
        self.message.say_error(error)

    def _back(self) -> None:
        self._job = None
        self.merging = False
        self.close_button.setEnabled(True)
        self._resume()
        self.activateWindow()

    def _show(self, report: MergeReport) -> None:
        self.what.setText(summary(report))
        self.table.show_rows(lines(report))


def summary(report: MergeReport) -> str:
    """What a merge brings, in a sentence or two."""
    if not report.steps:
        return _("The copy has nothing new.")
    actions = ngettext("{number} action", "{number} actions", report.steps).format(
        number=number(report.steps)
    )
    count = len(report.conflicts)
    if not count:
        words = _("It would bring {actions}.") if report.dry_run else _("It brought {actions}.")
        return words.format(actions=actions)
    conflicts = ngettext("{number} conflict", "{number} conflicts", count).format(number=number(count))
    words = _("It would bring {actions}; {conflicts} to decide.")
    if not report.dry_run:
        words = _("It brought {actions}; {conflicts} to decide.")
    return words.format(actions=actions, conflicts=conflicts)


def lines(report: MergeReport) -> list[tuple[str, str, str]]:
    """What changes by document and annotator, what else changes, and the conflicts: (where, who, what)."""
    kept_back = ngettext(
        "Blind mode: what changes in {number} layer shows once you are done with its document",
        "Blind mode: what changes in {number} layers shows once you are done with their documents",
        report.hidden,
    )
    return [
        *([(_("others"), "", kept_back.format(number=number(report.hidden)))] if report.hidden else []),
        *((document, who, counted(count)) for (document, who), count in report.marks.items()),
        *((_(kind), "", counted(count)) for kind, count in report.others.items()),
        *((name, "", _("renamed or kept, so that all fits together")) for name in report.mended),
        *((item.document or item.what, item.annotator, in_words(item)) for item in report.conflicts),
    ]


def counted(count: Count) -> str:
    """How many were added, changed and removed, in words."""
    parts = (
        (_("{number} added"), count.added),
        (_("{number} changed"), count.changed),
        (_("{number} removed"), count.removed),
    )
    return ", ".join(words.format(number=number(many)) for words, many in parts if many)


def in_words(item: Conflict) -> str:
    """A conflict on one line."""
    return _("Conflict, {kind} “{what}”, {field}: {won} ({winner}) instead of {lost} ({loser})").format(
        kind=item.kind,
        what=item.what,
        field=item.field,
        won=item.won.value,
        winner=item.won.annotator,
        lost=item.lost.value,
        loser=item.lost.annotator,
    )
