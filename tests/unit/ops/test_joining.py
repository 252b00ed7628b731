"""Two annotators stay two until a person joins them; then the layer of one is the other's, in one step."""

from __future__ import annotations

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.identity import derived_uid, new_uid
from desktop_app.model.records import Annotator, Progress, Role, State
from desktop_app.model.review import Choice, Comment, Verdict
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, assignments, check, joining, sight
from desktop_app.ops.pieces import at_once
from desktop_app.ops.project import Project
from desktop_app.store import people
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, a_document, an_annotation, reopened, states_of, tag_named

OTHER = Annotator(derived_uid("anna at home"), "anna")
TEXT = "Norway waits for Oslo."


def progress(document_uid: str, who: Annotator, state: State) -> Progress:
    return Progress(progress_uid(document_uid, who.uid), document_uid, who.uid, state)


def fill(project: Project) -> tuple[str, str]:
    """Two documents: in the first both work, in the second only the one at home."""
    one, two = a_document(project, TEXT), a_document(project, TEXT + " It snows.")
    actor, place = tag_named(project, "Actor"), tag_named(project, "Place")
    with project.step("Work") as step:
        step.put(OTHER)
        step.put(an_annotation(one, TEXT, [(0, 6)], tag_uid=actor))
        step.put(an_annotation(one, TEXT, [(0, 6)], tag_uid=actor, annotator_uid=OTHER.uid))
        step.put(an_annotation(one, TEXT, [(17, 21)], tag_uid=place, annotator_uid=OTHER.uid))
        step.put(an_annotation(two, TEXT, [(0, 6), (17, 21)], tag_uid=actor, annotator_uid=OTHER.uid))
        step.put(progress(one.uid, ANNA, State.DONE), progress(one.uid, OTHER, State.IN_PROGRESS))
        step.put(progress(two.uid, OTHER, State.DONE))
        step.put(Comment(new_uid(), two.uid, OTHER.uid, "Is Oslo an actor?"))
        step.put(Verdict(new_uid(), two.uid, OTHER.uid, (), "", "label", Choice.NONE))
    assignments.give(project, [one.uid, two.uid], OTHER)
    assignments.give(project, [one.uid], ANNA)
    sight.set_reviewer(project, OTHER.uid, on=True)
    return one.uid, two.uid


def test_the_preview_counts_what_joining_does(project: Project) -> None:
    fill(project)
    found = joining.preview(project, OTHER.uid, ANNA.uid)
    assert (found.marks, found.documents, found.alike, found.both, found.values) == (2, 2, 1, 1, 0)


def test_the_layer_goes_over_and_one_undo_brings_it_back(project: Project) -> None:
    one, two = fill(project)
    before = {uid: marks.of_document(project, uid) for uid in (one, two)}
    depth = project.undo_depth
    at_once(joining.joining(project, OTHER.uid, ANNA.uid))
    assert project.undo_depth == depth + 1
    assert [item.uid for item in annotators.everybody(project)] == [ANNA.uid]
    places = [[span.start for span in item.spans] for item in marks.of_document(project, one)]
    assert places == [[0], [17]]
    assert {item.annotator_uid for uid in (one, two) for item in marks.of_document(project, uid)} == {
        ANNA.uid
    }
    assert states_of(project, one) == {ANNA.uid: State.NEEDS_ANOTHER_LOOK}
    assert states_of(project, two) == {ANNA.uid: State.DONE}
    assert assignments.of_document(project, two) == (ANNA.uid,)
    database = project.file.database
    assert len(people.comments_of(database, ANNA.uid)) == len(people.verdicts_of(database, ANNA.uid)) == 1
    assert not sight.is_reviewer(project, OTHER.uid)
    with reopened(project) as again:
        assert check.check(again.path).findings == ()
        again.undo()
        assert {uid: marks.of_document(again, uid) for uid in (one, two)} == before
        assert states_of(again, one) == {ANNA.uid: State.DONE, OTHER.uid: State.IN_PROGRESS}
        assert sight.is_reviewer(again, OTHER.uid)
        again.redo()
        assert check.check(again.path).findings == ()


def test_joining_that_is_stopped_leaves_everything_as_it_was(project: Project) -> None:
    one, two = fill(project)
    before = {uid: marks.of_document(project, uid) for uid in (one, two)}
    pieces = joining.joining(project, OTHER.uid, ANNA.uid)
    next(pieces)
    pieces.close()
    assert {uid: marks.of_document(project, uid) for uid in (one, two)} == before


def test_who_works_here_stays_and_gold_is_no_person(project: Project) -> None:
    gold = Annotator(derived_uid("gold"), "gold", Role.GOLD)
    with project.step("Work") as step:
        step.put(OTHER, gold)
    for pair in ((ANNA.uid, OTHER.uid), (OTHER.uid, OTHER.uid), (gold.uid, ANNA.uid), (OTHER.uid, "gone")):
        with pytest.raises(UsageError):
            joining.preview(project, *pair)


def test_states_are_brought_together_kindly() -> None:
    def joined(one: State, other: State) -> State:
        return joining.joined_state(one, other)

    assert joined(State.DONE, State.DONE) is State.DONE
    assert joined(State.NEW, State.DONE) is joined(State.DONE, State.NEW) is State.DONE
    assert joined(State.IN_PROGRESS, State.DONE) is State.NEEDS_ANOTHER_LOOK
    assert joined(State.IN_PROGRESS, State.NEW) is State.IN_PROGRESS


def test_an_empty_annotator_can_be_removed_and_no_other(project: Project) -> None:
    fill(project)
    assert not annotators.is_empty(project, OTHER.uid)
    with pytest.raises(UsageError):
        annotators.remove(project, OTHER.uid)
    with pytest.raises(UsageError):
        annotators.remove(project, ANNA.uid)
    ida = annotators.add(project, " Ida  Noddack ")
    assert ida.name == "Ida Noddack"
    document = a_document(project, "Rhenium.")
    assignments.give(project, [document.uid], ida)
    sight.set_reviewer(project, ida.uid, on=True)
    annotators.remove(project, ida.uid)
    assert ida not in annotators.everybody(project)
    assert assignments.of_document(project, document.uid) == ()
    project.undo()
    assert ida in annotators.everybody(project)
    assert sight.is_reviewer(project, ida.uid)
