"""The card of the chosen annotation: what it says, its values, its note, its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.attempt import attempt
from desktop_app.gui.tagging.card_links import CardLinks
from desktop_app.gui.tagging.card_parts import ActionRow, ForeignRow, NoteEditor, PartsRow, copy_citation
from desktop_app.gui.tagging.card_scroll import discard
from desktop_app.gui.tagging.form import AttributeForm, FormRow
from desktop_app.gui.tagging.people import People
from desktop_app.gui.tagging.quote import QuoteBlock
from desktop_app.gui.tagging.source import small_print
from desktop_app.gui.tagging.words import made_words
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.gui.widgets import Card, Chip, ElidedLabel
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Tag
from desktop_app.model.values import Value
from desktop_app.ops import annotations as marks
from desktop_app.ops.project import Project

_NOTE = ""
"""Stands for the note where drafts are kept by attribute."""


class AnnotationCard(Card):
    """The annotation that is chosen in the text.

    What is edited here is kept at once, each change a step of its own. `left` is emitted when the focus belongs
    back in the text, `part_requested` with the uid when a further passage is to be marked for it, `part_chosen`
    with a span to go to, `adopted` with the uid of the copy that was made of another's mark, `copied` after its
    citation was put on the clipboard, `refused` with an AppError that belongs to no field.
    """

    left = Signal()
    part_requested = Signal(str)
    part_chosen = Signal(object)
    adopted = Signal(str)
    copied = Signal()
    refused = Signal(object)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._people = People(project)
        self._shown: Annotation | None = None
        self._drafts: dict[str, dict[str, str]] = {}
        self._forms: dict[str, AttributeForm] = {}
        self._form: AttributeForm | None = None
        self._chip = Chip("", parent=self)
        self._made = ElidedLabel("", look="muted", parent=self)
        self.quote = QuoteBlock(self)
        self._required, self._optional = QVBoxLayout(), QVBoxLayout()
        self.links = CardLinks(project, self)
        self.note = NoteEditor(self)
        self._note_row = FormRow(_("Note"), self.note, parent=self)
        self.parts = PartsRow(self)
        self._actions = ActionRow(self)
        self._of_another = ForeignRow(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._chip)
        self._made.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._made, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self.quote)
        column.addWidget(self._of_another)
        column.addSpacing(6)
        column.addLayout(self._required)
        column.addWidget(self.links)
        column.addLayout(self._optional)
        column.addWidget(self.parts)
        column.addWidget(self._note_row)
        column.addWidget(self._actions)

    def _connect(self) -> None:
        self.links.left.connect(self.left)
        self.links.refused.connect(self.refused)
        self.links.counted.connect(self._actions.show_links)
        self.note.given.connect(self._write_note)
        self.note.entered.connect(self._go_on)
        self.note.left.connect(self.left)
        self.parts.removed.connect(self._remove_part)
        self.parts.chosen.connect(self.part_chosen)
        self._of_another.copy.connect(self.adopt)
        self._actions.part.connect(lambda: self.part_requested.emit(self._shown.uid if self._shown else ""))
        self._actions.copy.connect(self.copy)
        self._actions.delete.connect(self.delete)

    def annotation(self) -> Annotation | None:
        """What is shown, or None."""
        return self._shown

    def show_annotation(self, annotation: Annotation | None, number: int | None = None) -> None:
        """Show an annotation with its running number; what was typed for the one before is kept first."""
        before = self._shown
        if before is not None and (annotation is None or annotation.uid != before.uid):
            self._put_away(before.uid)
        self._shown = annotation
        if annotation is None:
            return
        tag = self._tag_of(annotation)
        self.set_number(number)
        self._chip.set_colour(tag.colour)
        self._made.setText(made_words(annotation, self._people.name(annotation.annotator_uid)))
        self.quote.show_quote(quote_words(annotation.quotes), tag.colour)
        self.parts.show_parts(annotation.spans, annotation.quotes, tag.colour)
        self._form_for(annotation.tag_uid).show_values(annotation.values, annotation)
        self.links.show_annotation(annotation, locked=not self.is_own())
        self._lock(annotation, name="" if self.is_own() else self._people.name(annotation.annotator_uid))
        self.note.show_note(annotation.note)
        if before is None or annotation.uid != before.uid:
            self._take_out(annotation.uid)

    def is_own(self) -> bool:
        """Whether what is shown was made by the one who works here: others' marks are only read."""
        return self._shown is not None and self._shown.annotator_uid == self._project.annotator.uid

    def _lock(self, annotation: Annotation, *, name: str) -> None:
        """Let the annotation only be read while it is that of somebody with this name; '' lets it be edited."""
        self._of_another.show_maker(name, *small_print(self._project, annotation))
        self._actions.setHidden(bool(name))
        # What is not coded cannot be coded here: nothing offers it.
        parts = {block: bool(annotation.values) for block in self._form_for(annotation.tag_uid).blocks}
        for part, filled in {**parts, self._note_row: bool(annotation.note)}.items():
            part.setEnabled(not name)
            part.setHidden(bool(name) and not filled)
        self.parts.setEnabled(not name)

    def set_number(self, number: int | None) -> None:
        """Write the running number behind the tag; None while it is not known."""
        if self._shown is not None:
            name = shown(self._tag_of(self._shown).name, 60)
            words = _("{tag} {number}").format(tag=name, number=number) if number is not None else name
            if words != self._chip.text():
                self._chip.set_text(words)

    def renew_tags(self) -> None:
        """Build the attributes anew after a change of the tagset."""
        shown_now = self._shown
        if shown_now is not None:
            self._put_away(shown_now.uid)
        discard(*(block for form in self._forms.values() for block in form.blocks))
        self._forms, self._form = {}, None
        self.links.forget()
        if shown_now is not None and self._project.tagset.find(shown_now.tag_uid) is not None:
            self._shown = None
            self.show_annotation(shown_now)

    def start(self) -> None:
        """Put the keyboard into the first value or slot that is missing, else into the first value, else the note."""
        if not self.is_own():
            self._of_another.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        missing = self._form is not None and self._form.start(only_missing=True)
        if not missing and not self.links.start() and (self._form is None or not self._form.start()):
            self.edit_note()

    def press_digit(self, number: int) -> bool:
        """Choose the option with this number in the first attribute with buttons. Returns whether there is one."""
        return self.is_own() and self._form is not None and self._form.press_digit(number)

    def is_complete(self) -> bool:
        """Whether nothing is missing that is required."""
        return not (self._form and self._form.missing) and not (self.links.form and self.links.form.missing())

    def edit_note(self) -> None:
        """Put the keyboard into the note, or say why it cannot be changed."""
        shown_now = self._shown
        if self.is_own():
            self.note.start()
        elif shown_now is not None:
            self._try(lambda: marks.check_own(self._project, shown_now))

    def flush(self) -> None:
        """Keep what has been typed."""
        if self._shown is not None and self._form is not None:
            self._form.flush()
            self.note.flush()

    def copy(self) -> None:
        """Put the passage with its citation on the clipboard."""
        now = self._shown
        if now is not None and self._try(lambda: copy_citation(self._project, now.document_uid, now.spans)):
            self.copied.emit()

    def adopt(self) -> None:
        """Make a mark of one's own out of another annotator's."""
        shown_now = self._shown
        if shown_now is not None and not self.is_own():
            self._try(lambda: self.adopted.emit(marks.copy(self._project, shown_now.uid).uid))

    def delete(self) -> None:
        """Remove the annotation; undo brings it back."""
        shown_now = self._shown
        if shown_now is not None:
            self._try(lambda: marks.remove(self._project, [shown_now.uid]))
            self.left.emit()

    @property
    def form(self) -> AttributeForm | None:
        """The attributes of the annotation that is shown."""
        return self._form

    def _tag_of(self, annotation: Annotation) -> Tag:
        return painted_tag(self._project.tagset, annotation.tag_uid) or Tag(
            annotation.tag_uid, _("unknown tag")
        )

    def _form_for(self, tag_uid: str) -> AttributeForm:
        form = self._forms.get(tag_uid)
        if form is None:
            asked, slots = self._project.tagset.attributes_of(tag_uid), self._project.tagset.slots_of(tag_uid)
            form = AttributeForm(asked, self, digits=True, split=bool(slots), project=self._project)
            self._forms[tag_uid] = form
            form.given.connect(self._set_value)
            form.left.connect(self.left)
            for column, block in zip((self._required, self._optional), form.blocks, strict=False):
                column.addWidget(block)
            self.order_tabs()
        if form is not self._form:
            if self._form is not None:
                self._form.set_seen(seen=False)
            form.set_seen(seen=True)
            self._form = form
        return form

    def _set_value(self, attribute_uid: str, value: object) -> None:
        shown_now, form = self._shown, self._form
        if shown_now is None or form is None:
            return
        coded = cast("Value | None", value)
        self._try(
            lambda: marks.set_value(self._project, shown_now.uid, attribute_uid, coded),
            lambda error: form.show_error(attribute_uid, error),
        )

    def _write_note(self, note: str) -> None:
        shown_now = self._shown
        if shown_now is not None:
            self._try(lambda: marks.set_note(self._project, shown_now.uid, note), self._note_row.say)

    def _remove_part(self, number: int) -> None:
        shown_now = self._shown
        if shown_now is None or len(shown_now.spans) < 2:
            return
        left = [span for place, span in enumerate(shown_now.spans) if place != number]
        self._try(lambda: marks.set_spans(self._project, shown_now.uid, left, label=_("Remove part")))

    def _try(self, change: Callable[[], object], say: Callable[[AppError], object] | None = None) -> bool:
        return attempt(change, say or self.refused.emit)

    def _go_on(self) -> None:
        if self._form is None or not self._form.start(only_missing=True):
            self.left.emit()

    def _put_away(self, uid: str) -> None:
        """Keep what has been typed; what cannot be kept waits here until the annotation is shown again."""
        if self._form is None:
            return
        self.flush()
        drafts = self._form.take_drafts()
        note = self.note.take_draft()
        self._note_row.say(None)
        if note is not None:
            drafts[_NOTE] = note
        if drafts:
            self._drafts[uid] = drafts

    def _take_out(self, uid: str) -> None:
        if self._form is not None:
            drafts = self._drafts.pop(uid, {})
            self._form.show_drafts(drafts)
            if _NOTE in drafts:
                self.note.set_draft(drafts[_NOTE])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
