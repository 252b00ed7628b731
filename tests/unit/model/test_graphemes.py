from __future__ import annotations

import sys
import time
from itertools import pairwise

import pytest
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.model.graphemes import (
    boundaries,
    is_boundary,
    next_boundary,
    previous_boundary,
    snap_to_graphemes,
    surely_boundary,
)
from tests.traps import FAMILY, FLAGS, TRAPS

PARTS = [
    *["a", "1", " ", "\r", "\n", "中", "\u0301", "\u00ad", "\u200c", "\u200d", "\u200e", "\uff9e"],
    *["\U0001f469", "\U0001f3fd", "\u2764", "\ufe0f", "\U0001f1e9", "\U0001f1ea"],
    *["क", "\u094d", "\u093f", "\u0600", "\u0d4e", "\u1100", "\u1161", "\u11a8", "가", "각", "ำ", "ก"],
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(max_size=30)


def clusters(text: str) -> list[str]:
    return [text[first:last] for first, last in pairwise([0, *boundaries(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "e\u0301",
        FAMILY,
        FLAGS[:2],
        "\U0001f44d\U0001f3fd",
        "क्षि",
        "ก็",
        "\r\n",
        "\u1112\u1161\u11ab",
        "1\ufe0f\u20e3",
        "न्\u200dत",
    ],
)
def test_what_a_reader_takes_for_one_character_is_one_cluster(text: str) -> None:
    assert clusters(text) == [text]
    assert not any(is_boundary(text, offset) for offset in range(1, len(text)))
    assert is_boundary(text, 0)
    assert is_boundary(text, len(text))


@settings(deadline=None)
@given(TEXTS)
def test_clusters_are_those_of_the_unicode_rules(text: str) -> None:
    # The library ties a consonant to a virama whatever is in front of it, the rules only if that is a consonant too.
    assume(regex.search(r"\p{RI}[\p{GCB=Extend}\u200d]*\u094d[\p{GCB=Extend}\u200d]*\p{L}", text) is None)
    assert clusters(text) == regex.findall(r"\X", text)


@settings(deadline=None)
@given(TEXTS)
def test_single_questions_agree_with_the_whole_list(text: str) -> None:
    ends = {0, *boundaries(text)}
    assert {offset for offset in range(-2, len(text) + 3) if is_boundary(text, offset)} == ends
    for offset in range(len(text) + 1):
        assert next_boundary(text, offset) == min((end for end in ends if end > offset), default=len(text))
        assert previous_boundary(text, offset) == max((end for end in ends if end < offset), default=0)


@settings(deadline=None)
@given(TEXTS, st.integers(-2, 32), st.integers(-2, 32))
def test_snapping_goes_outwards_and_no_further_than_needed(text: str, start: int, end: int) -> None:
    ends = [0, *boundaries(text)]
    first, last = snap_to_graphemes(text, start, end)
    start = min(max(start, 0), len(text))
    assert first == max(place for place in ends if place <= start)
    if end <= start:
        assert last == first
    else:
        assert last == min(place for place in ends if place >= min(end, len(text)))


@settings(deadline=None)
@given(TEXTS)
def test_a_sure_boundary_is_one(text: str) -> None:
    ends = set(boundaries(text))
    for offset in range(1, len(text)):
        assert not surely_boundary(text[offset - 1], text[offset]) or offset in ends


def test_no_character_that_joins_others_is_taken_for_a_sure_boundary() -> None:
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode + 1)]))
    joining = regex.findall(
        r"[\p{GCB=Prepend}\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}\p{GCB=L}\p{GCB=V}\p{GCB=T}\p{GCB=RI}]",
        everything,
    )
    assert len(joining) > 2000
    assert [
        hex(ord(char)) for char in joining if surely_boundary("a", char) or surely_boundary(char, "é")
    ] == []
    assert not surely_boundary("\r", "\n")
    assert surely_boundary("\n", "\r")


@pytest.mark.parametrize("name", TRAPS)
def test_every_trap_falls_into_clusters_that_make_it_up(name: str) -> None:
    assert "".join(clusters(TRAPS[name])) == TRAPS[name]


@pytest.mark.parametrize("char", ["\U0001f1e9", "\u0301", "\U0001f469\u200d", "क्", "\u1100", "\u0600", "x"])
def test_time_grows_with_the_text_and_not_with_its_square(char: str) -> None:
    began = time.thread_time()
    assert sum(1 for _ in boundaries(char * 50_000)) > 0
    snap_to_graphemes(char * 50_000, 49_000, 49_001)
    assert time.thread_time() - began < 2
