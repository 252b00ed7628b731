"""Coded values as people read them: entities and concepts by the names that the project has for them now."""

from __future__ import annotations

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.i18n import _
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops import entities
from desktop_app.ops.project import Project


def value_words(project: Project, value: Value, attribute: Attribute) -> str:
    """A coded value in words: an entity by its name, a concept by code and label, others as they are written.

    A value of a kind that this program does not know is given as it is kept.
    """
    if attribute.kind == "entity":
        return entities.name_of(project, str(value)) or _("unknown entity")
    if attribute.kind == "concept":
        concept = project.codebook.find(str(value))
        return f"{concept.code} {concept.label}" if concept is not None else _("unknown concept")
    kind = ATTRIBUTES.get(attribute.kind)
    return kind.show(value) if kind is not None else str(value)
