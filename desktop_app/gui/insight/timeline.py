"""Agreement over time: a plain line whose points can be walked along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.announcing import announce
from desktop_app.gui.documents.dates import number
from desktop_app.gui.insight.board import Point
from desktop_app.gui.insight.cells import score
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_line, drawing

HEIGHT = 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 16, 10, 24


class Timeline(QWidget):
    """Points from 0 to 1. Left and Right walk, Return or a click emits `opened` with the Point."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    @property
    def points(self) -> tuple[Point, ...]:
        """What is shown."""
        return self._points

    def show_points(self, points: Sequence[Point]) -> None:
        """Show other points."""
        self._points = tuple(points)
        self._at = max(min(self._at, len(self._points) - 1), 0)
        self._name_it()
        self.update()

    def words(self, place: int) -> str:
        """What is said of a point."""
        point = self._points[place]
        count = len(point.documents)
        about = ngettext("{n} document", "{n} documents", count).format(n=number(count))
        return f"{point.title}: {score(point.value)} · {about}"

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, room = theme(), self._room()
        painter.setFont(look.font(step=-2))
        for share in (0.0, 0.5, 1.0):
            y = room.bottom() - share * room.height()
            painter.fillRect(QRectF(room.left(), y, room.width(), 1), look.colour("line"))
            painter.setPen(look.colour("muted"))
            draw_line(painter, QRect(0, round(y) - 8, _LEFT - 8, 16), score(share), right=True)
        known = [place for place, point in enumerate(self._points) if point.value is not None]
        with drawing(painter):
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawPolyline([self._place(place) for place in known])
            for place in known:
                chosen = self.hasFocus() and place == self._at
                painter.setBrush(look.colour("focus" if chosen else "page"))
                painter.drawEllipse(self._place(place), 5 if chosen else 3, 5 if chosen else 3)
        self._paint_titles(painter, room)

    def _paint_titles(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(theme().colour("muted"))
        ends = {0, len(self._points) - 1} if self._points else set()
        shown = {self._at} if self.hasFocus() and self._points else ends
        for place in shown:
            words = self.words(place) if self.hasFocus() else self._points[place].title
            wide = painter.fontMetrics().horizontalAdvance(words) + 4
            x = self._place(place).x() - wide / 2
            x = max(0.0, min(x, self.width() - wide))
            box = QRectF(x, room.bottom() + 6, wide, 16).toAlignedRect()
            draw_line(painter, box, words, centre=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and self._points:
            step = steps[Qt.Key(key)] * (-1 if self._is_mirrored() else 1)
            self._walk_to(max(0, min(self._at + step, len(self._points) - 1)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._points:
            self._walk_to(0 if key == Qt.Key.Key_Home else len(self._points) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._points:
            self.opened.emit(self._points[self._at])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._points and event.button() is Qt.MouseButton.LeftButton:
            self._walk_to(self._nearest(event.position().x()))
            self.opened.emit(self._points[self._at])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._points:
            QToolTip.showText(event.globalPos(), self.words(self._nearest(event.pos().x())), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._name_it()
        super().focusInEvent(event)

    def _walk_to(self, place: int) -> None:
        self._at = place
        self._name_it()
        announce(self, self.words(place))
        self.update()

    def _name_it(self) -> None:
        here = self.words(self._at) if self._points else _("nothing yet")
        self.setAccessibleName(_("Agreement over time") + f": {here}")

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _place(self, place: int) -> QPointF:
        room, last = self._room(), len(self._points) - 1
        share = place / last if last else 0.5
        share = 1 - share if self._is_mirrored() else share
        value = max(0.0, min(self._points[place].value or 0.0, 1.0))
        return QPointF(room.left() + share * room.width(), room.bottom() - value * room.height())

    def _nearest(self, x: float) -> int:
        return min(range(len(self._points)), key=lambda place: abs(self._place(place).x() - x))
