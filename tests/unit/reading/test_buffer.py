from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.gui.reading._cutting import LINE_BYTES, MARGIN_BYTES
from desktop_app.gui.reading.buffer import FIRST_BYTES, TextBuffer
from desktop_app.model.graphemes import boundaries
from tests.traps import TRAPS

PIECES = st.sampled_from(
    ["a", "word ", "\n", "\r\n", "\r", "é", "e\u0301", "中", "\U0001f600", "\u200d", "\U0001f1e9", "क्षि"]
)
TIMES = st.sampled_from([1, 1, 1, 2, 3, 700, 1400, 4095])
BUILT = st.lists(st.tuples(PIECES, TIMES), max_size=12)
"""Texts are drawn in short: as pieces and how often each is repeated."""
ANY = BUILT | st.text() | st.sampled_from(sorted(TRAPS))


def built(drawn: str | list[tuple[str, int]]) -> str:
    if isinstance(drawn, str):
        return TRAPS.get(drawn, drawn)
    return "".join(piece * times for piece, times in drawn)


def lines_of(buffer: TextBuffer) -> list[str]:
    lines = [""]
    for index in range(buffer.count):
        lines[-1] += buffer.text(index)
        if buffer.break_length(index):
            lines.append("")
    return lines


def check_against_the_string(buffer: TextBuffer, text: str) -> None:
    place = 0
    for index in range(buffer.count):
        segment = buffer.text(index)
        assert buffer.start(index) == place
        assert buffer.end(index) == place + len(segment)
        assert text[place : buffer.end(index)] == segment
        assert buffer.is_cut(index) == (buffer.break_length(index) == 0 and index < buffer.count - 1)
        assert buffer.is_continued(index) == (index > 0 and buffer.is_cut(index - 1))
        place = buffer.end(index) + buffer.break_length(index)
        assert text[buffer.end(index) : place] == "\n" * buffer.break_length(index)
    assert place == len(text) == buffer.length


@settings(deadline=None)
@given(ANY)
def test_lines_are_split_at_line_feeds_and_nowhere_else(drawn: str | list[tuple[str, int]]) -> None:
    text = built(drawn)
    buffer = TextBuffer(text.encode())
    assert lines_of(buffer) == text.split("\n")
    check_against_the_string(buffer, text)


@pytest.mark.parametrize("name", TRAPS)
def test_every_trap_keeps_its_offsets(name: str) -> None:
    check_against_the_string(TextBuffer(TRAPS[name].encode()), TRAPS[name])


@settings(deadline=None)
@given(ANY, st.data())
def test_a_slice_is_the_slice_of_the_string(drawn: str | list[tuple[str, int]], data: st.DataObject) -> None:
    text = built(drawn)
    buffer = TextBuffer(text.encode())
    start = data.draw(st.integers(-3, len(text) + 3))
    end = data.draw(st.integers(-3, len(text) + 3))
    first, last = max(start, 0), max(end, 0)
    assert buffer.slice(start, end) == text[first : max(first, last)]
    assert buffer.byte_range(first, last)[0] == len(text[:first].encode())


@settings(deadline=None)
@given(ANY, st.data())
def test_an_offset_is_in_the_segment_that_covers_it(
    drawn: str | list[tuple[str, int]], data: st.DataObject
) -> None:
    text = built(drawn)
    buffer = TextBuffer(text.encode())
    offset = data.draw(st.integers(0, len(text)))
    index = buffer.segment_at(offset)
    assert buffer.start(index) <= offset <= buffer.end(index)
    assert index == buffer.count - 1 or offset < buffer.start(index + 1)
    assert buffer.segment_at(-5) == 0
    assert buffer.segment_at(len(text) + 5) == buffer.count - 1


@settings(deadline=None)
@given(BUILT | st.sampled_from(sorted(TRAPS)))
def test_a_long_line_is_cut_between_grapheme_clusters(drawn: str | list[tuple[str, int]]) -> None:
    text = built(drawn)
    buffer = TextBuffer(text.encode())
    clusters = [text[first:last].encode() for first, last in pairwise([0, *boundaries(text)])]
    assume(max(map(len, clusters), default=0) <= MARGIN_BYTES)
    starts = {0}
    place = 0
    for line in text.split("\n"):
        starts.update(place + boundary for boundary in boundaries(line))
        place += len(line) + 1
        starts.add(place)
    for index in range(buffer.count):
        assert buffer.start(index) in starts
        assert not (
            buffer.is_cut(index)
            and buffer.text(index).endswith("\r")
            and buffer.text(index + 1).startswith("\n")
        )


