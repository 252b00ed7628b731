from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.agreement.clusters import Case, Difference, Item, cases


def layer(name: str, *marks: tuple[int, int, str], values: str = "") -> list[Item]:
    return [
        Item(((start, end),), label, f"{name}{number}", name, values)
        for number, (start, end, label) in enumerate(marks)
    ]


def only(*layers: list[Item], names: str = "ab") -> Case:
    (found,) = cases(dict(zip(names, layers, strict=True)))
    return found


def test_every_kind_of_difference_is_told_apart() -> None:
    mine = layer("a", (0, 9, "X"))
    told = {
        Difference.NONE: layer("b", (0, 9, "X")),
        Difference.VALUES: layer("b", (0, 9, "X"), values="support"),
        Difference.LABEL: layer("b", (0, 9, "Y")),
        Difference.BOUNDARY: layer("b", (2, 9, "X")),
        Difference.BOTH: layer("b", (2, 9, "Y")),
        Difference.SPLIT: layer("b", (0, 4, "X"), (5, 9, "X")),
        Difference.MISSING: [],
    }
    for difference, theirs in told.items():
        assert only(mine, theirs).difference is difference
    assert only(mine, []).missing == ("b",)


def test_what_lies_inside_of_something_longer_is_a_case_of_its_own() -> None:
    mine = layer("a", (0, 90, "Claim"), (5, 11, "Actor"))
    theirs = layer("b", (0, 88, "Claim"), (5, 11, "Actor"), (20, 26, "Actor"))
    found = cases({"a": mine, "b": theirs})
    assert [(case.start, case.difference) for case in found] == [
        (0, Difference.BOUNDARY),
        (5, Difference.NONE),
        (20, Difference.MISSING),
    ]


def test_three_annotators_are_one_case_where_each_pairs_with_another() -> None:
    found = only(layer("a", (0, 9, "X")), layer("b", (0, 9, "X")), layer("c", (3, 9, "X")), names="abc")
    assert found.difference is Difference.BOUNDARY
    assert len(found.items) == 3
    lonely = only(layer("a", (0, 9, "X")), layer("b", (0, 9, "X")), [], names="abc")
    assert (lonely.difference, lonely.missing) == (Difference.MISSING, ("c",))


MARKS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from("XY")), max_size=4)


@given(st.lists(MARKS, min_size=2, max_size=3), st.randoms())
def test_every_item_is_in_one_case_and_order_changes_nothing(
    drawn: list[list[tuple[int, int, str]]], chance: Random
) -> None:
    layers = {
        name: layer(name, *((start, start + size, label) for start, size, label in marks))
        for name, marks in zip("abcd", drawn, strict=False)
    }
    found = cases(layers)
    assert sorted(item for case in found for item in case.items) == sorted(
        item for marks in layers.values() for item in marks
    )
    names = chance.sample([*layers], len(layers))
    assert cases({name: chance.sample(layers[name], len(layers[name])) for name in names}) == found


def test_a_digest_follows_every_change_and_nothing_else() -> None:
    mine, theirs = layer("a", (0, 9, "X")), layer("b", (0, 9, "X"))
    digest = only(mine, theirs).digest
    assert only(theirs, mine, names="ba").digest == digest
    others = [
        only(mine, layer("b", (0, 8, "X"))),
        only(mine, layer("b", (0, 9, "Y"))),
        only(mine, layer("b", (0, 9, "X"), values="1")),
        only(mine, []),
    ]
    assert len({digest, *(case.digest for case in others)}) == 5
