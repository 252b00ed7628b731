"""Code points and UTF-16 units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.gui.reading.offsets import Units, for_qt, has_right_to_left, hidden, stand_in, with_pictures
from tests.traps import TRAPS

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(ANY)
def test_every_place_becomes_the_unit_that_utf16_gives_it_and_comes_back(text: str) -> None:
    units = Units(text)
    for place in range(len(text) + 1):
        assert units.to_unit(place) == units_of(text[:place])
        assert units.to_place(units.to_unit(place)) == place


@given(ANY)
def test_the_second_half_of_a_surrogate_pair_belongs_to_its_character(text: str) -> None:
    units = Units(text)
    for place, character in enumerate(text):
        if character > "\uffff":
            assert units.to_place(units.to_unit(place) + 1) == place


@given(ANY, st.integers(-5, 99))
def test_places_outside_of_the_text_are_moved_to_its_ends(text: str, place: int) -> None:
    units = Units(text)
    assert 0 <= units.to_unit(place) <= units_of(text)
    assert 0 <= units.to_place(place) <= len(text)


@given(ANY)
def test_what_stands_in_for_a_text_has_as_many_units(text: str) -> None:
    assert units_of(with_pictures(text)) == units_of(text)
    assert stand_in(text) == for_qt(with_pictures(text))


@pytest.mark.parametrize("text", ["\ufeffa", "\ufffea", "\ufeff\ufeffa", "\ufeff\ufffe"])
def test_a_leading_mark_is_doubled_for_qt(text: str) -> None:
    assert for_qt(text) == "\ufeff" + text


@pytest.mark.parametrize("text", ["a", "", "a\ufeff", "é"])
def test_other_texts_are_handed_to_qt_as_they_are(text: str) -> None:
    assert for_qt(text) == text


def test_control_characters_are_shown_as_their_pictures() -> None:
    assert with_pictures("a\x00b\x07c\x7fd\x9fe") == "a\u2400b\u2407c\u2421d\u2426e"


def test_old_line_breaks_are_shown_as_line_breaks() -> None:
    assert with_pictures("a\rb\x0bc\x0cd\x85e\u2029f") == "a\u2028b\u2028c\u2028d\u2028e\u2028f"


def test_what_leaves_no_ink_is_pointed_out() -> None:
    assert hidden("a\u202eb\u200bc\ufeff\u00ad") == [1, 3, 5, 6]
    assert hidden("plain text, with\ttabs and no-break\u00a0blanks") == []


def test_joiners_are_pointed_out_only_where_they_join_nothing() -> None:
    assert hidden("می\u200cخواهم \U0001f468\u200d\U0001f469") == []
    assert hidden("pass\u200dword no\u200cthing") == [4, 12]


VARIANTS = "\ufe00\ufe0f\U000e0100"
JOINERS = "\u180e\u200c\u200d"
NO_INK = f"\x0b\xad\u034f\u200b\u2060\ufeff\U000e0020\U000e0065\U000e007f{VARIANTS}{JOINERS}"
BARE = "a#\u0301\u058f\u0590\u05d0\u2764\U0001f600"


@given(st.text(st.sampled_from(NO_INK + BARE), max_size=8))
def test_each_character_without_ink_is_pointed_out_but_for_those_that_have_work_to_do(text: str) -> None:
    def has_work(place: int) -> bool:
        before, after = text[:place][-1:], text[place + 1 : place + 2]
        chooses = text[place] in VARIANTS and (before == "#" or "\u0100" <= before < "\U000e0000")
        is_chosen = "\u0100" <= text[place] < "\U000e0000" and after and after in VARIANTS
        joins = text[place] in JOINERS and min(before, after) >= "\u0590"
        return bool(
            (chooses and before not in VARIANTS) or (is_chosen and text[place] not in VARIANTS) or joins
        )

    expected = [place for place, one in enumerate(text) if one in NO_INK and not has_work(place)]
    assert hidden(text) == expected


@pytest.mark.parametrize("name", ["Arabic", "Hebrew", "Latin with Arabic inside", "bidi controls"])
def test_texts_that_turn_the_direction_are_known(name: str) -> None:
    assert has_right_to_left(TRAPS[name])


@pytest.mark.parametrize("name", ["Chinese", "Devanagari", "flags", "web address", "combining marks"])
def test_texts_that_run_from_left_to_right_are_known(name: str) -> None:
    assert not has_right_to_left(TRAPS[name])
