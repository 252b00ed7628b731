"""Icons: Lucide drawings, coloured by a role of the theme, sharp at every scale of the screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.base.paths import resources

APPLICATION = "rubricator"


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def svg(name: str, colour: str) -> bytes:
    """The drawing `resources/icons/<name>.svg` in this colour ('#rrggbb'). Raises FileNotFoundError."""
    return _drawing(name).replace("currentColor", colour).encode()


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The drawing, `size` logical pixels wide and high, for a screen with `ratio` device pixels to each of them."""
    drawing = QSvgRenderer(QByteArray(svg(name, colour)))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=512)
def coloured_icon(name: str, colour: str, faint: str, size: int = 16) -> QIcon:
    """An icon in `colour`, and in `faint` where it is disabled, for all screens that are connected now.

    Raises FileNotFoundError for an unknown name.
    """
    icon = QIcon()
    ratios = {1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    for ratio in sorted(ratios):
        icon.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
        icon.addPixmap(pixmap(name, faint, size, ratio), QIcon.Mode.Disabled)
    return icon


def application_icon() -> QIcon:
    """The icon of the program itself, in the sizes that desktops ask for."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(pixmap(APPLICATION, "", size, 1.0))
    return icon
