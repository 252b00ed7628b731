"""One slot in the tagset editor: its name and key, what may fill it, how often, and how to code it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.check_chips import CheckChips
from desktop_app.gui.tagging.fold_box import FoldBox, Item
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept_fields import FieldKeeper
from desktop_app.gui.tagging.key_field import KeyField
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.widgets import FlowRow, plain_label
from desktop_app.model.tagset import Slot
from desktop_app.model.tagset_rules import MOST_FILLERS
from desktop_app.ops import tagset
from desktop_app.ops.project import Project


class SlotBox(FoldBox):
    """A line that unfolds into the fields of a slot.

    Removing a slot that is filled takes a second press, after the box has said how many links go with it.
    """

    def __init__(self, project: Project, slot: Slot, parent: QWidget | None = None) -> None:
        super().__init__(_("Remove the slot"), parent)
        self._project = project
        self._slot = slot
        self._warned = False
        self._offered: tuple[tuple[str, str], ...] = ()
        self.name = OneLine(_("Name of the slot"), "")
        self.key = KeyField()
        self._allowed = QWidget()
        self._allowed_column = QVBoxLayout(self._allowed)
        self._allowed_column.setContentsMargins(0, 0, 0, 0)
        self.allowed = CheckChips((), name=_("Tags"))
        self._allowed_column.addWidget(self.allowed)
        self.entities = QCheckBox(_("An entry of the register"))
        self.published = QCheckBox(_("The date of the document"))
        self.least, self.most = _spin(_("At least")), _spin(_("At most"))
        self.most.setSpecialValueText(_("any"))
        self.guideline = GrowingEdit(_("How to code it"), _("how to code it"))
        self._lay_out()
        self._connect()
        self.set_open(open_=False)
        self.show_item(slot)

    def _lay_out(self) -> None:
        self.add_row("name", _("Name"), self.name)
        self.add_row("key", _("Key"), self.key)
        self.add_row("allowed", _("Filled by"), self._allowed)
        also = QWidget()
        column = QVBoxLayout(also)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.entities)
        column.addWidget(self.published)
        self.add_row("also", _("Or by"), also)
        counts = FlowRow()
        for words, spin in ((_("at least"), self.least), (_("at most"), self.most)):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 8, 0)
            row.setSpacing(8)
            row.addWidget(plain_label(words, look="muted"))
            row.addWidget(spin)
            counts.add(pair)
        self.add_row("counts", _("How many"), counts)
        self.add_row("guideline", _("Guideline"), self.guideline)

    def _connect(self) -> None:
        self._name, self._guideline = FieldKeeper(self.name), FieldKeeper(self.guideline)
        self._keepers = [self._name, self._guideline]
        self._name.given.connect(lambda text: self._keep("name", replace(self._slot, name=text.strip())))
        self._guideline.given.connect(
            lambda text: self._keep("guideline", replace(self._slot, guideline=text.strip()))
        )
        self.key.given.connect(lambda key: self._keep("key", replace(self._slot, key=key)))
        self.key.left.connect(lambda: self.head.setFocus(Qt.FocusReason.OtherFocusReason))
        self.entities.clicked.connect(lambda on: self._keep("also", replace(self._slot, entities=on)))
        self.published.clicked.connect(lambda on: self._keep("also", replace(self._slot, published=on)))
        for spin in (self.least, self.most):
            spin.editingFinished.connect(self._keep_counts)

    def _keep_counts(self) -> None:
        self._keep("counts", replace(self._slot, least=self.least.value(), most=self.most.value()))

    def show_item(self, item: Item) -> None:
        if not isinstance(item, Slot):
            return
        self._slot = item
        self._warned = False
        self.show_title(item.name, self._in_short(item))
        self._name.keep(item.name)
        self._guideline.keep(item.guideline)
        self.key.show_key(item.key)
        self._offer_tags(item)
        self.entities.setChecked(item.entities)
        self.published.setChecked(item.published)
        self.least.setValue(item.least)
        self.most.setValue(item.most)

    def _in_short(self, slot: Slot) -> str:
        known = self._project.tagset
        tags = ", ".join(
            shown(known.tag(uid).name, 24) for uid in slot.tag_uids if known.find(uid) is not None
        )
        parts = [tags or _("any tag"), _count(slot), _("key {key}").format(key=slot.key) if slot.key else ""]
        return " · ".join(part for part in parts if part)

    def _offer_tags(self, slot: Slot) -> None:
        known = self._project.tagset
        offered = tuple((tag.uid, known.path(tag.uid)) for tag in known.tags)
        if offered != self._offered:
            self._offered = offered
            self._allowed_column.removeWidget(self.allowed)
            self.allowed.hide()
            self.allowed.deleteLater()
            self.allowed = CheckChips([path for _uid, path in offered], name=_("Tags"))
            self.allowed.chosen.connect(self._choose_tags)
            self._allowed_column.addWidget(self.allowed)
        self.allowed.set_value([path for uid, path in offered if uid in slot.tag_uids])

    def _choose_tags(self, paths: object) -> None:
        chosen = set(paths) if isinstance(paths, tuple) else set()
        uids = tuple(uid for uid, path in self._offered if path in chosen)
        self._keep("allowed", replace(self._slot, tag_uids=uids))

    def start(self) -> None:
        self.set_open(open_=True)
        self.name.setFocus()
        self.name.selectAll()

    def remove(self) -> None:
        number = tagset.filled(self._project, self._slot.uid)
        if number and not self._warned:
            self._warned = True
            self.set_open(open_=True)
            words = ngettext(
                "{number} link fills it, and goes with it.", "{number} links fill it, and go with it.", number
            )
            hint = _("Press again to remove the slot; undo brings everything back.")
            self.say("name", AppError(words.format(number=number), hint=hint))
            return
        try:
            tagset.remove_slot(self._project, self._slot.uid)
        except AppError as error:
            self.set_open(open_=True)
            self.say("name", error)

    def _keep(self, field: str, after: Slot) -> None:
        if after == self._slot:
            return
        try:
            tagset.edit_slot(self._project, after)
        except AppError as error:
            self.say(field, error)
            self.entities.setChecked(self._slot.entities)
            self.published.setChecked(self._slot.published)
            self.key.show_key(self._slot.key)
        else:
            self.say_nothing()


def _count(slot: Slot) -> str:
    if slot.most == 0:
        return _("{least} or more").format(least=slot.least) if slot.least else _("any number")
    return str(slot.least) if slot.least == slot.most else f"{slot.least}–{slot.most}"


def _spin(name: str) -> QSpinBox:
    found = QSpinBox()
    found.setRange(0, MOST_FILLERS)
    found.setAccessibleName(name)
    found.setKeyboardTracking(False)
    found.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return found
