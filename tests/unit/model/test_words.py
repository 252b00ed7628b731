from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.model.words import is_boundary, joins, sentence_at, snap, trim, words
from tests.traps import FAMILY, TRAPS

PIECES = [
    "word",
    "U.S.",
    "don't",
    " ",
    "\t",
    "\n",
    ".",
    ",",
    "-",
    "’",
    "e\u0301",
    "中",
    "ก็",
    "क्षि",
    "\u200d",
    "\u200b",
    "12",
    FAMILY,
    "(",
    "\u0600",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=40)
OFFSETS = st.integers(-2, 90)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


def sentences(text: str) -> list[str]:
    return [
        text[start:end] for start, end in sorted({sentence_at(text, offset) for offset in range(len(text))})
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the U.S.A. left.", ["The", "U.S.", "and", "the", "U.S.A.", "left", "."]),
        ("e.g. the D.C.-based", ["e.g.", "the", "D.C.", "-", "based"]),
        ("don't o’clock rock-’n’-roll", ["don't", "o’clock", "rock-’n’-roll"]),
        ("'quoted' l'État well‑known", ["'", "quoted", "'", "l'État", "well‑known"]),
        ("say--what - so", ["say", "-", "-", "what", "-", "so"]),
        ("3.5% of 10,000 at 12:30.", ["3.5", "%", "of", "10,000", "at", "12:30", "."]),
        ("www.example.org", ["www", ".", "example", ".", "org"]),
        ("snake_case", ["snake_case"]),
        ("中国政府 NATO カタカナ", ["中国", "政府", "NATO", "カタカナ"]),
        ("क्षि की 한국어", ["क्षि", "की", "한국어"]),
        ("مُحَمَّدٌ می\u200cخواهم", ["مُحَمَّدٌ", "می\u200cخواهم"]),
        (f"a {FAMILY}{FAMILY}!", ["a", FAMILY, FAMILY, "!"]),
        ("Donau\u00addampf", ["Donau\u00addampf"]),
        (" \u200b\t\ufeff ", []),
    ],
)
def test_words_are_what_a_reader_calls_so(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "drawn", "expected"),
    [
        ("German Chancellor Angela Merkel", (9, 29), "Chancellor Angela Merkel"),
        ("the U.S. said", (5, 6), "U.S."),
        ("one two three", (3, 8), "two"),
        ("one two three", (2, 5), "one two"),
        ("said Merkel, who", (6, 11), "Merkel"),
        ("said Merkel, who", (6, 12), "Merkel,"),
        ("don't stop", (1, 2), "don't"),
        ("北京政府说", (1, 3), "北京政府"),
        (f"my {FAMILY} is", (4, 5), FAMILY),
        ("tab\tand nbsp\u00a0here", (9, 14), "nbsp\u00a0here"),
        ("line one\r\nline two", (6, 12), "one\r\nline"),
    ],
)
def test_a_sloppy_drag_ends_up_on_whole_words(text: str, drawn: tuple[int, int], expected: str) -> None:
    start, end = snap(text, *drawn)
    assert text[start:end] == expected


@pytest.mark.parametrize("drawn", [(3, 4), (4, 4), (1, 1), (5, 2)])
def test_a_drag_over_nothing_but_blanks_is_empty(drawn: tuple[int, int]) -> None:
    start, end = snap("one \u200b two", *drawn)
    assert start == end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a b \r\n", "a b"),
        ("\r\n\r\na", "a"),
        (" \u0301x ", " \u0301x"),
        ("\ufeffa\u200b", "a"),
        ("a \u200d", "a \u200d"),
    ],
)
def test_outer_blanks_are_trimmed_unless_something_leans_on_them(text: str, expected: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == expected


@settings(deadline=None)
@given(TEXTS, OFFSETS, OFFSETS)
def test_a_snapped_span_covers_what_was_drawn_and_stays_when_snapped_again(
    text: str, start: int, end: int
) -> None:
    first, last = snap(text, start, end)
    assert 0 <= first <= last <= len(text)
    if first < last:
        drawn = trim(text, max(start, 0), min(end, len(text)))
        assert first <= drawn[0]
        assert drawn[1] <= last
        assert is_boundary(text, first)
        assert is_boundary(text, last)
        assert trim(text, first, last) == (first, last)
        assert snap(text, first, last) == (first, last)


@settings(deadline=None)
@given(TEXTS)
def test_words_stand_in_order_and_leave_out_only_blanks(text: str) -> None:
    place = 0
    for start, end in words(text):
        assert trim(text, place, start) == (place, place)
        assert start < end
        place = end
    assert trim(text, place, len(text)) == (place, place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        (
            "Dr. Smith met Mr. J. Doe on Jan. 5. Then they left.",
            ["Dr. Smith met Mr. J. Doe on Jan. 5.", "Then they left."],
        ),
        ("Am 5. November kam sie. Dann nicht.", ["Am 5. November kam sie.", "Dann nicht."]),
        ("“Is it so?” he asked. Yes.", ["“Is it so?” he asked.", "Yes."]),
        ("He said: “No.” Then he left.", ["He said: “No.”", "Then he left."]),
        ("Pi is 3.14 here. So.", ["Pi is 3.14 here.", "So."]),
        ("他来了。好的！你呢？", ["他来了。", "好的！", "你呢？"]),
        ("  padded.  ", ["padded."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@settings(deadline=None)
@given(TEXTS, OFFSETS)
def test_the_sentence_at_an_offset_is_part_of_the_text_without_outer_blanks(text: str, offset: int) -> None:
    start, end = sentence_at(text, offset)
    assert 0 <= start <= end <= len(text)
    assert trim(text, start, end) == (start, end)


@pytest.mark.parametrize("name", TRAPS)
def test_every_trap_can_be_asked_anywhere(name: str) -> None:
    text = TRAPS[name][:400]
    for offset in range(0, len(text) + 1, 3):
        first, last = snap(text, offset, offset + 2)
        assert first == last or (is_boundary(text, first) and is_boundary(text, last))
        assert sentence_at(text, offset)[0] <= max(offset, sentence_at(text, 0)[0])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a", "b", True),
        ("a", "\u0301", True),
        (" ", "\u0301", True),
        ("a", " ", False),
        ("中", "国", False),
        ("カ", "タ", True),
        ("タ", "ー", True),
        ("シ", "T", False),
        ("1", "a", True),
        ("-", "a", False),
    ],
)
def test_letters_join_and_ideographs_do_not(before: str, after: str, expected: bool) -> None:
    assert joins(before, after) is expected


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "x'",
        "x.",
        "1,",
        "x-",
        "-",
        ".",
        "'",
        "\u0301",
        "\u200d",
        "\U0001f1e9",
        "x ",
        "中",
        "a\u00ad",
        "! ",
        "?”",
    ],
)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    text = piece * 40_000
    began = time.thread_time()
    snap(text, len(text) // 2, len(text) // 2 + 1)
    sentence_at(text, len(text))
    assert time.thread_time() - began < 2
