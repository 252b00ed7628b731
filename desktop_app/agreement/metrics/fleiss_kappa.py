"""Fleiss' kappa (1971): several raters, each unit rated by the same number of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.agreement.segments import overlap_reason, overlaps, pieces, ratings
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import N_, _

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


KEY = "fleiss-kappa"
TITLE = N_("Fleiss' kappa of characters")
UNIT = N_("characters")


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


def fleiss_kappa_of(counts: ArrayLike, label: int, *, unit: str = "unit") -> Coefficient:
    """The same for one label (a column) against all others."""
    table = np.asarray(counts, np.float64)
    chosen = table[:, label]
    return fleiss_kappa(np.column_stack([chosen, table.sum(axis=1) - chosen]), unit=unit)


def measure(study: Study) -> Iterator[Measure]:
    """For all annotators together, on the documents that all take part in: over all labels and for each."""
    shared, layers = study.together(study.annotators)
    documents = int(shared.sum())
    for number, label in enumerate(("", *study.labels)):
        if not number and any(overlaps(layer) for layer in layers):
            yield Measure(KEY, Coefficient(None, UNIT, 0, overlap_reason()), documents)
            continue
        found = pieces(study, layers, number or None)
        inside = shared[found.documents]
        counts = ratings(found.codes[inside], 2 if number else len(study.labels) + 1)
        yield Measure(KEY, fleiss_kappa(counts, found.lengths[inside], unit=UNIT), documents, label=label)
