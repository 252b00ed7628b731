"""A text cut at all edges of several layers: what each annotator says of each piece, and how long it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.agreement.study import Ints, Layer, Study
from desktop_app.base.i18n import _

Floats = NDArray[np.float64]


class Pieces(NamedTuple):
    """`codes` has a row for each piece and a column for each layer: a label, 0 outside of all units.

    `lengths` in code points, `documents` as places in the study.
    """

    codes: Ints
    lengths: Ints
    documents: Ints


def pieces(study: Study, layers: Sequence[Layer], label: int | None = None) -> Pieces:
    """The pieces of all documents; with `label`, codes say only whether a piece has it (1) or not.

    Without, layers must not overlap themselves.
    """
    parts = [
        layer.part if label is None else _union(layer.part[layer.part[:, 2] == label]) for layer in layers
    ]
    borders = [study.documents, study.documents[1:] - 1]
    # Sorting beats `np.unique`, which goes through a table of hashes first.
    edges = np.sort(np.concatenate([*borders, *(part[:, :2].ravel() for part in parts)]))
    starts, lengths = edges[:-1], np.diff(edges)
    starts, lengths = starts[lengths > 0], lengths[lengths > 0]
    documents = study.document_of(starts)
    # The code point that keeps two documents apart is in neither.
    inside = starts < study.documents[documents + 1] - 1
    starts, lengths, documents = starts[inside], lengths[inside], documents[inside]
    codes = np.zeros((len(starts), len(parts)), np.int64)
    for column, part in enumerate(parts):
        if len(part):
            before = np.searchsorted(part[:, 0], starts, "right") - 1
            covered = (before >= 0) & (starts < part[before, 1])
            codes[covered, column] = part[before[covered], 2] if label is None else 1
    return Pieces(codes, lengths, documents)


def _union(part: Ints) -> Ints:
    """The same code points as sorted, disjoint stretches."""
    if len(part) < 2:
        return part
    reach = np.maximum.accumulate(part[:, 1])
    first = np.flatnonzero(np.concatenate([[True], part[1:, 0] > reach[:-1]]))
    last = np.concatenate([first[1:], [len(part)]]) - 1
    return np.stack([part[first, 0], reach[last], part[first, 2]], axis=1)


def overlaps(layer: Layer) -> bool:
    """Whether some code point has two units, so that it has no single label."""
    part = layer.part
    return bool((part[1:, 0] < np.maximum.accumulate(part[:-1, 1])).any()) if len(part) else False


def overlap_reason() -> str:
    """Why there is no coefficient over all labels."""
    return _("Some characters have two marks of one annotator: look at each tag by itself.")


def crosstabs(found: Pieces, documents: int, count: int) -> Floats:
    """How many code points have which codes (of `count`) in the first and second layer: documents by codes by codes."""
    flat = (found.documents * count + found.codes[:, 0]) * count + found.codes[:, 1]
    sums = np.bincount(flat, weights=found.lengths, minlength=documents * count * count)
    return np.asarray(sums.reshape(documents, count, count), np.float64)


def meetings(found: Pieces, takes_part: NDArray[np.bool_], count: int) -> Floats:
    """How often codes met, over all ordered pairs of annotators, divided by the others who take part.

    Documents by codes by codes. `takes_part` has a row for each layer, a column for each document.
    """
    present = takes_part[:, found.documents].T
    sizes = present.sum(axis=1)
    weights = np.divide(found.lengths, sizes - 1, out=np.zeros(len(sizes)), where=sizes > 1)
    documents = takes_part.shape[1]
    sums = np.zeros(documents * count * count)
    for first in range(found.codes.shape[1]):
        for second in range(found.codes.shape[1]):
            if first != second:
                both = present[:, first] & present[:, second]
                flat = (found.documents * count + found.codes[:, first]) * count + found.codes[:, second]
                sums += np.bincount(flat[both], weights=weights[both], minlength=len(sums))
    return np.asarray(sums.reshape(documents, count, count), np.float64)


def ratings(codes: Ints, count: int) -> Floats:
    """How many annotators gave each code: a row for each piece."""
    found = np.zeros((len(codes), count))
    for column in codes.T:
        found[np.arange(len(codes)), column] += 1
    return found
