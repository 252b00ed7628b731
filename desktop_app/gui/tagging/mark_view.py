"""The table of marks: how its cells are drawn, and the keys that work in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.gui.tagging.mark_rows import TAG, UID, Column
from desktop_app.gui.tagging.mark_table import MarkTable, column_title
from desktop_app.gui.tagging.signs import paint_swatch
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_line

_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
_WIDTHS = {
    Column.TAG: 88,
    Column.QUOTE: 210,
    Column.VALUES: 130,
    Column.MISSING: 90,
    Column.NOTE: 130,
    Column.ANNOTATOR: 84,
    Column.START: 64,
    Column.LINKS: 150,
}
ROW_PX = 28


class MarkDelegate(QStyledItemDelegate):
    """Writes a cell on one line: the tag with its swatch, what is missing in amber."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box, column = theme(), option.rect, Column(index.column())
        model = index.model()
        row = model.row_at(index.row()) if isinstance(model, MarkTable) else None
        if row is None or not isinstance(model, MarkTable):
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("chosen"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(box.left(), box.bottom() - 1, box.width(), 2), look.colour("focus"))
        room = box.adjusted(8, 0, -6, 0)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        if column is Column.TAG:
            sign = QRect(room.right() - 13 if mirrored else room.left(), room.top(), 14, room.height())
            paint_swatch(painter, sign, model.describe.colour(row[TAG]))
            room = room.adjusted(0, 0, -20, 0) if mirrored else room.adjusted(20, 0, 0, 0)
        roles = {Column.MISSING: "missing", Column.TAG: "ink", Column.QUOTE: "ink"}
        painter.setPen(look.colour(roles.get(column, "muted")))
        painter.setFont(option.font)
        words = model.describe.text(row, column)
        # Numbers stand at the end of their column.
        draw_line(painter, room, words, right=mirrored is not (column is Column.START))


class MarkView(QTableView):
    """The table. `opened` brings the uid of a line that was clicked or on which Return was pressed, `removed`
    those of the selected lines after Delete, `left` that the focus belongs back in the text.
    """

    opened = Signal(str)
    removed = Signal(object)
    left = Signal()

    def __init__(self, model: MarkTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._widths_are_ours, self._sizing = True, False
        self.setModel(model)
        self.setItemDelegate(MarkDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Marks of the document"))
        self._set_headers()
        self.clicked.connect(lambda index: self._open(index.row()))

    def _set_headers(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW_PX)
        across.setDefaultAlignment(_LEADING)
        across.setHighlightSections(False)
        across.setSectionsMovable(True)
        across.setMinimumSectionSize(40)
        across.setSortIndicator(Column.START, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.customContextMenuRequested.connect(self._ask_columns)
        across.sectionResized.connect(lambda _column, _old, _new: self._notice_resize())
        for column in _WIDTHS:
            self._resize(column, self._least(column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._widths_are_ours:
            room = self.viewport().width() - self._least(Column.TAG)
            self._resize(Column.QUOTE, max(140, min(room, 320)))

    def _least(self, column: Column) -> int:
        """How wide a column is at first: its head is not cut."""
        return max(_WIDTHS[column], self.horizontalHeader().sectionSizeHint(column))

    def _resize(self, column: Column, width: int) -> None:
        self._sizing = True
        self.horizontalHeader().resizeSection(column, width)
        self._sizing = False

    def _notice_resize(self) -> None:
        self._widths_are_ours = self._widths_are_ours and self._sizing

    def uids(self) -> list[str]:
        """The uids of the selected lines, from the top."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [row[UID] for number in numbers if (row := self._table.row_at(number)) is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.uids():
            self.removed.emit(self.uids())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # Letters are for commands, not for jumping to lines that begin with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def column_menu(self) -> QMenu:
        """Which columns are shown."""
        menu = QMenu(self)
        across = self.horizontalHeader()
        for column in Column:
            action = QAction(column_title(column), menu, checkable=True)
            action.setChecked(not across.isSectionHidden(column))
            action.setEnabled(column is not Column.QUOTE)
            action.toggled.connect(lambda on, which=column: across.setSectionHidden(which, not on))
            menu.addAction(action)
        return menu

    def _ask_columns(self, place: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _open(self, number: int) -> None:
        row = self._table.row_at(number)
        if row is not None:
            self.opened.emit(row[UID])
