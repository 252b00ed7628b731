"""A difference in values alone, as a small form: a column with a key for each opinion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, filled, keycap_size
from desktop_app.model.values import Value

_ROW, _GAP, _LEAST = 26, 8, 64
_SHARE = 0.3
"""Of the width, for the names of the attributes."""


@dataclass(frozen=True, slots=True)
class Row:
    """An attribute (its uid and name) with the value that it has in each column, and how that is written."""

    attribute_uid: str
    name: str
    values: tuple[Value | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column: who says so, and the key that picks it."""

    names: str
    key: str


@dataclass(slots=True)
class Picked:
    """What was picked so far: the values of the attributes that were gone through, in order."""

    rows: Sequence[Row] = ()
    values: dict[str, Value | None] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """The row that is asked about now."""
        return len(self.values)

    def pick(self, column: int) -> bool:
        """Take the value of a column for the row that is asked about. True once nothing is left to ask."""
        row = self.rows[self.at]
        self.values[row.attribute_uid] = row.values[column]
        return self.at == len(self.rows)

    def merged(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Values with those in their place that were picked."""
        both: dict[str, Value | None] = {**values, **self.values}
        return {uid: value for uid, value in both.items() if value is not None}


class Sides(QScrollArea):
    """Shows the rows; with more columns than there is room for they are scrolled.

    `value_chosen` carries the number of the column in which the value that is asked about was clicked, `column_chosen`
    that of one whose head was.
    """

    value_chosen = Signal(int)
    column_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = _Grid(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidget(self._grid)
        self._grid.pressed.connect(self._press)
        self.viewport().setAutoFillBackground(False)
        self._grid.setAutoFillBackground(False)

    @property
    def picked(self) -> Picked:
        """What is asked, and what was picked so far."""
        return self._grid.picked

    @property
    def heads(self) -> tuple[Head, ...]:
        """What stands above the columns."""
        return self._grid.heads

    def show_rows(self, rows: Sequence[Row], heads: Sequence[Head]) -> None:
        """Ask about these attributes. Nothing is picked yet."""
        self._grid.picked, self._grid.heads = Picked(tuple(rows)), tuple(heads)
        self.horizontalScrollBar().setValue(0)
        self.renew()

    def renew(self) -> None:
        """Show what is picked now: in the picture, and in words for screen readers."""
        said = (f"{row.name}: {' / '.join(row.words)}" for row in self.picked.rows)
        self.setAccessibleName("; ".join(said))
        self.setVisible(bool(self.picked.rows))
        self._fit()
        self._grid.update()

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar()
        scrolled = bar.sizeHint().height() if self._grid.width() > self.viewport().width() else 0
        return QSize(200, self._grid.wanted_height() + scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _press(self, row: int, column: int) -> None:
        if row == self.picked.at:
            self.value_chosen.emit(column)
        elif row < 0:
            self.column_chosen.emit(column)

    def _fit(self) -> None:
        self._grid.fit(self.viewport().width())
        self.updateGeometry()


class _Grid(QWidget):
    """The form itself, drawn in one go. `pressed` carries the row, -1 for the heads, and the column."""

    pressed = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picked = Picked()
        self.heads: tuple[Head, ...] = ()
        self._first = self._column = _LEAST

    def wanted_height(self) -> int:
        """In pixels, for all rows."""
        return _ROW * (len(self.picked.rows) + 1)

    def fit(self, room: int) -> None:
        """Share the room out between the columns, each of which has enough to be read."""
        self._first = int(room * _SHARE)
        self._column = max((room - self._first) // max(len(self.heads), 1), _LEAST)
        self.resize(max(self._first + self._column * len(self.heads), room), self.wanted_height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos()), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, column = self._at(event.position().toPoint())
        if 0 <= column < len(self.heads):
            self.pressed.emit(row, column)

    def _at(self, point: QPoint) -> tuple[int, int]:
        """The row (-1: the heads) and the column (-1: the names) at a point."""
        left = self.width() - 1 - point.x() if self._mirrored else point.x()
        return point.y() // _ROW - 1, (left - self._first) // self._column if left >= self._first else -1

    def _words_at(self, point: QPoint) -> str:
        row, column = self._at(point)
        if column >= len(self.heads) or row >= len(self.picked.rows):
            return ""
        if row < 0:
            return self.heads[column].names if column >= 0 else ""
        return self.picked.rows[row].words[column] if column >= 0 else self.picked.rows[row].name

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _box(self, left: int, top: int, width: int, height: int = _ROW) -> QRect:
        return QRect(self.width() - left - width if self._mirrored else left, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setLayoutDirection(self.layoutDirection())
        for number, head in enumerate(self.heads):
            left = self._first + number * self._column
            text = key_text(head.key)
            cap = keycap_size(look, text) if text else QSize(0, 0)
            if text:
                box = self._box(left, (_ROW - cap.height()) // 2, cap.width(), cap.height())
                draw_keycap(painter, box, text, look)
            painter.setFont(look.font(step=-1))
            painter.setPen(look.colour("muted"))
            indent = cap.width() + 6
            draw_line(painter, self._box(left + indent, 0, self._column - indent - _GAP), head.names)
        for number, row in enumerate(self.picked.rows):
            self._paint_row(painter, number, row)

    def _paint_row(self, painter: QPainter, number: int, row: Row) -> None:
        look, top = theme(), _ROW * (number + 1)
        if number == self.picked.at:
            whole = QRect(0, top, self.width(), _ROW)
            filled(painter, whole.toRectF(), look.colour("chosen"), radius=4)
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        name = self._box(6, top, self._first - _GAP)
        draw_line(painter, name, row.name, mode=Qt.TextElideMode.ElideRight)
        done = row.attribute_uid in self.picked.values
        for column, words in enumerate(row.words):
            right = done and self.picked.values[row.attribute_uid] == row.values[column]
            painter.setFont(look.font(weight=QFont.Weight.DemiBold if right else QFont.Weight.Normal))
            painter.setPen(look.colour("muted" if done and not right else "ink"))
            box = self._box(self._first + column * self._column, top, self._column - _GAP)
            draw_line(painter, box, words)
