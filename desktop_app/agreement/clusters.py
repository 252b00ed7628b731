"""What annotators see alike and what not, passage by passage: the cases that an adjudicator decides.

A case holds the units that the alignment pairs, over all pairs of annotators, and those without a partner that overlap
one of them under the same label: one passage that somebody else marked in two pieces is one case.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

import msgspec

from desktop_app.agreement.alignment import align_layers
from desktop_app.agreement.study import Coding, Study
from desktop_app.agreement.units import Range, Unit, overlap_of


class Difference(StrEnum):
    """How annotators differ in a case, from nothing to everything; GOLD: there is gold of which no source is left.

    SLOT: the passages agree, but not what fills one of their slots.
    """

    NONE = "agreed"
    VALUES = "attribute"
    LABEL = "label"
    BOUNDARY = "boundary"
    BOTH = "label and boundary"
    SPLIT = "split"
    MISSING = "missing"
    SLOT = "slot"
    GOLD = "gold alone"


class Item(NamedTuple):
    """One annotation of an annotator: passages, label, and its values in a form that can be compared."""

    ranges: tuple[Range, ...]
    label: str
    uid: str
    annotator: str
    values: str = ""


class Case(msgspec.Struct, frozen=True, gc=False):
    """Items that belong together, in order; `missing` are the annotators who have none.

    Cases of a document are compared by `digest`, which is worked out each time.
    """

    items: tuple[Item, ...]
    missing: tuple[str, ...]
    difference: Difference

    @property
    def digest(self) -> str:
        """Changes whenever anything does: whom it concerns, where they marked, how, and with which values."""
        said = [[item.annotator, item.ranges, item.label, item.values] for item in self.items]
        return hashlib.sha256(json.dumps([said, self.missing], ensure_ascii=False).encode()).hexdigest()

    @property
    def start(self) -> int:
        """The first code point of all items."""
        return self.items[0].ranges[0][0]

    @property
    def end(self) -> int:
        """The code point behind the last of all items."""
        return max(item.ranges[-1][1] for item in self.items)


def cases(layers: Mapping[str, Sequence[Item]]) -> tuple[Case, ...]:
    """The cases of a document, by start, the longer first. `layers` has everybody who is compared, even with nothing.

    The order of annotators and of their items makes no difference.
    """
    found, tangled = list[Case](), {name: list[Item]() for name in sorted(layers)}
    for group in _touching(sorted(item for layer in layers.values() for item in layer)):
        if _is_plain(group):
            found.append(_case(group, tangled))
        else:
            for item in group:
                tangled[item.annotator].append(item)
    found += _untangled(tangled)
    return tuple(sorted(found, key=lambda case: (case.start, -case.end, case.items)))


def _touching(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items, given by their start, in groups between which nothing reaches."""
    group, reach = list[Item](), 0
    for item in items:
        if group and item.ranges[0][0] >= reach:
            yield group
            group = []
        group.append(item)
        reach = max(reach, item.ranges[-1][1])
    if group:
        yield group


def _is_plain(group: Sequence[Item]) -> bool:
    """Whether each is somebody else's and has a part in common with every other: then nothing else can be paired."""
    if len(group) == 1:
        return True
    return (
        len({item.annotator for item in group}) == len(group)
        and all(len(item.ranges) == 1 for item in group)
        and group[-1].ranges[0][0] < min(item.ranges[0][1] for item in group)
    )


def _untangled(layers: Mapping[str, Sequence[Item]]) -> list[Case]:
    """The cases of items that touch each other in many ways."""
    items = [item for layer in layers.values() for item in layer]
    if not items:
        return []
    groups = _Groups(len(items))
    alone = set(range(len(items)))
    alike = _alike(items, len(layers))
    for one, other in (*_joined(alike.values()), *_pairs(items, layers, alike.keys())):
        groups.join(one, other)
        alone.discard(one)
        alone.discard(other)
    for one, other in _pieces(items, alone):
        groups.join(one, other)
    return [_case(sorted(items[place] for place in group), layers) for group in groups.all()]


