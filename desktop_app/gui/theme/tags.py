"""Which colour each tag has: its own, or one of the wheel for tags that came without. No Qt here."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from desktop_app.gui.theme.palette import WHEEL, nearest_on_wheel
from desktop_app.model.tagset import Tag, Tagset

_DIGITS = 8


@lru_cache(maxsize=8)
def _of_those_without(tags: tuple[Tag, ...]) -> dict[str, str]:
    own = [nearest_on_wheel(tag.colour) if tag.colour else "" for tag in tags]
    taken = Counter(own)
    given: dict[str, str] = {}
    for place, tag in enumerate(tags):
        if not tag.colour:
            beside = (*own[max(place - 1, 0) : place], *own[place + 1 : place + 2])
            first = _place_of(tag.uid)
            turn = (*WHEEL[first:], *WHEEL[:first])
            # The tag's own place on the wheel, unless that colour is used more than others, or beside it.
            own[place] = given[tag.uid] = min(turn, key=lambda one: (one in beside, taken[one]))
            taken[own[place]] += 1
    return given


def _place_of(uid: str) -> int:
    """A place on the wheel that a tag keeps wherever it stands."""
    return sum(map(ord, uid[:_DIGITS])) % len(WHEEL)


def colours_by_tag(tagset: Tagset) -> dict[str, str]:
    """The colour of every tag by its uid, as `tag_colours` reads it.

    A tag without a colour gets one of the wheel, in every window and on paper the same: one that no other tag has as
    long as there is one, and never that of the tag before or after it.
    """
    return {tag.uid: tag.colour for tag in tagset.tags} | _of_those_without(tagset.tags)


def painted_tag(tagset: Tagset, uid: str) -> Tag | None:
    """A tag with the colour that it is shown in; None for an unknown one."""
    tag = tagset.find(uid)
    return tag if tag is None or tag.colour else replace(tag, colour=_of_those_without(tagset.tags)[uid])
