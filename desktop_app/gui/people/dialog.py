"""Who works on the project, how far they are, and the rules that hold among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.people.join_dialog import JoinDialog
from desktop_app.gui.people.packages_dialog import make_packages
from desktop_app.gui.people.table import PeopleTable
from desktop_app.gui.people.time_row import TimeRow
from desktop_app.gui.people.withdraw_dialog import WithdrawDialog
from desktop_app.gui.widgets import InlineMessage, plain_label, primary_button, push_button
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation, Role
from desktop_app.ops import annotators, sight
from desktop_app.ops.annotators import PEOPLE
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow

NAME_LENGTH = 80


class PeopleDialog(Dialog):
    """Everything in it applies at once, and can be undone like all else."""

    def __init__(self, window: MainWindow, project: Project) -> None:
        super().__init__(_("People of this project"), window, width=820, height=560)
        self._window = window
        self._project = project
        self.name = QLineEdit(project.annotator.name, self)
        self.name.setMaxLength(NAME_LENGTH)
        self.name.editingFinished.connect(self._rename)
        self.newcomer = QLineEdit(self)
        self.newcomer.setMaxLength(NAME_LENGTH)
        self.newcomer.setPlaceholderText(_("Name of somebody new"))
        self.newcomer.setAccessibleName(_("Name of somebody new"))
        self.newcomer.returnPressed.connect(self._add)
        self.add_button = push_button(_("Add"), self._add, self)
        self.table = PeopleTable(self)
        self.reviews = QCheckBox(_("Reviews: sees everybody's marks, and decides"), self)
        self.reviews.clicked.connect(self._switch_reviewer)
        self.join_button = push_button(_("Join to another …"), self._join, self)
        self.withdraw_button = push_button(_("Withdraw …"), self._withdraw, self)
        self.remove_button = push_button(_("Remove"), self._remove, self)
        self.blind = QCheckBox(
            _("Blind mode: nobody sees what others marked in a document before they are done with it"), self
        )
        self.blind.clicked.connect(lambda on: self._do(lambda: sight.set_blind(project, on=on)))
        self.hint = self._muted("")
        self.time = TimeRow(window, project, self)
        self.message = InlineMessage(self, stay_ms=0)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self._bridge = Bridge(project, self)
        self._bridge.changed.connect(self._follow)
        self.finished.connect(lambda _result: self._bridge.end())
        self.refresh()
        self.table.setFocus()

    def _muted(self, words: str) -> QLabel:
        label = plain_label(words, look="muted", parent=self)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        mine = QHBoxLayout()
        label = plain_label(_("You are"), look="muted", parent=self)
        label.setBuddy(self.name)
        self.name.setAccessibleName(_("Your name"))
        mine.addWidget(label)
        mine.addWidget(self.name, 1)
        mine.addSpacing(24)
        mine.addWidget(self.newcomer, 1)
        mine.addWidget(self.add_button)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.reviews)
        acts.addStretch(1)
        acts.addWidget(self.join_button)
        acts.addWidget(self.withdraw_button)
        acts.addWidget(self.remove_button)
        rules = QVBoxLayout()
        rules.setSpacing(4)
        rules.addWidget(self.blind)
        rules.addWidget(self.hint)
        self.body.addLayout(mine)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(acts)
        self.body.addLayout(rules)
        self.body.addWidget(self.time)
        self.body.addWidget(self.message)
        self.deal_button = push_button(_("Deal documents out …"), self._deal, self)
        self.pack_button = push_button(_("Make packages …"), self._pack, self)
        self.back_button = push_button(_("Take a package back …"), self._take_back, self)
        for button in (self.deal_button, self.pack_button, self.back_button):
            self.buttons.addWidget(button)
        self.close_with(primary_button(_("Close"), self.close, self))

    # What is shown

    def refresh(self) -> None:
        """Ask the project anew."""
        project = self._project
        self.table.show_people(annotators.overview(project), project.annotator.uid)
        self.blind.setChecked(sight.is_blind(project))
        if sight.is_kept(project):
            words = _("Others' marks count here only in documents that you are done with.")
        else:
            words = _(
                "It is a promise, not a lock: who has the file can read all of it. Reviewers see everything."
            )
        self.hint.setText(words)
        if not self.name.hasFocus():
            self.name.setText(project.annotator.name)
        self._show_chosen()

    def _follow(self, changes: Changes) -> None:
        # Marks come one by one while this is open; all else is worth a new look.
        if changes.touches_beside(Annotation):
            self.refresh()

    def _show_chosen(self) -> None:
        who, project = self.table.chosen, self._project
        writable = not project.read_only
        is_me = who is not None and who.uid == project.annotator.uid
        others = [item for item in self.table.people if item.annotator.role in PEOPLE]
        is_person = who is not None and who.role in PEOPLE
        self.reviews.setChecked(who is not None and sight.is_reviewer(project, who.uid))
        self.reviews.setEnabled(writable and who is not None and who.role is Role.PERSON)
        self.join_button.setEnabled(writable and is_person and not is_me and len(others) > 1)
        self.withdraw_button.setEnabled(writable and is_person)
        self.remove_button.setEnabled(
            writable and who is not None and not is_me and annotators.is_empty(project, who.uid)
        )
        for part in (
            self.name,
            self.newcomer,
            self.add_button,
            self.blind,
            self.deal_button,
            self.back_button,
        ):
            part.setEnabled(writable)

    # What is done

    def _do(self, work: Callable[[], object]) -> bool:
        self.message.dismiss()
        try:
            work()
        except AppError as error:
            self.message.say_error(error)
            self.refresh()
            return False
        return True

    def _rename(self) -> None:
        name = " ".join(self.name.text().split())
        if name and name != self._project.annotator.name:
            self._do(lambda: self._window.pages.use_name(name))

    def _add(self) -> None:
        if self._do(lambda: annotators.add(self._project, self.newcomer.text())):
            self.newcomer.clear()

    def _switch_reviewer(self, on: bool) -> None:
        who = self.table.chosen
        if who is not None:
            uid = who.uid
            self._do(lambda: sight.set_reviewer(self._project, uid, on=on))

    def _remove(self) -> None:
        who = self.table.chosen
        if who is not None:
            uid = who.uid
            self._do(lambda: annotators.remove(self._project, uid))

    def _join(self) -> None:
        who = self.table.chosen
        if who is not None:
            JoinDialog(self._project, self._window.jobs, who, self).open()

    def _withdraw(self) -> None:
        who = self.table.chosen
        if who is not None:
            WithdrawDialog(self._project, self._window.jobs, who, self).open()

    def _pack(self) -> None:
        self.close()
        make_packages(self._window, [item.uid for item in self.table.chosen_people if item.role in PEOPLE])

    def _take_back(self) -> None:
        self.close()
        self._window.run("people.take_back")

    def _deal(self) -> None:
        self.close()
        self._window.run("people.deal")
