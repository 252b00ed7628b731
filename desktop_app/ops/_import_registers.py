"""Entities and concepts that the values and links of a file point to: found in the project, or made from the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.identity import is_uid
from desktop_app.model.tagset import Attribute
from desktop_app.model.tagset_rules import NAME_LIMIT
from desktop_app.ops._manifest import Beside
from desktop_app.ops.project import Project
from desktop_app.store import registers

_ID, _NAME, _CODE = "id", "name", "code"


class MissingError(InvalidValueError):
    """A value leads to an entity or a concept that neither the project nor the file has."""


class Registers:
    """The register and the codebook, with what the file adds (`fresh`: not written yet).

    A missing entity is made from the manifest beside the file or from the name that stands with it; a missing concept
    from the manifest, if its code is free. `missing` is what had no such source: its value is left out.
    """

    def __init__(self, project: Project, offered: Beside) -> None:
        database = project.file.database
        self._entities = {item.uid: item for item in registers.entities(database)}
        self._concepts = {item.uid: item for item in registers.concepts(database)}
        self._offered_entities = {item.uid: item for item in offered.entities}
        self._offered_concepts = {item.uid: item for item in offered.concepts}
        self._codes = {item.code: item for item in self._concepts.values()}
        self._names = {item.name: item for item in self._entities.values() if not item.merged_into}
        self.fresh: list[Entity | Concept] = []
        self.missing: list[MissingError] = []

    def offers_more(self) -> bool:
        """Whether the manifest has entities or concepts that were not taken in."""
        concepts = (item for item in self._offered_concepts.values() if item.code not in self._codes)
        return bool(self._offered_entities.keys() - self._entities.keys()) or any(concepts)

    def take_all(self) -> None:
        """Take in the whole register and codebook of the manifest, also what nothing in the file points to."""
        for entity in self._offered_entities.values():
            if entity.uid not in self._entities and is_uid(entity.uid) and _is_name(entity.name):
                self._make(entity)
        for concept in self._offered_concepts.values():
            self._adopt(concept)

    def plain(self, value: object, attribute: Attribute) -> object:
        """The value with a uid in place of what the file has for an entity or a concept. Raises MissingError."""
        if attribute.kind == "entity":
            return self._of_entity(value, attribute.name)
        if attribute.kind == "concept":
            return self._of_concept(value, attribute.name)
        return value

    def entity(self, uid: str, name: str) -> Entity:
        """The entity with this uid, made if it is missing. Raises MissingError when there is no name for it."""
        found = self._entities.get(uid)
        if found is None:
            found = self._offered_entities.get(uid) or Entity(uid, name)
            if not _is_name(found.name):
                raise MissingError(
                    _("The register has no entity with this id, and the file gives no name."),
                    where=shown(uid, 40),
                    hint=_("Import the file with its manifest beside it."),
                )
            self._make(found)
        return found

    def _make(self, entity: Entity) -> None:
        """Take an entity in, with those that it belongs to or was merged into."""
        self._entities[entity.uid] = entity
        self._names.setdefault(entity.name, entity)
        self.fresh.append(entity)
        for uid in (entity.merged_into, *(item.entity_uid for item in entity.affiliations)):
            needed = self._offered_entities.get(uid)
            if needed is not None and uid not in self._entities:
                self._make(needed)

    def _of_entity(self, value: object, where: str) -> object:
        if isinstance(value, Mapping):
            uid, name = value.get(_ID), value.get(_NAME, "")
            if not isinstance(uid, str) or not is_uid(uid) or not isinstance(name, str):
                raise _unknown(value, where)
            return self.entity(uid, name).uid
        if isinstance(value, str) and value in self._entities:
            return value
        if isinstance(value, str) and value in self._names:
            return self._names[value].uid
        raise _unknown(value, where)

    def _of_concept(self, value: object, where: str) -> object:
        given = value if isinstance(value, Mapping) else {_ID: value, _CODE: value}
        uid, code = given.get(_ID), given.get(_CODE)
        if isinstance(uid, str) and uid in self._concepts:
            return uid
        offered = self._offered_concepts.get(uid) if isinstance(uid, str) else None
        if offered is not None and self._adopt(offered):
            return offered.uid
        if isinstance(code, str) and code in self._codes:
            return self._codes[code].uid
        raise MissingError(
            _("The codebook has no such concept: {what}.").format(what=shown(str(code or uid), 80)),
            where=where,
            hint=_(
                "All else comes in. To keep it, have the manifest beside the file, or first add the concept."
            ),
        )

    def _adopt(self, concept: Concept) -> bool:
        """Take a concept in with those above it and what replaced it; not one whose code is taken."""
        if not is_uid(concept.uid) or not _is_name(concept.code) or concept.code in self._codes:
            return False
        above = self._offered_concepts.get(concept.parent_uid)
        instead = self._offered_concepts.get(concept.replaced_by)
        self._codes[concept.code] = concept
        if concept.parent_uid not in self._concepts and (above is None or not self._adopt(above)):
            concept = replace(concept, parent_uid="")
        self._concepts[concept.uid] = concept
        self.fresh.append(concept)
        if instead is not None:
            self._adopt(instead)
        return True


def _is_name(text: str) -> bool:
    return bool(text.strip()) and len(text) <= NAME_LIMIT and text.isprintable()


def _unknown(value: object, where: str) -> MissingError:
    return MissingError(
        _("The register has no such entity: {what}.").format(what=shown(str(value), 80)),
        where=where,
        hint=_("All else comes in. To keep it, have the manifest beside the file, or first add the entity."),
    )
