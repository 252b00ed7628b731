"""The bar at the bottom: the keys that work now, when the last action was saved, undo depth, annotator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import clock
from desktop_app.gui.widgets import KeyHint, Surface, plain_label

HEIGHT = 31

Hint = tuple[tuple[str, ...], str]
"""Keys, and what they do."""


class _Pressable(QWidget):
    pressed = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


class StatusBar(Surface):
    """Key hints at the leading edge, facts at the other. `name_pressed` when the annotator's name is clicked."""

    name_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self.setFixedHeight(HEIGHT)
        self._shown: tuple[Hint, ...] = ()
        self._hints = QWidget(self)
        self._hint_row = QHBoxLayout(self._hints)
        self._hint_row.setContentsMargins(0, 0, 0, 0)
        self._hint_row.setSpacing(16)
        self.saved = plain_label("", look="muted", parent=self)
        self.undo = plain_label("", look="muted", parent=self)
        self.who = plain_label("", look="muted", parent=self)
        name = _Pressable(self)
        name.pressed.connect(self.name_pressed)
        name.setCursor(Qt.CursorShape.PointingHandCursor)
        inner = QHBoxLayout(name)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.who)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(16)
        row.addWidget(self._hints, 1)
        for label in (self.saved, self.undo, name):
            row.addWidget(label)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Write the keys that work now; those that find no room are left out, the last ones first."""
        if tuple(hints) == self._shown:
            return
        self._shown = tuple(hints)
        while (item := self._hint_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for keys, words in hints:
            self._hint_row.addWidget(KeyHint(list(keys), words, self._hints))
        self._hint_row.addStretch(1)
        self._fit()

    def hints(self) -> tuple[Hint, ...]:
        """What is written there, with what found no room."""
        return self._shown

    def show_facts(self, *, saved_at: str, undo_depth: int, who: str, read_only: bool) -> None:
        """Say when the last action was saved (UTC, '' for none yet), how many can be undone, and who annotates."""
        if read_only:
            self.saved.setText(_("reading only"))
        else:
            self.saved.setText(_("saved {time}").format(time=clock(saved_at)) if saved_at else _("all saved"))
        self.undo.setText(_("undo {count}").format(count=undo_depth))
        self.undo.setHidden(read_only)
        self.who.setText(shown(who, 40))

    def clear(self) -> None:
        """No project is open."""
        self.show_hints(())
        for label in (self.saved, self.undo, self.who):
            label.setText("")

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        facts = sum(
            label.sizeHint().width() + 16 for label in (self.saved, self.undo, self.who) if label.text()
        )
        room = self.width() - 28 - facts
        for place in range(self._hint_row.count()):
            item = self._hint_row.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                room -= widget.sizeHint().width() + 16
                widget.setVisible(room >= 0)
