"""The mentions of an entity below it, of which some can be split off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.register.mentions import MentionsModel, MentionsTable
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.widgets import EmptyHint, SectionHeader, Surface, push_button
from desktop_app.ops.project import Project


class MentionsPane(Surface):
    """`opened` brings the Mention to go to, `split_wanted` the name of the entity that is to take the selected ones,
    `left`: Escape in the list.
    """

    opened = Signal(object)
    split_wanted = Signal(str)
    left = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self._uid = ""
        self.model = MentionsModel(project, self)
        self.table = MentionsTable(self.model)
        self.header = SectionHeader(_("Mentions"))
        self.split = push_button(_("Split off the selected"), self.ask)
        self.name = OneLine(_("Name of the new entity"), _("name of the new entity, then Return"))
        self.empty = EmptyHint(_("Nobody has coded it yet. Choose it on the card of a mark."))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        for part in (self.header, self.name, self.empty):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.split, 0, Qt.AlignmentFlag.AlignLeading)
        self.name.hide()
        self.split.hide()
        self.model.counted.connect(self._count)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._count())
        self.table.opened.connect(self.opened)
        self.table.left.connect(self.left)
        self.name.entered.connect(self._give)
        self.name.escaped.connect(self._end)

    def show_entity(self, uid: str) -> None:
        """List where an entity is named; '' for none."""
        self._end()
        self._uid = uid
        self.model.open(uid)
        self._count()

    def stop(self) -> None:
        """Read no further."""
        self.model.stop()

    def ask(self) -> None:
        """Ask for the name of the entity that takes the selected mentions."""
        if self.table.selected():
            self.name.show()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        name = self.name.text().strip()
        if name and self.table.selected():
            self.split_wanted.emit(name)
            self._end()

    def _end(self) -> None:
        if not self.name.isHidden():
            self.name.clear()
            self.name.hide()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        number, within = self.model.rowCount(), self.model.in_documents()
        inside = ngettext("{number} document", "{number} documents", within).format(number=within)
        words = _("{number} in {documents}").format(number=number, documents=inside)
        more = " …" if self.model.busy else ""
        self.header.set_remark(f"{words}{more}" if number or more else _("none yet"))
        self.empty.setVisible(bool(self._uid) and not number and not more)
        self.split.setVisible(bool(self.table.selected()))
