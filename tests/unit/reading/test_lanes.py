from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.gui.reading.lanes import DEEPER, LANE_LIMIT, assign, assign_again, assign_groups, assign_on
from desktop_app.gui.reading.marks import Mark, Window
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.model.identity import derived_uid
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span

SCALES = st.sampled_from([1, 1, 100, 1500, 20_000])
SPANS = st.lists(
    st.builds(
        lambda start, length, scale: Span(start * scale, (start + length) * scale),
        st.integers(0, 40),
        st.integers(1, 9),
        SCALES,
    ),
    max_size=40,
)


def window_of(*spans: tuple[int, int]) -> Window:
    marks = [
        Mark(start, end, "t", "a", derived_uid(str(number)), False)
        for number, (start, end) in enumerate(spans)
    ]
    return Window.of(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.uid)))


def length_class(mark: Mark) -> int:
    return (mark.end - mark.start > 4096) + (mark.end - mark.start > 65536)


def plainly(window: Window, limit: int) -> list[int]:
    """The same rule, said as simply as can be."""
    marks = list(window)
    lanes: dict[int, int] = {}
    order = sorted(range(len(marks)), key=lambda row: (-length_class(marks[row]), row))
    for row in order:
        taken = {
            lanes[other]
            for other in lanes
            if marks[other].start < marks[row].end and marks[row].start < marks[other].end
        }
        lanes[row] = next((lane for lane in range(limit) if lane not in taken), DEEPER)
    return [lanes[row] for row in range(len(marks))]


@settings(deadline=None)
@given(SPANS, st.integers(1, 5))
def test_each_span_takes_the_lowest_lane_that_is_free(spans: list[Span], limit: int) -> None:
    window = window_of(*((span.start, span.end) for span in spans))
    assert assign(window, limit) == plainly(window, limit)


PLACES = st.tuples(st.integers(0, 120), st.integers(1, 9), st.sampled_from([1, 1, 1, 3, 2000]))


@settings(deadline=None)
@given(
    st.lists(PLACES, max_size=60),
    st.lists(PLACES, max_size=3),
    st.sets(st.integers(0, 59), max_size=3),
    st.data(),
)
def test_lanes_are_the_same_when_they_are_worked_out_from_those_before_an_edit_or_of_the_page_before(
    there: list[tuple[int, int, int]],
    more: list[tuple[int, int, int]],
    gone: set[int],
    data: st.DataObject,
) -> None:
    spans = [(start, start + length * scale) for start, length, scale in there]
    after = [span for number, span in enumerate(spans) if number not in gone]
    after += [(start, start + length * scale) for start, length, scale in more]
    low, high = data.draw(st.integers(0, 60)), data.draw(st.integers(40, 130))
    window = window_of(*(span for span in after if low <= span[0] < high))
    first, stop = data.draw(st.sampled_from([(0, 130), (20, 130), (0, 70), (30, 80)]))
    before = window_of(*(span for span in spans if first <= span[0] < stop))
    assert assign_again(window, 4, before, np.array(assign(before), np.int64)) == assign(window)


@settings(deadline=None)
@given(st.lists(PLACES, max_size=60), st.integers(0, 130))
def test_lanes_go_on_behind_any_place_from_those_in_front_of_it(
    there: list[tuple[int, int, int]], place: int
) -> None:
    window = window_of(*((start, start + min(length * scale, 400)) for start, length, scale in there))
    lanes = np.array(assign(window), np.int64)
    before, behind = (some.nonzero()[0] for some in (window.rows.start < place, window.rows.end > place))
    front, rest = window.taken(before), window.taken(behind)
    found = assign_on(rest, LANE_LIMIT, place, front, np.array(assign(front), np.int64))
    assert found == lanes[behind].tolist()


def test_lanes_do_not_go_on_from_a_page_that_is_not_the_one_before() -> None:
    page, other = window_of((0, 20), (10, 30), (22, 40)), window_of((2, 4))
    assert assign_on(page, LANE_LIMIT, 21, other, np.array([0])) is None


@settings(deadline=None)
@given(SPANS)
def test_no_two_spans_of_a_lane_overlap(spans: list[Span]) -> None:
    window = window_of(*((span.start, span.end) for span in spans))
    lanes = assign(window)
    for lane in range(LANE_LIMIT):
        stretches = sorted((mark.start, mark.end) for row, mark in enumerate(window) if lanes[row] == lane)
        assert all(first[1] <= second[0] for first, second in pairwise(stretches))


