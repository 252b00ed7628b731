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


class Registers:
    """The register and the codebook, with what the file adds (`fresh`: not written yet).

    A missing entity is always made, from the manifest beside the file or from the name that stands with it; a missing
    concept only with `create`, and only if its code is free.
    """

    def __init__(self, project: Project, offered: Beside, *, create: bool) -> None:
        database = project.file.database
        self._entities = {item.uid: item for item in registers.entities(database)}
        self._concepts = {item.uid: item for item in registers.concepts(database)}
        self._offered = offered
        self._create = create
        self._codes = {item.code: item for item in self._concepts.values()}
        self._names = {item.name: item for item in self._entities.values() if not item.merged_into}
        self.fresh: list[Entity | Concept] = []

    def plain(self, value: object, attribute: Attribute) -> object:
        """The value with a uid in place of what the file has for an entity or a concept. Raises InvalidValueError."""
        if attribute.kind == "entity":
            return self._of_entity(value, attribute.name)
        if attribute.kind == "concept":
            return self._of_concept(value, attribute.name)
        return value

    def entity(self, uid: str, name: str) -> Entity:
        """The entity with this uid, made if it is missing. Raises InvalidValueError when there is no name for it."""
        found = self._entities.get(uid)
        if found is None:
            found = next((item for item in self._offered.entities if item.uid == uid), None)
            found = found or Entity(uid, name)
            if not _is_name(found.name):
                raise InvalidValueError(
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
        needed = {
            entity.merged_into,
            *(item.entity_uid for item in entity.affiliations),
        } - self._entities.keys()
        for item in self._offered.entities:
            if item.uid in needed:
                self._make(item)

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
        offered = next((item for item in self._offered.concepts if item.uid == uid), None)
        if offered is not None and self._create and self._adopt(offered):
            return offered.uid
        if isinstance(code, str) and code in self._codes:
            return self._codes[code].uid
        raise InvalidValueError(
            _("The codebook has no such concept: {what}.").format(what=shown(str(code or uid), 80)),
            where=where,
            hint=_("Add it to the codebook, or let the import create what is missing."),
        )

    def _adopt(self, concept: Concept) -> bool:
        """Take a concept in with those above it; not one whose code stands for another."""
        if not is_uid(concept.uid) or not _is_name(concept.code) or concept.code in self._codes:
            return False
        above = next((item for item in self._offered.concepts if item.uid == concept.parent_uid), None)
        self._codes[concept.code] = concept
        if concept.parent_uid not in self._concepts and (above is None or not self._adopt(above)):
            concept = replace(concept, parent_uid="")
        self._concepts[concept.uid] = concept
        self.fresh.append(concept)
        return True


def _is_name(text: str) -> bool:
    return bool(text.strip()) and len(text) <= NAME_LIMIT and text.isprintable()


def _unknown(value: object, where: str) -> InvalidValueError:
    return InvalidValueError(
        _("The register has no such entity: {what}.").format(what=shown(str(value), 80)),
        where=where,
        hint=_("Add it to the register, then import again."),
    )
