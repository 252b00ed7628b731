"""How the small signs are drawn, for widgets and for the delegates of lists alike. All sizes are logical pixels.

Every function leaves the painter as it found it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle

from desktop_app.gui.theme.style import Theme
from desktop_app.model.records import State

RADIUS = 6
KEYCAP_HEIGHT = 18
SIGN = 10
"""The side of a state sign and of a tag's swatch."""


@contextmanager
def drawing(painter: QPainter) -> Iterator[QPainter]:
    """The painter with smooth edges, put back as it was afterwards."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.restore()


def outline(
    painter: QPainter, rect: QRectF, colour: QColor, *, width: float = 1.0, radius: float = RADIUS
) -> None:
    """A rounded line just inside `rect`."""
    half = width / 2
    with drawing(painter):
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def filled(painter: QPainter, rect: QRectF, colour: QColor, *, radius: float = RADIUS) -> None:
    """A rounded ground."""
    with drawing(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, radius, radius)


def draw_row_ground(
    painter: QPainter, box: QRect, state: QStyle.StateFlag, look: Theme, *, chosen: bool = False
) -> None:
    """The ground of a row in a list: that of a selected one (or with `chosen`), else of the one under the mouse.

    Around a row that the keyboard is on there is a ring besides.
    """
    if chosen or state & QStyle.StateFlag.State_Selected:
        filled(painter, QRectF(box), look.colour("chosen"))
    elif state & QStyle.StateFlag.State_MouseOver:
        filled(painter, QRectF(box), look.colour("hover"))
    if state & QStyle.StateFlag.State_HasFocus:
        outline(painter, QRectF(box), look.colour("focus"), width=2)


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    right: bool = False,
    centre: bool = False,
) -> bool:
    """One line of text in the painter's pen and font, cut with '…' if need be; return whether all of it was drawn.

    It lies at the left, at the `right` (where a window that reads from right to left begins its lines) or in the
    `centre`, and runs in the direction of its own script: a Hebrew title in an English window is in order, and so is
    the number ".51" in a Hebrew one.
    """
    line = painter.fontMetrics().elidedText(text, mode, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    if centre:
        side = Qt.AlignmentFlag.AlignHCenter
    own = Qt.LayoutDirection.RightToLeft if runs_leftwards(line) else Qt.LayoutDirection.LeftToRight
    painter.save()
    painter.setLayoutDirection(own)
    painter.drawText(
        rect,
        side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
        line,
    )
    painter.restore()
    return line == text


def runs_leftwards(text: str) -> bool:
    """Whether the first letter belongs to a script that is written from right to left."""
    strong = (bidirectional(character) for character in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


def keycap_font(look: Theme) -> QFont:
    """The font on keycaps: small, with a zero, an I and an l that cannot be taken for one another."""
    font = look.font(step=-2, weight=QFont.Weight.Medium)
    font.setFeature(QFont.Tag("ss02"), 1)
    return font


def keycap_size(look: Theme, text: str) -> QSize:
    """The room that a keycap with this text takes."""
    metrics = QFontMetrics(keycap_font(look))
    height = max(KEYCAP_HEIGHT, metrics.height() + 3)
    return QSize(max(height, metrics.horizontalAdvance(text) + 11), height)


def draw_keycap(painter: QPainter, rect: QRect, text: str, look: Theme) -> None:
    """A key with `text` on it, filling `rect`: thin line, a thicker edge below."""
    box = QRectF(rect)
    with drawing(painter):
        filled(painter, box, look.colour("field_line"), radius=4)
        filled(painter, box.adjusted(1, 1, -1, -2), look.colour("page"), radius=3)
        painter.setPen(look.colour("muted"))
        painter.setFont(keycap_font(look))
        # "Ctrl ," would read ", Ctrl" in a window that reads from right to left.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)


def draw_swatch(painter: QPainter, rect: QRect, colour: str, look: Theme) -> None:
    """A tag's sign: a small square of its tint with its line around, centred in `rect`."""
    paint = look.tag(colour)
    box = QRectF(0, 0, SIGN + 2, SIGN + 2)
    box.moveCenter(QRectF(rect).center())
    filled(painter, box, paint.tint, radius=3)
    outline(painter, box, paint.line, width=2, radius=3)


def draw_state(painter: QPainter, rect: QRect, state: State, look: Theme) -> None:
    """A document's state, centred in `rect`: open ring, half, full, flag or double ring."""
    box = QRectF(0, 0, SIGN, SIGN)
    box.moveCenter(QRectF(rect).center())
    with drawing(painter):
        _SIGNS[state](painter, box, look)


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))


def _disc(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    painter.drawEllipse(box)


def _new(painter: QPainter, box: QRectF, look: Theme) -> None:
    _ring(painter, box, look.colour("muted"))


def _in_progress(painter: QPainter, box: QRectF, look: Theme) -> None:
    _ring(painter, box, look.colour("missing"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("missing"))
    painter.drawPie(box, 90 * 16, 180 * 16)


def _done(painter: QPainter, box: QRectF, look: Theme) -> None:
    _disc(painter, box, look.colour("done"))


def _needs_another_look(painter: QPainter, box: QRectF, look: Theme) -> None:
    colour = look.colour("danger")
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(box.left() + 1.75, box.top()), QPointF(box.left() + 1.75, box.bottom() + 0.5))
    corners = ((1.75, 0.25), (9.5, 0.25), (7.25, 3.25), (9.5, 6.25), (1.75, 6.25))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(box.left() + x, box.top() + y) for x, y in corners]))


def _reviewed(painter: QPainter, box: QRectF, look: Theme) -> None:
    outer = box.adjusted(-1, -1, 1, 1)
    _ring(painter, outer, look.colour("done"))
    _ring(painter, outer.adjusted(3, 3, -3, -3), look.colour("done"))


_SIGNS = {
    State.NEW: _new,
    State.IN_PROGRESS: _in_progress,
    State.DONE: _done,
    State.NEEDS_ANOTHER_LOOK: _needs_another_look,
    State.REVIEWED: _reviewed,
}
