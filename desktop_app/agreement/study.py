"""What is compared: documents with the layers of those who coded them, laid end to end in arrays.

Each document lies behind the one before, so that all of them are one long text in which no unit reaches from one
document into another. `documents` has where each begins, and at its end where the last one ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from desktop_app.agreement.intervals import Interval
from desktop_app.agreement.units import NO_SLOTS, Coefficient, Range, SlotName, Unit, UnitLink
from desktop_app.agreement.values import Question
from desktop_app.model.records import State
from desktop_app.model.values import Values

Ints = NDArray[np.int64]

FINISHED = frozenset({State.DONE, State.REVIEWED})
"""The states in which an annotator's layer of a document can be compared."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One document: its length in code points, and the layer of each annotator (by uid) who takes part.

    `values` are those of the units, in the same order, `answers` those of the document, both for those who take part.
    `states` are those of everybody who began it, `links` say which units fill slots of others. All may be left out.
    """

    document_uid: str
    length: int
    layers: Mapping[str, Sequence[Unit]]
    values: Mapping[str, Sequence[Values]] = field(default_factory=dict)
    answers: Mapping[str, Values] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, Sequence[UnitLink]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layer:
    """The units of one annotator in all documents, a row each, in the order in which they were given.

    `start` and `end` are those of the envelope; `extent` is equal where all passages are, `label` counts from 1.
    `part` has a row (start, end, label) for each passage. `coded` says which documents the annotator takes part in.
    """

    start: Ints
    end: Ints
    extent: Ints
    label: Ints
    part: Ints
    coded: NDArray[np.bool_]
    ranges: Mapping[int, tuple[Range, ...]]
    """The passages of the rows that have several."""
    values: Sequence[Values] = ()
    """The values of each row; empty where nobody gave any."""

    def __len__(self) -> int:
        return len(self.start)

    def taken(self, rows: NDArray[np.bool_], parts: NDArray[np.bool_]) -> Layer:
        """Some of the units and of the passages."""
        places = np.flatnonzero(rows)
        several = {
            number: self.ranges[old] for number, old in enumerate(places.tolist()) if old in self.ranges
        }
        return Layer(
            self.start[places],
            self.end[places],
            self.extent[places],
            self.label[places],
            self.part[parts],
            self.coded,
            several if self.ranges else {},
            [self.values[number] for number in places.tolist()] if self.values else (),
        )


class Study:
    """Documents that several annotators coded. `annotators` are uids, in the order of comparison, `labels` sorted.

    `questions` are what annotators could say about units and documents, `slots` (by key) what units can be filled with.
    """

    def __init__(
        self,
        codings: Iterable[Coding],
        annotators: Sequence[str],
        questions: Iterable[Question] = (),
        slots: Mapping[str, SlotName] = NO_SLOTS,
    ) -> None:
        self.codings = tuple(codings)
        self.slots = slots
        self.annotators = tuple(annotators)
        self.questions = tuple(questions)
        found = {item.label for coding in self.codings for layer in coding.layers.values() for item in layer}
        self.labels = tuple(sorted(found))
        lengths = [coding.length for coding in self.codings]
        # A code point between two documents, so that units at their edges do not touch.
        self.documents: Ints = np.concatenate(
            [np.zeros(1, np.int64), np.cumsum(np.array(lengths, np.int64) + 1)]
        )
        self._extents: dict[tuple[Range, ...], int] = {}
        self._codes = {label: number for number, label in enumerate(self.labels, 1)}
        self.layers = {uid: self._layer(uid) for uid in self.annotators}

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every two annotators, once."""
        yield from combinations(self.annotators, 2)

    def together(self, annotators: Sequence[str]) -> tuple[NDArray[np.bool_], list[Layer]]:
        """Which documents all of these take part in, and their layers there."""
        layers = [self.layers[uid] for uid in annotators]
        shared = np.ones(len(self.codings), np.bool_)
        for layer in layers:
            shared &= layer.coded
        if shared.all():
            return shared, layers
        return shared, [
            layer.taken(shared[self.document_of(layer.start)], shared[self.document_of(layer.part[:, 0])])
            for layer in layers
        ]

    def document_of(self, places: Ints) -> Ints:
        """The documents that code points lie in."""
        return np.searchsorted(self.documents, places, "right") - 1

    def _layer(self, uid: str) -> Layer:
        rows: list[tuple[int, int, int, int]] = []
        parts: list[tuple[int, int, int]] = []
        several: dict[int, tuple[Range, ...]] = {}
        for coding, offset in zip(self.codings, self.documents.tolist(), strict=False):
            for item in coding.layers.get(uid, ()):
                ranges, code = item.ranges, self._codes[item.label]
                if offset:
                    ranges = tuple((start + offset, end + offset) for start, end in ranges)
                if len(ranges) > 1:
                    several[len(rows)] = ranges
                number = self._extents.setdefault(ranges, len(self._extents))
                rows.append((ranges[0][0], ranges[-1][1], number, code))
                parts += [(first, last, code) for first, last in ranges]
        table = np.array(rows, np.int64).reshape(-1, 4)
        start, end, extent, label = (np.ascontiguousarray(column) for column in table.T)
        return Layer(
            start,
            end,
            extent,
            label,
            part=np.array(sorted(parts), np.int64).reshape(-1, 3),
            coded=np.array([uid in coding.layers for coding in self.codings], np.bool_),
            ranges=several,
            values=self._values(uid, len(rows)),
        )

    def _values(self, uid: str, count: int) -> Sequence[Values]:
        found = [
            values for coding in self.codings if uid in coding.layers for values in coding.values.get(uid, ())
        ]
        return found if len(found) == count else ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a metric: for a pair of annotators (all of them if empty) and a label (all if '').

    `attribute` is what was asked, where values are compared. `detail` names what else tells it apart from others of the
    metric, `documents` says how many it rests on. `parts` is what it was worked out from: counts, seeds, weights.
    """

    metric: str
    coefficient: Coefficient
    documents: int
    annotators: tuple[str, ...] = ()
    label: str = ""
    detail: str = ""
    interval: Interval | None = None
    parts: Mapping[str, float | None] = field(default_factory=dict)
    attribute: str = ""
