"""A table in which the lines of a report are read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.theme.style import theme

LISTED = 2000
"""More lines than these nobody reads."""
_WIDEST, _GAP = 220, 12
_MOST_LETTERS = 600
_UPPER = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop


class ReportTable(QTableWidget):
    """Lines are chosen as a whole and are as high as their words, also after a column was made wider or narrower.

    The columns from `sharing` on share what room the others leave.
    """

    def __init__(
        self, name: str, heads: Sequence[str], *, sharing: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(heads), parent)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        across = self.horizontalHeader()
        for column in range(sharing, len(heads)):
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._to_fit = range(sharing)
        # Once for all columns that change at the same time.
        self._settle = QTimer(self, interval=0, singleShot=True)
        self._settle.timeout.connect(self.resizeRowsToContents)
        across.sectionResized.connect(lambda _column, _old, _new: self._settle.start())

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show the first `LISTED` of these lines, and how many more there are; without any the table is hidden."""
        self.setVisible(bool(rows))
        listed = rows[:LISTED]
        self.setRowCount(len(listed))
        for place, cells in enumerate(listed):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(shown(text, _MOST_LETTERS))
                item.setTextAlignment(_UPPER)
                self.setItem(place, column, item)
        if len(rows) > LISTED:
            self.setRowCount(LISTED + 1)
            more = _("{number} more are not listed.").format(number=number(len(rows) - LISTED))
            for column in range(self.columnCount()):
                item = QTableWidgetItem(more if column == self.columnCount() - 1 else "")
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.setItem(LISTED, column, item)
        if rows:
            self._fit_columns()
        self.resizeRowsToContents()

    def _fit_columns(self) -> None:
        """Make columns as wide as their words, once: whoever changes them has the last word."""
        for column in self._to_fit:
            wide = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            self.setColumnWidth(column, min(wide + _GAP, theme().sign_px(_WIDEST)))
        self._to_fit = range(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now are the columns as wide as they are seen.
        self.resizeRowsToContents()
