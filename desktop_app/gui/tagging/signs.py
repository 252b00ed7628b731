"""Swatches and keycaps as pictures that are drawn once: lists paint many of them, again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_keycap, draw_swatch, keycap_size

SWATCH = QSize(16, 16)


def paint_swatch(painter: QPainter, rect: QRect, colour: str) -> None:
    """A tag's sign, centred in `rect`."""
    picture = _swatch(theme().colours.name, colour, _ratio(painter))
    painter.drawPixmap(_centred(rect, SWATCH), picture)


def paint_keycap(painter: QPainter, rect: QRect, text: str) -> None:
    """A key with `text` on it, as large as `cap_size` says, at the place of `rect`."""
    look = theme()
    picture = _keycap(look.colours.name, look.size, text, _ratio(painter))
    painter.drawPixmap(rect.topLeft(), picture)


def cap_size(text: str) -> QSize:
    """The room that a keycap with this text takes."""
    return _cap_size(theme().size, text)


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()


def _centred(rect: QRect, size: QSize) -> QPoint:
    left = rect.left() + (rect.width() - size.width()) // 2
    return QPoint(left, rect.top() + (rect.height() - size.height()) // 2)


def _drawn(size: QSize, ratio: float, draw: Callable[[QPainter, QRect], None]) -> QPixmap:
    picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, QRect(QPoint(0, 0), size))
    painter.end()
    return picture


# The name of the theme and the size of its text are only there to tell the pictures apart.
@lru_cache(maxsize=512)
def _swatch(_theme: str, colour: str, ratio: float) -> QPixmap:
    return _drawn(SWATCH, ratio, lambda painter, box: draw_swatch(painter, box, colour, theme()))


@lru_cache(maxsize=512)
def _keycap(_theme: str, _size: int, text: str, ratio: float) -> QPixmap:
    return _drawn(cap_size(text), ratio, lambda painter, box: draw_keycap(painter, box, text, theme()))


@lru_cache(maxsize=512)
def _cap_size(_size: int, text: str) -> QSize:
    return keycap_size(theme(), text)
