"""Marks that change alike lie together in one row of the history, and it tells of each what a row of its own would."""

import re
import shutil
from pathlib import Path

import msgspec
import pytest

from desktop_app.base.errors import ConflictError, DamagedError
from desktop_app.model.changes import Changes
from desktop_app.model.identity import derived_uid
from desktop_app.model.query import Query
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations, check, documents, pieces, recasting, refactoring, undoing
from desktop_app.ops.pieces import InPieces
from desktop_app.ops.project import Project
from desktop_app.store import history, portions
from desktop_app.store.bulk import Recasting
from desktop_app.store.bundles import BUNDLE, Bundle
from desktop_app.store.edits import ImageChange
from tests.builders import ANNA, BEN, a_document, a_project, an_annotation, tag_named
from tests.killing import killed_at_random
from tests.torture import rounds
from tests.unit.ops.recast import attribute, state_of
from tests.unit.store.test_bundle_images import TRAPS
from tests.unit.store.test_cost import statements

TEXT = "Ayman 😀 al-Zawahri called for a coalition, Reuters reported on Sunday. " * 3
MANY = 3000
ROUNDS = rounds(4, promised=100)


def _filled(project: Project, number: int = MANY) -> str:
    """Many marks of Anna and Ben with all kinds of notes and values, some of which SQLite writes otherwise as JSON."""
    document = a_document(project, TEXT)
    coded = attribute(project, "Actor", "mention").uid
    with project.step("Import") as step:
        step.put(BEN)
        step.put_all(
            msgspec.structs.replace(
                an_annotation(
                    document,
                    TEXT,
                    [(place % 90, place % 90 + 4), (120, 124)][: 1 + (place % 7 == 0)],
                    tag_uid=tag_named(project, "Actor"),
                    annotator_uid=BEN.uid if place % 3 else ANNA.uid,
                ),
                note=TRAPS[place % len(TRAPS)] if place % 5 else "",
                values={coded: ("name", "noun")[place % 2]} if place % 4 == 0 else {},
                confidence=0.5 if place % 6 else None,
                guideline=place % 2,
            )
            for place in range(number)
        )
    return document.uid


def _merging(project: Project) -> InPieces:
    plan = refactoring.merge_tags(project, tag_named(project, "Actor"), tag_named(project, "Event"))
    return recasting.carrying_out(project, plan)


def _parts(project: Project) -> list[ImageChange | Bundle]:
    database = project.file.database
    ((uid,),) = database.rows("SELECT uid FROM step ORDER BY rowid DESC LIMIT 1")
    return list(history.parts_of(database, str(uid)))


def _is_sound(project: Project) -> bool:
    return check.check(project.path).findings == ()


def test_many_marks_get_another_tag_in_a_few_rows_and_lose_nothing(project: Project) -> None:
    uid = _filled(project)
    before, marks = state_of(project), annotations.of_document(project, uid)
    heard: list[Changes] = []
    project.on_changed(heard.append)
    pieces.at_once(_merging(project))
    parts = [part for part in _parts(project) if part.record in ("annotation", BUNDLE)]
    assert all(isinstance(part, Bundle) for part in parts)
    assert 2 <= len(parts) <= 6
    after, event = state_of(project), tag_named(project, "Event")
    kept = [msgspec.structs.replace(mark, tag_uid=event, values={}) for mark in marks]
    assert annotations.of_document(project, uid) == tuple(kept)
    pairs = {was.uid: (was, now) for was, now in heard[-1].of(Annotation) if was is not None}
    assert pairs == {mark.uid: (mark, became) for mark, became in zip(marks, kept, strict=True)}
    for turn in (undoing.undo_in_pieces, undoing.redo_in_pieces, undoing.undo_in_pieces):
        found = pieces.at_once(turn(project))
        assert found.count > MANY
        assert state_of(project) == (before if turn is undoing.undo_in_pieces else after)
        assert any(isinstance(part, Bundle) for part in _parts(project))
        assert _is_sound(project)


def test_marks_are_gone_through_once_to_get_another_tag(project: Project) -> None:
    _filled(project)
    with statements(project) as asked:
        pieces.at_once(_merging(project))
    gone_through = [sql for sql in asked if re.match(r'(SELECT .*"values".* FROM|UPDATE) annotation\b', sql)]
    assert all(sql.startswith("UPDATE") for sql in gone_through)
    assert len(gone_through) == sum(isinstance(part, Bundle) for part in _parts(project))


def test_what_goes_wrong_with_values_meanwhile_is_told_as_it_is(project: Project) -> None:
    _filled(project, 20)
    before, actor = state_of(project), tag_named(project, "Actor")

    def turned(cell: str) -> str:
        if cell != "{}":
            raise DamagedError("These are no values.")
        return cell

    (portion,) = portions.with_tags(project.file.database, [actor], 100)
    long = project.begin("Recast")
    with pytest.raises(DamagedError, match="no values"), long.writing() as step:
        step.recast_all(portion, Recasting(actor, tag_named(project, "Event"), turned))
    assert state_of(project) == before
    assert project.file.database.held == {}


@pytest.mark.parametrize("confidence", [0.1 + 0.2, 0.8734567165374756, 1e-7, 1e16, 5e-324])
def test_a_number_of_many_figures_takes_the_short_way_too(project: Project, confidence: float) -> None:
    uid = _filled(project, 60)
    mark = annotations.of_document(project, uid)[7]
    with project.step("Be sure") as step:
        step.put(msgspec.structs.replace(mark, confidence=confidence))
    before = state_of(project)
    pieces.at_once(_merging(project))
    assert any(isinstance(part, Bundle) for part in _parts(project))
    pieces.at_once(undoing.undo_in_pieces(project))
    assert state_of(project) == before
    assert _is_sound(project)


