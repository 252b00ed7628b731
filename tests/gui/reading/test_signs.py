"""Characters without ink: each has a sign in the text, and a name when the mouse rests on it."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QPoint, QRect

from desktop_app.gui.reading.offsets import BLANKS, TURNING, hidden
from desktop_app.gui.reading.paint import SPILL
from tests.gui.reading.bench import INK, MUTED, PAGE, Bench, colours_in
from tests.traps import SCOTLAND, TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

SILENT = (
    "\x0b\x0c\x85\u00ad\u034f\u180e\u200b\u200c\u200d\u2028\u2060\u2061\u2064\ufeff\ufff9\ufffb\U000e0041"
)


def spot(bench: Bench, offset: int) -> QPoint:
    """Where the sign of a character stands."""
    placed = bench.placed(offset)
    line = placed.paragraph.line_of(offset)
    return bench.point(placed, round(placed.paragraph.x_of(offset, line)), line)


def column(bench: Bench, offset: int) -> set[str]:
    """The colours around a sign, at the height of its flag."""
    place = spot(bench, offset)
    return colours_in(bench.picture().copy(QRect(place.x() - 4, place.y() - 14, 9, 6)))


@pytest.mark.parametrize("character", TURNING, ids=unicodedata.name)
def test_what_turns_the_direction_has_a_large_sign_and_a_name(character: str, bench: Bench) -> None:
    bench.open(f"mm.{character}.mm")
    assert hidden(bench.text) == [3]
    assert INK in column(bench, 3)
    assert unicodedata.name(character).lower() in bench.view.hover.remark_at(spot(bench, 3))


@pytest.mark.parametrize("character", SILENT, ids=ascii)
def test_what_leaves_no_ink_has_a_sign_and_its_number(character: str, bench: Bench) -> None:
    bench.open(f"mm.{character}.mm")
    assert hidden(bench.text) == [3]
    assert MUTED in column(bench, 3)
    assert f"U+{ord(character):04X}" in bench.view.hover.remark_at(spot(bench, 3))


def test_a_letter_under_a_heap_of_marks_reaches_into_no_other_paragraph(bench: Bench) -> None:
    heap = "\u0301\u0316" * 100
    bench.open("\n".join(["Words."] * 3 + [f"Z{heap} and more."] + ["Words."] * 3))
    placed = bench.placed(len("Words.\n") * 3)
    heaped = bench.picture()
    bench.open("\n".join(["Words."] * 3 + ["Z and more."] + ["Words."] * 3))
    plain = bench.picture()
    for top, bottom in ((0, placed.top - SPILL), (placed.bottom + SPILL, plain.height())):
        rect = QRect(0, top, plain.width(), bottom - top)
        assert heaped.copy(rect) == plain.copy(rect)
    assert heaped != plain


def test_plain_letters_have_no_sign(bench: Bench) -> None:
    bench.open("mm. .mm")
    assert column(bench, 3) == {PAGE}


@pytest.mark.parametrize("character", BLANKS, ids=unicodedata.name)
def test_unusual_blanks_say_which_they_are(character: str, bench: Bench) -> None:
    bench.open(f"a{character}b c")
    assert hidden(bench.text) == []
    assert unicodedata.name(character).lower() in bench.view.hover.remark_at(bench.middle(1))
    assert bench.view.hover.remark_at(bench.middle(3)) == ""


@pytest.mark.parametrize("character", "\x00\x07\x1b\x7f\x9f", ids=ascii)
def test_control_characters_are_pictures_with_a_number(character: str, bench: Bench) -> None:
    bench.open(f"a{character}b")
    assert f"U+{ord(character):04X}" in bench.view.hover.remark_at(bench.middle(1))
    assert bench.view.flow.paragraph(0).text == bench.text


def test_signs_at_one_place_are_all_named(bench: Bench) -> None:
    bench.open("a\u200b\u202e\u2060b")
    said = bench.view.hover.remark_at(spot(bench, 1))
    assert ["200B" in said, "202E" in said, "2060" in said] == [True] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SCOTLAND}{SCOTLAND}", []),
        ("\u2764\ufe0f 1\ufe0f\u20e3 葛\U000e0100", []),
        ("a\ufe0f \u2764\ufe0f\ufe0e", [1, 5]),
        ("hello\U000e0068\U000e0069", [5, 6]),
        ("\U0001f600\U000e0101\U000e0102", [2]),
        ("می\u200cخواهم ᠪᠢᠴᠢᠭ\u180eᠪ", []),
    ],
)
def test_only_what_has_no_work_to_do_is_pointed_out(text: str, expected: list[int]) -> None:
    assert hidden(text) == expected


def test_code_that_deceives_is_marked_where_it_turns(bench: Bench) -> None:
    text = TRAPS["code that deceives"]
    bench.open(text)
    assert [text[place] for place in hidden(text)] == ["\u202e", "\u2066", "\u2069", "\u2066"]
    assert all(INK in column(bench, place) for place in hidden(text))


def test_a_tab_that_is_hardly_seen_is_pointed_out_and_no_other(bench: Bench) -> None:
    for number in range(120):
        bench.open("i" * number + "\tnext")
        paragraph = bench.view.flow.paragraph(0)
        width = sum(box.right - box.left for box in paragraph.boxes(number, number + 1))
        assert paragraph.hidden == ([number] if width < 3 else [])
