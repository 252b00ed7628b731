"""Says once that a document's letters are seen as boxes, and what to install."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.theme.missing import SAMPLE, advice, are_missing, is_drawn, letters_by_script
from desktop_app.gui.turns import Turns

DELAY_MS = 800
"""The first look at a document comes first."""


class MissingLetters(QObject):
    """Looks at samples of a document some time after it was opened. Each script is spoken of once."""

    def __init__(self, view: DocumentView, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._notices = notices
        self._said: set[str] = set()
        self._looks: Iterator[None] = iter(())
        self._turns = Turns(self, self._look_on)
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def looking(self) -> bool:
        """Whether a look is under way."""
        return self._turns.running

    def look_soon(self) -> None:
        """Look at the document that is shown now, in a little while."""
        self._timer.start()

    def look(self) -> None:
        """Look at the start, the middle and the end of what is known of the text, at one script in a turn.

        Whoever asks for a letter for the first time waits until a font that has it was found and loaded.
        """
        self._looks = self._scripts()
        self._turns.start()

    def _look_on(self) -> None:
        if next(self._looks, self) is self:
            self._turns.stop()

    def _scripts(self) -> Iterator[None]:
        buffer, font = self._view.flow.buffer, self._view.metrics.font
        starts = sorted({0, max(buffer.length // 2, 0), max(buffer.length - SAMPLE, 0)})
        sample = "".join(buffer.slice(start, min(start + SAMPLE, buffer.length)) for start in starts)
        drawn, new = partial(is_drawn, font=font), list[str]()
        for script, letters in letters_by_script(sample).items():
            yield
            if script not in self._said and are_missing(letters, drawn):
                new.append(script)
        if new:
            self._said.update(new)
            what, how = advice(new)
            self._notices.say(what, more=how)
