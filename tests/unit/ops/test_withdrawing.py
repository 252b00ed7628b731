"""An annotator's work is taken out of a project as one step, and undo brings all of it back."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotator, Link, Progress, Role, State, TargetKind
from desktop_app.model.review import Comment
from desktop_app.ops import annotations as marks
from desktop_app.ops import assignments, check, joining, links, sight, withdrawing
from desktop_app.ops.pieces import StoppedError, at_once
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, BEN, a_document, an_annotation, states_of, tag_named
from tests.unit.merging.copies import rows

TEXT = "Norway waits for Oslo on Tuesday."


class Work(NamedTuple):
    document_uid: str
    claim: str
    actor: str
    twin: str


def linked(project: Project, document_uid: str, who: Annotator, source: str, target: str) -> Link:
    """Fills the claimant of one's claim."""
    slot = next(item for item in project.tagset.slots if item.name == "claimant")
    made = Link(new_uid(), document_uid, who.uid, source, slot.uid, TargetKind.ANNOTATION, target)
    with project.step("Link") as step:
        step.put(made)
    return made


@pytest.fixture
def work(project: Project) -> Work:
    """Both have marked the same actor; Ben has linked his to a claim, remarked and finished; Anna remarks on it."""
    document = a_document(project, TEXT)
    claim = an_annotation(
        document, TEXT, [(0, 21)], tag_uid=tag_named(project, "Claim"), annotator_uid=BEN.uid
    )
    actor = an_annotation(
        document, TEXT, [(0, 6)], tag_uid=tag_named(project, "Actor"), annotator_uid=BEN.uid
    )
    twin = an_annotation(
        document, TEXT, [(0, 6)], tag_uid=tag_named(project, "Actor"), annotator_uid=ANNA.uid
    )
    with project.step("Work") as step:
        step.put(BEN, claim, actor, twin)
        step.put(
            Progress(progress_uid(document.uid, BEN.uid), document.uid, BEN.uid, State.DONE),
            Comment(new_uid(), document.uid, BEN.uid, "Is Norway an actor?", annotation_uid=actor.uid),
            Comment(new_uid(), document.uid, ANNA.uid, "It is.", annotation_uid=actor.uid),
        )
    assignments.give(project, [document.uid], BEN)
    linked(project, document.uid, BEN, claim.uid, actor.uid)
    return Work(document.uid, claim.uid, actor.uid, twin.uid)


def test_marks_links_states_and_comments_go_and_come_back_as_one_step(project: Project, work: Work) -> None:
    before = rows(project)
    told = withdrawing.preview(project, BEN.uid)
    assert rows(project) == before
    assert (told.marks, told.links, told.documents, told.states, told.comments, told.remarks) == (
        2,
        1,
        1,
        1,
        1,
        1,
    )
    assert withdrawing.withdraw(project, BEN.uid) == told
    assert project.undo_label == "Withdraw ben"
    assert [item.uid for item in marks.of_document(project, work.document_uid)] == [work.twin]
    assert links.of_document(project, work.document_uid) == ()
    assert BEN.uid not in states_of(project, work.document_uid)
    assert assignments.of_document(project, work.document_uid) == (BEN.uid,)
    left = rows(project)
    assert [row[3] for row in left["comment"]] == ["It is."]
    assert check.check(project.path).findings == ()
    project.undo()
    assert rows(project) == before
    project.redo()
    assert rows(project) == left
    assert check.check(project.path).findings == ()


def test_who_has_left_nothing_or_is_no_person_is_not_withdrawn(project: Project, work: Work) -> None:
    withdrawing.withdraw(project, BEN.uid)
    before = rows(project)
    with pytest.raises(UsageError, match="nothing to withdraw"):
        withdrawing.withdraw(project, BEN.uid)
    assert withdrawing.preview(project, BEN.uid).is_empty
    gold = Annotator(new_uid(), "gold", Role.GOLD)
    with project.step("Add") as step:
        step.put(gold)
    with pytest.raises(UsageError, match="not a person"):
        withdrawing.withdraw(project, gold.uid)
    project.undo()
    assert rows(project) == before
    assert work.twin


def test_blind_mode_keeps_others_from_being_withdrawn_by_who_may_not_see_them(
    project: Project, work: Work
) -> None:
    sight.set_blind(project, on=True)
    sight.keep(project)
    with pytest.raises(UsageError, match="what others marked"):
        withdrawing.preview(project, BEN.uid)
    assert withdrawing.preview(project, ANNA.uid).marks == 1
    sight.set_reviewer(project, ANNA.uid, on=True)
    assert withdrawing.preview(project, BEN.uid).marks == 2
    assert work.twin


def test_a_withdrawal_that_is_stopped_takes_nothing_out(project: Project, work: Work) -> None:
    before = rows(project)
    pieces = withdrawing.withdrawing(project, BEN.uid)
    assert [next(pieces), next(pieces)] == [0, 2]
    assert len(marks.of_document(project, work.document_uid)) == 1
    pieces.throw(StoppedError())
    with pytest.raises(StoppedError):
        list(pieces)
    assert rows(project) == before


def test_joining_takes_links_along_and_leaves_none_to_a_mark_that_is_there_twice(
    project: Project, work: Work
) -> None:
    before = rows(project)
    at_once(joining.joining(project, BEN.uid, ANNA.uid))
    (link,) = links.of_document(project, work.document_uid)
    assert (link.annotator_uid, link.source_uid, link.target_uid) == (ANNA.uid, work.claim, work.twin)
    assert check.check(project.path).findings == ()
    project.undo()
    assert rows(project) == before
