"""F1 of characters: how much text two annotators gave the same label. Long passages count for more than short ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from desktop_app.agreement.intervals import interval, resampled
from desktop_app.agreement.segments import Floats, crosstabs, pieces
from desktop_app.agreement.study import Layer, Measure, Study
from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import N_, _

KEY = "character-f1"
TITLE = N_("F1 of characters")
UNIT = N_("characters")


def common(study: Study, layers: Sequence[Layer], label: int) -> Floats:
    """A row for each document: code points that both layers gave the label, and how many each gave it."""
    tables = crosstabs(pieces(study, layers, label), len(study.codings), 2)
    both = tables[:, 1, 1]
    return np.stack([both, both + tables[:, 1, 0], both + tables[:, 0, 1]], axis=1)


def measure(study: Study) -> Iterator[Measure]:
    """For each pair, over all labels and for each."""
    for pair in study.pairs():
        shared, layers = study.together(pair)
        by_label = [common(study, layers, number)[shared] for number in range(1, len(study.labels) + 1)]
        everything = sum(by_label, np.zeros((int(shared.sum()), 3)))
        yield _measure(everything, pair, "")
        for label, rows in zip(study.labels, by_label, strict=True):
            yield _measure(rows, pair, label)


def _measure(rows: Floats, pair: tuple[str, str], label: str) -> Measure:
    both, first, second = rows.sum(axis=0).tolist()
    value = 2 * both / (first + second) if first + second else None
    reason = "" if value is not None else _("Nobody marked anything.")
    coefficient = Coefficient(value, UNIT, round(first + second), reason)
    spread = None if label else interval(_values(resampled(rows)), len(rows))
    return Measure(KEY, coefficient, len(rows), pair, label, interval=spread)


def _values(sums: Floats) -> Floats:
    values = np.full(len(sums), np.nan)
    total = sums[:, 1] + sums[:, 2]
    np.divide(2 * sums[:, 0], total, out=values, where=total > 0)
    return values
