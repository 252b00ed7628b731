"""Pages go to a PDF file or to a printer, one at a time. Everything here is done in steps of a few milliseconds."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from desktop_app import __version__
from desktop_app.base.errors import UsageError
from desktop_app.base.files import replacing
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.printing.gathering import Gathered, gather
from desktop_app.gui.printing.paper import UNITS_PER_INCH, Paper
from desktop_app.gui.printing.printout import Printout
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Progress = tuple[str, int, int]
"""What is being done, how much is done, of how much (0: not known)."""
Steps = Generator[Progress, None, int]
"""Goes on with each `next`, and ends with the number of pages. Closed before its end, it leaves nothing behind."""
Prepared = Generator[Progress, None, Printout]

_CHARACTERS = re.compile(rb"\[(?:<[0-9A-F]{4,8}>\s*)+\]")


def lay_out(project: Project, found: Gathered, paper: Paper, *, with_notes: bool) -> Prepared:
    """Read the annotations and find out where the pages end."""
    for done in gather(project, found, with_notes=with_notes):
        yield _("Reading the marks"), done, 0
    printout = Printout(found, paper)
    for done in printout.count_pages():
        yield _("Laying out the pages"), done, printout.contents.count
    return printout


def to_pdf(prepared: Prepared, found: Gathered, target: Path, layout: QPageLayout) -> Steps:
    """Write a PDF, which takes the place of `target` once it is complete.

    Raises DiskFullError, ReadOnlyError, DiskError, and then `target` is what it was.
    """
    with replacing(target) as file:
        printout = yield from prepared
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = _pdf_writer(buffer, found, layout)
        painter = QPainter(writer)
        try:
            for page in range(printout.total):
                if page:
                    writer.newPage()
                printout.paint(painter, page)
                file.write(_drained(buffer))
                yield _("Writing the PDF"), page + 1, printout.total
        finally:
            painter.end()
        file.write(with_blanks(_drained(buffer)))
    return printout.total


def _pdf_writer(buffer: QBuffer, found: Gathered, layout: QPageLayout) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setPageLayout(layout)
    writer.setTitle(shown(found.document.title or found.document.name))
    writer.setCreator(f"Rubricator {__version__}")
    return writer


def _drained(buffer: QBuffer) -> bytes:
    """What was written to the buffer since the last time: a long PDF must not pile up in memory."""
    data = bytes(buffer.data().data())
    buffer.close()
    buffer.setData(QByteArray())
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return data


def with_blanks(data: bytes) -> bytes:
    """The tables of characters at a PDF's end, corrected: blank and tab share a glyph, and Qt takes it for the tab."""
    return _CHARACTERS.sub(lambda found: found[0].replace(b"<0009>", b"<0020>"), data)


def to_printer(prepared: Prepared, printer: QPrinter) -> Steps:
    """Print the pages that were asked for. Raises UsageError when the printer takes no job."""
    printout = yield from prepared
    pages = wanted_pages(printer, printout.total)
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise UsageError(
            _("The printer does not take the document.") if pages else _("There are no such pages."),
            where=printer.printerName(),
            hint=_("Check the printer and the pages that you chose, or save a PDF."),
        )
    complete = False
    try:
        painter.scale(printer.logicalDpiX() / UNITS_PER_INCH, printer.logicalDpiY() / UNITS_PER_INCH)
        for done, page in enumerate(pages, 1):
            if done > 1:
                printer.newPage()
            printout.paint(painter, page)
            yield _("Printing"), done, len(pages)
        complete = True
    finally:
        if not complete:
            printer.abort()
        painter.end()
    return len(pages)


def wanted_pages(printer: QPrinter, total: int) -> Sequence[int]:
    """The pages (from 0) that were asked for in the print dialog, in the order in which they are to come."""
    ranges = printer.pageRanges()
    chosen = [page for page in range(total) if ranges.isEmpty() or ranges.contains(page + 1)]
    backwards = printer.pageOrder() is type(printer).PageOrder.LastPageFirst
    return chosen[::-1] if backwards else chosen
