"""The list of a document's marks: a table to sort, to narrow down, to go through by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.find_field import FindField
from desktop_app.gui.tagging.mark_rows import UID, Wanted
from desktop_app.gui.tagging.mark_table import MarkTable
from desktop_app.gui.tagging.mark_view import ROW_PX, MarkView
from desktop_app.gui.widgets import EmptyHint, plain_label
from desktop_app.gui.widgets.rows import choose_row
from desktop_app.model.changes import Changes
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops.project import Project


class AnnotationList(QWidget):
    """All marks of the document. `annotation_chosen` asks to go to one, `left` gives the focus back to the
    text, `refused` brings an AppError. The marks are read when the list is seen for the first time.
    """

    annotation_chosen = Signal(str)
    left = Signal()
    refused = Signal(object)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tag_uid = ""
        self.table = MarkTable(project, self)
        self.view = MarkView(self.table, self)
        self.finder = FindField(_("find"), _("Narrow the list of marks down"), self)
        self._chosen = ""
        self.tag = QToolButton(self)
        self.tag.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.tag.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._count = plain_label("", look="muted", step=-1, parent=self)
        words = _("Nothing is marked in this document yet. Select words and press a tag's key.")
        self._empty = EmptyHint(words, None, self)
        self._lay_out()
        self.finder.textChanged.connect(lambda _text: self._narrow())
        self.finder.moved.connect(self._move)
        self.finder.entered.connect(self._enter)
        self.finder.left.connect(self.left)
        self.view.opened.connect(self.annotation_chosen)
        self.view.removed.connect(self._remove)
        self.view.left.connect(self.left)
        self.table.counted.connect(self._show_count)
        self.table.modelReset.connect(lambda: self.show_chosen(self._chosen))
        self._fill_tags()
        self._show_count()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 8, 0)
        line.addWidget(self.tag)
        line.addStretch(1)
        line.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)

    def sizeHint(self) -> QSize:
        return QSize(320, 12 * ROW_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 4 * ROW_PX)

    def show_document(self, uid: str) -> None:
        """Turn to another document ('' for none)."""
        self.table.show_document(uid)

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        self.table.apply(changes)
        if changes.touches(Tag):
            self._fill_tags()

    def show_chosen(self, uid: str) -> None:
        """Put the current line on the mark that is chosen in the text."""
        self._chosen = uid
        number = self.table.number_of(uid) if self.isVisible() and uid else -1
        row = self.table.row_at(self.view.currentIndex().row())
        if number >= 0 and (row is None or row[UID] != uid):
            choose_row(self.view, number)
        elif number < 0 and not self.view.hasFocus():
            self.view.clearSelection()

    def show_tag(self, uid: str) -> None:
        """Show only the marks of one tag ('' for all)."""
        self._tag_uid = uid
        tag = self._project.tagset.find(uid)
        name = shown(tag.name, 30) if tag is not None else _("All tags")
        self.tag.setText(f"{name} ▾")
        self._narrow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.wake()
        self.show_chosen(self._chosen)

    def _fill_tags(self) -> None:
        menu = QMenu(self)
        lines: list[tuple[str, str]] = [(_("All tags"), "")]
        tagset = self._project.tagset
        lines += [(shown(tagset.path(tag.uid), 60), tag.uid) for tag in tagset.tags]
        for words, uid in lines:
            menu.addAction(words.replace("&", "&&"), self._shower(uid))
        old = self.tag.menu()
        self.tag.setMenu(menu)
        if old is not None:
            old.deleteLater()
        self.show_tag(self._tag_uid if tagset.find(self._tag_uid) is not None else "")

    def _shower(self, uid: str) -> Callable[[], None]:
        return lambda: self.show_tag(uid)

    def _narrow(self) -> None:
        self.table.narrow(Wanted(self.finder.text(), self._tag_uid))

    def _move(self, lines: int) -> None:
        number = max(0, min(self.view.currentIndex().row() + lines, self.table.rowCount() - 1))
        choose_row(self.view, number)

    def _enter(self) -> None:
        row = self.table.row_at(max(0, self.view.currentIndex().row()))
        if row is not None:
            self.annotation_chosen.emit(row[UID])

    def _remove(self, uids: list[str]) -> None:
        number = self.view.currentIndex().row()
        try:
            marks.remove(self._project, uids)
        except AppError as error:
            self.refused.emit(error)
            return
        if self.table.rowCount():
            choose_row(self.view, min(number, self.table.rowCount() - 1))

    def _show_count(self) -> None:
        number, total = self.table.rowCount(), self.table.total
        written, of_all = QLocale().toString(number), QLocale().toString(total)
        words = ngettext("{number} mark", "{number} marks", total).format(number=of_all)
        narrowed = _("{number} of {total}").format(number=written, total=of_all)
        self._count.setText(narrowed if number != total and not self.table.busy else words)
        nothing = total == 0 and not self.table.busy
        self.view.setVisible(not nothing)
        self._empty.setVisible(nothing)
