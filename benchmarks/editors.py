"""Qt's own editors with all spans in them, and what a reader does there: see `peers`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QColor, QPaintEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QPlainTextDocumentLayout,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from benchmarks.documents import TAGS
from benchmarks.projects import document_of, other_of
from benchmarks.view import HEIGHT, WIDTH
from benchmarks.ways import FORMATS, SELECTIONS, code_point, units
from benchmarks.window import RESIZE_STEP, SETTLING_ROUNDS, hues
from desktop_app.gui.theme import fonts
from desktop_app.gui.theme.reading import mark_colours
from desktop_app.gui.theme.style import theme
from desktop_app.model.packed import PackedSpans
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marking
from desktop_app.ops import documents
from desktop_app.ops.project import Project

MARK_LENGTH = 15
SLICE_ROWS = 5_000

Action = Callable[[], object]
Step = tuple[int, int, int]
"""Start and end in UTF-16 units, and the place of the tag's tint."""


class RichEdit(QTextEdit):
    """Counts its frames."""

    frames = 0

    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Paint and count."""
        super().paintEvent(event)
        self.frames += 1


class PlainEdit(QPlainTextEdit):
    """Counts its frames."""

    frames = 0

    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Paint and count."""
        super().paintEvent(event)
        self.frames += 1


class Peer:
    """A window with nothing but the text, and what a reader does in it. A way says how spans are shown."""

    def __init__(self, edit: RichEdit | PlainEdit) -> None:
        self.edit = edit
        edit.setReadOnly(True)
        edit.setUndoRedoEnabled(False)
        edit.setFont(fonts.reading_font())
        self.window = QWidget()
        room = QVBoxLayout(self.window)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(edit)
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.formats: list[QTextCharFormat] = []
        self.spans_shown = 0
        # Whose mark it is that the mouse is on has to be known here, too.
        self._kept: list[PackedSpans] = []
        for hue in hues().values():
            tint = QTextCharFormat()
            tint.setBackground(QColor(mark_colours(theme(), hue).tint))
            self.formats.append(tint)
        QApplication.processEvents()

    def show_spans(self, spans: Iterable[Step]) -> None:
        """Show every span."""
        raise NotImplementedError

    def add_span(self, span: Step) -> None:
        """Show one more."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of all that is kept beside the text."""

    def take(self, project: Project) -> None:
        """Choose the project to read in. It has been checked."""
        project.file.database.prove()
        self._project = project
        self._document = document_of(project).uid
        self._other = documents.text(project, other_of(project).uid)

    def cursor(self, start: int, end: int) -> QTextCursor:
        """A cursor over these units."""
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # Painting

    def paint_all(self) -> None:
        """Paint everything that is seen."""
        self.edit.viewport().repaint()

    def paint_changes(self) -> None:
        """Paint what was asked to be painted again."""
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest.value)

    def rest(self) -> None:
        """Let the text do what it does in idle moments."""
        for _round in range(SETTLING_ROUNDS):
            QApplication.processEvents()

    # Opening

    def warm(self, content: str) -> None:
        """Show a text for a moment, so that fonts are loaded."""
        self.edit.setPlainText(content)
        for place in range(0, len(content), 2000):
            self.jump(place / len(content))
        self.put_away("")

    def put_away(self, other: str | None = None) -> None:
        """Show something else, without spans."""
        self.forget()
        self.edit.setPlainText(self._other if other is None else other)
        self.rest()

    def open(self) -> None:
        """From the project to the first picture of the text, which has no spans yet."""
        self._content = documents.text(self._project, self._document)
        self.edit.setPlainText(self._content)
        self.paint_all()

    def apply(self) -> None:
        """From the project to the picture with all spans."""
        self.spans_shown = 0
        self._kept = []
        self.show_spans(self._fetch())
        self.paint_all()

    def _fetch(self) -> Iterator[Step]:
        cursor: tuple[int, str] | None = None
        while True:
            packed = marking.packed(self._project, self._document, after=cursor, limit=SLICE_ROWS)
            tints = [TAGS.index(uid) for uid in packed.tags]
            ends = (units(self._content, places) for places in (packed.start, packed.end))
            yield from zip(*ends, (tints[tag] for tag in packed.tag), strict=True)
            self.spans_shown += len(packed)
            self._kept.append(packed)
            cursor = packed.cursor
            if cursor is None:
                return

    def lay_out(self) -> None:
        """Do at once what the text otherwise does bit by bit behind the first picture."""
        self.edit.document().documentLayout().documentSize()

    # Moving

    def jump(self, share: float) -> None:
        """Go to a place in the document."""
        place = int(share * (self.edit.document().characterCount() - 1))
        self.edit.setTextCursor(self.cursor(place, place))
        self.edit.ensureCursorVisible()
        self.paint_all()

    def pages(self, count: int) -> Iterator[Action]:
        """Page downwards."""
        self.jump(0.3)
        bar = self.edit.verticalScrollBar()
        for _page in range(count):
            if bar.value() == bar.maximum():
                self.jump(0.0)
            yield self._page

    def _page(self) -> None:
        self.edit.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        self.paint_all()

    # Marking and the window

    def additions(self, count: int) -> Iterator[Action]:
        """Mark passages of the page, from the commit to the picture."""
        self.jump(0.4)
        self.rest()
        for number in range(count):
            y = int((number + 0.5) / count * self.edit.viewport().height())
            unit = self.edit.cursorForPosition(QPoint(5, y)).position()
            start = min(code_point(self._content, unit), len(self._content) - MARK_LENGTH)
            span = Span(start, start + MARK_LENGTH)
            both = units(self._content, np.array([span.start, span.end], np.int32))
            yield partial(self._add, span, (both[0], both[1], number % len(TAGS)))

    def _add(self, span: Span, step: Step) -> None:
        marking.highlight(self._project, self._document, [span], TAGS[step[2]])
        self.add_span(step)
        self.edit.viewport().update(0, 0, 1, 1)
        self.paint_changes()

    def resizing(self) -> Iterator[Action]:
        """Make the window narrower and wider."""
        for number in (1, 2, 3, 4, 2, 0):
            self.rest()
            yield partial(self._resize, WIDTH - number * RESIZE_STEP, HEIGHT - number * RESIZE_STEP // 2)

    def _resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.paint_all()


class Formats(Peer):
    """Each span is a format of the text."""

    def __init__(self) -> None:
        super().__init__(RichEdit())

    def show_spans(self, spans: Iterable[Step]) -> None:
        """Merge all formats inside of one edit block."""
        block = QTextCursor(self.edit.document())
        block.beginEditBlock()
        for step in spans:
            self.add_span(step)
        block.endEditBlock()

    def add_span(self, span: Step) -> None:
        """Merge one format."""
        self.cursor(span[0], span[1]).mergeCharFormat(self.formats[span[2]])


class Selections(Peer):
    """Each span is an extra selection."""

    def __init__(self) -> None:
        super().__init__(PlainEdit())
        self._all: list[QTextEdit.ExtraSelection] = []
        self._document_shown = self.edit.document()

    def forget(self) -> None:
        """Start with a fresh document, too: one that once had many cursors stays slow."""
        self._all = []
        self.edit.setExtraSelections(self._all)
        fresh = QTextDocument()
        fresh.setDocumentLayout(QPlainTextDocumentLayout(fresh))
        fresh.setDefaultFont(self.edit.font())
        fresh.setUndoRedoEnabled(False)
        self.edit.setDocument(fresh)
        self._document_shown = fresh

    def show_spans(self, spans: Iterable[Step]) -> None:
        """Give the text all selections at once."""
        self._all = [self._selection(step) for step in spans]
        self.edit.setExtraSelections(self._all)

    def add_span(self, span: Step) -> None:
        """Give it all of them again, and one more."""
        self._all.append(self._selection(span))
        self.edit.setExtraSelections(self._all)

    def _selection(self, span: Step) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = self.cursor(span[0], span[1])
        made.format = self.formats[span[2]]
        return made


PEERS: dict[str, Callable[[], Peer]] = {FORMATS: Formats, SELECTIONS: Selections}
