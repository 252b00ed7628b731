"""PDFs as a reader that is not ours finds them."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageRanges
from PySide6.QtPrintSupport import QPrinter

from desktop_app.base.errors import DiskFullError, ReadOnlyError, UsageError
from desktop_app.gui.printing.gathering import begin
from desktop_app.gui.printing.output import lay_out, to_printer
from desktop_app.gui.printing.paper import Paper
from desktop_app.gui.reading.filter import Filter
from tests.builders import ANNA, BEN, an_annotation, open_to_strangers, tag_named, without_rights
from tests.gui.printing.press import EVERYTHING, Press, run_through
from tests.traps import TRAP_TEXTS

SENTENCE = "The official mayors asked office {} to pay for affairs of the new schools. "
NEWS = "\n\n".join(
    "".join(SENTENCE.format(6 * paragraph + place) for place in range(6)) for paragraph in range(30)
)


def words_of(path: Path) -> list[list[str]]:
    """The words on each page, as another program reads them."""
    return [page.extract_text().split() for page in PdfReader(path).pages]


def folder_of(press: Press) -> list[str]:
    return sorted(path.name for path in press.target.parent.iterdir() if path.is_file())


def test_the_words_of_the_document_are_in_the_pdf_in_order_each_once(press: Press) -> None:
    press.with_notes = False
    document = press.document(NEWS)
    pages = words_of(press.pdf(document))
    assert len(pages) == press.printout(document).total > 5
    body = " ".join(word for page in pages for word in page)
    body = re.sub(r" news · anna · \d+ \w+ \d+ \d+ / \d+", "", body)
    assert " ".join(NEWS.split()) in body


def test_what_stands_over_the_passages_is_not_among_the_words(press: Press) -> None:
    document = press.document(NEWS)
    for place in range(0, 3000, 30):
        press.mark(document, (place, place + 25))
    first = " ".join(words_of(press.pdf(document))[0])
    assert " ".join(NEWS[:1200].split()) in first


def test_pages_are_numbered_and_say_whose_they_are(press: Press) -> None:
    pages = words_of(press.pdf(press.document(NEWS)))
    for place, words in enumerate(pages, 1):
        text = " ".join(words)
        assert f"{place} / {len(pages)}" in text
        assert "news · anna · " in text


def test_the_heading_says_title_outlet_date_and_name(press: Press) -> None:
    details = {"title": "Mayors ask", "outlet": "The Daily", "published": "2015-11-02"}
    reader = PdfReader(press.pdf(press.document(NEWS, name="a/b.txt", **details)))
    first = " ".join(reader.pages[0].extract_text().split())
    for words in ("Mayors ask", "The Daily", "published 2 Nov 2015", "a/b.txt"):
        assert words in first
    assert reader.metadata is not None
    assert reader.metadata.title == "Mayors ask"


def test_the_legend_counts_and_says_what_is_left_out(press: Press) -> None:
    document = press.document(NEWS)
    press.mark(document, (4, 12))
    press.mark(document, (20, 30))
    press.mark(document, (20, 30), tag="Claim")
    whole = " ".join(word for page in words_of(press.pdf(document)) for word in page)
    assert re.search(r"A Actor 2 marks|2 marks A Actor", whole)
    assert re.search(r"C Claim 1 mark|1 mark C Claim", whole)
    assert "Left out" not in whole
    some = Filter(tags=frozenset({tag_named(press.project, "Claim")}))
    less = " ".join(word for page in words_of(press.pdf(document, some)) for word in page)
    assert "C Claim" not in less
    assert "Left out, as in the window: Claim (1)." in less


def test_the_legend_and_the_list_say_who_marked(press: Press) -> None:
    document = press.document(NEWS)
    press.mark(document, (4, 12))
    claim = tag_named(press.project, "Claim")
    with press.project.step("Add") as step:
        step.put_all([BEN, an_annotation(document, NEWS, [(20, 26)], tag_uid=claim, annotator_uid=BEN.uid)])
    whole = " ".join(word for page in words_of(press.pdf(document)) for word in page)
    assert "Marked by: anna (1 mark); ben (1 mark)." in whole
    assert "Lines below the text" not in whole
    assert "Actor · anna" in whole
    assert "Claim · ben" in whole
    shown = Filter(groups=(BEN.uid, ANNA.uid), dashed=frozenset({BEN.uid}))
    whole = " ".join(word for page in words_of(press.pdf(document, shown)) for word in page)
    assert "Lines below the text, from the top: ben, anna." in whole
    assert "A dashed line is a suggestion" in whole


def test_letters_can_be_copied_and_none_is_a_picture(press: Press) -> None:
    page = PdfReader(press.pdf(press.document(NEWS))).pages[0]
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    found = resources["/Font"].get_object()
    assert isinstance(found, DictionaryObject)
    fonts = [font.get_object() for font in found.values()]
    assert any(isinstance(font, DictionaryObject) and "NotoSerif" in str(font["/BaseFont"]) for font in fonts)
    assert all(isinstance(font, DictionaryObject) and "/ToUnicode" in font for font in fonts)
    assert not page.images


def test_any_text_whatever_makes_a_pdf_that_others_can_read(press: Press) -> None:
    text = "\n".join(TRAP_TEXTS)
    document = press.document(text)
    for start in range(0, 3000, 50):
        press.mark(document, (start, start + 60))
    pages = words_of(press.pdf(document))
    assert len(pages) == press.printout(document).total
    assert "first second" in " ".join(pages[0])


def test_words_are_parted_by_blanks(press: Press) -> None:
    page = PdfReader(press.pdf(press.document("One office and another.\n"))).pages[0]
    assert "One office and another." in page.extract_text()


def test_a_pdf_that_is_given_up_leaves_no_file(press: Press) -> None:
    steps = press.steps(press.document(NEWS))
    before = folder_of(press)
    for _step in range(6):
        next(steps)
    assert folder_of(press) != before
    steps.close()
    assert folder_of(press) == before
    assert not press.target.exists()


def test_a_pdf_that_is_given_up_leaves_the_old_file(press: Press) -> None:
    press.target.write_bytes(b"old")
    steps = press.steps(press.document(NEWS))
    for _step in range(6):
        next(steps)
    assert press.target.read_bytes() == b"old"
    steps.close()
    assert press.target.read_bytes() == b"old"


def test_a_new_pdf_takes_the_place_of_the_old_file(press: Press) -> None:
    press.target.write_bytes(b"old")
    assert len(PdfReader(press.pdf(press.document("One line.\n"))).pages) == 1


def test_a_folder_that_cannot_be_written_keeps_the_old_file(press: Press, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    press.target = closed / "paper.pdf"
    press.target.write_bytes(b"old")
    open_to_strangers(closed)
    closed.chmod(0o555)
    steps = press.steps(press.document(NEWS))
    with without_rights(), pytest.raises(ReadOnlyError):
        next(steps)
    closed.chmod(0o755)
    assert press.target.read_bytes() == b"old"
    assert [path.name for path in closed.iterdir()] == ["paper.pdf"]


def test_a_full_disk_keeps_the_old_file(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.target.write_bytes(b"old")
    steps = press.steps(press.document(NEWS))
    before = folder_of(press)

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        run_through(steps)
    assert press.target.read_bytes() == b"old"
    assert folder_of(press) == before


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """A printer whose sheets can be looked at."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setPageMargins(QMarginsF(30, 30, 30, 30), QPageLayout.Unit.Millimeter)
    return made


