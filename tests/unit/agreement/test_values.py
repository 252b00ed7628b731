"""Values of passages and documents, states and tags: what is compared, and what is said where nothing can be."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.agreement.alpha import Level, krippendorff_alpha
from desktop_app.agreement.kappa import cohen_kappa
from desktop_app.agreement.metrics import attribute_values, document_labels, document_values
from desktop_app.agreement.study import Coding, Measure, Study
from desktop_app.agreement.units import Unit, unit
from desktop_app.agreement.values import NO_VALUE, Question, Scale, alpha, answer, compared, distances, kappa

STANCE = Question("s", "Claim", "stance")
LETTERS = st.sampled_from("abc")


def of(found: list[Measure], *annotators: str, detail: str = "", attribute: str = "") -> Measure:
    (one,) = [
        item
        for item in found
        if item.annotators == annotators and detail in item.detail and attribute in ("", item.attribute)
    ]
    return one


def a_study(*layers: list[tuple[Unit, dict[str, str]]], question: Question = STANCE) -> Study:
    names = "abcdef"[: len(layers)]
    coding = Coding(
        "d",
        100,
        {name: [item for item, _values in layer] for name, layer in zip(names, layers, strict=True)},
        {name: [values for _item, values in layer] for name, layer in zip(names, layers, strict=True)},
    )
    return Study([coding], names, [question])


def claim(start: int, stance: str = "") -> tuple[Unit, dict[str, str]]:
    return unit(start, start + 5, "Claim"), {"s": stance} if stance else {}


def test_values_are_compared_over_passages_that_both_marked_alike() -> None:
    mine = [claim(0, "support"), claim(10, "oppose"), claim(20, "support"), claim(30, "oppose")]
    theirs = [claim(0, "support"), claim(10, "support"), claim(21, "oppose"), claim(30, "oppose")]
    found = of([*attribute_values.measure(a_study(mine, theirs))], "a", "b")
    assert found.parts == {"pairs": 3.0, "coverage": 0.75, "same": 2.0}
    expected = cohen_kappa([[1, 0], [1, 1]])
    assert found.coefficient.value == pytest.approx(expected.value)
    assert (found.label, found.attribute, found.coefficient.unit) == ("Claim", "stance", "passages")


def test_no_value_is_a_value_and_an_attribute_of_another_tag_is_not_asked_for() -> None:
    mine = [claim(0), claim(10, "oppose"), (unit(40, 44, "Actor"), {})]
    theirs = [claim(0), claim(10), (unit(40, 44, "Actor"), {})]
    found = of([*attribute_values.measure(a_study(mine, theirs))], "a", "b")
    assert found.coefficient.n == 2
    assert found.coefficient.observed == 0.5


def test_a_passage_that_was_marked_twice_counts_once() -> None:
    found = of(
        [*attribute_values.measure(a_study([claim(0, "x"), claim(0, "y")], [claim(0, "x")]))], "a", "b"
    )
    assert found.coefficient.n == 1


def test_of_three_annotators_there_is_alpha_as_well_with_gaps() -> None:
    layers = [[claim(0, "x"), claim(10, "y")], [claim(0, "x"), claim(10, "y")], [claim(0, "y")]]
    found = [*attribute_values.measure(a_study(*layers))]
    every = of(found, detail="alpha")
    assert every.coefficient.value == pytest.approx(
        krippendorff_alpha([["x", "x", "y"], ["y", "y", None]]).value
    )
    assert len([item for item in found if "kappa" in item.detail]) == 3


def test_passages_that_nobody_else_marked_leave_nothing_to_compare_and_it_is_said() -> None:
    found = of([*attribute_values.measure(a_study([claim(0, "x")], [claim(50, "x")]))], "a", "b")
    assert found.coefficient.value is None
    assert found.coefficient.reason
    assert found.parts["coverage"] == 0.0


def test_no_value_is_as_far_from_a_number_as_numbers_get() -> None:
    apart = distances([1, 2, 5, NO_VALUE], Scale.INTERVAL)
    assert apart[0].tolist() == [0.0, pytest.approx(1 / 16), 1.0, 1.0]
    assert apart[3].tolist() == [1.0, 1.0, 1.0, 0.0]


def test_what_was_not_chosen_among_several_is_an_empty_set() -> None:
    assert answer(None, Scale.SETS) == frozenset()
    assert distances([answer(("a",), Scale.SETS), answer(None, Scale.SETS)], Scale.SETS)[0, 1] == 1.0


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=3), min_size=2))
def test_alpha_of_numbers_is_krippendorffs_on_the_interval_scale(rows: list[list[int]]) -> None:
    ours = alpha(rows, Scale.INTERVAL, unit="u")
    assert ours.value == pytest.approx(krippendorff_alpha(rows, level=Level.INTERVAL).value)


@given(st.lists(st.lists(LETTERS, min_size=1, max_size=3)))
def test_alpha_without_a_table_is_that_with_one(rows: list[list[str]]) -> None:
    ours, table = alpha(rows, Scale.NOMINAL, unit="unit"), krippendorff_alpha(rows)
    assert ours.value == pytest.approx(table.value)
    assert (ours.n, ours.reason) == (table.n, table.reason)


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1))
def test_kappa_without_a_table_is_that_with_one(pairs: list[tuple[str, str]]) -> None:
    table = [[sum(pair == (one, other) for pair in pairs) for other in "abc"] for one in "abc"]
    ours, theirs = kappa(pairs, Scale.NOMINAL, unit="unit"), cohen_kappa(table)
    assert ours.value == pytest.approx(theirs.value)
    assert ours.reason == theirs.reason


@given(st.lists(st.tuples(LETTERS, LETTERS, st.none() | LETTERS), max_size=8), st.randoms())
def test_neither_the_order_of_annotators_nor_that_of_things_matters(
    rows: list[tuple[str, str, str | None]], chance: Random
) -> None:
    def all_of(order: list[int], things: list) -> dict:
        columns = {str(place): [row[place] for row in things] for place in order}
        return {
            (frozenset(item.annotators), item.kind): (item.coefficient, dict(item.parts))
            for item in compared(columns, Scale.NOMINAL, unit="u")
        }

    mixed = chance.sample(rows, len(rows))
    first, second = all_of([0, 1, 2], rows), all_of([2, 0, 1], mixed)
    assert first.keys() == second.keys()
    for key, (coefficient, parts) in first.items():
        assert coefficient.value == pytest.approx(second[key][0].value)
        assert (coefficient.n, coefficient.reason, parts) == (
            second[key][0].n,
            second[key][0].reason,
            second[key][1],
        )


TOPIC = Question("t", "", "topic")


def documents(answers: Sequence[tuple[str, ...]], states: Sequence[tuple[str, ...]] | None = None) -> Study:
    names = "abc"[: len(answers[0])]
    codings = [
        Coding(
            str(number),
            10,
            {name: [unit(0, 3, said)] for name, said in zip(names, row, strict=True) if said},
            answers={name: {"t": said} for name, said in zip(names, row, strict=True) if said},
            states=dict(zip(names, states[number], strict=True)) if states else {},
        )
        for number, row in enumerate(answers)
    ]
    return Study(codings, names, [TOPIC])


def test_values_of_documents_have_kappa_fleiss_and_alpha() -> None:
    study = documents([("x", "x", "y"), ("y", "y", "y"), ("x", "y", "x")])
    found = [*document_values.measure(study)]
    assert of(found, "a", "b").coefficient.value == pytest.approx(cohen_kappa([[1, 1], [0, 1]]).value)
    assert of(found, detail="fleiss").coefficient.n == 3
    assert of(found, detail="alpha").coefficient.value is not None


def test_where_somebody_did_not_take_part_fleiss_is_refused_and_alpha_is_not() -> None:
    found = [*document_values.measure(documents([("x", "x", "y"), ("y", "y", ""), ("x", "x", "x")]))]
    fleiss = of(found, detail="fleiss").coefficient
    assert fleiss.value is None
    assert "gaps" in fleiss.reason
    assert of(found, detail="alpha").coefficient.value is not None


def test_states_and_the_tags_of_documents_are_compared() -> None:
    states = [("done", "done"), ("in progress", "done")]
    found = [*document_labels.measure(documents([("x", "x"), ("x", "y")], states))]
    assert of(found, "a", "b", attribute="state").coefficient.observed == 0.5
    (tags,) = [item for item in found if item.attribute == "tags" and not item.label]
    assert tags.detail == "kappa, masi"
    assert {item.label for item in found if item.label} == {"x", "y"}
