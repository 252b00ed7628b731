"""A window with nothing but the reading view, and what a reader does in it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextLayout, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QApplication, QVBoxLayout, QWidget

from benchmarks.documents import TAGS
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.card import MARKS_LIMIT, Card
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.search import Survey, Wanted
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.theme import fonts
from desktop_app.gui.theme.reading import mark_colours, reading_colours
from desktop_app.gui.theme.style import Choice, apply, theme
from desktop_app.model.records import Document
from desktop_app.model.span import Span
from desktop_app.ops.project import Project

SETTLING_ROUNDS = 200
_UPDATE: int = QEvent.Type.UpdateRequest.value
FIXED_TEXT, FIXED_WIDTH = "The minister said that the port would close again. " * 300, 600
RESIZE_STEP = 60

Action = Callable[[], object]


def application() -> QApplication:
    """The application, off the screen unless told otherwise, in the light theme."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply(app, Choice.LIGHT)
    return app


def hues() -> dict[str, str]:
    """A colour for each tag."""
    return {uid: f"#{(number * 997 * 1009) % 0xFFFFFF:06x}" for number, uid in enumerate(TAGS)}


def lay_out() -> None:
    """Lay out a fixed text: what it takes says which state the processor is in."""
    layout = QTextLayout(FIXED_TEXT, QApplication.font())
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(FIXED_WIDTH)
        line = layout.createLine()
    layout.endLayout()


