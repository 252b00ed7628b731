"""Copies come together after the tagset of one was changed together with its marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.ops import annotations as marks
from desktop_app.ops import recasting, refactoring
from desktop_app.ops.merging import merge
from tests.builders import BEN, tag_named
from tests.unit.merging.copies import at, copied, first, is_sound, mark, origin, rows


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
