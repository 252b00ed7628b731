"""Answers of annotators to one question about the same things: kappa of two, alpha and Fleiss' kappa of more.

To have given no value is an answer, and differs from every value; not to have been asked is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.agreement.alpha import Value, alpha_between, alpha_of, coincidences, masi
from desktop_app.agreement.kappa import cohen_kappa, fleiss_kappa, kappa_between
from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


class Scale(StrEnum):
    """How far two answers are apart: wholly if they differ, by the square of the difference, by what sets share.

    PARENT: as nominal, of what stands above the answer; DAYS: wholly unless two spans of days overlap.
    """

    NOMINAL = "nominal"
    INTERVAL = "interval"
    SETS = "masi"
    PARENT = "parent"
    DAYS = "overlap"


PLAIN = frozenset({Scale.NOMINAL, Scale.INTERVAL, Scale.SETS})
"""The scales on which values themselves are compared."""
_EXACT = frozenset({Scale.NOMINAL, Scale.PARENT})


class Nothing(Enum):
    """What stands for an answer without a value."""

    NO_VALUE = "no value"

    def __str__(self) -> str:
        return ""


NO_VALUE = Nothing.NO_VALUE


@dataclass(frozen=True, slots=True)
class Question:
    """An attribute: of units with a label, or of the document as a whole ('')."""

    uid: str
    label: str
    name: str
    scale: Scale = Scale.NOMINAL


SCALES: Mapping[str, Scale] = {"number": Scale.INTERVAL, "choices": Scale.SETS}
"""The scale of a kind of attribute, where it is not nominal."""


def answer(value: object, scale: Scale) -> Value:
    """A value of an attribute (None for none) as an answer."""
    if scale is Scale.SETS:
        return frozenset(value) if isinstance(value, list | tuple | frozenset) else frozenset()
    if isinstance(value, list | tuple):
        return tuple(value)
    return NO_VALUE if value is None else value


@dataclass(frozen=True, slots=True)
class Comparison:
    """A coefficient of a pair, or of all annotators where `annotators` is empty. `kind`: kappa, fleiss or alpha."""

    annotators: tuple[str, ...]
    kind: str
    coefficient: Coefficient
    parts: Mapping[str, float | None] = field(default_factory=dict)


def compared(
    answers: Mapping[str, Sequence[Value | None]], scale: Scale, *, unit: str, fleiss: bool = True
) -> Iterator[Comparison]:
    """Kappa of every pair and, of more than two, Fleiss' kappa (nominal ones, if wanted) and alpha.

    `answers` has one of each annotator for each thing, the things in the same order; None where nobody was asked.
    `parts` of a pair say on how many things it rests, how many that is of those of the one who answered more often,
    and how often both gave the same answer.
    """
    for one, other in combinations(answers, 2):
        both = [
            (mine, theirs)
            for mine, theirs in zip(answers[one], answers[other], strict=True)
            if mine is not None and theirs is not None
        ]
        most = max(sum(item is not None for item in answers[name]) for name in (one, other))
        parts = {
            "pairs": float(len(both)),
            "coverage": len(both) / most if most else None,
            "same": float(sum(_same(mine, theirs, scale) for mine, theirs in both)),
        }
        yield Comparison((one, other), "kappa", kappa(both, scale, unit=unit), parts)
    if len(answers) > 2:
        rows = [[item for item in row if item is not None] for row in zip(*answers.values(), strict=True)]
        rows = [row for row in rows if row]
        if fleiss and scale is Scale.NOMINAL:
            yield Comparison((), "fleiss", fleiss_kappa(_counts(rows), unit=unit))
        yield Comparison((), "alpha", alpha(rows, scale, unit=unit))


def _same(one: Value, other: Value, scale: Scale) -> bool:
    return one == other or (scale is Scale.DAYS and overlap(one, other))


def overlap(one: Value, other: Value) -> bool:
    """Whether two spans of days, each as 'earliest/latest', have a day in common. An open end reaches on for ever."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return False
    (start, _one, end), (first, _other, last) = one.partition("/"), other.partition("/")
    return (not end or first <= end) and (not last or start <= last)


