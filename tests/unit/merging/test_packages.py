"""Packages: one annotator's part as a file of its own, handed out, worked on and taken back."""

from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError, DamagedError, UsageError
from desktop_app.model.identity import derived_uid, now
from desktop_app.model.query import Query
from desktop_app.model.records import Annotator, State
from desktop_app.model.review import Assignment, Comment
from desktop_app.model.span import Span
from desktop_app.ops import annotations, annotators, backups, documents, recasting, tagset
from desktop_app.ops.merging import merge
from desktop_app.ops.packages import package
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, a_document, places, tag_named
from tests.unit.merging.copies import at, copied, is_sound, open_conflicts, origin, rows
from tests.unit.merging.forging import forged, sql

MIRA = Annotator(derived_uid("mira"), "Mira")


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A project in which Anna and Ben have marked, noted, remarked and finished."""
    path = origin(tmp_path)
    with at(path) as project:
        first, second = documents_of(project)
        mark_in(project, first, 0, note="a secret of Anna")
        documents.set_state(project, first, State.DONE)
        annotators.rename(project, "Anna Secret")
    with at(path, BEN) as project:
        mark_in(project, first, 6, note="a note of Ben")
        gone = mark_in(project, second, 0, note="gone")
        annotations.remove(project, [gone])
        with project.step("Comment") as step:
            step.put(Comment("c" * 32, first, ANNA.uid, "a remark of Anna", made=now()))
    return path


def documents_of(project: Project) -> list[str]:
    """The uids of the documents, by name."""
    return [row.document.uid for row in documents.page(project, Query(), 0, 9)]


def mark_in(project: Project, document_uid: str, start: int, *, note: str = "") -> str:
    span, tag_uid = Span(start, start + 4), tag_named(project, "Actor")
    made = annotations.highlight(project, document_uid, [span], tag_uid)
    annotations.set_note(project, made.uid, note)
    return made.uid


def packed(start: Path, name: str, *chosen: str) -> Path:
    """A package for somebody, with these documents."""
    target = start.with_name(f"for {name} {len(chosen)}.rubric")
    with at(start) as project:
        package(project, target, name, chosen)
    return target


def test_a_package_holds_nothing_of_anybody_else(start: Path) -> None:
    data = packed(start, "ben").read_bytes()
    for secret in (ANNA.uid, "Anna", "a secret", "a remark of", "Anna Secret"):
        assert secret.encode() not in data
    assert b"a note of Ben" in data
    empty = packed(start, "Mira").read_bytes()
    for secret in (ANNA.uid, BEN.uid, "Anna", "a secret of", "a note of", "a remark of"):
        assert secret.encode() not in empty


def test_a_package_opens_as_a_project_for_the_one_it_was_made_for(start: Path) -> None:
    path = packed(start, "ben")
    with at(path, MIRA) as project:
        assert project.is_package
        assert project.annotator == BEN
        assert [mark.note for mark in annotations.of_document(project, documents_of(project)[0])] == [
            "a note of Ben"
        ]
        assert project.undo_depth == 0
        with pytest.raises(UsageError, match="part of a project"):
            recasting.check_may(project)
        mark_in(project, documents_of(project)[1], 0)
        assert is_sound(project)
    with at(start) as project:
        assert not project.is_package


def test_backups_of_a_package_lie_apart_and_its_name_leads_nowhere_else(start: Path) -> None:
    path = packed(start, "ben")
    with at(path) as project:
        backups.before(project)
        assert len(backups.list_backups(project)) == 1
    with at(start) as project:
        assert backups.list_backups(project) == ()
    forged(path, sql("UPDATE project SET value = '../../elsewhere' WHERE key = 'package'"))
    with pytest.raises(DamagedError, match="which project"):
        at(path)


def test_what_comes_back_is_only_what_was_done(start: Path) -> None:
    path = packed(start, "ben", "a.txt")
    with at(path) as project:
        (only,) = documents_of(project)
        mine = annotations.of_document(project, only)[0]
        annotations.set_note(project, mine.uid, "better")
        mark_in(project, only, 12)
    with at(start) as project:
        before = rows(project)
        report = merge(project, path)
        counts = {place: (count.added, count.changed, count.removed) for place, count in report.marks.items()}
        assert counts == {("a.txt", "ben"): (1, 1, 0)}
        assert report.conflicts == ()
        assert set(report.others) <= {"states"}
        assert is_sound(project)
        project.undo()
        assert rows(project) == before
        project.redo()
        assert is_sound(project)


def test_a_package_comes_back_in_parts_while_the_project_goes_on(start: Path) -> None:
    path = packed(start, "Mira")
    with at(path) as project:
        mark_in(project, documents_of(project)[0], 0)
        mira = project.annotator
    with at(start) as project:
        assert merge(project, path).steps > 0
        documents.edit(project, documents_of(project)[0], title="Meanwhile")
    with at(path) as project:
        mark_in(project, documents_of(project)[1], 0)
    with at(start) as project:
        report = merge(project, path)
        assert {place: count.added for place, count in report.marks.items()} == {("b.txt", "Mira"): 1}
        assert merge(project, path).steps == 0
        assert documents.get(project, documents_of(project)[0]).title == "Meanwhile"
        assert mira in annotators.everybody(project)
        assert is_sound(project)


def test_a_second_package_in_the_place_of_the_first_goes_on_under_its_own_name(start: Path) -> None:
    for number in range(2):
        path = packed(start, "Mira")
        with at(path) as project:
            mark_in(project, documents_of(project)[0], number)
        with at(start) as project:
            merge(project, path)
            assert is_sound(project)
        path.unlink()
    with at(start) as project:
        people = [mark.annotator_uid for mark in annotations.of_document(project, documents_of(project)[0])]
        assert people.count(derived_uid("annotator", project.uid, "Mira")) == 2


def test_only_chosen_or_assigned_documents_go_into_a_package(start: Path) -> None:
    with at(start) as project:
        first, second = documents_of(project)
        with project.step("Assign") as step:
            step.put(Assignment("d" * 32, second, BEN.uid, now()))
        assigned = package(project, start.with_name("1.rubric"), "ben")
        chosen = package(project, start.with_name("2.rubric"), "ben", ["a.txt"])
        assert (assigned.documents, chosen.documents) == (("b.txt",), ("a.txt",))
        assert (assigned.marks, chosen.marks) == (0, 1)
        with pytest.raises(UsageError, match="no document"):
            package(project, start.with_name("3.rubric"), "ben", ["c.txt"])
        with pytest.raises(UsageError, match="ends in"):
            package(project, start.with_name("3.zip"), "ben")
        with pytest.raises(ConflictError):
            package(project, start.with_name("1.rubric"), "ben")
        assert first != second


def test_a_package_can_be_given_to_another_copy_that_lacks_what_it_holds(start: Path) -> None:
    other = copied(start, "other.rubric")
    with at(start) as project:
        a_document(project, "A text that the other copy lacks", name="c.txt")
    path = packed(start, "Mira")
    with at(path) as project:
        mark_in(project, documents_of(project)[2], 2)
    with at(other) as project:
        merge(project, path)
        assert is_sound(project)
        merge(project, start)
        assert is_sound(project)
        found = rows(project)
    with at(start) as project:
        merge(project, path)
        assert rows(project) == found
        assert open_conflicts(project) == ()


def test_an_annotator_may_change_the_tagset_of_a_package(start: Path) -> None:
    path = packed(start, "Mira")
    with at(path) as project:
        tag = project.tagset.tag(tag_named(project, "Place"))
        tagset.remove_tag(project, tag.uid)
    with at(start) as project:
        merge(project, path)
        assert project.tagset.by_path("Place") is None
        assert is_sound(project)
        assert places(start.parent).settings.exists()