@settings(deadline=None)
@given(SPANS, st.integers(0, 40), st.integers(1, 30), SCALES, st.integers(0, 40))
def test_lanes_are_the_same_whatever_part_of_the_text_is_shown(
    spans: list[Span], start: int, length: int, scale: int, known: int
) -> None:
    annotations = [
        Annotation(derived_uid(str(number)), "d", "a", "t", (span,), ("",))
        for number, span in enumerate(spans)
    ]
    index = SpanIndex.of(PackedSpans.of(annotations[:known]))
    for annotation in annotations[known:]:
        index.add(annotation)
    everything = index.window(0, 10**7)
    whole = dict(zip(everything.uid, assign(everything), strict=True))
    part = index.settled(start * scale, (start + length) * scale)
    lanes = dict(zip(part.uid, assign(part), strict=True))
    shown = index.window(start * scale, (start + length) * scale).uid
    assert {uid: lanes[uid] for uid in shown} == {uid: whole[uid] for uid in shown}


@settings(deadline=None)
@given(SPANS.filter(bool), st.integers(0, 40))
def test_a_new_span_changes_no_lane_of_those_that_start_before_it_can(spans: list[Span], known: int) -> None:
    annotations = [
        Annotation(derived_uid(str(number)), "d", "a", "t", (span,), ("",))
        for number, span in enumerate(spans)
    ]
    *others, new = annotations
    index = SpanIndex.of(PackedSpans.of(others[:known]))
    for annotation in others[known:]:
        index.add(annotation)
    everything = index.window(0, 10**7)
    before = dict(zip(everything.uid, assign(everything), strict=True))
    first = index.affected_from(new.start, new.end)
    index.add(new)
    assert index.affected_from(new.start, new.end) == first
    everything = index.window(0, 10**7)
    after = dict(zip(everything.uid, assign(everything), strict=True))
    early = {mark.uid for mark in everything if mark.start < first}
    assert {uid: after[uid] for uid in early} == {uid: before[uid] for uid in early}
    assert first <= new.start


def test_nested_and_overlapping_spans_lie_under_each_other() -> None:
    assert assign(window_of((0, 100), (10, 20), (15, 30), (25, 40))) == [0, 1, 2, 1]


def test_neighbours_that_touch_share_a_lane() -> None:
    assert assign(window_of((0, 10), (10, 20), (20, 21))) == [0, 0, 0]


def test_the_fifth_of_five_has_no_lane() -> None:
    assert assign(window_of((0, 10), (1, 9), (2, 8), (3, 7), (4, 6))) == [0, 1, 2, 3, DEEPER]


def test_an_empty_window_needs_no_lane() -> None:
    assert assign(window_of()) == []


def test_without_a_break_over_many_spans_neighbouring_windows_still_agree() -> None:
    spans = [(place * 10, place * 10 + 95) for place in range(3_000)]
    annotations = [
        Annotation(derived_uid(str(number)), "d", "a", "t", (Span(*span),), ("",))
        for number, span in enumerate(spans)
    ]
    index = SpanIndex.of(PackedSpans.of(annotations))
    first = index.settled(20_000, 20_500)
    second = index.settled(20_030, 20_530)
    shared = set(first.uid) & set(second.uid)
    one, other = (dict(zip(window.uid, assign(window, 20), strict=True)) for window in (first, second))
    assert {uid: one[uid] for uid in shared} == {uid: other[uid] for uid in shared}
    assert index.visited < 2_000


def by_annotator(*spans: tuple[int, int, str]) -> Window:
    marks = [
        Mark(start, end, "t", who, derived_uid(str(number)), False)
        for number, (start, end, who) in enumerate(spans)
    ]
    return Window.of(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.uid)))


def test_each_group_of_lanes_is_filled_as_if_its_annotator_were_alone() -> None:
    window = by_annotator((0, 9, "ann"), (1, 8, "bob"), (2, 7, "ann"), (3, 6, "ann"), (4, 5, "cleo"))
    assert assign_groups(window, ["ann", "bob"], 2).tolist() == [0, 2, 1, DEEPER, DEEPER]
    assert assign_groups(window, ["bob", "ann"], 2).tolist() == [2, 0, 3, DEEPER, DEEPER]
    assert assign_groups(window, [], 4).tolist() == [0, 1, 2, 3, DEEPER]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from("abcd")), max_size=30),
    st.permutations(["a", "b", "c"]),
    st.integers(1, 4),
)
def test_groups_do_not_depend_on_each_other(
    drawn: list[tuple[int, int, str]], groups: list[str], limit: int
) -> None:
    window = by_annotator(*((start, start + length, who) for start, length, who in drawn))
    together = assign_groups(window, groups, limit)
    for number, who in enumerate(groups):
        rows = window.made_by(frozenset({who}))
        alone = [
            lane if lane == DEEPER else lane + number * limit for lane in assign(window.taken(rows), limit)
        ]
        assert together[rows].tolist() == alone
    assert all(together[~window.made_by(frozenset(groups))] == DEEPER)
