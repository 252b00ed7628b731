"""The same numbers as from independent packages, on random input."""

from __future__ import annotations

import warnings
from typing import Literal

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa as their_fleiss_kappa

from desktop_app.agreement.alpha import Level, krippendorff_alpha
from desktop_app.agreement.kappa import Weights, cohen_kappa, fleiss_kappa

THEIR_LEVELS: dict[Level, Literal["nominal", "ordinal", "interval", "ratio"]] = {
    Level.NOMINAL: "nominal",
    Level.ORDINAL: "ordinal",
    Level.INTERVAL: "interval",
    Level.RATIO: "ratio",
}
CODINGS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)
GAPS = st.lists(
    st.tuples(*[st.one_of(st.none(), st.integers(1, 5)) for _coder in range(4)]), min_size=1, max_size=25
)


@settings(max_examples=150, deadline=None)
@given(CODINGS, st.sampled_from(Weights))
def test_cohens_kappa_is_that_of_scikit_learn(codings: list[tuple[int, int]], weights: Weights) -> None:
    one, other = zip(*codings, strict=True)
    assume(len({*one, *other}) > 1)
    labels = sorted({*one, *other})
    table = np.zeros((len(labels), len(labels)))
    for pair in codings:
        table[labels.index(pair[0]), labels.index(pair[1])] += 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohen_kappa_score(one, other, weights=None if weights is Weights.NONE else str(weights))
    assert cohen_kappa(table, weights=weights).value == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=150, deadline=None)
@given(GAPS, st.sampled_from(Level))
def test_alpha_is_that_of_the_krippendorff_package(units: list[tuple[int | None, ...]], level: Level) -> None:
    ours = krippendorff_alpha(units, level=level)
    paired = [row for row in units if sum(value is not None for value in row) > 1]
    if len({value for row in paired for value in row if value is not None}) < 2:
        assert ours.value is None
        assert ours.reason
        return
    data = np.array([[np.nan if value is None else value for value in row] for row in units], float).T
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=THEIR_LEVELS[level])
    assert ours.value == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 6), st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=2, max_size=20)
)
def test_fleiss_kappa_is_that_of_statsmodels(raters: int, rows: list[list[int]]) -> None:
    counts = np.array([[row[:raters].count(label) for label in range(4)] for row in rows])
    ours = fleiss_kappa(counts)
    if (counts.sum(axis=0) > 0).sum() < 2:
        assert ours.value is None
        return
    assert ours.value == pytest.approx(their_fleiss_kappa(counts), abs=1e-9)
