"""States of documents: one action, however many documents."""

from __future__ import annotations

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.records import State
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from tests.builders import a_document


def test_the_states_of_several_documents_are_one_action(project: Project) -> None:
    uids = [a_document(project, f"text {number}", name=f"{number}").uid for number in range(3)]
    documents.set_state(project, uids[1], State.IN_PROGRESS)
    depth = project.undo_depth
    given = documents.set_states(project, [*uids, uids[0]], State.DONE)
    assert [item.document_uid for item in given] == uids
    assert {documents.progress(project, uid).state for uid in uids} == {State.DONE}
    assert project.undo_depth == depth + 1
    assert project.undo_label == "Set state of 3 documents"
    project.undo()
    states = [documents.progress(project, uid).state for uid in uids]
    assert states == [State.NEW, State.IN_PROGRESS, State.NEW]
    project.redo()
    assert documents.states(project)[State.DONE] == 3


def test_values_of_the_documents_stay_when_their_state_is_given(project: Project) -> None:
    document = a_document(project, "text")
    remark = next(item for item in project.tagset.attributes_of("") if item.name == "remark")
    documents.set_document_value(project, document.uid, remark.uid, "short")
    assert documents.set_state(project, document.uid, State.DONE).values == {remark.uid: "short"}


def test_a_reviewers_state_is_refused_for_all_of_them(project: Project) -> None:
    uids = [a_document(project, f"text {number}", name=f"{number}").uid for number in range(2)]
    depth = project.undo_depth
    with pytest.raises(UsageError, match="reviewer"):
        documents.set_states(project, uids, State.REVIEWED)
    assert project.undo_depth == depth


def test_no_documents_are_no_action(project: Project) -> None:
    assert documents.set_states(project, [], State.DONE) == ()
    assert project.undo_label is None
