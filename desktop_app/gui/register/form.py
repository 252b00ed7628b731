"""Everything about one entity, to be edited."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.register import lines
from desktop_app.gui.register.fields import KeptFields
from desktop_app.gui.register.words import kind_words
from desktop_app.gui.tagging.colour_wheel import ColourField
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept_fields import LinesField
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.widgets import FlowRow, plain_label, quiet_button
from desktop_app.model.entity import KINDS, Entity
from desktop_app.ops import entities
from desktop_app.ops.project import Project

_MOST_MERGED = 12


class EntityForm(QWidget):
    """The fields of an entity. Every change is kept at once, as a step of its own.

    `take_out_requested` brings the uid of a merged entry that is to stand for itself again. `stand_in` is the name of
    what is shown while it has none of its own yet: the first real name leaves no trace of it.
    """

    take_out_requested = Signal(str)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._entity: Entity | None = None
        self.stand_in = ""
        self._title = plain_label("", step=4, weight=QFont.Weight.DemiBold)
        self.merged = FlowRow()
        self.name = OneLine(_("Name of the entity"), "")
        self.aliases = LinesField(_("Other names"), _("one a line: name; language; exact"))
        self.facts = LinesField(_("Facts"), _("one a line, such as party; Centre"))
        self.affiliations = LinesField(_("Belongs to"), _("one a line: organisation; role; from; to"))
        self.fields = KeptFields(self)
        self.fields.add_text("name", _("Name"), self.name)
        self.kind = self.fields.add_choice(
            "kind", _("Kind"), {"": _("not said"), **{kind: kind_words(kind) for kind in KINDS}}
        )
        self.fields.add_text("aliases", _("Other names"), self.aliases)
        self.fields.add_text("facts", _("Facts"), self.facts)
        self.fields.add_text("affiliations", _("Belongs to"), self.affiliations)
        self.colour = ColourField(optional=True)
        self.colour.chosen.connect(lambda colour: self._keep("colour", colour))
        self.fields.add_part("colour", _("Colour"), self.colour)
        self.fields.add_text("external_id", _("Outside id"), OneLine(_("Outside id"), _("such as Q567")))
        self.fields.add_text("note", _("Note"), GrowingEdit(_("Note"), _("type …")))
        self.fields.given.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self.merged)
        column.addWidget(self.fields)

    def entity(self) -> Entity | None:
        """What is shown."""
        return self._entity

    def show_entity(self, entity: Entity | None) -> None:
        """Show an entity as it is now; what was typed for the one before is kept first."""
        before = self._entity
        another = (before.uid if before else "") != (entity.uid if entity else "")
        if another:
            self.fields.flush()
            self.stand_in = ""
        self._entity = entity
        self.setVisible(entity is not None)
        if entity is None:
            return
        self._title.setText(shown(entity.name, 60))
        self.colour.show_colour(entity.colour, entity.name)
        self._show_merged(entity)
        affiliations = [lines.of_affiliation(item, self._name_of) for item in entity.affiliations]
        self.fields.show_values(
            {
                "name": entity.name,
                "kind": entity.kind,
                "aliases": LinesField.written(map(lines.of_alias, entity.aliases)),
                "facts": LinesField.written(lines.of_facts(entity.values)),
                "affiliations": LinesField.written(affiliations),
                "external_id": entity.external_id,
                "note": entity.note,
            },
            entity.uid,
        )

    def _show_merged(self, entity: Entity) -> None:
        known = self._project.register
        merged = [item for uid in known.same(entity.uid)[1:] if (item := known.exactly(uid)) is not None]
        self.merged.clear()
        for item in merged[:_MOST_MERGED]:
            words = _("Take {name} out again").format(name=shown(item.name, 40))
            self.merged.add(quiet_button(words, partial(self.take_out_requested.emit, item.uid)))
        self.merged.setVisible(bool(merged))

    def start(self) -> None:
        """Put the keyboard into the name."""
        self.name.setFocus()
        self.name.selectAll()

    def _keep(self, key: str, text: str) -> None:
        entity = self._entity
        if entity is None:
            return
        if key == "name":
            keep = entity.name != self.stand_in
            self.fields.attempt(key, lambda: entities.rename(self._project, entity.uid, text, keep=keep))
        else:
            self.fields.attempt(key, lambda: entities.edit(self._project, self._changed(entity, key, text)))

    def _changed(self, entity: Entity, key: str, text: str) -> Entity:
        if key == "aliases":
            return replace(entity, aliases=tuple(map(lines.alias_of, self.aliases.lines())))
        if key == "facts":
            return replace(entity, values=lines.facts_of(self.facts.lines()))
        if key == "affiliations":
            given = (
                lines.affiliation_of(line, entity.affiliations, self._name_of, self._uid_of)
                for line in self.affiliations.lines()
            )
            return replace(entity, affiliations=tuple(given))
        if key == "kind":
            return replace(entity, kind=text)
        if key == "colour":
            return replace(entity, colour=text)
        if key == "external_id":
            return replace(entity, external_id=text)
        return replace(entity, note=text.strip())

    def _name_of(self, uid: str) -> str:
        return entities.name_of(self._project, uid)

    def _uid_of(self, name: str) -> str:
        found = entities.register(self._project).named(name)
        if len(found) == 1:
            return found[0].uid
        if found:
            raise InvalidValueError(
                _("Several entities have this name."),
                where=shown(name, 60),
                hint=_("Merge them, or give one of them another name."),
            )
        raise InvalidValueError(
            _("The register has no “{name}”.").format(name=shown(name, 60)),
            hint=_("Add it to the register first."),
        )
