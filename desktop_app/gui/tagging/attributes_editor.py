"""The attributes of a tag, or of the document, in the tagset editor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.tagging.attribute_box import AttributeBox
from desktop_app.gui.tagging.tagset_steps import fresh_name
from desktop_app.gui.widgets import SectionHeader, plain_label, push_button
from desktop_app.model.tagset import Attribute
from desktop_app.ops import tagset
from desktop_app.ops.project import Project


class AttributesEditor(QWidget):
    """A box for each attribute, and a button for a further one."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tag_uid: str | None = None
        self._boxes: dict[str, AttributeBox] = {}
        self._none = plain_label(
            _("None yet. An attribute is a question to answer for every mark."), look="muted"
        )
        self._none.setWordWrap(True)
        self._error = plain_label("", look="danger")
        self._error.setWordWrap(True)
        self.add = push_button(_("Add an attribute"), self.add_attribute)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionHeader(_("Attributes")))
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addWidget(self._error)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self._error.hide()

    def show_tag(self, tag_uid: str) -> None:
        """Show the attributes of a tag (DOCUMENT: of the document as a whole) as they are now."""
        attributes = self._project.tagset.attributes_of(tag_uid)
        if tag_uid != self._tag_uid:
            self._error.hide()
            self._clear(set())
        self._tag_uid = tag_uid
        self._clear({item.uid for item in attributes})
        for place, item in enumerate(attributes):
            box = self._boxes.get(item.uid)
            if box is None:
                box = self._boxes[item.uid] = self._new_box(item)
            else:
                box.show_attribute(item)
            if self._column.indexOf(box) != place:
                self._column.insertWidget(place, box)
        self._none.setVisible(not attributes)
        self._order_tabs([self._boxes[item.uid] for item in attributes])

    def _order_tabs(self, boxes: Sequence[QWidget]) -> None:
        """Tab goes from box to box and then to the button; of itself it would go as they were made."""
        chain: list[QWidget] = [self.add]
        for box in reversed(boxes):
            inside: list[QWidget] = []
            following = box.nextInFocusChain()
            while following is not None and following is not box:
                if box.isAncestorOf(following) and following.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    inside.append(following)
                following = following.nextInFocusChain()
            chain = [*inside, *chain]
        for one, other in pairwise(chain):
            self.setTabOrder(one, other)

    def box(self, uid: str) -> AttributeBox:
        """The box of an attribute."""
        return self._boxes[uid]

    def add_attribute(self) -> None:
        """Add an attribute that takes text, and put the keyboard into its name."""
        if self._tag_uid is None:
            return
        names = {item.name for item in self._project.tagset.attributes_of(self._tag_uid)}
        fresh = Attribute("", self._tag_uid, fresh_name(_("new attribute"), names), "text")
        try:
            made = tagset.add_attribute(self._project, fresh)
        except AppError as error:
            self._error.setText(f"{error.what} {error.hint}")
            self._error.show()
        else:
            self.show_tag(self._tag_uid)
            self._boxes[made.uid].start()

    def flush(self) -> None:
        """Keep what has been typed."""
        for box in tuple(self._boxes.values()):
            box.flush()

    def _new_box(self, attribute: Attribute) -> AttributeBox:
        box = AttributeBox(self._project, attribute, self)
        box.move_requested.connect(lambda step: self._move(attribute.uid, step))
        return box

    def _move(self, uid: str, step: int) -> None:
        mates = [item.uid for item in self._project.tagset.attributes_of(self._tag_uid or "")]
        place = mates.index(uid) + step
        if 0 <= place < len(mates):
            tagset.move_attribute(self._project, uid, place)

    def _clear(self, but: set[str]) -> None:
        for uid in [uid for uid in self._boxes if uid not in but]:
            box = self._boxes.pop(uid)
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
