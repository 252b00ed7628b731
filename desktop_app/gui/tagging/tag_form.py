"""Everything about one tag, to be edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.acts import Act
from desktop_app.gui.tagging.attributes_editor import AttributesEditor
from desktop_app.gui.tagging.colour_wheel import ColourField
from desktop_app.gui.tagging.decisions import DecisionLog
from desktop_app.gui.tagging.fold_box import LABEL_PX
from desktop_app.gui.tagging.form import FormRow, align_labels
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept_fields import CalmCombo, FieldKeeper, LinesField
from desktop_app.gui.tagging.key_field import KeyField
from desktop_app.gui.tagging.slots_editor import SlotsEditor
from desktop_app.gui.tagging.tagset_steps import below
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.gui.widgets import FlowRow, plain_label, push_button
from desktop_app.model.tagset import DOCUMENT, Tag
from desktop_app.ops import tagset
from desktop_app.ops.project import Project


class TagForm(QWidget):
    """The fields of a tag and its attributes; for the document as a whole the attributes alone.

    Every change is kept at once, as a step of its own. What cannot be kept stays as it was typed, with the
    reason below. `above_chosen` asks to put the tag below another one (uid of the tag, uid of the other or ''),
    `act_wanted` for what goes through to the marks (an Act, and the uid of the tag or attribute), `left` to put the
    keyboard back among the tags.
    """

    above_chosen = Signal(str, str)
    act_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tag: Tag | None = None
        self._title = plain_label("", step=4, weight=QFont.Weight.DemiBold)
        self._about = WrappedText(lines=3, role="muted")
        self.name = OneLine(_("Name of the tag"), "")
        self.colour = ColourField()
        self.key = KeyField()
        self.above = CalmCombo()
        self.active = QCheckBox(_("Switched on: it can be marked with"))
        self.pinned = QCheckBox(_("Pinned to the top of the tags"))
        self.guideline = GrowingEdit(_("Guideline"), _("what to mark with it, in a sentence or two"))
        self.examples = LinesField(_("Examples"), _("one a line, [what to mark] in brackets"))
        self.counter_examples = LinesField(_("Not like this"), _("one a line"))
        self.log = DecisionLog(project)
        self.attributes = AttributesEditor(project)
        self.slots = SlotsEditor(project)
        self._fields = QWidget()
        self.acts = FlowRow()
        for act, words in (
            (Act.MERGE, _("Merge into …")),
            (Act.SPLIT, _("Split …")),
            (Act.DELETE, _("Delete with its marks …")),
        ):
            self.acts.add(push_button(words, partial(self._ask_for, act)))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._rows = {
            "name": FormRow(_("Name"), self.name, label_px=LABEL_PX),
            "colour": FormRow(_("Colour"), self.colour, label_px=LABEL_PX),
            "key": FormRow(_("Key"), self.key, label_px=LABEL_PX),
            "above": FormRow(_("Below"), self.above, label_px=LABEL_PX),
            "active": FormRow(_("In use"), _stacked(self.active, self.pinned), label_px=LABEL_PX),
            "guideline": FormRow(_("Guideline"), self.guideline, label_px=LABEL_PX),
            "examples": FormRow(_("Examples"), self.examples, label_px=LABEL_PX),
            "counter_examples": FormRow(_("Not like this"), self.counter_examples, label_px=LABEL_PX),
            "log": FormRow(_("Decisions"), self.log, label_px=LABEL_PX),
        }
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 8)
        fields.setSpacing(4)
        for row in self._rows.values():
            fields.addWidget(row)
        align_labels(self._fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self.acts)
        column.addWidget(self._fields)
        column.addWidget(self.attributes)
        column.addSpacing(8)
        column.addWidget(self.slots)
        column.addStretch(1)

    def _connect(self) -> None:
        self._name, self._guideline = FieldKeeper(self.name), FieldKeeper(self.guideline)
        self._examples, self._counter = FieldKeeper(self.examples), FieldKeeper(self.counter_examples)
        self._name.given.connect(lambda text: self._keep("name", lambda tag: replace(tag, name=text.strip())))
        self._guideline.given.connect(
            lambda text: self._keep("guideline", lambda tag: replace(tag, guideline=text.strip()))
        )
        self._examples.given.connect(
            lambda _text: self._keep("examples", lambda tag: replace(tag, examples=self.examples.lines()))
        )
        self._counter.given.connect(
            lambda _text: self._keep(
                "counter_examples", lambda tag: replace(tag, counter_examples=self.counter_examples.lines())
            )
        )
        self.colour.chosen.connect(
            lambda colour: self._keep("colour", lambda tag: replace(tag, colour=colour))
        )
        self.key.given.connect(lambda key: self._keep("key", lambda tag: replace(tag, shortcut=key)))
        for keeper in (self._name, self._guideline, self._examples, self._counter):
            keeper.left.connect(self.left)
        self.key.left.connect(self._leave_key)
        self.active.clicked.connect(lambda on: self._keep("active", lambda tag: replace(tag, active=on)))
        self.pinned.clicked.connect(lambda on: self._keep("active", lambda tag: replace(tag, pinned=on)))
        self.above.activated.connect(lambda _number: self._choose_above())
        self.attributes.wanted.connect(lambda uid: self.act_wanted.emit(Act.ATTRIBUTE, uid))

    def show_tag(self, uid: str) -> None:
        """Show a tag (DOCUMENT: the document as a whole) as it is now."""
        tag = self._project.tagset.find(uid)
        another = (self._tag.uid if self._tag is not None else None) != (tag.uid if tag is not None else None)
        if another:
            self.flush()
            self._say_nothing()
        self._tag = tag
        for part in (self._fields, self.acts, self.slots):
            part.setVisible(tag is not None)
        if tag is not None:
            self._fill(tag, another=another)
            self.slots.show_tag(tag.uid)
            self.log.show_tag(tag.uid)
        else:
            self._title.setText(_("The document as a whole"))
            self._about.set_text(_("Answered once for every document, on the card beside the text."))
        self.attributes.show_tag(tag.uid if tag is not None else DOCUMENT)
        if tag is not None:
            self.slots.order_tabs(self.attributes.add)

    def _fill(self, tag: Tag, *, another: bool) -> None:
        number = tagset.uses(self._project, tag.uid)
        self._title.setText(shown(tag.name, 60))
        used = ngettext("{number} mark has this tag.", "{number} marks have this tag.", number)
        self._about.set_text(
            used.format(number=QLocale().toString(number)) if number else _("No mark has this tag yet.")
        )
        for keeper, text in (
            (self._name, tag.name),
            (self._guideline, tag.guideline),
            (self._examples, self.examples.written(tag.examples)),
            (self._counter, self.counter_examples.written(tag.counter_examples)),
        ):
            keeper.keep(text)
            if another:
                keeper.reset()
        self._show_colour(tag)
        self.key.show_key(tag.shortcut)
        self.active.setChecked(tag.active)
        self.pinned.setChecked(tag.pinned)
        self._fill_above(tag)

    def _fill_above(self, tag: Tag) -> None:
        everything = self._project.tagset
        out = below(everything, tag.uid)
        self.above.clear()
        self.above.addItem(_("no other tag"), "")
        for item in everything.tags:
            if item.uid not in out:
                self.above.addItem(shown(everything.path(item.uid), 80), item.uid)
        self.above.setCurrentIndex(max(0, self.above.findData(tag.parent_uid)))

    def start(self) -> None:
        """Put the keyboard into the name."""
        self.name.setFocus()
        self.name.selectAll()

    def error(self, field: str) -> str:
        """What is said below a field: name, colour, key, above, active, guideline, examples or counter_examples."""
        return self._rows[field].error()

    def say(self, field: str, error: AppError) -> None:
        """Say below a field what is wrong."""
        self._rows[field].say(error)

    def flush(self) -> None:
        """Keep what has been typed."""
        if self._tag is not None:
            for keeper in (self._name, self._guideline, self._examples, self._counter):
                keeper.give()
        self.attributes.flush()
        self.slots.flush()

    def _ask_for(self, act: Act) -> None:
        if self._tag is not None:
            self.flush()
            self.act_wanted.emit(act, self._tag.uid)

    def _leave_key(self) -> None:
        self._rows["key"].say(None)
        self.left.emit()

    def _choose_above(self) -> None:
        if self._tag is not None:
            self.above_chosen.emit(self._tag.uid, str(self.above.currentData()))

    def _keep(self, field: str, change: Callable[[Tag], Tag]) -> None:
        if self._tag is None:
            return
        try:
            tagset.edit_tag(self._project, change(self._tag))
        except AppError as error:
            self._rows[field].say(error)
            self.active.setChecked(self._tag.active)
            self.pinned.setChecked(self._tag.pinned)
            self._show_colour(self._tag)
        else:
            self._say_nothing()

    def _show_colour(self, tag: Tag) -> None:
        painted = painted_tag(self._project.tagset, tag.uid) or tag
        self.colour.show_colour(painted.colour, tag.name)

    def _say_nothing(self) -> None:
        for row in self._rows.values():
            row.say(None)


def _stacked(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(2)
    for widget in widgets:
        column.addWidget(widget)
    return box