def print_on(press: Press, printer: QPrinter) -> None:
    document = press.document(NEWS)
    found = begin(press.project, document.uid, EVERYTHING)
    paper = Paper.of(printer.pageLayout())
    run_through(to_printer(lay_out(press.project, found, paper, with_notes=True), printer))


def test_a_printer_gets_the_pages_that_were_asked_for(press: Press, printer: QPrinter) -> None:
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    print_on(press, printer)
    pages = [" ".join(words) for words in words_of(Path(printer.outputFileName()))]
    assert [re.findall(r"(\d+) / \d+", page) for page in pages] == [["2"], ["3"]]


def test_a_printer_may_begin_with_the_last_page(press: Press, printer: QPrinter) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    print_on(press, printer)
    pages = [" ".join(words) for words in words_of(Path(printer.outputFileName()))]
    numbers = [int(found) for page in pages for found in re.findall(r"(\d+) / \d+", page)]
    assert numbers == list(range(len(pages), 0, -1))


def test_pages_that_are_not_there_are_refused(press: Press, printer: QPrinter) -> None:
    printer.setPageRanges(QPageRanges.fromString("900-901"))
    with pytest.raises(UsageError, match="no such pages"):
        print_on(press, printer)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_named(press: Press, printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(UsageError, match="does not take"):
        print_on(press, printer)


def test_marks_of_somebody_else_alone_are_not_taken_for_those_of_who_prints(press: Press) -> None:
    document = press.document(NEWS)
    claim = tag_named(press.project, "Claim")
    with press.project.step("Add") as step:
        step.put_all([BEN, an_annotation(document, NEWS, [(20, 26)], tag_uid=claim, annotator_uid=BEN.uid)])
    whole = " ".join(word for page in words_of(press.pdf(document)) for word in page)
    assert "Marked by: ben (1 mark)." in whole
