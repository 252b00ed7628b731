"""The lower part of the pane: the chosen annotation, or the document."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.gui.tagging.card import AnnotationCard
from desktop_app.gui.tagging.card_scroll import CardScroll
from desktop_app.gui.tagging.document_card import DocumentCard
from desktop_app.gui.tagging.index import MarkIndex
from desktop_app.gui.widgets import EmptyHint, InlineMessage, Kind
from desktop_app.model.changes import Changes
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Document, Progress
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project

_EDGE, _MANY = 12, 500


class Cards(CardScroll):
    """Shows one card at a time.

    `changed` is emitted at once when another annotation is chosen, or none; its card follows as soon as there
    is time, so that the text comes first, and `settled` with it. `entering` says that the keyboard is about to go
    into a card, which has to be in sight for that, `left` that it belongs back in the text.
    """

    changed = Signal()
    settled = Signal()
    entering = Signal()
    left = Signal()

    def __init__(self, project: Project, index: MarkIndex, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._index = index
        self._document = ""
        self._chosen: Annotation | None = None
        self._due = QTimer(self, interval=0, singleShot=True)
        self._due.timeout.connect(self._show_chosen)
        # Set before it is filled: afterwards all its parts would be styled once more.
        inside = QWidget(self.viewport())
        self.setWidget(inside)
        self.message = InlineMessage(inside)
        self.annotation = AnnotationCard(project, inside)
        self.document = DocumentCard(project, inside)
        self._empty = EmptyHint(_("Open a document to mark passages in it."), None, inside)
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(_EDGE, 10, _EDGE, 12)
        column.setSpacing(8)
        for card in (self.message, self.annotation, self.document, self._empty):
            column.addWidget(card)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inside.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        index.grown.connect(self._number)
        self.annotation.left.connect(self.left)
        self.document.left.connect(self.left)
        self.annotation.copied.connect(self._say_copied)
        self.annotation.refused.connect(self.say_error)
        self.document.refused.connect(self.say_error)
        self._show_only(self._empty)

    # What is shown

    @property
    def chosen(self) -> Annotation | None:
        """The annotation that is chosen."""
        return self._chosen

    def show_document(self, uid: str) -> None:
        """Turn to another document ('' for none)."""
        self.flush()
        self._document = uid
        self._chosen = None
        self._read_document()
        self._show_chosen()
        self.changed.emit()

    def show_annotation(self, uid: str) -> None:
        """Show an annotation; '' shows the document again."""
        self._chosen = self._find(uid)
        shown = self.annotation.annotation()
        if shown is not None and shown.uid == uid and not self._due.isActive():
            self._show_chosen()
        else:
            self._due.start()
        self.changed.emit()

    def needed(self, width: int) -> int:
        """The height in pixels that the card would like to have at a width."""
        return self._column.totalHeightForWidth(width)

    def settle(self) -> None:
        """Show what is still to be shown."""
        if self._due.isActive():
            self._due.stop()
            self._show_chosen()

    def _show_chosen(self) -> None:
        found, shown = self._chosen, self.annotation.annotation()
        same = found is not None and shown is not None and _form_of(found) == _form_of(shown)
        keyboard = None if same else self._keyboard()
        if found is None:
            self.annotation.show_annotation(None)
            self._show_only(self.document if self.document.document() is not None else self._empty)
        else:
            self.annotation.show_annotation(found, self._index.number(found))
            self._show_only(self.annotation)
            if shown is None or shown.uid != found.uid:
                self.verticalScrollBar().setValue(0)
        self._give_back(keyboard)
        self.settled.emit()

    def _keyboard(self) -> QWidget | None:
        """The part of a card that has the keyboard, if one has."""
        found = self.window().focusWidget()
        return found if self.isAncestorOf(found) else None

    def _give_back(self, part: QWidget | None) -> None:
        """Let the text have the keyboard if the part that had it is shown no longer."""
        if part is not None and not part.isVisibleTo(self):
            self.left.emit()

    def start(self) -> None:
        """Put the keyboard into the card."""
        self.settle()
        self.entering.emit()
        if not self.annotation.isHidden():
            self.annotation.start()
        elif not self.document.isHidden():
            self.document.start()

    def open_slot(self, slot_uid: str) -> None:
        """Put the keyboard into the field of a slot of the annotation that is chosen."""
        self.settle()
        self.entering.emit()
        self.annotation.links.open(slot_uid)

    def edit_note(self) -> None:
        """Put the keyboard into the note of the annotation that is chosen."""
        self.settle()
        if self.chosen is not None:
            self.entering.emit()
            self.annotation.edit_note()

    def show_armed(self, slot_uid: str | None) -> None:
        """Show which slot of the annotation is filled by what is marked next, if any."""
        self.settle()
        self.annotation.links.show_armed(slot_uid)

    def is_complete(self) -> bool:
        """Whether the annotation that is chosen lacks nothing that is required."""
        self.settle()
        return self.annotation.is_complete()

    def digits(self) -> tuple[str, int]:
        """What a digit would code on the mark that is chosen, by name, and how many digits do; ('', 0) for nothing.

        That is nothing too as long as its card is still to be shown.
        """
        if self._due.isActive():
            return "", 0
        form = self.annotation.form if not self.annotation.isHidden() and self.annotation.is_own() else None
        return form.digits() if form is not None else ("", 0)

    def press_digit(self, number: int) -> bool:
        """Choose the option with this number where it stands first on the card. Returns whether there is one."""
        self.settle()
        if not self.annotation.isHidden():
            return self.annotation.press_digit(number)
        return not self.document.isHidden() and self.document.press_digit(number)

    def flush(self) -> None:
        """Keep what has been typed."""
        self.settle()
        self.annotation.flush()
        self.document.flush()

    def say_error(self, error: AppError) -> None:
        """Show an error above the card."""
        self.message.say_error(error)

    # What changes

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        if changes.touches(Tag) or changes.touches(Attribute) or changes.touches(Slot):
            keyboard = self._keyboard()
            self.annotation.renew_tags()
            self.document.renew_tags()
            self._give_back(keyboard)
        shown = self.chosen
        if shown is not None and _touches(changes, shown):
            self.show_annotation(shown.uid)
        elif not self.annotation.isHidden():
            self.annotation.links.apply(changes)
        if changes.touches(Entity) or changes.touches(Concept):
            for form in (self.annotation.form, self.document.form):
                if form is not None:
                    form.renew()
        if self._touches_document(changes):
            self._read_document()

    def _touches_document(self, changes: Changes) -> bool:
        pairs = [*changes.of(Document), *changes.of(Progress)] if changes.count < 1000 else ()
        for before, after in pairs:
            found = after or before
            uid = found.document_uid if isinstance(found, Progress) else found.uid if found else ""
            if uid == self._document:
                return True
        return changes.count >= 1000

    def _read_document(self) -> None:
        try:
            document = documents.get(self._project, self._document) if self._document else None
        except NotFoundError:
            document = None
        progress = documents.progress(self._project, document.uid) if document is not None else None
        self.document.show_document(document, progress)

    def _find(self, uid: str) -> Annotation | None:
        try:
            return marks.get(self._project, uid) if uid else None
        except NotFoundError:
            return None

    def _number(self) -> None:
        shown = self.annotation.annotation()
        if shown is not None:
            self.annotation.set_number(self._index.number(shown))

    def _show_only(self, card: QWidget) -> None:
        for other in (self.annotation, self.document, self._empty):
            other.setVisible(other is card)

    def _make_room(self, _least: int, most: int) -> None:
        # The scroll bar lies in the margin: cards keep their width, and their lines, when it comes.
        bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        rest = max(0, _EDGE - bar)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = (rest, _EDGE) if mirrored else (_EDGE, rest)
        self._column.setContentsMargins(left, 10, right, 12)

    def _say_copied(self) -> None:
        self.message.say(_("The passage is on the clipboard, with its citation."), kind=Kind.DONE)


def _form_of(annotation: Annotation) -> tuple[str, str]:
    """What decides which fields a card has, and for whom."""
    return annotation.uid, annotation.tag_uid


def _touches(changes: Changes, shown: Annotation) -> bool:
    """Whether an action may have changed an annotation; many of its document are not looked at one by one."""
    here = changes.in_document(shown.document_uid)
    known = (after or before for before, after in here.pairs) if here.count <= _MANY else (shown,)
    return any(found is not None and found.uid == shown.uid for found in known)
