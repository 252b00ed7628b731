"""Every tag has a colour, also when its tagset names none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.gui.theme.palette import WHEEL
from desktop_app.gui.theme.tags import colours_by_tag, painted_tag
from desktop_app.model.identity import derived_uid
from desktop_app.model.tagset import Tag, Tagset

COLOURS = st.lists(st.sampled_from(["", "", "#2f66b0", "#b8501a"]), max_size=40)


def tagset(colours: list[str]) -> Tagset:
    tags = (
        Tag(derived_uid(str(number)), f"tag {number}", colour=one, position=number)
        for number, one in enumerate(colours)
    )
    return Tagset(tuple(tags))


@given(COLOURS)
def test_a_tag_keeps_its_own_colour_and_the_others_get_one_of_the_wheel(colours: list[str]) -> None:
    made = tagset(colours)
    given_to = colours_by_tag(made)
    for tag in made.tags:
        assert given_to[tag.uid] == tag.colour or (not tag.colour and given_to[tag.uid] in WHEEL)


@given(st.integers(min_value=1, max_value=60))
def test_no_tag_looks_like_the_one_beside_it(number: int) -> None:
    made = tagset([""] * number)
    colours = [colours_by_tag(made)[tag.uid] for tag in made.tags]
    assert all(one != other for one, other in pairwise(colours))
    assert len(set(colours)) == min(number, len(WHEEL))


def test_a_tag_that_comes_later_changes_the_colour_of_none() -> None:
    before, after = tagset([""] * 8), tagset([""] * 9)
    assert colours_by_tag(before).items() <= colours_by_tag(after).items()


def test_a_painted_tag_is_the_tag_in_the_colour_that_it_is_shown_in() -> None:
    made = tagset(["", "#2f66b0"])
    bare, blue = made.tags
    painted = painted_tag(made, bare.uid)
    assert painted == replace(bare, colour=colours_by_tag(made)[bare.uid])
    assert painted_tag(made, blue.uid) == blue
    assert painted_tag(made, "nobody") is None
