"""What the mouse does in the reading view: select, choose annotations, pull their edges."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from desktop_app.gui.reading.caret import Place, place_on
from desktop_app.gui.reading.edges import Handle, dragged
from desktop_app.gui.reading.hit import next_in_turn
from desktop_app.model.span import Span

if TYPE_CHECKING:
    from desktop_app.gui.reading.view import DocumentView

SCROLL_MS = 30
_FIRST_MOVE = 3
_NEAR_CLICK = 6
_FASTEST = 60
_SENTENCE, _PARAGRAPH = 3, 4


class _Gesture(Enum):
    NONE = auto()
    CLICK = auto()
    SELECT = auto()
    EDGE = auto()
    LINK = auto()


class Mouse:
    """Follows one press of the left button from beginning to end."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self._gesture = _Gesture.NONE
        self._clicks = 0
        self._pressed_at = QPoint()
        self._spot = QPoint()
        self._fine = False
        self._handle: Handle | None = None
        self._pulled: tuple[Span, ...] | None = None
        self._linked = ""
        self._scrolling = QTimer(view, interval=SCROLL_MS)
        self._scrolling.timeout.connect(self.scroll_on)
        self._clicking = QTimer(
            view, singleShot=True, interval=QGuiApplication.styleHints().mouseDoubleClickInterval()
        )
        self._clicking.timeout.connect(self._no_more_clicks)

    # Press, move, release

    def press(self, event: QMouseEvent, *, double: bool = False) -> None:
        """A button went down."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        spot = event.position().toPoint()
        near = (spot - self._pressed_at).manhattanLength() <= _NEAR_CLICK
        goes_on = near and self._clicks > 1 and self._clicking.isActive()
        self._clicks = min(self._clicks + 1, _PARAGRAPH) if goes_on else 2 if double else 1
        self._pressed_at = self._spot = spot
        self._fine = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) != self._view.by_character
        self._handle = self._handle_at(spot)
        self._pulled = None
        if self._clicks > 1:
            self._clicking.start()
            self._gesture = _Gesture.NONE
            self._select_around(spot)
        elif self._view.may_link and self._is_linking(event) and self._take_up(spot):
            self._gesture = _Gesture.LINK
        elif self._handle is not None:
            self._gesture = _Gesture.EDGE
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._gesture = _Gesture.SELECT
            self._view.draw_selection(self._offset_at(spot, to_end=True), by_character=self._fine)
        elif not self._open_badge(spot):
            self._gesture = _Gesture.CLICK
        event.accept()

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without the button."""
        spot = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(spot)
            return
        self._spot = spot
        far = (spot - self._pressed_at).manhattanLength() >= _FIRST_MOVE
        if self._gesture is _Gesture.CLICK and far:
            self._gesture = _Gesture.SELECT
            self._view.set_caret(self._offset_at(self._pressed_at, to_end=True))
        if self._gesture is _Gesture.SELECT or (self._gesture is _Gesture.EDGE and (far or self._pulled)):
            self._pull(spot)
            self._scroll_if_outside(spot)
        elif self._gesture is _Gesture.LINK and far:
            self._view.show_pull(self._pressed_at, spot)

    def release(self, event: QMouseEvent) -> None:
        """The button went up."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        gesture, self._gesture = self._gesture, _Gesture.NONE
        self._scrolling.stop()
        if gesture is _Gesture.CLICK:
            self._click(self._pressed_at)
        elif gesture is _Gesture.SELECT:
            self._view.finish_selection()
        elif gesture is _Gesture.EDGE:
            self._end_edge()
        elif gesture is _Gesture.LINK:
            self._end_link(event.position().toPoint())
        elif self._clicks > 1 and not self._view.armed:
            self._view.finish_selection()
        event.accept()

    def cancel(self) -> bool:
        """Give up what is under way. Returns whether anything was."""
        active = self._gesture in (_Gesture.SELECT, _Gesture.EDGE, _Gesture.LINK)
        if self._gesture is _Gesture.EDGE:
            self._view.preview_spans(None)
        elif self._gesture is _Gesture.SELECT:
            self._view.clear_selection()
        elif self._gesture is _Gesture.LINK:
            self._view.show_pull(None, None)
        self._gesture = _Gesture.NONE
        self._pulled = None
        self._clicks = 0
        self._scrolling.stop()
        self._clicking.stop()
        return active

    # Clicks

    def _click(self, spot: QPoint) -> None:
        view = self._view
        marks, place = view.hover.marks_at(spot), self._place_at(spot)
        view.set_caret(place.offset, at_end=place.at_end)
        view.select(next_in_turn(marks, view.chosen).uid if marks else "")
        if marks:
            view.annotation_clicked.emit(view.chosen)

    def _select_around(self, spot: QPoint) -> None:
        steps, offset = self._view.steps, self._character_at(spot)
        if self._clicks == _SENTENCE:
            found = steps.sentence_around(offset)
        elif self._clicks == _PARAGRAPH:
            found = steps.paragraph_around(offset)
        else:
            found = steps.word_around(offset)
        self._view.set_selection(found)

    def _no_more_clicks(self) -> None:
        """A double or triple click did not become more."""
        if self._clicks > 1 and self._view.armed:
            self._view.finish_selection()
        self._clicks = 0

    def _open_badge(self, spot: QPoint) -> bool:
        marks = self._view.hover.marks_behind_badge(spot)
        if marks:
            self._view.hover.menu(marks).popup(self._view.viewport().mapToGlobal(spot))
        return bool(marks)

    # Pulling

    def _is_linking(self, event: QMouseEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)

    def _take_up(self, spot: QPoint) -> bool:
        """Begin a link at the chosen annotation, if it is here, or at the shortest one. False if there is none."""
        uids = [mark.uid for mark in self._view.hover.marks_at(spot)]
        self._linked = self._view.chosen if self._view.chosen in uids else next(iter(uids), "")
        return bool(uids)

    def _end_link(self, spot: QPoint) -> None:
        self._view.show_pull(None, None)
        uids = [mark.uid for mark in self._view.hover.marks_at(spot) if mark.uid != self._linked]
        if (spot - self._pressed_at).manhattanLength() < _FIRST_MOVE:
            self._click(spot)
        elif uids:
            self._view.link_drawn.emit(self._linked, uids[0], self._view.viewport().mapToGlobal(spot))

    def _pull(self, spot: QPoint) -> None:
        view, offset = self._view, self._offset_at(spot, to_end=True)
        if self._gesture is _Gesture.SELECT:
            view.draw_selection(offset, by_character=self._fine)
        elif self._handle is not None:
            spans = dragged(
                view.chosen_spans, view.steps, self._handle, offset=offset, by_character=self._fine
            )
            if spans is not None:
                self._pulled = spans
                view.preview_spans(spans)

    def _end_edge(self) -> None:
        pulled, self._pulled = self._pulled, None
        self._view.preview_spans(None)
        if pulled is None:
            self._click(self._pressed_at)
        elif pulled != self._view.chosen_spans:
            self._view.spans_moved.emit(self._view.chosen, pulled)

    def _scroll_if_outside(self, spot: QPoint) -> None:
        if 0 <= spot.y() < self._view.viewport().height():
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()

    def scroll_on(self) -> None:
        """The mouse is held above or below the window: scroll there, faster when it is further away."""
        y, height = self._spot.y(), self._view.viewport().height()
        beyond = y if y < 0 else max(y - height + 1, 0)
        if not beyond or self._gesture not in (_Gesture.SELECT, _Gesture.EDGE):
            self._scrolling.stop()
            return
        step = min(max(abs(beyond) // 2, 6), _FASTEST)
        self._view.scroll_pixels(step if beyond > 0 else -step)
        self._pull(QPoint(self._spot.x(), 0 if beyond < 0 else height - 1))

    # Places

    def _place_at(self, spot: QPoint) -> Place:
        placed = self._view.flow.placed_at(spot.y())
        paragraph = placed.paragraph
        return place_on(paragraph, paragraph.line_at(spot.y() - placed.top), spot.x() - self._view.column_x)

    def _offset_at(self, spot: QPoint, *, to_end: bool = False) -> int:
        view = self._view
        placed = view.flow.placed_at(spot.y())
        x, y = spot.x() - view.column_x, spot.y() - placed.top
        return placed.paragraph.offset_at(x, y, to_end=to_end)

    def _character_at(self, spot: QPoint) -> int:
        view = self._view
        placed = view.flow.placed_at(spot.y())
        found = placed.paragraph.character_at(spot.x() - view.column_x, spot.y() - placed.top)
        return self._offset_at(spot) if found is None else found

    def _handle_at(self, spot: QPoint) -> Handle | None:
        x = spot.x() - self._view.column_x
        near = [handle for handle in self._view.handles() if handle.is_near(x, spot.y())]
        return min(near, key=lambda handle: abs(handle.x - x), default=None)

    def _show_cursor(self, spot: QPoint) -> None:
        if self._view.chosen and self._handle_at(spot) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._view.hover.marks_behind_badge(spot):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)
