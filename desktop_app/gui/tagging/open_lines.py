"""The lines of what is still to be completed: as a list, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.gui.widgets.painting import draw_line, draw_row_ground, draw_swatch
from desktop_app.ops.completeness import Weight

_EDGE, _SIGN, _GAP = 8, 14, 8
_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """A mark with all there is to say about it; `document` is its name where other documents are listed too."""

    uid: str
    document_uid: str
    quote: str
    colour: str
    words: str
    weight: Weight
    document: str = ""


class Lines(QAbstractListModel):
    """The lines as they were put last; `wanted` asks for more of them once the last one is seen."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._more = False

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == _ROW:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ": ".join(part for part in (line.document, line.quote, line.words) if part)
        return line.words if role == Qt.ItemDataRole.ToolTipRole else None

    def canFetchMore(self, parent: AnyIndex = NOWHERE) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex = NOWHERE) -> None:
        self.wanted.emit()

    def put(self, lines: list[Line], *, more: bool) -> None:
        """Show only these; `more`: others follow when they are wanted. Those that were there at the start stay."""
        before, self._more = len(self.lines), more
        if lines[:before] != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
        elif len(lines) > before:
            self.beginInsertRows(NOWHERE, before, len(lines) - 1)
            self.lines = lines
            self.endInsertRows()


class _Delegate(QStyledItemDelegate):
    """The passage, and below it what is missing, in amber; doubts in ink, hints muted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, max(44, 2 * QFontMetrics(theme().font()).height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box, line = theme(), option.rect, index.data(_ROW)
        if not isinstance(line, Line):
            return
        draw_row_ground(painter, box, option.state, look)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        inner = box.adjusted(_EDGE, 4, -_EDGE, -4)
        half = inner.height() // 2
        top, below = inner.adjusted(0, 0, 0, -half), inner.adjusted(0, half, 0, 0)
        sign = QRect(top.right() + 1 - _SIGN if mirrored else top.left(), top.top(), _SIGN, top.height())
        draw_swatch(painter, sign, line.colour, look)
        taken = _SIGN + _GAP
        sides = (0, -taken) if mirrored else (taken, 0)
        painter.setFont(look.font())
        painter.setPen(look.colour("ink"))
        draw_line(painter, top.adjusted(sides[0], 0, sides[1], 0), line.quote, right=mirrored)
        roles = {Weight.MISSING: "missing", Weight.DOUBT: "ink", Weight.HINT: "muted"}
        painter.setFont(look.font(step=-1))
        painter.setPen(look.colour(roles[line.weight]))
        words = f"{line.document} · {line.words}" if line.document else line.words
        draw_line(painter, below.adjusted(sides[0], 0, sides[1], 0), words, right=mirrored)


class LineView(QListView):
    """`opened` brings the number of the line that was clicked or on which Return was pressed."""

    opened = Signal(int)
    left = Signal()

    def __init__(self, model: Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("To complete"))
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # Letters are for commands.
            event.ignore()
        else:
            super().keyPressEvent(event)
