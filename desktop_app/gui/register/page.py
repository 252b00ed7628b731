"""The register: its entities on one side, everything about one of them and where it is named on the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.register.files import Files
from desktop_app.gui.register.form import EntityForm
from desktop_app.gui.register.listing import EntitiesModel, EntitiesTable
from desktop_app.gui.register.mentions_pane import MentionsPane
from desktop_app.gui.register.merge_button import MergeButton
from desktop_app.gui.register.reading import read_on
from desktop_app.gui.register.window import SidePage
from desktop_app.gui.tagging.card_scroll import CardScroll
from desktop_app.gui.tagging.find_field import TYPING_NAMES, FindField
from desktop_app.gui.tagging.tagset_steps import fresh_name
from desktop_app.gui.widgets import (
    EmptyHint,
    Kind,
    SectionHeader,
    list_side,
    page_side,
    put_beside,
)
from desktop_app.model.changes import Changes
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Link, Progress
from desktop_app.ops import entities, entity_files, mentions
from desktop_app.ops.project import Project


class RegisterPage(SidePage):
    """Works on the register of an open project; connect `apply` to the announcement of changes.

    `mention_chosen` brings the Mention to go to in the text.
    """

    mention_chosen = Signal(object)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(project, parent)
        self.files = Files(
            self,
            export=lambda as_json: entity_files.export(project, as_json=as_json),
            bring_in=partial(entity_files.bringing_in, project),
            proposed=project.path.with_name(f"{project.path.stem}-register"),
        )
        self.model = EntitiesModel(project, self)
        self.table = EntitiesTable(self.model)
        self.finder = FindField(_("find"), _("Find an entity"), typing_px=TYPING_NAMES)
        self.header = SectionHeader(_("Register"))
        self.form = EntityForm(project)
        self.mentions = MentionsPane(project)
        self.merge_button = MergeButton(self.merge)
        self.empty = EmptyHint(_("No entity yet. Add one, or code who is meant on the card of a mark."))
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._lay_out()
        self._connect()
        self.reread()

    def _lay_out(self) -> None:
        self.header.add(self.finder)
        side = list_side(
            (self.header, self.empty),
            self.table,
            (self.merge_button,),
            acts=(
                ("plus", _("Add an entity"), self.add),
                ("trash-2", _("Remove the selected entities"), self.remove),
            ),
            file_acts=(
                ("upload", _("Add entities from a file"), self.files.ask_load),
                ("download", _("Save the register as a file"), self.files.ask_save),
            ),
        )
        put_beside(self, side, page_side((self.message, self.progress), self._halves()), side_px=300)

    def _halves(self) -> QWidget:
        """The entity above, where it is named below."""
        scroll = CardScroll()
        inside = QWidget()
        form = QVBoxLayout(inside)
        form.setContentsMargins(20, 16, 20, 12)
        form.addWidget(self.form)
        form.addStretch(1)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(scroll)
        halves.addWidget(self.mentions)
        halves.setSizes([400, 240])
        return halves

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._narrow)
        self.finder.moved.connect(self._step)
        self.finder.entered.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.finder.left.connect(self.closed)
        self.table.current_changed.connect(self._show)
        self.table.selection_changed.connect(self._count_selected)
        self.table.addition_requested.connect(self.add)
        self.table.removal_requested.connect(self.remove)
        self.table.merge_requested.connect(self.merge)
        self.table.rename_requested.connect(self.form.start)
        self.table.left.connect(self.closed)
        self.form.fields.left.connect(self.start)
        self.follow(self.form.fields, self._name_of, self.show_entity)
        self.mentions.opened.connect(self.mention_chosen)
        self.mentions.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.mentions.split_wanted.connect(self._split)
        self.form.take_out_requested.connect(
            lambda uid: self.attempt(lambda: entities.take_out(self.project, uid))
        )

    # What is shown

    def show_entity(self, uid: str) -> None:
        """Go to an entity, or to what it was merged into; '' for none in particular."""
        entities.register(self.project)
        head = self.project.register.resolve(uid)
        if uid and self.model.row_of(head) < 0:
            self.finder.clear()
            self.reread()
        self.table.go_to(head)

    def start(self) -> None:
        """Put the keyboard into the field that finds entities."""
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        if changes.touches(Entity):
            self.reread()
        elif any(map(changes.touches, (Annotation, Link, Progress))) and self.isVisible():
            self._list_mentions()

    def reread(self) -> None:
        """Show the register as it is now. What has not been read into memory yet follows in slices: until then, what is
        listed stays.
        """
        if not self.project.register.complete:
            self._reading.start()
            if self.model.rowCount():
                return
        current = self.table.current()
        self.model.refresh()
        where = self.project.register.resolve(current.uid) if current is not None else ""
        if not self.table.go_to(where):
            self.table.go_to_row(0)
        self._show(self.table.current())
        self.empty.setVisible(not self.model.rowCount() and not self.model.fitting)
        number = self.model.rowCount()
        self.header.set_remark(f"{number}" if number else "")
        self._count_selected()

    def flush(self) -> None:
        """Keep what has been typed, before the project is closed, and end what is being taken in."""
        self.files.end()
        self._reading.stop()
        self.mentions.stop()
        self.form.fields.flush()

    def _read_on(self) -> None:
        if read_on(self.project):
            self._reading.stop()
            self.reread()

    def _narrow(self, text: str) -> None:
        self.model.fitting = text.strip()
        self.reread()
        self.table.go_to_row(0)

    def _step(self, rows: int) -> None:
        row = max(0, min(self.table.currentIndex().row() + rows, self.model.rowCount() - 1))
        self.table.go_to_row(row)

    def _show(self, entity: Entity | None) -> None:
        another = self.form.entity() is None or entity is None or self.form.entity() != entity
        self.form.show_entity(entity)
        if another:
            self._list_mentions()

    def _list_mentions(self) -> None:
        entity = self.form.entity()
        self.mentions.show_entity(entity.uid if entity is not None else "")

    def _name_of(self, uid: str) -> str:
        return shown(entities.name_of(self.project, uid), 60)

    def _count_selected(self) -> None:
        current = self.table.current()
        self.merge_button.offer(len(self.table.selected()), current.name if current else "")

    # What is done

    def add(self) -> None:
        """Add an entity, named by what is typed to find one, and put the keyboard into its name."""
        wanted = name = self.finder.text().strip()
        if not wanted:
            names = {item.name for item in entities.register(self.project).standing()}
            name = fresh_name(_("New entity"), names)
        made: list[Entity] = []
        if self.attempt(lambda: made.append(entities.add(self.project, Entity("", name)))):
            self.finder.clear()
            self.show_entity(made[0].uid)
            self.form.stand_in = "" if wanted else name
            self.form.start()

    def remove(self) -> None:
        """Remove the selected entities; why they cannot be removed is said above."""
        uids = [item.uid for item in self.table.selected()]
        if uids:
            self.attempt(lambda: mentions.remove(self.project, uids))

    def merge(self) -> None:
        """Let the current entity stand for all that are selected."""
        current, selected = self.table.current(), self.table.selected()
        if current is None:
            return
        self.form.fields.flush()
        uids = [item.uid for item in selected if item.uid != current.uid]
        if self.attempt(lambda: entities.merge(self.project, current.uid, uids)):
            self.show_entity(current.uid)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            words = _("Merged into {name}.").format(name=shown(current.name, 60))
            self.message.say(words, kind=Kind.DONE, action=_("Undo"), act=self.undo)

    def _split(self, name: str) -> None:
        entity, chosen = self.form.entity(), self.mentions.table.selected()
        if entity is not None:
            aliases = [item for item in entity.aliases if item.text == name]
            self.attempt(lambda: mentions.split(self.project, entity.uid, chosen, name=name, aliases=aliases))
