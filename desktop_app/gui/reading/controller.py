"""What the reading view's wishes mean for the project, and what the project's changes mean for the view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.base.errors import AppError, ReadOnlyError
from desktop_app.base.i18n import _
from desktop_app.gui.reading.card import Cards
from desktop_app.gui.reading.loading import Loading
from desktop_app.gui.reading.offsets import for_qt
from desktop_app.gui.reading.repeating import Repeating
from desktop_app.gui.reading.selection import without_blanks
from desktop_app.gui.reading.spoken import of_changes, of_values
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.tagging.citation import cite
from desktop_app.model.changes import Changes, InDocument
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project

MANY = 500
"""From so many changed annotations on, a document is loaded anew instead."""

T = TypeVar("T")


class ReadingController(QObject):
    """Connects a view to a project. Has no widgets of its own.

    `annotation_selected` has the chosen Annotation as it is now (None for none), after every change of it too;
    `selection_changed` the selected Span or None; `armed_changed` the uid of the tag that every further selection gets,
    or None; `failed` an AppError: what was asked for was not done; `marked` the Annotation that a tag's key made.
    """

    annotation_selected = Signal(object)
    selection_changed = Signal(object)
    armed_changed = Signal(object)
    failed = Signal(object)
    marked = Signal(object)

    def __init__(self, project: Project, view: DocumentView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.view = view
        view.annotator = view.strip.own = project.annotator.uid
        self.document_uid = ""
        self.annotation: Annotation | None = None
        self.armed: str | None = None
        self._made: Annotation | None = None
        self._places: dict[str, int] = {}
        self._loading = Loading(view, self)
        self._repeating = Repeating(self)
        view.span_selected.connect(self._take_selection)
        view.selection_changed.connect(self.selection_changed)
        view.annotation_picked.connect(self._pick)
        view.spans_moved.connect(self._move_spans)
        view.removal_requested.connect(lambda uid: self.remove([uid]))
        self._cards = Cards(project)
        view.hover.describe = self._cards.card
        self._stop_listening = project.on_changed(self._follow)

    # Documents

    def open(self, document_uid: str) -> None:
        """Show a document, where it was left. Raises NotFoundError."""
        data = documents.text_bytes(self.project, document_uid)
        self._remember_place()
        self.document_uid = document_uid
        self._loading.start(
            data,
            lambda after, limit, before: marks.packed(
                self.project, document_uid, after=after, limit=limit, before=before
            ),
            lambda start, end: marks.in_window(self.project, document_uid, start, end),
        )
        offset = self._places.get(document_uid, 0)
        if offset:
            self.view.show_from(offset)
            self.view.set_caret(offset)

    def close(self) -> None:
        """Show no document; where one was, its place is remembered."""
        self._remember_place()
        self._loading.stop()
        self.document_uid = ""
        self.view.clear()

    def end(self) -> None:
        """The project is about to be closed: ask nothing of it any more."""
        self._loading.stop()
        self.view.hover.describe = None
        self._stop_listening()
        self._stop_listening = lambda: None

    @property
    def loading(self) -> bool:
        """Whether annotations of the document are still being fetched."""
        return self._loading.active

    def _remember_place(self) -> None:
        if self.document_uid:
            self._places[self.document_uid] = self.view.top_offset

    # Marking. Without a selection or annotation to work on nothing happens, and None or False is returned.

    def use_tag(self, tag_uid: str) -> None:
        """What a tag's key does: mark the selection, else retag the chosen annotation, else arm or disarm the tag."""
        if self.project.read_only:
            self.refuse()
        elif self.view.selection is not None:
            made = self.highlight(tag_uid)
            if made is not None:
                self.marked.emit(made)
        elif self.view.chosen:
            self.retag(tag_uid)
        else:
            self.arm(None if self.armed == tag_uid else tag_uid)

    def refuse(self) -> None:
        """Say why nothing can be changed here."""
        hint = _("Close it elsewhere and open it again to make changes.")
        self.failed.emit(ReadOnlyError(_("The project is open for reading only."), hint=hint))

    def arm(self, tag_uid: str | None) -> None:
        """From now on every selection gets this tag; None ends it."""
        if tag_uid != self.armed:
            self.armed = tag_uid
            self.view.tag_in_hand = tag_uid or self.view.tag_in_hand
            self.view.armed = tag_uid is not None
            self.armed_changed.emit(tag_uid)

    def highlight(self, tag_uid: str, spans: Sequence[Span] = ()) -> Annotation | None:
        """Mark passages, or what is selected, with a tag, and choose the new annotation."""
        selected = self.selected
        chosen = spans or ((selected,) if selected is not None else ())
        if not chosen or not self.document_uid:
            return None
        uid = self.document_uid
        made = self._attempt(lambda: marks.highlight(self.project, uid, chosen, tag_uid))
        if made is not None:
            self._repeating.remember(made)
            self.view.clear_selection()
            self._made = made
            try:
                self.view.select(made.uid)
            finally:
                self._made = None
        return made

    @property
    def selected(self) -> Span | None:
        """What is selected: where whole words are taken, without the blanks that keys select along with a word."""
        span = self.view.selection
        return span if span is None or self.view.by_character else without_blanks(span, self.view.flow.buffer)

    def retag(self, tag_uid: str) -> Annotation | None:
        """Give the chosen annotation another tag."""
        return self._on_chosen(lambda uid: marks.retag(self.project, uid, tag_uid))

    def add_part(self) -> Annotation | None:
        """Add what is selected to the chosen annotation."""
        return self._with_selection(lambda uid, span: marks.add_part(self.project, uid, span))

    def put_on_selection(self) -> Annotation | None:
        """Move the chosen annotation to what is selected."""
        return self._with_selection(lambda uid, span: marks.set_spans(self.project, uid, [span]))

    def _with_selection(self, action: Callable[[str, Span], Annotation]) -> Annotation | None:
        span = self.selected
        if span is None or not self.view.chosen:
            self.view.said.emit(_("Choose a mark, then select words for it."))
            return None
        made = self._on_chosen(lambda uid: action(uid, span))
        if made is not None:
            self.view.clear_selection()
        return made

    def remove(self, uids: Iterable[str] = ()) -> bool:
        """Remove annotations, or the chosen one. Undo brings them back."""
        chosen = tuple(uids) or ((self.view.chosen,) if self.view.chosen else ())
        if not chosen:
            return False
        try:
            marks.remove(self.project, chosen)
        except AppError as error:
            self.failed.emit(error)
            return False
        return True

    def repeat(self) -> Annotation | None:
        """Give the last tag again: to what is selected, else to the next place with the same words."""
        return self._repeating.repeat()

    @property
    def can_repeat(self) -> bool:
        """Whether a tag was given that can be given again."""
        return self._repeating.is_ready

    def go_to(self, annotation_uid: str) -> None:
        """Choose an annotation of the document and bring it into the window."""
        self.view.select(annotation_uid, reveal=True)
        if self.view.chosen == annotation_uid or not self.loading:
            return
        found = self._attempt(lambda: marks.get(self.project, annotation_uid))
        if found is not None and found.document_uid == self.document_uid:
            self.view.apply(None, found)
            self.view.select(annotation_uid, reveal=True)

    def citation(self) -> str:
        """What is selected, or else the chosen annotation, with where it was found; '' for nothing."""
        spans = (self.view.selection,) if self.view.selection is not None else self.view.chosen_spans
        if not spans or not self.document_uid:
            return ""
        return self._attempt(lambda: cite(self.project, self.document_uid, spans)) or ""

    def copy_citation(self) -> bool:
        """Put the citation on the clipboard. False if there is nothing to cite."""
        text = self.citation()
        if text:
            QGuiApplication.clipboard().setText(for_qt(text))
        return bool(text)

    def _on_chosen(self, action: Callable[[str], Annotation]) -> Annotation | None:
        uid = self.view.chosen
        return self._attempt(lambda: action(uid)) if uid else None

    def _attempt(self, action: Callable[[], T]) -> T | None:
        try:
            return action()
        except AppError as error:
            self.failed.emit(error)
            return None

    # What the view says

    def _take_selection(self, span: Span) -> None:
        if self.armed is not None:
            self.highlight(self.armed, [span])

    def _move_spans(self, uid: str, spans: Sequence[Span]) -> None:
        self._attempt(lambda: marks.set_spans(self.project, uid, spans))

    def _pick(self, uid: str) -> None:
        found = self._made if self._made is not None and self._made.uid == uid else None
        if uid and found is None:
            found = self._attempt(lambda: marks.get(self.project, uid))
        self.annotation = found
        self.annotation_selected.emit(found)

    # What the project says

    def _follow(self, changes: Changes) -> None:
        self._cards.apply(changes)
        here = changes.in_document(self.document_uid)
        if here.count > MANY:
            self._load_again()
        else:
            self.view.apply_all(here.pairs)
            chosen = self.view.chosen
            for _before, after in here.pairs:
                if after is not None and after.uid == chosen:
                    self.annotation = after
                    self.annotation_selected.emit(after)
        self.view.proxy.follow_marks()
        if self.view.proxy.is_heard:
            self.view.proxy.announce(of_changes(here, self._name_of) or self._values_told(here))

    def _values_told(self, here: InDocument) -> str:
        """What keys have changed in the values of an annotation, while the keyboard is in the text."""
        before, after = here.pairs[0] if here.count == 1 else (None, None)
        if before is None or after is None or not self.view.hasFocus():
            return ""
        return of_values(self._cards.values(before), self._cards.values(after))

    def _name_of(self, tag_uid: str) -> str:
        tag = self.project.tagset.find(tag_uid)
        return tag.name if tag is not None else ""

    def _load_again(self) -> None:
        place, chosen = self.view.top_offset, self.view.chosen
        self.open(self.document_uid)
        self.view.show_from(place)
        if chosen:
            self.go_to(chosen)
