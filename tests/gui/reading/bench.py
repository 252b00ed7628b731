"""A reading view on a text of the test's choice, with hands for mouse and keyboard that know where each letter is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.colours import MarkColours, ReadingColours
from desktop_app.gui.reading.flow import Placed
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.theme import fonts
from desktop_app.model.identity import derived_uid
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span

PAGE, INK, MUTED, RULE, PANEL = "#ffffff", "#101010", "#606060", "#d0d0d0", "#f0f0f0"
FOCUS, CARET, SELECTION, FOUND, FOUND_NOW = "#0000ff", "#aa00aa", "#bbddff", "#ffeeaa", "#ffcc00"
COLOURS = ReadingColours(
    page=QColor(PAGE),
    ink=QColor(INK),
    muted=QColor(MUTED),
    rule=QColor(RULE),
    panel=QColor(PANEL),
    focus=QColor(FOCUS),
    caret=QColor(CARET),
    selection=QColor(SELECTION),
    found=QColor(FOUND),
    found_now=QColor(FOUND_NOW),
    unknown=MarkColours(QColor("#777777"), QColor("#dddddd")),
)
TAGS: Mapping[str, tuple[str, str]] = {
    "Actor": ("#cc0000", "#ffdddd"),
    "Claim": ("#00aa00", "#ddffdd"),
    "Date": ("#aa6600", "#ffe8cc"),
}
MARKS = {derived_uid(tag): MarkColours(QColor(line), QColor(tint), tag) for tag, (line, tint) in TAGS.items()}
ME = derived_uid("me")
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def annotation(number: int | str, *spans: tuple[int, int], tag: str = "Actor", who: str = ME) -> Annotation:
    """An annotation of code points, numbered by the test."""
    parts = tuple(Span(start, end) for start, end in spans)
    return Annotation(
        derived_uid("annotation", str(number)), "d", who, derived_uid(tag), parts, ("",) * len(parts)
    )


def reading_font(size: int = 17) -> QFont:
    fonts.load()
    return fonts.reading_font(size)


class Bench:
    """The view, shown and focused."""

    def __init__(self, size: tuple[int, int] = (760, 520)) -> None:
        self.view = DocumentView(COLOURS, reading_font())
        self.view.set_marks(MARKS)
        self.view.resize(*size)
        self.text = ""

    def open(self, text: str, marks: Iterable[Annotation] = (), *, progressive: bool = False) -> DocumentView:
        self.text = text
        data = text.encode()
        buffer = TextBuffer.begin(data) if progressive else TextBuffer(data)
        self.view.set_document(buffer, SpanIndex.of(PackedSpans.of(marks)))
        if not self.view.isVisible():
            self.view.show()
            QTest.qWaitForWindowExposed(self.view)
        self.view.setFocus()
        self.settle()
        return self.view

    def settle(self) -> None:
        """Let everything happen that is due."""
        while True:
            QApplication.processEvents()
            if not self.view._idle_timer.isActive():
                return

    # Places

    def placed(self, offset: int) -> Placed:
        """The paragraph of an offset, brought into the window."""
        flow = self.view.flow
        index = flow.buffer.segment_at(offset)
        found = flow.placed(index)
        if found is None:
            self.view.reveal(offset)
            found = flow.placed(index)
        assert found is not None
        return found

    def edge(self, offset: int, *, end: bool = False) -> QPoint:
        """The point of the viewport on the near edge of the character at an offset (`end`: of the one before it)."""
        placed = self.placed(offset - 1 if end else offset)
        paragraph = placed.paragraph
        first = paragraph.before(offset) if end else offset
        last = offset if end else paragraph.after(offset)
        boxes = paragraph.boxes(first, last)
        assert boxes, f"nothing to be seen at {offset}"
        box = boxes[-1 if end else 0]
        inset = min(2, max((box.right - box.left) // 3, 1))
        at_right = end != paragraph.runs_leftwards(first)
        x = box.right - inset if at_right else box.left + inset
        return self.point(placed, x, box.line)

    def middle(self, offset: int) -> QPoint:
        """The point in the middle of the character at an offset."""
        placed = self.placed(offset)
        paragraph = placed.paragraph
        box = paragraph.boxes(offset, paragraph.after(offset))[0]
        return self.point(placed, (box.left + box.right) // 2, box.line)

    def point(self, placed: Placed, x: int, line: int) -> QPoint:
        y = placed.top + placed.paragraph.line_top(line) + self.view.metrics.tint_bottom // 2
        return QPoint(self.view.column_x + x, y)

    # Hands

    def mouse(
        self,
        kind: QEvent.Type,
        point: QPoint,
        *,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        modifiers: Qt.KeyboardModifier = NO_MODIFIER,
    ) -> None:
        """One mouse event on the viewport, held to be pressed while it moves."""
        viewport = self.view.viewport()
        moving = kind == QEvent.Type.MouseMove
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        spot, place = QPointF(point), QPointF(viewport.mapToGlobal(point))
        pressed = Qt.MouseButton.NoButton if moving else button
        QApplication.sendEvent(viewport, QMouseEvent(kind, spot, place, pressed, held, modifiers))

    def press(self, point: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, point, modifiers=modifiers)

    def pull(self, point: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        self.mouse(QEvent.Type.MouseMove, point, modifiers=modifiers)

    def let_go(self, point: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, point, modifiers=modifiers)

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press, pull over the way in two steps, and let go."""
        self.press(start, modifiers)
        self.pull(QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2), modifiers)
        self.pull(end, modifiers)
        self.let_go(end, modifiers)

    def click(self, point: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        self.press(point, modifiers)
        self.let_go(point, modifiers)

    def clicks(self, point: QPoint, count: int) -> None:
        """So many quick clicks, as the window system tells of them: every second one is a double click."""
        for number in range(count):
            kind = QEvent.Type.MouseButtonDblClick if number % 2 else QEvent.Type.MouseButtonPress
            self.mouse(kind, point)
            self.let_go(point)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1) -> None:
        for _time in range(times):
            QTest.keyClick(self.view, key, modifiers)

    @property
    def selected(self) -> str | None:
        """The selected words, from the test's own text."""
        span = self.view.selection
        return None if span is None else self.text[span.start : span.end]

    # What is seen

    def picture(self) -> QImage:
        """The viewport as it is painted."""
        self.settle()
        return self.view.viewport().grab().toImage()

    def on_screen(self) -> QImage:
        """What stands on the screen after all the partial repaints so far."""
        self.settle()
        shown = self.view.screen().grabWindow(self.view.winId()).toImage()
        return shown.copy(self.view.viewport().geometry()).convertToFormat(QImage.Format.Format_RGB32)

    def painted_anew(self) -> QImage:
        """What a repaint of everything gives."""
        return self.picture().convertToFormat(QImage.Format.Format_RGB32)

    def add(self, made: Annotation) -> None:
        self.view.apply(None, made)

    def change(self, before: Annotation, *spans: tuple[int, int]) -> Annotation:
        after = replace(before, spans=tuple(Span(*span) for span in spans), quotes=("",) * len(spans))
        self.view.apply(before, after)
        return after


def colours_in(picture: QImage) -> set[str]:
    """Every colour that occurs in a picture."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32)
    return {f"#{value & 0xFFFFFF:06x}" for value in np.unique(pixels).tolist()}
