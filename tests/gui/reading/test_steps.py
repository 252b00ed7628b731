"""Steps by character, word, sentence and paragraph over whole documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.steps import Steps
from desktop_app.model.graphemes import is_boundary
from desktop_app.model.span import Span
from desktop_app.model.words import snap
from tests.traps import TRAPS

SHORT = [(name, text) for name, text in TRAPS.items() if len(text) < 500]
TEXTS = st.text(st.sampled_from("ab.’-é\u0301 \t\n\r中\U0001f468\u200dا"), max_size=40)
WORDS = st.lists(
    st.sampled_from(["ab", "e\u0301", "中", "-", "don't", "\U0001f468", " ", "\n", "\r\n"]), max_size=20
)


def steps_of(text: str) -> Steps:
    return Steps(TextBuffer(text.encode()))


@pytest.mark.parametrize(("name", "text"), SHORT)
def test_characters_forwards_are_characters_backwards(name: str, text: str) -> None:
    steps = steps_of(text)
    forwards = [0]
    while forwards[-1] < len(text):
        forwards.append(steps.next_character(forwards[-1]))
    backwards = [len(text)]
    while backwards[-1] > 0:
        backwards.append(steps.previous_character(backwards[-1]))
    assert forwards == backwards[::-1]


@pytest.mark.parametrize(("name", "text"), SHORT)
def test_every_step_ends_at_a_boundary_that_a_reader_sees(name: str, text: str) -> None:
    steps = steps_of(text)
    offset = 0
    while offset < len(text):
        offset = steps.next_character(offset)
        # A line can begin with a mark that would lean on the line break before.
        assert is_boundary(text, offset) or text[offset - 1] == "\n"


def test_a_line_break_of_two_characters_is_one_step() -> None:
    steps = steps_of("a\r\nb")
    assert steps.next_character(1) == 3
    assert steps.previous_character(3) == 1
    assert steps.next_character(2) == 3


@given(TEXTS.filter(lambda text: "\n" not in text), st.integers(0, 40), st.integers(0, 40))
def test_a_sloppy_stretch_of_one_line_grows_as_the_model_says(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = snap(text, start, end)
    assert steps_of(text).by_words(start, end) == (Span(first, last) if first < last else None)


@given(WORDS.map("".join), st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_over_lines_grows_to_words_at_both_ends(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    span = steps_of(text).by_words(start, end)
    if span is None:
        assert not text[start:end].strip()
    else:
        assert span.start < end
        assert span.end > start
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        assert steps_of(text).by_words(span.start, span.end) == span


@given(TEXTS, st.integers(0, 40))
def test_words_lie_before_and_behind_every_place(text: str, offset: int) -> None:
    steps, offset = steps_of(text), min(offset, len(text))
    assert 0 <= steps.previous_word(offset) <= offset <= steps.next_word(offset) <= len(text)
    assert 0 <= steps.previous_word_end(offset) <= offset <= steps.next_word_end(offset) <= len(text)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_by_characters_cuts_no_cluster(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    span = steps_of(text).by_characters(start, end)
    if start == end:
        assert span is None
    else:
        assert span is not None
        assert span.start <= start
        assert end <= span.end <= len(text)
        assert steps_of(text).by_characters(span.start, span.end) == span


def test_words_sentences_and_paragraphs_are_found_around_a_place() -> None:
    text = "First words. Dr. Who came at 5 p.m. again.\n\nNext one."
    steps = steps_of(text)
    at = text.index("came")
    assert steps.word_around(at) == Span(at, at + 4)
    sentence = steps.sentence_around(at)
    assert sentence is not None
    assert text[sentence.start : sentence.end] == "Dr. Who came at 5 p.m. again."
    assert steps.paragraph_around(at) == Span(0, text.index("\n"))
    assert steps.paragraph_around(text.index("\n\n") + 1) is None
    assert steps.word_around(text.index("\n\n") + 1) is None


def test_a_sentence_goes_on_over_the_cut_of_a_long_line() -> None:
    text = "word " * 1000 + "end."
    buffer = TextBuffer(text.encode())
    assert buffer.count > 1
    span = Steps(buffer).sentence_around(buffer.start(1) - 3)
    assert span == Span(0, len(text))


@given(TEXTS, st.integers(0, 40))
def test_sentences_begin_before_and_behind_every_place(text: str, offset: int) -> None:
    steps, offset = steps_of(text), min(offset, len(text))
    following, before = steps.next_sentence(offset), steps.previous_sentence(offset)
    assert 0 <= before <= offset <= following <= len(text)
    assert before < offset or offset == 0
    assert following > offset or offset == len(text)


@pytest.mark.parametrize(("name", "text"), list(TRAPS.items()))
def test_going_on_and_back_by_words_and_sentences_ends_no_further(name: str, text: str) -> None:
    steps = steps_of(text)
    offset = 0
    for _turn in range(60):
        assert steps.previous_word(steps.next_word(offset)) <= offset or offset == len(text)
        assert steps.previous_sentence(steps.next_sentence(offset)) <= offset or offset == len(text)
        assert is_boundary(text, steps.next_sentence(offset)) or text[steps.next_sentence(offset) - 1] == "\n"
        offset = steps.next_character(offset)


def test_sentences_are_gone_through_from_line_to_line() -> None:
    text = "First words. Dr. Who came.\n\n“Next one.” The last"
    steps = steps_of(text)
    starts = [0]
    while starts[-1] < len(text):
        starts.append(steps.next_sentence(starts[-1]))
    assert [text[start:][:5] for start in starts] == ["First", "Dr. W", "“Next", "The l", ""]
    back = [starts[-1]]
    while back[-1]:
        back.append(steps.previous_sentence(back[-1]))
    assert back == starts[::-1]


def test_a_sentence_without_end_is_left_in_steps_of_bounded_size() -> None:
    text = "word " * 20_000
    steps = steps_of(text)
    stop = steps.next_sentence(10)
    assert 10 < stop < len(text)
    assert steps.previous_sentence(stop) <= 10
