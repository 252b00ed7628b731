"""Several annotations at one place: a little list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.signs import leading
from desktop_app.gui.tagging.words import quote_words
from desktop_app.gui.theme.style import theme
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.gui.widgets import Card, plain_label
from desktop_app.gui.widgets.painting import draw_keycap, draw_swatch, filled, keycap_size, outline
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Tag, Tagset

AnyIndex = QModelIndex | QPersistentModelIndex
_EDGE, _GAP, _MOST_ROWS = 8, 8, 6
_QUOTE = Qt.ItemDataRole.UserRole
_COLOUR = Qt.ItemDataRole.UserRole + 1
_UID = Qt.ItemDataRole.UserRole + 2


class _Delegate(QStyledItemDelegate):
    """Tag and passage, one below the other, with the digit that chooses them while the keyboard is in the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box, state = theme(), option.rect, option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            role = "chosen" if state & QStyle.StateFlag.State_Selected else "hover"
            filled(painter, QRectF(box), look.colour(role))
        if state & QStyle.StateFlag.State_HasFocus:
            outline(painter, QRectF(box), look.colour("focus"), width=2)
        half = box.height() // 2
        top = box.adjusted(_EDGE, 3, -_EDGE, 3 - half)
        below = box.adjusted(_EDGE, half - 3, -_EDGE, -3)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        sign = top.adjusted(0, 0, 14 - top.width(), 0)
        if mirrored:
            sign.moveRight(top.right())
        draw_swatch(painter, sign, str(index.data(_COLOUR)), look)
        view = self.parent()
        if index.row() < 9 and isinstance(view, QWidget) and view.hasFocus():
            size = keycap_size(look, str(index.row() + 1))
            cap = box.adjusted(0, 0, size.width() - box.width(), size.height() - box.height())
            cap.moveCenter(box.center())
            (cap.moveLeft if mirrored else cap.moveRight)(
                box.left() + _EDGE if mirrored else box.right() - _EDGE
            )
            draw_keycap(painter, cap, str(index.row() + 1), look)
            room = size.width() + _GAP
            shift = (room, 0, 0, 0) if mirrored else (0, 0, -room, 0)
            top, below = top.adjusted(*shift), below.adjusted(*shift)
        top = top.adjusted(0, 0, -14 - _GAP, 0) if mirrored else top.adjusted(14 + _GAP, 0, 0, 0)
        bold = look.font(weight=QFont.Weight.DemiBold)
        for room_for, font, role, text in (
            (top, bold, "ink", index.data(Qt.ItemDataRole.DisplayRole)),
            (below, look.font(step=-1), "muted", index.data(_QUOTE)),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(role))
            line = QFontMetrics(font).elidedText(str(text), Qt.TextElideMode.ElideRight, room_for.width())
            painter.drawText(room_for, leading(option.direction), line)


def row_height() -> int:
    """The height of one annotation in the list."""
    return max(44, 2 * QFontMetrics(theme().font()).height() + 10)


class PickView(QListWidget):
    """The list: digits and Return choose, Esc leaves."""

    picked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Marks at this place"))
        self.itemClicked.connect(self._pick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, digit = self.currentItem(), event.text()
        if digit.isdecimal() and 1 <= int(digit) <= self.count():
            self._pick(self.item(int(digit) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._pick(item)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(_UID)))


class PickList(Card):
    """Which of several annotations is meant.

    `picked` brings its uid, `left` that the focus belongs back in the text.
    """

    picked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = plain_label("", look="muted", parent=self)
        self.list = PickView(self)
        self.list.picked.connect(self.picked)
        self.list.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._caption)
        column.addWidget(self.list)

    def show_annotations(self, annotations: Sequence[Annotation], tagset: Tagset) -> None:
        """List these; the first one is the current one."""
        words = ngettext("{number} mark here", "{number} marks here", len(annotations))
        self._caption.setText(words.format(number=len(annotations)))
        self._caption.setContentsMargins(8, 0, 8, 0)
        self.list.clear()
        for annotation in annotations:
            tag = painted_tag(tagset, annotation.tag_uid) or Tag(annotation.tag_uid, _("unknown tag"))
            item = QListWidgetItem(shown(tag.name))
            item.setData(_QUOTE, shown(quote_words(annotation.quotes)))
            item.setData(_COLOUR, tag.colour)
            item.setData(_UID, annotation.uid)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{shown(tag.name)}: {item.data(_QUOTE)}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(_MOST_ROWS, max(1, len(annotations))) * row_height() + 2)
