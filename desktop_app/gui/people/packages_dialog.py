"""Makes packages: for whom, with which documents, what goes along and where to; one after the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.merge_work import pack
from desktop_app.gui.people.packages_table import PackagesTable
from desktop_app.gui.shell.asking import Asker
from desktop_app.gui.widgets import (
    InlineMessage,
    Kind,
    ProgressStrip,
    plain_label,
    primary_button,
    push_button,
)
from desktop_app.gui.work import Place
from desktop_app.model.query import Query
from desktop_app.model.records import Annotator
from desktop_app.ops import annotators, documents, packages
from desktop_app.ops.annotators import PEOPLE
from desktop_app.ops.packages import Package, Which
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow

LOOK_MS = 20


class PackagesDialog(Dialog):
    """One file for each person. Each is written by a child process, whole or not at all; what is written stays."""

    def __init__(
        self,
        project: Project,
        jobs: Jobs,
        asker: Asker,
        parent: QWidget,
        *,
        people: Collection[str] = (),
        chosen: Sequence[str] = (),
    ) -> None:
        """`people` are ticked (all but oneself, if nobody is named); `chosen` are the documents that are selected."""
        super().__init__(_("Make packages"), parent, width=720, height=520)
        self._project = project
        self._jobs = jobs
        self._asker = asker
        self._place = Place.of(project)
        self._chosen = tuple(chosen)
        self._given = packages.given_to_all(project)
        self._all = documents.count(project, Query())
        self._waiting: list[Annotator] = []
        self._written: list[Package] = []
        self._missing = 0
        self._job: Job | None = None
        self._current: tuple[Annotator, Path] | None = None
        self.which = self._offer()
        self.folder = QLineEdit(str(project.path.parent), self)
        self.choose_button = push_button(_("Choose …"), self._choose, self)
        self.work = QCheckBox(_("What they marked so far goes along"), self)
        self.work.setChecked(True)
        self.table = self._list(people)
        self.table.changed.connect(self._enable)
        self.message = InlineMessage(self, stay_ms=0)
        self.progress = ProgressStrip(self)
        self.progress.cancelled.connect(self._stop)
        self.close_button = push_button(_("Close"), self.reject, self)
        self.start_button = primary_button(_("Make packages"), self.start, self)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._stopped)
        self._lay_out()
        self._count()

    def _offer(self) -> QComboBox:
        """Which documents there are to choose from."""
        which = QComboBox(self)
        which.addItem(_("Those that each is to do"), Which.GIVEN)
        if self._chosen:
            words = _("Those that are selected: {number}").format(number=number(len(self._chosen)))
            which.addItem(words, Which.NAMED)
        which.addItem(_("All: {number}").format(number=number(self._all)), Which.ALL)
        which.setCurrentIndex(1 if self._chosen else 0)
        which.currentIndexChanged.connect(lambda _place: self._count())
        return which

    def _list(self, people: Collection[str]) -> PackagesTable:
        me = self._project.annotator.uid
        known = [item for item in annotators.everybody(self._project) if item.role in PEOPLE]
        ticked = people or [item.uid for item in known if item.uid != me]
        return PackagesTable(known, me, ticked, self)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose_button)
        for words, field, part in (
            (_("Documents"), self.which, self.which),
            (_("Folder"), self.folder, place),
        ):
            label = plain_label(words, look="muted", parent=self)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, part)
        along = plain_label(
            _("The tagset, its guidelines and the registers go along; nothing that anybody else did."),
            look="muted",
            parent=self,
        )
        along.setWordWrap(True)
        self.body.addLayout(form)
        self.body.addWidget(self.work)
        self.body.addWidget(along)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.message)
        self.body.addWidget(self.progress)
        self.close_with(self.close_button, self.start_button)

    # What is wished for

    def _number(self, who: Annotator) -> int:
        """How many documents somebody would get."""
        numbers = {Which.NAMED: len(self._chosen), Which.ALL: self._all}
        return numbers.get(self._which(), self._given.get(who.uid, 0))

    def _which(self) -> Which:
        return Which(self.which.currentData())

    def _count(self) -> None:
        for who in self.table.people:
            self.table.show_count(who.uid, self._number(who))
        self._enable()

    def _choose(self) -> None:
        found = self._asker.target_folder(_("Where the packages go"))
        if found is not None:
            self.folder.setText(str(found))

    def _enable(self) -> None:
        idle = self._current is None
        for part in (self.table, self.which, self.work, self.folder, self.choose_button, self.close_button):
            part.setEnabled(idle)
        self.start_button.setEnabled(idle and bool(self.table.chosen()))

    # Writing them

    def start(self) -> None:
        """Write them, one after the other."""
        if not Path(self.folder.text()).is_dir():
            self.message.say(_("This folder does not exist."), kind=Kind.ERROR)
            self.folder.setFocus()
            return
        self.message.dismiss()
        self._written, self._missing = [], 0
        self._waiting = self.table.chosen()
        for who in self.table.people:
            self.table.show_result(who.uid, "")
        self.progress.start(_("Making packages"))
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._through()
            return
        who = self._waiting.pop(0)
        if not self._number(who):
            self._leave_out(who, _("not written: no documents"))
            self._next()
            return
        target = packages.free_name(Path(self.folder.text()), self._project, who)
        self._current = who, target
        self._enable()
        self._job = self._jobs.start(
            pack,
            self._place,
            target,
            who,
            (self._which(), self._chosen),
            self.work.isChecked(),
            done=self._is_written,
            failed=self._failed,
            progress=self._progressed,
        )

    def _progressed(self, done: int, total: int, _doing: str) -> None:
        if self._current is not None:
            name = shown(self._current[0].name, 60)
            self.progress.set_progress(done, total, _("Package for {name}").format(name=name))

    def _is_written(self, made: Package) -> None:
        self._note(made)
        self._next()

    def _note(self, made: Package) -> None:
        self._written.append(made)
        self.table.show_result(made.annotator.uid, made.path.name)

    def _failed(self, error: AppError) -> None:
        if self._current is not None:
            self._leave_out(self._current[0], _("not written: {why}").format(why=error.what))
        self._next()

    def _leave_out(self, who: Annotator, words: str) -> None:
        self._missing += 1
        self.table.show_result(who.uid, words)

    def _through(self) -> None:
        self._current = self._job = None
        self.progress.finish()
        self._enable()
        self.message.say(self._in_words(), kind=Kind.WARNING if self._missing else Kind.DONE)

    def _in_words(self) -> str:
        count = len(self._written)
        parts = [
            ngettext("{number} package is written.", "{number} packages are written.", count).format(
                number=number(count)
            )
        ]
        if self._missing:
            words = ngettext("{number} is not.", "{number} are not.", self._missing)
            parts.append(words.format(number=number(self._missing)))
        return " ".join(parts)

    # Stopping

    def _stop(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._look.start()

    def _stopped(self) -> None:
        """Say what is so, once the child process has let go of the last file."""
        if self._job is None or self._current is None or not self._job.ended:
            return
        self._look.stop()
        who, target = self._current
        if target.exists():
            self._note(Package(target, who, (), 0))
        else:
            self._leave_out(who, _("not written: stopped"))
        for left in self._waiting:
            self._leave_out(left, _("not written: stopped"))
        self._waiting = []
        self._through()

    def reject(self) -> None:
        """Close; while packages are being made, stop that instead."""
        if self._current is None:
            super().reject()
        else:
            self._stop()


def make_packages(window: MainWindow, people: Collection[str] = ()) -> None:
    """Open the dialog for these people, with the documents that are selected in the list."""
    space = window.workspace
    if space is not None:
        chosen = space.documents.list.selected_uids()
        PackagesDialog(
            space.project,
            window.jobs,
            window.tasks.asker,
            window,
            people=[uid for uid in people if uid != space.project.annotator.uid],
            chosen=chosen if len(chosen) > 1 else (),
        ).open()
