"""Copies in which both went on deciding: numbers stay apart, and no mark claims a decision that it did not know."""

from itertools import permutations
from pathlib import Path

from desktop_app.model.span import Span
from desktop_app.ops import annotations, guidelines
from desktop_app.ops.merging import merge
from desktop_app.ops.project import Project
from tests.builders import tag_named
from tests.unit.merging.copies import at, copied, first, is_sound, origin


def _mark(project: Project, start: int) -> str:
    found = annotations.highlight(
        project, first(project), [Span(start, start + 3)], tag_named(project, "Claim")
    )
    return found.uid


def _behind(project: Project, uid: str) -> int:
    return guidelines.behind(project, annotations.get(project, uid))


def test_decisions_of_several_copies_get_numbers_of_their_own_in_any_order(tmp_path: Path) -> None:
    start = origin(tmp_path)
    paths = [copied(start, f"{name}.rubric") for name in "abc"]
    for path in paths:
        with at(path) as project:
            guidelines.decide(project, tag_named(project, "Claim"), path.stem)
    found = []
    for order in permutations(range(3)):
        with at(copied(paths[order[0]], f"{order}.rubric")) as project:
            for place in order[1:]:
                merge(project, paths[place])
            assert is_sound(project)
            assert project.guideline == 3
            found.append(guidelines.log(project, tag_named(project, "Claim")))
    assert [item.number for item in found[0]] == [3, 2, 1]
    assert all(item == found[0] for item in found)


def test_a_mark_that_never_knew_the_other_copys_decision_is_behind_it(tmp_path: Path) -> None:
    here = origin(tmp_path)
    there = copied(here, "there.rubric")
    with at(here) as project:
        guidelines.decide(project, tag_named(project, "Claim"), "Only demands.")
        mine = _mark(project, 0)
        assert _behind(project, mine) == 0
    with at(there) as project:
        guidelines.decide(project, tag_named(project, "Claim"), "Threats too.")
        guidelines.decide(project, tag_named(project, "Actor"), "With titles.")
        theirs = _mark(project, 7)
        assert _behind(project, theirs) == 0
    with at(here) as project:
        merge(project, there)
        assert _behind(project, mine) == _behind(project, theirs) == 2
        late = _mark(project, 12)
        guidelines.decide(project, tag_named(project, "Actor"), "Without titles.")
        assert _behind(project, late) == 0
        guidelines.decide(project, "", "Whole words.")
        assert _behind(project, late) == 5
        project.undo()
        assert _behind(project, late) == 0
