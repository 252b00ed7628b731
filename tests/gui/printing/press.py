"""A document of the test's choice, laid out as it would be printed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QPageLayout, QPageSize

from desktop_app.gui.printing.body import BodyBlock
from desktop_app.gui.printing.gathering import Gathered, begin, gather
from desktop_app.gui.printing.output import Steps, lay_out, to_pdf
from desktop_app.gui.printing.paper import Paper, page_layout
from desktop_app.gui.printing.printout import Printout
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.theme import fonts
from desktop_app.model.records import Annotation, Document
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named

EVERYTHING = Filter()


class Press:
    """Prints the documents of a project, on A4 and with a list of marks unless told otherwise."""

    def __init__(self, project: Project, folder: Path) -> None:
        fonts.load()
        self.project = project
        self.target = folder / "paper.pdf"
        self.layout: QPageLayout = page_layout(QPageSize.PageSizeId.A4)
        self.paper = Paper.of(self.layout)
        self.with_notes = True

    def document(self, text: str, name: str = "news.txt", **details: str) -> Document:
        made = a_document(self.project, text, name=name)
        return documents.edit(self.project, made.uid, **details) if details else made

    def mark(self, document: Document, *spans: tuple[int, int], tag: str = "Actor") -> Annotation:
        chosen = [Span(*span) for span in spans]
        return marks.highlight(self.project, document.uid, chosen, tag_named(self.project, tag))

    def gathered(self, document: Document, shown: Filter = EVERYTHING) -> Gathered:
        found = begin(self.project, document.uid, shown)
        run_through(gather(self.project, found, with_notes=self.with_notes))
        return found

    def printout(self, document: Document, shown: Filter = EVERYTHING) -> Printout:
        made = Printout(self.gathered(document, shown), self.paper)
        run_through(made.count_pages())
        return made

    def steps(self, document: Document, shown: Filter = EVERYTHING) -> Steps:
        found = begin(self.project, document.uid, shown)
        prepared = lay_out(self.project, found, self.paper, with_notes=self.with_notes)
        return to_pdf(prepared, found, self.target, self.layout)

    def pdf(self, document: Document, shown: Filter = EVERYTHING) -> Path:
        run_through(self.steps(document, shown))
        return self.target


def run_through(steps: Iterator[object]) -> None:
    deque(steps, maxlen=0)


def stretches(printout: Printout) -> list[list[tuple[int, int]]]:
    """The code points on each page, piece by piece."""
    return [
        [
            piece.block.offsets(piece.first, piece.stop)
            for piece in printout.pieces(page)
            if isinstance(piece.block, BodyBlock)
        ]
        for page in range(printout.total)
    ]