@settings(deadline=None)
@given(BUILT)
def test_segments_are_as_short_as_a_line_may_be(drawn: str | list[tuple[str, int]]) -> None:
    text = built(drawn)
    buffer = TextBuffer(text.encode())
    for index in range(buffer.count):
        segment = buffer.text(index)
        one_cluster = len(list(boundaries(segment))) == 1
        assert len(segment.encode()) <= LINE_BYTES or one_cluster
        assert segment or buffer.break_length(index) or index == buffer.count - 1


def test_a_long_line_is_cut_after_a_blank_if_there_is_one() -> None:
    buffer = TextBuffer(b"word " * 5000)
    assert all(buffer.text(index).endswith(" ") for index in range(buffer.count))


def test_a_blank_with_a_mark_on_it_is_no_place_to_cut() -> None:
    text = ("x" * 4000 + " \u0301") * 3
    buffer = TextBuffer(text.encode())
    assert all(not buffer.text(index).startswith("\u0301") for index in range(buffer.count))


def test_a_cluster_without_end_is_cut_all_the_same() -> None:
    text = "a" + "\u0301" * 100_000
    buffer = TextBuffer(text.encode())
    assert "".join(buffer.text(index) for index in range(buffer.count)) == text
    assert max(len(buffer.text(index).encode()) for index in range(buffer.count)) <= LINE_BYTES + MARGIN_BYTES


@settings(max_examples=20, deadline=None)
@given(ANY, st.lists(st.integers(1, 60_000), max_size=8))
def test_indexing_in_parts_ends_at_the_same_segments(
    drawn: str | list[tuple[str, int]], budgets: list[int]
) -> None:
    text = built(drawn)
    data = (text * 3).encode()
    whole = TextBuffer(data)
    parts = TextBuffer.begin(data, first_bytes=1)
    before = parts.count - 1
    for budget in [*budgets, *[50_000] * (len(data) // 20_000 + 2)]:
        assert parts.index_more(budget) == (not parts.finished)
        assert parts.finished or parts.count > before
        before = parts.count
        assert parts.lengths().tolist() == whole.lengths(0, parts.count).tolist()
    assert parts.finished
    assert parts.count == whole.count
    assert parts.length == whole.length


def test_the_first_screen_is_there_before_the_rest_is_indexed() -> None:
    text = "".join(f"line {number} é\n" for number in range(60_000))
    buffer = TextBuffer.begin(text.encode())
    assert not buffer.finished
    assert FIRST_BYTES - LINE_BYTES < buffer.indexed_bytes <= FIRST_BYTES
    assert buffer.text(100) == "line 100 é"
    assert buffer.slice(buffer.length - 3, buffer.length + 100) == text[buffer.length - 3 : buffer.length]
    while buffer.index_more(1 << 18):
        pass
    assert buffer.count == 60_001
    check_against_the_string(buffer, text)


def test_one_endless_line_has_a_first_screen_too() -> None:
    buffer = TextBuffer.begin(b"x" * 3_000_000)
    assert 0 < buffer.length <= FIRST_BYTES
    assert buffer.is_cut(buffer.count - 1)


def test_chunks_of_a_megabyte_meet_without_a_seam() -> None:
    text = "".join(f"{'ж' * (number % 97)}{'x' * (number % 3000)}\r\n" for number in range(2500))
    assert len(text.encode()) > 3 << 20
    check_against_the_string(TextBuffer(text.encode()), text)


@settings(deadline=None)
@given(ANY)
def test_lengths_and_cuts_of_many_segments_are_those_of_each(drawn: str | list[tuple[str, int]]) -> None:
    text = built(drawn)
    buffer = TextBuffer(text.encode())
    everything = range(buffer.count)
    assert buffer.lengths().tolist() == [
        buffer.end(i) - buffer.start(i) + buffer.break_length(i) for i in everything
    ]
    assert buffer.cuts().tolist() == [buffer.is_cut(i) for i in everything]
    assert buffer.lengths(1, 3).tolist() == buffer.lengths().tolist()[1:3]
    assert buffer.cuts(1, 3).tolist() == buffer.cuts().tolist()[1:3]
    assert buffer.lengths().dtype == np.int32


def test_a_carriage_return_before_a_line_feed_is_not_painted_but_is_there() -> None:
    buffer = TextBuffer(b"one\r\ntwo\r\n\r\nlast\r")
    assert [buffer.text(index) for index in range(buffer.count)] == ["one\r", "two\r", "\r", "last\r"]
    assert [buffer.painted_length(index) for index in range(buffer.count)] == [3, 3, 0, 5]


@pytest.mark.parametrize("index", [-1, 3, 99])
def test_a_segment_that_is_not_there_is_an_index_error(index: int) -> None:
    buffer = TextBuffer(b"a\nb\nc")
    for question in (
        buffer.text,
        buffer.start,
        buffer.end,
        buffer.break_length,
        buffer.is_cut,
        buffer.painted_length,
    ):
        with pytest.raises(IndexError):
            question(index)
