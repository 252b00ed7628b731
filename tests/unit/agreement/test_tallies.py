"""Counts that are kept are those that would be made anew, whoever is named first and however a corpus is cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.agreement.alignment import align_layers
from desktop_app.agreement.became import Became
from desktop_app.agreement.metrics import METRICS
from desktop_app.agreement.metrics.span_f1 import Scheme, by_label, confusion, counts_of, kinds, span_f1
from desktop_app.agreement.study import Coding, Measure, Study
from desktop_app.agreement.tallies import Choice, Sum, Tallies
from desktop_app.agreement.units import Unit

LENGTH = 24


@st.composite
def units(draw: st.DrawFn) -> Unit:
    edges = sorted(draw(st.sets(st.integers(0, LENGTH), min_size=2, max_size=4)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return Unit(tuple(pairs), draw(st.sampled_from("AB")))


LAYERS = st.lists(units(), max_size=4)
DOCUMENT = st.fixed_dictionaries({}, optional={"anna": LAYERS, "ben": LAYERS, "carla": LAYERS})
CORPUS = st.lists(DOCUMENT, min_size=1, max_size=4)
PEOPLE = ("anna", "ben", "carla")
EVERYBODY = Choice(PEOPLE, unfinished=True)

Layers = Mapping[str, Sequence[Unit]]
Plain = tuple[int, tuple[int, ...], dict[tuple[str, str], int], dict[str, tuple[int, ...]]]
NOTHING: Plain = (0, (0,) * 6, {}, {})


def coding(uid: str, layers: Layers) -> Coding:
    return Coding(uid, LENGTH, layers, states=dict.fromkeys(layers, "in progress"))


def counted(documents: Mapping[str, Layers]) -> Tallies:
    found = Tallies()
    for uid, layers in documents.items():
        add(found, uid, layers)
    return found


def add(found: Tallies, uid: str, layers: Layers) -> None:
    found.count(Study([coding(uid, layers)], sorted(layers)), {})


def plain(found: Tallies) -> dict[frozenset[str], Plain]:
    """Sums by the names of annotators and labels, as they do not depend on when each was first seen."""
    return {frozenset(item.annotators): of_sum(item, found.labels) for item in found.sums(EVERYBODY)}


def of_sum(item: Sum, labels: Sequence[str]) -> Plain:
    turned = item.annotators[0] > item.annotators[1]
    swap = [0, 1, 2, 3, 5, 4] if turned else [0, 1, 2, 3, 4, 5]
    met = item.met.T if turned else item.met
    names = ("", *labels)
    pairs = {
        (names[row], names[column]): int(met[row, column])
        for row in range(len(names))
        for column in range(len(names))
        if met[row, column]
    }
    tags = {
        label: tuple(row[swap].tolist()) for label, row in zip(labels, item.labels, strict=True) if row.any()
    }
    return item.documents, tuple(item.kinds[swap].tolist()), pairs, tags


@given(CORPUS)
def test_sums_are_those_of_the_whole_corpus_at_once(corpus: list[Layers]) -> None:
    found = counted({str(number): layers for number, layers in enumerate(corpus)})
    study = Study([coding(str(number), layers) for number, layers in enumerate(corpus)], PEOPLE)
    whole = {}
    for pair in study.pairs():
        shared, (one, other) = study.together(pair)
        alignment = align_layers(one, other)
        rows = by_label(len(study.labels), one, other, alignment)
        tags = {
            label: tuple(row.tolist()) for label, row in zip(study.labels, rows, strict=True) if row.any()
        }
        whole[frozenset(pair)] = (
            int(shared.sum()),
            tuple(kinds(study, one, other, alignment).sum(axis=0).tolist()),
            confusion(study.labels, one, other, alignment),
            tags,
        )
    kept = plain(found)
    assert {pair: kept.get(pair, NOTHING) for pair in whole} == whole


@given(CORPUS, st.lists(st.tuples(st.integers(0, 3), DOCUMENT | st.none()), max_size=6))
@settings(max_examples=60)
def test_what_is_kept_over_any_edits_is_what_would_be_counted_anew(
    corpus: list[Layers], edits: list[tuple[int, Layers | None]]
) -> None:
    now = {str(number): layers for number, layers in enumerate(corpus)}
    kept = counted(now)
    for number, layers in edits:
        kept.sums(EVERYBODY)
        if layers is None:
            now.pop(str(number), None)
            kept.forget(str(number))
        else:
            now[str(number)] = layers
            add(kept, str(number), layers)
    fresh = plain(counted(now))
    for pair, found in plain(kept).items():
        assert found == fresh.get(pair, NOTHING)


@given(CORPUS)
def test_the_rows_of_documents_add_up_to_the_sums(corpus: list[Layers]) -> None:
    found = counted({str(number): layers for number, layers in enumerate(corpus)})
    _uids, table = found.by_document(EVERYBODY)
    total = sum((item.kinds for item in found.sums(EVERYBODY)), np.zeros(6, np.int64))
    assert table.sum(axis=0).tolist() == total.tolist()
    for number, label in enumerate(found.labels):
        _uids, table = found.by_document(EVERYBODY, label)
        total = sum((item.labels[number] for item in found.sums(EVERYBODY)), np.zeros(6, np.int64))
        assert table.sum(axis=0).tolist() == total.tolist()


def test_only_finished_documents_count_unless_others_are_wanted() -> None:
    layers = {"anna": [Unit(((0, 3),), "A")], "ben": [Unit(((0, 3),), "A")]}
    found = Tallies()
    done = Coding("1", LENGTH, layers, states={"anna": "done", "ben": "done"})
    begun = Coding("2", LENGTH, layers, states={"anna": "done", "ben": "in progress"})
    found.count(Study([done, begun], ["anna", "ben"]), {"1": {"anna": "2026-01-02", "ben": "2026-01-05"}})
    choice = Choice(("anna", "ben"))
    assert [item.documents for item in found.sums(choice)] == [1]
    assert [item.documents for item in found.sums(Choice(("anna", "ben"), unfinished=True))] == [2]
    assert [
        item.documents
        for item in found.sums(Choice(("anna", "ben"), documents=frozenset({"2"}), unfinished=True))
    ] == [1]
    assert found.finished(choice) == {"anna": 2, "ben": 1}
    assert found.moments(choice)["1"] == "2026-01-05"


@given(CORPUS)
def test_the_documents_behind_a_number_have_as_many_as_it_says_whoever_is_named_first(
    corpus: list[Layers],
) -> None:
    found = counted({str(number): layers for number, layers in enumerate(corpus)})
    for item in found.sums(EVERYBODY):
        one, other = item.annotators
        for kind in range(6):
            where = found.where((one, other), [kind], (None, None), unfinished=True)
            assert sum(where.values()) == item.kinds[kind]
            turned = {4: 5, 5: 4}.get(kind, kind)
            assert found.where((other, one), [turned], (None, None), unfinished=True) == where
        names = ("", *found.labels)
        for row, column in np.argwhere(item.met).tolist():
            where = found.where((one, other), range(6), (names[row], names[column]), unfinished=True)
            assert sum(where.values()) == item.met[row, column]


# Every metric


def numbers(found: Sequence[Measure]) -> dict:
    return {
        (item.metric, frozenset(item.annotators), item.label, item.attribute, item.detail): (
            item.coefficient.value,
            item.coefficient.n,
            item.coefficient.reason,
            item.documents,
        )
        for item in found
    }


QUICK = [key for key in METRICS if key != "gamma"]


@given(CORPUS, st.permutations(PEOPLE), st.randoms())
@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize("key", QUICK)
def test_neither_the_order_of_annotators_nor_that_of_passages_changes_any_number(
    key: str, corpus: list[Layers], people: Sequence[str], chance: Random
) -> None:
    straight = [coding(str(number), layers) for number, layers in enumerate(corpus)]
    mixed = [
        coding(
            str(number),
            {name: chance.sample(layers[name], len(layers[name])) for name in reversed([*layers])},
        )
        for number, layers in enumerate(corpus)
    ]
    first = numbers([*METRICS[key].measure(Study(straight, PEOPLE))])
    second = numbers([*METRICS[key].measure(Study(mixed, people))])
    assert first.keys() == second.keys()
    for name, (value, *rest) in first.items():
        assert second[name][0] == pytest.approx(value)
        assert [*second[name][1:]] == rest


@given(st.lists(st.tuples(LAYERS, LAYERS), min_size=1, max_size=4), st.sampled_from(Scheme))
def test_documents_that_are_counted_one_by_one_add_up_to_the_whole(
    corpus: list[tuple[list[Unit], list[Unit]]], scheme: Scheme
) -> None:
    parts = [span_f1(one, other, scheme) for one, other in corpus]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    codings = [coding(str(number), {"anna": one, "ben": other}) for number, (one, other) in enumerate(corpus)]
    study = Study(codings, ["anna", "ben"])
    one, other = study.layers["anna"], study.layers["ben"]
    table = kinds(study, one, other, align_layers(one, other))
    assert counts_of(table.sum(axis=0), scheme) == total


def test_a_kind_is_named_as_its_column_is() -> None:
    assert [kind.name for kind in Became][:6] == ["SAME", "LABEL", "BOUNDARY", "BOTH", "MISSING", "SPURIOUS"]
