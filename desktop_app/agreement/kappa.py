"""Chance-corrected agreement from tables of counts.

Of two annotators, a row for each label of the first and a column for each of the second: Cohen 1960 (kappa), Cohen 1968
(weighted), Scott 1955 (pi), Gwet 2008 (AC1). Of several who all rated the same units: Fleiss 1971.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import _

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Weights(StrEnum):
    """How much labels differ that are some steps apart: not at all or wholly, by the steps, by their square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def cohen_kappa(
    table: ArrayLike,
    *,
    weights: Weights = Weights.NONE,
    apart: NDArray[np.float64] | None = None,
    unit: str = "unit",
) -> Coefficient:
    """Cohen's kappa. Undefined without units, and where both used the same one label only.

    `apart`, how much each label differs from each other one (0 to 1), stands in for the weights.
    """
    counts = _square(table)
    total = counts.sum()
    if not total:
        return _nothing(unit)
    distance = _distance(len(counts), weights) if apart is None else apart
    shares = counts / total
    chance = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    return kappa_between(
        1 - float((distance * shares).sum()), 1 - float((distance * chance).sum()), unit, total
    )


def scott_pi(table: ArrayLike, *, unit: str = "unit") -> Coefficient:
    """Scott's pi: chance from the labels of both annotators together."""
    counts = _square(table)
    total = counts.sum()
    if not total:
        return _nothing(unit)
    pooled = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * total)
    return kappa_between(float(np.trace(counts) / total), float((pooled**2).sum()), unit, total)


def gwet_ac1(table: ArrayLike, *, unit: str = "unit") -> Coefficient:
    """Gwet's AC1, which stays calm where one label is very frequent. Needs two labels."""
    counts = _square(table)
    total = counts.sum()
    if not total:
        return _nothing(unit)
    if len(counts) < 2:
        return Coefficient(None, unit, round(float(total)), _("There is only one label."), 1.0)
    pooled = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * total)
    expected = float((pooled * (1 - pooled)).sum() / (len(counts) - 1))
    return kappa_between(float(np.trace(counts) / total), expected, unit, total)


def _square(table: ArrayLike) -> NDArray[np.float64]:
    counts = np.asarray(table, np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"a table of {counts.shape} has not the same labels on both sides")
    return counts


def _distance(labels: int, weights: Weights) -> NDArray[np.float64]:
    steps = np.abs(np.subtract.outer(np.arange(labels), np.arange(labels))).astype(np.float64)
    if weights is Weights.NONE:
        return (steps > 0).astype(np.float64)
    power = 1 if weights is Weights.LINEAR else 2
    return np.asarray((steps / max(labels - 1, 1)) ** power, np.float64)


def _nothing(unit: str) -> Coefficient:
    return Coefficient(None, unit, 0, _("There is nothing that both have coded."))


def kappa_between(observed: float, expected: float, unit: str, total: float) -> Coefficient:
    """Kappa of the agreement that was observed and that expected by chance, over `total` units."""
    n = round(float(total))
    if expected >= 1:
        return Coefficient(None, unit, n, _("Both used one label only, and the same."), observed, expected)
    return Coefficient((observed - expected) / (1 - expected), unit, n, "", observed, expected)


def fleiss_kappa(counts: ArrayLike, weights: ArrayLike | None = None, *, unit: str = "unit") -> Coefficient:
    """Kappa of a table with a row for each unit and a column for each label: how many raters chose it.

    `weights` say how many units a row stands for. Undefined without units, with fewer than two raters, where the number
    of raters varies (Krippendorff's alpha is for that), and where only one label was ever used.
    """
    table = np.asarray(counts, np.float64)
    if table.ndim != 2 or not table.size:
        return Coefficient(None, unit, 0, _("There is nothing that was coded."))
    times = np.ones(len(table)) if weights is None else np.asarray(weights, np.float64)
    raters, n = table.sum(axis=1), round(float(times.sum()))
    if (raters != raters[0]).any():
        return Coefficient(
            None, unit, n, _("Not everyone has coded everything: Krippendorff's alpha allows gaps.")
        )
    each = float(raters[0])
    if each < 2:
        return Coefficient(None, unit, n, _("It takes at least two annotators."))
    alike = ((table**2).sum(axis=1) - each) / (each * (each - 1))
    observed = float(np.average(alike, weights=times))
    chosen = times @ table
    expected = float(((chosen / chosen.sum()) ** 2).sum())
    if expected >= 1:
        return Coefficient(None, unit, n, _("Only one label was used."), observed, expected)
    return Coefficient((observed - expected) / (1 - expected), unit, n, "", observed, expected)
