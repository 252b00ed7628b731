"""Tags are merged, split and deleted with their marks: as one step, everybody's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.base.errors import ConflictError, TagsetError, UsageError
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotator, Progress, Role, State
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import guidelines, recasting, recoding, refactoring, sight, tagset
from desktop_app.ops.project import Project
from desktop_app.store import documents as progressed
from desktop_app.store import links
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, BEN, a_document, tag_named
from tests.unit.ops.recast import TEXT, attribute, done, linked, marked, slot, state_of


def test_merging_takes_marks_of_everybody_their_values_and_links_along(project: Project) -> None:
    document = a_document(project, TEXT)
    reason, event = tag_named(project, "Reason"), tag_named(project, "Event")
    tagset.add_attribute(project, Attribute("", reason, "Modality", "text"))
    mine = marked(project, document, "Event", values={"modality": "other", "tense": "past"})
    theirs = marked(project, document, "Event", 4, who=BEN.uid)
    claim = marked(project, document, "Claim", 10)
    link = linked(project, claim, mine, "reason")
    plan = refactoring.merge_tags(project, event, reason)
    found = recasting.survey(project, plan)
    assert (found.marks, found.losing, found.others) == (2, [mine.uid], [theirs.uid])
    assert dict(found.lost) == {"tense: past": 1}
    assert found.by_annotator == {ANNA.uid: 1, BEN.uid: 1}
    assert found.by_document == {document.uid: 2}
    done(project, plan)
    assert {marks.get(project, item.uid).tag_uid for item in (mine, theirs)} == {reason}
    assert list(marks.get(project, mine.uid).values.values()) == ["other"]
    assert links.to_targets(project.file.database, [mine.uid]) == (link,)
    assert project.tagset.find(event) is None


def test_merging_can_bring_attributes_and_slots_along(project: Project) -> None:
    document = a_document(project, TEXT)
    claim, event = tag_named(project, "Claim"), tag_named(project, "Event")
    source = marked(project, document, "Claim", values={"stance": "support"})
    actor = marked(project, document, "Actor", 4)
    link = linked(project, source, actor, "claimant")
    found = recasting.survey(project, refactoring.merge_tags(project, claim, event))
    assert (dict(found.lost), found.untyped) == ({"stance: support": 1}, 1)
    plan = refactoring.merge_tags(project, claim, event, bring=True)
    assert (dict(recasting.survey(project, plan).lost), recasting.survey(project, plan).untyped) == ({}, 0)
    done(project, plan)
    assert list(marks.get(project, source.uid).values.values()) == ["support"]
    assert links.from_annotations(project.file.database, [source.uid]) == (link,)
    assert project.tagset.slot(link.slot_uid).tag_uid == event
    assert not any(item.required for item in project.tagset.attributes_of(event))


@pytest.mark.parametrize("bring", [False, True])
def test_links_go_to_the_slot_of_the_same_name(project: Project, bring: bool) -> None:
    document = a_document(project, TEXT)
    event = tag_named(project, "Event")
    theirs = tagset.add_slot(project, Slot("", event, "Claimant", entities=True, most=0))
    source, actor = marked(project, document, "Claim"), marked(project, document, "Actor", 4)
    linked(project, source, actor, "claimant")
    plan = refactoring.merge_tags(project, source.tag_uid, event, bring=bring)
    assert recasting.survey(project, plan).untyped == 0
    done(project, plan)
    (link,) = links.from_annotations(project.file.database, [source.uid])
    assert link.slot_uid == theirs.uid


def test_links_without_a_slot_of_that_name_become_untyped(project: Project) -> None:
    document = a_document(project, TEXT)
    source, actor = marked(project, document, "Claim"), marked(project, document, "Actor", 4)
    linked(project, source, actor, "claimant")
    plan = refactoring.merge_tags(project, source.tag_uid, tag_named(project, "Event"))
    done(project, plan)
    assert [item.slot_uid for item in links.from_annotations(project.file.database, [source.uid])] == [""]


def test_links_to_the_same_mark_that_become_untyped_are_one(project: Project) -> None:
    document = a_document(project, TEXT)
    source, actor = marked(project, document, "Claim"), marked(project, document, "Actor", 4)
    for name in ("claimant", "addressee", "object"):
        linked(project, source, actor, name)
    other = linked(project, source, marked(project, document, "Actor", 8), "claimant")
    done(project, refactoring.merge_tags(project, source.tag_uid, tag_named(project, "Event")))
    found = links.from_annotations(project.file.database, [source.uid])
    assert [item.slot_uid for item in found] == ["", ""]
    assert {item.target_uid for item in found} == {actor.uid, other.target_uid}


def test_slots_that_allowed_the_one_tag_allow_the_other(project: Project) -> None:
    actor, place = tag_named(project, "Actor"), tag_named(project, "Place")
    recasting.carry_out(project, refactoring.merge_tags(project, actor, place))
    assert project.tagset.slot(slot(project, "claimant")).tag_uids == (place,)


def test_what_a_deleted_tag_could_fill_is_left_to_the_tags_below_it_then_to_the_one_above_it_then_to_any(
    project: Project,
) -> None:
    actor = tag_named(project, "Actor")
    party = tagset.add_tag(project, Tag("", "Party", parent_uid=actor)).uid
    left, right = (tagset.add_tag(project, Tag("", name, parent_uid=party)).uid for name in ("Left", "Right"))
    claimant = project.tagset.slot(slot(project, "claimant"))
    tagset.edit_slot(project, replace(claimant, tag_uids=(party,)))
    recasting.carry_out(project, refactoring.delete_tag(project, party))
    assert project.tagset.slot(claimant.uid).tag_uids == (left, right)
    recasting.carry_out(project, refactoring.delete_tag(project, left))
    assert project.tagset.slot(claimant.uid).tag_uids == (right,)
    tagset.remove_tag(project, right)
    assert project.tagset.slot(claimant.uid).tag_uids == (actor,)
    recasting.carry_out(project, refactoring.delete_tag(project, actor))
    assert project.tagset.slot(claimant.uid).tag_uids == ()
    project.undo()
    assert project.tagset.slot(claimant.uid).tag_uids == (actor,)


def test_tags_below_a_merged_one_move_even_where_the_other_lies_below_it(project: Project) -> None:
    actor = tag_named(project, "Actor")
    party = tagset.add_tag(project, Tag("", "Party", parent_uid=actor))
    wing = tagset.add_tag(project, Tag("", "Wing", parent_uid=party.uid))
    recasting.carry_out(project, refactoring.merge_tags(project, actor, wing.uid))
    assert {project.tagset.path(item) for item in (party.uid, wing.uid)} == {"Party", "Party/Wing"}
    allowed = set(project.tagset.slot(slot(project, "claimant")).tag_uids)
    assert allowed == {party.uid, wing.uid}
    with pytest.raises(UsageError):
        refactoring.merge_tags(project, wing.uid, wing.uid)


def test_splitting_by_a_value_takes_those_marks_with_values_and_links(project: Project) -> None:
    document = a_document(project, TEXT)
    against = marked(project, document, "Claim", values={"stance": "oppose", "form": "protest"})
    other = marked(project, document, "Claim", 8, who=BEN.uid, values={"stance": "support"})
    actor = marked(project, document, "Actor", 4)
    linked(project, against, actor, "claimant")
    stance = attribute(project, "Claim", "stance").uid
    fresh = Tag(new_uid(), "Objection")
    plan = refactoring.split_tag(project, against.tag_uid, fresh, value=(stance, "oppose"))
    assert recasting.survey(project, plan).others == [against.uid]
    done(project, plan)
    made = marks.get(project, against.uid)
    named = {project.tagset.attribute(uid).name: value for uid, value in made.values.items()}
    assert (made.tag_uid, named) == (fresh.uid, {"stance": "oppose", "form": "protest"})
    assert marks.get(project, other.uid) == other
    away = links.from_annotations(project.file.database, [against.uid])
    assert [project.tagset.slot(item.slot_uid).tag_uid for item in away] == [fresh.uid]


def test_splitting_by_one_of_several_values_takes_all_marks_that_have_it(project: Project) -> None:
    document = a_document(project, TEXT)
    event = tag_named(project, "Event")
    themes = Attribute("", event, "themes", "choices", ("money", "roads", "trains"))
    uid = tagset.add_attribute(project, themes).uid
    coded = [("money", "roads"), ("roads",), ("trains",)]
    made = [marked(project, document, "Event", at, values={"themes": some}) for at, some in enumerate(coded)]
    plan = refactoring.split_tag(project, event, Tag("", "Building"), value=(uid, "roads"))
    assert sorted(recasting.survey(project, plan).others) == sorted(item.uid for item in made[:2])
    done(project, plan)
    now = [project.tagset.path(marks.get(project, item.uid).tag_uid) for item in made]
    assert now == ["Building", "Building", "Event"]


def test_splitting_takes_just_the_chosen_marks_and_refuses_a_taken_name(project: Project) -> None:
    document = a_document(project, TEXT)
    one, two = marked(project, document, "Actor"), marked(project, document, "Actor", 4)
    with pytest.raises(TagsetError):
        refactoring.split_tag(project, one.tag_uid, Tag("", "claim"), only=[one.uid])
    plan = refactoring.split_tag(project, one.tag_uid, Tag("", "Mayor"), only=[one.uid])
    done(project, plan)
    assert marks.get(project, one.uid).tag_uid == tag_named(project, "Mayor")
    assert marks.get(project, two.uid).tag_uid == two.tag_uid
    allowed = project.tagset.slot(slot(project, "claimant")).tag_uids
    assert tag_named(project, "Mayor") in allowed


def test_deleting_a_tag_takes_its_marks_and_the_links_to_them(project: Project) -> None:
    document = a_document(project, TEXT)
    claim = marked(project, document, "Claim")
    linked(project, claim, marked(project, document, "Actor", 4), "claimant")
    below = tagset.add_tag(project, Tag("", "Party", parent_uid=tag_named(project, "Actor")))
    plan = refactoring.delete_tag(project, tag_named(project, "Actor"))
    found = recasting.survey(project, plan)
    assert (len(found.losing), found.emptied) == (1, 1)
    done(project, plan)
    assert marks.of_document(project, document.uid) == (claim,)
    assert links.of_document(project.file.database, document.uid) == ()
    assert project.tagset.path(below.uid) == "Party"


def test_who_was_done_looks_again_and_is_told_why(project: Project) -> None:
    document, other = a_document(project, TEXT), a_document(project, TEXT + " It snows.")
    marked(project, document, "Event", who=BEN.uid)
    marked(project, document, "Event")
    with project.step("Finish") as step:
        for place in (document, other):
            for who in (ANNA, BEN):
                uid = progress_uid(place.uid, who.uid)
                state = State.DONE if who is BEN else State.IN_PROGRESS
                step.put(Progress(uid, place.uid, who.uid, state))
    plan = refactoring.merge_tags(project, tag_named(project, "Event"), tag_named(project, "Reason"))
    assert recasting.survey(project, plan).closed == {(document.uid, BEN.uid)}
    recasting.carry_out(project, plan)
    states = {
        (item.document_uid, item.annotator_uid): item
        for place in (document, other)
        for item in progressed.progress(project.file.database, place.uid)
    }
    again = states[document.uid, BEN.uid]
    assert again.state is State.NEEDS_ANOTHER_LOOK
    assert guidelines.why_again(project, again) == "Merged Event into Reason."
    assert states[document.uid, ANNA.uid].state is State.IN_PROGRESS
    assert states[other.uid, BEN.uid].state is State.DONE
    assert guidelines.why_again(project, states[other.uid, BEN.uid]) == ""


def test_what_people_wrote_is_left_alone_where_the_tag_is_rewritten(project: Project) -> None:
    document = a_document(project, TEXT)
    item = marked(project, document, "Event")
    note = f'"tag_uid":"{item.tag_uid}" and {item.tag_uid}'
    marks.set_note(project, item.uid, note)
    done(project, refactoring.merge_tags(project, item.tag_uid, tag_named(project, "Reason")))
    assert marks.get(project, item.uid).note == note


def test_gold_that_is_reviewed_needs_another_look_too(project: Project) -> None:
    document, gold = a_document(project, TEXT), Annotator(new_uid(), "gold", Role.GOLD)
    with project.step("Review") as step:
        uid = progress_uid(document.uid, gold.uid)
        step.put(gold, Progress(uid, document.uid, gold.uid, State.REVIEWED))
    marked(project, document, "Event", who=gold.uid)
    recasting.carry_out(project, refactoring.delete_tag(project, tag_named(project, "Event")))
    (found,) = progressed.progress(project.file.database, document.uid)
    assert found.state is State.NEEDS_ANOTHER_LOOK
    project.undo()
    (found,) = progressed.progress(project.file.database, document.uid)
    assert found.state is State.REVIEWED


def test_renaming_an_option_or_a_tag_reopens_nothing(project: Project) -> None:
    stance = attribute(project, "Claim", "stance")
    assert not recoding.recode_option(project, stance.uid, "mixed", "both").reopens
    assert recoding.recode_option(project, stance.uid, "mixed", "oppose").reopens


def test_only_some_may_change_everybodys_marks(project: Project) -> None:
    event, reason = tag_named(project, "Event"), tag_named(project, "Reason")
    plan = refactoring.merge_tags(project, event, reason)
    sight.keep(project)
    recasting.survey(project, plan)
    with project.step("Join") as step:
        step.put(BEN)
    sight.set_reviewer(project, BEN.uid, on=True)
    with pytest.raises(UsageError):
        recasting.survey(project, plan)
    with pytest.raises(UsageError):
        recasting.carry_out(project, plan)
    assert project.tagset.find(event) is not None
    sight.set_reviewer(project, ANNA.uid, on=True)
    recasting.carry_out(project, plan)
    sight.set_reviewer(project, ANNA.uid, on=False)
    sight.set_reviewer(project, BEN.uid, on=False)
    sight.set_blind(project, on=True)
    with pytest.raises(UsageError):
        recasting.check_may(project)


def test_a_plan_is_refused_after_the_tagset_has_changed_and_can_be_stopped(project: Project) -> None:
    document = a_document(project, TEXT)
    marked(project, document, "Event")
    plan = refactoring.merge_tags(project, tag_named(project, "Event"), tag_named(project, "Reason"))
    before = state_of(project)
    pieces = recasting.carrying_out(project, plan)
    next(pieces)
    pieces.close()
    assert state_of(project) == before
    tagset.add_tag(project, Tag("", "Party"))
    with pytest.raises(ConflictError):
        recasting.carry_out(project, plan)
