"""The left pane: the list of documents with its filter, and what can be done with those that are selected."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.documents.dates import number
from desktop_app.gui.documents.filters import FilterBar
from desktop_app.gui.documents.list_view import MANY, DocumentList
from desktop_app.gui.documents.model import DocumentsModel, ProjectSource
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import (
    EmptyHint,
    IconButton,
    ProgressStrip,
    SectionHeader,
    Surface,
    primary_button,
    push_button,
)
from desktop_app.model.changes import Changes
from desktop_app.model.query import Assigned, GroupKey, Query, SortKey
from desktop_app.model.records import Annotation, Document, Progress, State
from desktop_app.model.review import Assignment
from desktop_app.ops import documents
from desktop_app.ops.project import Project

WIDTH, LEAST = 248, 216
KEPT = 8
"""So many selected documents stay selected when the list is asked for anew: each has to be found again."""


class DocumentsPane(Surface):
    """Filter, list, and the words for an empty one.

    `opened` carries the uid of a document to show, `add_wanted` asks for new ones, `left` wants the focus back in the
    text. `menu_wanted` carries (uids, menu): whoever knows the commands fills the menu.
    """

    opened = Signal(str)
    add_wanted = Signal()
    left = Signal()
    menu_wanted = Signal(object, object)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__("panel", "right", parent=parent)
        self.project = project
        self.opened_uid = ""
        self.remark = ""
        self.model = DocumentsModel(ProjectSource(project), self)
        self.header = SectionHeader(_("Documents"), parent=self)
        self.filters = FilterBar(self)
        self.list = DocumentList(self.model, self)
        self.add_button = primary_button(_("Add documents"), self.add_wanted.emit)
        self.empty = EmptyHint("", self.add_button, self)
        self.progress = ProgressStrip(self)
        self.from_bin = push_button(_("Back to the documents"), self.leave_bin, self)
        self._lay_out()
        self._connect()
        self._counted()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 9, 0)
        column.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(6, 0, 4, 0)
        head.setSpacing(6)
        self.header.add(IconButton("plus", _("Add documents"), self.add_wanted.emit, parent=self))
        head.addWidget(self.header)
        head.addWidget(self.filters)
        head.addWidget(self.from_bin)
        column.addLayout(head)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        column.addWidget(self.progress)
        self.setMinimumWidth(theme().sign_px(LEAST))

    def _connect(self) -> None:
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.refresh)
        self.filters.changed.connect(self._ask)
        self.filters.left.connect(self.focus_list)
        self.list.opened.connect(self.opened)
        self.list.customContextMenuRequested.connect(self._show_menu)

    def show_document(self, document: Document) -> None:
        """Mark the document that is open now, and bring it into view."""
        self.opened_uid = self.list.lines.opened_uid = document.uid
        self._point_at(document.uid)
        self.list.viewport().update()

    def selected(self) -> list[str]:
        """The uids of the selected documents; the open one when none is."""
        found = self.list.selected_uids()
        return found or ([self.opened_uid] if self.opened_uid else [])

    def focus_list(self) -> None:
        """Put the keyboard into the list, or on the button that is in its place."""
        target = self.list if not self.list.isHidden() else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter field."""
        self.filters.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.field.selectAll()

    def leave_bin(self) -> None:
        """Show the documents that are in use again."""
        self.filters.set(binned=False)

    def follow(self, changes: Changes) -> None:
        """Show what an action changed."""
        query = self.model.query
        if changes.touches(Document):
            self.refresh()
            return
        by_state = query.state is not None or query.sort is SortKey.STATE or query.group is GroupKey.STATE
        by_whom = query.assigned is not Assigned.ALIKE and changes.touches(Assignment)
        if by_whom or (by_state and changes.touches(Progress)):
            self._later.start()
            return
        touched = changes.documents | {
            _document_uid(after or before) for before, after in changes.of(Progress)
        }
        if len(touched) > MANY:
            self._later.start()
            return
        for uid in touched:
            self.model.fetch_again(uid)
        if changes.touches(Progress):
            self._counted()

    def refresh(self) -> None:
        """Ask for the list anew, and keep what is selected."""
        kept = self.list.selected_uids()
        self.model.refresh()
        self._counted()
        for uid in kept[:KEPT] or [self.opened_uid]:
            self._point_at(uid, scroll=False)

    def end(self) -> None:
        """The project is about to be closed: ask nothing of it any more."""
        self._later.stop()
        self.list.setModel(None)

    def _ask(self, query: Query) -> None:
        self.model.set_query(query)
        self._counted()
        self._point_at(self.opened_uid)

    def _point_at(self, uid: str, *, scroll: bool = True) -> None:
        index = self.model.index_if_cheap(uid) if uid else QModelIndex()
        if not index.isValid():
            return
        how = QItemSelectionModel.SelectionFlag
        self.list.selectionModel().setCurrentIndex(index, how.ClearAndSelect if scroll else how.Select)
        if scroll:
            self.list.scrollTo(index)

    def _counted(self) -> None:
        query = self.model.query
        self.list.fit_lines()
        states = documents.states(self.project)
        done = states.get(State.DONE, 0) + states.get(State.REVIEWED, 0)
        total = sum(states.values())
        if query.binned:
            self.remark = _("Bin: {count}").format(count=number(self.model.documents))
        else:
            words = _("{done} of {total} done").format(done=number(done), total=number(total))
            self.remark = words if total else ""
        self.header.set_remark(self.remark)
        self.from_bin.setVisible(query.binned)
        empty = self.model.documents == 0
        self.empty.setVisible(empty)
        self.list.setHidden(empty)
        if empty:
            self.empty.set_words(self._nothing(query, total))
            self.add_button.setHidden(total > 0 or query.binned)

    @staticmethod
    def _nothing(query: Query, total: int) -> str:
        if query.binned:
            return _("The bin is empty.")
        if total == 0:
            return _("No documents yet. Add files, or drop a folder here.")
        if query == Query(assigned=Assigned.ONLY):
            return _("Nobody gave you documents yet. The filter shows only yours.")
        return _("No document fits the filter.")

    def _show_menu(self, place: QPoint) -> None:
        uids = self.list.selected_uids()
        if not uids:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_wanted.emit(uids, menu)
        menu.popup(self.list.viewport().mapToGlobal(place))


def _document_uid(record: Annotation | Progress | None) -> str:
    return record.document_uid if record is not None else ""
