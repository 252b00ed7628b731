"""A long action is one step in many transactions: all or nothing, and out of everybody's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError, DiskFullError, StoreError
from desktop_app.model.changes import Record
from desktop_app.model.query import Query
from desktop_app.model.records import Annotator, Document, Progress, State
from desktop_app.model.span import Span
from desktop_app.model.tagset import Tag
from desktop_app.ops import adding, backups, check, documents, tagset
from desktop_app.ops import annotations as marking
from desktop_app.ops.adding import Adder, Source
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from desktop_app.store.file import LongStep
from desktop_app.store.step import Step
from tests.builders import ANNA, BEN, a_document, an_annotation, reopened, tag_named

TEXT = "Reuters reported on Sunday."


def _import(project: Project, document: Document, *, who: Annotator = BEN, count: int = 3) -> LongStep:
    """An import of annotations that has written a part and is not through."""
    long = project.begin("Import")
    tag = tag_named(project, "Actor")
    with long.writing() as step:
        step.put(who)
        step.put(Progress(progress_uid(document.uid, who.uid), document.uid, who.uid, State.DONE))
        spans = [(number, number + 3) for number in range(count)]
        step.put_all(
            an_annotation(document, TEXT, [span], tag_uid=tag, annotator_uid=who.uid) for span in spans
        )
    return long


def _sound(project: Project) -> bool:
    return check.check(project.path).findings == ()


def _loaded(folder: Path, number: int) -> adding.Loaded:
    path = folder / f"{number}.txt"
    path.write_text(f"text {number}")
    return adding.load(Source(path, path.name))


def _take(adder: Adder, folder: Path, numbers: range) -> None:
    for number in numbers:
        adder.take(_loaded(folder, number))


def _put_and_fail(step: Step, record: Record) -> None:
    step.put(record)
    raise KeyError


@contextmanager
def _full_disk(project: Project) -> Iterator[None]:
    connection = project.file.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield
    connection.execute("PRAGMA max_page_count = 1000000")


def test_work_on_other_layers_goes_on_and_stays_when_the_import_is_taken_back(project: Project) -> None:
    document = a_document(project, TEXT)
    long = _import(project, document)
    mine = marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    documents.set_state(project, document.uid, State.DONE)
    project.undo()
    long.abandon()
    assert marking.of_document(project, document.uid) == (mine,)
    assert documents.progress(project, document.uid).state is State.IN_PROGRESS
    assert _sound(project)


def test_work_on_other_layers_goes_on_and_stays_when_the_import_is_through(project: Project) -> None:
    document = a_document(project, TEXT)
    long = _import(project, document)
    marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    project.finish(long)
    assert len(marking.of_document(project, document.uid)) == 4
    assert project.undo_label == "Import"
    assert _sound(project)
    project.undo()
    assert len(marking.of_document(project, document.uid)) == 1
    assert _sound(project)


def test_what_an_unfinished_action_has_touched_waits_for_it(project: Project) -> None:
    document = a_document(project, TEXT)
    long = _import(project, document, who=ANNA)
    actor = tag_named(project, "Actor")
    depth = project.undo_depth
    imported = marking.of_document(project, document.uid)
    with pytest.raises(ConflictError, match="going on"):
        marking.highlight(project, document.uid, [Span(0, 7)], actor)
    with pytest.raises(ConflictError, match="going on"):
        marking.remove(project, [imported[0].uid])
    with pytest.raises(ConflictError, match="going on"):
        documents.set_state(project, document.uid, State.NEW)
    assert project.undo_depth == depth
    assert marking.of_document(project, document.uid) == imported
    project.finish(long)
    marking.highlight(project, document.uid, [Span(0, 7)], actor)
    assert _sound(project)


def test_a_document_that_is_still_being_added_cannot_be_marked_and_its_adding_can_be_taken_back(
    project: Project, tmp_path: Path
) -> None:
    adder = Adder(project)
    _take(adder, tmp_path, range(30))
    document = documents.page(project, Query(), 0, 1)[0].document
    with pytest.raises(ConflictError):
        marking.highlight(project, document.uid, [Span(0, 4)], tag_named(project, "Actor"))
    adder.abandon()
    assert documents.count(project, Query()) == 0
    assert project.file.database.number("SELECT count(*) FROM content") == 0
    assert _sound(project)


def test_two_long_actions_do_not_take_each_other_back(project: Project, tmp_path: Path) -> None:
    document = a_document(project, TEXT)
    adder = Adder(project)
    _take(adder, tmp_path, range(30))
    long = _import(project, document)
    long.abandon()
    assert len(adder.finish().added) == 30
    assert documents.count(project, Query()) == 31
    assert marking.of_document(project, document.uid) == ()
    assert _sound(project)


def test_two_long_actions_do_not_touch_the_same(project: Project) -> None:
    document = a_document(project, TEXT)
    first = _import(project, document)
    with pytest.raises(ConflictError):
        _import(project, document)
    project.finish(first)
    assert len(marking.of_document(project, document.uid)) == 3
    assert _sound(project)


def test_a_crash_takes_back_every_long_action_and_nothing_else(project: Project, tmp_path: Path) -> None:
    document = a_document(project, TEXT)
    _import(project, document)
    adder = Adder(project)
    _take(adder, tmp_path, range(30))
    mine = marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    with reopened(project) as again:
        assert set(again.dropped) == {"Import", "Add documents"}
        assert marking.of_document(again, document.uid) == (mine,)
        assert documents.count(again, Query()) == 1
        assert _sound(again)


def test_a_backup_in_the_middle_of_a_long_action_opens_without_it(project: Project, tmp_path: Path) -> None:
    document = a_document(project, TEXT)
    long = _import(project, document)
    made = backups.before(project)
    project.finish(long)
    backups.restore(made.path, tmp_path / "restored.rubric", project.places)
    with Project.open(tmp_path / "restored.rubric", places=project.places, who=ANNA) as restored:
        assert restored.dropped == ("Import",)
        assert marking.of_document(restored, document.uid) == ()
        assert _sound(restored)


def test_a_full_disk_in_the_middle_is_survived_and_the_rest_can_be_stored_afterwards(
    project: Project, tmp_path: Path
) -> None:
    adder = Adder(project)
    _take(adder, tmp_path, range(25))
    with _full_disk(project), pytest.raises(DiskFullError):
        _take(adder, tmp_path, range(25, 300))
    stored = documents.count(project, Query())
    assert stored % 25 == 0
    report = adder.finish()
    assert len(report.added) == documents.count(project, Query()) > stored
    assert _sound(project)
    project.undo()
    assert documents.count(project, Query()) == 0
    project.redo()
    assert documents.count(project, Query()) == len(report.added)
    assert _sound(project)


def test_adding_on_a_full_disk_leaves_nothing_behind(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(f"{number} " * 500)
    with _full_disk(project), pytest.raises(StoreError, match="full"):
        adding.add(project, [folder])
    with reopened(project) as again:
        assert documents.count(again, Query()) == 0
        assert again.undo_depth == 0
        assert _sound(again)


def test_a_transaction_that_fails_leaves_the_step_as_it_was(project: Project) -> None:
    document = a_document(project, TEXT)
    long = _import(project, document)
    heard: list[int] = []
    project.on_changed(lambda changes: heard.append(len(changes.items)))
    with pytest.raises(KeyError), long.writing() as step:
        _put_and_fail(step, Annotator("c" * 32, "cara"))
    marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    project.finish(long)
    assert heard == [2, 5]
    assert _sound(project)


def test_an_undo_that_meets_an_unfinished_action_changes_nothing(project: Project) -> None:
    document = a_document(project, TEXT)
    cue = tagset.add_tag(project, Tag("", "Rumour"))
    long = project.begin("Import")
    with long.writing() as step:
        step.put(an_annotation(document, TEXT, [(0, 3)], tag_uid=cue.uid))
    with pytest.raises(ConflictError):
        project.undo()
    assert project.undo_label == "Add tag Rumour"
    long.abandon()
    project.undo()
    assert project.tagset.find(cue.uid) is None
    assert _sound(project)


def test_texts_that_the_history_needs_stay_when_adding_is_taken_back(
    project: Project, tmp_path: Path
) -> None:
    loaded = _loaded(tmp_path, 1)
    adder = Adder(project)
    adder.take(loaded)
    (document,) = adder.finish().added
    project.undo()
    again = Adder(project)
    again.take(loaded)
    again.abandon()
    project.redo()
    assert documents.text(project, document.uid) == "text 1"
    assert _sound(project)


def test_a_failed_step_is_not_in_the_history_and_nobody_hears_of_it(project: Project) -> None:
    document = a_document(project, TEXT)
    heard: list[str] = []
    project.on_changed(lambda changes: heard.append(changes.label))
    before = project.file.path.read_bytes()
    with pytest.raises(KeyError), project.step("Rename") as step:
        _put_and_fail(step, replace(document, title="Half"))
    assert documents.get(project, document.uid) == document
    assert (heard, project.undo_label) == ([], "Add document")
    assert project.file.path.read_bytes() == before
    with pytest.raises(sqlite3.OperationalError), project.step("Twice") as step, project.step("Twice"):
        step.put(replace(document, title="Half"))
    assert documents.get(project, document.uid) == document


def test_files_that_come_one_by_one_are_only_asked_for_when_they_are_stored(
    project: Project, tmp_path: Path
) -> None:
    adder = Adder(project)
    asked: list[int] = []

    def coming() -> Iterator[adding.Loaded]:
        for number in range(12):
            asked.append(number)
            yield _loaded(tmp_path, number)

    files = coming()
    stored: list[int] = []
    for within_s in (0.0, 0.0, 60.0, 60.0, 60.0):
        adder.take_some(files, within_s=within_s, most=5)
        stored.append(documents.count(project, Query()))
        assert len(asked) == stored[-1]
    assert stored == [1, 2, 7, 12, 12]
    assert len(adder.finish().added) == 12
    assert project.undo_depth == 1


def test_files_that_could_not_be_stored_are_stored_later(project: Project, tmp_path: Path) -> None:
    adder = Adder(project)
    project.file.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        adder.take_some((_loaded(tmp_path, number) for number in range(3)), within_s=60.0, most=5)
    project.file.database.connection.execute("PRAGMA query_only = OFF")
    assert len(adder.finish().added) == 1
    assert documents.count(project, Query()) == 1
