"""The size of the text as a percentage of the one in the settings: by keys, by the wheel with Ctrl, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.theme import fonts

USUAL = 100
LEVELS = (50, 67, 80, 90, USUAL, 110, 125, 150, 175, 200, 250, 300, 350, 400)
"""Per cent, from one key press to the next."""
SMALLEST_PX, LARGEST_PX = 11, 36
"""What the settings allow as the usual size."""
_NOTCH = 120


class Zoom(QObject):
    """Changes the percentage in the settings and says what it is now. The wheel counts over `widget`."""

    def __init__(self, preferences: Preferences, notices: Notices, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)
        self._preferences = preferences
        self._notices = notices
        self._turned = 0

    def font(self) -> QFont:
        """The font of the text, in its size of now."""
        settings = self._preferences.settings
        percent = min(max(settings.zoom, LEVELS[0]), LEVELS[-1])
        return fonts.reading_font(
            max(round(settings.reading_size_px * percent / 100), 1), settings.reading_font
        )

    def step(self, steps: int) -> None:
        """So many levels larger, or smaller if negative."""
        now = self._preferences.settings.zoom
        place = bisect_right(LEVELS, now) - 1 if steps > 0 else bisect_left(LEVELS, now)
        self.put(LEVELS[min(max(place + steps, 0), len(LEVELS) - 1)])

    def put(self, percent: int) -> None:
        """Show the text at this percentage of the size in the settings."""
        self._preferences.change(zoom=percent)
        self._notices.say(_("Text at {percent} %").format(percent=percent))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A notch of the wheel with Ctrl is a level."""
        if not isinstance(event, QWheelEvent) or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        # Fine wheels turn by parts of a notch.
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        if notches:
            self.step(notches)
        event.accept()
        return True
