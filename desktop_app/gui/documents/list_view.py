"""The list itself: a table of one column, for a table is laid out no slower when it is long."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.gui.documents.delegate import DocumentDelegate
from desktop_app.gui.documents.model import DocumentsModel
from desktop_app.gui.shell.letters import letter_of
from desktop_app.gui.widgets.line_table import LineTable

MANY = 400
"""Lists longer than this have lines of one height, so that no line is fetched only to be measured."""

_EXTENDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class DocumentList(LineTable):
    """`opened` carries the uid of a document that was clicked, or chosen with Return."""

    opened = Signal(str)

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Documents"), parent)
        self._documents = model
        self.lines = DocumentDelegate(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setMinimumSectionSize(1)
        # The delegate draws what is selected; the table itself would do so without round corners.
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self.setItemDelegate(self.lines)
        self.setModel(model)
        self.clicked.connect(self._open)

    def fit_lines(self) -> None:
        """Give every line its height: what its title needs, or the same for all in a long list."""
        if self.model() is not self._documents:
            return
        before, self.lines.uniform = self.lines.uniform, self._documents.rowCount() > MANY
        option = QStyleOptionViewItem()
        header, height = self.verticalHeader(), self.lines.uniform_height()
        header.setDefaultSectionSize(height)
        if not self.lines.uniform:
            for row in range(self._documents.rowCount()):
                header.resizeSection(row, self.lines.sizeHint(option, self._documents.index(row)).height())
        elif not before:
            # Lines that had a height of their own while the list was short would keep it.
            for row in range(MANY):
                header.resizeSection(row, height)

    def selected_uids(self) -> list[str]:
        """The selected documents, in the order of the list."""
        if self.model() is not self._documents:
            return []
        places = sorted(self.selectionModel().selectedIndexes(), key=QModelIndex.row)
        rows = [self._documents.row_at(index) for index in places]
        return [row.document.uid for row in rows if row is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._go_to_end(first=event.key() == Qt.Key.Key_Home)
        elif letter_of(event):
            # Letters are the keys of tags; the filter field finds documents.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self.lines.width:
            self.lines.width = self.viewport().width()
            self.fit_lines()

    def _go_to_end(self, *, first: bool) -> None:
        rows = range(self._documents.rowCount())
        for row in rows if first else reversed(rows):
            index = self._documents.index(row)
            if self._documents.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return

    def _open(self, index: QModelIndex) -> None:
        row = self._documents.row_at(index)
        if row is not None and not (QApplication.keyboardModifiers() & _EXTENDING):
            self.opened.emit(row.document.uid)
