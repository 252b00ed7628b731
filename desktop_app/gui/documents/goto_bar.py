"""Go to a place that is known by its number: a bar above the text."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.documents.dates import number
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.widgets import IconButton, Surface, plain_label, primary_button

_WIDTH = 220
_GROUPS = re.compile(r"(?<=\d)[.,'’\s](?=\d{3}(?!\d))")
"""Separators of thousands, of whatever language."""
_PLACE = re.compile(r"(\d{1,12})(?:\s*(?:[-–—:]|\.\.)\s*(\d{1,12}))?")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*%")

Stretch = tuple[int, int | None]
"""An offset; or a start and an end."""


def place_in(typed: str, length: int) -> Stretch | None:
    """What '1234', '123-145' or '50%' means in a text of so many characters; None if there is no such place."""
    typed = typed.strip()
    part = _PERCENT.fullmatch(typed)
    if part is not None:
        share = float(part[1].replace(",", "."))
        return (min(int(length * share / 100), length), None) if share <= 100 else None
    found = _PLACE.fullmatch(_GROUPS.sub("", typed))
    if found is None:
        return None
    start, end = int(found[1]), int(found[2]) if found[2] else None
    if start > length or (end is not None and not start <= end <= length):
        return None
    return start, None if end == start else end


class GotoBar(Surface):
    """Return goes to the place, Esc leaves. `left` says that the bar is closed."""

    left = Signal()

    def __init__(self, view: DocumentView, parent: QWidget | None = None) -> None:
        super().__init__("panel", "bottom", parent=parent)
        self._view = view
        self._length = 0
        self.field = QLineEdit(self)
        self.field.setFixedWidth(_WIDTH)
        self.field.setPlaceholderText(_("1234, 123-145 or 50%"))
        self.field.setAccessibleName(_("Go to a place in the text"))
        self.field.textEdited.connect(lambda _text: self._say())
        self.facts = plain_label("", look="muted", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 7)
        row.setSpacing(8)
        row.addWidget(plain_label(_("Go to"), look="muted", parent=self))
        row.addWidget(self.field)
        row.addWidget(primary_button(_("Go"), self.go, self))
        row.addWidget(self.facts, 1)
        row.addWidget(IconButton("x", _("Close"), self.leave, parent=self))
        self.hide()

    def open(self) -> None:
        """Show the bar with the present place in it, ready to be copied or typed over."""
        self._length = self._view.whole_length()
        span = self._view.selection
        here = str(self._view.caret) if span is None else f"{span.start}-{span.end}"
        self.field.setText(here)
        self._view.caret_moved.connect(self._say)
        self._say()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def go(self) -> None:
        """Go to the place that was typed, and select it if it is a stretch; stay if there is no such place."""
        found = place_in(self.field.text(), self._length)
        if found is None:
            self._say()
            self.field.selectAll()
            return
        self._view.go_to_place(*found)
        self.leave()

    def leave(self) -> None:
        """Hide the bar."""
        self.hide()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._length:
            self._length = 0
            self._view.caret_moved.disconnect(self._say)
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        typed = self.field.text().strip()
        wrong = bool(typed) and place_in(typed, self._length) is None
        facts = _("Now at {offset} of {length} characters").format(
            offset=number(self._view.caret), length=number(self._length)
        )
        reach = _("There is no such place: the text ends at {length}.").format(length=number(self._length))
        self.facts.setText(reach if wrong else facts)
        self.facts.set_look("missing" if wrong else "muted")
