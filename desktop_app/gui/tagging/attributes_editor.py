"""The attributes of a tag, or of the document, in the tagset editor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.tagging.attribute_box import AttributeBox
from desktop_app.gui.tagging.fold_box import BoxList, FoldBox, Item
from desktop_app.gui.tagging.tagset_steps import fresh_name
from desktop_app.model.tagset import Attribute
from desktop_app.ops import tagset
from desktop_app.ops.project import Project


class AttributesEditor(BoxList):
    """A box for each attribute, and a button for a further one.

    `wanted` asks for what goes through to the values of an attribute, with its uid: another kind, other options.
    """

    wanted = Signal(str)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        none = _("None yet. An attribute is a question to answer for every mark.")
        super().__init__(project, _("Attributes"), none, _("Add an attribute"), parent)

    def items(self, tag_uid: str) -> Sequence[Item]:
        return self._project.tagset.attributes_of(tag_uid)

    def new_box(self, item: Item) -> FoldBox:
        box = AttributeBox(self._project, self._project.tagset.attribute(item.uid), self)
        box.wanted.connect(self.wanted)
        return box

    def make(self, tag_uid: str, names: set[str]) -> Item:
        fresh = Attribute("", tag_uid, fresh_name(_("new attribute"), names), "text")
        return tagset.add_attribute(self._project, fresh)

    def place(self, uid: str, place: int) -> None:
        tagset.move_attribute(self._project, uid, place)

    def box(self, uid: str) -> AttributeBox:
        """The box of an attribute."""
        found = self._boxes[uid]
        if not isinstance(found, AttributeBox):
            raise TypeError(uid)
        return found
