"""The palette: type a few letters of what is wanted, press Return. It lies over the window and is gone with Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.gui.announcing import announce
from desktop_app.gui.shell.palette_items import Item, ranked
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import plain_label
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, draw_swatch, filled, keycap_size, outline

ITEM_ROLE = Qt.ItemDataRole.UserRole
WIDTH, ROW, ROWS = 560, 32, 11


class _Items(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Item] = []

    def show(self, items: list[Item]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{item.words}, {item.kind}" + (f", {key_text(item.key)}" if item.key else "")
        return None


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(WIDTH, max(ROW, option.fontMetrics.height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        item, look, rect = index.data(ITEM_ROLE), theme(), option.rect
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft

        def turned(box: QRect) -> QRect:
            return QStyle.visualRect(option.direction, rect, box)

        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            filled(painter, QRectF(rect), look.colour("chosen"))
        left, right = rect.left() + 10, rect.right() - 10
        if item.colour is not None:
            draw_swatch(painter, turned(QRect(left, rect.top(), 14, rect.height())), item.colour, look)
            left += 22
        if item.key:
            size = keycap_size(look, key_text(item.key))
            top = rect.center().y() - size.height() // 2
            cap = QRect(right - size.width(), top, size.width(), size.height())
            draw_keycap(painter, turned(cap), key_text(item.key), look)
            right -= size.width() + 10
        side = option.fontMetrics.horizontalAdvance(item.kind)
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        aside = QRect(right - side - 2, rect.top(), side + 2, rect.height())
        draw_line(painter, turned(aside), item.kind, right=not mirrored)
        painter.setPen(look.colour("ink" if item.enabled else "faint"))
        room = QRect(left, rect.top(), right - side - 14 - left, rect.height())
        draw_line(painter, turned(room), item.words, right=mirrored)
        painter.restore()


class CommandPalette(QFrame):
    """A field and what fits. `find` is asked for all items that belong to what was typed; the best come first."""

    def __init__(self, window: QWidget, find: Callable[[str], list[Item]]) -> None:
        super().__init__(window)
        self._window = window
        self._find = find
        self._back: QWidget | None = None
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("A command, a tag or a document"))
        self.field.setAccessibleName(_("Find or run a command"))
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self._items = _Items(self)
        self.list = QListView(self)
        self.list.setModel(self._items)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("What fits"))
        self.list.clicked.connect(self._choose)
        self.nothing = plain_label(_("Nothing fits."), look="muted", parent=self)
        self.nothing.setContentsMargins(10, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        self.hide()

    def items(self) -> list[Item]:
        """What is listed now, best first."""
        return self._items.items

    def open(self, typed: str = "") -> None:
        """Show it over the window, with some words typed already."""
        self._back = QApplication.focusWidget()
        self.field.setText(typed)
        self._look(typed)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Hide it and give the focus back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.field and event.type() is QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif event.key() in steps:
            count = self._items.rowCount()
            row = min(max(self.list.currentIndex().row() + steps[Qt.Key(event.key())], 0), count - 1)
            self.list.setCurrentIndex(self._items.index(row))
            self._tell_current()
        else:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _look(self, typed: str) -> None:
        self._items.show(ranked(self._find(typed), typed))
        self.list.setCurrentIndex(self._items.index(0))
        self.nothing.setHidden(bool(self._items.items))
        self.list.setHidden(not self._items.items)
        self._fit()
        if self.isVisible() and typed:
            self._tell_current()

    def _tell_current(self) -> None:
        """Say what Return would do: the keyboard is in the field, not in the list."""
        words = self._items.data(self.list.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
        announce(self.field, str(words or self.nothing.text()))

    def _fit(self) -> None:
        window, rows = self._window, min(ROWS, max(1, self._items.rowCount()))
        line = max(ROW, self.list.fontMetrics().height() + 14)
        width = min(WIDTH, window.width() - 24)
        height = min(line * rows + 30 + 6 + 16 + 4, window.height() - 64)
        self.setGeometry((window.width() - width) // 2, 52, width, height)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid() or not self._items.items[index.row()].enabled:
            return
        item = self._items.items[index.row()]
        self.close_up()
        item.run()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = theme(), QRectF(self.rect())
        filled(painter, box, look.colour("panel"))
        outline(painter, box, look.colour("field_line"))
