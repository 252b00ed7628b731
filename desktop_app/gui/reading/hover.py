"""What appears when the mouse rests: the card of an annotation, or the name of an invisible character."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPaintEvent

from desktop_app.base.i18n import _
from desktop_app.gui.reading.card import LIST_LIMIT, MARKS_LIMIT, Card, hidden_words
from desktop_app.gui.reading.hit import badge_at, marks_at, marks_on_line
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.offsets import BLANKS
from desktop_app.gui.reading.picker import MarkPicker
from desktop_app.gui.reading.popup import CardPopup

if TYPE_CHECKING:
    from desktop_app.gui.reading.view import DocumentView

_NEAR = 4
_MOST = 4
_CONTROLS = BLANKS + "".join(map(chr, (*range(9), *range(14, 32), *range(127, 160))))
_ENDING = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.Leave,
        QEvent.Type.FocusOut,
        QEvent.Type.Hide,
    )
)
"""What takes the card away: one goes on with the work."""


class Hover(QObject):
    """Shows cards. `describe` gives an annotation's card by uid, or None; without it tag and words are shown."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._view = view
        self.describe: Callable[[str], Card | None] | None = None
        self._popup: CardPopup | None = None
        self._about: tuple[str, ...] = ()
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    @property
    def popup(self) -> CardPopup:
        """The sheet that cards are written on; it is made when it is first asked for."""
        if self._popup is None:
            self._popup = CardPopup(self._view)
        return self._popup

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
        return Card(
            view.look.of(mark.tag).name or _("unknown tag"), view.flow.buffer.slice(mark.start, mark.end)
        )

    def remark_at(self, spot: QPoint) -> str:
        """What is said of a character at a point that cannot be seen, '' for none."""
        view = self._view
        placed = view.flow.placed_at(spot.y())
        paragraph = placed.paragraph
        x, y = spot.x() - view.column_x, spot.y() - placed.top
        near = [
            paragraph.text[place]
            for place in paragraph.hidden
            if paragraph.line_at(y) == (line := paragraph.line_of(paragraph.start + place))
            and abs(paragraph.x_of(paragraph.start + place, line) - x) <= _NEAR
        ]
        if near:
            return "\n".join(hidden_words(character) for character in near[:_MOST])
        offset = paragraph.character_at(x, y)
        character = "" if offset is None else paragraph.text[offset - paragraph.start]
        return hidden_words(character) if character and character in _CONTROLS else ""

    def show_at(self, spot: QPoint) -> None:
        """Show what is known about a point of the viewport, or nothing."""
        behind = self.marks_behind_badge(spot)
        marks = behind or self.marks_at(spot)
        remark = "" if marks else self.remark_at(spot)
        if marks:
            self._write(marks, listed=bool(behind))
        elif remark:
            self.popup.show_words(remark)
        else:
            self.hide()
            return
        self._put(spot)

    def show_at_caret(self) -> None:
        """Show what is known about the chosen annotation, or else about those at the caret."""
        view = self._view
        view.reveal(view.caret)
        marks = [mark for mark in view.index.at(view.caret) if not view.shown.hides(mark)]
        if view.chosen:
            marks = view.index.spans_of(view.chosen)[:1]
        marks.sort(key=lambda mark: (mark.end - mark.start, mark.start, mark.uid))
        placed = view.flow.placed(view.flow.buffer.segment_at(view.caret))
        if placed is None:
            return
        line = placed.paragraph.line_of(view.caret)
        x = round(placed.paragraph.x_of(view.caret, line)) + view.column_x
        y = placed.top + placed.paragraph.line_top(line)
        if marks:
            self._write(marks)
        else:
            self.popup.show_words(_("There is no mark here."))
        self._put(QPoint(x, y))
        view.proxy.announce(self.popup.words())

    def hide(self) -> None:
        """Take the card away."""
        self._about = ()
        if self._popup is not None:
            self._popup.hide()

    def menu(self, marks: Sequence[Mark]) -> MarkPicker:
        """A list of annotations to choose one from: `popup` opens it at a point of the screen."""
        self.hide()
        picker = MarkPicker([(mark.uid, self.card(mark)) for mark in marks], self._view)
        picker.picked.connect(self._view.select)
        return picker

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            # Most of what is heard, and to ask for its kind takes time.
            return False
        if (
            isinstance(event, QHelpEvent)
            and event.type() is QEvent.Type.ToolTip
            and watched is not self._view
        ):
            self.show_at(event.pos())
            return True
        if event.type() in _ENDING:
            self.hide()
        elif isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove and self._about:
            spot = event.position().toPoint()
            marks = self.marks_behind_badge(spot) or self.marks_at(spot)
            if tuple(mark.uid for mark in marks) != self._about:
                self.show_at(spot)
        return False

    def _write(self, marks: Sequence[Mark], *, listed: bool = False) -> None:
        self._about = tuple(mark.uid for mark in marks)
        cards = [self.card(mark) for mark in marks[: LIST_LIMIT if listed else MARKS_LIMIT]]
        self.popup.show_cards(cards, more=len(marks) - len(cards), listed=listed)

    def _put(self, spot: QPoint) -> None:
        """Show the card beside the line at a point of the viewport."""
        view = self._view
        placed = view.flow.placed_at(spot.y())
        paragraph = placed.paragraph
        line = paragraph.line_at(spot.y() - placed.top)
        corner = view.viewport().mapToGlobal(QPoint(spot.x(), placed.top + paragraph.line_top(line)))
        self.popup.put_beside(QRect(corner.x(), corner.y(), 1, paragraph.pitch), corner.x())
