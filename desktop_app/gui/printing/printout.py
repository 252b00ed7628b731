"""A document laid out page by page, each laid out anew when it is painted: none of them stays in memory."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop_app.base.i18n import _
from desktop_app.gui.documents.dates import number as written
from desktop_app.gui.documents.lines import DOT
from desktop_app.gui.printing.blocks import Block
from desktop_app.gui.printing.body import BodyBlock
from desktop_app.gui.printing.gathering import Gathered
from desktop_app.gui.printing.legend import heading, legend, note_block, notes_heading
from desktop_app.gui.printing.pages import Piece, Place, fill
from desktop_app.gui.printing.paper import Paper, colour, sans, units

_SPENT_S = 0.012
_KEPT = 8
_FOOTER_POINTS = 7


class DocumentContents:
    """Heading, text, legend and list of marks as blocks."""

    def __init__(self, found: Gathered, paper: Paper) -> None:
        self._found = found
        self._paper = paper
        self._kept: dict[int, Block] = {}
        self._text = found.buffer.count
        notes = len(found.notes)
        self.count = 1 + self._text + 1 + (1 + notes if notes else 0)

    def block(self, number: int) -> Block:
        """The block with this number; the latest few are kept."""
        block = self._kept.get(number)
        if block is None:
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            block = self._kept[number] = self._make(number)
        return block

    def _make(self, number: int) -> Block:
        found, width = self._found, self._paper.column
        if number == 0:
            return heading(found.document, width)
        if number <= self._text:
            return BodyBlock(number - 1, found, self._paper)
        rest = number - self._text - 1
        if rest == 0:
            return legend(found, width, with_notes=bool(found.notes))
        return notes_heading(width) if rest == 1 else note_block(found, found.notes[rest - 2], width)


class Printout:
    """The pages of a document. `starts` are where they begin, once `count_pages` was gone through."""

    def __init__(self, found: Gathered, paper: Paper) -> None:
        self._found = found
        self._paper = paper
        self.contents = DocumentContents(found, paper)
        self.starts: list[Place] = []

    @property
    def total(self) -> int:
        """How many pages there are."""
        return len(self.starts)

    def count_pages(self) -> Iterator[int]:
        """Find out where each page begins, in steps of a few milliseconds; yields how many blocks are laid out."""
        place = Place()
        until = perf_counter() + _SPENT_S
        while place.block < self.contents.count:
            self.starts.append(place)
            _pieces, place = fill(self.contents, place, self._paper.room)
            if perf_counter() > until:
                yield place.block
                until = perf_counter() + _SPENT_S
        yield self.contents.count

    def pieces(self, page: int) -> list[Piece]:
        """What stands on a page, the first being 0."""
        return fill(self.contents, self.starts[page], self._paper.room)[0]

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page. A unit of the painter has to be one of the paper."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for piece in self.pieces(page):
            painter.save()
            painter.translate(0, piece.top)
            piece.block.paint(painter, piece.first, piece.stop)
            painter.restore()
        self._paint_footer(painter, page)

    def _paint_footer(self, painter: QPainter, page: int) -> None:
        found, font = self._found, sans(_FOOTER_POINTS)
        measure = QFontMetricsF(font)
        baseline = self._paper.height - units(3)
        number = _("{page} / {total}").format(page=written(page + 1), total=written(self.total))
        right = self._paper.column - measure.horizontalAdvance(number)
        painter.setFont(font)
        painter.setPen(colour("muted"))
        words = DOT.join((found.project, found.annotator, found.day))
        left = measure.elidedText(words, Qt.TextElideMode.ElideRight, right - units(12))
        painter.drawText(QPointF(0, baseline), left)
        painter.drawText(QPointF(right, baseline), number)
