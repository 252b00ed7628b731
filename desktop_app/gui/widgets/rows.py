"""Choosing a row of a table."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTableView


def choose_row(table: QTableView, row: int) -> None:
    """Make a row the one that is chosen, and the current one. Nothing happens when there is no such row.

    `QTableView.selectRow` chooses nothing in a window that reads from right to left.
    """
    seen = (column for column in range(table.model().columnCount()) if not table.isColumnHidden(column))
    index = table.model().index(row, next(seen, 0), table.rootIndex())
    if index.isValid():
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().setCurrentIndex(index, how)
