"""The conflicts between copies that were merged: one line each, one key for each decision."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, in_quotes, ngettext
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.dialogs.report_table import ReportTable
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.merge_work import open_cases
from desktop_app.gui.widgets import InlineMessage, plain_label, primary_button, push_button
from desktop_app.gui.work import Place
from desktop_app.ops import conflicts
from desktop_app.ops.conflicts import Case, Conflict, Side
from desktop_app.ops.project import Project


class ConflictsDialog(Dialog):
    """Lists what is open; the chosen line is decided by a button, and the next one is chosen. Every decision is a step
    of its own. A child process finds what is open, as that takes a look at the whole history.
    """

    def __init__(self, project: Project, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("Conflicts between copies"), parent, width=860, height=520)
        self._project = project
        self._jobs = jobs
        self._job: Job | None = None
        self._found: tuple[Case, ...] = ()
        self.what = plain_label("", parent=self)
        self.what.setWordWrap(True)
        heads = (_("Where"), _("What"), _("Shown now"), _("The other"))
        self.table = ReportTable(self.windowTitle(), heads, sharing=2, parent=self)
        self.message = InlineMessage(self, stay_ms=0)
        self.take_button = push_button(_("&Take the other"), lambda: self.decide(take_lost=True), self)
        self.keep_button = primary_button(
            _("&Keep what is shown"), lambda: self.decide(take_lost=False), self
        )
        self.body.addWidget(self.what)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.message)
        self.body.addStretch(0)
        self.close_with(push_button(_("Close"), self.reject, self), self.take_button, self.keep_button)
        self._end = project.on_changed(lambda _changes: self.refresh())
        self.finished.connect(lambda _result: self._leave())
        self._show(())
        self.what.setText(_("Looking for conflicts"))
        self.refresh()

    def refresh(self) -> None:
        """Look anew for what is open."""
        self._stop_looking()
        self._job = self._jobs.start(
            open_cases, Place.of(self._project), done=self._take, failed=self._failed
        )

    def _failed(self, error: AppError) -> None:
        self._job = None
        self.message.say_error(error)

    def _take(self, found: tuple[Case, ...]) -> None:
        self._job = None
        self._show(found)

    def _show(self, found: tuple[Case, ...]) -> None:
        """List these, and keep the place in the list."""
        row = max(self.table.currentRow(), 0)
        self._found = found
        count = len(found)
        words = ngettext("{number} conflict is open.", "{number} conflicts are open.", count)
        self.what.setText(words.format(number=number(count)) if count else _("No conflict is open."))
        self.table.show_rows([_cells(item.conflict) for item in found])
        self.table.setCurrentCell(min(row, count - 1), 0)
        for button in (self.keep_button, self.take_button):
            button.setEnabled(count > 0 and not self._project.read_only)

    def decide(self, *, take_lost: bool) -> None:
        """Decide the chosen conflict."""
        row = self.table.currentRow()
        if not 0 <= row < len(self._found):
            return
        case = self._found[row]
        try:
            conflicts.decide_case(self._project, case, take_lost=take_lost)
            self.message.dismiss()
        except AppError as error:
            self.message.say_error(error)
            self.refresh()
            return
        self._show(tuple(item for item in self._found if item is not case))

    def _stop_looking(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None

    def _leave(self) -> None:
        self._stop_looking()
        self._end()


def _cells(item: Conflict) -> tuple[str, str, str, str]:
    where = ", ".join(part for part in (item.document, item.annotator) if part) or item.kind
    return where, f"{item.kind} {in_quotes(item.what)}: {item.field}", _side(item.won), _side(item.lost)


def _side(side: Side) -> str:
    moment = side.made[:16].replace("T", " ")
    return f"{side.value} ({', '.join(part for part in (side.annotator, moment) if part)})"
