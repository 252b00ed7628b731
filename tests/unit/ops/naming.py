"""Entities, and marks, documents and slots that name them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from desktop_app.model.entity import Alias, Entity
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import DOCUMENT, Attribute
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, entities, links, mentions, tagset
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named

TEXT = "Ada Nordby met Olav Brandt in Oslo. Brandt said that Nordby would wait for the council."


def an_entity(project: Project, name: str, *aliases: str, kind: str = "person") -> Entity:
    made = entities.add(project, Entity("", name, kind))
    return entities.edit(project, replace(made, aliases=tuple(map(Alias, aliases)))) if aliases else made


def who(project: Project) -> Attribute:
    """The attribute of actors that says who they are."""
    actor = tag_named(project, "Actor")
    found = [item for item in project.tagset.attributes_of(actor) if item.kind == "entity"]
    return found[0] if found else tagset.add_attribute(project, Attribute("", actor, "who", "entity"))


def about(project: Project) -> Attribute:
    """The attribute of documents that says whom they are about."""
    found = [item for item in project.tagset.attributes_of(DOCUMENT) if item.kind == "entity"]
    return found[0] if found else tagset.add_attribute(project, Attribute("", DOCUMENT, "about", "entity"))


def a_mark_of(project: Project, document_uid: str, entity: Entity, start: int = 0) -> Annotation:
    made = marks.highlight(project, document_uid, [Span(start, start + 4)], tag_named(project, "Actor"))
    return marks.set_value(project, made.uid, who(project).uid, entity.uid)


def a_link_to(project: Project, document_uid: str, entity: Entity, start: int = 40) -> Link:
    claim = marks.highlight(project, document_uid, [Span(start, start + 9)], tag_named(project, "Claim"))
    claimant = next(item for item in project.tagset.slots if item.name == "claimant")
    return links.fill(project, claim.uid, claimant.uid, entity.uid, kind=TargetKind.ENTITY)


def name_everywhere(project: Project, entity: Entity, text: str = TEXT) -> str:
    """Name an entity on a mark, on the document and in a slot. Returns the document's uid."""
    document = a_document(project, text)
    a_mark_of(project, document.uid, entity)
    documents.set_document_value(project, document.uid, about(project).uid, entity.uid)
    a_link_to(project, document.uid, entity)
    return document.uid


def named(project: Project, uid: str) -> list[mentions.Mention]:
    return [item for slice_ in mentions.of_entity(project, uid) for item in slice_]


def places(project: Project, uid: str) -> Counter[tuple[str, str]]:
    """Where an entity is named, whatever the entry is called there."""
    return Counter((item.record_uid, item.attribute_uid) for item in named(project, uid))
