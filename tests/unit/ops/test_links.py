"""Slots are filled, emptied and undone, and nothing dangles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.base.errors import InvalidValueError, NotFoundError, NotYoursError, TagsetError, UsageError
from desktop_app.model.entity import Alias, Entity
from desktop_app.model.records import Annotation, Link, State, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Slot, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, entities, guidelines, links, sight, tagset
from desktop_app.ops.project import Project
from tests.builders import BEN, a_document, an_annotation, tag_named

TEXT = "Norway waits for Oslo on Tuesday."


@pytest.fixture
def document_uid(project: Project) -> str:
    return a_document(project, TEXT).uid


@pytest.fixture
def foreign(project: Project, document_uid: str) -> Annotation:
    document = documents.get(project, document_uid)
    made = an_annotation(document, TEXT, [(0, 6)], tag_uid=tag_named(project, "Actor"), annotator_uid=BEN.uid)
    with project.step("Mark") as step:
        step.put(BEN, made)
    return made


def slot(project: Project, name: str) -> Slot:
    return next(item for item in project.tagset.slots if item.name == name)


def mark(project: Project, document_uid: str, label: str, start: int, end: int) -> Annotation:
    return marks.highlight(project, document_uid, [Span(start, end)], tag_named(project, label))


def everything(project: Project, document_uid: str) -> tuple[set[str], set[str]]:
    return (
        {item.uid for item in marks.of_document(project, document_uid)},
        {item.uid for item in links.of_document(project, document_uid)},
    )


def test_an_actor_fills_a_slot_of_a_claim_and_undo_empties_it(project: Project, document_uid: str) -> None:
    source, actor = mark(project, document_uid, "Claim", 0, 10), mark(project, document_uid, "Actor", 12, 15)
    claimant = slot(project, "claimant")
    link = links.fill(project, source.uid, claimant.uid, actor.uid)
    assert links.of_annotation(project, source.uid) == (link,) == links.to_annotation(project, actor.uid)
    assert links.fill(project, source.uid, claimant.uid, actor.uid) == link
    project.undo()
    assert links.of_document(project, document_uid) == ()
    project.redo()
    assert links.of_document(project, document_uid) == (link,)


def test_marking_and_filling_is_one_step(project: Project, document_uid: str) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    before, actor = everything(project, document_uid), tag_named(project, "Actor")
    made, link = links.mark_and_fill(
        project, source.uid, slot(project, "claimant").uid, [Span(12, 15)], actor
    )
    assert link.target_uid == made.uid
    project.undo()
    assert everything(project, document_uid) == before


def test_a_new_entry_of_the_register_fills_a_slot_in_one_step(project: Project, document_uid: str) -> None:
    source, claimant = mark(project, document_uid, "Claim", 0, 10), slot(project, "claimant")
    link = links.fill_with_new(project, source.uid, claimant.uid, Entity("", "unknown"))
    assert entities.name_of(project, link.target_uid) == "unknown"
    assert links.of_annotation(project, source.uid) == (link,)
    project.undo()
    assert (links.of_annotation(project, source.uid), entities.name_of(project, link.target_uid)) == ((), "")
    for slot_name, name in (("made on", "unknown"), ("claimant", " ")):
        with pytest.raises((UsageError, InvalidValueError)):
            links.fill_with_new(project, source.uid, slot(project, slot_name).uid, Entity("", name))
    assert list(entities.register(project).standing()) == []


def test_a_slot_for_one_lets_go_of_the_one_before(project: Project, document_uid: str) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    dates = [mark(project, document_uid, "Date", at, at + 1) for at in (11, 13)]
    made_on = slot(project, "made on")
    for date in dates:
        links.fill(project, source.uid, made_on.uid, date.uid)
    assert [item.target_uid for item in links.of_annotation(project, source.uid)] == [dates[1].uid]
    links.fill(project, source.uid, made_on.uid, kind=TargetKind.PUBLISHED)
    assert [item.target_kind for item in links.of_annotation(project, source.uid)] == [TargetKind.PUBLISHED]
    project.undo()
    assert [item.target_uid for item in links.of_annotation(project, source.uid)] == [dates[1].uid]


def test_what_a_slot_does_not_allow_is_refused_and_changes_nothing(
    project: Project, document_uid: str
) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    date, actor = mark(project, document_uid, "Date", 11, 12), mark(project, document_uid, "Actor", 13, 14)
    depth = project.undo_depth
    claimant, cue = slot(project, "claimant").uid, slot(project, "cue").uid
    refused: list[tuple[str, str, str, TargetKind]] = [
        (source.uid, claimant, date.uid, TargetKind.ANNOTATION),
        (source.uid, claimant, source.uid, TargetKind.ANNOTATION),
        (source.uid, claimant, "", TargetKind.PUBLISHED),
        (source.uid, cue, actor.uid, TargetKind.ANNOTATION),
        (actor.uid, claimant, actor.uid, TargetKind.ANNOTATION),
    ]
    for source_uid, slot_uid, target_uid, kind in refused:
        with pytest.raises(UsageError):
            links.fill(project, source_uid, slot_uid, target_uid, kind=kind)
    for slot_uid, target_uid in ((claimant, "0" * 32), ("0" * 32, actor.uid)):
        with pytest.raises(NotFoundError):
            links.fill(project, source.uid, slot_uid, target_uid)
    with pytest.raises(NotFoundError):
        links.fill(project, source.uid, claimant, "0" * 32, kind=TargetKind.ENTITY)
    assert project.undo_depth == depth


def test_an_entity_fills_a_slot_without_a_passage(project: Project, document_uid: str) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    entity = Entity("e" * 32, "Greens", "organisation", (Alias("Die Grünen", "de"), Alias("G", exact=True)))
    with project.step("Add entity") as step:
        step.put(entity)
    link = links.fill(project, source.uid, slot(project, "claimant").uid, entity.uid, kind=TargetKind.ENTITY)
    assert links.of_annotation(project, source.uid) == (link,)
    with pytest.raises(UsageError):
        links.fill(project, source.uid, slot(project, "cue").uid, entity.uid, kind=TargetKind.ENTITY)


def test_anything_can_be_related_to_anything(project: Project, document_uid: str) -> None:
    found = [mark(project, document_uid, label, 0, 5) for label in ("Actor", "Date", "Cue")]
    for other in found[1:]:
        links.fill(project, found[0].uid, "", other.uid)
    assert [item.position for item in links.of_annotation(project, found[0].uid)] == [0, 1]


def test_deleting_an_annotation_takes_its_links_along_and_undo_brings_all_back(
    project: Project, document_uid: str
) -> None:
    source, actor = mark(project, document_uid, "Claim", 0, 10), mark(project, document_uid, "Actor", 12, 15)
    link = links.fill(project, source.uid, slot(project, "claimant").uid, actor.uid)
    before = everything(project, document_uid)
    for gone in (source, actor):
        assert marks.hanging(project, [gone.uid]) == (link,)
        marks.remove(project, [gone.uid])
        assert links.of_document(project, document_uid) == ()
        project.undo()
        assert everything(project, document_uid) == before


def test_fillers_stay_in_the_order_in_which_they_came(project: Project, document_uid: str) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    actors = [mark(project, document_uid, "Actor", at, at + 1) for at in (11, 13, 15)]
    claimant = slot(project, "claimant").uid
    made: list[Link] = [links.fill(project, source.uid, claimant, actor.uid) for actor in actors]
    assert links.of_annotation(project, source.uid) == tuple(made)
    links.clear(project, [made[2].uid, made[0].uid])
    assert links.of_annotation(project, source.uid) == (made[1],)


def test_removing_a_slot_takes_its_links_along_as_one_step(project: Project, document_uid: str) -> None:
    source, actor = mark(project, document_uid, "Claim", 0, 10), mark(project, document_uid, "Actor", 12, 15)
    claimant = slot(project, "claimant")
    link = links.fill(project, source.uid, claimant.uid, actor.uid)
    assert tagset.remove_slot(project, claimant.uid) == 1
    assert links.of_document(project, document_uid) == ()
    project.undo()
    assert links.of_document(project, document_uid) == (link,)
    assert project.tagset.slot(claimant.uid) == claimant


def test_nobody_links_marks_of_somebody_else(
    project: Project, document_uid: str, foreign: Annotation
) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    with pytest.raises(NotYoursError):
        links.fill(project, source.uid, "", foreign.uid)
    with pytest.raises(NotYoursError):
        links.fill(project, foreign.uid, "", source.uid)
    with pytest.raises(NotYoursError):
        links.mark_and_fill(project, foreign.uid, "", [Span(12, 15)], tag_named(project, "Actor"))


def test_a_full_slot_takes_no_further_filler(project: Project, document_uid: str) -> None:
    claimant = tagset.edit_slot(project, replace(slot(project, "claimant"), most=2))
    source = mark(project, document_uid, "Claim", 0, 10)
    actors = [mark(project, document_uid, "Actor", at, at + 1) for at in (11, 13, 15)]
    for actor in actors[:2]:
        links.fill(project, source.uid, claimant.uid, actor.uid)
    before = everything(project, document_uid)
    with pytest.raises(UsageError, match="2 fillers"):
        links.fill(project, source.uid, claimant.uid, actors[2].uid)
    with pytest.raises(UsageError, match="2 fillers"):
        links.mark_and_fill(project, source.uid, claimant.uid, [Span(17, 19)], actors[0].tag_uid)
    assert everything(project, document_uid) == before


@pytest.mark.parametrize(("least", "most"), [(3, 2), (-1, 0), (0, -1), (1001, 0)])
def test_a_slot_never_needs_more_than_it_takes(project: Project, least: int, most: int) -> None:
    before = project.tagset
    with pytest.raises(TagsetError):
        tagset.edit_slot(project, replace(slot(project, "claimant"), least=least, most=most))
    assert project.tagset == before


def test_a_tag_below_an_allowed_one_is_allowed_too(project: Project, document_uid: str) -> None:
    party = tagset.add_tag(project, Tag("", "Party", tag_named(project, "Actor")))
    wing = tagset.add_tag(project, Tag("", "Wing", party.uid))
    source = mark(project, document_uid, "Claim", 0, 10)
    actor = marks.highlight(project, document_uid, [Span(12, 15)], wing.uid)
    link = links.fill(project, source.uid, slot(project, "claimant").uid, actor.uid)
    assert link.target_uid == actor.uid


def test_a_link_leads_neither_to_itself_nor_out_of_the_document(project: Project, document_uid: str) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    elsewhere = mark(project, a_document(project, "Bergen waits.").uid, "Actor", 0, 6)
    for target in (source, elsewhere):
        with pytest.raises(UsageError, match="another mark of the same document"):
            links.fill(project, source.uid, "", target.uid)
    assert links.of_annotation(project, source.uid) == ()


def test_a_slot_is_filled_at_marks_of_its_own_tag_only(project: Project, document_uid: str) -> None:
    actors = [mark(project, document_uid, "Actor", at, at + 1) for at in (11, 13)]
    with pytest.raises(UsageError, match="does not belong to this tag"):
        links.fill(project, actors[0].uid, slot(project, "claimant").uid, actors[1].uid)


def test_what_is_marked_for_a_slot_keeps_its_guideline_and_a_done_document_is_looked_at_again(
    project: Project, document_uid: str
) -> None:
    source = mark(project, document_uid, "Claim", 0, 10)
    documents.set_state(project, document_uid, State.DONE)
    guidelines.decide(project, "", "Names are marked without titles.")
    made, _link = links.mark_and_fill(
        project, source.uid, slot(project, "claimant").uid, [Span(12, 15)], tag_named(project, "Actor")
    )
    assert made.guideline == project.guideline == 1
    assert documents.progress(project, document_uid).state is State.NEEDS_ANOTHER_LOOK


def test_links_of_others_are_hidden_in_blind_mode(
    project: Project, document_uid: str, foreign: Annotation
) -> None:
    made = Link("f" * 32, document_uid, BEN.uid, foreign.uid, "", TargetKind.PUBLISHED, "")
    with project.step("Link") as step:
        step.put(made)
    assert links.of_document(project, document_uid) == (made,)
    sight.set_blind(project, on=True)
    sight.keep(project)
    assert links.of_document(project, document_uid) == ()
    with pytest.raises(NotFoundError):
        links.of_annotation(project, foreign.uid)


def test_what_is_unknown_and_what_is_known_take_each_others_place_in_one_step(
    project: Project, document_uid: str
) -> None:
    source, actor = mark(project, document_uid, "Claim", 0, 10), mark(project, document_uid, "Actor", 12, 15)
    claimant = slot(project, "claimant")
    known = links.fill(project, source.uid, claimant.uid, actor.uid)
    unknown = links.fill(project, source.uid, claimant.uid, kind=TargetKind.UNKNOWN)
    assert links.of_annotation(project, source.uid) == (unknown,)
    assert links.fill(project, source.uid, claimant.uid, kind=TargetKind.UNKNOWN) == unknown
    project.undo()
    assert links.of_annotation(project, source.uid) == (known,)
    project.redo()
    links.mark_and_fill(project, source.uid, claimant.uid, [Span(17, 21)], actor.tag_uid)
    assert [item.target_kind for item in links.of_annotation(project, source.uid)] == [TargetKind.ANNOTATION]
    links.fill(project, source.uid, claimant.uid, kind=TargetKind.UNKNOWN)
    links.fill_with_new(project, source.uid, claimant.uid, Entity("", "City of Oslo"))
    assert [item.target_kind for item in links.of_annotation(project, source.uid)] == [TargetKind.ENTITY]
    with pytest.raises(UsageError, match="related cannot be filled by this: unknown"):
        links.fill(project, source.uid, "", kind=TargetKind.UNKNOWN)
