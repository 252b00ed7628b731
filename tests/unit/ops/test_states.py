"""States of documents: one action, however many documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.records import Annotation, Link, State
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, links
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named


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


CHANGES: dict[str, Callable[[Project, Annotation, Link], object]] = {
    "a mark more": lambda project, mark, _link: marks.highlight(
        project, mark.document_uid, [Span(7, 12)], mark.tag_uid
    ),
    "another tag": lambda project, mark, _link: marks.retag(project, mark.uid, tag_named(project, "Place")),
    "a note": lambda project, mark, _link: marks.set_note(project, mark.uid, "why"),
    "another passage": lambda project, mark, _link: marks.set_spans(project, mark.uid, [Span(0, 5)]),
    "a passage more": lambda project, mark, _link: marks.add_part(project, mark.uid, Span(17, 21)),
    "a mark fewer": lambda project, mark, _link: marks.remove(project, [mark.uid]),
    "a copy": lambda project, mark, _link: marks.copy(project, mark.uid),
    "a filler more": lambda project, mark, link: links.fill(project, mark.uid, "", link.source_uid),
    "a filler fewer": lambda project, _mark, link: links.clear(project, [link.uid]),
    "a marked filler": lambda project, mark, _link: links.mark_and_fill(
        project, mark.uid, "", [Span(7, 12)], mark.tag_uid
    ),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.NEW, State.IN_PROGRESS),
        (State.IN_PROGRESS, State.IN_PROGRESS),
        (State.DONE, State.NEEDS_ANOTHER_LOOK),
        (State.NEEDS_ANOTHER_LOOK, State.NEEDS_ANOTHER_LOOK),
    ],
)
def test_whoever_changes_something_is_not_done_any_more(
    name: str, before: State, after: State, project: Project
) -> None:
    document = a_document(project, "Norway waits for Oslo.")
    actor = tag_named(project, "Actor")
    one, two = (marks.highlight(project, document.uid, [span], actor) for span in (Span(0, 6), Span(17, 21)))
    link = links.fill(project, two.uid, "", one.uid)
    documents.set_state(project, document.uid, before)
    depth = project.undo_depth
    CHANGES[name](project, one, link)
    assert documents.progress(project, document.uid).state is after
    assert project.undo_depth == depth + 1
    project.undo()
    assert documents.progress(project, document.uid).state is before


def test_no_documents_are_no_action(project: Project) -> None:
    assert documents.set_states(project, [], State.DONE) == ()
    assert project.undo_label is None
