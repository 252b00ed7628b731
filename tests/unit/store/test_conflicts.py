"""Undo and redo after others have been at work: done whole, or refused with everything as it was."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from desktop_app.base.errors import ConflictError
from desktop_app.model.entity import Entity
from desktop_app.model.query import Query
from desktop_app.model.records import State, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.ops import annotations, check, documents, entities, links, tagset
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, a_document, a_project, places, reopened, tag_named

TEXT = "Reuters reported on Sunday."
Act = Callable[[Project], object]


def _mark(tag: str) -> Act:
    def mark(project: Project) -> object:
        document = documents.page(project, Query(), 0, 1)[0].document
        return annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, tag))

    return mark


def _only_mark(project: Project) -> str:
    document = documents.page(project, Query(), 0, 1)[0].document
    (mark,) = annotations.of_document(project, document.uid)
    return mark.uid


def _from_elsewhere(project: Project, *, note: str | None) -> None:
    """A step with another's mark, as a merge brings it: its note written, or the mark removed."""
    mark = annotations.get(project, _only_mark(project))
    with project.step("Merge") as step:
        if note is None:
            step.remove(mark)
        else:
            step.put(msgspec.structs.replace(mark, note=note))


def _attribute(project: Project, name: str) -> Attribute:
    return next(item for item in project.tagset.attributes if item.name == name)


def _add_weight(project: Project) -> object:
    return tagset.add_attribute(project, Attribute("", tag_named(project, "Actor"), "weight", "number"))


def _add_option(project: Project) -> object:
    before = _attribute(project, "mood")
    return tagset.edit_attribute(project, replace(before, options=(*before.options, "glad")))


def _code(name: str, value: str | int) -> Act:
    def code(project: Project) -> object:
        _mark("Actor")(project)
        return annotations.set_value(project, _only_mark(project), _attribute(project, name).uid, value)

    return code


def _rename(before: str, after: str) -> Act:
    def rename(project: Project) -> object:
        tag = project.tagset.tag(tag_named(project, before))
        return tagset.edit_tag(project, replace(tag, name=after))

    return rename


def _add_tag(name: str, shortcut: str = "") -> Act:
    return lambda project: tagset.add_tag(project, Tag("", name, shortcut=shortcut))


def _add_slot(project: Project) -> object:
    return tagset.add_slot(project, Slot("", tag_named(project, "Actor"), "ally"))


def _fill_slot(project: Project) -> object:
    _mark("Actor")(project)
    ally = next(item for item in project.tagset.slots if item.name == "ally")
    actor = tag_named(project, "Actor")
    return links.mark_and_fill(project, _only_mark(project), ally.uid, [Span(17, 21)], actor)


def _link_to_ada(project: Project) -> object:
    _mark("Claim")(project)
    claimant = next(item for item in project.tagset.slots if item.name == "claimant")
    (ada,) = entities.register(project).named("Ada")
    return links.fill(project, _only_mark(project), claimant.uid, ada.uid, kind=TargetKind.ENTITY)


def _nothing(project: Project) -> object:
    return project


UNDO: dict[str, tuple[Act, Act, Act]] = {
    "a document that somebody marked since": (
        _nothing,
        lambda project: a_document(project, TEXT),
        _mark("Actor"),
    ),
    "a document whose state somebody set since": (
        _nothing,
        lambda project: a_document(project, TEXT),
        lambda project: documents.set_state(
            project, documents.page(project, Query(), 0, 1)[0].document.uid, State.DONE
        ),
    ),
    "a tag that somebody used since": (
        lambda project: a_document(project, TEXT),
        _add_tag("Rumour"),
        _mark("Rumour"),
    ),
    "a tag that somebody put another one below since": (
        _nothing,
        _add_tag("Rumour"),
        lambda project: tagset.add_tag(project, Tag("", "Lie", parent_uid=tag_named(project, "Rumour"))),
    ),
    "an attribute that somebody coded since": (
        lambda project: a_document(project, TEXT),
        _add_weight,
        _code("weight", 3),
    ),
    "an option that somebody chose since": (
        lambda project: (
            a_document(project, TEXT),
            tagset.add_attribute(
                project, Attribute("", tag_named(project, "Actor"), "mood", "choice", options=("sad",))
            ),
        ),
        _add_option,
        _code("mood", "glad"),
    ),
    "a slot that somebody filled since": (
        lambda project: a_document(project, TEXT),
        _add_slot,
        _fill_slot,
    ),
    "an entity that somebody linked to since": (
        lambda project: a_document(project, TEXT),
        lambda project: entities.add(project, Entity("", "Ada")),
        _link_to_ada,
    ),
    "a name that somebody gave to another tag since": (
        _add_tag("Rumour"),
        _rename("Rumour", "Hearsay"),
        _add_tag("Rumour"),
    ),
    "a key that somebody gave to another tag since": (
        _add_tag("Rumour", "z"),
        lambda project: tagset.edit_tag(
            project, replace(project.tagset.tag(tag_named(project, "Rumour")), shortcut="")
        ),
        _add_tag("Report", "z"),
    ),
    "a mark that somebody changed since": (
        lambda project: a_document(project, TEXT),
        _mark("Actor"),
        lambda project: _from_elsewhere(project, note="mine"),
    ),
    "a mark that somebody removed since": (
        lambda project: a_document(project, TEXT),
        _mark("Actor"),
        lambda project: _from_elsewhere(project, note=None),
    ),
}


