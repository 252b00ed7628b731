"""The bar at the bottom: the keys that work now, when the last action was saved, undo depth, annotator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import clock
from desktop_app.gui.shell.hint_strip import Hint, HintStrip
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import Surface, plain_label
from desktop_app.gui.widgets.pressable import Pressable

HEIGHT = 31
"""In the usual size of the interface."""


class _Name(Pressable):
    """Lets the label in it be clicked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The label is all there is to see."""


class StatusBar(Surface):
    """Key hints at the leading edge, facts at the other. `name_pressed` when the annotator's name is clicked."""

    name_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self.setFixedHeight(max(HEIGHT, theme().size + 18))
        self.strip = HintStrip(self)
        self.facts = plain_label("", look="muted", parent=self)
        self.saved = plain_label("", look="muted", parent=self)
        self.undo = plain_label("", look="muted", parent=self)
        self.who = plain_label("", look="muted", parent=self)
        name = self._name = _Name(self)
        name.clicked.connect(self.name_pressed)
        name.setAccessibleName(_("Annotator"))
        inner = QHBoxLayout(name)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.who)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(16)
        row.addWidget(self.strip, 1)
        for label in (self.facts, self.saved, self.undo, name):
            row.addWidget(label)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Write the keys that work now; those that find no room are left out, the last ones first."""
        self.strip.show_hints(hints)

    def hints(self) -> tuple[Hint, ...]:
        """What is written there, with what found no room."""
        return self.strip.hints

    def show_facts(self, *, saved_at: str, undo_depth: int, who: str, read_only: bool) -> None:
        """Say when the last action was saved (UTC, '' for none yet), how many can be undone, and who annotates."""
        if read_only:
            self.saved.setText(_("reading only"))
        else:
            self.saved.setText(_("saved {time}").format(time=clock(saved_at)) if saved_at else _("all saved"))
        self.undo.setText(_("undo {count}").format(count=undo_depth))
        self.undo.setHidden(read_only)
        self.who.setText(shown(who, 40))
        name = _("Annotator")
        self._name.setAccessibleName(f"{name}: {shown(who, 40)}")

    def show_more(self, words: str) -> None:
        """Say what the workspace has to say besides, '' for nothing."""
        self.facts.setText(words)
        self.facts.setHidden(not words)

    def clear(self) -> None:
        """Empty the bar: no project is open."""
        self.show_hints(())
        self.show_more("")
        for label in (self.saved, self.undo, self.who):
            label.setText("")
