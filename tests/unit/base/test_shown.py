"""Other people's text, made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.base.shown import shown


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("report.txt", "report.txt"),
        ("", ""),
        ("two\nlines\tand a tab", "two↵lines⇥and a tab"),
        ("gpj.\u202eexe", "gpj.⟨U+202E⟩exe"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("\ufeffmark", "⟨U+FEFF⟩mark"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("line\u2028paragraph\u2029", "line⟨U+2028⟩paragraph⟨U+2029⟩"),
        ("half \ud800", "half ⟨U+D800⟩"),
        ("tag \U000e0041", "tag ⟨U+E0041⟩"),
        ("soft\u00adhyphen", "soft⟨U+00AD⟩hyphen"),
        ("blank \u3164", "blank ⟨U+3164⟩"),
        ("none \ufffe", "none ⟨U+FFFE⟩"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text: str, safe: str) -> None:
    assert shown(text) == safe


@pytest.mark.parametrize(
    "text", ["Ångström", "Владимир", "漢字", "العربية", "می‌خواهم", "👨‍👩‍👧", "e\u0301", "a\u00a0b"]
)
def test_words_of_every_script_stay_as_they_are(text: str) -> None:
    assert shown(text) == text


def test_a_long_text_ends_in_an_ellipsis_within_the_limit() -> None:
    assert shown("x" * 300) == "x" * 199 + "…"
    assert shown("abcdef", 4) == "abc…"
    assert shown("abc def", 5) == "abc…"
    assert shown("abcd", 4) == "abcd"


def test_the_cut_does_not_part_a_letter_from_its_accent() -> None:
    assert shown("ae\u0301xyz", 3) == "a…"


@given(st.text(st.characters(codec=None)), st.integers(1, 50))
def test_the_result_is_short_and_holds_nothing_invisible(text: str, limit: int) -> None:
    result = shown(text, limit)
    assert len(result) <= limit
    assert all(
        unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        and unicodedata.bidirectional(character)
        not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for character in result
    )


@given(st.text())
def test_showing_twice_is_the_same_as_showing_once(text: str) -> None:
    assert shown(shown(text)) == shown(text)
