"""Find in the document, with keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles

TEXT = "Russia said no. The Russians said yes.\n" + "Nothing here.\n" * 300 + "At the end: russia.\n"


def find(seat: Seat, words: str) -> None:
    seat.press(Qt.Key.Key_F, CONTROL)
    bar = seat.space.page.find_bar
    # In one turn: Return asks for what is typed, and once that was found for the next one.
    QTest.keyClicks(bar.field, words)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    seat.wait(lambda: bar.count.text() != "" and not bar.searching)


def test_every_match_is_counted_and_walked_through_round_the_end(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    find(seat, "russia")
    bar = seat.space.page.find_bar
    assert bar.count.text() == "1 of 3"
    seat.press(Qt.Key.Key_Return)
    seat.press(Qt.Key.Key_Return)
    assert bar.count.text() == "3 of 3"
    start, end = seat.space.view.flow.seen()
    assert start <= TEXT.rindex("russia") < end
    seat.press(Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 3"
    seat.press(Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == "3 of 3"


def test_case_and_whole_words_narrow_the_search(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    find(seat, "russia")
    bar = seat.space.page.find_bar
    bar.words.setChecked(True)
    seat.wait(lambda: bar.count.text() == "1 of 2")
    bar.field.setText("Russia")
    bar.case.setChecked(True)
    seat.wait(lambda: bar.count.text() == "1 of 1")


def test_what_was_found_is_selected_when_the_bar_is_left_and_can_be_marked(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    find(seat, "yes")
    seat.press(Qt.Key.Key_Escape)
    assert seat.space.view.hasFocus()
    seat.press("a")
    assert [made.quotes for made in seat.marks()] == [("yes",)]


def test_what_is_not_there_is_said(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    find(seat, "qqq")
    assert seat.space.page.find_bar.count.text() == "nothing found"


def test_selected_words_are_looked_for(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.drag("said")
    seat.press(Qt.Key.Key_F, CONTROL)
    assert seat.space.page.find_bar.field.text() == "said"
    seat.press(Qt.Key.Key_F3)
    seat.wait(lambda: "of 2" in seat.space.page.find_bar.count.text())


def test_another_document_closes_the_bar(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT, b="Another article."))
    find(seat, "russia")
    seat.space.neighbour(1)
    assert seat.space.page.find_bar.isHidden()
