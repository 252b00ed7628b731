"""The reading view: a text to read, to select in, and to choose annotations in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.gui.reading.accessible import Proxy
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.colours import ReadingColours
from desktop_app.gui.reading.edges import Handle, handles, nudged
from desktop_app.gui.reading.hover import Hover
from desktop_app.gui.reading.keys import Do, Keys
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.mouse import Mouse
from desktop_app.gui.reading.offsets import for_qt
from desktop_app.gui.reading.paint import Scene
from desktop_app.gui.reading.reader import Reader
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span

_NUDGES: Mapping[Do, tuple[bool, bool, bool]] = {
    Do.END_FORWARD: (False, True, False),
    Do.END_BACK: (False, False, False),
    Do.START_FORWARD: (True, True, False),
    Do.START_BACK: (True, False, False),
    Do.END_FORWARD_FINELY: (False, True, True),
    Do.END_BACK_FINELY: (False, False, True),
    Do.START_FORWARD_FINELY: (True, True, True),
    Do.START_BACK_FINELY: (True, False, True),
}
"""Whether a key moves the start, forward, by a character."""


class DocumentView(Reader):
    """Shows one document with its annotations.

    `annotation_picked` has the uid of the chosen annotation, '' for none; `annotation_activated` its uid when it is
    opened (Return). `spans_moved` (uid, tuple of Span) and `removal_requested` (uid) are wishes: nothing has changed
    yet. `menu_requested` has a global position. `by_character` turns word snapping off; `armed` says that every
    complete selection is marked at once, so that a double click waits whether it becomes a triple one.
    """

    annotation_picked = Signal(str)
    annotation_activated = Signal(str)
    spans_moved = Signal(str, object)
    removal_requested = Signal(str)
    menu_requested = Signal(object)

    def __init__(self, colours: ReadingColours, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(colours, font, parent)
        self.by_character = False
        self.armed = False
        self.chosen = ""
        self._focus: list[Mark] = []
        self._preview: list[Mark] | None = None
        self._keys = Keys()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.mouse = Mouse(self)
        self.hover = Hover(self)
        self.proxy = Proxy(self)

    def set_document(self, buffer: TextBuffer, index: SpanIndex) -> None:
        self.mouse.cancel()
        had_chosen = self.chosen
        self.chosen, self._focus, self._preview = "", [], None
        super().set_document(buffer, index)
        if had_chosen:
            self.annotation_picked.emit("")

    def set_keys(self, changed: Mapping[Do, Sequence[str]]) -> None:
        """Other keys for some commands, as QKeySequence writes them; none at all for an empty list."""
        self._keys = Keys(changed)

    # The chosen annotation

    def marks_loaded(self) -> None:
        super().marks_loaded()
        if self.chosen:
            self._focus = self.index.spans_of(self.chosen)

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        super().apply(before, after)
        if self.chosen and self.chosen in {item.uid for item in (before, after) if item is not None}:
            self.select(self.chosen)

    def select(self, uid: str, *, reveal: bool = False) -> None:
        """Choose an annotation, or none ('', or an unknown one). `reveal` goes there with window and caret."""
        marks = self.index.spans_of(uid) if uid else []
        changed = self.chosen != (uid if marks else "")
        self.chosen = uid if marks else ""
        self._outline(marks)
        if reveal and marks:
            self.set_caret(marks[0].start)
            self.reveal(marks[0].start, marks[0].end)
        if changed:
            self.annotation_picked.emit(self.chosen)

    @property
    def chosen_spans(self) -> tuple[Span, ...]:
        """The passages of the chosen annotation."""
        return tuple(Span(mark.start, mark.end) for mark in self._focus)

    def step_annotation(self, *, forward: bool) -> bool:
        """Choose the annotation after the chosen one or the caret, or the one before. False if there is none."""
        step = self.index.following if forward else self.index.preceding
        found = step(self.chosen or self.caret)
        while found is not None and self.shown.hides(found):
            found = step(found)
        if found is not None:
            self.select(found.uid, reveal=True)
        return found is not None

    def nudge(self, *, is_start: bool, forward: bool, by_character: bool) -> None:
        """Wish an edge of the chosen annotation one word or character further."""
        if self.chosen:
            spans = self.chosen_spans
            moved = nudged(spans, self.steps, is_start=is_start, forward=forward, by_character=by_character)
            if moved is not None:
                self.spans_moved.emit(self.chosen, moved)

    def preview_spans(self, spans: Sequence[Span] | None) -> None:
        """Draw the outline around other passages while an edge is being pulled; None ends it."""
        if spans is None or not self._focus:
            self._outline(self._focus)
        else:
            first = self._focus[0]
            self._outline(self._focus, [first._replace(start=span.start, end=span.end) for span in spans])

    def _outline(self, marks: list[Mark], preview: list[Mark] | None = None) -> None:
        before = self._outlined
        self._focus, self._preview = marks, preview
        if before != self._outlined:
            for mark in [*before, *self._outlined]:
                self.update_lines(mark.start, mark.end)

    @property
    def _outlined(self) -> list[Mark]:
        return self._focus if self._preview is None else self._preview

    def handles(self) -> list[Handle]:
        """The handles of the chosen annotation that are seen."""
        return handles(self.flow.visible(), self.metrics, self._outlined)

    def scene(self) -> Scene:
        return replace(super().scene(), focus=self._outlined, handles=self.handles())

    # Commands

    def run(self, do: Do) -> bool:
        """Carry out what a key asks for. False where there was nothing to do."""
        if do in _NUDGES:
            is_start, forward, by_character = _NUDGES[do]
            self.nudge(is_start=is_start, forward=forward, by_character=by_character)
        elif do is Do.BACK:
            return self._go_back()
        elif do is Do.OPEN:
            return self._open()
        elif do is Do.REMOVE:
            # While a passage is selected, that is what the eye is on: the chosen mark may be out of sight.
            if not self.chosen or self.selection is not None:
                return False
            self.removal_requested.emit(self.chosen)
        elif do in (Do.NEXT, Do.PREVIOUS):
            self.step_annotation(forward=do is Do.NEXT)
        else:
            simple = {
                Do.GROW: self.grow_selection,
                Do.SHRINK: self.shrink_selection,
                Do.SELECT_ALL: self.select_all,
            }
            simple.get(do, self.copy)()
        return True

    def _go_back(self) -> bool:
        if self.mouse.cancel():
            return True
        if self.selection is not None:
            self.clear_selection()
        elif self.armed or not self.chosen:
            # While a tag is armed, whoever goes back means the tag: that is for the window.
            return False
        else:
            self.select("")
        return True

    def _open(self) -> bool:
        if self.selection is not None:
            self.finish_selection()
        elif self.chosen:
            self.annotation_activated.emit(self.chosen)
        else:
            covering = [mark for mark in self.index.at(self.caret) if not self.shown.hides(mark)]
            if not covering:
                return False
            self.select(min(covering, key=lambda mark: mark.end - mark.start).uid)
        return True

    def copy(self) -> None:
        """Put the selected text on the clipboard, exactly as it is; if there is none, the chosen annotation's."""
        spans = (self.selection,) if self.selection is not None else self.chosen_spans
        if spans:
            text = "\n".join(self.flow.buffer.slice(span.start, span.end) for span in spans)
            QGuiApplication.clipboard().setText(for_qt(text))

    # Events

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self._keys.move_of(event) is not None or self._keys.do_of(event) is not None)
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move, do = self._keys.move_of(event), self._keys.do_of(event)
        if move is not None:
            self.move_caret(move[0], selecting=move[1])
            event.accept()
        elif do is not None and self.run(do):
            event.accept()
        else:
            # Letters and all else belong to the window.
            event.ignore()

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update_lines(self.caret, self.caret)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update_lines(self.caret, self.caret)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event, double=True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self.hover.show(event)
        return bool(super().viewportEvent(event))
