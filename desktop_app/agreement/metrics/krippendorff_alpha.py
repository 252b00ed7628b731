"""Krippendorff's alpha of any number of annotators, of the characters that each says belong to a label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.agreement.alpha import Level, alpha_of
from desktop_app.agreement.intervals import interval, resampled
from desktop_app.agreement.segments import meetings, overlap_reason, overlaps, pieces
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import N_

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

KEY = "alpha"
TITLE = N_("Krippendorff's alpha of characters")
UNIT = N_("characters")


def measure(study: Study) -> Iterator[Measure]:
    """For all annotators together, on what at least two of them take part in: over all labels and for each."""
    layers = [study.layers[uid] for uid in study.annotators]
    takes_part = np.array([layer.coded for layer in layers]).reshape(len(layers), -1)
    paired = takes_part.sum(axis=0) > 1
    for number, label in enumerate(("", *study.labels)):
        if not number and any(overlaps(layer) for layer in layers):
            yield Measure(KEY, Coefficient(None, UNIT, 0, overlap_reason()), int(paired.sum()))
            continue
        count = 2 if number else len(study.labels) + 1
        tables = meetings(pieces(study, layers, number or None), takes_part, count)[paired]
        length = sum(coding.length for coding, counts in zip(study.codings, paired, strict=True) if counts)
        coefficient = alpha_of(tables.sum(axis=0), unit=UNIT, n=length)
        spread = None
        if not number:
            spread = interval(
                _alphas(resampled(tables.reshape(len(tables), count * count)), count), len(tables)
            )
        yield Measure(KEY, coefficient, len(tables), label=label, detail=str(Level.NOMINAL), interval=spread)


def _alphas(sums: Matrix, count: int) -> Matrix:
    """Nominal alpha of many tables of coincidences, flattened to a row each; NaN where it is undefined."""
    tables = sums.reshape(-1, count, count)
    margins = tables.sum(axis=2)
    total = margins.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = total - np.trace(tables, axis1=1, axis2=2)
        expected = (total**2 - (margins**2).sum(axis=1)) / (total - 1)
        return np.where(expected > 0, 1 - observed / expected, np.nan)
