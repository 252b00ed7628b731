"""Precision, recall and F1 of passages under four schemes, counted from one alignment.

The counting is that of MUC and of SemEval-2013 task 9.1: correct, incorrect, partial, missing, spurious.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

import numpy as np

from desktop_app.agreement.alignment import Alignment, Kind, align, align_layers
from desktop_app.agreement.intervals import Interval, f1_values, interval, resampled
from desktop_app.agreement.study import Ints, Layer, Measure, Study
from desktop_app.agreement.units import Coefficient, Unit
from desktop_app.base.i18n import N_, _

KEY = "span-f1"
TITLE = N_("F1 of passages")
UNIT = N_("passages")

NONE = ""
"""Stands in a confusion matrix where a unit has no partner."""


class Scheme(StrEnum):
    """What counts as right: extent and label, extent, extent with half a point for overlap, overlap with the label."""

    STRICT = "strict"
    EXACT = "exact"
    PARTIAL = "partial"
    TYPE = "type"


_COR, _INC, _PAR, _MIS, _SPU = np.eye(5, dtype=np.int64)
_WORTH: Mapping[Scheme, Ints] = {
    Scheme.STRICT: np.array([_COR, _INC, _INC, _INC, _MIS, _SPU]),
    Scheme.EXACT: np.array([_COR, _COR, _INC, _INC, _MIS, _SPU]),
    Scheme.PARTIAL: np.array([_COR, _COR, _PAR, _PAR, _MIS, _SPU]),
    Scheme.TYPE: np.array([_COR, _INC, _COR, _INC, _MIS, _SPU]),
}
"""What the kinds of pairs, missing and spurious units count as."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Pairs that are correct, incorrect, partial; units missing from the second layer, spurious in it."""

    cor: int = 0
    inc: int = 0
    par: int = 0
    mis: int = 0
    spu: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.cor + other.cor,
            self.inc + other.inc,
            self.par + other.par,
            self.mis + other.mis,
            self.spu + other.spu,
        )

    @property
    def reference(self) -> int:
        """Units of the first layer, the reference."""
        return self.cor + self.inc + self.par + self.mis

    @property
    def other(self) -> int:
        """Units of the second layer."""
        return self.cor + self.inc + self.par + self.spu

    @property
    def points(self) -> float:
        """Correct pairs, and half a point for partial ones."""
        return self.cor + self.par / 2

    @property
    def precision(self) -> float | None:
        """Points among the units of the second layer; None if it has none."""
        return self.points / self.other if self.other else None

    @property
    def recall(self) -> float | None:
        """Points among the units of the reference; None if it has none."""
        return self.points / self.reference if self.reference else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where neither annotator marked anything."""
        total = self.reference + self.other
        return 2 * self.points / total if total else None


def span_f1(one: Sequence[Unit], other: Sequence[Unit], scheme: Scheme = Scheme.STRICT) -> Counts:
    """The counts of two layers of a document; `one` is the reference. They may be added over documents."""
    found = align(one, other)
    kinds = np.bincount(found.kind - 1, minlength=4)
    return counts_of(np.array([*kinds, len(found.only_one), len(found.only_other)]), scheme)


def kinds(study: Study, one: Layer, other: Layer, alignment: Alignment) -> Ints:
    """A row for each document: how many pairs of each kind, missing and spurious units."""
    columns = [(alignment.one[alignment.kind == kind], one) for kind in Kind]
    columns += [(alignment.only_one, one), (alignment.only_other, other)]
    documents = [study.document_of(layer.start[rows]) for rows, layer in columns]
    return np.stack([np.bincount(found, minlength=len(study.codings)) for found in documents], axis=1)


def counts_of(row: Ints, scheme: Scheme) -> Counts:
    """The counts of a row of kinds."""
    return Counts(*(int(number) for number in row @ _WORTH[scheme]))


def by_label(labels: int, one: Layer, other: Layer, alignment: Alignment) -> Ints:
    """A row of kinds for each of so many labels, both layers reduced to it."""
    count = labels + 1
    same = np.bincount(one.label[alignment.one[alignment.kind == Kind.SAME]], minlength=count)
    boundary = np.bincount(one.label[alignment.alike], minlength=count)
    mine = np.bincount(one.label[np.concatenate([alignment.one, alignment.only_one])], minlength=count)
    theirs = np.bincount(
        other.label[np.concatenate([alignment.other, alignment.only_other])], minlength=count
    )
    none = np.zeros(count, np.int64)
    paired = same + boundary
    return np.stack([same, none, boundary, none, mine - paired, theirs - paired], axis=1)[1:]


def confusion(
    labels: Sequence[str], one: Layer, other: Layer, alignment: Alignment
) -> dict[tuple[str, str], int]:
    """How often a label of the first layer met which of the second; NONE where there was no partner."""
    count = len(labels) + 1
    mine = _labels(one, alignment.one, alignment.only_one, len(alignment.only_other))
    theirs = np.concatenate(
        [
            other.label[alignment.other],
            np.zeros(len(alignment.only_one), np.int64),
            other.label[alignment.only_other],
        ]
    )
    names = (NONE, *labels)
    table = np.bincount(mine * count + theirs, minlength=count * count).tolist()
    return {(names[at // count], names[at % count]): number for at, number in enumerate(table) if number}


def _labels(layer: Layer, paired: Ints, alone: Ints, missing: int) -> Ints:
    return np.concatenate([layer.label[paired], layer.label[alone], np.zeros(missing, np.int64)])


def mean_interval(tables: Sequence[Ints], scheme: Scheme) -> Interval:
    """The interval of the mean F1 of several pairs; of each a row of kinds for every document, the same for all."""
    documents = len(tables[0]) if tables else 0
    sums = resampled(np.concatenate(tables, axis=1)) if tables else np.zeros((0, 0))
    width = len(_WORTH[scheme])
    values = np.array(
        [
            f1_values(sums[:, place : place + width] @ _WORTH[scheme])
            for place in range(0, sums.shape[1], width)
        ]
    ).reshape(-1, len(sums))
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    return interval(np.divide(total, count, out=np.full(len(sums), np.nan), where=count > 0), documents)


def measure(study: Study) -> Iterator[Measure]:
    """For each pair and scheme: over all labels and for each, summed over documents. The scheme is the detail."""
    for pair in study.pairs():
        shared, (one, other) = study.together(pair)
        alignment = align_layers(one, other)
        table = kinds(study, one, other, alignment)[shared]
        labels = by_label(len(study.labels), one, other, alignment)
        drawn = resampled(table)
        for scheme in Scheme:
            spread = interval(f1_values(drawn @ _WORTH[scheme]), len(table))
            yield _measure(counts_of(table.sum(axis=0), scheme), len(table), pair, "", scheme, spread)
            for label, row in zip(study.labels, labels, strict=True):
                yield _measure(counts_of(row, scheme), len(table), pair, label, scheme, None)


def _measure(
    total: Counts, documents: int, pair: tuple[str, str], label: str, scheme: Scheme, spread: Interval | None
) -> Measure:
    reason = "" if total.f1 is not None else _("Nobody marked anything.")
    coefficient = Coefficient(total.f1, UNIT, total.reference + total.other, reason)
    parts = {**asdict(total), "precision": total.precision, "recall": total.recall}
    return Measure(KEY, coefficient, documents, pair, label, str(scheme), spread, parts)
