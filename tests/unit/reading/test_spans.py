from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.spans import OVERLAY_LIMIT, SpanIndex
from desktop_app.model.identity import derived_uid
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span, joined

SCALES = st.sampled_from([1, 100, 1500, 20_000])
"""Small numbers times a scale: short, long and very long spans come up, and many that start or end together."""
SPANS = st.builds(
    lambda start, length, scale: Span(start * scale, (start + length) * scale),
    st.integers(0, 30),
    st.integers(1, 9),
    SCALES,
)
ANNOTATIONS = st.lists(
    st.tuples(
        st.lists(SPANS, min_size=1, max_size=3),
        st.sampled_from(["t1", "t2", "t3"]),
        st.sampled_from(["ann", "bob"]),
    ),
    max_size=25,
).map(lambda drawn: [annotation(number, *parts) for number, parts in enumerate(drawn)])


def annotation(number: int, parts: list[Span], tag: str = "t1", annotator: str = "ann") -> Annotation:
    pieces = joined(parts)
    return Annotation(
        derived_uid("annotation", str(number)), "doc", annotator, tag, pieces, ("",) * len(pieces)
    )


@dataclass
class Model:
    """What the index should say, found by looking at everything."""

    annotations: list[Annotation] = field(default_factory=list)

    def marks(self) -> list[Mark]:
        rows = [
            Mark(span.start, span.end, item.tag_uid, item.annotator_uid, item.uid, len(item.spans) > 1)
            for item in self.annotations
            for span in item.spans
        ]
        return sorted(rows, key=lambda mark: (mark.start, -mark.end, mark.uid))

    def touching(self, start: int, end: int) -> list[Mark]:
        return [mark for mark in self.marks() if mark.start < end and mark.end > start]

    def stops(self, tag: str | None) -> list[Mark]:
        first = {item.uid: item.start for item in self.annotations}
        return [mark for mark in self.marks() if mark.start == first[mark.uid] and tag in (None, mark.tag)]


def packed(annotations: list[Annotation], *, last: bool = True) -> PackedSpans:
    return PackedSpans.of(annotations, cursor=None if last else (0, ""))


def check_all(index: SpanIndex, model: Model) -> None:
    marks = model.marks()
    assert len(index) == len(marks)
    places = sorted({place for mark in marks for place in (mark.start, mark.end)} | {0, 10**7})
    for start, end in [
        *pairwise(places),
        (0, 10**7),
        *((place, place + 1) for place in places),
    ]:
        assert list(index.window(start, end)) == model.touching(start, end)
    kinds = Counter((mark.tag, mark.annotator) for mark in marks)
    assert {kind: int(counts.sum()) for kind, counts in index.density([0, 10**8]).items()} == kinds


@settings(deadline=None)
@given(ANNOTATIONS)
def test_a_window_holds_what_touches_it_in_order(annotations: list[Annotation]) -> None:
    check_all(SpanIndex.of(packed(annotations)), Model(annotations))


@settings(deadline=None)
@given(ANNOTATIONS, st.lists(st.integers(1, 6), max_size=6), st.booleans())
def test_slices_make_the_same_index_in_any_order(
    annotations: list[Annotation], sizes: list[int], ordered: bool
) -> None:
    if ordered:
        annotations = sorted(annotations, key=lambda item: (item.start, item.uid))
    index = SpanIndex()
    rest = annotations
    for size in sizes:
        index.extend(packed(rest[:size], last=False))
        rest = rest[size:]
        assert not index.loaded
    index.extend(packed(rest))
    assert index.loaded
    check_all(index, Model(annotations))


@settings(deadline=None)
@given(ANNOTATIONS, st.data())
def test_adding_removing_and_merging_keep_the_index_right(
    annotations: list[Annotation], data: st.DataObject
) -> None:
    known = data.draw(st.integers(0, len(annotations)))
    index = SpanIndex.of(packed(annotations[:known]))
    model = Model(annotations[:known])
    fresh = annotations[known:]
    for action in data.draw(st.lists(st.sampled_from(["add", "remove", "merge", "retag"]), max_size=25)):
        if action == "add" and fresh:
            index.add(fresh[0])
            model.annotations.append(fresh.pop(0))
        elif action == "remove" and model.annotations:
            gone = model.annotations.pop(data.draw(st.integers(0, len(model.annotations) - 1)))
            index.remove(gone)
            fresh.append(gone)
        elif action == "retag" and model.annotations:
            place = data.draw(st.integers(0, len(model.annotations) - 1))
            old = model.annotations[place]
            new = Annotation(old.uid, "doc", "bob", "t4", old.spans, old.quotes)
            index.remove(old)
            index.add(new)
            model.annotations[place] = new
        elif action == "merge":
            index.merge()
    check_all(index, model)


@settings(deadline=None)
@given(ANNOTATIONS, st.data())
def test_what_changed_while_loading_is_neither_doubled_nor_brought_back(
    annotations: list[Annotation], data: st.DataObject
) -> None:
    annotations.sort(key=lambda item: (item.start, item.uid))
    split = data.draw(st.integers(0, len(annotations)))
    index = SpanIndex()
    index.extend(packed(annotations[:split], last=False))
    kept = []
    for item in annotations:
        fate = data.draw(st.sampled_from(["stays", "gone", "moved"]))
        moved = Annotation(item.uid, "doc", "bob", "t4", (Span(7, 19),), ("",))
        if fate != "stays":
            index.remove(item)
        if fate == "moved":
            index.add(moved)
        kept += {"stays": [item], "gone": [], "moved": [moved]}[fate]
    index.extend(packed(annotations[split:]))
    check_all(index, Model(kept))


