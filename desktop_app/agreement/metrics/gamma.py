"""Gamma (Mathet, Widlöcher and Métivier 2015) of two annotators: how much better their units fit than random ones.

A pair of units costs `alpha` times the square of (differences of starts and ends / both lengths), plus `beta` where
labels differ; a unit without partner costs 1. The disorder of a text is the cheapest sum over all pairings, divided by
the mean number of units. Gamma is 1 - disorder / mean disorder of random texts of the same statistics. Discontinuous
units count with their envelope. The drawing of random texts is that of pygamma-agreement's statistical sampler.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from statistics import fmean, pstdev

from desktop_app.agreement.assignment import assign
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.units import Coefficient, Unit
from desktop_app.base.i18n import N_, _

KEY = "gamma"
TITLE = N_("Gamma")
UNIT = N_("passages")

SAMPLES = 30
COMPONENT_LIMIT = 100
_SCALE = 1 << 40
_SHORTEST = 1e-6

Stretch = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Costs:
    """What a difference of place and one of label weigh."""

    alpha: float = 1.0
    beta: float = 1.0


DEFAULT_COSTS = Costs()


def disorder(one: Sequence[Unit], other: Sequence[Unit], costs: Costs = DEFAULT_COSTS) -> float | None:
    """The disorder of two layers; None where there are no units."""
    return _disorder(_stretches(one), _stretches(other), costs)


def _stretches(layer: Iterable[Unit]) -> list[Stretch]:
    return sorted((item.start, item.end, item.label) for item in layer)


def _disorder(one: Sequence[Stretch], other: Sequence[Stretch], costs: Costs) -> float | None:
    count = len(one) + len(other)
    if not count:
        return None
    saved = sum(_saving(group) for group in _groups(one, other, costs))
    return (count - saved) / (count / 2)


def gamma(
    texts: Sequence[tuple[Sequence[Unit], Sequence[Unit]]],
    *,
    costs: Costs = DEFAULT_COSTS,
    samples: int = SAMPLES,
    seed: int = 0,
    go_on: Callable[[int], bool] = lambda _done: True,
) -> Coefficient:
    """Gamma of the two layers of each of several texts; a text counts as much as it has units.

    `go_on` is asked after each sample, with how many are done: False gives up.
    """
    layers = [(_stretches(one), _stretches(other)) for one, other in texts if one or other]
    n = sum(len(one) + len(other) for one, other in layers)
    if not n:
        return Coefficient(None, UNIT, 0, _("There is nothing that was coded."))
    observed = _mean_disorder(layers, costs)
    chance, draws = Random(seed), list[float]()
    statistics = [_Statistics.of(pair) for pair in layers]
    for done in range(samples):
        draws.append(_mean_disorder([(item.draw(chance), item.draw(chance)) for item in statistics], costs))
        if not go_on(done + 1):
            return Coefficient(None, UNIT, n, _("It was stopped."), observed)
    expected = fmean(draws)
    if not expected:
        return Coefficient(None, UNIT, n, _("Random units would agree as well."), observed, expected)
    return Coefficient(1 - observed / expected, UNIT, n, "", observed, expected)


def _mean_disorder(layers: Sequence[tuple[list[Stretch], list[Stretch]]], costs: Costs) -> float:
    """The disorder of several texts, each weighted by its units; 0 where there are none at all."""
    sizes = [len(one) + len(other) for one, other in layers]
    total = sum(sizes)
    if not total:
        return 0.0
    return (
        sum(
            size * (_disorder(one, other, costs) or 0.0)
            for size, (one, other) in zip(sizes, layers, strict=True)
        )
        / total
    )


def measure(study: Study) -> Iterator[Measure]:
    """For each pair, over all labels; with the number of samples, their seed and the weights."""
    parts = {
        "alpha": DEFAULT_COSTS.alpha,
        "beta": DEFAULT_COSTS.beta,
        "samples": float(SAMPLES),
        "seed": 0.0,
    }
    for one, other in study.pairs():
        texts = [
            (coding.layers[one], coding.layers[other])
            for coding in study.codings
            if one in coding.layers and other in coding.layers
        ]
        yield Measure(KEY, gamma(texts), len(texts), (one, other), parts=parts)


_Edges = dict[tuple[int, int], float]


def _groups(one: Sequence[Stretch], other: Sequence[Stretch], costs: Costs) -> list[_Edges]:
    """What each useful pair saves against leaving both alone, in groups that have no unit in common.

    A pair is worth having while it costs less than 2, so only while its starts are near to each other.
    """
    reach = (2 / costs.alpha) ** 0.5 if costs.alpha else float("inf")
    longest = max((end - start for start, end, _label in other), default=0.0)
    starts = [start for start, _end, _label in other]
    groups = _Groups()
    for place, (start, end, label) in enumerate(one):
        window = reach * (end - start + longest)
        for beside in range(bisect_left(starts, start - window), bisect_right(starts, start + window)):
            first, last, theirs = other[beside]
            apart = (abs(start - first) + abs(end - last)) / (end - start + last - first)
            saved = 2 - costs.alpha * apart * apart - (costs.beta if label != theirs else 0.0)
            if saved > 0:
                groups.add(place, beside, saved)
    return groups.all()


class _Groups:
    """Pairs, sorted into groups that share no unit, as they come."""

    def __init__(self) -> None:
        self._edges: _Edges = {}
        self._parent: dict[int, int] = {}

    def add(self, place: int, beside: int, saved: float) -> None:
        self._edges[place, beside] = saved
        self._parent[self._root(place)] = self._root(-1 - beside)

    def _root(self, node: int) -> int:
        parent = self._parent
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def all(self) -> list[_Edges]:
        found: dict[int, _Edges] = {}
        for (place, beside), saved in self._edges.items():
            found.setdefault(self._root(place), {})[place, beside] = saved
        return list(found.values())


def _saving(edges: _Edges) -> float:
    """The most that the pairs of a group can save."""
    if len(edges) == 1:
        return next(iter(edges.values()))
    ones = sorted({one for one, _other in edges})
    others = sorted({other for _one, other in edges})
    if min(len(ones), len(others)) > COMPONENT_LIMIT:
        return _greedy(edges)
    weights = [[round(edges.get((one, other), 0.0) * _SCALE) for other in others] for one in ones]
    return sum(edges.get((ones[row], others[column]), 0.0) for row, column in assign(weights))


def _greedy(edges: _Edges) -> float:
    taken: set[int] = set()
    total = 0.0
    for (one, other), saved in sorted(edges.items(), key=lambda item: -item[1]):
        if one not in taken and -1 - other not in taken:
            taken |= {one, -1 - other}
            total += saved
    return total


@dataclass(frozen=True, slots=True)
class _Statistics:
    """Means and deviations of numbers of units, gaps and lengths, and how frequent labels are."""

    number: tuple[float, float]
    gap: tuple[float, float]
    length: tuple[float, float]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, layers: Sequence[Sequence[Stretch]]) -> _Statistics:
        # One gap of nothing more, so that a single unit has some as well.
        gaps = [0.0]
        for layer in layers:
            gaps += [layer[0][0]] if layer and layer[0][0] > 0 else []
            gaps += [after[0] - before[1] for before, after in pairwise(layer)]
        items = [item for layer in layers for item in layer]
        numbers, lengths = [len(layer) for layer in layers], [end - start for start, end, _label in items]
        return cls(
            (fmean(numbers), pstdev(numbers)),
            (fmean(gaps), pstdev(gaps)),
            (fmean(lengths), pstdev(lengths)),
            tuple(label for _start, _end, label in items),
        )

    def draw(self, chance: Random) -> list[Stretch]:
        """A layer of random units; it may begin before the text."""
        found: list[Stretch] = []
        at = 0.0
        for _number in range(abs(int(chance.gauss(*self.number)))):
            start = at + chance.gauss(*self.gap)
            at = start + max(abs(chance.gauss(*self.length)), _SHORTEST)
            found.append((start, at, chance.choice(self.labels)))
        return sorted(found)
