"""Everybody changes their own marks, and no one else's."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from desktop_app.base.errors import NotYoursError
from desktop_app.model.records import Annotation, Origin, State
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, tagset
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, a_document, an_annotation, tag_named

TEXT = "Norway waits for Oslo."


@pytest.fixture
def bens(project: Project) -> Annotation:
    document = a_document(project, TEXT)
    actor = tag_named(project, "Actor")
    made = an_annotation(document, TEXT, [(0, 6)], tag_uid=actor, annotator_uid=BEN.uid)
    made = msgspec.structs.replace(made, note="a kingdom", origin=Origin.IMPORTED, confidence=0.5)
    with project.step("Mark") as step:
        step.put(BEN, made)
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda project, uid: marks.retag(project, uid, tag_named(project, "Claim")),
        lambda project, uid: marks.set_note(project, uid, "mine"),
        lambda project, uid: marks.set_spans(project, uid, [Span(0, 3)]),
        lambda project, uid: marks.add_part(project, uid, Span(17, 21)),
        lambda project, uid: marks.remove(project, [uid]),
    ],
)
def test_another_annotators_mark_stays_as_it_is(
    project: Project, bens: Annotation, change: Callable[[Project, str], object]
) -> None:
    with pytest.raises(NotYoursError, match="made by ben"):
        change(project, bens.uid)
    assert marks.get(project, bens.uid) == bens
    assert documents.progress(project, bens.document_uid).state is State.NEW


def test_of_several_marks_none_is_removed_when_one_is_anothers(project: Project, bens: Annotation) -> None:
    own = marks.highlight(project, bens.document_uid, [Span(17, 21)], bens.tag_uid)
    with pytest.raises(NotYoursError):
        marks.remove(project, [own.uid, bens.uid])
    assert {item.uid for item in marks.of_document(project, bens.document_uid)} == {own.uid, bens.uid}


def test_another_tag_keeps_the_values_that_it_has_under_the_same_name_and_kind(project: Project) -> None:
    actor, place = (tag_named(project, name) for name in ("Actor", "Place"))
    asked = {
        (tag, name): tagset.add_attribute(project, Attribute("", tag, name, kind))
        for tag, name, kind in (
            (actor, "source", "text"),
            (actor, "rank", "number"),
            (actor, "lost", "text"),
            (place, "source", "text"),
            (place, "rank", "text"),
        )
    }
    document = a_document(project, TEXT)
    mark = marks.highlight(project, document.uid, [Span(0, 6)], actor)
    for name, value in (("source", "a letter"), ("rank", 2), ("lost", "yes")):
        marks.set_value(project, mark.uid, asked[actor, name].uid, value)
    depth = project.undo_depth
    assert marks.retag(project, mark.uid, place).values == {asked[place, "source"].uid: "a letter"}
    assert project.undo_depth == depth + 1
    project.undo()
    assert len(marks.get(project, mark.uid).values) == 3


def test_a_copy_is_ones_own_and_leaves_the_other_alone(project: Project, bens: Annotation) -> None:
    made = marks.copy(project, bens.uid)
    assert (made.annotator_uid, made.spans, made.tag_uid, made.note) == (
        ANNA.uid,
        bens.spans,
        bens.tag_uid,
        "a kingdom",
    )
    assert (made.origin, made.confidence) == (Origin.HAND, None)
    assert marks.get(project, bens.uid) == bens
    assert documents.progress(project, bens.document_uid).state is State.IN_PROGRESS
    project.undo()
    assert marks.of_document(project, bens.document_uid) == (bens,)
