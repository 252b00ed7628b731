"""Tables of numbers that can be opened: what stands in a cell, and the model that views show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from desktop_app.base.i18n import _
from desktop_app.gui.documents.dates import locale
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.ops.agreement_passages import Wanted

NONE = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, what it is sorted by, a tool tip, and the passages behind it, if there are any.

    `heat` (0 to 1) is how strongly it is tinted, `bar` how much of it is filled; `colour` is that of a tag to show.
    """

    text: str
    value: float | str | None = None
    tip: str = ""
    wanted: Wanted | None = None
    heat: float | None = None
    bar: float | None = None
    colour: str | None = None
    muted: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their titles, rows with their cells. `names` stand before the rows; `totals` stay below them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    names: tuple[str, ...] = ()
    totals: tuple[Row, ...] = ()


def score(value: float | None) -> str:
    """'.84', '1.00', '−.05' as the language in use writes it; a dash where there is no value."""
    if value is None:
        return NONE
    words = locale().toString(abs(value), "f", 2)
    words = words.removeprefix("0")
    return f"−{words}" if value < 0 and any(letter in "123456789" for letter in words) else words


class CellModel(QAbstractTableModel):
    """A table that can be sorted by any column; cells without a value come last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = Table(())
        self._rows: list[Row] = []
        self._order: tuple[int, Qt.SortOrder] | None = None

    @property
    def table(self) -> Table:
        """What is shown."""
        return self._table

    def show_table(self, table: Table) -> None:
        """Show another table, in the order that was asked for."""
        if table == self._table:
            return
        self.beginResetModel()
        self._table = table
        self._arrange()
        self.endResetModel()

    def cell(self, index: AnyIndex) -> Cell | None:
        """The cell at an index."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._rows[index.row()][index.column()]

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = self._table.columns if orientation is Qt.Orientation.Horizontal else self._table.names
        return names[section] if section < len(names) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._order = (column, order) if column >= 0 else None
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        rows: Iterable[Row] = self._table.rows
        if self._order is not None and self._order[0] < len(self._table.columns):
            column, order = self._order
            known = [row for row in rows if row[column].value is not None]
            unknown = [row for row in rows if row[column].value is None]
            down = order is Qt.SortOrder.DescendingOrder
            rows = [*sorted(known, key=lambda row: _key(row[column]), reverse=down), *unknown]
        self._rows = [*rows, *self._table.totals]

    def _spoken(self, index: AnyIndex, cell: Cell) -> str:
        names: Sequence[str] = self._table.names
        where = [names[index.row()]] if index.row() < len(names) else []
        where.append(self._table.columns[index.column()])
        words = _("undefined") if cell.text == NONE else cell.text
        return ", ".join(part for part in (*where, words, cell.tip) if part)


def _key(cell: Cell) -> tuple[int, float, str]:
    if isinstance(cell.value, str):
        return 1, 0.0, cell.value.casefold()
    return 0, cell.value or 0.0, ""