@pytest.mark.parametrize("in_pieces", [True, False])
def test_an_undo_is_refused_as_a_whole_when_one_of_the_marks_changed_since(
    project: Project, in_pieces: bool
) -> None:
    uid = _filled(project)
    pieces.at_once(_merging(project))
    mark = annotations.of_document(project, uid)[-1]
    with project.step("Elsewhere") as step:
        step.put(msgspec.structs.replace(mark, note="changed"))
    project.stacks.undo.pop()
    before = state_of(project)
    with pytest.raises(ConflictError, match="changed this since"):
        pieces.at_once(undoing.undo_in_pieces(project)) if in_pieces else project.undo()
    assert state_of(project) == before
    assert _is_sound(project)


@pytest.mark.parametrize("undo", [True, False])
def test_a_damaged_mark_is_not_given_another_tag(project: Project, undo: bool) -> None:
    _filled(project)
    if undo:
        pieces.at_once(_merging(project))
    run = project.file.database.connection.execute
    run("UPDATE annotation SET note = 'damaged' WHERE uid = (SELECT max(uid) FROM annotation)")
    before = state_of(project)
    with pytest.raises(DamagedError, match="checksum"):
        pieces.at_once(undoing.undo_in_pieces(project) if undo else _merging(project))
    assert state_of(project) == before


@pytest.mark.parametrize("undo", [True, False])
def test_an_action_that_was_cut_off_is_taken_back_with_its_bundles(project: Project, undo: bool) -> None:
    _filled(project)
    if undo:
        pieces.at_once(_merging(project))
    before = state_of(project)
    work = undoing.undo_in_pieces(project) if undo else _merging(project)
    for _piece in range(2):
        next(work)
    assert state_of(project) != before
    cut = Path(shutil.copy(project.path, project.path.with_name("cut off.rubric")))
    work.close()
    with Project.open(cut, places=project.places, who=ANNA) as opened:
        assert len(opened.dropped) == 1
        assert state_of(opened) == before
        assert _is_sound(opened)


@pytest.mark.parametrize("undo", [True, False])
def test_an_action_that_is_stopped_is_taken_back_in_pieces(project: Project, undo: bool) -> None:
    _filled(project)
    if undo:
        pieces.at_once(_merging(project))
    before = state_of(project)
    work = undoing.undo_in_pieces(project) if undo else _merging(project)
    for _piece in range(2):
        next(work)
    left = [work.throw(pieces.StoppedError())]
    with pytest.raises(pieces.StoppedError):
        left += work
    assert len(left) > 1
    assert left == sorted(left, reverse=True)
    assert state_of(project) == before
    assert _is_sound(project)


DAMAGE = {
    "an image is cut off": 'UPDATE change SET "before" = substr("before", 1, length("before") - 9)',
    "a letter is another": "UPDATE change SET \"before\" = replace(\"before\", 'Ayma', 'Ayna')",
    "an image is missing": 'UPDATE change SET "before" = substr("before", instr("before", char(10)) + 1)',
    "the rule is none": "UPDATE change SET \"after\" = '{'",
    "the rule tells of another tag": 'UPDATE change SET "after" = replace("after", \'"tag":"\', \'"tag":"a\')',
    "a place is beyond the last": "UPDATE change SET \"after\" = replace(\"after\", '[', '[99999,')",
    "there is no rule": 'UPDATE change SET "after" = NULL',
    "there are no images": 'UPDATE change SET "before" = NULL',
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_bundle_is_found_and_nothing_is_undone_by_it(project: Project, damage: str) -> None:
    _filled(project, 200)
    pieces.at_once(_merging(project))
    before = state_of(project)
    project.file.database.connection.execute(f"{DAMAGE[damage]} WHERE record = '{BUNDLE}'")
    assert "history" in {finding.rule for finding in check.check(project.path).findings}
    with pytest.raises((DamagedError, ConflictError)):
        pieces.at_once(undoing.undo_in_pieces(project))
    assert state_of(project) == before


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_marks_have_one_tag_or_the_other_when_the_program_is_killed_at_any_moment(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        _filled(project)
        tags = {tag_named(project, "Actor"), tag_named(project, "Event")}
        uid = documents.page(project, Query(), 0, 1)[0].document.uid
        made = {item.uid for item in annotations.of_document(project, uid)}
    for seed in range(ROUNDS):
        killed_at_random("tests.unit.store.retagger", [str(tmp_path)], seconds=(0.005, 1.0), seed=seed)
        with Project.open(tmp_path / "news.rubric", places=project.places, who=ANNA) as opened:
            found = annotations.of_document(opened, uid)
            assert {item.uid for item in found} == made
            assert len({item.tag_uid for item in found}) == 1
            assert {item.tag_uid for item in found} <= tags
            assert _is_sound(opened)


def test_a_new_tag_for_some_marks_is_told_of_with_their_uids(project: Project) -> None:
    uid = _filled(project, 50)
    chosen = {item.uid for item in annotations.of_document(project, uid)[::2]}
    fresh = Tag(derived_uid("fresh"), "Fresh")
    plan = refactoring.split_tag(project, tag_named(project, "Actor"), fresh, only=chosen)
    changes = recasting.carrying_out(project, plan)
    found = pieces.at_once(changes)
    assert {after.uid for _before, after in found.of(Annotation) if after is not None} == chosen
    assert {item.uid for item in annotations.of_document(project, uid) if item.tag_uid == fresh.uid} == chosen
    assert found.layers == {(uid, ANNA.uid), (uid, BEN.uid)}
