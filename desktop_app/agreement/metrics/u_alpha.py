"""Unitizing alpha (Krippendorff, Mathet, Bouvry and Widlöcher 2016; Krippendorff 2019, section 12.6).

Annotators cut a text of some length into units; what lies between counts as a label of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.agreement.segments import meetings, overlap_reason, overlaps, pieces
from desktop_app.agreement.study import Coding, Layer, Measure, Study
from desktop_app.agreement.units import Coefficient, Unit
from desktop_app.base.i18n import N_, _

KEY = "u-alpha"
TITLE = N_("Unitizing alpha")
UNIT = N_("passages")

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Continuum:
    """A text of `length` code points with the layer of each annotator, by name."""

    length: int
    layers: Mapping[str, Sequence[Unit]]


def u_alpha(texts: Iterable[Continuum], *, binary: bool = False) -> Coefficient:
    """u-alpha over several texts, each of which counts as a continuum of its own. `binary`: any label is one.

    Undefined where a layer overlaps itself, with fewer than two annotators, and where nothing but gaps is there.
    """
    codings = [Coding(str(number), text.length, text.layers) for number, text in enumerate(texts)]
    names = sorted({name for coding in codings for name in coding.layers})
    return _over_all(Study(codings, names), binary=binary)


def measure(study: Study) -> Iterator[Measure]:
    """For all annotators together: over all labels, for units whatever their label, and for each label."""
    documents = int(_paired(study).sum())
    yield Measure(KEY, _over_all(study, binary=False), documents)
    yield Measure(KEY, _over_all(study, binary=True), documents, detail="binary")
    for number, label in enumerate(study.labels, 1):
        yield Measure(KEY, _of_label(study, number), documents, label=label)


def _paired(study: Study) -> NDArray[np.bool_]:
    """Which documents have at least two annotators."""
    return np.asarray(_takes_part(study).sum(axis=0) > 1)


def _takes_part(study: Study) -> NDArray[np.bool_]:
    rows = [study.layers[uid].coded for uid in study.annotators]
    return np.array(rows, np.bool_).reshape(len(rows), len(study.codings))


def _over_all(study: Study, *, binary: bool) -> Coefficient:
    layers = list(study.layers.values())
    if any(overlaps(layer) for layer in layers):
        return Coefficient(None, UNIT, 0, overlap_reason())
    return _alpha(study, layers, binary=binary)


def _of_label(study: Study, number: int) -> Coefficient:
    layers = []
    for layer in study.layers.values():
        alone = layer.taken(layer.label == number, layer.part[:, 2] == number)
        if overlaps(alone):
            return Coefficient(None, UNIT, 0, overlap_reason())
        layers.append(alone)
    return _alpha(study, layers, binary=True)


def _alpha(study: Study, layers: Sequence[Layer], *, binary: bool) -> Coefficient:
    """Alpha of layers that do not overlap themselves; `binary` takes all labels for one."""
    takes_part, paired = _takes_part(study), _paired(study)
    count = 2 if binary else len(study.labels) + 1
    found = pieces(study, layers)
    if binary:
        found = found._replace(codes=(found.codes > 0).astype(np.int64))
    observed = meetings(found, takes_part, count)[paired].sum(axis=0)
    margins = observed.sum(axis=1)
    squares, units = np.zeros(count), 0
    for layer in layers:
        part = layer.part[paired[study.document_of(layer.part[:, 0])]]
        codes = np.minimum(part[:, 2], 1) if binary else part[:, 2]
        squares += np.bincount(
            codes, weights=(part[:, 1] - part[:, 0]).astype(np.float64) ** 2, minlength=count
        )
        units += len(part)
    # Of gaps each code point is a segment of its own.
    squares[0] = margins[0]
    return _from_sums(observed, margins, squares, units)


def _from_sums(observed: Matrix, margins: Matrix, squares: Matrix, units: int) -> Coefficient:
    total = float(margins.sum())
    if not total or not units:
        return Coefficient(None, UNIT, units, _("There is nothing that two annotators have coded."))
    below = total - float(squares.sum()) / total
    expected = (np.outer(margins, margins) - np.diag(squares)) / below
    wrong, chance = total - float(np.trace(observed)), float(expected.sum() - np.trace(expected))
    if not chance:
        return Coefficient(None, UNIT, units, _("All values are the same."), wrong / total, 0.0)
    return Coefficient(1 - wrong / chance, UNIT, units, "", wrong / total, chance / total)
