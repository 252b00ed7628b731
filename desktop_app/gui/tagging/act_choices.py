"""What is chosen before a change of the tagset goes through to the marks: which tag, which values, which kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.acts import Act
from desktop_app.gui.tagging.fold_box import LABEL_PX
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.kept_fields import CalmCombo
from desktop_app.gui.tagging.tagset_steps import fresh_name
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.theme.palette import next_colour
from desktop_app.model.identity import new_uid
from desktop_app.model.tagset import Tag
from desktop_app.model.values import Value
from desktop_app.ops import recoding, refactoring
from desktop_app.ops.project import Project
from desktop_app.ops.recasting import Plan


class Choices(QWidget):
    """Fields one below the other. `changed` is emitted when another plan comes of them; `title` and `verb` name it.

    A subclass has `plan` (Qt's classes have a metaclass of their own, so that none can be an ABC).
    """

    changed = Signal()
    title = ""
    verb = ""

    def __init__(self, project: Project, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project, self.uid = project, uid
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    @property
    def picks(self) -> bool:
        """Whether the marks are picked in the list."""
        return False

    def plan(self, only: Collection[str] | None) -> Plan:
        """What is chosen, for the marks with these uids; None for all that could be picked. Raises AppError."""
        raise NotImplementedError

    def _add(self, label: str, field: QWidget) -> FormRow:
        row = FormRow(label, field, label_px=LABEL_PX)
        self._column.addWidget(row)
        return row

    def _combo(self, label: str) -> tuple[CalmCombo, FormRow]:
        combo = CalmCombo()
        combo.setAccessibleName(label)
        combo.activated.connect(lambda _place: self.changed.emit())
        return combo, self._add(label, combo)

    def _line(self, label: str, text: str = "") -> tuple[OneLine, FormRow]:
        line = OneLine(label, "")
        line.set_text(text)
        line.entered.connect(self.changed)
        line.editingFinished.connect(self.changed)
        return line, self._add(label, line)


class MergeChoices(Choices):
    """Into which tag, and whether attributes and slots come along."""

    def __init__(self, project: Project, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(project, uid, parent)
        known = project.tagset
        self.title = _("Merge {tag} into another tag").format(tag=shown(known.tag(uid).name, 40))
        self.verb = _("Merge")
        self.into, _row = self._combo(_("Into"))
        for tag in known.tags:
            if tag.uid != uid:
                self.into.addItem(shown(known.path(tag.uid), 80), tag.uid)
        self.bring = QCheckBox(_("Take attributes and slots along that it does not have"))
        self.bring.setChecked(True)
        self.bring.clicked.connect(lambda _on: self.changed.emit())
        self._add("", self.bring)

    def plan(self, only: Collection[str] | None) -> Plan:
        into = self.into.currentData()
        if into is None:
            raise UsageError(_("There is no other tag."), hint=_("Add one first."))
        return refactoring.merge_tags(self.project, self.uid, str(into), bring=self.bring.isChecked())


class SplitChoices(Choices):
    """What the new tag is called, and which marks get it."""

    def __init__(self, project: Project, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(project, uid, parent)
        known = project.tagset
        tag = known.tag(uid)
        self.title = _("Split {tag}").format(tag=shown(tag.name, 40))
        self.verb = _("Split")
        self._fresh_uid = new_uid()
        self._colour = next_colour(item.colour for item in known.tags)
        names = {item.name for item in known.tags if item.parent_uid == tag.parent_uid}
        self.name, _row = self._line(_("New tag"), fresh_name(tag.name, names))
        self.which, _row = self._combo(_("Marks"))
        self.which.addItem(_("those that I choose below"), None)
        for attribute in known.attributes_of(uid):
            values: list[tuple[str, Value]] = [(option, option) for option in attribute.options]
            if attribute.kind == "boolean":
                values = [(_("yes"), True), (_("no"), False)]
            for words, value in values:
                self.which.addItem(f"{attribute.name}: {shown(words, 60)}", (attribute.uid, value))

    @property
    def picks(self) -> bool:
        return self.which.currentData() is None

    def plan(self, only: Collection[str] | None) -> Plan:
        above = self.project.tagset.tag(self.uid).parent_uid
        fresh = Tag(self._fresh_uid, self.name.text().strip(), above, self._colour)
        found = self.which.currentData()
        if found is not None:
            return refactoring.split_tag(self.project, self.uid, fresh, value=(str(found[0]), found[1]))
        return refactoring.split_tag(self.project, self.uid, fresh, only=only)


class DeleteChoices(Choices):
    """Nothing is to be chosen."""

    def __init__(self, project: Project, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(project, uid, parent)
        name = shown(project.tagset.tag(uid).name, 40)
        self.title = _("Delete {tag} with its marks").format(tag=name)
        self.verb = _("Delete")

    def plan(self, only: Collection[str] | None) -> Plan:
        return refactoring.delete_tag(self.project, self.uid)


_KIND, _RENAME, _MERGE, _SPLIT, _REMOVE, _DELETE = "kind", "rename", "merge", "split", "remove", "delete"


class AttributeChoices(Choices):
    """What becomes of an attribute: another kind, other options, or nothing."""

    def __init__(self, project: Project, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(project, uid, parent)
        attribute = project.tagset.attribute(uid)
        self.title = _("Change {name} together with its values").format(name=shown(attribute.name, 40))
        self.verb = _("Change")
        self.what, _row = self._combo(_("What"))
        words = {_KIND: _("Change its kind")}
        if attribute.options:
            words |= {
                _RENAME: _("Rename an option"),
                _MERGE: _("Merge an option into another one"),
                _SPLIT: _("Give marks that I choose below another option"),
                _REMOVE: _("Delete an option with its values"),
            }
        words[_DELETE] = _("Delete it with its values")
        for key, title in words.items():
            self.what.addItem(title, key)
        self.kind, self._kind_row = self._combo(_("Kind"))
        for key, kind in ATTRIBUTES.items():
            if key != attribute.kind:
                self.kind.addItem(_(kind.TITLE), key)
        self.option, self._option_row = self._combo(_("Option"))
        self.other, self._other_row = self._combo(_("Into"))
        self.name, self._name_row = self._line(_("New name"))
        for option in attribute.options:
            self.option.addItem(shown(option, 80), option)
            self.other.addItem(shown(option, 80), option)
        self.other.setCurrentIndex(1 if len(attribute.options) > 1 else 0)
        self.what.activated.connect(lambda _place: self._show_fields())
        self._show_fields()

    def _show_fields(self) -> None:
        what = self.what.currentData()
        self._kind_row.setVisible(what == _KIND)
        self._option_row.setVisible(what in (_RENAME, _MERGE, _SPLIT, _REMOVE))
        self._other_row.setVisible(what == _MERGE)
        self._name_row.setVisible(what in (_RENAME, _SPLIT))

    @property
    def picks(self) -> bool:
        return bool(self.what.currentData() == _SPLIT)

    def plan(self, only: Collection[str] | None) -> Plan:
        what, option = self.what.currentData(), str(self.option.currentData())
        if what == _KIND:
            return recoding.change_kind(self.project, self.uid, str(self.kind.currentData()))
        if what == _DELETE:
            return recoding.delete_attribute(self.project, self.uid)
        if what == _REMOVE:
            return recoding.recode_option(self.project, self.uid, option, None)
        becomes = str(self.other.currentData()) if what == _MERGE else self.name.text().strip()
        if not becomes or becomes == option:
            raise UsageError(_("The option stays as it is."), hint=_("Choose or type another one."))
        if what == _SPLIT:
            plan = recoding.recode_option(self.project, self.uid, option, becomes, only=only or ())
            return replace(plan, only=None) if only is None else plan
        return recoding.recode_option(self.project, self.uid, option, becomes)


def choices_for(act: Act, project: Project, uid: str) -> Choices:
    """The fields that an act needs."""
    kinds: dict[Act, type[Choices]] = {
        Act.MERGE: MergeChoices,
        Act.SPLIT: SplitChoices,
        Act.DELETE: DeleteChoices,
        Act.ATTRIBUTE: AttributeChoices,
    }
    return kinds[act](project, uid)
