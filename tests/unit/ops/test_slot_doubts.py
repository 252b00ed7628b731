"""Fillers that do not go together are in doubt, and go along when their mark gets another tag."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.model.entity import Entity
from desktop_app.model.records import TargetKind
from desktop_app.model.tagset import Slot
from desktop_app.ops import annotations as marks
from desktop_app.ops import completeness, entities, links, tagset
from desktop_app.ops.completeness import Weight
from desktop_app.ops.project import Project
from tests.unit.ops.claiming import a_claim, a_coded_document, fill, mark, said


@pytest.fixture
def document_uid(project: Project) -> str:
    return a_coded_document(project)


def slot(project: Project, name: str) -> Slot:
    return next(item for item in project.tagset.slots if item.name == name)


def test_one_of_the_register_twice_in_a_slot_is_in_doubt_once_the_two_are_merged(
    project: Project, document_uid: str
) -> None:
    claim = a_claim(project, document_uid)
    uids = [entities.add(project, Entity("", name)).uid for name in ("Mayors of the coast", "The mayors")]
    for uid in uids:
        fill(project, claim, "claimant", uid, TargetKind.ENTITY)
    doubts = [words for weight, words in said(project, document_uid) if weight is Weight.DOUBT]
    assert doubts == []
    entities.merge(project, uids[0], uids[1:])
    doubts = [words for weight, words in said(project, document_uid) if weight is Weight.DOUBT]
    assert doubts == ["claimant: “Mayors of the coast” fills it twice"]


def test_what_copies_that_met_say_of_one_slot_is_in_doubt_where_it_does_not_go_together(
    project: Project, document_uid: str
) -> None:
    claim = a_claim(project, document_uid)
    (known,) = links.of_annotation(project, claim.uid)
    with project.step("Merge") as step:
        step.put(replace(known, uid="f" * 32, target_kind=TargetKind.UNKNOWN, target_uid=""))
    assert said(project, document_uid) == [(Weight.DOUBT, "claimant: unknown, and filled all the same")]


def test_a_filler_in_a_slot_that_its_mark_does_not_have_is_in_doubt(
    project: Project, document_uid: str
) -> None:
    cue, claim = mark(project, document_uid, "Cue", "asked"), a_claim(project, document_uid)
    (link,) = links.of_annotation(project, claim.uid)
    with project.step("Merge") as step:
        step.put(replace(link, source_uid=cue.uid))
    found = completeness.of_annotation(project, marks.get(project, cue.uid))
    words = "claimant is no slot of this tag: “The mayors” stands in it"
    assert [(item.weight, item.words) for item in found] == [(Weight.DOUBT, words)]


def test_another_tag_takes_fillers_to_its_slots_of_the_same_name_and_makes_others_untyped(
    project: Project, document_uid: str
) -> None:
    source = mark(project, document_uid, "Claim", "asked the state to pay")
    actor = mark(project, document_uid, "Actor", "The mayors")
    event = next(item.uid for item in project.tagset.tags if item.name == "Event")
    theirs = tagset.add_slot(project, Slot("", event, "Claimant", most=0))
    links.fill(project, source.uid, slot(project, "claimant").uid, actor.uid)
    links.fill(project, source.uid, slot(project, "addressee").uid, actor.uid)
    links.fill(project, source.uid, slot(project, "object").uid, kind=TargetKind.UNKNOWN)
    links.fill(project, source.uid, "", actor.uid)
    before = links.of_annotation(project, source.uid)
    marks.retag(project, source.uid, event)
    after = {(item.slot_uid, item.target_uid) for item in links.of_annotation(project, source.uid)}
    assert after == {(theirs.uid, actor.uid), ("", actor.uid)}
    assert len(links.of_annotation(project, source.uid)) == 2
    project.undo()
    assert links.of_annotation(project, source.uid) == before
