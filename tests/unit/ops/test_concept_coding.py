"""New concepts for what is being coded."""

from __future__ import annotations

import pytest

from desktop_app.base.errors import InvalidValueError
from desktop_app.model.concept import Concept
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import concept_coding, concepts
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named


def test_a_new_concept_gets_a_free_code_behind_all_others_and_is_coded_in_one_step(project: Project) -> None:
    for code in ("100", "3"):
        concepts.add(project, Concept("", code, f"Label {code}"))
    document = a_document(project, "The toll must go.")
    mark = marks.highlight(project, document.uid, [Span(0, 8)], tag_named(project, "Claim"))
    where = next(item.uid for item in project.tagset.attributes_of(mark.tag_uid) if item.kind == "concept")
    depth = project.undo_depth
    made = concept_coding.add_as_value(project, "  Tolls  ", mark.uid, where)
    assert (made.code, made.label) == ("4", "Tolls")
    assert [item.code for item in project.codebook.children("")] == ["100", "3", "4"]
    assert marks.get(project, mark.uid).values[where] == made.uid
    assert project.undo_depth == depth + 1
    project.undo()
    assert len(project.codebook) == 2
    assert where not in marks.get(project, mark.uid).values


def test_a_concept_without_a_name_is_not_made(project: Project) -> None:
    document = a_document(project, "The toll must go.")
    mark = marks.highlight(project, document.uid, [Span(0, 8)], tag_named(project, "Claim"))
    where = next(item.uid for item in project.tagset.attributes_of(mark.tag_uid) if item.kind == "concept")
    with pytest.raises(InvalidValueError):
        concept_coding.add_as_value(project, "  ", mark.uid, where)
    assert not len(project.codebook)
