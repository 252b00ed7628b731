"""What values mean when they are compared: merged entities are one, and of dates only what they say counts."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.agreement.values import Question, Scale
from desktop_app.model.records import TargetKind
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import unpacked
from desktop_app.model.values import Value, Values
from desktop_app.ops.project import Project
from desktop_app.store import registers
from desktop_app.store.coded import CodedLink

ENTITY, CONCEPT, TIMEX = "entity", "concept", "timex"
ABOVE, DAYS = " above", " days"
"""After an attribute's uid: what stands above a concept, and the days between which a date lies."""
_ASIDE = ("by=", "anchor=")


class Meaning:
    """Knows which attributes of a project need it. Reads the register of entities once."""

    def __init__(self, project: Project) -> None:
        self._codebook = project.codebook
        self._merged = registers.merged(project.file.database)
        self._kinds = {
            item.uid: item.kind for item in project.tagset.attributes if item.kind in (ENTITY, CONCEPT, TIMEX)
        }

    def of(self, values: Values) -> Values:
        """Values as they are compared and shown while somebody decides."""
        if self._kinds.keys().isdisjoint(values):
            return values
        return {uid: self._value(uid, value) for uid, value in values.items()}

    def measured(self, values: Values) -> Values:
        """Values as they are measured: dates by their EDTF, and besides what is compared less strictly."""
        if self._kinds.keys().isdisjoint(values):
            return values
        found = dict(values)
        for uid in self._kinds.keys() & values.keys():
            found |= self._measured(uid, self._value(uid, values[uid]))
        return found

    def target(self, link: CodedLink) -> str:
        """What a link leads to when it is no passage."""
        if link.target_kind is TargetKind.ENTITY:
            return f"{link.target_kind} {self.entity(link.target_uid)}"
        return str(link.target_kind)

    def entity(self, uid: str) -> str:
        """The entity that stands for this one."""
        seen = [uid]
        while (head := self._merged.get(seen[-1], "")) and head not in seen:
            seen.append(head)
        return min(seen[seen.index(head) :]) if head else seen[-1]

    def _value(self, uid: str, value: Value) -> Value:
        kind = self._kinds.get(uid)
        if kind == ENTITY and isinstance(value, str):
            return self.entity(value)
        if kind == TIMEX and isinstance(value, tuple):
            return tuple(item for item in value if not item.startswith(_ASIDE))
        return value

    def _measured(self, uid: str, value: Value) -> dict[str, Value]:
        if self._kinds[uid] == CONCEPT:
            concept = self._codebook.find(str(value))
            return {uid: value, uid + ABOVE: (concept.parent_uid or concept.uid) if concept else str(value)}
        if self._kinds[uid] != TIMEX or not isinstance(value, tuple):
            return {uid: value}
        timex = unpacked(value)
        said = timex.edtf or timex.value
        days = f"{timex.earliest}/{timex.latest}"
        return {uid: said, uid + DAYS: days if days != "/" or not timex.edtf else said}


def besides(attribute: Attribute, label: str) -> list[Question]:
    """What else is asked about an attribute."""
    further: Mapping[str, tuple[str, Scale]] = {CONCEPT: (ABOVE, Scale.PARENT), TIMEX: (DAYS, Scale.DAYS)}
    if attribute.kind not in further:
        return []
    ending, scale = further[attribute.kind]
    return [Question(attribute.uid + ending, label, attribute.name, scale)]
