"""Intervals by resampling documents: the percentile bootstrap (Efron 1979) on sums of per-document statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

REPLICATES = 2000
FEW = 10
"""With fewer documents than this an interval is shown with a warning."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high` in 95 of 100 replicates; `dropped` replicates had no value. None where there is none."""

    low: float | None
    high: float | None
    documents: int
    dropped: int = 0
    seed: int = 0
    replicates: int = REPLICATES


def resampled(statistics: ArrayLike, *, seed: int = 0, replicates: int = REPLICATES) -> Floats:
    """Sums of the rows of as many documents, drawn with replacement: replicates by statistics."""
    table = np.asarray(statistics, np.float64)
    documents = len(table)
    if not documents:
        return np.zeros((0, *table.shape[1:]))
    chance = np.random.default_rng(seed)
    times = chance.multinomial(documents, np.full(documents, 1 / documents), size=replicates)
    return np.asarray(times.astype(np.float64) @ table, np.float64)


def interval(values: Floats, documents: int, *, seed: int = 0) -> Interval:
    """The interval of the values of all replicates, NaN where one has none. Fewer than two documents have none."""
    known = values[~np.isnan(values)]
    dropped = len(values) - len(known)
    if documents < 2 or not len(known):
        return Interval(None, None, documents, dropped, seed, len(values))
    low, high = np.percentile(known, [2.5, 97.5])
    return Interval(float(low), float(high), documents, dropped, seed, len(values))


def f1_values(sums: Floats) -> Floats:
    """F1 of each row of summed COR, INC, PAR, MIS, SPU."""
    points = sums[:, 0] + sums[:, 2] / 2
    total = 2 * (sums[:, 0] + sums[:, 1] + sums[:, 2]) + sums[:, 3] + sums[:, 4]
    values = np.full(len(sums), np.nan)
    np.divide(2 * points, total, out=values, where=total > 0)
    return values
