"""Undo and redo of long actions in short transactions: the same as in one go, there as a whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.model.query import Query
from desktop_app.ops import annotations, documents, joining, pieces, undoing
from desktop_app.ops.merging import merge
from desktop_app.ops.pieces import InPieces, at_once
from desktop_app.ops.project import Project
from desktop_app.ops.undoing import Way
from tests.builders import ANNA, BEN, a_document, an_annotation, tag_named
from tests.killing import killed_at_random
from tests.torture import rounds
from tests.unit.merging.copies import TEXT, at, copied, first, is_sound, mark, origin, rows

MANY = 1500
ROUNDS = rounds(4, promised=100)


def many(project: Project, number: int = MANY, annotator_uid: str = ANNA.uid) -> None:
    """An import of many marks as one action."""
    document = documents.page(project, Query(), 0, 1)[0].document
    actor = tag_named(project, "Actor")
    with project.step("Import") as step:
        step.add_all(
            an_annotation(
                document, TEXT, [(place % 40, place % 40 + 5)], tag_uid=actor, annotator_uid=annotator_uid
            )
            for place in range(number)
        )


def stopping(work: InPieces) -> Iterator[int]:
    """Stop it, and go on with what it does then."""
    yield work.throw(pieces.StoppedError())
    yield from work


@pytest.fixture
def start(tmp_path: Path) -> Path:
    return origin(tmp_path)


def test_a_long_action_is_undone_and_redone_in_pieces_as_in_one_go(start: Path) -> None:
    with at(start) as project:
        before = rows(project)
        many(project)
        after = rows(project)
        heard: list[int] = []
        project.on_changed(lambda changes: heard.append(len(changes.items)))
        assert undoing.way(project) is Way.IN_PIECES
        assert undoing.size(project) == MANY
        far = list(undoing.undo_in_pieces(project))
        assert far == sorted(far)
        assert len(far) > 5
        assert rows(project) == before
        assert (project.undo_label, project.redo_label) == ("Add document", "Import")
        assert heard == [MANY]
        assert is_sound(project)
        assert undoing.way(project, redo=True) is Way.IN_PIECES
        assert len(pieces.at_once(undoing.redo_in_pieces(project)).items) == MANY
        assert rows(project) == after
        assert (project.undo_label, project.redo_label) == ("Import", None)
        assert is_sound(project)
        project.undo()
        assert rows(project) == before
        project.redo()
        assert rows(project) == after
        assert is_sound(project)


def test_a_short_action_is_undone_at_once(start: Path) -> None:
    with at(start) as project:
        assert undoing.way(project, redo=True) is Way.AT_ONCE
        with pytest.raises(UsageError, match="nothing"):
            undoing.redo_in_pieces(project)
        mark(project, 0)
        assert undoing.way(project) is Way.AT_ONCE


@pytest.mark.parametrize("stop", [True, False])
def test_an_undo_that_is_stopped_in_the_middle_leaves_everything_as_it_was(start: Path, stop: bool) -> None:
    with at(start) as project:
        many(project)
        before = rows(project)
        work = undoing.undo_in_pieces(project)
        for _piece in range(3):
            next(work)
        assert rows(project) != before
        if stop:
            left = list[int]()
            with pytest.raises(pieces.StoppedError):
                left.extend(stopping(work))
            assert len(left) > 1
            assert left == sorted(left, reverse=True)
        else:
            work.close()
        assert rows(project) == before
        assert project.undo_label == "Import"
        assert is_sound(project)
        pieces.at_once(undoing.undo_in_pieces(project))
        assert is_sound(project)


def test_what_was_changed_since_keeps_a_long_undo_from_happening(start: Path) -> None:
    with at(start) as project:
        many(project)
        mine = annotations.of_document(project, first(project))[-1]
    with at(start, BEN) as other, other.step("Edit") as step:
        step.put(msgspec.structs.replace(mine, note="changed since"))
    with at(start) as project:
        before = rows(project)
        with pytest.raises(ConflictError, match="changed this since"):
            pieces.at_once(undoing.undo_in_pieces(project))
        assert rows(project) == before
        assert is_sound(project)


def test_rows_that_stand_only_together_are_turned_together(start: Path) -> None:
    with at(start) as project:
        before = rows(project)
        fresh = a_document(project, TEXT + " Third.", name="c.txt")
        project.undo()
        actor = tag_named(project, "Actor")
        long = project.begin("All in one")
        with long.writing() as step:
            step.put_all(
                an_annotation(fresh, TEXT, [(0, 5)], tag_uid=actor, annotator_uid=ANNA.uid)
                for _n in range(700)
            )
            step.put(fresh)
        project.finish(long)
        assert len(list(undoing.undo_in_pieces(project))) > 1
        assert rows(project) == before
        pieces.at_once(undoing.redo_in_pieces(project))
        work = undoing.undo_in_pieces(project)
        next(work)
        next(work)
        with pytest.raises(pieces.StoppedError):
            list(stopping(work))
        assert is_sound(project)
        assert len(annotations.of_document(project, fresh.uid)) == 700


def test_joining_and_its_undo_in_pieces_know_of_what_was_mended(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    for path, who in ((start, ANNA), (theirs, BEN)):
        with at(path, who) as project:
            a_document(project, f"New, by {who.name}", name="new.txt")
            many(project, annotator_uid=who.uid)
    with at(start) as project:
        merge(project, theirs)
        before = rows(project)
        at_once(joining.joining(project, BEN.uid, ANNA.uid))
        assert undoing.way(project) is Way.IN_PIECES
        after = rows(project)
        assert is_sound(project)
        pieces.at_once(undoing.undo_in_pieces(project))
        assert rows(project) == before
        assert is_sound(project)
        pieces.at_once(undoing.redo_in_pieces(project))
        assert rows(project) == after
        assert is_sound(project)
        project.undo()
        assert rows(project) == before
        assert is_sound(project)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_a_long_undo_that_is_killed_is_there_as_a_whole_or_not_at_all(start: Path) -> None:
    with at(start) as project:
        before = rows(project)
        fresh = a_document(project, TEXT + " More.", name="more.txt")
    for seed in range(ROUNDS):
        path = copied(start, f"{seed}.rubric")
        killed_at_random("tests.unit.merging.undoer", [str(path)], seconds=(0.01, 0.8), seed=seed)
        with at(path) as project:
            kept = len(annotations.of_document(project, first(project)))
            assert kept in (0, MANY), f"round {seed}"
            assert (project.undo_label == "Import") is (kept == MANY)
            assert is_sound(project)
            assert documents.get(project, fresh.uid) == fresh
            assert rows(project)["tag"] == before["tag"]
