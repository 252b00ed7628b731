"""Values that go from one attribute to another: as they are, or read anew by the other's kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from desktop_app.attributes import ATTRIBUTES, check_value
from desktop_app.base.errors import InvalidValueError
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops.project import Project
from desktop_app.store import registers

_REGISTERS = ("entity", "concept")


class Converter:
    """Knows what the entities and concepts are called whose uids are kept as values, once it is asked for one."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        database = self._project.file.database
        return {
            "entity": {item.uid: item.name for item in registers.entities(database)},
            "concept": {item.uid: item.label or item.code for item in registers.concepts(database)},
        }

    @cached_property
    def _uids(self) -> Mapping[str, Mapping[str, str]]:
        database = self._project.file.database
        found: dict[str, dict[str, str]] = {"entity": {}, "concept": {}}
        for entity in registers.entities(database):
            if not entity.merged_into:
                for name in (entity.name, *(alias.text for alias in entity.aliases)):
                    found["entity"].setdefault(name.casefold(), entity.uid)
        for concept in registers.concepts(database):
            for name in (concept.code, concept.label):
                found["concept"].setdefault(name.casefold(), concept.uid)
        return found

    def convert(self, value: Value, before: Attribute, after: Attribute) -> Value | None:
        """The value as the other attribute takes it, None if it cannot."""
        same_kind = before.kind == after.kind
        if before.kind in _REGISTERS and not same_kind:
            return _read(self.words(value, before), after)
        if after.kind in _REGISTERS and not same_kind:
            return self._uids[after.kind].get(str(value).casefold()) if isinstance(value, str) else None
        try:
            return check_value(value, after)
        except InvalidValueError:
            pass
        if before.kind == "timex" and isinstance(value, tuple):
            parts = dict(str(item).split("=", 1) for item in value if "=" in str(item))
            words = parts.get("edtf", "") or parts.get("value", "")
            return (
                _read(words, after)
                if words and after.kind == "date"
                else _read(self.words(value, before), after)
            )
        return _read(self.words(value, before), after)

    def words(self, value: Value, attribute: Attribute) -> str:
        """A value as people write it."""
        if attribute.kind in _REGISTERS:
            return self._names[attribute.kind].get(str(value), str(value))
        kind = ATTRIBUTES.get(attribute.kind)
        return kind.show(value) if kind is not None else str(value)


def _read(words: str, after: Attribute) -> Value | None:
    kind = ATTRIBUTES.get(after.kind)
    try:
        return kind.parse(words, after) if kind is not None else None
    except InvalidValueError:
        return None
