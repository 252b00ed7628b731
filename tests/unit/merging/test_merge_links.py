"""Slots, links and registers of several copies come together: nothing dangles, and nothing is lost silently."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError
from desktop_app.base.shown import shown as visible
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Slot
from desktop_app.ops import annotations, links, tagset
from desktop_app.ops.merging import MergeReport, merge
from desktop_app.ops.project import Project
from desktop_app.store import registers
from tests.builders import BEN, tag_named
from tests.unit.merging.copies import (
    TEXT,
    at,
    conflicts,
    copied,
    first,
    is_sound,
    open_conflicts,
    origin,
    rows,
)

REUTERS = Entity(derived_uid("Reuters"), "Reuters")


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A project in which Anna has marked a claim and an actor that nothing links; Reuters is in the register."""
    path = origin(tmp_path)
    with at(path) as project:
        _mark(project, "Claim", 0, 20)
        _mark(project, "Actor", 0, 5)
        with project.step("Add") as step:
            step.put(REUTERS)
    return path


def _mark(project: Project, tag: str, begin: int, end: int) -> str:
    return annotations.highlight(project, first(project), [Span(begin, end)], tag_named(project, tag)).uid


def _marks(project: Project) -> tuple[Annotation, Annotation]:
    """The claim and the actor."""
    claim, actor = sorted(annotations.of_document(project, first(project)), key=lambda item: -item.end)
    return claim, actor


def _slot(project: Project, name: str = "claimant") -> Slot:
    return next(item for item in project.tagset.slots if item.name == name)


def _fill(project: Project) -> None:
    claim, actor = _marks(project)
    links.fill(project, claim.uid, _slot(project).uid, actor.uid)


def _remove(project: Project, place: int) -> None:
    annotations.remove(project, [_marks(project)[place].uid])


def _both_ways(
    start: Path, here: Callable[[Project], object], there: Callable[[Project], object]
) -> tuple[Project, MergeReport]:
    """Two copies in which something else was done each, merged either way: the same comes of it."""
    theirs = copied(start, "theirs.rubric")
    with at(start) as project:
        here(project)
    with at(theirs) as project:
        there(project)
    other = copied(theirs, "other.rubric")
    with at(other) as project:
        merge(project, start)
        found = rows(project), conflicts(project)
        assert is_sound(project)
    project = at(start)
    report = merge(project, theirs)
    assert (rows(project), conflicts(project)) == found
    assert is_sound(project)
    return project, report


@pytest.mark.parametrize("place", [0, 1])
def test_a_mark_that_was_deleted_and_linked_elsewhere_comes_back_and_is_listed(
    start: Path, place: int
) -> None:
    with at(start) as project:
        gone = _marks(project)[place]
    project, report = _both_ways(start, lambda here: _remove(here, place), _fill)
    with project:
        assert len(annotations.of_document(project, first(project))) == 2
        assert [item.target_uid for item in links.of_document(project, first(project))] == [
            _marks(project)[1].uid
        ]
        assert report.mended == (visible(gone.quotes[0], 80),)
        assert report.others["links"].added == 1
        project.undo()
        assert len(annotations.of_document(project, first(project))) == 1
        assert links.of_document(project, first(project)) == ()
        assert is_sound(project)


def test_a_slot_that_was_removed_and_filled_elsewhere_comes_back(start: Path) -> None:
    with at(start) as project:
        slot = _slot(project)
    project, report = _both_ways(start, lambda here: tagset.remove_slot(here, slot.uid), _fill)
    with project:
        assert _slot(project) == slot
        assert report.mended == ("claimant",)


def test_a_tag_that_was_removed_and_allowed_elsewhere_comes_back(start: Path) -> None:
    def allow(project: Project) -> None:
        slot, place = _slot(project), tag_named(project, "Place")
        tagset.edit_slot(project, replace(slot, tag_uids=(*slot.tag_uids, place)))

    def remove(project: Project) -> None:
        tagset.remove_tag(project, tag_named(project, "Place"))

    project, _report = _both_ways(start, remove, allow)
    with project:
        assert tag_named(project, "Place") in _slot(project).tag_uids


def test_an_entity_that_was_taken_out_and_linked_or_merged_into_elsewhere_comes_back(start: Path) -> None:
    def remove(project: Project) -> None:
        with project.step("Remove") as step:
            step.remove(REUTERS)

    def use(project: Project) -> None:
        claim = _marks(project)[0]
        links.fill(project, claim.uid, _slot(project).uid, REUTERS.uid, kind=TargetKind.ENTITY)
        with project.step("Merge") as step:
            step.put(Entity(derived_uid("RTR"), "RTR", merged_into=REUTERS.uid))

    project, report = _both_ways(start, remove, use)
    with project:
        assert registers.entity(project.file.database, REUTERS.uid) == REUTERS
        assert report.mended == ("Reuters",)


