"""Whatever is done to the tagset and the register, one thing after another: who fills what of a mark stays said."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.base.errors import AppError
from desktop_app.model.entity import Entity
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotation, Document, Link, TargetKind
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import check, entities, mentions, recasting, refactoring, tagset
from desktop_app.ops.project import Project
from desktop_app.store import links
from tests.builders import ANNA, BEN, a_document, a_project
from tests.unit.ops.recast import TEXT, marked, slot, state_of

RELATED = "related"
MARKS = st.lists(
    st.tuples(st.sampled_from(["Claim", "Claim", "Actor", "Event"]), st.sampled_from([True, True, False])),
    min_size=3,
    max_size=8,
)
SLOTS = ("claimant", "addressee", "object", "")
LINKS = st.lists(
    st.tuples(
        st.integers(0, 7), st.sampled_from(SLOTS), st.sampled_from(list(TargetKind)), st.integers(0, 7)
    ),
    min_size=4,
    max_size=16,
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "delete", "rename", "retag", "merge entities", "split entity"]),
        st.integers(0, 12),
        st.integers(0, 12),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


class Said(NamedTuple):
    """That something fills a slot of a mark: slots by their names, merged entities by the one that stands for them."""

    source: str
    role: str
    kind: TargetKind
    target: str


def said(project: Project, document: Document) -> set[Said]:
    roles = {"": RELATED, **{item.uid: item.name.casefold() for item in project.tagset.slots}}
    known = entities.register(project)
    return {
        Said(item.source_uid, roles[item.slot_uid], item.target_kind, known.resolve(item.target_uid))
        for item in links.of_document(project.file.database, document.uid)
    }


def set_up(
    project: Project, made: list[tuple[str, bool]], tied: list[tuple[int, str, TargetKind, int]]
) -> Document:
    """Marks of two annotators, with fillers of all kinds; what does not go together is left out."""
    document = a_document(project, TEXT)
    people = [entities.add(project, Entity("", name)).uid for name in ("Ada", "Bo", "Cy")]
    found = [
        marked(project, document, tag, 4 * place, who=(ANNA if mine else BEN).uid)
        for place, (tag, mine) in enumerate(made)
    ]
    fresh: dict[tuple[str, ...], Link] = {}
    for number, name, kind, other in tied:
        source, target = found[number % len(found)], found[other % len(found)]
        uid = {TargetKind.ANNOTATION: target.uid, TargetKind.ENTITY: people[other % 3]}.get(kind, "")
        own = source.tag_uid == project.tagset.slot(slot(project, "claimant")).tag_uid
        apart = target is source or target.annotator_uid != source.annotator_uid
        if (name and not own) or (kind is TargetKind.ANNOTATION and apart) or (not name and not uid):
            continue
        slot_uid = slot(project, name) if name else ""
        fresh[source.uid, slot_uid, kind, uid] = Link(
            new_uid(), document.uid, source.annotator_uid, source.uid, slot_uid, kind, uid
        )
    with project.step("Link") as step:
        step.put_all(fresh.values())
    return document


def everything(project: Project) -> list[object]:
    return [*state_of(project), project.file.database.rows("SELECT * FROM entity ORDER BY uid")]


def _acts(project: Project, document: Document, one: int, other: int) -> dict[str, Callable[[], object]]:
    known, there = project.tagset.tags, marks.of_document(project, document.uid)
    in_use = [item for item in known if any(mark.tag_uid == item.uid for mark in there)] or known
    tag, into = in_use[one % len(in_use)], known[other % len(known)]
    mine = [item for item in there if item.annotator_uid == ANNA.uid]
    of_tag = [item.uid for item in there if item.tag_uid == tag.uid]
    standing = list(entities.register(project).standing())
    person, second = standing[one % len(standing)], standing[other % len(standing)]
    used = [item for some in mentions.of_entity(project, person.uid) for item in some]
    fresh = Tag("", f"Fresh {len(known)}")

    def carry_out(plan: recasting.Plan) -> None:
        recasting.carry_out(project, plan)

    def retag() -> None:
        if mine:
            marks.retag(project, mine[one % len(mine)].uid, into.uid)

    return {
        "merge": lambda: carry_out(
            refactoring.merge_tags(project, tag.uid, into.uid, bring=(one + other) % 2 == 0)
        ),
        "split": lambda: carry_out(refactoring.split_tag(project, tag.uid, fresh, only=of_tag[:other])),
        "delete": lambda: carry_out(refactoring.delete_tag(project, tag.uid)),
        "rename": lambda: tagset.edit_tag(project, replace(tag, name=f"Other {one}")),
        "retag": retag,
        "merge entities": lambda: entities.merge(project, person.uid, [second.uid]),
        "split entity": lambda: mentions.split(project, person.uid, used[: other % 3], name="Dee"),
    }


def _goes(before: Said, tag_of: dict[str, str], project: Project) -> str:
    """The role in which a filler has to be found again."""
    theirs = {item.name.casefold() for item in project.tagset.slots_of(tag_of[before.source])}
    return before.role if before.role in theirs else RELATED


def _compare(
    before: set[Said], project: Project, document: Document, gone: set[str], parted: set[str]
) -> None:
    """All that was said is said still, but of marks that were deleted, and that it is unknown who fills no slot.

    `parted` are the entities that were made of others: they may fill instead.
    """
    after, known = said(project, document), entities.register(project)
    tag_of = {item.uid: item.tag_uid for item in marks.of_document(project, document.uid)}
    for item in before:
        if {item.source, item.target} & gone:
            continue
        role, target = _goes(item, tag_of, project), known.resolve(item.target)
        wanted = {item._replace(role=role, target=uid) for uid in {target, *parted}}
        assert wanted & after or (item.kind is TargetKind.UNKNOWN and role == RELATED), item


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKS, LINKS, ACTS)
def test_one_refactoring_after_another_loses_no_mark_and_no_filler_and_each_can_be_undone(
    made: list[tuple[str, bool]],
    tied: list[tuple[int, str, TargetKind, int]],
    acts: list[tuple[str, int, int, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, a_project(Path(folder)) as project:
        document = set_up(project, made, tied)
        states = [everything(project)]
        for name, one, other, back in acts:
            before, there = said(project, document), marks.of_document(project, document.uid)
            people, depth = _people(project), project.undo_depth
            try:
                _acts(project, document, one, other)[name]()
            except AppError:
                continue
            gone = _gone(project, document, there)
            assert not gone or name == "delete"
            _compare(before, project, document, gone, _people(project) - people)
            if project.undo_depth == depth:
                continue
            if back:
                project.undo()
                assert everything(project) == states[-1]
            else:
                states.append(everything(project))
        assert check.check(project.path).findings == ()
        for state in reversed(states[:-1]):
            project.undo()
            assert everything(project) == state


def _people(project: Project) -> set[str]:
    return {item.uid for item in entities.register(project).standing()}


def _gone(project: Project, document: Document, there: tuple[Annotation, ...]) -> set[str]:
    left = {item.uid for item in marks.of_document(project, document.uid)}
    return {item.uid for item in there} - left
