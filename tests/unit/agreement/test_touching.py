"""Cases of items that touch in few ways, found without the alignment, are those that the alignment gives."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.agreement.alignment import align
from desktop_app.agreement.clusters import Case, Item, cases, stretches
from desktop_app.agreement.units import Unit, overlap_of

PLACES = st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from("xy"))
LAYERS = st.lists(st.lists(PLACES, max_size=6, unique=True), min_size=2, max_size=4)


def layers_of(drawn: list[list[tuple[int, int, str]]]) -> dict[str, list[Item]]:
    return {
        str(who): sorted(
            Item(((start, start + size),), label, f"{who}-{number}", str(who))
            for number, (start, size, label) in enumerate(marks)
        )
        for who, marks in enumerate(drawn)
    }


def groups(layers: dict[str, list[Item]]) -> set[frozenset[str]]:
    """What belongs together: what is paired, and what has no partner with what it shares text and label with."""
    joined = {item.uid: {item.uid} for layer in layers.values() for item in layer}
    everything = [item for layer in layers.values() for item in layer]

    def join(one: Item, other: Item) -> None:
        both = joined[one.uid] | joined[other.uid]
        joined.update(dict.fromkeys(both, both))

    for one, other in combinations(layers.values(), 2):
        found = align(
            [Unit(item.ranges, item.label) for item in one], [Unit(item.ranges, item.label) for item in other]
        )
        for mine, theirs in zip(found.one.tolist(), found.other.tolist(), strict=True):
            join(one[mine], other[theirs])
    for item in [item for item in everything if joined[item.uid] == {item.uid}]:
        for beside in everything:
            if (
                beside.annotator != item.annotator
                and beside.label == item.label
                and overlap_of(item.ranges, beside.ranges)
            ):
                join(item, beside)
    return {frozenset(uids) for uids in joined.values()}


@given(LAYERS)
def test_what_is_plain_is_grouped_as_the_alignment_would(drawn: list[list[tuple[int, int, str]]]) -> None:
    layers = layers_of(drawn)
    found = {frozenset(item.uid for item in case.items) for case in cases(layers)}
    assert found == groups(layers)


@given(LAYERS, st.integers(1, 7))
def test_stretches_have_the_cases_of_the_whole(drawn: list[list[tuple[int, int, str]]], size: int) -> None:
    layers = layers_of(drawn)
    order = sorted(
        (item for layer in layers.values() for item in layer), key=lambda item: (item.ranges, item.uid)
    )
    pages = [order[first : first + size] for first in range(0, len(order), size)]
    found: list[Case] = []
    for some in stretches(pages):
        found += cases({who: [item for item in some if item.annotator == who] for who in layers})
    assert tuple(found) == cases(layers)