def test_equal_entities_of_two_copies_stay_two_and_equal_codes_are_told_apart(start: Path) -> None:
    def add(uid: str) -> Callable[[Project], object]:
        def act(project: Project) -> None:
            with project.step("Add") as step:
                step.put(
                    Entity(derived_uid(uid, "entity"), "NATO"), Concept(derived_uid(uid), "101", "Peace")
                )

        return act

    project, report = _both_ways(start, add("one"), add("two"))
    with project:
        database = project.file.database
        assert [item.name for item in registers.entities(database)] == ["NATO", "NATO", "Reuters"]
        assert sorted(item.code for item in registers.concepts(database)) == ["101", "101 (2)"]
        assert report.others["entities"].added == 1


def test_edits_of_the_same_field_of_an_entity_are_a_conflict_and_of_others_none(start: Path) -> None:
    def edit(name: str, note: str = "") -> Callable[[Project], object]:
        def act(project: Project) -> None:
            with project.step("Edit") as step:
                step.put(replace(REUTERS, name=name, note=note))

        return act

    project, _report = _both_ways(start, edit("Thomson Reuters", "an agency"), edit("Reuters Ltd"))
    with project:
        (conflict,) = open_conflicts(project)
        assert (conflict.kind, conflict.field) == ("entity", "name")
        assert {conflict.won.value, conflict.lost.value} == {"Thomson Reuters", "Reuters Ltd"}
        assert registers.entity(project.file.database, REUTERS.uid).note == "an agency"


def test_circles_and_equal_slots_are_mended_alike_in_any_order(start: Path) -> None:
    with at(start) as project, project.step("Add") as step:
        step.put(*(Concept(derived_uid(name), name, name) for name in "xyz"))
        step.put(*(Entity(derived_uid("e", name), name) for name in "xyz"))
    paths = [copied(start, f"{name}.rubric") for name in "abc"]
    for path, one, other in zip(paths, "xyz", "yzx", strict=True):
        with at(path) as project:
            claim = tag_named(project, "Claim")
            tagset.add_slot(project, Slot("", claim, "witness", key="w"))
            with project.step("Edit") as step:
                step.put(Concept(derived_uid(one), one, one, parent_uid=derived_uid(other)))
                step.put(Entity(derived_uid("e", one), one, merged_into=derived_uid("e", other)))
    found = []
    for order in permutations(range(3)):
        path = copied(paths[order[0]], f"{order}.rubric")
        with at(path) as project:
            for place in order[1:]:
                merge(project, paths[place])
            assert is_sound(project)
            slots = [item for item in project.tagset.slots if item.name.startswith("witness")]
            assert sorted((item.name, item.key) for item in slots) == [
                ("witness", "w"),
                ("witness (2)", ""),
                ("witness (3)", ""),
            ]
            assert sum(not item.parent_uid for item in registers.concepts(project.file.database)) == 1
            merged = [item.merged_into for item in registers.entities(project.file.database)]
            assert merged.count("") == 2
            found.append((rows(project), conflicts(project)))
    assert all(item == found[0] for item in found)


def test_undo_leaves_in_place_what_others_have_linked_to_by_now(start: Path) -> None:
    with at(start) as project:
        with project.step("Add NATO") as step:
            step.put(Entity(derived_uid("NATO"), "NATO"))
        nato = derived_uid("NATO")
    with at(start, BEN) as project:
        claim = _mark(project, "Claim", 0, len(TEXT) // 2)
        links.fill(project, claim, _slot(project).uid, nato, kind=TargetKind.ENTITY)
    with at(start) as project:
        before = rows(project)
        with pytest.raises(ConflictError, match="linked to"):
            project.undo()
        assert rows(project) == before
        assert is_sound(project)


def test_how_many_fillers_a_slot_takes_is_that_of_one_copy_and_never_a_mixture(start: Path) -> None:
    numbers = {"here": (2, 0), "there": (1, 1)}
    for name, (least, most) in numbers.items():
        with at(copied(start, f"{name}.rubric")) as project:
            tagset.edit_slot(project, replace(_slot(project), least=least, most=most))
    with at(start.with_name("here.rubric")) as project:
        merge(project, start.with_name("there.rubric"))
        # Which of the two comes later is told by the names of the copies, which hang on chance.
        assert (_slot(project).least, _slot(project).most) in numbers.values()
        assert len(open_conflicts(project)) == 1
        assert is_sound(project)


def test_a_link_that_was_moved_at_one_end_here_and_the_other_there_is_that_of_one_copy(start: Path) -> None:
    with at(start) as project:
        _fill(project)
        second = _mark(project, "Claim", 6, 12)
        (link,) = links.of_document(project, first(project))
    moved = replace(link, source_uid=second)
    turned = replace(link, target_kind=TargetKind.ENTITY, target_uid=REUTERS.uid)

    def put(made: Link) -> Callable[[Project], object]:
        def act(project: Project) -> None:
            with project.step("Edit") as step:
                step.put(made)

        return act

    project, _report = _both_ways(start, put(moved), put(turned))
    with project:
        assert links.of_document(project, first(project)) in ((moved,), (turned,))
        (conflict,) = open_conflicts(project)
        assert conflict.kind == "link"
