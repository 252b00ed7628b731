from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.search import STRETCH, Hunt, Match, Survey, Wanted, find, matches
from desktop_app.model.words import joins
from tests.traps import TRAPS

LETTERS = "aAbB sSßẞİiıΣσςﬁé\u0301\n\U0001f600中"
TEXTS = st.text(LETTERS, max_size=60)
WANTED = st.builds(Wanted, st.text(LETTERS, min_size=1, max_size=4), st.booleans(), st.booleans())


def plainly(text: str, wanted: Wanted) -> list[Match]:
    """All matches, found by comparing every stretch."""
    fold = str if wanted.match_case else str.casefold
    found = []
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 3 * len(wanted.text)) + 1):
            inside = (start > 0 and joins(text[start - 1], text[start])) or (
                end < len(text) and joins(text[end - 1], text[end])
            )
            if fold(text[start:end]) == fold(wanted.text) and not (wanted.whole_words and inside):
                found.append(Match(start, end))
    return found


def surveyed(buffer: TextBuffer, wanted: Wanted, *, stretch: int = STRETCH, limit: int = 10_000) -> Survey:
    survey = Survey(buffer, wanted, stretch=stretch, limit=limit)
    while survey.step():
        pass
    return survey


def hunted(buffer: TextBuffer, wanted: Wanted, offset: int, *, stretch: int, backwards: bool = False) -> Hunt:
    hunt = Hunt(buffer, wanted, offset, stretch=stretch, backwards=backwards)
    while hunt.step():
        pass
    return hunt


@settings(deadline=None)
@given(TEXTS, WANTED)
def test_matches_are_where_the_text_says_so(text: str, wanted: Wanted) -> None:
    assert list(matches(text, wanted)) == plainly(text, wanted)


@settings(deadline=None)
@given(TEXTS, WANTED, st.integers(1, 9), st.integers(0, 65), st.booleans())
def test_a_hunt_finds_the_nearest_match_and_goes_round(
    text: str, wanted: Wanted, stretch: int, offset: int, backwards: bool
) -> None:
    hunt = hunted(TextBuffer(text.encode()), wanted, offset, stretch=stretch, backwards=backwards)
    found = plainly(text, wanted)
    if backwards:
        near = [match for match in found if match.start < offset][-1:]
        far = [match for match in found if match.start >= offset][-1:]
    else:
        near = [match for match in found if match.start >= offset][:1]
        far = [match for match in found if match.start < offset][:1]
    assert hunt.found == next(iter(near + far), None)
    assert hunt.wrapped == (not near)


@settings(deadline=None)
@given(TEXTS, WANTED, st.integers(1, 9), st.integers(1, 12))
def test_a_survey_counts_what_does_not_overlap_up_to_its_limit(
    text: str, wanted: Wanted, stretch: int, limit: int
) -> None:
    expected: list[Match] = []
    for match in plainly(text, wanted):
        if not expected or match.start >= expected[-1].end:
            expected.append(match)
    survey = surveyed(TextBuffer(text.encode()), wanted, stretch=stretch, limit=limit)
    assert survey.matches == expected[:limit]
    assert survey.complete == (len(expected) <= limit)


@pytest.mark.parametrize("name", TRAPS)
def test_what_stands_in_a_trap_is_found_where_it_stands(name: str) -> None:
    text = TRAPS[name]
    buffer = TextBuffer(text.encode())
    for start in sorted({0, len(text) // 3, max(len(text) - 5, 0)}):
        wanted = Wanted(text[start : start + 4], match_case=True)
        if wanted.text:
            assert find(buffer, wanted, start) == (start, start + len(wanted.text))
            folded = find(buffer, Wanted(wanted.text), start)
            assert folded is not None
            assert folded.start == start


def test_case_that_folds_to_more_letters_keeps_offsets_right() -> None:
    buffer = TextBuffer("İİİ Straße STRASSE strasse".encode())
    assert surveyed(buffer, Wanted("strasse")).matches == [(4, 10), (11, 18), (19, 26)]
    assert surveyed(buffer, Wanted("STRAẞE")).matches == [(4, 10), (11, 18), (19, 26)]
    assert surveyed(buffer, Wanted("s", whole_words=False)).matches[0] == (4, 5)


def test_half_of_a_folded_letter_is_no_match() -> None:
    assert find(TextBuffer("ß".encode()), Wanted("s"), 0) is None


def test_whole_words_are_whole() -> None:
    buffer = TextBuffer("cat concatenate Cat. cat\u0301 中国 国会".encode())
    assert surveyed(buffer, Wanted("cat", whole_words=True)).matches == [(0, 3), (16, 19)]
    assert surveyed(buffer, Wanted("国", whole_words=True)).matches == [(27, 28), (29, 30)]


def test_nothing_is_found_for_nothing() -> None:
    buffer = TextBuffer(b"text")
    assert find(buffer, Wanted(""), 0) is None
    survey = surveyed(buffer, Wanted(""))
    assert (survey.matches, survey.complete) == ([], True)


def test_a_match_across_cuts_and_line_breaks_is_found() -> None:
    text = "x" * 4_094 + "needle" + "x" * 4_000 + "\nlast\nline"
    buffer = TextBuffer(text.encode())
    assert find(buffer, Wanted("needle"), 0) == (4_094, 4_100)
    assert find(buffer, Wanted("last\nline"), 0) == (len(text) - 9, len(text))


def test_the_search_indexes_what_it_needs() -> None:
    text = "line of text\n" * 100_000 + "the needle"
    for backwards in (False, True):
        buffer = TextBuffer.begin(text.encode())
        assert not buffer.finished
        assert find(buffer, Wanted("needle"), 100, backwards=backwards) == (len(text) - 6, len(text))
    buffer = TextBuffer.begin(text.encode())
    assert len(surveyed(buffer, Wanted("needle")).matches) == 1


@pytest.mark.parametrize(
    ("text", "needle"), [("a" * 2_000_000, "a" * 1000 + "b"), ("ß" * 400_000, "sb"), ("a" * 400_000, "a")]
)
@pytest.mark.parametrize("whole_words", [False, True])
def test_a_step_is_short_whatever_is_looked_for(text: str, needle: str, whole_words: bool) -> None:
    buffer, wanted = TextBuffer(text.encode()), Wanted(needle, whole_words=whole_words)
    # The same steps three times over: what a step costs is the least of it, the rest is the machine's.
    rounds = [step_costs(Hunt(buffer, wanted, len(text)).step) for _round in range(3)]
    longest = max(map(min, zip(*rounds, strict=True)))
    # A slow or busy machine counts as slowly as it searches: to a million takes most of the 50 ms that a step may.
    assert longest < 3 * min(step_costs(count_to_a_million)[0] for _round in range(3))


def count_to_a_million() -> bool:
    return sum(1 for _number in range(1_000_000)) == 0


def step_costs(step: Callable[[], bool]) -> list[float]:
    """Seconds of this thread's processor time, step by step."""
    costs, more = [], True
    while more:
        began = time.thread_time()
        more = step()
        costs.append(time.thread_time() - began)
    return costs
