"""Chance-corrected agreement of two annotators from a table of counts: a row for each label of the first, a column for
each of the second.

Cohen 1960 (kappa), Cohen 1968 (weighted), Scott 1955 (pi), Gwet 2008 (AC1).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.agreement.intervals import interval, resampled
from desktop_app.agreement.segments import crosstabs, overlap_reason, overlaps, pieces
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import N_, _

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


KEY = "cohen-kappa"
TITLE = N_("Cohen's kappa of characters")
UNIT = N_("characters")


class Weights(StrEnum):
    """How much labels differ that are some steps apart: not at all or wholly, by the steps, by their square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def cohen_kappa(table: ArrayLike, *, weights: Weights = Weights.NONE, unit: str = "unit") -> Coefficient:
    """Cohen's kappa. Undefined without units, and where both used the same one label only."""
    counts = _square(table)
    total = counts.sum()
    if not total:
        return _nothing(unit)
    distance = _distance(len(counts), weights)
    shares = counts / total
    chance = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    return _coefficient(
        1 - float((distance * shares).sum()), 1 - float((distance * chance).sum()), unit, total
    )


def scott_pi(table: ArrayLike, *, unit: str = "unit") -> Coefficient:
    """Scott's pi: chance from the labels of both annotators together."""
    counts = _square(table)
    total = counts.sum()
    if not total:
        return _nothing(unit)
    pooled = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * total)
    return _coefficient(float(np.trace(counts) / total), float((pooled**2).sum()), unit, total)


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
    return _coefficient(float(np.trace(counts) / total), expected, unit, total)


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


def _coefficient(observed: float, expected: float, unit: str, total: float) -> Coefficient:
    n = round(float(total))
    if expected >= 1:
        return Coefficient(None, unit, n, _("Both used one label only, and the same."), observed, expected)
    return Coefficient((observed - expected) / (1 - expected), unit, n, "", observed, expected)


def measure(study: Study) -> Iterator[Measure]:
    """For each pair: over all labels, and for each label against the rest of the text."""
    for pair in study.pairs():
        shared, layers = study.together(pair)
        documents, count = len(study.codings), len(study.labels) + 1
        if any(overlaps(layer) for layer in layers):
            yield Measure(KEY, Coefficient(None, UNIT, 0, overlap_reason()), int(shared.sum()), pair)
        else:
            tables = crosstabs(pieces(study, layers), documents, count)[shared]
            spread = interval(_kappas(resampled(tables.reshape(len(tables), -1)), count), len(tables))
            yield Measure(KEY, cohen_kappa(tables.sum(axis=0), unit=UNIT), len(tables), pair, interval=spread)
        for number, label in enumerate(study.labels, 1):
            tables = crosstabs(pieces(study, layers, number), documents, 2)[shared]
            yield Measure(KEY, cohen_kappa(tables.sum(axis=0), unit=UNIT), len(tables), pair, label)


def _kappas(sums: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Kappa of many tables, flattened to a row each; NaN where it is undefined."""
    tables = sums.reshape(-1, count, count)
    total = tables.sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = np.trace(tables, axis1=1, axis2=2) / total
        expected = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / total**2
        values = (observed - expected) / (1 - expected)
    return np.where(expected < 1, values, np.nan)
