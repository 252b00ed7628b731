"""A line to type in, with what fits below it: something of many is found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.shown import shown
from desktop_app.gui.announcing import announce
from desktop_app.gui.tagging.card_scroll import tell_all_above
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_line, draw_swatch, filled

MOST_ROWS = 7
_WIDE, _EDGE, _GAP, _SWATCH, _READABLE = 1000, 6, 8, 12, 48
_CHOICE = Qt.ItemDataRole.UserRole
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_ROWS,
    Qt.Key.Key_PageUp: -MOST_ROWS,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: its words, muted words at the end of the line, a tag's colour ('' for none: no sign).

    `value` is what is picked, for the one who asked. `why_not` says why it cannot be picked, '' if it can.
    """

    words: str
    detail: str = ""
    colour: str | None = None
    value: object = None
    why_not: str = ""


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, choice = theme(), index.data(_CHOICE)
        if not isinstance(choice, Choice):
            return
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            role = "chosen" if option.state & QStyle.StateFlag.State_Selected else "hover"
            filled(painter, QRectF(option.rect), look.colour(role), radius=4)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        room = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        if choice.colour is not None:
            sign = room.adjusted(0, 0, _SWATCH - room.width(), 0)
            rest = room.adjusted(_SWATCH + _GAP, 0, 0, 0)
            if mirrored:
                sign.moveRight(room.right())
                rest = room.adjusted(0, 0, -_SWATCH - _GAP, 0)
            draw_swatch(painter, sign, choice.colour, look)
            room = rest
        small, detail = look.font(step=-1), shown(choice.why_not or choice.detail, 60)
        wide = _detail_px(choice, detail, room.width())
        words = room.adjusted(0, 0, -wide - _GAP if wide else 0, 0)
        end = room.adjusted(room.width() - wide, 0, 0, 0)
        if mirrored:
            end.moveLeft(room.left())
            words.moveRight(room.right())
        painter.setFont(look.font())
        painter.setPen(look.colour("muted" if choice.why_not else "ink"))
        draw_line(painter, words, shown(choice.words), right=mirrored)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        draw_line(painter, end, detail, right=not mirrored)


def _detail_px(choice: Choice, detail: str, room: int) -> int:
    """The width of the muted words: what the others leave, a third in any case; 0 where that is too little to read."""
    look = theme()
    wanted = QFontMetrics(look.font(step=-1)).horizontalAdvance(detail) + 4 if detail else 0
    left = room - QFontMetrics(look.font()).horizontalAdvance(shown(choice.words)) - _GAP
    wide = min(wanted, room // 2 if choice.why_not else max(left, room // 3))
    return wide if wide >= min(wanted, _READABLE) else 0


def row_height() -> int:
    """The height of one line of the list."""
    return max(26, QFontMetrics(theme().font()).height() + 8)


class _Fitting(QListWidget):
    """What fits. The keyboard stays in the line above."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """List these, the first one current."""
        self.clear()
        for choice in choices:
            item = QListWidgetItem(shown(choice.words))
            item.setData(_CHOICE, choice)
            item.setToolTip(shown(choice.words, 400))
            detail = choice.why_not or choice.detail
            spoken = f"{shown(choice.words)}, {shown(detail)}" if detail else shown(choice.words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        pickable = (row for row, choice in enumerate(choices) if not choice.why_not)
        self.setCurrentRow(next(pickable, 0))
        self.setFixedHeight(min(MOST_ROWS, len(choices)) * row_height() + 2)
        self.setHidden(not choices)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        event.accept()


class TypeAhead(QWidget):
    """`find` answers what is typed ('' too) with what fits, the best first.

    `picked` has the value of the Choice that was picked with Return or a click; `entered` follows Return where nothing
    fits or nothing is listed, `left` Esc: the first Esc only takes away what is typed. `reached` has the Choice that
    Return would pick, None for none: so it is at first, unless it is `eager` to pick what is best without a letter.
    """

    picked = Signal(object)
    reached = Signal(object)
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str,
        find: Callable[[str], Sequence[Choice]],
        parent: QWidget | None = None,
        *,
        eager: bool = True,
    ) -> None:
        super().__init__(parent)
        self._eager = eager
        self._find = find
        self.field = OneLine(name, placeholder, self)
        self.list = _Fitting(self)
        self.list.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(lambda _text: self.search())
        self.field.entered.connect(self._enter)
        self.field.escaped.connect(self._escape)
        self.list.itemClicked.connect(self._pick)
        self.list.currentItemChanged.connect(lambda item, _before: self._reach(item))

    def sizeHint(self) -> QSize:
        # As wide as there is room.
        return QSize(_WIDE, super().sizeHint().height())

    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Put other words into the line; the list is only opened by `search`."""
        self.field.set_text(text)
        self.list.show_choices(())

    def choices(self) -> list[Choice]:
        """What is listed, in order."""
        found = (self.list.item(row).data(_CHOICE) for row in range(self.list.count()))
        return [item for item in found if isinstance(item, Choice)]

    def search(self) -> None:
        """List what fits the words in the line."""
        typed = self.field.text().strip()
        self.list.show_choices(self._find(typed))
        if not typed and not self._eager:
            self.list.setCurrentRow(-1)
        tell_all_above(self)

    def step(self, rows: int) -> None:
        """Go down the list, or up."""
        if self.list.isHidden():
            self.search()
            return
        row = max(0, min(self.list.currentRow() + rows, self.list.count() - 1))
        self.list.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        item = None if self.list.isHidden() else self.list.currentItem()
        if item is not None:
            self._pick(item)
        else:
            self.entered.emit()

    def _pick(self, item: QListWidgetItem) -> None:
        choice = item.data(_CHOICE)
        if isinstance(choice, Choice) and not choice.why_not:
            self.picked.emit(choice.value)

    def _reach(self, item: QListWidgetItem | None) -> None:
        choice = item.data(_CHOICE) if item is not None else None
        if item is not None and self.field.hasFocus():
            announce(self.field, str(item.data(Qt.ItemDataRole.AccessibleTextRole)))
        self.reached.emit(choice)

    def _escape(self) -> None:
        if self.field.text():
            self.field.clear()
            self.search()
        else:
            self.left.emit()
