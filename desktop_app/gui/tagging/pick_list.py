"""A little list of annotations to choose one from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, draw_row_ground, draw_swatch, keycap_size

_EDGE, _GAP, _MOST_ROWS = 8, 8, 6
_QUOTE = Qt.ItemDataRole.UserRole
_COLOUR = Qt.ItemDataRole.UserRole + 1
_UID = Qt.ItemDataRole.UserRole + 2
_WHO = Qt.ItemDataRole.UserRole + 3


class _Delegate(QStyledItemDelegate):
    """Tag and passage, one below the other, with the digit that chooses them while the keyboard is in the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box = theme(), option.rect
        draw_row_ground(painter, box, option.state, look)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        view = self.parent()
        digit = str(index.row() + 1) if index.row() < 9 else ""
        inner = box.adjusted(_EDGE, 3, -_EDGE, -3)
        if digit and isinstance(view, PickView) and view.hasFocus() and not view.typed:
            size = keycap_size(look, digit)
            cap, inner = _split(inner, size.width(), at_end=True, mirrored=mirrored)
            top = box.center().y() - size.height() // 2
            draw_keycap(painter, QRect(cap.left(), top, size.width(), size.height()), digit, look)
        half = inner.height() // 2
        top_line, below = inner.adjusted(0, 0, 0, -half), inner.adjusted(0, half, 0, 0)
        sign, top_line = _split(top_line, 14, at_end=False, mirrored=mirrored)
        draw_swatch(painter, sign, str(index.data(_COLOUR)), look)
        small, who = look.font(step=-1), str(index.data(_WHO) or "")
        who_px = QFontMetrics(small).horizontalAdvance(who) + 4 if who else 0
        who_box, top_line = _split(top_line, who_px, at_end=True, mirrored=mirrored)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(weight=QFont.Weight.DemiBold))
        draw_line(painter, top_line, name, right=mirrored)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        draw_line(painter, who_box, who, right=not mirrored)
        draw_line(painter, below, str(index.data(_QUOTE)), right=mirrored)


def _split(box: QRect, width: int, *, at_end: bool, mirrored: bool) -> tuple[QRect, QRect]:
    """A part of a row at its end or beginning, and the rest of the row beside a gap."""
    if not width:
        return QRect(), box
    if at_end is mirrored:
        return box.adjusted(0, 0, width - box.width(), 0), box.adjusted(width + _GAP, 0, 0, 0)
    return box.adjusted(box.width() - width, 0, 0, 0), box.adjusted(0, 0, -width - _GAP, 0)


def row_height() -> int:
    """The height of one annotation in the list."""
    return max(44, 2 * QFontMetrics(theme().font()).height() + 10)


@dataclass(frozen=True, slots=True)
class PickRow:
    """An annotation to choose: its tag's name and colour, its words, and who made it."""

    uid: str
    name: str
    quote: str
    colour: str = ""
    who: str = ""


class PickView(QListWidget):
    """The list: arrows and Return choose, and a digit where it is written; letters narrow it down; Esc leaves.

    `picked` brings a uid, `narrowed` what was typed.
    """

    picked = Signal(str)
    narrowed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Marks at this place"))
        self.itemClicked.connect(self._pick)

    def show_rows(self, rows: Sequence[PickRow]) -> None:
        """List these; the first one is the current one."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(shown(row.name))
            quote = shown(quote_words([row.quote]))
            item.setData(_QUOTE, quote)
            item.setData(_COLOUR, row.colour)
            item.setData(_UID, row.uid)
            item.setData(_WHO, shown(row.who, 32))
            spoken = (f"{shown(row.name)}: {quote}", shown(row.who, 32))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part))
            self.addItem(item)
        self.setCurrentRow(0)
        self.setFixedHeight(min(_MOST_ROWS, max(1, len(rows))) * row_height() + 2)

    @property
    def typed(self) -> str:
        """What the list is narrowed down by."""
        return self._typed

    def listed(self) -> list[str]:
        """The uids of those that fit what was typed, in order."""
        return [str(item.data(_UID)) for item in self._seen()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, seen = event.text(), self._seen()
        if text.isdecimal() and 1 <= int(text) <= len(seen) and not self._typed:
            self._pick(seen[int(text) - 1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if seen:
                self._pick(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape and self._typed:
            self._narrow("")
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self._narrow(self._typed[:-1])
        elif text and text.isprintable() and (self._typed or text != " "):
            self._narrow(self._typed + text)
        else:
            super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        self._typed = typed
        sought = typed.casefold().split()
        for number in range(self.count()):
            item = self.item(number)
            words = f"{item.text()} {item.data(_QUOTE)} {item.data(_WHO)}".casefold()
            item.setHidden(not all(word in words for word in sought))
        seen = self._seen()
        if seen:
            self.setCurrentItem(seen[0])
        self.narrowed.emit(typed)

    def _seen(self) -> list[QListWidgetItem]:
        items = (self.item(number) for number in range(self.count()))
        return [item for item in items if not item.isHidden()]

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(_UID)))
