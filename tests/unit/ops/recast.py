"""Marks with values and links, and refactorings that are done, undone and done again."""

from __future__ import annotations

from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotation, Document, Link, TargetKind
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops import check, recasting
from desktop_app.ops.project import Project
from desktop_app.ops.recasting import Plan
from tests.builders import ANNA, BEN, an_annotation, tag_named

TEXT = "The mayors asked the state to pay. “The toll must go,” Okafor said on Tuesday."


def attribute(project: Project, tag: str, name: str) -> Attribute:
    owner = tag_named(project, tag) if tag else ""
    return next(item for item in project.tagset.attributes_of(owner) if item.name == name)


def slot(project: Project, name: str) -> str:
    return next(item.uid for item in project.tagset.slots if item.name == name)


def marked(
    project: Project,
    document: Document,
    tag: str,
    start: int = 0,
    *,
    who: str = ANNA.uid,
    values: dict[str, Value] | None = None,
) -> Annotation:
    """A mark with values by the names of its tag's attributes."""
    made = an_annotation(
        document, TEXT, [(start, start + 3)], tag_uid=tag_named(project, tag), annotator_uid=who
    )
    coded = {attribute(project, tag, name).uid: value for name, value in (values or {}).items()}
    found = Annotation(made.uid, made.document_uid, who, made.tag_uid, made.spans, made.quotes, coded)
    with project.step("Mark") as step:
        step.put(BEN, found)
    return found


def linked(project: Project, source: Annotation, target: Annotation, name: str) -> Link:
    kind = TargetKind.ANNOTATION
    link = Link(
        new_uid(),
        source.document_uid,
        source.annotator_uid,
        source.uid,
        slot(project, name),
        kind,
        target.uid,
    )
    with project.step("Link") as step:
        step.put(link)
    return link


def state_of(project: Project) -> list[object]:
    """Everything that a refactoring may touch, row by row."""
    database = project.file.database
    return [
        database.rows(f'SELECT * FROM "{name}" ORDER BY uid')
        for name in ("annotation", "link", "tag", "attribute", "slot", "progress", "decision")
    ]


def done(project: Project, plan: Plan) -> None:
    """Carry it out; undo and redo lead back and forth exactly, and the file stays sound."""
    before, depth = state_of(project), project.undo_depth
    recasting.carry_out(project, plan)
    assert project.undo_depth == depth + 1
    after = state_of(project)
    project.undo()
    assert state_of(project) == before
    project.redo()
    assert state_of(project) == after
    assert check.check(project.path).findings == ()
