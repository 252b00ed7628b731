from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.gui.reading.heights import BLOCK, HeightMap, estimate

HEIGHTS = st.lists(st.integers(0, 5_000), max_size=60)
TIMES = st.sampled_from([1, 2, 9, 60])
"""Heights are drawn in short: a list, and how often it is repeated, so that several blocks come up."""


def check_sums(heights: HeightMap, model: list[int]) -> None:
    tops = [0, *accumulate(model)]
    assert len(heights) == len(model)
    assert heights.total == tops[-1]
    step = max(len(model) // 40, 1)
    for index in {*range(0, len(model), step), *(range(len(model))[-3:])}:
        assert heights.top(index) == tops[index]
        assert heights.height(index) == model[index]
    assert heights.top(len(model)) == tops[-1]


@settings(deadline=None)
@given(HEIGHTS, TIMES)
def test_tops_are_sums_of_what_lies_above(drawn: list[int], times: int) -> None:
    check_sums(HeightMap(drawn * times), drawn * times)


@settings(deadline=None)
@given(HEIGHTS.filter(any), TIMES, st.data())
def test_a_height_is_in_the_segment_that_covers_it(drawn: list[int], times: int, data: st.DataObject) -> None:
    heights = HeightMap(drawn * times)
    y = data.draw(st.integers(0, heights.total - 1))
    index, within = heights.locate(y)
    assert heights.top(index) + within == y
    assert 0 <= within < heights.height(index)


@settings(deadline=None)
@given(HEIGHTS.filter(any), st.integers(1, 10_000))
def test_heights_beside_the_text_are_moved_to_its_edges(drawn: list[int], beside: int) -> None:
    heights = HeightMap(drawn)
    assert heights.locate(-beside) == heights.locate(0)
    assert heights.locate(heights.total + beside) == heights.locate(heights.total - 1)


@settings(deadline=None)
@given(HEIGHTS, TIMES, st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 90_000)), max_size=20))
def test_a_height_that_is_set_moves_everything_below(
    drawn: list[int], times: int, changes: list[tuple[int, int]]
) -> None:
    model = drawn * times
    heights = HeightMap(model)
    for place, height in changes if model else []:
        index = place % len(model)
        assert heights.set(index, height) == height - model[index]
        model[index] = height
    check_sums(heights, model)


@settings(deadline=None)
@given(st.lists(st.tuples(HEIGHTS, TIMES), max_size=6))
def test_segments_can_be_added_behind(parts: list[tuple[list[int], int]]) -> None:
    heights = HeightMap()
    model: list[int] = []
    for drawn, times in parts:
        heights.extend(np.array(drawn * times, np.int32))
        model += drawn * times
        check_sums(heights, model)


def test_what_was_set_stays_when_segments_are_added() -> None:
    heights = HeightMap([10] * (BLOCK + 3))
    heights.set(BLOCK + 1, 99)
    heights.extend([10] * BLOCK * 5)
    assert heights.height(BLOCK + 1) == 99
    assert heights.total == 10 * (BLOCK * 6 + 3) + 89


def test_a_rebuild_forgets_what_was_set() -> None:
    heights = HeightMap([10] * 100)
    heights.set(50, 500)
    heights.rebuild([20] * 80)
    check_sums(heights, [20] * 80)


def test_an_empty_map_has_no_height() -> None:
    heights = HeightMap()
    assert (heights.total, heights.locate(17), heights.top(0)) == (0, (0, 0), 0)


def test_fifty_megabytes_of_lines_do_not_overflow() -> None:
    heights = HeightMap(np.full(800_000, 40_000, np.int32))
    assert heights.total == 32_000_000_000
    assert heights.locate(31_999_999_999) == (799_999, 39_999)
    assert heights.top(700_000) == 28_000_000_000


def test_estimates_grow_with_the_lines_that_the_text_will_take() -> None:
    lengths = np.array([0, 1, 70, 71, 140, 141], np.int32)
    assert estimate(lengths, columns=70, pitch=30, gap=10).tolist() == [40, 40, 40, 70, 70, 100]


def test_no_gap_follows_a_segment_whose_line_goes_on() -> None:
    cuts = np.array([True, False])
    assert estimate(np.array([10, 10], np.int32), columns=70, pitch=30, gap=10, cuts=cuts).tolist() == [
        30,
        40,
    ]


@pytest.mark.parametrize("index", [-1, 5, 1000])
def test_a_segment_that_is_not_there_is_an_index_error(index: int) -> None:
    heights = HeightMap([1, 2, 3, 4])
    for question in (heights.height, heights.top, lambda place: heights.set(place, 3)):
        with pytest.raises(IndexError):
            question(index)
