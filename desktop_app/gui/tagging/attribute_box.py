"""One attribute in the tagset editor: name, kind, options, whether it is required, how to code it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.tagging.fold_box import FoldBox, Item
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept_fields import CalmCombo, FieldKeeper, LinesField
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.widgets import IconButton
from desktop_app.model.tagset import Attribute
from desktop_app.ops import tagset
from desktop_app.ops.project import Project


class AttributeBox(FoldBox):
    """A line that unfolds into the fields of an attribute.

    `wanted` asks for what goes through to its values, with its uid.
    """

    wanted = Signal(str)

    def __init__(self, project: Project, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(_("Remove the attribute"), parent)
        self._project = project
        self._attribute = attribute
        self._kind_shown = ""
        self.name = OneLine(_("Name of the attribute"), "")
        self.kind = CalmCombo()
        for key, kind in ATTRIBUTES.items():
            self.kind.addItem(_(kind.TITLE), key)
        self.options = LinesField(_("Options, one a line"), _("one option a line"))
        self.required = QCheckBox(_("Required"))
        self.guideline = GrowingEdit(_("How to code it"), _("how to code it"))
        self._lay_out()
        self._connect()
        self.set_open(open_=False)
        self.show_item(attribute)

    def _lay_out(self) -> None:
        self.add_row("name", _("Name"), self.name)
        self.add_row("kind", _("Kind"), self.kind)
        self.add_row("options", _("Options"), self.options)
        self.add_row("required", _("Needed"), self.required)
        self.add_row("guideline", _("Guideline"), self.guideline)
        words = _("Change it together with its values")
        self.tools.addWidget(
            IconButton("ellipsis", words, lambda: self.wanted.emit(self._attribute.uid), parent=self)
        )

    def _connect(self) -> None:
        self._name, self._guideline = FieldKeeper(self.name), FieldKeeper(self.guideline)
        self._options = FieldKeeper(self.options)
        self._keepers = [self._name, self._guideline, self._options]
        self._name.given.connect(lambda text: self._keep("name", replace(self._attribute, name=text.strip())))
        self._guideline.given.connect(
            lambda text: self._keep("guideline", replace(self._attribute, guideline=text.strip()))
        )
        self._options.given.connect(lambda _text: self._keep_kind("options"))
        self.kind.activated.connect(lambda _number: self._choose_kind())
        self.required.clicked.connect(
            lambda on: self._keep("required", replace(self._attribute, required=on))
        )

    def attribute(self) -> Attribute:
        """What is shown."""
        return self._attribute

    def show_item(self, item: Item) -> None:
        if not isinstance(item, Attribute):
            return
        attribute = item
        changed_kind = attribute.kind != self._kind_shown
        self._kind_shown = attribute.kind
        self._attribute = attribute
        kind = ATTRIBUTES.get(attribute.kind)
        title = _(kind.TITLE) if kind is not None else attribute.kind
        self.show_title(attribute.name, " · ".join((title, _("required"))) if attribute.required else title)
        self._name.keep(attribute.name)
        self._guideline.keep(attribute.guideline)
        self._options.keep(self.options.written(attribute.options))
        self.required.setChecked(attribute.required)
        if changed_kind:
            self.kind.setCurrentIndex(self.kind.findData(attribute.kind))
        self._show_options()

    def start(self) -> None:
        self.set_open(open_=True)
        self.name.setFocus()
        self.name.selectAll()

    def remove(self) -> None:
        try:
            tagset.remove_attribute(self._project, self._attribute.uid)
        except AppError as error:
            self.set_open(open_=True)
            self.say("name", error)

    def _choose_kind(self) -> None:
        self._show_options()
        if self._takes_options() and not self.options.lines():
            # A kind with options can only be kept together with them.
            self.options.setFocus()
        else:
            self._keep_kind("kind")

    def _keep_kind(self, field: str) -> None:
        options = self.options.lines() if self._takes_options() else ()
        kind = str(self.kind.currentData())
        self._keep(field, replace(self._attribute, kind=kind, options=options))

    def _takes_options(self) -> bool:
        kind = ATTRIBUTES.get(str(self.kind.currentData()))
        return kind is not None and kind.OPTIONS

    def _show_options(self) -> None:
        self._rows["options"].setVisible(self._takes_options())

    def _keep(self, field: str, after: Attribute) -> None:
        try:
            tagset.edit_attribute(self._project, after)
        except AppError as error:
            self.say(field, error)
            self.required.setChecked(self._attribute.required)
        else:
            self.say_nothing()