def stretches(pages: Iterable[Sequence[Item]]) -> Iterator[list[Item]]:
    """The items of pages in the order of the text, cut only where nothing reaches across: each has its own cases."""
    waiting, reach = list[Item](), 0
    for page in pages:
        waiting += page
        cut = 0
        for place in range(len(waiting) - len(page), len(waiting)):
            if waiting[place].ranges[0][0] >= reach:
                cut = place
            reach = max(reach, waiting[place].ranges[-1][1])
        yield waiting[:cut]
        waiting = waiting[cut:]
    yield waiting


_Said = tuple[tuple[Range, ...], str]
"""Passages and label."""


def _alike(items: Sequence[Item], people: int) -> dict[_Said, list[int]]:
    """What everybody marked alike, with the first place where each did. The alignment would pair these before all."""
    found: dict[_Said, dict[str, int]] = {}
    for place, item in enumerate(items):
        found.setdefault((item.ranges, item.label), {}).setdefault(item.annotator, place)
    return {said: [*places.values()] for said, places in found.items() if len(places) == people > 1}


def _joined(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Each of a group with its first."""
    for first, *others in groups:
        for other in others:
            yield first, other


def _pairs(
    items: Sequence[Item], annotators: Iterable[str], alike: Container[_Said]
) -> Iterator[tuple[int, int]]:
    """The places of items that the alignment pairs, over all pairs of annotators, without those that are `alike`."""
    places: dict[str, list[int]] = {name: [] for name in annotators}
    for place, item in enumerate(items):
        if (item.ranges, item.label) not in alike:
            places[item.annotator].append(place)
    units = {
        name: [Unit(items[place].ranges, items[place].label) for place in mine]
        for name, mine in places.items()
    }
    end = max((item.end for layer in units.values() for item in layer), default=0)
    study = Study([Coding("", end, units)], [*units])
    for one, other in study.pairs():
        found = align_layers(study.layers[one], study.layers[other])
        for mine, theirs in zip(found.one.tolist(), found.other.tolist(), strict=True):
            yield places[one][mine], places[other][theirs]


def _pieces(items: Sequence[Item], alone: set[int]) -> Iterator[tuple[int, int]]:
    """The places of items without a partner, and of those of others that overlap them under the same label."""
    if not alone:
        return
    order = sorted(range(len(items)), key=lambda place: items[place].ranges)
    starts = [items[place].ranges[0][0] for place in order]
    reach = list(accumulate((items[place].ranges[-1][1] for place in order), max))
    for one in alone:
        item = items[one]
        first = bisect_right(reach, item.ranges[0][0])
        for other in order[first : bisect_left(starts, item.ranges[-1][1])]:
            beside = items[other]
            if (
                beside.label == item.label
                and beside.annotator != item.annotator
                and overlap_of(beside.ranges, item.ranges)
            ):
                yield one, other


class _Groups:
    """Numbers in groups that grow together."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        parent = self._parent
        # Most are with each other already, by way of a third.
        if parent[one] != parent[other]:
            parent[self._root(one)] = self._root(other)

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self._root(number), []).append(number)
        return list(found.values())


def _case(items: Sequence[Item], annotators: Iterable[str]) -> Case:
    present = {item.annotator for item in items}
    missing = tuple(sorted(set(annotators) - present))
    return Case(tuple(items), missing, _difference(items, missing))


def _difference(items: Sequence[Item], missing: Sequence[str]) -> Difference:
    extents, labels = {item.ranges for item in items}, {item.label for item in items}
    if len({item.annotator for item in items}) < len(items):
        return Difference.SPLIT
    if missing:
        return Difference.MISSING
    if len(extents) == 1 == len(labels):
        return Difference.NONE if len({item.values for item in items}) == 1 else Difference.VALUES
    if len(extents) == 1:
        return Difference.LABEL
    return Difference.BOUNDARY if len(labels) == 1 else Difference.BOTH