@settings(deadline=None)
@given(ANNOTATIONS, st.integers(0, 25), st.sampled_from([None, "t1", "t2", "never"]))
def test_stepping_visits_every_annotation_once(
    annotations: list[Annotation], known: int, tag: str | None
) -> None:
    index = SpanIndex.of(packed(annotations[:known]))
    for item in annotations[known:]:
        index.add(item)
    stops = Model(annotations).stops(tag)
    forwards, backwards = [], []
    mark = index.following(0, tag=tag)
    while mark is not None:
        forwards.append(mark)
        mark = index.following(mark, tag=tag)
    mark = index.preceding(10**7, tag=tag)
    while mark is not None:
        backwards.append(mark)
        mark = index.preceding(mark, tag=tag)
    assert forwards == stops
    assert backwards == stops[::-1]


@settings(deadline=None)
@given(ANNOTATIONS, st.integers(0, 700))
def test_from_an_offset_the_neighbours_are_the_nearest(annotations: list[Annotation], offset: int) -> None:
    index = SpanIndex.of(packed(annotations))
    stops = Model(annotations).stops(None)
    assert index.following(offset) == next((mark for mark in stops if mark.start >= offset), None)
    assert index.preceding(offset) == next((mark for mark in stops[::-1] if mark.start < offset), None)


@settings(deadline=None)
@given(ANNOTATIONS.filter(bool), st.data())
def test_an_annotation_is_found_by_its_uid(annotations: list[Annotation], data: st.DataObject) -> None:
    index = SpanIndex.of(packed(annotations[::2]))
    for item in annotations[1::2]:
        index.add(item)
    chosen = data.draw(st.sampled_from(annotations))
    assert index.spans_of(chosen.uid) == [
        mark for mark in Model(annotations).marks() if mark.uid == chosen.uid
    ]
    assert index.following(chosen.uid) == index.following(index.spans_of(chosen.uid)[0])
    assert index.spans_of("f" * 32) == []
    assert index.following("f" * 32) is None


@settings(deadline=None)
@given(ANNOTATIONS, st.lists(st.integers(0, 10**6), max_size=12).map(sorted))
def test_density_counts_what_starts_between_the_edges_by_tag_and_annotator(
    annotations: list[Annotation], edges: list[int]
) -> None:
    index = SpanIndex.of(packed(annotations[::2]))
    for item in annotations[1::2]:
        index.add(item)
    found = {kind: counts.tolist() for kind, counts in index.density(edges).items()}
    expected: dict[tuple[str, str], list[int]] = {}
    for mark in Model(annotations).marks():
        for place, (first, last) in enumerate(pairwise(edges)):
            if first <= mark.start < last:
                counts = expected.setdefault((mark.tag, mark.annotator), [0] * (len(edges) - 1))
                counts[place] += 1
    assert found == expected


def test_what_is_not_there_cannot_be_removed_and_does_no_harm() -> None:
    index = SpanIndex.of(packed([annotation(1, [Span(5, 9)])]))
    index.remove(annotation(2, [Span(5, 9)]))
    index.remove(annotation(1, [Span(5, 10)]))
    assert len(index) == 1


def test_an_empty_index_answers() -> None:
    index = SpanIndex()
    assert len(index.window(0, 100)) == 0
    assert len(index.settled(0, 100)) == 0
    assert index.following(0) is None
    assert index.preceding(10) is None
    assert index.density([0, 10, 20]) == {}
    assert not index.merge()


def test_many_additions_are_merged_on_their_own() -> None:
    index = SpanIndex()
    annotations = [
        annotation(number, [Span(number * 3, number * 3 + 5)]) for number in range(OVERLAY_LIMIT * 2 + 10)
    ]
    for item in annotations:
        index.add(item)
    index.visited = 0
    assert list(index.window(300, 310)) == Model(annotations).touching(300, 310)
    assert index.visited < OVERLAY_LIMIT


def evenly(count: int, *, every: int, length: int) -> PackedSpans:
    start = np.arange(count, dtype=np.int32) * every
    uid = np.zeros((count, 16), np.uint8)
    uid[:, 8:] = np.arange(count, dtype=">u8").view(np.uint8).reshape(-1, 8)
    zeros = np.zeros(count, np.int16)
    return PackedSpans(
        start, start + np.int32(length), zeros, zeros, uid, zeros.astype(bool), ("t1",), ("ann",)
    )


@pytest.mark.parametrize("count", [1_000, 500_000])
def test_the_rows_looked_at_depend_on_the_window_and_not_on_the_document(count: int) -> None:
    index = SpanIndex.of(evenly(count, every=100, length=60))
    middle = count * 50
    assert len(index.window(middle, middle + 4_000)) == 40
    assert index.visited <= 41
    index.settled(middle, middle + 4_000)
    assert index.visited <= 42


def test_a_span_over_the_whole_document_does_not_slow_down_the_others() -> None:
    index = SpanIndex.of(evenly(100_000, every=100, length=60))
    index.add(annotation(1, [Span(0, 10_000_000)]))
    index.add(annotation(2, [Span(4_000_000, 4_050_000)]))
    index.merge()
    assert len(index.window(5_000_000, 5_004_000)) == 41
    assert index.visited <= 43
    assert len(index.window(4_010_000, 4_014_000)) == 42
