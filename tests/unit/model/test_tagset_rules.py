"""Each rule that keeps a tagset unambiguous, broken once: the error names the culprit and a way out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import TagsetError
from desktop_app.model.tagset import DOCUMENT, Attribute, Slot, Tag, Tagset
from desktop_app.model.tagset_rules import GUIDELINE_LIMIT, MOST_FILLERS, check_tagset

ACTOR, CLAIM = Tag("a", "Actor", shortcut="a", colour="#2f66b0"), Tag("c", "Claim", "a", shortcut="c")
STANCE = Attribute("s", "c", "stance", "choice", ("support", "oppose"))
CLAIMANT = Slot("k", "c", "claimant", "k", ("a",))
SOUND = Tagset((ACTOR, CLAIM), (STANCE, Attribute("r", DOCUMENT, "remark", "text")), (CLAIMANT,))


def tagged(*tags: Tag) -> Tagset:
    return replace(SOUND, tags=tags)


def asked(attribute: Attribute) -> Tagset:
    return replace(SOUND, attributes=(attribute,))


def slotted(slot: Slot) -> Tagset:
    return replace(SOUND, slots=(slot,))


BROKEN: dict[str, tuple[Tagset, str, str]] = {
    "a tag above that is not there": (tagged(ACTOR, replace(CLAIM, parent_uid="x")), "Claim", "not exist"),
    "a tag below itself": (tagged(replace(ACTOR, parent_uid="a"), CLAIM), "Actor", "below itself"),
    "tags in a circle": (tagged(replace(ACTOR, parent_uid="c"), CLAIM), "Actor", "below itself"),
    "two tags of one name": (
        tagged(ACTOR, CLAIM, Tag("d", "CLAIM", "a")),
        "CLAIM",
        "used twice in the same place",
    ),
    "two tags with one key": (tagged(ACTOR, replace(CLAIM, shortcut="A")), "Claim", "already marks Actor"),
    "a key that is taken": (tagged(ACTOR, replace(CLAIM, shortcut="n")), "Claim", "always means"),
    "a key of two letters": (tagged(ACTOR, replace(CLAIM, shortcut="cc")), "Claim", "one letter"),
    "no name": (tagged(ACTOR, replace(CLAIM, name=" ")), "", "empty"),
    "a long name": (tagged(ACTOR, replace(CLAIM, name="x" * 81)), "x" * 39 + "…", "too long"),
    "a blank behind a name": (tagged(ACTOR, replace(CLAIM, name="Claim ")), "Claim", "blank"),
    "an invisible sign in a name": (tagged(ACTOR, replace(CLAIM, name="Cl\u200baim")), "Cl", "invisible"),
    "a slash in a name": (tagged(ACTOR, replace(CLAIM, name="A/B")), "A/B", "must not contain"),
    "no colour": (tagged(replace(ACTOR, colour="red"), CLAIM), "Actor", "no colour"),
    "a long guideline": (
        tagged(replace(ACTOR, guideline="x" * (GUIDELINE_LIMIT + 1)), CLAIM),
        "Actor",
        "too long",
    ),
    "a bell in an example": (tagged(replace(ACTOR, examples=("\a",)), CLAIM), "Actor", "control character"),
    "an attribute of no tag": (asked(replace(STANCE, tag_uid="x")), "stance", "no tag"),
    "an attribute of no kind": (asked(replace(STANCE, kind="colour")), "stance", "no kind"),
    "a choice without options": (asked(replace(STANCE, options=())), "stance", "needs options"),
    "a text with options": (asked(replace(STANCE, kind="text")), "stance", "takes no options"),
    "an option twice": (asked(replace(STANCE, options=("yes", "yes"))), "stance", "listed twice"),
    "a semicolon in an option": (asked(replace(STANCE, options=("yes; no",))), "stance", "must not contain"),
    "two attributes of one name": (
        replace(SOUND, attributes=(STANCE, Attribute("t", "c", "Stance", "text"))),
        "Stance",
        "used twice",
    ),
    "a slot of no tag": (slotted(replace(CLAIMANT, tag_uid="x")), "claimant", "not exist"),
    "a slot for no tag": (slotted(replace(CLAIMANT, tag_uids=("a", "x"))), "claimant", "not exist"),
    "a slot called as links without one are": (
        slotted(replace(CLAIMANT, name="Related")),
        "Related",
        "without a slot",
    ),
    "a slot with a key that is taken": (slotted(replace(CLAIMANT, key="?")), "claimant", "always means"),
    "a slot that needs more than it takes": (
        slotted(replace(CLAIMANT, least=2, most=1)),
        "claimant",
        "more fillers",
    ),
    "a slot that takes too many": (slotted(replace(CLAIMANT, most=MOST_FILLERS + 1)), "claimant", "at most"),
    "a slot that needs fewer than none": (slotted(replace(CLAIMANT, least=-1)), "claimant", "at most"),
    "two slots with one key": (
        replace(SOUND, slots=(CLAIMANT, Slot("l", "c", "cue", "K"))),
        "cue",
        "already fills claimant",
    ),
    "two slots of one name": (
        replace(SOUND, slots=(CLAIMANT, Slot("l", "c", "Claimant"))),
        "Claimant",
        "used twice",
    ),
}


def test_a_sound_tagset_passes() -> None:
    check_tagset(SOUND, ATTRIBUTES)
    check_tagset(slotted(replace(CLAIMANT, least=2, most=0)), ATTRIBUTES)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named_with_its_culprit_and_a_way_out(name: str) -> None:
    tagset, where, what = BROKEN[name]
    with pytest.raises(TagsetError) as caught:
        check_tagset(tagset, ATTRIBUTES)
    assert what in caught.value.what
    assert caught.value.where.startswith(where)
    assert caught.value.hint
