"""What became of the passages of two annotators: those that answer to each other, and those without a partner."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

import numpy as np

from desktop_app.agreement.alignment import Alignment, Kind, align_layers
from desktop_app.agreement.study import Ints, Layer, Study
from desktop_app.model.values import Values


class Became(IntEnum):
    """What became of a passage, as `span_f1.kinds` counts it; ALIKE: besides, a boundary within the label alone.

    VALUES: besides, the same but for the values that it was given.
    """

    SAME = 0
    LABEL = 1
    BOUNDARY = 2
    BOTH = 3
    MISSING = 4
    SPURIOUS = 5
    ALIKE = 6
    VALUES = 7


KINDS = 6
"""How many kinds make up a layer; ALIKE and VALUES count some of them a second time."""


def meetings_of(study: Study, pair: tuple[str, str], labels: Ints) -> Ints:
    """Rows of document, kind, label, other label, number; the labels in the codes of `labels`."""
    _shared, (one, other) = study.together(pair)
    found = np.concatenate(list(_meetings(study, one, other, align_layers(one, other))))
    unique, counts = np.unique(found, axis=0, return_counts=True)
    unique[:, 2], unique[:, 3] = labels[unique[:, 2]], labels[unique[:, 3]]
    return np.concatenate([unique, counts[:, None]], axis=1)


def _meetings(study: Study, one: Layer, other: Layer, found: Alignment) -> Iterable[Ints]:
    """Document, kind, label and other label of every pair and of everything that has no partner."""

    def rows(documents: Ints, kind: Ints | int, mine: Ints | int, theirs: Ints | int) -> Ints:
        columns = np.broadcast_arrays(documents, kind, mine, theirs)
        return np.stack(columns, axis=1).astype(np.int64)

    at = study.document_of(one.start[found.one])
    yield rows(at, found.kind - 1, one.label[found.one], other.label[found.other])
    alone = found.only_one
    yield rows(study.document_of(one.start[alone]), int(Became.MISSING), one.label[alone], 0)
    alone = found.only_other
    yield rows(study.document_of(other.start[alone]), int(Became.SPURIOUS), 0, other.label[alone])
    label = one.label[found.alike]
    yield rows(study.document_of(one.start[found.alike]), int(Became.ALIKE), label, label)
    unlike = differing_values(one, other, found)
    yield rows(study.document_of(one.start[unlike]), int(Became.VALUES), one.label[unlike], one.label[unlike])


def differing_values(one: Layer, other: Layer, found: Alignment) -> Ints:
    """The rows of the first layer that are the same as their partner but for their values."""
    same = found.kind == Kind.SAME
    if not (one.values or other.values):
        return np.zeros(0, np.int64)
    pairs = zip(found.one[same].tolist(), found.other[same].tolist(), strict=True)
    return np.array([row for row, place in pairs if _values(one, row) != _values(other, place)], np.int64)


def _values(layer: Layer, row: int) -> Values:
    return layer.values[row] if layer.values else {}
