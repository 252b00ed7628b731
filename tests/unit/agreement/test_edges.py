"""What is decided where others disagree: nothing is shown as 0 or 1 that is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from desktop_app.agreement.alpha import krippendorff_alpha, masi
from desktop_app.agreement.intervals import f1_values, interval, resampled
from desktop_app.agreement.kappa import cohen_kappa, fleiss_kappa, gwet_ac1, scott_pi
from desktop_app.agreement.metrics.character_f1 import common
from desktop_app.agreement.metrics.gamma import disorder, gamma
from desktop_app.agreement.metrics.span_f1 import Counts, span_f1
from desktop_app.agreement.metrics.u_alpha import Continuum, u_alpha
from desktop_app.agreement.segments import crosstabs, overlaps, pieces
from desktop_app.agreement.study import Coding, Study
from desktop_app.agreement.units import Coefficient, Unit, unit

LENGTH = 30


@st.composite
def disjoint(draw: st.DrawFn) -> list[Unit]:
    edges = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [unit(start, end, draw(st.sampled_from("AB"))) for start, end in pairs]


def characters(layer: list[Unit]) -> list[str]:
    found = ["O"] * LENGTH
    for item in layer:
        for start, end in item.ranges:
            found[start:end] = item.label * (end - start)
    return found


def test_two_empty_layers_have_no_score_and_leave_the_others_alone() -> None:
    empty = span_f1([], [])
    assert (empty.f1, empty.precision, empty.recall) == (None, None, None)
    some = span_f1([unit(0, 3, "A")], [unit(0, 3, "A")])
    assert (some + empty).f1 == 1.0


def test_one_empty_layer_scores_nought() -> None:
    found = span_f1([unit(0, 3, "A")], [])
    assert found == Counts(mis=1)
    assert (found.f1, found.recall, found.precision) == (0.0, 0.0, None)


@pytest.mark.parametrize("measure", [cohen_kappa, scott_pi])
def test_one_label_that_both_used_is_undefined_and_says_so(
    measure: Callable[[ArrayLike], Coefficient],
) -> None:
    found = measure([[7, 0], [0, 0]])
    assert found.value is None
    assert found.observed == 1.0
    assert "one label" in found.reason


def test_kappa_below_nought_is_shown() -> None:
    found = cohen_kappa([[0, 5], [5, 0]])
    assert found.value == pytest.approx(-1.0)


def test_a_label_called_nan_is_a_label() -> None:
    found = krippendorff_alpha([("nan", "nan"), ("nan", "b"), ("b", "b")])
    assert found.n == 3
    assert found.value == pytest.approx(1 - (2 / 6) / (18 / 30))


def test_what_nobody_coded_has_no_coefficient() -> None:
    for found in (
        cohen_kappa(np.zeros((2, 2))),
        scott_pi(np.zeros((2, 2))),
        gwet_ac1(np.zeros((2, 2))),
        fleiss_kappa(np.zeros((0, 2))),
        krippendorff_alpha([]),
        krippendorff_alpha([("a", None)]),
        u_alpha([]),
        u_alpha([Continuum(9, {"one": [], "two": []})]),
        gamma([([], [])]),
    ):
        assert found.value is None
        assert found.reason
    assert disorder([], []) is None


def test_fleiss_kappa_refuses_gaps_and_a_lone_rater() -> None:
    assert "gaps" in fleiss_kappa([[2, 1], [1, 1]]).reason
    assert fleiss_kappa([[1, 0], [0, 1]]).value is None


def test_layers_that_overlap_themselves_are_refused_with_a_reason() -> None:
    layer = [unit(0, 5, "A"), unit(3, 8, "B")]
    found = u_alpha([Continuum(9, {"one": layer, "two": []})])
    assert found.value is None
    assert "two marks" in found.reason
    study = Study([Coding("", 9, {"one": layer, "two": [unit(0, 5, "A")]})], ["one", "two"])
    layers = [*study.layers.values()]
    assert [overlaps(item) for item in layers] == [True, False]
    assert crosstabs(pieces(study, layers, 1), 1, 2)[0].tolist() == [[4, 0], [0, 5]]


def test_distances_of_sets_are_those_of_their_papers() -> None:
    abc, ab, bd, none = map(frozenset, ("abc", "ab", "bd", ""))
    assert masi(abc, ab) == pytest.approx(1 - 2 / 3 * 2 / 3)
    assert masi(ab, bd) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert (masi(ab, ab), masi(ab, none), masi(none, none)) == (0.0, 1.0, 0.0)
    assert krippendorff_alpha([(ab, ab), (bd, abc)], distance=masi).value is not None


@given(disjoint(), disjoint())
def test_tables_of_characters_are_those_of_arrays(one: list[Unit], other: list[Unit]) -> None:
    rows = [characters(one), characters(other)]
    study = Study([Coding(name, LENGTH, {"one": one, "two": other}) for name in "xy"], ["one", "two"])
    layers, names = [*study.layers.values()], ["O", *study.labels]
    wanted = [[sum(pair == (a, b) for pair in zip(*rows, strict=True)) for b in names] for a in names]
    assert crosstabs(pieces(study, layers), 2, len(names)).tolist() == [wanted, wanted]
    for number, label in enumerate(study.labels, 1):
        both = sum(a == b == label for a, b in zip(*rows, strict=True))
        assert (
            common(study, layers, number).tolist() == [[both, rows[0].count(label), rows[1].count(label)]] * 2
        )


@given(disjoint(), disjoint(), disjoint())
def test_u_alpha_is_that_of_arrays(one: list[Unit], two: list[Unit], three: list[Unit]) -> None:
    layers = {"one": one, "two": two, "three": three}
    found = u_alpha([Continuum(LENGTH, layers)])
    wanted = by_arrays(list(layers.values()))
    assert (found.value is None) == (wanted is None)
    if wanted is not None:
        assert found.value == pytest.approx(wanted, abs=1e-9)


def by_arrays(layers: list[list[Unit]]) -> float | None:
    """The same from the label of every character, and a sum over characters for each pair of annotators."""
    names = ["O", "A", "B"]
    rows = [characters(layer) for layer in layers]
    observed = np.zeros((3, 3))
    for first, one in enumerate(rows):
        for second, other in enumerate(rows):
            if first != second:
                for a, b in zip(one, other, strict=True):
                    observed[names.index(a), names.index(b)] += 1 / (len(rows) - 1)
    squares = np.zeros(3)
    for layer, row in zip(layers, rows, strict=True):
        squares[0] += row.count("O")
        for item in layer:
            squares[names.index(item.label)] += (item.end - item.start) ** 2
    margins, total = observed.sum(axis=1), observed.sum()
    if not any(layers):
        return None
    expected = (np.outer(margins, margins) - np.diag(squares)) / (total - squares.sum() / total)
    chance = expected.sum() - np.trace(expected)
    return 1 - (total - np.trace(observed)) / chance if abs(chance) > 1e-12 else None


def test_gamma_can_be_stopped_and_repeats_itself_with_the_same_seed() -> None:
    one = [unit(place, place + 8, "A") for place in range(0, 200, 20)]
    other = [unit(place + 2, place + 9, "A") for place in range(0, 200, 20)]
    assert gamma([(one, other)], seed=3) == gamma([(one, other)], seed=3)
    stopped = gamma([(one, other)], go_on=lambda done: done < 2)
    assert stopped.value is None
    assert stopped.observed is not None


def test_an_interval_needs_two_documents_and_is_the_same_for_the_same_seed() -> None:
    rows = [[8, 1, 0, 1, 0], [3, 3, 0, 2, 1], [5, 0, 0, 0, 4]]
    assert interval(f1_values(resampled(rows[:1])), 1).low is None
    found = interval(f1_values(resampled(rows, seed=5)), 3, seed=5)
    assert found == interval(f1_values(resampled(rows, seed=5)), 3, seed=5)
    assert found.low is not None
    assert found.high is not None
    whole = Counts(*(sum(column) for column in zip(*rows, strict=True))).f1
    assert whole is not None
    assert found.low < whole < found.high


def test_replicates_without_a_value_are_left_out_and_counted() -> None:
    found = interval(f1_values(resampled([[0, 0, 0, 0, 0], [1, 0, 0, 0, 0]], replicates=400)), 2)
    assert 50 < found.dropped < 150
    assert (found.low, found.high) == (1.0, 1.0)
