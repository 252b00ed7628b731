"""Attributes and slots have an order among those of their tag, which moving one changes for no other tag."""

from __future__ import annotations

import pytest

from desktop_app.model.tagset import Attribute, Slot
from desktop_app.ops import tagset
from desktop_app.ops.project import Project
from tests.builders import tag_named

ORDERS = [(0, "cabd"), (1, "acbd"), (2, "abcd"), (3, "abdc"), (99, "abdc"), (-1, "cabd")]


@pytest.mark.parametrize(("place", "after"), ORDERS)
def test_an_attribute_is_moved_among_those_of_its_tag(place: int, after: str, project: Project) -> None:
    cue, reason = tag_named(project, "Cue"), tag_named(project, "Reason")

    def names(tag_uid: str) -> str:
        return "".join(item.name for item in project.tagset.attributes_of(tag_uid) if len(item.name) == 1)

    for uid in (cue, reason):
        for item in project.tagset.attributes_of(uid):
            tagset.remove_attribute(project, item.uid)
    made = [
        tagset.add_attribute(project, Attribute("", uid, x, "text")) for x in "abcd" for uid in (cue, reason)
    ]
    others = [item for item in project.tagset.attributes if item.tag_uid != cue]
    tagset.move_attribute(project, made[4].uid, place)
    assert (names(cue), names(reason)) == (after, "abcd")
    assert [item for item in project.tagset.attributes if item.tag_uid != cue] == others
    project.undo()
    assert names(cue) == "abcd"


@pytest.mark.parametrize(("place", "after"), ORDERS)
def test_a_slot_is_moved_among_those_of_its_tag(place: int, after: str, project: Project) -> None:
    cue, reason = tag_named(project, "Cue"), tag_named(project, "Reason")
    made = [tagset.add_slot(project, Slot("", uid, x)) for x in "abcd" for uid in (cue, reason)]
    tagset.move_slot(project, made[4].uid, place)
    assert "".join(item.name for item in project.tagset.slots_of(cue)) == after
    assert "".join(item.name for item in project.tagset.slots_of(reason)) == "abcd"
    project.undo()
    assert "".join(item.name for item in project.tagset.slots_of(cue)) == "abcd"
