"""How the lists of Review are drawn: a line in bold or with a sign, and a muted one below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.line_table import LineTable
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_line, draw_state, filled, outline
from desktop_app.model.records import State

LINE_ROLE = Qt.ItemDataRole.UserRole
"""A Line."""
_SIDE, _TOP, _GAP, _SIGN, _BAR = 10, 6, 1, 20, 3


@dataclass(frozen=True, slots=True)
class Line:
    """What is written: `title`, below it `aside`; a sign before it for a `state`."""

    title: str
    aside: str
    state: State | None = None
    muted: bool = False


class LineDelegate(QStyledItemDelegate):
    """All lines are equally high."""

    def height(self) -> int:
        """That of a line, in pixels."""
        title, small = QFontMetrics(_title_font(bold=True)), QFontMetrics(_small_font())
        return title.lineSpacing() + small.lineSpacing() + 2 * _TOP + _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        look, rect = theme(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            filled(painter, QRectF(rect), look.colour("chosen" if chosen else "hover"))
        direction = option.direction
        if chosen and line.state is None:
            bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
            filled(painter, QRectF(QStyle.visualRect(direction, rect, bar)), look.colour("brand"), radius=1.5)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus and line.state is not None:
            outline(painter, QRectF(rect), look.colour("focus"), width=2)
        indent = _SIDE + (_SIGN if line.state is not None else 0)
        bold = line.state is None
        pitch = QFontMetrics(_title_font(bold=bold)).lineSpacing()
        if line.state is not None:
            sign = QRect(rect.left() + 7, rect.top() + _TOP, 16, pitch)
            draw_state(painter, QStyle.visualRect(direction, rect, sign), line.state, look)
        box = rect.adjusted(indent, _TOP, -_SIDE, 0)
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        self._write(painter, QStyle.visualRect(direction, rect, box), line, bold=bold, right=mirrored)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, box: QRect, line: Line, *, bold: bool, right: bool) -> None:
        look = theme()
        painter.setFont(_title_font(bold=bold))
        painter.setPen(look.colour("muted" if line.muted else "ink"))
        pitch = painter.fontMetrics().lineSpacing()
        draw_line(painter, QRect(box.left(), box.top(), box.width(), pitch), line.title, right=right)
        painter.setFont(_small_font())
        painter.setPen(look.colour("muted"))
        small = painter.fontMetrics().lineSpacing()
        below = QRect(box.left(), box.top() + pitch + _GAP, box.width(), small)
        draw_line(painter, below, line.aside, right=right)


class LineList(LineTable):
    """A list of lines: a table of one column, for that is laid out no slower when it is long.

    `opened` carries the row that was clicked.
    """

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        lines = LineDelegate(self)
        self.setItemDelegate(lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(lines.height())
        # The delegate draws what is chosen; the table itself would do so without round corners.
        self.setStyleSheet("QTableView { background: transparent; selection-background-color: transparent; }")
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def point_at(self, row: int) -> None:
        """Choose a row, or none (-1), and bring it into view."""
        model = self.model()
        index = model.index(row, 0) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)


def _title_font(*, bold: bool) -> QFont:
    return theme().font(weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


def _small_font() -> QFont:
    return theme().font(step=-2)
