"""The reading view: a text to read, to select in, and to choose annotations in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.reading.accessible import Proxy
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.caret import Move
from desktop_app.gui.reading.colours import ReadingColours
from desktop_app.gui.reading.hover import Hover
from desktop_app.gui.reading.keys import Do, Keys
from desktop_app.gui.reading.linked import Linked
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.mouse import Mouse
from desktop_app.gui.reading.offsets import for_qt
from desktop_app.gui.reading.spans import SpanIndex

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
SILENT = ("xcb", "wayland")
"""Qt's platforms whose screen reader, Orca, says nothing of a step over paragraphs; others read the paragraph."""
_LEFT_TO_THE_WINDOW = (Do.BACK, Do.OPEN, Do.REMOVE)
"""What the window may do something with where the view has nothing to do."""


class DocumentView(Linked):
    """Shows one document with its annotations.

    `annotation_activated` has the uid of the chosen annotation when it is opened (Return). `removal_requested` (uid)
    is a wish: nothing has changed yet. `menu_requested` has a global position. `by_character` turns word snapping off;
    `armed` says that every complete selection is marked at once, so that a double click waits whether it becomes a
    triple one.
    """

    annotation_activated = Signal(str)
    removal_requested = Signal(str)
    menu_requested = Signal(object)

    def __init__(self, colours: ReadingColours, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(colours, font, parent)
        self.by_character = False
        self.armed = False
        self._keys = Keys()
        self._work = self._make_work()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.mouse = Mouse(self)
        self.hover = Hover(self)
        self.proxy = Proxy(self)
        self.said.connect(self.proxy.announce)

    def set_document(self, buffer: TextBuffer, index: SpanIndex) -> None:
        self.mouse.cancel()
        super().set_document(buffer, index)
        self.proxy.follow()

    def set_keys(self, changed: Mapping[Do, Sequence[str]]) -> None:
        """Other keys for some commands, as QKeySequence writes them; none at all for an empty list."""
        self._keys = Keys(changed)

    def marks_loaded(self) -> None:
        super().marks_loaded()
        self.proxy.follow_marks()

    def arrived(self, mark: Mark) -> None:
        self.proxy.tell(mark)

    def move_caret(self, move: Move, *, selecting: bool = False) -> None:
        super().move_caret(move, selecting=selecting)
        if selecting:
            return
        if move in (Move.SENTENCE_BACK, Move.SENTENCE_ON):
            self.proxy.read_sentence(self.caret)
        elif move in (Move.PARAGRAPH_UP, Move.PARAGRAPH_DOWN) and QGuiApplication.platformName() in SILENT:
            self.proxy.read_paragraph(self.caret)

    def step_unmarked(self, *, forward: bool) -> bool:
        is_found = super().step_unmarked(forward=forward)
        if is_found:
            self.proxy.read_paragraph(self.caret)
        return is_found

    # Commands

    def run(self, do: Do) -> bool:
        """Carry out what a key asks for. False where the window may have a use for the key."""
        if do in _NUDGES:
            is_start, forward, by_character = _NUDGES[do]
            self.nudge(is_start=is_start, forward=forward, by_character=by_character)
            return True
        done = self._work[do]()
        return done is not False or do not in _LEFT_TO_THE_WINDOW

    def _make_work(self) -> Mapping[Do, Callable[[], object]]:
        return {
            Do.GROW: self.grow_selection,
            Do.SHRINK: self.shrink_selection,
            Do.SELECT_ALL: self.select_all,
            Do.COPY: self.copy,
            Do.BACK: self._step_back,
            Do.OPEN: self._open,
            Do.REMOVE: self._remove,
            Do.NEXT: partial(self.step_annotation, forward=True),
            Do.PREVIOUS: partial(self.step_annotation, forward=False),
            Do.NEXT_SAME: partial(self.step_annotation, forward=True, same=True),
            Do.PREVIOUS_SAME: partial(self.step_annotation, forward=False, same=True),
            Do.NEXT_UNMARKED: partial(self.step_unmarked, forward=True),
            Do.PREVIOUS_UNMARKED: partial(self.step_unmarked, forward=False),
            Do.GO_BACK: self.go_back,
            Do.GO_ON: partial(self.go_back, on=True),
            Do.LIST_LINE: self.list_line,
        }

    def _remove(self) -> bool:
        # While a passage is selected, that is what the eye is on: the chosen mark may be out of sight.
        if not self.chosen:
            return self._nothing(_("Choose a mark first, then it can be removed."))
        if self.selection is not None:
            return self._nothing(_("Let go of the selected words first (Esc), then the mark can be removed."))
        self.removal_requested.emit(self.chosen)
        return True

    def _step_back(self) -> bool:
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
        elif self.chosen and not self.is_digging():
            self.annotation_activated.emit(self.chosen)
        else:
            return self.dig()
        return True

    def list_line(self) -> None:
        """Open the list of all annotations on the line of the caret, to choose one."""
        marks, place = self.hover.marks_at_caret(), self.caret_point()
        if marks:
            self.hover.menu(marks).popup(place)
        else:
            self.said.emit(_("There is no mark on this line."))

    def caret_point(self) -> QPoint:
        """The point on the screen below the caret, which is brought into the window."""
        self.reveal(self.caret)
        box = self.caret_box()
        return self.viewport().mapToGlobal(box.bottomLeft())

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
        self.proxy.follow()
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
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_requested.emit(self.caret_point() if by_key else event.globalPos())
