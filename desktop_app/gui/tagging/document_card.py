"""The card of the document: how far one is with it, what is known about it, and what is coded for it as a whole."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.form import AttributeForm
from desktop_app.gui.tagging.state_row import StateRow
from desktop_app.gui.tagging.words import date_words
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.widgets import Card, Rule, quiet_button
from desktop_app.model.records import Document, Progress, State
from desktop_app.model.tagset import DOCUMENT
from desktop_app.model.values import Value
from desktop_app.ops import documents, guidelines
from desktop_app.ops.project import Project


class DocumentCard(Card):
    """What is shown while no annotation is chosen. Values are kept at once, each change a step of its own.

    `details_requested` asks to edit title, author and so on (with the document's uid), `left` is emitted when
    the focus belongs back in the text, `done_wanted` (with the document's uid) where the state Done was chosen:
    whoever hears it looks through the marks first. `refused` with an AppError that belongs to no field.
    """

    details_requested = Signal(str)
    done_wanted = Signal(str)
    left = Signal()
    refused = Signal(object)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._document: Document | None = None
        self._drafts: dict[str, dict[str, str]] = {}
        self._title = WrappedText(lines=3, parent=self)
        self._title.set_look("ink", QFont.Weight.DemiBold)
        self._facts = WrappedText(lines=3, role="muted", step=-1, parent=self)
        self.states = StateRow(self)
        self.why = WrappedText(lines=3, role="missing", step=-1, parent=self)
        self.details = quiet_button(_("Edit details"), self._ask_details, self)
        self._values = QVBoxLayout()
        self._form: AttributeForm | None = None
        self.states.chosen.connect(self._set_state)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addSpacing(4)
        column.addWidget(Rule(parent=self))
        column.addWidget(self.states)
        column.addWidget(self.why)
        column.addLayout(self._values)
        column.addWidget(self.details, 0, Qt.AlignmentFlag.AlignTrailing)
        self.renew_tags()

    def document(self) -> Document | None:
        """What is shown, or None."""
        return self._document

    def show_document(self, document: Document | None, progress: Progress | None) -> None:
        """Show a document and how far the annotator is with it; what was typed for the one before is kept first."""
        before = self._document
        if before is not None and (document is None or before.uid != document.uid):
            self._put_away(before.uid)
        self._document = document
        if document is None or progress is None:
            return
        self._title.set_text(document.title or document.name)
        facts = _facts(document)
        self._facts.set_text(facts)
        self._facts.setVisible(bool(facts))
        self.states.show_state(progress.state)
        why = guidelines.why_again(self._project, progress)
        self.why.set_text(_("The tagset was changed: {what}").format(what=shown(why, 400)))
        self.why.setVisible(bool(why))
        if self._form is not None:
            self._form.show_values(progress.values, document)
            if before is None or before.uid != document.uid:
                self._form.show_drafts(self._drafts.pop(document.uid, {}))

    def renew_tags(self) -> None:
        """Build the attributes anew after a change of the tagset."""
        document = self._document
        if self._form is not None:
            if document is not None:
                self._put_away(document.uid)
            self._values.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        asked = self._project.tagset.attributes_of(DOCUMENT)
        self._form = AttributeForm(asked, self, project=self._project)
        self._form.given.connect(self._set_value)
        self._form.left.connect(self.left)
        self._values.addWidget(self._form)
        if document is not None:
            self._document = None
            self.show_document(document, documents.progress(self._project, document.uid))

    @property
    def form(self) -> AttributeForm | None:
        """The attributes of the document."""
        return self._form

    def start(self) -> None:
        """Put the keyboard into the first value that is missing, else into the first there is, else into the
        state.
        """
        if self._form is None or not self._form.start():
            self.states.setFocus(Qt.FocusReason.OtherFocusReason)

    def press_digit(self, number: int) -> bool:
        """Choose the option with this number in the first attribute with buttons. Returns whether there is one."""
        return self._document is not None and self._form is not None and self._form.press_digit(number)

    def flush(self) -> None:
        """Keep what has been typed."""
        if self._form is not None and self._document is not None:
            self._form.flush()

    def _put_away(self, uid: str) -> None:
        self.flush()
        drafts = self._form.take_drafts() if self._form is not None else {}
        if drafts:
            self._drafts[uid] = drafts

    def _ask_details(self) -> None:
        if self._document is not None:
            self.details_requested.emit(self._document.uid)

    def _set_state(self, state: State) -> None:
        document = self._document
        if document is None:
            return
        if state is State.DONE:
            self.done_wanted.emit(document.uid)
            return
        try:
            documents.set_state(self._project, document.uid, state)
        except AppError as error:
            self.refused.emit(error)

    def _set_value(self, attribute_uid: str, value: object) -> None:
        document, form = self._document, self._form
        if document is None or form is None:
            return
        try:
            documents.set_document_value(
                self._project, document.uid, attribute_uid, cast("Value | None", value)
            )
        except AppError as error:
            form.show_error(attribute_uid, error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _facts(document: Document) -> str:
    published = date_words(document.published) or document.published
    parts = [document.author, document.outlet, published, document.language]
    return " · ".join(shown(part, 80) for part in parts if part)
