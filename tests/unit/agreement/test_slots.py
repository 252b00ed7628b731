"""Agreement on what fills slots, on concepts one level up and on dates that overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.agreement.metrics import date_overlap, parent_concepts, slots
from desktop_app.agreement.metrics.slots import most_pairs
from desktop_app.agreement.study import Coding, Measure, Study
from desktop_app.agreement.units import SlotName, UnitLink, unit
from desktop_app.agreement.values import Question, Scale, overlap
from desktop_app.model.values import Values

SLOTS = {"who": SlotName("Claim", "claimant"), "": SlotName("", "related")}


def study(one: list[UnitLink], other: list[UnitLink], *, longer: int = 0) -> Study:
    """Both marked a claim and two actors, the second one's first actor so much longer."""
    mine = [unit(0, 30, "Claim"), unit(40, 46, "Actor"), unit(50, 58, "Actor")]
    theirs = [unit(0, 30, "Claim"), unit(40, 46 + longer, "Actor"), unit(50, 58, "Actor")]
    coding = Coding("d", 100, {"a": mine, "b": theirs}, links={"a": one, "b": other})
    return Study([coding], ["a", "b"], slots=SLOTS)


def found(made: Study) -> dict[tuple[str, str, str], Measure]:
    return {(item.label, item.attribute, item.detail): item for item in slots.measure(made)}


def test_the_same_filler_counts_once_and_a_boundary_only_where_it_is_lenient() -> None:
    numbers = found(study([UnitLink(0, "who", 1)], [UnitLink(0, "who", 1)], longer=3))
    assert numbers["Claim", "claimant", "strict"].coefficient.value == 0
    assert numbers["Claim", "claimant", "lenient"].coefficient.value == 1
    assert numbers["", "", "lenient"].coefficient.n == 2
    assert numbers["Claim", "claimant", "filled"].parts == {"pairs": 1.0, "same": 1.0}


def test_precision_and_recall_are_told_apart() -> None:
    numbers = found(study([UnitLink(0, "who", 1), UnitLink(0, "who", 2)], [UnitLink(0, "who", 2)]))
    parts = numbers["Claim", "claimant", "strict"].parts
    assert parts["precision"] == 1
    assert parts["recall"] == 0.5
    assert numbers["Claim", "claimant", "strict"].coefficient.value == pytest.approx(2 / 3)


def test_entities_and_the_date_of_the_document_are_the_same_or_not() -> None:
    numbers = found(study([UnitLink(0, "who", "entity x")], [UnitLink(0, "who", "entity x")]))
    assert numbers["", "", "strict"].coefficient.value == 1
    numbers = found(study([UnitLink(0, "who", "entity x")], [UnitLink(0, "who", "published")]))
    assert numbers["", "", "lenient"].coefficient.value == 0


def test_a_study_without_links_has_no_numbers() -> None:
    made = Study([Coding("d", 10, {"a": [unit(0, 3, "x")], "b": [unit(0, 3, "x")]})], ["a", "b"], slots=SLOTS)
    assert found(made) == {}


LINKS = st.lists(
    st.builds(
        UnitLink, st.integers(0, 2), st.sampled_from(["who", ""]), st.integers(0, 2) | st.just("entity x")
    ),
    max_size=6,
    unique=True,
)


@given(LINKS, LINKS, st.integers(0, 6))
def test_swapping_annotators_swaps_precision_and_recall_and_nothing_else(
    one: list[UnitLink], other: list[UnitLink], longer: int
) -> None:
    made = study(one, other, longer=longer)
    (coding,) = made.codings
    there, back = found(made), found(Study([coding], ["b", "a"], slots=SLOTS))
    assert there.keys() == back.keys()
    for key, item in there.items():
        assert back[key].coefficient == item.coefficient
        assert back[key].parts.get("precision") == item.parts.get("recall")
        assert back[key].parts.get("same") == item.parts.get("same")
        if key[2] == "lenient":
            strict = there[(*key[:2], "strict")].parts["cor"]
            assert (item.parts["cor"] or 0) >= (strict or 0)


RANGES = st.lists(st.integers(0, 8).map(lambda start: ((start, start + 3),)), max_size=5)


@given(RANGES, RANGES)
def test_pairs_of_fillers_are_as_many_whoever_is_first(
    one: list[slots.Target], other: list[slots.Target]
) -> None:
    assert most_pairs(one, other) == most_pairs(other, one) <= min(len(one), len(other))


def valued(one: Values, other: Values, question: Question) -> Study:
    units = {uid: [unit(0, 3, "Claim"), unit(5, 8, "Claim")] for uid in ("a", "b")}
    values = {"a": [one, {}], "b": [other, {}]}
    coding = Coding("d", 10, units, values=values)
    return Study([coding], ["a", "b"], [question])


def test_concepts_one_level_up_are_compared_by_what_stands_above() -> None:
    question = Question("c above", "Claim", "concept", Scale.PARENT)
    (item,) = parent_concepts.measure(valued({"c above": "x"}, {"c above": "x"}, question))
    assert item.parts["same"] == 2
    assert item.attribute == "concept"
    (item,) = parent_concepts.measure(valued({"c above": "x"}, {"c above": "y"}, question))
    assert item.parts["same"] == 1


def test_dates_overlap_where_they_have_a_day_in_common() -> None:
    question = Question("d days", "Claim", "when", Scale.DAYS)
    month, day = "2015-11-01/2015-11-30", "2015-11-02/2015-11-02"
    (item,) = date_overlap.measure(valued({"d days": month}, {"d days": day}, question))
    assert item.coefficient.value == 1
    assert overlap("2015-01-01/", day)
    assert overlap(day, "/2015-11-02")
    assert not overlap(day, "2015-11-03/")