@pytest.mark.parametrize("name", UNDO)
def test_undo_refuses_to_take_away(name: str, tmp_path: Path) -> None:
    before, act, since = UNDO[name]
    with a_project(tmp_path) as first:
        before(first)
        act(first)
        with reopened(first, who=BEN) as second:
            since(second)
            with reopened(second, who=ANNA) as anna:
                _refuses(anna, anna.undo)


def _refuses(project: Project, act: Callable[[], object]) -> None:
    """The act is a conflict, again and again, and changes neither the project nor what can be undone and redone."""
    heard: list[object] = []
    project.on_changed(heard.append)
    rows = project.file.database.rows("SELECT count(*), max(rowid) FROM step")
    stacks = project.undo_depth, project.undo_label, project.redo_label
    for _attempt in range(2):
        with pytest.raises(ConflictError) as caught:
            act()
        assert caught.value.what
        assert caught.value.hint
    assert (project.undo_depth, project.undo_label, project.redo_label) == stacks
    assert project.file.database.rows("SELECT count(*), max(rowid) FROM step") == rows
    assert heard == []
    assert check.check(project.path).findings == ()


REDO: dict[str, tuple[Act, Act, Act]] = {
    "a mark whose tag is gone": (
        lambda project: (a_document(project, TEXT), _add_tag("Rumour")(project)),
        _mark("Rumour"),
        lambda project: tagset.remove_tag(project, tag_named(project, "Rumour")),
    ),
    "a name that another document has by now": (
        _nothing,
        lambda project: a_document(project, TEXT, name="a.txt"),
        lambda project: a_document(project, "Other.", name="a.txt"),
    ),
    "a tag whose name another one has by now": (_nothing, _add_tag("Rumour"), _add_tag("rumour")),
    "a value whose attribute is gone": (
        lambda project: (a_document(project, TEXT), _mark("Actor")(project), _add_weight(project)),
        lambda project: annotations.set_value(
            project, _only_mark(project), _attribute(project, "weight").uid, 3
        ),
        lambda project: tagset.remove_attribute(project, _attribute(project, "weight").uid),
    ),
}


@pytest.mark.parametrize("name", REDO)
def test_redo_refuses_to_bring_back(name: str, tmp_path: Path) -> None:
    before, act, since = REDO[name]
    with a_project(tmp_path) as first:
        before(first)
        act(first)
        first.undo()
        with reopened(first, who=BEN) as second:
            since(second)
            with reopened(second, who=ANNA) as anna:
                _refuses(anna, anna.redo)


def test_each_annotator_takes_back_their_own_steps_only(tmp_path: Path) -> None:
    with a_project(tmp_path) as first:
        document = a_document(first, TEXT)
        annotations.highlight(first, document.uid, [Span(0, 7)], tag_named(first, "Actor"))
        with reopened(first, who=BEN) as second:
            assert (second.undo_depth, second.redo_label) == (0, None)
            mine = annotations.highlight(second, document.uid, [Span(8, 16)], tag_named(second, "Cue"))
            with reopened(second, who=ANNA) as anna:
                assert (anna.undo_depth, anna.undo_label) == (2, "Mark Actor")
                anna.undo()
                assert annotations.of_document(anna, document.uid) == (mine,)
                assert documents.progress(anna, document.uid).state is State.NEW


def test_a_copy_of_the_file_has_a_replica_of_its_own_and_nothing_to_undo(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        document = a_document(project, TEXT)
    shutil.copy(tmp_path / "news.rubric", tmp_path / "copy.rubric")
    with Project.open(tmp_path / "copy.rubric", places=places(tmp_path), who=ANNA) as copy:
        assert copy.undo_depth == 0
        annotations.highlight(copy, document.uid, [Span(0, 7)], tag_named(copy, "Actor"))
        assert copy.undo_depth == 1
        replicas = copy.file.database.rows("SELECT DISTINCT replica FROM step WHERE kind = 'do'")
        assert len(replicas) == 2
        assert check.check(copy.path).findings == ()


def test_a_new_action_ends_what_could_be_redone(project: Project) -> None:
    document = a_document(project, TEXT)
    for start in (0, 8):
        annotations.highlight(project, document.uid, [Span(start, start + 3)], tag_named(project, "Actor"))
    project.undo()
    project.undo()
    annotations.highlight(project, document.uid, [Span(20, 26)], tag_named(project, "Date"))
    assert project.redo_label is None
    with reopened(project) as again:
        assert again.redo_label is None
        assert again.undo_depth == 2
