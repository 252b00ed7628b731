"""Printing from the window: what is asked, what is said, and what happens meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton

from desktop_app.gui.printing import dialog as asking
from desktop_app.gui.printing.actions import PrintActions
from desktop_app.gui.printing.dialog import PaperDialog, about_pages
from desktop_app.gui.printing.paper import Paper, page_layout, usual_size
from desktop_app.gui.shell.commands import Group
from desktop_app.gui.shell.paper_commands import print_actions
from desktop_app.gui.widgets import ProgressStrip
from tests.gui.shell.seat import CONTROL, Answers, Seat, articles, shown

TEXT = "The mayors asked the state to pay for the new schools, and nobody said a word about it.\n" * 200


class PrinterAnswers(Answers):
    """Also answers the print dialog: to a file of the test's choice."""

    target: Path | None = None

    def printer(self, printer: QPrinter) -> bool:
        if self.target is None:
            return False
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        return True


def sit_down(seat: Seat, **texts: str) -> PrintActions:
    window = seat.sit_down(articles(seat.home / "news", **(texts or {"a": TEXT})))
    window.tasks.asker = PrinterAnswers(window)
    return print_actions(window)


def save(seat: Seat, *targets: Path) -> PaperDialog:
    """Ask for a PDF and name a file for each time that the window asks for one."""
    seat.answers.paths = list(targets)
    seat.window.run("document.pdf")
    dialog = shown(PaperDialog)
    dialog.go.click()
    return dialog


def halfway(actions: PrintActions) -> ProgressStrip:
    """Write some pages and return what says how far it is."""
    for _page in range(6):
        actions.go_on()
    actions.show_strip()
    assert actions.steps is not None
    assert actions.strip is not None
    return actions.strip


def test_a_pdf_is_saved_and_the_window_says_so(seat: Seat) -> None:
    actions = sit_down(seat)
    seat.mark("mayors")
    target = seat.home / "paper.pdf"
    save(seat, target)
    seat.wait(lambda: actions.steps is None)
    pages = PdfReader(target).pages
    assert len(pages) > 5
    assert f"Saved paper.pdf, {len(pages)} pages." in seat.said()
    assert actions.strip is None


def test_what_the_view_filters_out_is_not_printed(seat: Seat) -> None:
    actions = sit_down(seat, a="One line of the mayors.\n")
    made = seat.mark("mayors")
    view = seat.space.view
    view.set_filter(replace(view.shown, tags=frozenset({made.tag_uid})))
    target = seat.home / "paper.pdf"
    save(seat, target)
    seat.wait(lambda: actions.steps is None)
    assert "Left out, as in the window: Actor (1)." in PdfReader(target).pages[0].extract_text()


def test_cancelling_leaves_no_file_and_says_so(seat: Seat) -> None:
    actions = sit_down(seat)
    target = seat.home / "paper.pdf"
    save(seat, target)
    strip = halfway(actions)
    assert list(seat.home.glob(".paper.pdf*"))
    assert strip.isVisible()
    cancel = next(button for button in strip.findChildren(QPushButton) if button.text() == "Cancel")
    cancel.click()
    assert [path.name for path in seat.home.iterdir() if "paper" in path.name] == []
    assert "No file was written" in seat.said()
    assert actions.strip is None


def test_marking_goes_on_while_a_pdf_is_written(seat: Seat) -> None:
    actions = sit_down(seat)
    save(seat, seat.home / "paper.pdf")
    assert actions.steps is not None
    seat.mark("mayors")
    seat.wait(lambda: actions.steps is None)
    assert "Saved paper.pdf" in seat.said()
    assert len(seat.marks()) == 1


def test_closing_the_window_meanwhile_leaves_no_file(seat: Seat) -> None:
    actions = sit_down(seat)
    save(seat, seat.home / "paper.pdf")
    halfway(actions)
    assert list(seat.home.glob(".paper.pdf*"))
    seat.get_up()
    assert actions.steps is None
    assert [path.name for path in seat.home.iterdir() if "paper" in path.name] == []


def test_the_strip_moves_along_when_the_window_is_built_anew(seat: Seat) -> None:
    actions = sit_down(seat)
    target = seat.home / "paper.pdf"
    save(seat, target)
    halfway(actions)
    seat.window.preferences.change(language="de")
    assert actions.strip is not None
    assert actions.strip.window() is seat.window
    seat.wait(lambda: actions.steps is None)
    assert target.exists()