class Reader:
    """Reads one document of a project. The actions that its methods give paint what they changed."""

    def __init__(self, *, width: int, height: int) -> None:
        self._made: list[str] = []
        look = theme()
        self.view = DocumentView(reading_colours(look), fonts.reading_font())
        self.view.set_marks({uid: mark_colours(look, hue, f"Tag {uid[:4]}") for uid, hue in hues().items()})
        self.window = QWidget()
        room = QVBoxLayout(self.window)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.view)
        self.window.resize(width, height)
        self.window.show()
        self.view.setFocus()
        QApplication.processEvents()

    def take(self, project: Project, document: Document, other: Document) -> None:
        """Choose what is read. The project has been checked, as the program does after its first picture."""
        project.file.database.prove()
        self._project = project
        self._document = document
        self._other = other
        self._controller = ReadingController(project, self.view, self.window)

    def end(self) -> None:
        """Let go of the project."""
        self._controller.end()
        self.window.close()

    @property
    def visible_paragraphs(self) -> int:
        """How many paragraphs are seen now."""
        return len(self.view.flow.visible())

    # Painting

    def paint_all(self) -> None:
        """Paint everything that is seen."""
        self.view.viewport().repaint()

    def paint_changes(self) -> None:
        """Paint what was asked to be painted again, as the window itself would do next."""
        QCoreApplication.sendPostedEvents(self.window, _UPDATE)

    def rest(self) -> None:
        """Let the view do what it does in idle moments."""
        for _round in range(SETTLING_ROUNDS):
            QApplication.processEvents()

    # Opening

    def show_other(self, content: str) -> None:
        """Show another text for a moment, so that fonts are loaded."""
        self.view.set_document(TextBuffer(content.encode()), SpanIndex())
        for place in range(0, len(content), 2000):
            self.view.reveal(place)
            self.paint_all()
        self.view.clear()
        self.rest()

    def opening(self, count: int) -> Iterator[Action]:
        """From the project to the first picture: text, the first annotations, paint; again and again."""
        for _time in range(count):
            self._controller.open(self._other.uid)
            self.rest()
            yield self._open

    def _open(self) -> None:
        self._controller.open(self._document.uid)
        self.paint_all()

    def loading(self) -> Iterator[Action]:
        """Everything that opening left for later, slice by slice."""
        yield QApplication.processEvents
        while self._controller.loading or not self.view.flow.buffer.finished:
            yield QApplication.processEvents
        self.rest()

    # Moving

    def jump(self, share: float) -> None:
        """Go to a place in the document."""
        self.view.reveal(int(share * self.view.flow.buffer.length))
        self.paint_all()

    def _page(self, step: QAbstractSlider.SliderAction) -> None:
        self.view.verticalScrollBar().triggerAction(step)
        self.paint_all()

    def pages(self, share: float, count: int, *, idle: bool = False, fresh: bool = False) -> Iterator[Action]:
        """Page downwards from a place in the document, and at its end from the start again; with `idle`, with pauses.

        `fresh` opens it anew before it begins and at its end, so that no page was laid out in a pause.
        """
        go_back = self._start_again if fresh else partial(self.jump, 0)
        if fresh:
            go_back()
        self.jump(share)
        for _page in range(count):
            if self._at_end:
                go_back()
            if idle:
                self.rest()
            yield partial(self._page, QAbstractSlider.SliderAction.SliderPageStepAdd)

    @property
    def _at_end(self) -> bool:
        bar = self.view.verticalScrollBar()
        return bar.value() == bar.maximum()

    def _start_again(self) -> None:
        """Show the document as if it had not been read yet."""
        self.view.set_document(self.view.flow.buffer, self.view.index)
        self.paint_all()

    def pages_back(self, count: int) -> Iterator[Action]:
        """Page upwards through what was just read."""
        for _page in range(count):
            yield partial(self._page, QAbstractSlider.SliderAction.SliderPageStepSub)

    def wheel(self, count: int) -> Iterator[Action]:
        """Turn the wheel, with pauses."""
        self.jump(0.45)
        turn = -120
        for _turn in range(count):
            self.rest()
            turn = 120 if self._at_end else -120 if self.view.verticalScrollBar().value() == 0 else turn
            yield partial(self._turn_wheel, turn)

    def _turn_wheel(self, turn: int) -> None:
        spot = QPointF(self.view.viewport().rect().center())
        event = QWheelEvent(
            spot, self.view.viewport().mapToGlobal(spot), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.view.viewport(), event)
        self.paint_changes()

    # Marking

    def additions(self, count: int) -> Iterator[Action]:
        """Mark passages of the page, from the commit to the picture."""
        self.jump(0.4)
        self.rest()
        for number in range(count):
            y = int((number + 0.5) / count * self.view.viewport().height())
            placed = self.view.flow.placed_at(y)
            paragraph = placed.paragraph
            start = paragraph.line_start(paragraph.line_at(y - placed.top))
            yield partial(self._add, Span(start, start + 15), TAGS[number % len(TAGS)])

    def _add(self, span: Span, tag_uid: str) -> None:
        made = self._controller.highlight(tag_uid, [span])
        if made is None:
            raise RuntimeError(f"{span} was not marked")
        self._made.append(made.uid)
        self.paint_changes()

    def undoing(self, count: int) -> Iterator[Action]:
        """Take marks back, the last one first."""
        for _mark in range(count):
            yield self._undo

    def _undo(self) -> None:
        self._project.undo()
        self._made.pop()
        self.paint_changes()

    def removals(self, count: int) -> Iterator[Action]:
        """Delete marks."""
        for _mark in range(count):
            yield self._remove

    def _remove(self) -> None:
        self._controller.remove([self._made.pop()])
        self.paint_changes()

    # The mouse

    def hovering(self, count: int, chance: random.Random) -> Iterator[Action]:
        """Ask for what the mouse rests on."""
        area = self.view.viewport().rect()
        for _place in range(count):
            spot = QPoint(chance.randrange(area.width()), chance.randrange(area.height()))
            yield partial(self._ask, spot)

    def _ask(self, spot: QPoint) -> list[Card] | str:
        hover = self.view.hover
        return [hover.card(mark) for mark in hover.marks_at(spot)[:MARKS_LIMIT]] or hover.remark_at(spot)

    def _mouse(self, kind: QEvent.Type, spot: QPointF, held: Qt.MouseButton) -> None:
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        viewport = self.view.viewport()
        where = viewport.mapToGlobal(spot)
        event = QMouseEvent(kind, spot, where, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)

    def dragging(self, count: int) -> Iterator[Action]:
        """Pull a selection over the page."""
        left = float(self.view.column_x + 5)
        self._mouse(QEvent.Type.MouseButtonPress, QPointF(left, 60), Qt.MouseButton.LeftButton)
        for number in range(1, count + 1):
            yield partial(self._drag, QPointF(left + 10 * (number % 50), 60 + number * 12))
        end = QPointF(left, 60 + count * 12)
        self._mouse(QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton)

    def _drag(self, spot: QPointF) -> None:
        self._mouse(QEvent.Type.MouseMove, spot, Qt.MouseButton.LeftButton)
        self.view.viewport().update(0, 0, 1, 1)
        self.paint_changes()

    # The rest

    def resizing(self, width: int, height: int) -> Iterator[Action]:
        """Make the window narrower and wider."""
        for number in (1, 2, 3, 4, 2, 0):
            self.rest()
            yield partial(self._resize, width - number * RESIZE_STEP, height - number * RESIZE_STEP // 2)

    def _resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.paint_all()

    def searching(self, word: str) -> Iterator[Action]:
        """Find all places of a word, step by step."""
        survey = Survey(self.view.flow.buffer, Wanted(word))
        while not survey.done:
            yield survey.step

    def layers(self, count: int) -> Iterator[Action]:
        """Hide an annotator's layer and show it again."""
        person = self._project.annotator.uid
        for number in range(count):
            yield partial(self._hide, [person] if number % 2 == 0 else [])

    def _hide(self, annotators: list[str]) -> None:
        self.view.set_filter(Filter(annotators=frozenset(annotators)))
        self.paint_all()
