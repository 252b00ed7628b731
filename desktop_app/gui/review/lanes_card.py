"""The lanes of a case: a row for the gold and one for each annotator, with what they marked drawn to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import Card
from desktop_app.gui.widgets.painting import draw_line, filled, outline

_ROW, _LEFT, _SIDE, _TOP, _LEAST = 18, 56, 12, 8, 4
_APART = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One passage: from `start` to `end` in code points, its tag's name and colour."""

    start: int
    end: int
    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What one annotator marked in a case, as bars below the text."""

    name: str
    bars: tuple[Bar, ...]


class LanesCard(Card):
    """Drawn in one go; longer names than there is room for end in '…'."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lanes: tuple[Lane, ...] = ()
        self._start, self._end = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Who marked what"))

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show these, from the top."""
        bars = [bar for lane in lanes for bar in lane.bars]
        self._start = min((bar.start for bar in bars), default=0)
        self._end = max((bar.end for bar in bars), default=1)
        taller = len(lanes) != len(self.lanes)
        self.lanes = tuple(lanes)
        said = (f"{lane.name}: {', '.join(bar.tag for bar in lane.bars) or '–'}" for lane in lanes)
        self.setAccessibleDescription("; ".join(said))
        if taller:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._row * len(self.lanes) + 2 * _TOP)

    @property
    def _row(self) -> int:
        """How high a lane is: its words are not cut."""
        return max(_ROW, QFontMetrics(theme().font(step=-2)).height() + _APART)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme()
        painter.setFont(look.font(step=-2))
        row = self._row
        for number, lane in enumerate(self.lanes):
            line = QRect(_SIDE, _TOP + number * row, self._names - 4, row)
            painter.setPen(look.colour("muted"))
            draw_line(painter, self._turned(line), lane.name, right=self._mirrored)
            for bar in lane.bars:
                self._paint(painter, bar, line.adjusted(0, _APART // 2, 0, -_APART // 2))

    @property
    def _names(self) -> int:
        return theme().sign_px(_LEFT)

    def _paint(self, painter: QPainter, bar: Bar, line: QRect) -> None:
        look = theme()
        room = self.width() - 2 * _SIDE - self._names
        scale = room / max(self._end - self._start, 1)
        left = _SIDE + self._names + round((bar.start - self._start) * scale)
        width = max(round((bar.end - bar.start) * scale), _LEAST)
        box = self._turned(QRect(left, line.top(), width, line.height()))
        paint = look.tag(bar.colour)
        filled(painter, QRectF(box), paint.tint, radius=2)
        outline(painter, QRectF(box), paint.line, radius=2)
        words = box.adjusted(5, 0, -3, 0)
        if words.width() > painter.fontMetrics().averageCharWidth() * 2:
            painter.setPen(look.colour("ink"))
            draw_line(painter, words, bar.tag, right=self._mirrored)

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _turned(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)
