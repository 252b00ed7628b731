"""How large windows are when they open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme.style import theme

_AROUND = 40


def take_room(window: QWidget, width: int, height: int) -> None:
    """Give a window its size, in pixels for text of the normal size: more beside larger text, as far as the screen has
    the room.
    """
    screen = window.screen().availableGeometry()
    window.resize(
        min(max(width, theme().beside_text(width)), screen.width() - _AROUND),
        min(max(height, theme().beside_text(height)), screen.height() - _AROUND),
    )
