"""Documents are given to people by hand, or dealt out in one step that can be undone."""

from __future__ import annotations

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.dealing import Plan
from desktop_app.model.query import Assigned, Query
from desktop_app.model.records import Document, Progress, State
from desktop_app.ops import annotators, assignments, check, documents
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, BEN, a_document, reopened, states_of


@pytest.fixture
def made(project: Project) -> list[Document]:
    with project.step("Add") as step:
        step.put(BEN)
    return [a_document(project, "word " * (place + 1), name=f"{place}.txt") for place in range(8)]


def uids(made: list[Document]) -> list[str]:
    return [item.uid for item in made]


def test_documents_are_given_and_taken_back_by_hand(project: Project, made: list[Document]) -> None:
    assert assignments.give(project, uids(made[:3]), BEN) == 3
    assert project.undo_label == "Give 3 documents to ben"
    assert assignments.give(project, uids(made[:4]), BEN) == 1
    assert assignments.of_document(project, made[0].uid) == (BEN.uid,)
    assert assignments.take_back(project, uids(made[:2]), BEN) == 2
    assert assignments.of_document(project, made[0].uid) == ()
    project.undo()
    assert assignments.of_document(project, made[0].uid) == (BEN.uid,)
    assert [uid for uid, _length in assignments.waiting(project)] == uids(made[4:])


def test_dealing_out_is_planned_first_and_done_in_one_step(project: Project, made: list[Document]) -> None:
    waiting = assignments.waiting(project)
    found = assignments.plan_deal(waiting, Plan((ANNA.uid, BEN.uid), overlap=0.25, seed=7))
    assert [item.annotator_uid for item in found.loads] == [ANNA.uid, BEN.uid]
    assert (found.several, found.left, len(found.people)) == (2, 0, 8)
    assert sum(item.documents for item in found.loads) == 10
    assert all(item.shared == 2 for item in found.loads)
    depth = project.undo_depth
    assert assignments.deal_out(project, found) == 10
    assert project.undo_label == "Deal out 8 documents (seed 7)"
    assert project.undo_depth == depth + 1
    assert assignments.waiting(project) == ()
    for item in made:
        assert assignments.of_document(project, item.uid) == tuple(sorted(found.people[item.uid]))
    with reopened(project) as again:
        assert check.check(again.path).findings == ()
        again.undo()
        assert assignments.waiting(again) == waiting


def test_dealing_that_is_stopped_leaves_nothing(project: Project, made: list[Document]) -> None:
    found = assignments.plan_deal(assignments.waiting(project), Plan((ANNA.uid, BEN.uid)))
    pieces = assignments.dealing(project, found)
    next(pieces)
    pieces.close()
    assert len(assignments.waiting(project)) == len(made)


@pytest.mark.parametrize(
    "plan",
    [
        Plan(()),
        Plan((ANNA.uid,), overlap=0.5),
        Plan((ANNA.uid, BEN.uid), overlap=1.5),
        Plan((ANNA.uid, BEN.uid), overlap=0.5, raters=3),
        Plan((ANNA.uid,), seed=-1),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan: Plan) -> None:
    with pytest.raises(UsageError):
        assignments.plan_deal([("d", 1)], plan)


def test_documents_in_the_bin_are_not_dealt_out(project: Project, made: list[Document]) -> None:
    documents.move_to_bin(project, uids(made[:2]))
    assert [uid for uid, _length in assignments.waiting(project)] == uids(made[2:])
    assert assignments.those(project, uids(made[:3])) == ((made[2].uid, made[2].length),)
    with pytest.raises(UsageError):
        assignments.named(project, ["nothing.txt"])


def test_the_list_shows_mine_first_or_only_mine(project: Project, made: list[Document]) -> None:
    mine = [made[2], made[6]]
    assignments.give(project, uids(mine), project.annotator)
    assignments.give(project, [made[4].uid], BEN)

    def names(query: Query) -> list[str]:
        return [row.document.name for row in documents.page(project, query, 0, 20)]

    only, first = Query(assigned=Assigned.ONLY), Query(assigned=Assigned.FIRST)
    assert names(only) == ["2.txt", "6.txt"]
    assert documents.count(project, only) == 2
    assert names(first)[:3] == ["2.txt", "6.txt", "0.txt"]
    assert documents.count(project, first) == 8
    assert documents.row_of(project, first, made[6].uid) == 1
    assert documents.row_of(project, first, made[0].uid) == 2
    assert documents.row_of(project, only, made[0].uid) is None
    documents.set_state(project, made[2].uid, State.DONE)
    found = documents.next_unfinished(project, only, None)
    assert found is not None
    assert found.name == "6.txt"
    assert documents.count(project, Query(assigned=Assigned.ONLY, state=State.DONE)) == 1
    documents.set_state(project, made[0].uid, State.DONE)
    assert documents.count(project, Query(assigned=Assigned.ONLY, state=State.DONE)) == 1
    for query in (only, first, Query(assigned=Assigned.FIRST, text="6", descending=True)):
        walked = [row.document.uid for row in documents.page(project, query, 0, 20)]
        assert [documents.row_of(project, query, uid) for uid in walked] == list(range(len(walked)))


def test_everybodys_progress_is_told(project: Project, made: list[Document]) -> None:
    assignments.give(project, uids(made[:5]), BEN)
    with project.step("Import") as step:
        for place, state in enumerate((State.DONE, State.IN_PROGRESS, State.NEW, State.REVIEWED)):
            uid = made[place].uid
            step.put(Progress(progress_uid(uid, BEN.uid), uid, BEN.uid, state))
    anna, ben = annotators.overview(project)
    assert (anna.annotator, anna.begun, anna.done, anna.assigned) == (ANNA, 0, 0, 0)
    assert anna.changed
    assert (ben.begun, ben.done, ben.assigned, ben.assigned_done, ben.changed) == (3, 2, 5, 2, "")
    assert states_of(project, made[0].uid) == {BEN.uid: State.DONE}
    assert documents.progress(project, made[0].uid).state is State.NEW
    documents.move_to_bin(project, [made[0].uid])
    _anna, ben = annotators.overview(project)
    assert (ben.begun, ben.done, ben.assigned, ben.assigned_done) == (2, 1, 4, 1)
