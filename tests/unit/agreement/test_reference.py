"""Published and independently computed values: tests/data/agreement says where each is from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from desktop_app.agreement.alpha import Level, alpha_of, coincidences, krippendorff_alpha
from desktop_app.agreement.kappa import cohen_kappa, fleiss_kappa, gwet_ac1, scott_pi
from desktop_app.agreement.metrics.character_f1 import common
from desktop_app.agreement.metrics.gamma import disorder, gamma
from desktop_app.agreement.metrics.span_f1 import Counts, Scheme, measure, span_f1
from desktop_app.agreement.metrics.u_alpha import Continuum, u_alpha
from desktop_app.agreement.segments import crosstabs, pieces
from desktop_app.agreement.study import Coding, Study
from desktop_app.agreement.units import Coefficient, unit

CASES = Path(__file__).parents[2] / "data" / "agreement"


def case(name: str) -> dict:
    return json.loads(next(CASES.glob(f"{name}-*.json")).read_text(encoding="utf-8"))


def coding(uid: str, length: int, annotators: dict) -> Coding:
    return Coding(uid, length, {name: [unit(*span) for span in spans] for name, spans in annotators.items()})


def expected(name: str) -> list:
    return [
        pytest.param(item, id=f"{item['metric']} {item.get('params', '')}") for item in case(name)["expected"]
    ]


def value_of(found: Coefficient, metric: str) -> float | None:
    if metric.startswith("observed"):
        return found.observed
    return found.expected if metric.startswith("expected") else found.value


@pytest.mark.parametrize("wanted", expected("S1"))
def test_alpha_of_three_coders_with_gaps_is_the_published_one(wanted: dict) -> None:
    units = zip(*case("S1")["input"]["values"], strict=True)
    found = krippendorff_alpha(units, level=Level(wanted["params"]["level"]))
    assert value_of(found, wanted["metric"]) == pytest.approx(wanted["value"], abs=wanted["tolerance"])


@pytest.mark.parametrize("wanted", expected("S2"))
def test_coefficients_of_a_two_by_two_table_are_the_published_ones(wanted: dict) -> None:
    table = np.array(case("S2")["input"]["table"], float)
    metric = wanted["metric"]
    found = {
        "scott_pi": lambda: scott_pi(table),
        "gwet_ac1": lambda: gwet_ac1(table),
        "krippendorff_alpha": lambda: alpha_of(table + table.T, n=50),
    }.get(metric, lambda: cohen_kappa(table))()
    assert value_of(found, metric) == pytest.approx(wanted["value"], abs=wanted["tolerance"])


@pytest.mark.parametrize("wanted", expected("S3"))
def test_fleiss_kappa_of_fourteen_raters_is_the_published_one(wanted: dict) -> None:
    found = fleiss_kappa(case("S3")["input"]["counts"])
    assert value_of(found, wanted["metric"]) == pytest.approx(wanted["value"], abs=wanted["tolerance"])


@pytest.mark.parametrize("wanted", expected("S4"))
def test_scores_of_spans_are_those_of_the_worked_case(wanted: dict) -> None:
    documents = case("S4")["input"]["documents"]
    study = Study(
        [coding(item["id"], item["length"], item["annotators"]) for item in documents], ["ann", "bob"]
    )
    if wanted["metric"] == "character_f1":
        rows = [common(study, [*study.layers.values()], number).sum(axis=0) for number in range(1, 4)]
        both, one, other = np.sum(rows, axis=0)
        assert 2 * both / (one + other) == pytest.approx(wanted["value"], abs=wanted["tolerance"])
        return
    scheme = Scheme(wanted["params"]["scheme"])
    measured = next(item for item in measure(study) if not item.label and item.detail == scheme)
    assert measured.coefficient.value == pytest.approx(wanted["value"], abs=wanted["tolerance"])
    layers = [item.layers for item in study.codings]
    found = sum((span_f1(item["ann"], item["bob"], scheme) for item in layers), Counts())
    assert found == Counts(**{key.lower(): number for key, number in wanted["counts"].items()})
    assert found.f1 == pytest.approx(wanted["value"], abs=wanted["tolerance"])
    assert found.precision == pytest.approx(wanted["precision"], abs=wanted["tolerance"])
    assert found.recall == pytest.approx(wanted["recall"], abs=wanted["tolerance"])


@pytest.mark.parametrize("wanted", expected("S5"))
def test_measures_of_units_in_a_text_are_those_of_the_worked_case(wanted: dict) -> None:
    whole = coding("", 60, case("S5")["input"]["annotators"])
    study, layers = Study([whole], ["ann", "bob"]), whole.layers
    one, other = layers["ann"], layers["bob"]
    table = crosstabs(pieces(study, [*study.layers.values()]), 1, 3)[0]
    found = {
        "u_alpha": lambda: u_alpha([Continuum(60, layers)]).value,
        "u_alpha_binary": lambda: u_alpha([Continuum(60, layers)], binary=True).value,
        "cohen_kappa": lambda: cohen_kappa(table).value,
        "krippendorff_alpha": lambda: alpha_of((table + table.T).astype(float), n=60).value,
        "gamma_observed_disorder": lambda: disorder(one, other),
        "gamma": lambda: gamma([(one, other)], samples=400).value,
    }[wanted["metric"]]()
    assert found == pytest.approx(wanted["value"], abs=wanted["tolerance"])


def test_coincidences_leave_units_with_one_value_out() -> None:
    assert coincidences([[1, 0], [2, 0], [1, 1]]).tolist() == [[2, 1], [1, 0]]
