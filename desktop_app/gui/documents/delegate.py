"""How a line of the document list is drawn: state, title in up to two lines, and what is known beside it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.base.shown import shown
from desktop_app.gui.documents.lines import GroupLine, aside, group_label, title_of
from desktop_app.gui.documents.model import LINE_ROLE
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_line, draw_row_ground, draw_state
from desktop_app.model.query import DocumentRow

TITLE_LINES = 2
_LEFT, _RIGHT, _TOP, _GAP = 30, 10, 7, 1
_SIGN = 16
_HEADING_TOP = 12


class DocumentDelegate(QStyledItemDelegate):
    """Lines are as high as their titles need; with `uniform` all are as high as the highest (for very long lists).

    `width` is that of the list, `opened_uid` the document that is shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.uniform = False
        self.opened_uid = ""
        self.width = 240

    def uniform_height(self) -> int:
        """The height of a line whose title takes all the lines that it may."""
        title, small = QFontMetrics(_title_font()), QFontMetrics(_small_font())
        return TITLE_LINES * title.lineSpacing() + small.lineSpacing() + 2 * _TOP + _GAP

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if self.uniform:
            return QSize(self.width, self.uniform_height())
        title, small = QFontMetrics(_title_font()), QFontMetrics(_small_font())
        line = index.data(LINE_ROLE)
        if isinstance(line, DocumentRow):
            count = len(broken(shown(title_of(line)), _title_font(), self._room()))
            return QSize(
                self.width, max(1, count) * title.lineSpacing() + small.lineSpacing() + 2 * _TOP + _GAP
            )
        return QSize(self.width, small.lineSpacing() + _HEADING_TOP + 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(LINE_ROLE)
        painter.save()
        if isinstance(line, DocumentRow):
            self._paint_document(painter, option, line)
        elif isinstance(line, GroupLine):
            self._paint_heading(painter, option, line)
        painter.restore()

    def _paint_document(self, painter: QPainter, option: QStyleOptionViewItem, row: DocumentRow) -> None:
        look, rect = theme(), option.rect
        draw_row_ground(painter, rect, option.state, look, chosen=row.document.uid == self.opened_uid)
        lines = broken(shown(title_of(row)), _title_font(), self._room())
        pitch = QFontMetrics(_title_font()).lineSpacing()
        sign = QRect(rect.left() + 7, rect.top() + _TOP, _SIGN, pitch)
        draw_state(painter, QStyle.visualRect(option.direction, rect, sign), row.state, look)
        painter.setFont(_title_font())
        painter.setPen(look.colour("muted" if row.document.binned else "ink"))
        box = QRect(rect.left() + _LEFT, rect.top() + _TOP, self._room(), pitch)
        box = QStyle.visualRect(option.direction, rect, box)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        for text in lines:
            draw_line(painter, box, text, right=mirrored)
            box.translate(0, pitch)
        small = QFontMetrics(_small_font())
        painter.setFont(_small_font())
        painter.setPen(look.colour("muted"))
        box.translate(0, _GAP)
        box.setHeight(small.lineSpacing())
        known, marks = aside(row)
        room = box.width() - small.horizontalAdvance(marks)
        words = small.elidedText(known, Qt.TextElideMode.ElideRight, room)
        draw_line(painter, box, words + marks, right=mirrored)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: GroupLine) -> None:
        painter.setFont(theme().font(step=-2, weight=QFont.Weight.DemiBold))
        painter.setPen(theme().colour("muted"))
        rect, height = option.rect, painter.fontMetrics().height()
        box = QRect(rect.left() + 8, rect.bottom() - 3 - height, rect.width() - 8 - _RIGHT, height)
        draw_line(
            painter,
            QStyle.visualRect(option.direction, rect, box),
            group_label(line),
            mode=Qt.TextElideMode.ElideMiddle,
            right=option.direction is Qt.LayoutDirection.RightToLeft,
        )

    def _room(self) -> int:
        return max(40, self.width - _LEFT - _RIGHT)


def _title_font() -> QFont:
    return theme().font()


def _small_font() -> QFont:
    return theme().font(step=-2)


@lru_cache(maxsize=4096)
def broken(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """The text on at most two lines of this width, the last one ending in '…' when more would follow."""
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    packed = text.encode("utf-16-le")
    found: list[str] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) == TITLE_LINES - 1:
            rest = packed[start * 2 :].decode("utf-16-le", "replace")
            found.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        found.append(
            packed[start * 2 : (start + line.textLength()) * 2].decode("utf-16-le", "replace").rstrip()
        )
        line = layout.createLine()
    layout.endLayout()
    return tuple(found)
