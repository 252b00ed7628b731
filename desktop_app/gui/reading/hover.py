"""What appears when the mouse rests: the card of an annotation, or the name of an invisible character."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip

from desktop_app.base.shown import shown
from desktop_app.gui.reading.card import MARKS_LIMIT, Card, cards_html, hidden_html
from desktop_app.gui.reading.hit import badge_at, marks_at, marks_on_line
from desktop_app.gui.reading.marks import Mark

if TYPE_CHECKING:
    from desktop_app.gui.reading.view import DocumentView

_NEAR = 4
_CONTROLS = "".join(map(chr, (*range(9), *range(14, 32), *range(127, 160))))
_MENU_QUOTE = 60


class Hover:
    """Shows cards. `describe` gives an annotation's card by uid, or None; without it tag and words are shown."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self.describe: Callable[[str], Card | None] | None = None

    def marks_at(self, spot: QPoint) -> list[Mark]:
        """The annotations at a point of the viewport, the first to be chosen first."""
        view = self._view
        placed = view.flow.placed_at(spot.y())
        layer = view.layers_of([placed])[0]
        x, y = spot.x() - view.column_x, spot.y() - placed.top
        return marks_at(placed.paragraph, layer, view.metrics, x=x, y=y)

    def marks_behind_badge(self, spot: QPoint) -> list[Mark]:
        """All annotations of the line whose number of further ones is at a point."""
        view = self._view
        placed = view.flow.placed_at(spot.y())
        layer = view.layers_of([placed])[0]
        line = badge_at(placed.paragraph, layer, x=spot.x() - view.column_x, y=spot.y() - placed.top)
        return [] if line is None else marks_on_line(layer, line)

    def marks_at_caret(self) -> list[Mark]:
        """All annotations of the line that the caret is on."""
        view = self._view
        placed = view.flow.placed(view.flow.buffer.segment_at(view.caret))
        if placed is None:
            return []
        line = placed.paragraph.line_at(view.caret_box().center().y() - placed.top)
        return marks_on_line(view.layers_of([placed])[0], line)

    def card(self, mark: Mark) -> Card:
        """What is known about an annotation."""
        found = self.describe(mark.uid) if self.describe is not None else None
        if found is not None:
            return found
        view = self._view
        return Card(view.look.of(mark.tag).name, view.flow.buffer.slice(mark.start, mark.end))

    def html_at(self, spot: QPoint) -> str:
        """What a tool tip says at a point of the viewport, '' for nothing."""
        marks = self.marks_at(spot)
        if marks:
            cards = (self.card(mark) for mark in marks[:MARKS_LIMIT])
            return cards_html(cards, more=len(marks) - MARKS_LIMIT)
        view = self._view
        placed = view.flow.placed_at(spot.y())
        paragraph = placed.paragraph
        x, y = spot.x() - view.column_x, spot.y() - placed.top
        for place in paragraph.hidden:
            line = paragraph.line_of(paragraph.start + place)
            if (
                paragraph.line_at(y) == line
                and abs(paragraph.x_of(paragraph.start + place, line) - x) <= _NEAR
            ):
                return hidden_html(paragraph.text[place])
        offset = paragraph.character_at(x, y)
        character = "" if offset is None else paragraph.text[offset - paragraph.start]
        return hidden_html(character) if character in _CONTROLS and character else ""

    def show(self, event: QHelpEvent) -> bool:
        """Show the tool tip for a place, or none."""
        html = self.html_at(event.pos())
        if html:
            QToolTip.showText(event.globalPos(), html, self._view.viewport())
        else:
            QToolTip.hideText()
            event.ignore()
        return True

    def menu(self, marks: list[Mark]) -> QMenu:
        """A list of annotations to choose one from."""
        menu = QMenu(self._view)
        for mark in marks:
            card = self.card(mark)
            words = f"{shown(card.title)}  ·  {shown(card.quote, _MENU_QUOTE)}".replace("&", "&&")
            line = menu.addAction(words)
            line.triggered.connect(lambda _checked=False, uid=mark.uid: self._view.select(uid))
        return menu
