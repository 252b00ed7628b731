"""Buttons: with a picture only, with a word, and the three looks that a word may have."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from desktop_app.gui.theme.style import theme


class IconButton(QToolButton):
    """A small button with an icon instead of a word; `words` are its tool tip and what screen readers say.

    The icon grows with the interface's text. The keyboard reaches it with Tab; a click leaves the focus where it was.
    """

    def __init__(
        self,
        icon: str,
        words: str,
        pressed: Callable[[], object] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = "muted"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_words(words)
        self.set_icon(icon)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def set_icon(self, icon: str, role: str = "") -> None:
        """Show another icon, perhaps in the colour of another role."""
        self._icon = icon
        self._role = role or self._role
        size = theme().sign_px()
        self.setIconSize(QSize(size, size))
        self.setIcon(theme().icon(icon, self._role, size))

    def set_words(self, words: str) -> None:
        """Say something else, perhaps with the key in it."""
        self.setToolTip(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self.set_icon(self._icon)
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        # The screen that the window is on now may have been plugged in after the icon was made.
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.set_icon(self._icon)
        return super().event(event)


def push_button(
    words: str, pressed: Callable[[], object] | None = None, parent: QWidget | None = None
) -> QPushButton:
    """A button with a word."""
    return _button(words, "", pressed, parent)


def primary_button(
    words: str, pressed: Callable[[], object] | None = None, parent: QWidget | None = None
) -> QPushButton:
    """The one button of a place that does what most people want."""
    return _button(words, "primary", pressed, parent)


def quiet_button(
    words: str, pressed: Callable[[], object] | None = None, parent: QWidget | None = None
) -> QPushButton:
    """A button without a frame until the mouse or the keyboard is on it."""
    return _button(words, "quiet", pressed, parent)


def danger_button(
    words: str, pressed: Callable[[], object] | None = None, parent: QWidget | None = None
) -> QPushButton:
    """A button that takes something away."""
    return _button(words, "danger", pressed, parent)


def _button(
    words: str, look: str, pressed: Callable[[], object] | None, parent: QWidget | None
) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("look", look)
    button.setAutoDefault(False)
    if pressed is not None:
        button.clicked.connect(lambda _checked=False: pressed())
    return button
