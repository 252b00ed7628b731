"""A mark never counts as knowing a decision that it did not know, whatever copies came together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.decided import newest, surely_known, told_apart
from desktop_app.model.tagset import Decision

COPIES = 3
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.integers(0, COPIES - 1), st.just(0)),
        st.tuples(st.just("mark"), st.integers(0, COPIES - 1), st.just(0)),
        st.tuples(st.just("merge"), st.integers(0, COPIES - 1), st.integers(0, COPIES - 1)),
    ),
    max_size=25,
)
Decisions = frozenset[Decision]


def lived(actions: list[tuple[str, int, int]]) -> tuple[list[Decisions], list[tuple[int, Decisions]]]:
    """What each copy knows in the end, and the marks: the number that each keeps, and what it really knew."""
    copies: list[Decisions] = [frozenset()] * COPIES
    marks: list[tuple[int, Decisions]] = []
    for place, (what, copy, other) in enumerate(actions):
        known = newest(item.number for item in copies[copy])
        if what == "decide":
            copies[copy] |= {Decision(f"{place:02}", "", known + 1, "", "", "")}
        elif what == "mark":
            marks.append((known, copies[copy]))
        else:
            copies[copy] |= copies[other]
    return copies, marks


@given(ACTIONS)
def test_no_mark_claims_to_know_what_it_did_not_know(actions: list[tuple[str, int, int]]) -> None:
    copies, marks = lived(actions)
    for there in [*copies, frozenset().union(*copies)]:
        numbers = [item.number for item in there]
        for guideline, knew in marks:
            known = surely_known(numbers, guideline)
            if knew <= there:
                assert {item.uid for item in told_apart(there) if item.number <= known} <= {
                    item.uid for item in knew
                }
            if knew == there:
                assert known == newest(numbers)


@given(ACTIONS)
def test_each_decision_has_a_number_of_its_own(actions: list[tuple[str, int, int]]) -> None:
    for there in lived(actions)[0]:
        found = told_apart(there)
        assert [item.number for item in found] == list(range(1, len(there) + 1))
        assert newest(item.number for item in there) == len(there)


def test_numbers_that_are_missing_make_nothing_uncertain() -> None:
    numbers = [2, 5, 10**15]
    assert newest(numbers) == 10**15
    assert [surely_known(numbers, guideline) for guideline in (0, 3, 5, 10**15)] == [0, 3, 5, 10**15]
    assert surely_known([], 4) == 4


def test_two_decisions_of_one_number_are_both_uncertain_until_both_are_known() -> None:
    assert [surely_known([1, 1, 3], guideline) for guideline in range(4)] == [0, 0, 2, 3]
    assert [surely_known([1, 1, 2], guideline) for guideline in range(4)] == [0, 0, 0, 3]
