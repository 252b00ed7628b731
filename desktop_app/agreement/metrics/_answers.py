"""What annotators answered about units that they marked alike: equal passages under an equal label."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from desktop_app.agreement.alpha import Value
from desktop_app.agreement.study import Ints, Layer, Measure, Study
from desktop_app.agreement.values import Question, Scale, answer, compared
from desktop_app.base.i18n import N_

UNIT = N_("passages")


def measured(study: Study, key: str, scales: Collection[Scale]) -> Iterator[Measure]:
    """For each question on one of these scales: every pair, and all annotators where there are more than two."""
    numbers = {label: number for number, label in enumerate(study.labels, 1)}
    for question in study.questions:
        if question.label in numbers and question.scale in scales:
            yield from _of_question(study, question, numbers[question.label], key)


def _of_question(study: Study, question: Question, label: int, key: str) -> Iterator[Measure]:
    layers = [study.layers[uid] for uid in study.annotators]
    rows = [_first_rows(layer, label) for layer in layers]
    keys = np.unique(np.concatenate([layer.extent[found] for layer, found in zip(layers, rows, strict=True)]))
    answers = {
        uid: _answers(layer, found, keys, question)
        for uid, layer, found in zip(study.annotators, layers, rows, strict=True)
    }
    documents = _documents(study, layers, rows)
    for item in compared(answers, question.scale, unit=UNIT, fleiss=False):
        chosen = item.annotators or study.annotators
        counted = int((np.sum([documents[uid] for uid in chosen], axis=0) > 1).sum())
        detail = f"{item.kind}, {question.scale}"
        yield Measure(
            key,
            item.coefficient,
            counted,
            item.annotators,
            question.label,
            detail,
            parts=item.parts,
            attribute=question.name,
        )


def _first_rows(layer: Layer, label: int) -> Ints:
    """The rows with the label, only the first of several with equal passages."""
    rows = np.flatnonzero(layer.label == label)
    return rows[np.unique(layer.extent[rows], return_index=True)[1]]


def _answers(layer: Layer, rows: Ints, keys: Ints, question: Question) -> list[Value | None]:
    found: list[Value | None] = [None] * len(keys)
    places = np.searchsorted(keys, layer.extent[rows])
    for place, row in zip(places.tolist(), rows.tolist(), strict=True):
        values = layer.values[row] if layer.values else {}
        found[place] = answer(values.get(question.uid), question.scale)
    return found


def _documents(study: Study, layers: list[Layer], rows: list[Ints]) -> dict[str, Ints]:
    """1 for each document in which an annotator used the label."""
    found = {}
    for uid, layer, chosen in zip(study.annotators, layers, rows, strict=True):
        used = np.bincount(study.document_of(layer.start[chosen]), minlength=len(study.codings))
        found[uid] = np.minimum(used, 1)
    return found
