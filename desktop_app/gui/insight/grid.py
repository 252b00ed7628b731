"""How tables of numbers are drawn, and the keys that work in them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.gui.insight.cells import CellModel, Table
from desktop_app.gui.tagging.signs import paint_swatch
from desktop_app.gui.theme.oklch import mixed
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_line, filled

ROW_PX = 28
MOST_ROWS = 16
_STRONGEST = 0.36
"""How much of the colour a full tint has: ink stays readable on it."""


def heat(share: float) -> QColor:
    """The tint of a number between 0 and 1."""
    colours = theme().colours
    return QColor(mixed(colours.page, colours.focus, max(0.0, min(share, 1.0)) * _STRONGEST))


class CellDelegate(QStyledItemDelegate):
    """A cell on one line: tint or bar, the tag with its swatch, numbers in the middle of a tinted cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        cell = model.cell(index) if isinstance(model, CellModel) else None
        if cell is None:
            return
        look, box = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected and cell.heat is None:
            painter.fillRect(box, look.colour("chosen"))
        elif option.state & QStyle.StateFlag.State_MouseOver and cell.wanted is not None:
            painter.fillRect(box, look.colour("hover"))
        if cell.heat is not None:
            filled(painter, QRectF(box).adjusted(1, 1, -1, -1), heat(cell.heat), radius=4)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(box.left(), box.bottom() - 1, box.width(), 2), look.colour("focus"))
        room, mirrored = box.adjusted(8, 0, -8, 0), option.direction is Qt.LayoutDirection.RightToLeft
        if cell.bar is not None:
            self._paint_bar(painter, room, cell.bar, mirrored=mirrored)
            return
        if cell.colour is not None:
            sign = QRect(room.right() - 13 if mirrored else room.left(), room.top(), 14, room.height())
            paint_swatch(painter, sign, cell.colour)
            room = room.adjusted(0, 0, -20, 0) if mirrored else room.adjusted(20, 0, 0, 0)
        font = QFont(option.font)
        last = index.row() >= len(model.table.rows) if isinstance(model, CellModel) else False
        font.setWeight(QFont.Weight.Medium if last else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(look.colour("muted" if cell.muted else "ink"))
        grid = isinstance(model, CellModel) and bool(model.table.names)
        draw_line(painter, room, cell.text, right=mirrored, centre=grid)

    def _paint_bar(self, painter: QPainter, room: QRect, share: float, *, mirrored: bool) -> None:
        width = max(round(room.width() * share), 2 if share else 0)
        left = room.right() + 1 - width if mirrored else room.left()
        bar = QRectF(left, room.center().y() - 4, width, 8)
        filled(painter, bar, heat(1.0), radius=2)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(40, max(ROW_PX, option.fontMetrics.height() + 10))


class CellView(QTableView):
    """A table as high as its rows. `opened` brings what is wanted of a cell: a click, Return or Space.

    `whole` chooses rows, not cells, and lets them be sorted.
    """

    opened = Signal(object)

    def __init__(self, name: str, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CellModel(self)
        self._whole = whole
        self.setModel(self.cells)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = QAbstractItemView.SelectionBehavior.SelectRows
        items = QAbstractItemView.SelectionBehavior.SelectItems
        self.setSelectionBehavior(rows if whole else items)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setVisible(not whole)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setHighlightSections(False)
        down.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setSectionsClickable(whole)
        if not whole:
            across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        else:
            across.setStretchLastSection(False)
            across.setSortIndicatorClearable(True)
            across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        self.clicked.connect(self._open)

    def show_table(self, table: Table, widths: tuple[int, ...] = ()) -> None:
        """Show another table; the keyboard stays where it was. `widths` of columns in pixels, 0 for what is left;
        they grow with the letters and their heads.
        """
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.cells.show_table(table)
        self._size_columns(widths)
        high = max(ROW_PX, self.fontMetrics().height() + 10)
        self.verticalHeader().setDefaultSectionSize(high)
        shown = min(self.cells.rowCount(), MOST_ROWS)
        wide = self.horizontalScrollBar().sizeHint().height() if not self._whole else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * high + wide + 2)
        if row >= 0 and self.cells.rowCount() and column < self.cells.columnCount():
            self.setCurrentIndex(self.cells.index(min(row, self.cells.rowCount() - 1), column))

    def _size_columns(self, widths: tuple[int, ...]) -> None:
        across = self.horizontalHeader()
        across.setDefaultSectionSize(theme().sign_px(84))
        for column, width in enumerate(widths[: self.cells.columnCount()]):
            stretch = QHeaderView.ResizeMode.Stretch
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive if width else stretch)
            if width:
                # Words stand in the first column, numbers in the others.
                least = theme().sign_px(width) if column == 0 else width
                across.resizeSection(column, max(least, across.sectionSizeHint(column)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # Letters are for commands, not for jumping to cells that begin with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        cell = self.cells.cell(index)
        if cell is not None and cell.wanted is not None:
            self.opened.emit(cell.wanted)
