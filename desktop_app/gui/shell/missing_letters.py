"""Says once that a document's letters are seen as boxes, and what to install."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.theme.missing import SAMPLE, advice, is_drawn, missing_scripts

DELAY_MS = 800
"""The first look at a document comes first."""


class MissingLetters(QObject):
    """Looks at samples of a document some time after it was opened. Each script is spoken of once."""

    def __init__(self, view: DocumentView, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._notices = notices
        self._said: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.look)

    def look_soon(self) -> None:
        """Look at the document that is shown now, in a little while."""
        self._timer.start()

    def look(self) -> None:
        """Look now, at the start, the middle and the end of what is known of the text."""
        buffer, font = self._view.flow.buffer, self._view.metrics.font
        starts = sorted({0, max(buffer.length // 2, 0), max(buffer.length - SAMPLE, 0)})
        sample = "".join(buffer.slice(start, min(start + SAMPLE, buffer.length)) for start in starts)
        missing = missing_scripts(sample, lambda letter: is_drawn(letter, font))
        new = [script for script in missing if script not in self._said]
        if new:
            self._said.update(new)
            what, how = advice(new)
            self._notices.say(what, more=how)
