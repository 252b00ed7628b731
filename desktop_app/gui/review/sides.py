"""A difference in values alone, as a small form of two columns: a key for each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, filled, keycap_size
from desktop_app.model.values import Value

_ROW, _GAP = 26, 8


@dataclass(frozen=True, slots=True)
class Row:
    """An attribute (its uid and name) with the two values that it may get, and how they are written."""

    attribute_uid: str
    name: str
    values: tuple[Value | None, Value | None]
    words: tuple[str, str]


@dataclass(slots=True)
class Picked:
    """What was picked so far: the values of the attributes that were gone through, in order."""

    rows: Sequence[Row] = ()
    values: dict[str, Value | None] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """The row that is asked about now."""
        return len(self.values)

    def pick(self, side: int) -> bool:
        """Take the value of one side for the row that is asked about. True once nothing is left to ask."""
        row = self.rows[self.at]
        self.values[row.attribute_uid] = row.values[side]
        return self.at == len(self.rows)

    def merged(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Values with those in their place that were picked."""
        both: dict[str, Value | None] = {**values, **self.values}
        return {uid: value for uid, value in both.items() if value is not None}


class Sides(QWidget):
    """Shows the rows; `keys` are those of the first and the second side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picked = Picked()
        self.keys = ("Left", "Right")
        self.heads = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Row], heads: tuple[str, str]) -> None:
        """Ask about these attributes; `heads` are the names above the columns. Nothing is picked yet."""
        self.picked, self.heads = Picked(tuple(rows)), heads
        self.renew()

    def renew(self) -> None:
        """Something was picked."""
        said = (f"{row.name}: {row.words[0]} / {row.words[1]}" for row in self.picked.rows)
        self.setAccessibleName("; ".join(said))
        self.setVisible(bool(self.picked.rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW * (len(self.picked.rows) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setLayoutDirection(self.layoutDirection())
        first = self.width() * 3 // 10
        half = (self.width() - first) // 2
        for side, (key, head) in enumerate(zip(self.keys, self.heads, strict=True)):
            left = first + side * half
            text = key_text(key)
            cap = keycap_size(look, text)
            box = self.rect().adjusted(left, 0, 0, 0)
            box.setSize(cap)
            box.moveTop((_ROW - cap.height()) // 2)
            if key:
                draw_keycap(painter, box, text, look)
            painter.setFont(look.font(step=-1))
            painter.setPen(look.colour("muted"))
            box.setRect(left + cap.width() + 6, 0, half - cap.width() - 6 - _GAP, _ROW)
            draw_line(painter, box, head)
        for number, row in enumerate(self.picked.rows):
            self._paint_row(painter, number, row, (first, half))

    def _paint_row(self, painter: QPainter, number: int, row: Row, columns: tuple[int, int]) -> None:
        look, (first, half), top = theme(), columns, _ROW * (number + 1)
        box = self.rect()
        if number == self.picked.at:
            box.setRect(0, top, self.width(), _ROW)
            filled(painter, box.toRectF(), look.colour("chosen"), radius=4)
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        box.setRect(6, top, first - _GAP, _ROW)
        draw_line(painter, box, row.name, mode=Qt.TextElideMode.ElideRight)
        for side, words in enumerate(row.words):
            done = row.attribute_uid in self.picked.values
            right = done and self.picked.values[row.attribute_uid] == row.values[side]
            painter.setFont(look.font(weight=QFont.Weight.DemiBold if right else QFont.Weight.Normal))
            painter.setPen(look.colour("muted" if done and not right else "ink"))
            box.setRect(first + side * half, top, half - _GAP, _ROW)
            draw_line(painter, box, words)
