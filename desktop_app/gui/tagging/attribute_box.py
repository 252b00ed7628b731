"""One attribute in the tagset editor: name, kind, options, whether it is required, how to code it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept import CalmCombo, Keeper, LinesField
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.widgets import IconButton, Surface, plain_label
from desktop_app.model.tagset import Attribute
from desktop_app.ops import tagset
from desktop_app.ops.project import Project

LABEL_PX = 96


class AttributeBox(Surface):
    """A line that unfolds. Every change is kept at once, as a step of its own; what cannot be kept stays as it
    was typed, with the reason below.

    `move_requested` asks to go up (-1) or down (1).
    """

    move_requested = Signal(int)

    def __init__(self, project: Project, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self._project = project
        self._attribute = attribute
        self._kind_shown = ""
        self.head = QToolButton(self)
        self.head.setCheckable(True)
        self.head.toggled.connect(lambda on: self.set_open(open_=on))
        self._about = plain_label("", look="muted", step=-1, parent=self)
        self._inside = QWidget(self)
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
        self.show_attribute(attribute)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 2, 0, 2)
        head.setSpacing(4)
        head.addWidget(self.head)
        head.addWidget(self._about, 1)
        head.addWidget(
            IconButton("arrow-up", _("Move up"), lambda: self.move_requested.emit(-1), parent=self)
        )
        head.addWidget(
            IconButton("arrow-down", _("Move down"), lambda: self.move_requested.emit(1), parent=self)
        )
        head.addWidget(IconButton("trash-2", _("Remove the attribute"), self.remove, parent=self))
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(12, 0, 0, 8)
        inside.setSpacing(4)
        self._rows = {
            "name": FormRow(_("Name"), self.name, label_px=LABEL_PX),
            "kind": FormRow(_("Kind"), self.kind, label_px=LABEL_PX),
            "options": FormRow(_("Options"), self.options, label_px=LABEL_PX),
            "required": FormRow(_("Needed"), self.required, label_px=LABEL_PX),
            "guideline": FormRow(_("Guideline"), self.guideline, label_px=LABEL_PX),
        }
        for row in self._rows.values():
            inside.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._inside)

    def _connect(self) -> None:
        self._name, self._guideline = Keeper(self.name), Keeper(self.guideline)
        self._options = Keeper(self.options)
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

    def show_attribute(self, attribute: Attribute) -> None:
        """Show the attribute as it is now; what has been typed and could not be kept stays."""
        changed_kind = attribute.kind != self._kind_shown
        self._kind_shown = attribute.kind
        self._attribute = attribute
        kind = ATTRIBUTES.get(attribute.kind)
        title = _(kind.TITLE) if kind is not None else attribute.kind
        self.head.setText(f"{'▾' if self.head.isChecked() else '▸'} {shown(attribute.name, 40)}")
        self._about.setText(" · ".join((title, _("required"))) if attribute.required else title)
        self._name.keep(attribute.name)
        self._guideline.keep(attribute.guideline)
        self._options.keep(self.options.written(attribute.options))
        self.required.setChecked(attribute.required)
        if changed_kind:
            self.kind.setCurrentIndex(self.kind.findData(attribute.kind))
        self._show_options()

    def set_open(self, *, open_: bool) -> None:
        """Unfold or fold the box."""
        self._inside.setVisible(open_)
        self.head.setChecked(open_)
        self.head.setText(f"{'▾' if open_ else '▸'} {shown(self._attribute.name, 40)}")

    def start(self) -> None:
        """Unfold the box and put the keyboard into the name."""
        self.set_open(open_=True)
        self.name.setFocus()
        self.name.selectAll()

    def error(self, field: str) -> str:
        """What is said below a field: name, kind, options, required or guideline."""
        return self._rows[field].error()

    def remove(self) -> None:
        """Remove the attribute; why it cannot be removed is said in its place."""
        try:
            tagset.remove_attribute(self._project, self._attribute.uid)
        except AppError as error:
            self.set_open(open_=True)
            self._rows["name"].say(error)

    def flush(self) -> None:
        """Keep what has been typed."""
        for keeper in (self._name, self._guideline, self._options):
            keeper.give()

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
            self._rows[field].say(error)
            self.required.setChecked(self._attribute.required)
        else:
            for row in self._rows.values():
                row.say(None)
