"""Krippendorff's alpha (2019, chapter 12): any number of annotators, gaps allowed, four levels of measurement, sets."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import _

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Matrix = NDArray[np.float64]

Value = Hashable
Distance = Callable[[Value, Value], float]


class Level(StrEnum):
    """What can be said of two values: same or not, order, difference, ratio."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff_alpha(
    units: Iterable[Iterable[Value | None]],
    *,
    level: Level = Level.NOMINAL,
    distance: Distance | None = None,
    unit: str = "unit",
) -> Coefficient:
    """Alpha of the values that annotators gave to each unit; None is a gap, not a value.

    Numbers are ordered by size, other values of the ordinal level as they sort. `distance` (0 to 1) stands in for the
    level, for instance `masi` for sets. Undefined where no unit has two values, or all values are the same.
    """
    rows = [[value for value in row if value is not None] for row in units]
    rows = [row for row in rows if len(row) > 1]
    values = _ordered({value for row in rows for value in row})
    place = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(rows), len(values)))
    for number, row in enumerate(rows):
        for value in row:
            counts[number, place[value]] += 1
    apart = None if distance is None else np.array([[distance(one, two) for two in values] for one in values])
    return alpha_of(
        coincidences(counts), _numbers(values, level), level=level, apart=apart, unit=unit, n=len(rows)
    )


def coincidences(counts: ArrayLike) -> Matrix:
    """How often values met within units, label by label. `counts`: a row for each unit, a column for each label."""
    table = np.asarray(counts, np.float64)
    if not table.size:
        return np.zeros((0, 0))
    sizes = table.sum(axis=1)
    paired = sizes > 1
    table = table[paired]
    weighted = table * (1 / (sizes[paired] - 1))[:, None]
    found: Matrix = weighted.T @ table - np.diag(weighted.sum(axis=0))
    return found


def alpha_of(
    table: Matrix,
    numbers: Sequence[float] | None = None,
    *,
    level: Level = Level.NOMINAL,
    apart: Matrix | None = None,
    unit: str = "unit",
    n: int,
) -> Coefficient:
    """Alpha of a table of coincidences. `numbers` are the values for interval and ratio; `apart` replaces the level."""
    margins = table.sum(axis=1) if table.size else np.zeros(0)
    total = float(margins.sum())
    if total < 2:
        return Coefficient(None, unit, n, _("There is nothing that two annotators have coded."))
    difference = _difference(margins, numbers, level) if apart is None else apart
    observed = float((table * difference).sum() / total)
    expected = float((np.outer(margins, margins) * difference).sum() / (total * (total - 1)))
    return alpha_between(observed, expected, unit, n)


def alpha_between(observed: float, expected: float, unit: str, n: int) -> Coefficient:
    """Alpha of the disagreement that was observed and that expected by chance, over `n` units."""
    if not expected:
        return Coefficient(None, unit, n, _("All values are the same."), observed, expected)
    return Coefficient(1 - observed / expected, unit, n, "", observed, expected)


def _difference(margins: Matrix, numbers: Sequence[float] | None, level: Level) -> Matrix:
    if level is Level.NOMINAL:
        return 1 - np.eye(len(margins))
    if level is Level.ORDINAL:
        upto = np.cumsum(margins)
        between = np.abs(np.subtract.outer(upto, upto))
        low = np.minimum.outer(np.arange(len(margins)), np.arange(len(margins)))
        high = np.maximum.outer(np.arange(len(margins)), np.arange(len(margins)))
        squared = (between + margins[low] - (margins[low] + margins[high]) / 2) ** 2
        return np.asarray(squared * (low != high), np.float64)
    scale = np.asarray(numbers, np.float64)
    apart = np.subtract.outer(scale, scale)
    if level is Level.INTERVAL:
        return np.asarray(apart**2, np.float64)
    together = np.add.outer(scale, scale)
    return np.asarray(
        (np.divide(apart, together, out=np.zeros_like(apart), where=together != 0)) ** 2, np.float64
    )


def _ordered(values: set[Value]) -> list[Value]:
    numbers = [value for value in values if isinstance(value, int | float)]
    if len(numbers) == len(values):
        return [*sorted(numbers)]
    return sorted(values, key=str)


def _numbers(values: Sequence[Value], level: Level) -> list[float] | None:
    if level not in (Level.INTERVAL, Level.RATIO):
        return None
    found = []
    for value in values:
        if not isinstance(value, int | float):
            raise ValueError(f"{value!r} is not a number")
        found.append(float(value))
    return found


def masi(one: Value, other: Value) -> float:
    """Passonneau's distance of sets (2006), 1 - J x M: M is 2/3 where one holds the other, 1/3 where they cross."""
    first, second = _set(one), _set(other)
    common = first & second
    if first == second:
        return 0.0
    if not common:
        return 1.0
    share = 2 / 3 if common in (first, second) else 1 / 3
    return 1 - share * len(common) / len(first | second)


def _set(value: Value) -> frozenset[object]:
    if not isinstance(value, frozenset):
        raise TypeError(f"{value!r} is not a set")
    return value
