"""The slots of a tag in the tagset editor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.tagging.fold_box import BoxList, FoldBox, Item
from desktop_app.gui.tagging.slot_box import SlotBox
from desktop_app.gui.tagging.tagset_steps import fresh_name
from desktop_app.model.tagset import Slot
from desktop_app.ops import tagset
from desktop_app.ops.project import Project


class SlotsEditor(BoxList):
    """A box for each slot, and a button for a further one."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        none = _("None yet. A slot is a role that other marks play for this one: who says it, when, why.")
        super().__init__(project, _("Slots"), none, _("Add a slot"), parent)

    def items(self, tag_uid: str) -> Sequence[Item]:
        return self._project.tagset.slots_of(tag_uid)

    def new_box(self, item: Item) -> FoldBox:
        return SlotBox(self._project, self._project.tagset.slot(item.uid), self)

    def make(self, tag_uid: str, names: set[str]) -> Item:
        return tagset.add_slot(self._project, Slot("", tag_uid, fresh_name(_("new slot"), names)))

    def place(self, uid: str, place: int) -> None:
        tagset.move_slot(self._project, uid, place)

    def box(self, uid: str) -> SlotBox:
        """The box of a slot."""
        found = self._boxes[uid]
        if not isinstance(found, SlotBox):
            raise TypeError(uid)
        return found
