"""Cohen's kappa of two annotators, of the characters that each says belong to a label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.agreement.intervals import interval, resampled
from desktop_app.agreement.kappa import cohen_kappa
from desktop_app.agreement.segments import crosstabs, overlap_reason, overlaps, pieces
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import N_

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = "cohen-kappa"
TITLE = N_("Cohen's kappa of characters")
UNIT = N_("characters")


def measure(study: Study) -> Iterator[Measure]:
    """For each pair: over all labels, and for each label against the rest of the text."""
    for pair in study.pairs():
        shared, layers = study.together(pair)
        documents, count = len(study.codings), len(study.labels) + 1
        if any(overlaps(layer) for layer in layers):
            yield Measure(KEY, Coefficient(None, UNIT, 0, overlap_reason()), int(shared.sum()), pair)
        else:
            tables = crosstabs(pieces(study, layers), documents, count)[shared]
            spread = interval(
                _kappas(resampled(tables.reshape(len(tables), count * count)), count), len(tables)
            )
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
