from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.agreement.alignment import COMPONENT_LIMIT, Kind, align, align_layers
from desktop_app.agreement.assignment import assign
from desktop_app.agreement.metrics.span_f1 import (
    NONE,
    Counts,
    Scheme,
    by_label,
    confusion,
    counts_of,
    span_f1,
)
from desktop_app.agreement.study import Coding, Layer, Study
from desktop_app.agreement.units import Unit, overlap_of, unit

Worth = tuple[int, int, int, int, int]


@st.composite
def units(draw: st.DrawFn) -> Unit:
    edges = sorted(draw(st.sets(st.integers(0, 24), min_size=2, max_size=4)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return Unit(tuple(pairs), draw(st.sampled_from("AB")))


LAYERS = st.lists(units(), max_size=5)


def best_worth(one: Sequence[Unit], other: Sequence[Unit]) -> Worth:
    """The best of all pairings, by trying every one."""
    mine, theirs = [*dict.fromkeys(one)], [*dict.fromkeys(other)]

    def best(place: int, used: frozenset[int], worth: Worth) -> Worth:
        if place == len(mine):
            return worth
        found = [best(place + 1, used, worth)]
        for beside, item in enumerate(theirs):
            shared = overlap_of(mine[place].ranges, item.ranges)
            if beside not in used and shared:
                found.append(best(place + 1, used | {beside}, added(worth, mine[place], item)))
        return max(found)

    return best(0, frozenset(), (0, 0, 0, 0, 0))


def added(worth: Worth, one: Unit, other: Unit) -> Worth:
    extent, label = one.ranges == other.ranges, one.label == other.label
    kind = 0 if extent and label else 1 if extent else 2 if label else 3
    same, relabelled, moved, both, shared = worth
    return (
        same + (kind == 0),
        relabelled + (kind == 1),
        moved + (kind == 2),
        both + (kind == 3),
        shared + overlap_of(one.ranges, other.ranges),
    )


def worth_of(one: Sequence[Unit], other: Sequence[Unit]) -> Worth:
    worth: Worth = (0, 0, 0, 0, 0)
    found = align(one, other)
    for mine, theirs, kind in zip(found.one, found.other, found.kind, strict=True):
        worth = added(worth, one[mine], other[theirs])
        assert kind == worth_kind(one[mine], other[theirs])
    return worth


def worth_kind(one: Unit, other: Unit) -> Kind:
    if one.ranges == other.ranges:
        return Kind.SAME if one.label == other.label else Kind.LABEL
    return Kind.BOUNDARY if one.label == other.label else Kind.BOTH


@settings(max_examples=300)
@given(LAYERS, LAYERS)
def test_no_other_pairing_is_better(one: list[Unit], other: list[Unit]) -> None:
    assert worth_of(one, other) == best_worth(one, other)


def laid_out(one: list[Unit], other: list[Unit]) -> tuple[Study, Layer, Layer]:
    study = Study([Coding("", 30, {"one": one, "other": other})], ["one", "other"])
    return study, study.layers["one"], study.layers["other"]


@given(LAYERS, LAYERS, st.randoms())
def test_neither_order_nor_who_is_first_changes_a_count(
    one: list[Unit], other: list[Unit], chance: Random
) -> None:
    mixed = chance.sample(one, len(one)), chance.sample(other, len(other))
    for scheme in Scheme:
        counts = span_f1(one, other, scheme)
        assert span_f1(*mixed, scheme) == counts
        turned = span_f1(other, one, scheme)
        assert turned == Counts(counts.cor, counts.inc, counts.par, counts.spu, counts.mis)
        assert turned.f1 == counts.f1


@given(LAYERS, LAYERS)
def test_every_unit_is_paired_or_left_alone_once(one: list[Unit], other: list[Unit]) -> None:
    found = align(one, other)
    assert sorted([*found.one, *found.only_one]) == sorted({one.index(item) for item in one})
    assert sorted([*found.other, *found.only_other]) == sorted({other.index(item) for item in other})
    assert found.doubles == len(one) - len(set(one)) + len(other) - len(set(other))


@given(LAYERS, LAYERS)
def test_a_label_counts_as_if_there_were_no_others(one: list[Unit], other: list[Unit]) -> None:
    study, mine, theirs = laid_out(one, other)
    rows = by_label(len(study.labels), mine, theirs, align_layers(mine, theirs))
    for label, row in zip(study.labels, rows, strict=True):
        first, second = ([item for item in layer if item.label == label] for layer in (one, other))
        for scheme in Scheme:
            assert counts_of(row, scheme) == span_f1(first, second, scheme)


@given(LAYERS, LAYERS)
def test_a_confusion_matrix_holds_every_unit_once(one: list[Unit], other: list[Unit]) -> None:
    study, mine, theirs = laid_out(one, other)
    table = confusion(study.labels, mine, theirs, align_layers(mine, theirs))
    assert sum(number for (label, _beside), number in table.items() if label != NONE) == len(set(one))
    assert sum(number for (_label, beside), number in table.items() if beside != NONE) == len(set(other))


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
def test_an_assignment_is_the_best_there_is(weights: list[list[int]]) -> None:
    from itertools import permutations

    rows, columns = len(weights), len(weights[0])
    if rows <= columns:
        best = max(
            sum(weights[row][column] for row, column in enumerate(chosen))
            for chosen in permutations(range(columns), rows)
        )
    else:
        best = max(
            sum(weights[row][column] for column, row in enumerate(chosen))
            for chosen in permutations(range(rows), columns)
        )
    found = assign(weights)
    assert sum(weights[row][column] for row, column in found) == best
    assert (
        len({row for row, _column in found}) == len({column for _row, column in found}) == min(rows, columns)
    )


def test_an_equal_unit_later_in_the_list_is_not_lost_to_an_earlier_overlap() -> None:
    one, other = [unit(0, 10, "A")], [unit(2, 8, "B"), unit(0, 10, "A")]
    found = align(one, other)
    assert [*found.one, *found.other, *found.kind] == [0, 1, Kind.SAME]


def test_a_group_that_is_too_large_is_paired_all_the_same_and_told() -> None:
    count_ = COMPONENT_LIMIT + 1
    one = [unit(place, 10_000 + place, "A") for place in range(count_)]
    other = [unit(place, 20_000 + place, "A") for place in range(count_)]
    found = align(one, other)
    assert found.approximate == 1
    assert len(found.one) == count_