def test_a_strip_at_the_bottom_leaves_the_text_where_it_is(seat: Seat) -> None:
    actions = sit_down(seat)
    top = seat.space.view.mapTo(seat.window, seat.space.view.rect().topLeft())
    save(seat, seat.home / "paper.pdf")
    halfway(actions)
    layout = seat.window.central.layout()
    assert layout is not None
    layout.activate()
    assert actions.strip is not None
    assert actions.strip.geometry().bottom() < seat.window.central.status.geometry().top()
    assert seat.space.view.mapTo(seat.window, seat.space.view.rect().topLeft()) == top
    actions.cancel()


def test_one_document_is_printed_at_a_time(seat: Seat) -> None:
    actions = sit_down(seat)
    save(seat, seat.home / "paper.pdf")
    seat.window.run("document.pdf")
    assert "Another document is being printed" in seat.said()
    actions.cancel()


def test_a_folder_that_is_not_there_is_an_error_in_words(seat: Seat) -> None:
    actions = sit_down(seat)
    save(seat, seat.home / "nowhere" / "paper.pdf")
    seat.wait(lambda: actions.steps is None)
    assert "The file cannot be written" in seat.said()
    assert actions.strip is None


def test_a_name_without_an_ending_never_replaces_a_file_unasked(seat: Seat) -> None:
    actions = sit_down(seat, a="One line of the mayors.\n")
    old = seat.home / "paper.pdf"
    old.write_bytes(b"old")
    save(seat, seat.home / "paper")
    assert actions.steps is None
    assert old.read_bytes() == b"old"
    save(seat, seat.home / "other")
    seat.wait(lambda: (seat.home / "other.pdf").exists())
    save(seat, seat.home / "paper", old)
    seat.wait(lambda: actions.steps is None)
    assert len(PdfReader(old).pages) == 1


def test_without_a_printer_the_window_says_what_to_do(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    sit_down(seat)
    seat.press("p", CONTROL)
    assert "No printer is set up on this computer." in seat.said()


def test_printing_to_a_file_from_the_print_dialog_writes_that_file(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    actions = sit_down(seat)
    answers = seat.answers
    assert isinstance(answers, PrinterAnswers)
    answers.target = seat.home / "printed.pdf"
    seat.press("p", CONTROL)
    dialog = shown(PaperDialog)
    dialog.size_box.setCurrentText("Letter")
    dialog.go.click()
    seat.wait(lambda: actions.steps is None and answers.target is not None and answers.target.exists())
    box = PdfReader(answers.target).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (612, 792)


def test_paper_and_list_are_remembered(seat: Seat) -> None:
    actions = sit_down(seat)
    seat.window.run("document.pdf")
    dialog = shown(PaperDialog)
    dialog.size_box.setCurrentText("Letter")
    dialog.notes.setChecked(False)
    dialog.go.click()
    assert actions.steps is None
    seat.window.run("document.pdf")
    again = shown(PaperDialog)
    assert (again.size_box.currentText(), again.notes.isChecked()) == ("Letter", False)
    again.reject()


def test_many_pages_are_announced_before_anything_is_written(seat: Seat) -> None:
    actions = sit_down(seat)
    again = PaperDialog("Print", "Go on", (10_000_000, 20_000, 0), seat.window)
    said = again.about.text()
    assert "pages" in said
    assert "a while" in said
    few = PaperDialog("Print", "Go on", (1_000, 4, 0), seat.window)
    assert few.about.text() == "About 1 page."
    assert actions.steps is None


@pytest.mark.parametrize("length", [40_000, 200_000])
def test_the_estimate_is_near_the_number_of_pages(seat: Seat, length: int) -> None:
    line = TEXT[: TEXT.index("\n") + 1]
    text = (line[:-1] + " ") * 5
    text = (text + "\n") * (length // len(text))
    actions = sit_down(seat, a=text)
    save(seat, seat.home / "paper.pdf")
    seat.wait(lambda: actions.steps is None)
    pages = len(PdfReader(seat.home / "paper.pdf").pages)
    paper = Paper.of(page_layout(asking.SIZES["A4"]))
    assert about_pages(paper, len(text), text.count("\n"), 0) == pytest.approx(pages, rel=0.2, abs=1.5)


def test_both_commands_are_in_the_menu_and_need_a_document(seat: Seat) -> None:
    sit_down(seat)
    commands = seat.window.commands
    keys = [command.key for command in commands.of(Group.DOCUMENT)]
    assert {"document.print", "document.pdf"} <= set(keys)
    assert commands["document.print"].enabled()
    seat.window.tasks.close_project()
    assert not commands["document.print"].enabled()


def test_the_usual_paper_is_that_of_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("en_US", "Letter"), ("en_GB", "A4"), ("de_DE", "A4")):
        monkeypatch.setattr(QLocale, "system", lambda chosen=name: QLocale(chosen))
        assert usual_size() is getattr(QPageSize.PageSizeId, size)
