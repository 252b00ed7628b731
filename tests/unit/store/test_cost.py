"""What an action asks of the project file: counted, since time depends on the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError
from desktop_app.model.records import State
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marking
from desktop_app.ops import check, documents
from desktop_app.ops.project import Project
from tests.builders import a_document, an_annotation, reopened, tag_named

TEXT = "Reuters reported on Sunday."


@contextmanager
def statements(project: Project) -> Iterator[list[str]]:
    """What SQLite is asked to do meanwhile."""
    asked: list[str] = []
    connection = project.file.database.connection
    connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        connection.set_trace_callback(None)


def add(project: Project, start: int) -> str:
    uid = documents.by_name(project, "a")
    assert uid is not None
    return marking.highlight(project, uid.uid, [Span(start, start + 7)], tag_named(project, "Actor")).uid


@pytest.fixture
def busy(project: Project) -> Project:
    """A project in which an annotator has marked, undone and redone before."""
    a_document(project, TEXT, name="a")
    add(project, 0)
    project.undo()
    project.redo()
    return project


ACTIONS: dict[str, tuple[Callable[[Project], object], int]] = {
    "add": (lambda project: add(project, 8), 12),
    "remove": (
        lambda project: marking.remove(
            project, [item.uid for item in marking.of_document(project, marked(project))]
        ),
        13,
    ),
    "undo": (lambda project: project.undo(), 13),
}


def marked(project: Project) -> str:
    found = documents.by_name(project, "a")
    assert found is not None
    return found.uid


@pytest.mark.parametrize("name", ACTIONS)
def test_a_single_mark_asks_few_questions_and_none_about_the_file_or_the_tagset(
    busy: Project, name: str
) -> None:
    action, at_most = ACTIONS[name]
    with statements(busy) as asked:
        action(busy)
    assert len(asked) <= at_most
    assert sum(line.startswith("BEGIN") for line in asked) == 1
    for word in ("PRAGMA", "sqlite_schema", "FROM tag", "FROM attribute", "FROM content", "count(*)"):
        assert not any(word in line for line in asked)


def pages(project: Project, action: Callable[[], object]) -> int:
    """How many pages of the file an action changes besides the first, which each one does: those in the journal."""
    connection, journal = project.file.database.connection, Path(f"{project.path}-journal")
    number = connection.execute("PRAGMA page_size").fetchone()[0]
    sizes: list[int] = []
    connection.set_trace_callback(
        lambda sql: sizes.append(journal.stat().st_size) if sql == "COMMIT" else None
    )
    try:
        action()
    finally:
        connection.set_trace_callback(None)
    return sizes[0] // (number + 8)


def test_a_single_mark_changes_a_page_of_each_table_and_index_that_it_is_in(busy: Project) -> None:
    # Mark, change, step and count, with two, one and three indexes: a page is sometimes split.
    added = [pages(busy, lambda: add(busy, 8)) for _time in range(15)]
    undone = [pages(busy, busy.undo) for _time in range(15)]
    assert sorted(added)[7] <= 10
    assert sorted(undone)[7] <= 10
    assert max(*added, *undone) <= 16


def test_an_action_costs_as_many_questions_in_a_long_history_as_in_a_short_one(busy: Project) -> None:
    with statements(busy) as first:
        add(busy, 8)
    for _time in range(30):
        add(busy, 8)
        busy.undo()
    with statements(busy) as last:
        add(busy, 8)
    assert len(last) == len(first)


def test_the_state_moves_on_once_and_then_stays(project: Project) -> None:
    document = a_document(project, TEXT, name="a")
    seen = []
    for start in (0, 8):
        add(project, start)
        seen.append(documents.progress(project, document.uid).state)
    documents.set_state(project, document.uid, State.DONE)
    add(project, 3)
    seen.append(documents.progress(project, document.uid).state)
    assert seen == [State.IN_PROGRESS, State.IN_PROGRESS, State.NEEDS_ANOTHER_LOOK]
    project.undo()
    assert documents.progress(project, document.uid).state is State.DONE


def test_the_tagset_in_memory_is_that_of_the_file_whatever_is_undone_or_fails(project: Project) -> None:
    from desktop_app.ops import tagset
    from desktop_app.store import corpus

    actor = project.tagset.tag(tag_named(project, "Actor"))
    fresh = tagset.add_tag(project, type(actor)("", "Rumour"))

    def same() -> bool:
        return project.tagset == corpus.tagset(project.file.database)

    assert same()
    project.undo()
    assert same()
    assert fresh.uid not in {tag.uid for tag in project.tagset.tags}
    project.redo()
    assert same()
    document = a_document(project, TEXT, name="a")
    marking.highlight(project, document.uid, [Span(0, 7)], fresh.uid)
    with pytest.raises(ConflictError), project.step("Remove") as step:
        step.remove(fresh)
    assert same()
    with reopened(project, read_only=True) as again:
        assert again.tagset == corpus.tagset(again.file.database)


def test_what_is_added_unseen_is_refused_when_it_is_there(project: Project) -> None:
    document = a_document(project, TEXT, name="a")
    mark = an_annotation(document, TEXT, [(0, 7)], tag_uid=tag_named(project, "Actor"))
    with project.step("Add") as step:
        step.add_all([mark])
    assert marking.of_document(project, document.uid) == (mark,)
    depth = project.undo_depth
    with pytest.raises(ConflictError, match="already"), project.step("Add") as step:
        step.add_all([mark])
    assert project.undo_depth == depth
    assert check.check(project.path).findings == ()
    project.undo()
    assert marking.of_document(project, document.uid) == ()


def test_changes_name_the_records_of_each_kind(project: Project) -> None:
    from desktop_app.model.changes import Change, Changes
    from desktop_app.model.records import Annotation, Annotator, Document, Progress

    document = a_document(project, TEXT, name="a")
    mark = an_annotation(document, TEXT, [(0, 7)], tag_uid=tag_named(project, "Actor"))
    changes = Changes(
        "some", (Change(None, mark), Change(document, None), Change(mark, mark), Change(None, None))
    )
    assert list(changes.of(Annotation)) == [(None, mark), (mark, mark)]
    assert list(changes.of(Document)) == [(document, None)]
    assert list(changes.of(Progress)) == []
    assert changes.touches(Annotation)
    assert not changes.touches(Annotator)
