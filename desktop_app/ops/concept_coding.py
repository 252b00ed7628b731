"""New concepts for what is being coded."""

from __future__ import annotations

import msgspec

from desktop_app.base.i18n import _
from desktop_app.model.codebook import Codebook
from desktop_app.model.concept import Concept
from desktop_app.model.identity import new_uid, now
from desktop_app.ops import annotations as marks
from desktop_app.ops.concepts import checked, title
from desktop_app.ops.project import Project


def add_as_value(project: Project, label: str, annotation_uid: str, attribute_uid: str) -> Concept:
    """Add a concept with a free code behind all others, and code it on an annotation, as one step.

    Raises InvalidValueError, NotFoundError, NotYoursError.
    """
    mark = marks.get(project, annotation_uid)
    marks.check_own(project, mark)
    book = project.codebook
    last = max((item.position for item in book.children("")), default=-1)
    fresh = checked(book, Concept(new_uid(), free_code(book), label, position=last + 1))
    values = marks.with_value(mark.values, project.tagset.attribute(attribute_uid), fresh.uid)
    coded = msgspec.structs.replace(mark, values=values, changed=now(), guideline=project.guideline)
    with project.step(_("Add {name}").format(name=title(fresh))) as step:
        step.put(fresh, coded)
        marks.touch(project, step, mark.document_uid)
    return fresh


def free_code(book: Codebook) -> str:
    """A number that is no concept's code yet."""
    number = len(book) + 1
    while book.by_code(str(number)) is not None:
        number += 1
    return str(number)
