"""Bringing copies of a project together again."""

from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.model.query import Query
from desktop_app.model.records import State
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations, annotators, documents, tagset, withdrawing
from desktop_app.ops.merging import merge
from desktop_app.store.database import Database
from desktop_app.store.intake import Intake, prove
from desktop_app.store.step import MERGE
from tests.builders import ANNA, BEN, a_document, a_project, tag_named
from tests.unit.merging.copies import TEXT, at, conflicts, copied, first, is_sound, mark, origin, rows


@pytest.fixture
def start(tmp_path: Path) -> Path:
    return origin(tmp_path)


def test_what_others_marked_is_added_and_counted_by_document_and_annotator(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        mark(project, 0)
        mark(project, 6)
    with at(start) as project:
        mark(project, 0)
        report = merge(project, theirs)
        counted = {place: (count.added, count.changed) for place, count in report.marks.items()}
        assert counted == {("a.txt", "ben"): (2, 0)}
        assert report.conflicts == ()
        assert len(annotations.of_document(project, first(project))) == 3
        assert is_sound(project)


def test_merging_twice_changes_nothing(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        mark(project, 0)
    with at(start) as project:
        merge(project, theirs)
        before, depth = rows(project), project.undo_depth
        report = merge(project, theirs)
        assert (report.steps, report.marks, report.others) == (0, {}, {})
        assert (rows(project), project.undo_depth) == (before, depth)


def test_undo_takes_a_merge_back_exactly_and_redo_brings_it_again(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        mark(project, 0)
        documents.edit(project, first(project), title="Theirs")
    with at(start) as project:
        mine = mark(project, 3)
        documents.edit(project, first(project), title="Mine")
        before = rows(project)
        merge(project, theirs)
        after = rows(project)
        assert len(conflicts(project)) == 1
        annotations.set_note(project, mine, "more")
        project.undo()
        project.undo()
        assert rows(project) == before
        assert conflicts(project) == []
        assert is_sound(project)
        project.redo()
        assert rows(project) == after
        assert is_sound(project)
        project.undo()
        merge(project, theirs)
        assert rows(project) == after
        assert is_sound(project)


def test_a_tag_that_others_use_comes_back(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        mark(project, 0, "Place")
    with at(start) as project:
        tagset.remove_tag(project, tag_named(project, "Place"))
        report = merge(project, theirs)
        assert report.mended == ("Place",)
        assert project.tagset.by_path("Place") is not None
        assert is_sound(project)
        mark(project, 3)
        assert is_sound(project)
        project.undo()
        project.undo()
        assert project.tagset.by_path("Place") is None
        assert is_sound(project)


def test_equal_names_keys_and_circles_are_mended_the_same_in_any_order(start: Path) -> None:
    paths = [copied(start, f"{name}.rubric") for name in "abc"]
    for number, path in enumerate(paths):
        with at(path) as project:
            tagset.add_tag(project, Tag("", "Rumour", shortcut="k"))
            a_document(project, f"Text {number}", name="new.txt")
            one, other = (("Actor", "Claim"), ("Claim", "Date"), ("Date", "Actor"))[number]
            below = replace(project.tagset.tag(tag_named(project, one)), parent_uid=tag_named(project, other))
            tagset.edit_tag(project, below)
    found = []
    for order in permutations(range(3)):
        path = copied(paths[order[0]], f"{order}.rubric")
        with at(path) as project:
            for place in order[1:]:
                merge(project, paths[place])
                assert is_sound(project)
            found.append((rows(project), conflicts(project)))
            names = sorted(row.document.name for row in documents.page(project, Query(), 0, 10))
            assert names == ["a.txt", "b.txt", "new.txt", "new.txt (2)", "new.txt (3)"]
            documents.move_to_bin(project, [first(project)])
            assert is_sound(project)
    assert all(item == found[0] for item in found)


def test_an_annotator_who_was_merged_is_withdrawn_and_brought_back(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        kept = mark(project, 0)
        mark(project, 6)
        documents.set_state(project, first(project), State.DONE)
    with at(start) as project:
        mark(project, 0)
        before = rows(project)
        merge(project, theirs)
        after = rows(project)
        found = withdrawing.withdraw(project, BEN.uid)
        assert (found.marks, found.states, found.documents) == (2, 1, 1)
        left = rows(project)
        assert left["annotation"] == before["annotation"]
        assert left["progress"] == before["progress"]
        assert BEN in annotators.everybody(project)
        assert is_sound(project)
        project.undo()
        assert rows(project) == after
        assert is_sound(project)
        project.redo()
        assert rows(project) == left
        assert merge(project, theirs).steps == 0
    with at(theirs, BEN) as project:
        annotations.set_note(project, kept, "I went on")
    with at(start) as project:
        found_again = merge(project, theirs).conflicts
        assert {item.kind for item in found_again} == {"mark", "state of the document"}
        assert {(item.lost.value, item.won.value) for item in found_again} == {("removed", "kept")}
        assert annotations.get(project, kept).note == "I went on"
        assert is_sound(project)


def test_a_copy_that_begins_with_a_merge_knows_of_what_it_was_copied_with(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        mark(project, 0)
    with at(start) as project:
        mine = mark(project, 0)
    copy = copied(start, "copy.rubric")
    with at(copy) as project:
        merge(project, theirs)
        annotations.set_note(project, mine, "from the copy")
    with at(start) as project:
        assert merge(project, copy).conflicts == ()
        assert annotations.get(project, mine).note == "from the copy"
        assert is_sound(project)


def test_a_copy_in_which_somebody_goes_on_working_is_not_merged(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as other, at(start) as project, closing(Database(theirs, read_only=True)) as foreign:
        mark(other, 0)
        foreign.prepare_reading()
        proven = prove(foreign)
        found = Intake(project.file.database, foreign, replica=project.replica, proven=proven)
        mark(other, 6)
        before = rows(project)
        with pytest.raises(ConflictError, match="meanwhile"):
            project.derive("Merge", MERGE, found.take)
        assert rows(project) == before
        assert is_sound(project)


def test_another_project_and_the_project_itself_are_refused(start: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = a_project(tmp_path / "other")
    other.close()
    with at(start, ANNA) as project:
        with pytest.raises(UsageError, match="another project"):
            merge(project, other.path)
        with pytest.raises(UsageError, match="itself"):
            merge(project, start)
        assert len(TEXT) > 10


def test_values_that_two_copies_coded_of_one_mark_are_all_kept(start: Path) -> None:
    with at(start) as project:
        names = {item.name: item.uid for item in project.tagset.attributes_of(tag_named(project, "Claim"))}
        claim = mark(project, 0, "Claim")
        annotations.set_value(project, claim, names["speech"], "direct")
    coded = {"here": ("stance", "support"), "there": ("form", "protest")}
    for name, (attribute, option) in coded.items():
        with at(copied(start, f"{name}.rubric")) as project:
            annotations.set_value(project, claim, names[attribute], option)
    with at(start.with_name("here.rubric")) as project:
        merge(project, start.with_name("there.rubric"))
        wanted = {"speech": "direct", "stance": "support", "form": "protest"}
        assert annotations.get(project, claim).values == {names[key]: value for key, value in wanted.items()}
        assert conflicts(project) == []
        assert is_sound(project)
