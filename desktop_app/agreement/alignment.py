"""Which unit of one annotator answers to which of another: the one pairing that all scores are counted from.

Of all one-to-one pairings within a document, the one with the most pairs of equal extent and label; of these the one
with the most of equal extent; then the most that overlap under the same label; then the most that overlap at all; then
the one that shares the most code points. The number of pairs of every kind depends neither on the order of the units
nor on who is called first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from desktop_app.agreement.assignment import assign
from desktop_app.agreement.study import Coding, Ints, Layer, Study
from desktop_app.agreement.units import Range, Unit, overlap_of

COMPONENT_LIMIT = 100
"""Groups of overlapping units with more than this on both sides are paired greedily, kind by kind."""


class Kind(IntEnum):
    """How alike the units of a pair are, the best first."""

    SAME = 1
    LABEL = 2
    BOUNDARY = 3
    BOTH = 4


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs as rows of two layers with their `kind`, in order of the first; rows of either layer without a partner.

    `alike` are rows of the first layer that differ from a partner of their own label by the boundary alone, when the
    units of each label are paired without the others. `doubles` counts units that repeated another of their layer and
    were left out. `approximate` counts groups that were too large for the best pairing: there another pairing may share
    more.
    """

    one: Ints
    other: Ints
    kind: Ints
    only_one: Ints
    only_other: Ints
    alike: Ints
    doubles: int = 0
    approximate: int = 0


def align(one: Sequence[Unit], other: Sequence[Unit]) -> Alignment:
    """Pair the units that two annotators made in a document; rows are places in these lists."""
    end = max((item.end for item in (*one, *other)), default=0)
    study = Study([Coding("", end, {"one": one, "other": other})], ["one", "other"])
    return align_layers(study.layers["one"], study.layers["other"])


def align_layers(one: Layer, other: Layer) -> Alignment:
    """Pair the units of two layers of a study, all documents at once."""
    labels = int(max(one.label.max(initial=0), other.label.max(initial=0))) + 1
    keys, rows = np.unique(one.extent * labels + one.label, return_index=True)
    others, other_rows = np.unique(other.extent * labels + other.label, return_index=True)
    _same, first, second = np.intersect1d(keys, others, assume_unique=True, return_indices=True)
    left, right = np.delete(rows, first), np.delete(other_rows, second)
    edges = _edges(one, other, left, right)
    found, approximate = _pairing(edges)
    pairs = np.concatenate(
        [np.stack([rows[first], other_rows[second], np.full(len(first), Kind.SAME)]), found], axis=1
    )
    pairs = pairs[:, np.argsort(pairs[0], kind="stable")]
    mine, theirs, kind = pairs
    return Alignment(
        mine,
        theirs,
        kind,
        only_one=np.setdiff1d(left, found[0], assume_unique=True),
        only_other=np.setdiff1d(right, found[1], assume_unique=True),
        # Equal units have equal labels, so what is left over is the same with and without the other labels.
        alike=_pairing(edges[:, edges[2] == Kind.BOUNDARY])[0][0],
        doubles=len(one) - len(rows) + len(other) - len(other_rows),
        approximate=approximate,
    )


class _Edge(NamedTuple):
    one: int
    other: int
    kind: int
    shared: int


def _edges(one: Layer, other: Layer, left: Ints, right: Ints) -> Ints:
    """All pairs of these rows that share a code point: four rows with row, other row, kind, and how many they share."""
    right = right[np.argsort(other.start[right], kind="stable")]
    reach = np.maximum.accumulate(other.end[right])
    first = np.searchsorted(reach, one.start[left], "right")
    stop = np.maximum(np.searchsorted(other.start[right], one.end[left], "left"), first)
    counts = stop - first
    mine = np.repeat(left, counts)
    within = np.arange(len(mine)) - np.repeat(np.cumsum(counts) - counts, counts)
    theirs = right[np.repeat(first, counts) + within] if len(mine) else np.zeros(0, np.int64)
    shared = np.minimum(one.end[mine], other.end[theirs]) - np.maximum(one.start[mine], other.start[theirs])
    _correct_for_gaps(one, other, mine, theirs, shared)
    kept = shared > 0
    mine, theirs, shared = mine[kept], theirs[kept], shared[kept]
    alike = one.label[mine] == other.label[theirs]
    kind = np.where(
        one.extent[mine] == other.extent[theirs], Kind.LABEL, np.where(alike, Kind.BOUNDARY, Kind.BOTH)
    )
    return np.stack([mine, theirs, kind, shared])


def _correct_for_gaps(one: Layer, other: Layer, mine: Ints, theirs: Ints, shared: Ints) -> None:
    """Envelopes may overlap where passages do not."""
    if not (one.ranges or other.ranges):
        return
    several = np.isin(mine, [*one.ranges]) | np.isin(theirs, [*other.ranges])
    for place in np.flatnonzero(several).tolist():
        shared[place] = overlap_of(_ranges(one, int(mine[place])), _ranges(other, int(theirs[place])))


def _ranges(layer: Layer, row: int) -> tuple[Range, ...]:
    return layer.ranges.get(row) or ((int(layer.start[row]), int(layer.end[row])),)


def _pairing(edges: Ints) -> tuple[Ints, int]:
    """The best pairs (row, other row, kind) among the edges, and how many groups were too large to be sure."""
    lone = _alone(edges[0]) & _alone(edges[1])
    chosen = [edges[:3, lone]]
    approximate = 0
    for group in _components([_Edge(*edge) for edge in edges[:, ~lone].T.tolist()]):
        best, exact = _best(group)
        chosen.append(np.array([edge[:3] for edge in best], np.int64).reshape(-1, 3).T)
        approximate += not exact
    return np.concatenate(chosen, axis=1), approximate


def _alone(rows: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of the numbers occur once."""
    _values, places, counts = np.unique(rows, return_inverse=True, return_counts=True)
    return np.asarray(counts[places] == 1)


def _components(edges: list[_Edge]) -> Iterator[list[_Edge]]:
    """The edges in groups that have no unit in common. Rows of the second layer are told apart as negative numbers."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge in edges:
        parent[root(edge.one)] = root(~edge.other)
    groups: dict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[root(edge.one)].append(edge)
    yield from groups.values()


def _best(edges: list[_Edge]) -> tuple[list[_Edge], bool]:
    """The best pairing within a component, and whether it is surely the best."""
    ones = sorted({edge.one for edge in edges})
    others = sorted({edge.other for edge in edges})
    if min(len(ones), len(others)) > COMPONENT_LIMIT:
        return _greedy(edges), False
    step = sum(edge.shared for edge in edges) + 1
    most = min(len(ones), len(others)) + 1
    worth = {Kind.LABEL: step * most * most, Kind.BOUNDARY: step * most, Kind.BOTH: step}
    row = {place: number for number, place in enumerate(ones)}
    column = {place: number for number, place in enumerate(others)}
    weights = [[0] * len(others) for _place in ones]
    known: dict[tuple[int, int], _Edge] = {}
    for edge in edges:
        at = row[edge.one], column[edge.other]
        weights[at[0]][at[1]] = worth[Kind(edge.kind)] + edge.shared
        known[at] = edge
    return [known[at] for at in assign(weights) if at in known], True


def _greedy(edges: list[_Edge]) -> list[_Edge]:
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for edge in sorted(edges, key=lambda edge: (edge.kind, -edge.shared, edge.one, edge.other)):
        if edge.one not in taken[0] and edge.other not in taken[1]:
            chosen.append(edge)
            taken[0].add(edge.one)
            taken[1].add(edge.other)
    return chosen
