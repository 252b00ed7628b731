"""Going to a place by its number, and what keys say where nothing can be changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.gui import offscreen_input
from desktop_app.gui.documents.goto_bar import place_in
from desktop_app.ops.project import Project
from tests.builders import ANNA
from tests.gui.shell.seat import CONTROL, Seat, articles

ALT = Qt.KeyboardModifier.AltModifier
TEXT = "The mayors asked the state to pay. \U0001f468\u200d\U0001f469 left.\n" + "More.\n" * 400


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("0", (0, None)),
        ("123", (123, None)),
        (" 1,200 ", (1200, None)),
        ("1.200", (1200, None)),
        ("1 200", (1200, None)),
        ("12-14", (12, 14)),
        ("12 – 14", (12, 14)),
        ("12:14", (12, 14)),
        ("1,100-1,200", (1100, 1200)),
        ("14-14", (14, None)),
        ("50%", (1000, None)),
        ("12,5 %", (250, None)),
        ("100%", (2000, None)),
        ("2000", (2000, None)),
        ("2001", None),
        ("14-12", None),
        ("12-3000", None),
        ("101%", None),
        ("-3", None),
        ("", None),
        ("here", None),
    ],
)
def test_a_place_is_an_offset_a_stretch_or_a_share(typed: str, place: tuple[int, int | None] | None) -> None:
    assert place_in(typed, 2000) == place


@given(st.text(max_size=30), st.integers(0, 10**6))
def test_whatever_is_typed_a_place_lies_in_the_text(typed: str, length: int) -> None:
    found = place_in(typed, length)
    if found is not None:
        start, end = found
        assert 0 <= start <= length
        assert end is None or start < end <= length


def go_to(seat: Seat, place: str) -> None:
    seat.press("g", CONTROL)
    bar = seat.space.page.goto_bar
    assert bar.field.hasFocus()
    bar.field.setText(place)
    offscreen_input.press(seat.window, Qt.Key.Key_Return)


def test_a_stretch_is_selected_and_the_way_back_is_one_key(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    view, bar = seat.space.view, seat.space.page.goto_bar
    go_to(seat, "4-10")
    assert view.selection is not None
    assert TEXT[view.selection.start : view.selection.end] == "mayors"
    assert view.hasFocus()
    assert bar.isHidden()
    seat.press("a")
    assert [item.quotes for item in seat.marks()] == [("mayors",)]
    here = view.caret
    go_to(seat, "90%")
    start, end = view.flow.seen()
    assert start <= int(len(TEXT) * 0.9) == view.caret < end
    seat.press(Qt.Key.Key_Home, ALT)
    assert view.caret == here


def test_a_place_inside_a_character_is_that_of_the_whole_character(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    view, family = seat.space.view, TEXT.index("\U0001f468")
    go_to(seat, str(family + 1))
    assert (view.caret, view.selection) == (family, None)
    go_to(seat, f"{family + 1}-{family + 2}")
    assert view.selection is not None
    assert (view.selection.start, view.selection.end) == (family, family + 3)
    go_to(seat, str(len(TEXT)))
    assert view.caret == len(TEXT)


def test_the_bar_says_where_one_is_and_stays_where_there_is_no_such_place(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.press(Qt.Key.Key_Right)
    go_to(seat, "9000000")
    bar = seat.space.page.goto_bar
    assert not bar.isHidden()
    assert "no such place" in bar.facts.text()
    bar.field.clear()
    offscreen_input.press(seat.window, Qt.Key.Key_7)
    assert bar.facts.text().startswith("Now at 1 of 2,4")
    offscreen_input.press(seat.window, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert seat.space.view.hasFocus()


def test_whoever_leaves_the_search_at_once_has_its_match_selected(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.press("f", CONTROL)
    bar = seat.space.page.find_bar
    QTest.keyClicks(bar.field, "state")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    selected = seat.space.view.selection
    assert selected is not None
    assert TEXT[selected.start : selected.end] == "state"


def test_find_and_go_to_take_each_others_place_and_finding_can_be_undone_by_going_back(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.press("g", CONTROL)
    seat.press("f", CONTROL)
    page = seat.space.page
    assert page.goto_bar.isHidden()
    for letter in "state":
        seat.press(letter)
    seat.press(Qt.Key.Key_Return)
    seat.wait(lambda: not page.find_bar.searching)
    seat.press(Qt.Key.Key_Escape)
    assert seat.space.view.caret == TEXT.index("state") + 5
    seat.press(Qt.Key.Key_Home, ALT)
    assert seat.space.view.caret == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Period, Qt.Key.Key_N])
def test_in_a_project_that_can_only_be_read_keys_say_why_nothing_happens(key: Qt.Key, seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    path = seat.space.project.path
    seat.get_up()
    with Project.open(path, places=seat.places, who=ANNA):
        seat.sit_down(path)
        assert seat.space.project.read_only
        seat.window.notices.clear()
        hints = " ".join(words for _keys, words in seat.window.central.status.hints())
        assert "repeat" not in hints
        assert "done" not in hints
        assert "next mark" in hints
        seat.press(Qt.Key.Key_Right, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        seat.press(key)
        assert "open for reading only" in seat.said()
        assert seat.marks() == []
        assert seat.space.controller.armed is None


def test_keys_that_need_a_mark_or_words_say_so(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    hints = {words for _keys, words in seat.window.central.status.hints()}
    assert "repeat" not in hints
    seat.press(Qt.Key.Key_Period)
    assert "Nothing has been marked yet" in seat.said()
    seat.press(Qt.Key.Key_Plus)
    assert "Choose a mark" in seat.said()
    seat.mark("mayors")
    seat.press(Qt.Key.Key_Escape)
    assert "repeat" in {words for _keys, words in seat.window.central.status.hints()}
    seat.press(Qt.Key.Key_Period)
    assert "“mayors” does not occur" in seat.said()
    assert len(seat.marks()) == 1


def test_the_footer_says_what_enter_does_with_the_mark(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    inner, outer = seat.mark("mayors"), seat.mark("The mayors asked", "c")
    seat.press(Qt.Key.Key_Escape)
    view = seat.space.view
    view.set_caret(TEXT.index("mayors"))
    seat.press(Qt.Key.Key_Return)
    assert view.chosen == inner.uid
    assert seat.window.central.status.hints()[0][1] == "the one beneath"
    seat.press(Qt.Key.Key_Return)
    assert view.chosen == outer.uid
    seat.press(Qt.Key.Key_Tab)
    assert seat.window.central.status.hints()[0][1] == "fill in"
