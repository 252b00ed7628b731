"""The codebook is a tree, whatever its rows say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.base.errors import NotFoundError
from desktop_app.model.codebook import Codebook
from desktop_app.model.concept import Concept, Status


def a_concept(
    number: int, above: int = 0, *, status: Status = Status.ACTIVE, replaced_by: str = ""
) -> Concept:
    parent = str(above) if above else ""
    found = Concept(str(number), f"{number}", f"Label {number}", parent, position=number)
    return replace(found, status=status, replaced_by=replaced_by)


CONCEPTS = st.lists(st.integers(0, 12), max_size=12).map(
    lambda above: [a_concept(number, parent) for number, parent in enumerate(above, 1)]
)


@given(CONCEPTS)
def test_every_concept_is_in_the_tree_once_below_what_is_above_it(concepts: list[Concept]) -> None:
    book = Codebook(concepts)
    walked = book.below("")
    assert sorted(item.uid for item in walked) == sorted(item.uid for item in concepts)
    for place, item in enumerate(walked):
        above = book.above(item.uid)
        assert item not in above
        assert all(other in walked[:place] for other in above)
        assert book.path(item.uid).endswith(item.label)


def test_only_an_active_leaf_may_be_coded() -> None:
    top, draft = a_concept(1), a_concept(2, 1, status=Status.DRAFT)
    book = Codebook([top, draft])
    assert not book.may_be_coded(top)
    assert not book.may_be_coded(draft)
    retired = Codebook([top, a_concept(2, 1, status=Status.RETIRED)])
    assert retired.may_be_coded(top)


def test_what_replaced_a_retired_concept_is_followed_to_one_in_use() -> None:
    chain = [
        a_concept(1, status=Status.RETIRED, replaced_by="2"),
        a_concept(2, status=Status.RETIRED, replaced_by="3"),
        a_concept(3),
        a_concept(4, status=Status.RETIRED, replaced_by="4"),
        a_concept(5, status=Status.RETIRED),
    ]
    book = Codebook(chain)
    assert [book.instead(str(number)) for number in (1, 2, 3, 4, 5)] == [chain[2]] * 3 + [None, None]


def test_an_unknown_concept_is_said_to_be_unknown() -> None:
    with pytest.raises(NotFoundError):
        Codebook(()).path("1")
    assert Codebook(()).find("1") is None
    assert Codebook([a_concept(7)]).by_code("7") is not None
