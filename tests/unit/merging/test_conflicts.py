"""What two copies say differently of the same thing: listed everywhere alike, decided once."""

from pathlib import Path

import pytest

from desktop_app.model.records import State
from desktop_app.ops import annotations, documents, sight
from desktop_app.ops.merging import merge, rehearse
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, places
from tests.unit.merging.copies import (
    at,
    conflicts,
    copied,
    first,
    is_sound,
    mark,
    open_conflicts,
    origin,
    resolve,
)


@pytest.fixture
def start(tmp_path: Path) -> Path:
    return origin(tmp_path)


def _note(path: Path, uid: str, note: str) -> None:
    with at(path) as project:
        annotations.set_note(project, uid, note)


@pytest.fixture
def disputed(start: Path) -> tuple[Path, Path, str]:
    """Two copies of a project in which a mark got two different notes."""
    with at(start) as project:
        uid = mark(project, 0)
    theirs = copied(start, "theirs.rubric")
    _note(start, uid, "mine")
    _note(theirs, uid, "theirs")
    return start, theirs, uid


def test_of_two_notes_the_later_wins_and_the_other_is_listed(disputed: tuple[Path, Path, str]) -> None:
    start, theirs, uid = disputed
    with at(start) as project:
        (conflict,) = merge(project, theirs).conflicts
        assert (conflict.kind, conflict.field, conflict.document) == ("mark", "note", "a.txt")
        assert {conflict.lost.value, conflict.won.value} == {"mine", "theirs"}
        assert annotations.get(project, uid).note == conflict.won.value
    with at(theirs) as project:
        assert merge(project, start).conflicts[0].uid == conflict.uid
        assert annotations.get(project, uid).note == conflict.won.value


@pytest.mark.parametrize("take_lost", [False, True])
def test_a_conflict_that_was_decided_stays_decided_everywhere(
    disputed: tuple[Path, Path, str], take_lost: bool
) -> None:
    start, theirs, uid = disputed
    with at(theirs) as project:
        merge(project, start)
        assert len(conflicts(project)) == 1
    with at(start) as project:
        merge(project, theirs)
        (conflict,) = open_conflicts(project)
        resolve(project, conflict.uid, take_lost=take_lost)
        chosen = (conflict.lost if take_lost else conflict.won).value
        assert annotations.get(project, uid).note == chosen
        assert open_conflicts(project) == ()
        assert project.undo_label == "Decide conflict"
        project.undo()
        assert conflicts(project) == [conflict.uid]
        assert annotations.get(project, uid).note == conflict.won.value
        project.redo()
        assert is_sound(project)
    with at(theirs) as project:
        assert merge(project, start).conflicts == ()
        assert annotations.get(project, uid).note == chosen
        assert is_sound(project)


@pytest.mark.parametrize("take_lost", [False, True])
def test_an_edit_keeps_what_another_copy_deleted_until_somebody_decides(start: Path, take_lost: bool) -> None:
    with at(start) as project:
        uid = mark(project, 0)
    theirs = copied(start, "theirs.rubric")
    _note(theirs, uid, "important")
    with at(start) as project:
        annotations.remove(project, [uid])
        (conflict,) = merge(project, theirs).conflicts
        assert (conflict.lost.value, conflict.won.value) == ("removed", "kept")
        assert annotations.get(project, uid).note == "important"
        resolve(project, conflict.uid, take_lost=take_lost)
        assert len(annotations.of_document(project, first(project))) == (0 if take_lost else 1)
        assert open_conflicts(project) == ()
        assert is_sound(project)
    with at(theirs) as project:
        assert merge(project, start).conflicts == ()
        assert len(annotations.of_document(project, first(project))) == (0 if take_lost else 1)
        assert is_sound(project)


def test_a_dry_run_says_the_same_and_leaves_the_file_alone(disputed: tuple[Path, Path, str]) -> None:
    start, theirs, _uid = disputed
    before = start.read_bytes()
    with Project.open(start, places=places(start.parent), who=ANNA, read_only=True) as project:
        (dry,) = rehearse(project, [theirs])
    assert start.read_bytes() == before
    with at(start) as project:
        wet = merge(project, theirs)
    assert (dry.marks, dry.others, dry.conflicts, dry.steps) == (
        wet.marks,
        wet.others,
        wet.conflicts,
        wet.steps,
    )
    assert dry.dry_run


def test_blind_mode_hides_conflicts_about_the_marks_of_others(disputed: tuple[Path, Path, str]) -> None:
    start, theirs, _uid = disputed
    with at(start) as project:
        merge(project, theirs)
        sight.set_blind(project, on=True)
    with at(start, BEN) as project:
        assert len(open_conflicts(project)) == 1
        sight.keep(project)
        assert open_conflicts(project) == ()
        documents.set_state(project, first(project), State.DONE)
        assert len(open_conflicts(project)) == 1


@pytest.mark.parametrize("dry", [True, False])
def test_blind_mode_keeps_what_others_marked_out_of_what_a_merge_says(start: Path, dry: bool) -> None:
    with at(start) as project:
        sight.set_blind(project, on=True)
        uid = mark(project, 0)
    theirs = copied(start, "theirs.rubric")
    _note(theirs, uid, "a secret note")
    with at(theirs) as project:
        mark(project, 6)
    _note(start, uid, "another secret")
    with at(start, BEN) as project:
        sight.keep(project)
        mine = mark(project, 12)
        report = rehearse(project, [theirs])[0] if dry else merge(project, theirs)
        assert (report.marks, report.conflicts, report.mended, report.hidden) == ({}, (), (), 1)
        assert report.steps == 2
        assert annotations.get(project, mine).annotator_uid == BEN.uid
        documents.set_state(project, first(project), State.DONE)
        if dry:
            report = rehearse(project, [theirs])[0]
            assert report.hidden == 0
            assert {place: count.added for place, count in report.marks.items()} == {("a.txt", "anna"): 1}
            assert [item.field for item in report.conflicts] == ["note"]
        else:
            assert len(open_conflicts(project)) == 1