def kappa(pairs: Sequence[tuple[Value, Value]], scale: Scale, *, unit: str) -> Coefficient:
    """Cohen's kappa of the answers of two annotators, weighted by how far answers are apart."""
    n = len(pairs)
    if not n:
        return Coefficient(None, unit, 0, _("There is nothing that both have coded."))
    if scale in _EXACT:
        mine, theirs = Counter(one for one, _other in pairs), Counter(other for _one, other in pairs)
        same = sum(one == other for one, other in pairs) / n
        return kappa_between(same, sum(mine[item] * theirs[item] for item in mine) / n**2, unit, n)
    values = _ordered({item for pair in pairs for item in pair})
    place = {value: number for number, value in enumerate(values)}
    table = np.zeros((len(values), len(values)))
    for one, other in pairs:
        table[place[one], place[other]] += 1
    return cohen_kappa(table, apart=distances(values, scale), unit=unit)


def alpha(rows: Sequence[Sequence[Value]], scale: Scale, *, unit: str) -> Coefficient:
    """Krippendorff's alpha: a row with the answers for each thing, as many as there are."""
    rows = [row for row in rows if len(row) > 1]
    if scale in _EXACT:
        return _nominal_alpha(rows, unit)
    values = _ordered({item for row in rows for item in row})
    table = coincidences(_counts(rows, values))
    return alpha_of(table, apart=distances(values, scale), unit=unit, n=len(rows))


def distances(values: Sequence[Value], scale: Scale) -> Matrix:
    """How far values are apart, from 0 to 1.

    On the interval scale, numbers as the square of their part of the whole range, and no value from any number 1.
    """
    if scale is Scale.SETS:
        return np.array([[masi(one, other) for other in values] for one in values]).reshape(
            len(values), len(values)
        )
    if scale in _EXACT:
        return 1 - np.eye(len(values))
    if scale is Scale.DAYS:
        return np.array(
            [[not _same(one, other, scale) for other in values] for one in values], float
        ).reshape(len(values), len(values))
    numbers = np.array([float(item) if isinstance(item, int | float) else np.nan for item in values])
    known = numbers[~np.isnan(numbers)]
    width = float(np.ptp(known)) if len(known) else 0.0
    apart = np.subtract.outer(numbers, numbers) / (width or 1.0)
    none = np.isnan(numbers)
    return np.asarray(np.where(np.isnan(apart), (none[:, None] != none).astype(np.float64), apart**2))


def _nominal_alpha(rows: Sequence[Sequence[Value]], unit: str) -> Coefficient:
    """Without a table of all values, of which there may be as many as there are answers."""
    used, total, wrong = Counter[Value](), 0, 0.0
    for row in rows:
        counts = Counter(row)
        used.update(counts)
        total += len(row)
        wrong += sum(count * (len(row) - count) for count in counts.values()) / (len(row) - 1)
    if not total:
        return Coefficient(None, unit, 0, _("There is nothing that two annotators have coded."))
    expected = (total**2 - sum(count**2 for count in used.values())) / (total * (total - 1))
    return alpha_between(wrong / total, expected, unit, len(rows))


def _counts(rows: Sequence[Sequence[Value]], values: Sequence[Value] = ()) -> Matrix:
    """A row for each thing, a column for each value: how many gave it."""
    columns = values or _ordered({item for row in rows for item in row})
    place = {value: number for number, value in enumerate(columns)}
    table = np.zeros((len(rows), len(columns)))
    for number, row in enumerate(rows):
        for item in row:
            table[number, place[item]] += 1
    return table


def _ordered(values: set[Value]) -> list[Value]:
    return sorted(
        values, key=lambda value: str(sorted(map(str, value)) if isinstance(value, frozenset) else value)
    )
