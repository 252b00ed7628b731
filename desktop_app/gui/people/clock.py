"""Notes how long a document takes: only while its window is the active one and something happens in it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

from desktop_app.base.errors import StoreError
from desktop_app.ops import timing
from desktop_app.ops.timing import Stopwatch

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.ops.project import Project

WRITTEN_MS = 60_000
_SIGNS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchUpdate,
    )
)


class Clock(QObject):
    """Watches the window itself, which every key and every movement of the mouse passes: nothing else has to tell.

    The time is written when another document is shown, each minute, and in the end. `now_s` is the clock, in seconds.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._place: QWindow | None = None
        self._watch = Stopwatch(window.preferences.settings.pause_s)
        self.now_s: Callable[[], float] = monotonic
        self._project: Project | None = None
        self._document = ""
        self._timer = QTimer(self, interval=WRITTEN_MS)
        self._timer.timeout.connect(self.write)
        self._timer.start()
        window.preferences.changed.connect(self._prefer)

    @property
    def on(self) -> bool:
        """Whether the person wants their time noted."""
        return bool(self._window.preferences.settings.keep_time)

    def watch(self) -> None:
        """Begin with the window that is on the screen now."""
        place = self._window.windowHandle()
        if place is not self._place:
            self._place = place
            place.installEventFilter(self)

    def show_document(self, project: Project, uid: str) -> None:
        """From now on the time is that of another document ('' for none)."""
        self.write()
        self._project, self._document = project, uid
        self._watch.rest()

    def write(self) -> None:
        """Write what was counted so far. That a disk is full must not stop anybody: then it is counted on."""
        counted = self._watch.take()
        if counted < 1 or self._project is None or not self._document:
            self._watch.active_s = counted
            return
        try:
            timing.add(self._project, self._document, counted)
        except StoreError:
            self._watch.active_s += counted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS and self.on and self._document and self._window.isActiveWindow():
            self._watch.touch(self.now_s())
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._watch.rest()
        return False

    def _prefer(self, names: frozenset[str]) -> None:
        if "pause_s" in names:
            self._watch.pause_s = self._window.preferences.settings.pause_s
        if "keep_time" in names and not self.on:
            self._watch.take()
            self._watch.rest()
