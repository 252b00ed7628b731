"""Connects the text with the tags' pane: what is chosen here is shown there, what is asked there happens here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.base.errors import AppError
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.gui.shell.chosen_links import ChosenLinks
from desktop_app.gui.shell.filling import Filling
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks


class Wiring(QObject):
    """`hints_changed` when other keys are useful now; `failed` carries an AppError.

    `filling` fills the slots of the chosen mark.
    While a part is asked for, `part_of` is the uid of the annotation that the next selection is added to.
    """

    hints_changed = Signal()
    failed = Signal(object)

    def __init__(
        self, controller: ReadingController, right: RightPane, preferences: Preferences, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.part_of = ""
        self._controller = controller
        self._view = controller.view
        self._right = right
        self._preferences = preferences
        self._project = controller.project
        self._chosen_links = ChosenLinks(controller, self)
        self.filling = Filling(controller, right, self)
        self.filling.failed.connect(self.failed)
        self.filling.hints_changed.connect(self.hints_changed)
        self._connect_right()
        controller.annotation_selected.connect(self._annotation_selected)
        controller.selection_changed.connect(self._selection_changed)
        controller.armed_changed.connect(self._armed_changed)
        controller.failed.connect(self.failed)
        self._view.span_selected.connect(self._add_part)
        recent = preferences.settings.recent_tags.get(self._project.uid, ())
        right.palette_.set_recent(recent)

    def _connect_right(self) -> None:
        right = self._right
        right.tag_chosen.connect(self._controller.use_tag)
        right.tag_armed.connect(self._arm)
        right.annotation_chosen.connect(self._controller.go_to)
        right.cards.settled.connect(self.hints_changed)
        right.span_chosen.connect(lambda span: self._view.reveal(span.start, span.end))
        right.part_requested.connect(self._ask_part)
        right.recent_changed.connect(self._keep_recent)

    def apply(self, changes: Changes) -> None:
        """Let the pane take an action into account."""
        self._right.apply(changes)
        self._chosen_links.apply(changes)
        self.filling.apply(changes)

    def show_document(self, uid: str) -> None:
        """Let the pane turn to another document."""
        self.drop_part()
        self.filling.stop()
        self._right.show_document(uid)

    def drop_part(self) -> None:
        """Wait for no further passage."""
        if self.part_of:
            self.part_of = ""
            self.hints_changed.emit()

    def _annotation_selected(self, annotation: Annotation | None) -> None:
        uid = annotation.uid if annotation is not None else ""
        if self.part_of and uid != self.part_of and self._view.selection is None:
            self.drop_part()
        self._right.show_annotation(uid)
        self.hints_changed.emit()

    def _selection_changed(self, span: Span | None) -> None:
        self._right.set_selection(there_is=span is not None)
        self.hints_changed.emit()

    def _armed_changed(self, uid: str | None) -> None:
        self._right.set_armed(uid)
        self.hints_changed.emit()

    def _arm(self, uid: str | None) -> None:
        if self._project.read_only:
            self._right.set_armed(None)
        else:
            self._controller.arm(uid)

    def _ask_part(self, uid: str) -> None:
        self.part_of = uid
        if self._view.selection is not None:
            self._add_part(self._view.selection)
        else:
            self.hints_changed.emit()

    def _add_part(self, span: Span) -> None:
        uid, self.part_of = self.part_of, ""
        if uid:
            self._attempt(lambda: marks.add_part(self._project, uid, span))
            self._view.clear_selection()
            self._view.select(uid)

    def _keep_recent(self, uids: tuple[str, ...]) -> None:
        kept = {**self._preferences.settings.recent_tags, self._project.uid: tuple(uids)}
        self._attempt(lambda: self._preferences.change(recent_tags=kept))

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except AppError as error:
            self.failed.emit(error)
