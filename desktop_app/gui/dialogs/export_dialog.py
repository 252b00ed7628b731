"""Export: where to, which part, what the format cannot hold, and afterwards what was proven."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.shell.asking import Asker
from desktop_app.gui.shell.opening import fit_name
from desktop_app.gui.widgets import (
    InlineMessage,
    Kind,
    ProgressStrip,
    plain_label,
    primary_button,
    push_button,
)
from desktop_app.gui.work import Place, export, losses
from desktop_app.model.corpus import Selection
from desktop_app.model.query import Query
from desktop_app.model.records import State
from desktop_app.ops import annotators, documents
from desktop_app.ops.exchange import ExportReport
from desktop_app.ops.project import Project

KEY_ROLE = Qt.ItemDataRole.UserRole
SETTLE_MS = 150


class ExportDialog(Dialog):
    """Nothing ticked in a list means: all of it."""

    def __init__(self, project: Project, jobs: Jobs, asker: Asker, parent: QWidget | None = None) -> None:
        super().__init__(_("Export"), parent, width=720, height=600)
        self._project = project
        self._jobs = jobs
        self._asker = asker
        self._place = Place.of(project)
        self._job: Job | None = None
        self._counting: Job | None = None
        target = project.path.with_name(f"{fit_name(project.path.stem)}.jsonl")
        self.target = QLineEdit(str(target), self)
        self.target.setAccessibleName(_("File"))
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._count_losses)
        self.tags = self._list(
            _("Tags"), [(project.tagset.path(tag.uid), tag.uid) for tag in project.tagset.tags]
        )
        self.people = self._list(
            _("Annotators"), [(who.name, who.uid) for who in annotators.everybody(project)]
        )
        self.states = self._list(_("States"), [(state.words(), state.value) for state in State])
        beside = 2 * self.states.spacing() + self.states.verticalScrollBar().sizeHint().width()
        self.states.setMinimumWidth(self.states.sizeHintForColumn(0) + beside)
        self.untouched = QCheckBox(_("Also documents that nobody began"), self)
        self.untouched.toggled.connect(lambda _on: self._settle.start())
        self.losses = plain_label("", look="muted", parent=self)
        self.losses.setWordWrap(True)
        self.message = InlineMessage(self, stay_ms=0)
        self.progress = ProgressStrip(self)
        self.progress.cancelled.connect(self._cancel)
        self.start_button = primary_button(_("Export"), self.start, self)
        self.start_button.setDefault(True)
        self._lay_out()
        self._settle.start()
        self.finished.connect(lambda _result: self._leave())

    def _list(self, caption: str, items: list[tuple[str, str]]) -> QListWidget:
        found = QListWidget(self)
        found.ensurePolished()  # or its rows are laid out before the sheet gives them room
        found.setAccessibleName(caption)
        for words, key in items:
            item = QListWidgetItem(shown(words), found)
            item.setData(KEY_ROLE, key)
            item.setCheckState(Qt.CheckState.Unchecked)
        found.setSpacing(1)
        found.itemChanged.connect(lambda _item: self._settle.start())
        return found

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(plain_label(_("File"), look="muted", parent=self))
        row.addWidget(self.target, 1)
        choose = push_button(_("Choose …"), self._choose, self)
        row.addWidget(choose)
        self.setTabOrder(self.target, choose)
        self.body.addLayout(row)
        what = plain_label(
            _(
                "JSON lines, one for each document and annotator. Tick what to take; nothing ticked takes all."
            ),
            look="muted",
            parent=self,
        )
        what.setWordWrap(True)
        self.body.addWidget(what)
        lists = QHBoxLayout()
        lists.setSpacing(12)
        for found in (self.tags, self.people, self.states):
            column = QWidget(self)
            inner = _column(column)
            bold = QFont.Weight.DemiBold
            inner.addWidget(plain_label(found.accessibleName(), look="muted", weight=bold, parent=column))
            inner.addWidget(found, 1)
            lists.addWidget(column, 1)
        self.body.addLayout(lists, 1)
        self.body.addWidget(self.untouched)
        self.body.addWidget(self.losses)
        self.body.addWidget(self.message)
        self.body.addWidget(self.progress)
        close = push_button(_("Close"), self.close, self)
        self.close_with(close, self.start_button)
        self.setTabOrder(close, self.start_button)

    def selection(self) -> Selection:
        """What is ticked."""
        return Selection(
            tag_uids=_ticked(self.tags),
            annotator_uids=_ticked(self.people),
            states=_ticked(self.states),
            untouched=self.untouched.isChecked(),
        )

    def start(self) -> None:
        """Write the file in the background."""
        name = self.target.text().strip()
        if not name or self._job is not None:
            return
        self.message.dismiss()
        self.start_button.setEnabled(False)
        self.progress.start(_("Exporting"))
        target = Path(name).expanduser().absolute()
        total = 2 * documents.count(self._project, Query())
        self._job = self._jobs.start(
            export,
            self._place,
            target,
            self.selection(),
            done=self._done,
            failed=self._failed,
            progress=lambda done, _total, doing: self.progress.set_progress(
                min(done, total), total, shown(doing)
            ),
        )

    def _choose(self) -> None:
        kinds = _("JSON lines ({patterns})").format(patterns="*.jsonl")
        found = self._asker.save_as(_("Export"), Path(self.target.text()), kinds)
        if found is not None:
            self.target.setText(str(found))

    def _count_losses(self) -> None:
        if self._counting is not None:
            self._jobs.cancel(self._counting)
        self._counting = self._jobs.start(
            losses, self._place, self.selection(), done=self._counted, failed=self._failed
        )

    def _counted(self, found: list[tuple[str, int]]) -> None:
        self._counting = None
        if not found:
            self.losses.setText(_("Nothing is lost: the format holds all that is marked."))
            self.losses.set_look("muted")
            return
        parts = [": ".join((_(what), number(count))) for what, count in found]
        self.losses.setText(_("Not in the file: {what}.").format(what="; ".join(parts)))
        self.losses.set_look("missing")

    def _done(self, report: ExportReport | None) -> None:
        self._rest()
        if report is None:
            return
        proof, written = report.proof, report.written
        read = ngettext("{number} document", "{number} documents", written.documents)
        marks = ngettext("{number} mark", "{number} marks", proof.annotations)
        what = _("Exported and proven: {documents}, {marks}.").format(
            documents=read.format(number=number(written.documents)),
            marks=marks.format(number=number(proof.annotations)),
        )
        more = _("The file was read back; all it says is what the project holds. {path}").format(
            path=report.target
        )
        self.message.say(what, kind=Kind.DONE, more=more)

    def _failed(self, error: AppError) -> None:
        self._rest()
        self.message.say_error(error)

    def _cancel(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)
        self._rest()
        self.message.say(_("Stopped. No file was written."))

    def _rest(self) -> None:
        self._job = None
        self.progress.finish()
        self.start_button.setEnabled(True)

    def _leave(self) -> None:
        for job in (self._job, self._counting):
            if job is not None:
                self._jobs.cancel(job)


def _ticked(found: QListWidget) -> frozenset[str]:
    items = (found.item(place) for place in range(found.count()))
    return frozenset(str(item.data(KEY_ROLE)) for item in items if item.checkState() is Qt.CheckState.Checked)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return column
