"""Brings others' marks into the window, or takes them out, the moment blind mode says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.model.changes import Changes
from desktop_app.model.records import Document, Progress
from desktop_app.model.review import Setting
from desktop_app.ops import sight

if TYPE_CHECKING:
    from desktop_app.gui.shell.workspace import Workspace


class BlindMode(QObject):
    """Loads the document that is shown anew when what may be seen of it has changed."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        self._space = space
        self._hidden = False
        # What becomes visible can wait: whoever is done with a document often goes on to the next at once.
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._load_again)
        space.document_opened.connect(self._opened)
        # Behind everybody else who listens: nobody may take an action into a document that was just loaded with it.
        space.destroyed.connect(space.project.on_changed(self._follow))

    def _opened(self, document: Document | None) -> None:
        self._later.stop()
        self._hidden = document is not None and sight.hides(self._space.project, document.uid)

    def _follow(self, changes: Changes) -> None:
        here = self._space.document
        if here is None or not (changes.touches(Progress) or changes.touches(Setting)):
            return
        hidden = sight.hides(self._space.project, here.uid)
        if hidden == self._hidden:
            self._later.stop()
        elif hidden:
            self._load_again()
        else:
            self._later.start()

    def _load_again(self) -> None:
        space = self._space
        here = space.document
        if here is None:
            return
        chosen, caret, had_focus = space.view.chosen, space.view.caret, space.view.hasFocus()
        space.open_document(here.uid)
        if chosen and space.view.index.spans_of(chosen):
            space.view.select(chosen)
        elif not chosen:
            space.view.set_caret(caret)
        if had_focus:
            space.focus_text()
