"""The palette: a few letters, Return, done."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.gui.shell.palette_items import Item, ranked
from tests.gui.shell.seat import CONTROL, Seat, articles


def item(words: str, *, enabled: bool = True) -> Item:
    return Item(words=words, kind="", run=list, enabled=enabled)


def best(typed: str, *words: str) -> list[str]:
    return [found.words for found in ranked([item(word) for word in words], typed)]


def test_the_beginning_of_a_word_counts_more_than_its_middle() -> None:
    assert best("ex", "Next mark", "Export", "All annexes") == ["Export", "Next mark", "All annexes"]


def test_a_slip_of_the_finger_still_finds_it() -> None:
    assert best("settngs", "Settings", "Export") == ["Settings"]


def test_what_is_not_possible_now_comes_last() -> None:
    found = ranked([item("Undo", enabled=False), item("Undo everything")], "undo")
    assert [entry.words for entry in found] == ["Undo everything", "Undo"]


def open_palette(seat: Seat, typed: str) -> None:
    seat.press(Qt.Key.Key_K, CONTROL)
    assert seat.window.palette_box.field.hasFocus()
    for letter in typed:
        seat.press(letter)


def test_a_command_is_found_and_run(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    assert seat.space.panes.is_open(0)
    open_palette(seat, "hide the doc")
    assert seat.window.palette_box.items()[0].words == "Show or hide the documents"
    seat.press(Qt.Key.Key_Return)
    assert not seat.space.panes.is_open(0)
    assert seat.window.palette_box.isHidden()
    assert seat.space.view.hasFocus()


def test_a_document_is_found_by_its_title_and_opened(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="## Strike\n\nText.", b="## Ministers meet\n\nText."))
    open_palette(seat, "ministers")
    found = seat.window.palette_box.items()[0]
    assert (found.words, found.kind) == ("Ministers meet", "Document")
    seat.press(Qt.Key.Key_Return)
    document = seat.space.document
    assert document is not None
    assert document.title == "Ministers meet"


def test_a_tag_is_found_and_marks_what_is_selected(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    seat.drag("mayors")
    open_palette(seat, "claim")
    assert seat.window.palette_box.items()[0].words == "Claim"
    seat.press(Qt.Key.Key_Return)
    assert [made.quotes for made in seat.marks()] == [("mayors",)]


def test_esc_leaves_everything_as_it_was(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    open_palette(seat, "quit")
    seat.press(Qt.Key.Key_Escape)
    assert seat.window.palette_box.isHidden()
    assert seat.space.view.hasFocus()
    assert seat.window.isVisible()


def test_undo_says_what_it_would_take_back(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    seat.mark("mayors")
    open_palette(seat, "undo")
    assert seat.window.palette_box.items()[0].words == "Undo: Mark Actor"
    seat.press(Qt.Key.Key_Return)
    assert seat.marks() == []


def test_nothing_that_fits_is_said(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    open_palette(seat, "qqqqzz")
    assert seat.window.palette_box.items() == []
    assert seat.window.palette_box.nothing.isVisible()
    seat.press(Qt.Key.Key_Return)
    assert seat.window.palette_box.isVisible()
