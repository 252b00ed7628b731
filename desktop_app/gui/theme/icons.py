"""Icons: Lucide drawings, coloured by a role of the theme, sharp at every scale of the screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.base.paths import resources

APPLICATION = "rubricator"
_SIDED = frozenset(("arrow-left", "arrow-right", "list", "panel-left", "panel-right"))
"""Drawings that are turned where one reads from right to left: their window is, too."""


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def svg(name: str, colour: str) -> bytes:
    """The drawing `resources/icons/<name>.svg` in this colour ('#rrggbb'). Raises FileNotFoundError."""
    return _drawing(name).replace("currentColor", colour).encode()


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float, *, turned: bool = False) -> QPixmap:
    """The drawing, `size` logical pixels wide and high, for a screen with `ratio` device pixels to each of them.

    `turned` swaps left and right.
    """
    drawing = QSvgRenderer(QByteArray(svg(name, colour)))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if turned:
        painter.translate(picture.width(), 0)
        painter.scale(-1, 1)
    drawing.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def coloured_icon(name: str, colour: str, faint: str, size: int = 16) -> QIcon:
    """An icon in `colour`, and in `faint` where it is disabled, for all screens that are connected now.

    Ask again when there is another screen, or when reading runs the other way. Raises FileNotFoundError for an unknown
    name.
    """
    scales = frozenset((1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())))
    return _icon(name, colour, faint, size, scales, name in _SIDED and QGuiApplication.isRightToLeft())


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, faint: str, size: int, scales: frozenset[float], turned: bool) -> QIcon:
    icon = QIcon()
    for ratio in sorted(scales):
        icon.addPixmap(pixmap(name, colour, size, ratio, turned=turned), QIcon.Mode.Normal)
        icon.addPixmap(pixmap(name, faint, size, ratio, turned=turned), QIcon.Mode.Disabled)
    return icon


def application_icon() -> QIcon:
    """The icon of the program itself, in the sizes that desktops ask for."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(pixmap(APPLICATION, "", size, 1.0))
    return icon
