"""Copies come together after the tagset of one was changed together with its marks."""

from __future__ import annotations

import json
import sqlite3
from itertools import permutations
from pathlib import Path

import pytest

from desktop_app.base.errors import AppError
from desktop_app.ops import annotations as marks
from desktop_app.ops import pieces, recasting, refactoring, undoing
from desktop_app.ops.merging import merge
from desktop_app.ops.packages import package
from desktop_app.ops.project import Project
from desktop_app.store.bundles import BUNDLE, bundle_of
from desktop_app.store.knowledge import Knowledge
from tests.builders import BEN, tag_named
from tests.unit.merging.copies import at, conflicts, copied, first, is_sound, mark, origin, rows
from tests.unit.merging.forging import forged, sql, step


@pytest.fixture
def start(tmp_path: Path) -> Path:
    path = origin(tmp_path)
    with at(path) as project:
        mark(project, 0, "Event")
        mark(project, 6, "Event")
    return path


def test_marks_that_others_made_with_a_tag_that_is_gone_are_kept(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        late = mark(project, 12, "Event")
    with at(start) as project:
        gone, into = tag_named(project, "Event"), tag_named(project, "Reason")
        recasting.carry_out(project, refactoring.merge_tags(project, gone, into))
        merge(project, theirs)
        found = {item.uid: item.tag_uid for item in marks.of_document(project, first(project))}
        assert len(found) == 3
        assert project.tagset.find(found[late]) is not None
        assert is_sound(project)


def test_the_order_of_merging_makes_no_difference_to_the_marks(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        mark(project, 12, "Event")
    with at(start) as project:
        gone, into = tag_named(project, "Event"), tag_named(project, "Reason")
        recasting.carry_out(project, refactoring.merge_tags(project, gone, into))
    forth, back = copied(start, "forth.rubric"), copied(theirs, "back.rubric")
    with at(forth) as one:
        merge(one, theirs)
        mine = rows(one)["annotation"]
    with at(back, BEN) as other:
        merge(other, start)
        assert rows(other)["annotation"] == mine
        assert is_sound(other)


def _merge_tags(project: Project, one: str, into: str) -> None:
    recasting.carry_out(
        project, refactoring.merge_tags(project, tag_named(project, one), tag_named(project, into))
    )


def _bundles(path: Path) -> int:
    with at(path) as project:
        return project.file.database.number("SELECT count(*) FROM change WHERE record = ?", (BUNDLE,))


def _written_out(connection: sqlite3.Connection) -> None:
    """Let every mark of a bundle have a row of its own in the history, as all had before there were bundles."""
    found = connection.execute(
        'SELECT rowid, step_uid, position, "before", "after" FROM change WHERE record = ?', (BUNDLE,)
    ).fetchall()
    for number, step_uid, position, before, after in found:
        connection.execute("DELETE FROM change WHERE rowid = ?", (number,))
        single = list(bundle_of(before, after).single())
        for place, change in enumerate(single, position - len(single) + 1):
            connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", (step_uid, place, *change))


@pytest.fixture
def both(start: Path) -> tuple[Path, Path, Path]:
    """The start, and two copies in which the same marks were given different tags; in one, a note was changed too."""
    mine, theirs = copied(start, "anna.rubric"), copied(start, "ben.rubric")
    with at(mine) as project:
        _merge_tags(project, "Event", "Reason")
    with at(theirs) as project:
        note, *_others = marks.of_document(project, first(project))
        marks.set_note(project, note.uid, "from there")
        _merge_tags(project, "Event", "Place")
        mark(project, 12, "Place")
    assert _bundles(mine) == _bundles(theirs) == 1
    return start, mine, theirs


def test_copies_that_gave_the_same_marks_different_tags_come_together_in_any_order(
    both: tuple[Path, Path, Path],
) -> None:
    ends: list[object] = []
    for number, order in enumerate(permutations(both)):
        path = copied(order[0], f"order {number}.rubric")
        with at(path) as project:
            for other in order[1:]:
                merge(project, other)
            found = rows(project)["annotation"]
            assert len(found) == 3
            assert is_sound(project)
            ends.append((found, conflicts(project)))
            assert len(conflicts(project)) == 2
    assert all(end == ends[0] for end in ends)


def test_a_merge_of_bundles_is_undone_and_redone(both: tuple[Path, Path, Path]) -> None:
    _start, mine, theirs = both
    with at(mine) as project:
        before = rows(project)
        merge(project, theirs)
        after = rows(project)
        project.undo()
        assert rows(project) == before
        assert is_sound(project)
        project.redo()
        assert rows(project) == after
        assert is_sound(project)


def test_bundles_and_rows_of_their_own_lead_to_the_same(both: tuple[Path, Path, Path]) -> None:
    _start, mine, theirs = both
    plain = copied(theirs, "plain.rubric")
    forged(plain, _written_out)
    assert _bundles(plain) == 0
    twin = copied(mine, "twin.rubric")
    with at(mine) as one, at(twin) as other:
        merge(one, theirs)
        merge(other, plain)
        assert rows(one) == rows(other)
        assert conflicts(one) == conflicts(other)
        assert is_sound(one)
        assert is_sound(other)


def test_marks_whose_values_went_along_are_merged_field_by_field(start: Path) -> None:
    theirs = copied(start, "ben.rubric")
    with at(start) as project:
        _merge_tags(project, "Event", "Reason")
        pieces.at_once(undoing.undo_in_pieces(project))
        pieces.at_once(undoing.redo_in_pieces(project))
    with at(theirs) as project:
        uid = marks.of_document(project, first(project))[0].uid
        marks.set_note(project, uid, "new")
    with at(start) as project:
        merge(project, theirs)
        (found,) = (item for item in marks.of_document(project, first(project)) if item.uid == uid)
        assert found.tag_uid == tag_named(project, "Reason")
        assert found.note == "new"
        assert conflicts(project) == []
        assert is_sound(project)


def test_a_package_of_marks_that_got_another_tag_comes_back_whole(start: Path) -> None:
    with at(start) as project:
        mark(project, 20, "Event")
    with at(start, BEN) as project:
        own = mark(project, 30, "Event")
    with at(start) as project:
        _merge_tags(project, "Event", "Reason")
        target = start.with_name("for ben.rubric")
        package(project, target, "ben", [])
        _merge_tags(project, "Reason", "Place")
    with at(target, BEN) as part:
        assert [item.uid for item in marks.of_document(part, first(part))] == [own]
        marks.set_note(part, own, "from the package")
        assert is_sound(part)
    with at(start) as project:
        merge(project, target)
        found = {item.uid: item for item in marks.of_document(project, first(project))}
        assert len(found) == 4
        assert found[own].note == "from the package"
        assert {item.tag_uid for item in found.values()} == {tag_named(project, "Place")}
        assert is_sound(project)


RULE = json.dumps({"was": "a" * 32, "tag": "b" * 32, "values": {}})
HOSTILE = {
    "no images": step((BUNDLE, "", None, RULE)),
    "an image that is no JSON": step((BUNDLE, "", "{", RULE)),
    "an image that is no mark": step((BUNDLE, "", '{"uid":"9"}', RULE)),
    "an image without an end": step((BUNDLE, "", "x" * 17_000_000, RULE)),
    "no rule": sql(f"UPDATE change SET \"after\" = NULL WHERE record = '{BUNDLE}'"),
    "a rule that says more": sql(
        f'UPDATE change SET "after" = replace("after", \'{{"was"\', \'{{"evil":1,"was"\') '
        f"WHERE record = '{BUNDLE}'"
    ),
    "values at a place that is none": sql(
        f'UPDATE change SET "after" = replace("after", \'"values":{{\', \'"values":{{"{{}}":[7],\') '
        f"WHERE record = '{BUNDLE}'"
    ),
    "values that are none": sql(
        f'UPDATE change SET "after" = replace("after", \'"values":{{\', \'"values":{{"evil":[0],\') '
        f"WHERE record = '{BUNDLE}'"
    ),
    "an image more": sql(
        f"UPDATE change SET \"before\" = \"before\" || char(10) || '{{}}' WHERE record = '{BUNDLE}'"
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_copy_with_a_bundle_that_no_rubricator_writes_is_refused(
    both: tuple[Path, Path, Path], what: str
) -> None:
    _start, mine, theirs = both
    forged(theirs, HOSTILE[what])
    with at(mine) as project:
        before = rows(project), Knowledge(project.file.database).lines
        with pytest.raises(AppError) as caught:
            merge(project, theirs)
        assert caught.value.what
        assert (rows(project), Knowledge(project.file.database).lines) == before
