"""What is compared: the units that annotators made, and what a comparison of them comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

Range = tuple[int, int]


class Unit(NamedTuple):
    """One annotation: its label, and its passages as sorted, disjoint (start, end) in code points, end-exclusive."""

    ranges: tuple[Range, ...]
    label: str

    @property
    def start(self) -> int:
        """Its first code point."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.ranges[-1][1]


class UnitLink(NamedTuple):
    """That something fills a slot of the unit at the place `source` of a layer.

    `target` is the place of a unit of the same layer, or tells what else it is.
    """

    source: int
    slot: str
    target: int | str


class SlotName(NamedTuple):
    """A slot: the label of the units that have it ('' for all of them), and what it is called."""

    label: str
    name: str


NO_SLOTS: Mapping[str, SlotName] = MappingProxyType({})


def unit(start: int, end: int, label: str) -> Unit:
    """A unit of one passage."""
    return Unit(((start, end),), label)


def overlap_of(one: Sequence[Range], other: Sequence[Range]) -> int:
    """How many code points two sorted lists of disjoint ranges have in common."""
    total = here = there = 0
    while here < len(one) and there < len(other):
        (start, end), (first, last) = one[here], other[there]
        total += max(min(end, last) - max(start, first), 0)
        if end <= last:
            here += 1
        else:
            there += 1
    return total


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A measure of agreement.

    `value` is None where it is undefined, and then `reason` says why. `n` counts the `unit`s that it rests on.
    `observed` and `expected` are agreement, or disagreement for alpha, None where it has none.
    """

    value: float | None
    unit: str
    n: int
    reason: str = ""
    observed: float | None = None
    expected: float | None = None
