"""The editor of an entity: who is meant, found by any of their names, or taken up new from the words of the mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.register.words import kind_words
from desktop_app.gui.tagging.search_editor import SearchEditor
from desktop_app.gui.tagging.type_ahead import Choice
from desktop_app.gui.widgets import Chip, ElidedLabel, IconButton
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Document
from desktop_app.model.register import Suggestion
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops import entities
from desktop_app.ops.project import Project

_FROM_WORDS, _MOST = 4, 8


class EntityEditor(SearchEditor):
    """Shows who is coded as a chip. Without a letter it offers whom the words of the mark may name, and who was used
    in the document; the last line makes a new entity.
    """

    def __init__(self, attribute: Attribute, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(attribute, project, _("type a name …"), parent)
        self.chip = Chip("", clickable=True, parent=self)
        self.chip.pressed.connect(self.start)
        self.chip.removed.connect(lambda: self.given.emit(None))
        self._kind = ElidedLabel("", look="muted", parent=self)
        self.coded = QWidget(self)
        row = QHBoxLayout(self.coded)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(self.chip)
        row.addWidget(self._kind, 1)
        row.addWidget(IconButton("x", _("Take it out"), lambda: self.given.emit(None), parent=self.coded))
        self.coded.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.insertWidget(0, self.coded)
        self.coded.hide()

    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        super().show_value(None, missing=missing)
        self.value = value
        if value is not None:
            entity = known(self.project, str(value))
            self.chip.set_colour(entity.colour if entity else "")
            self.chip.set_text(entity.name if entity else _("unknown entity"))
            self._kind.setText(kind_words(entity.kind) if entity else "")
        self.coded.setHidden(value is None)
        self.folding.setHidden(value is not None and not self.folding.is_open)

    def start(self) -> None:
        self.folding.show()
        super().start()

    def fitting(self, typed: str) -> Sequence[Choice]:
        document_uid, words = self._around()
        limit = _MOST if typed else _FROM_WORDS
        found = [
            *entities.suggest(self.project, typed or words, document_uid=document_uid, limit=limit),
            *map(Suggestion, entities.named_in(self.project, typed or words)),
        ]
        if not typed:
            found += entities.suggest(self.project, "", document_uid=document_uid, limit=_MOST)
        first = {item.entity.uid: item for item in reversed(found)}
        meant = list(dict.fromkeys(item.entity.uid for item in found))[:_MOST]
        choices = [_choice(first[uid]) for uid in meant]
        name = entities.from_words(typed or words)
        if name:
            same = self.project.register.named(name)
            words = _("Another entity “{name}”") if same else _("New entity “{name}”")
            choices.append(Choice(words.format(name=shown(name, 80)), value=name))
        return choices

    def take(self, picked: object) -> Value | None:
        if isinstance(picked, Entity):
            return picked.uid
        fresh = Entity("", str(picked))
        if isinstance(self.subject, Annotation):
            entities.add_as_value(self.project, fresh, self.subject.uid, self.attribute.uid)
            return None
        return entities.add(self.project, fresh).uid

    def _around(self) -> tuple[str, str]:
        """The document, and the words of the mark; '' for what there is not."""
        if isinstance(self.subject, Annotation):
            return self.subject.document_uid, quote_words(self.subject.quotes)
        return (self.subject.uid, "") if isinstance(self.subject, Document) else ("", "")

    def _end(self) -> None:
        super()._end()
        self.folding.setHidden(self.value is not None)
        if self.value is not None and self.focusWidget() is self.line:
            self.chip.setFocus(Qt.FocusReason.OtherFocusReason)


def known(project: Project, uid: str) -> Entity | None:
    """The entity that stands for a coded uid, None when the register has none."""
    return entities.get(project, uid) if entities.name_of(project, uid) else None


def _choice(found: Suggestion) -> Choice:
    detail = " · ".join(part for part in (found.alias, kind_words(found.entity.kind)) if part)
    return Choice(found.entity.name, detail, found.entity.colour or None, found.entity)
