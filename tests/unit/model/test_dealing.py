"""Documents are dealt out by chance, but the same again with the same seed, and evenly."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.dealing import Plan, deal, overlapping

DOCUMENTS = st.lists(st.integers(0, 50_000), max_size=60).map(
    lambda lengths: [(f"d{place}", length) for place, length in enumerate(lengths)]
)
PLANS = st.integers(1, 6).flatmap(
    lambda count: st.builds(
        Plan,
        st.just(tuple(f"p{place}" for place in range(count))),
        overlap=st.floats(0, 1) if count > 1 else st.just(0.0),
        raters=st.integers(2, count) if count > 1 else st.just(2),
        seed=st.integers(0, 2**31 - 1),
    )
)


@given(DOCUMENTS, PLANS)
def test_every_document_goes_to_the_wanted_number_of_different_people(
    documents: list[tuple[str, int]], plan: Plan
) -> None:
    dealt = deal(documents, plan)
    assert list(dealt) == [uid for uid, _length in documents]
    for people in dealt.values():
        assert len(people) in (1, plan.raters)
        assert len(set(people)) == len(people)
        assert set(people) <= set(plan.people)


@given(DOCUMENTS, PLANS)
def test_the_share_for_several_people_is_right_to_one_document(
    documents: list[tuple[str, int]], plan: Plan
) -> None:
    several = sum(len(people) > 1 for people in deal(documents, plan).values())
    assert several == overlapping(len(documents), plan.overlap)
    assert abs(several - len(documents) * plan.overlap) <= 0.5 + 1e-9


@given(DOCUMENTS, PLANS)
def test_the_same_seed_deals_the_same_whatever_the_order_of_documents(
    documents: list[tuple[str, int]], plan: Plan
) -> None:
    assert deal(documents, plan) == deal(list(reversed(documents)), plan)


@given(DOCUMENTS, PLANS)
def test_people_with_other_uids_in_the_same_order_are_dealt_the_same(
    documents: list[tuple[str, int]], plan: Plan
) -> None:
    others = {uid: f"q{len(plan.people) - place}" for place, uid in enumerate(plan.people)}
    again = deal(documents, Plan(tuple(others.values()), plan.overlap, plan.raters, plan.seed))
    expected = {uid: {others[who] for who in given} for uid, given in deal(documents, plan).items()}
    assert {uid: set(given) for uid, given in again.items()} == expected


@given(DOCUMENTS, PLANS)
def test_everybody_is_within_one_document_of_the_mean(documents: list[tuple[str, int]], plan: Plan) -> None:
    lengths, load = dict(documents), Counter(dict.fromkeys(plan.people, 0))
    for uid, people in deal(documents, plan).items():
        load.update(dict.fromkeys(people, lengths[uid]))
    mean = sum(load.values()) / len(plan.people)
    longest = max(lengths.values(), default=0)
    assert all(abs(found - mean) <= longest + 1e-6 for found in load.values())


@given(DOCUMENTS, st.dictionaries(st.sampled_from(["p0", "p1", "p2"]), st.integers(1, 30), min_size=1))
def test_nobody_gets_more_documents_than_their_number(
    documents: list[tuple[str, int]], numbers: dict[str, int]
) -> None:
    dealt = deal(documents, Plan(tuple(numbers), seed=3, numbers=numbers))
    count = Counter(who for people in dealt.values() for who in people)
    assert all(count[who] <= numbers[who] for who in numbers)
    assert len(dealt) == min(len(documents), sum(numbers.values()))


def test_other_seeds_deal_otherwise() -> None:
    documents = [(f"d{place}", 100) for place in range(40)]
    dealt = [deal(documents, Plan(("a", "b", "c"), seed=seed)) for seed in range(5)]
    assert len({tuple(found.items()) for found in dealt}) == 5
