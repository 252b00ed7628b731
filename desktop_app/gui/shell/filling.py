"""Filling the slots of the chosen mark from the text: by the slots' keys, by clicks, by pulling from mark to mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from desktop_app.base.errors import AppError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.shell.hints import UNKNOWN_KEY
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.words import capitalised
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import links
from desktop_app.ops.links import RELATED_SLOT, allows


class Filling(QObject):
    """While a mark of one's own is chosen whose tag has slots, their keys come before those of tags.

    A key fills its slot with what is selected, or with the mark at the caret when the caret has been moved there; else
    the slot is armed (`slot`): what is marked or clicked next fills it, UNKNOWN_KEY says that the text does not tell,
    and the same key again opens its field on the card. `hints_changed` when other keys are useful now; `failed` has an
    AppError.
    """

    hints_changed = Signal()
    failed = Signal(object)

    def __init__(self, controller: ReadingController, right: RightPane, parent: QObject) -> None:
        super().__init__(parent)
        self.slot: Slot | None = None
        self._source = ""
        self._chosen = ""
        self._caret = 0
        self._controller = controller
        self._project = controller.project
        self._view = controller.view
        self._right = right
        self._view.may_link = True
        controller.annotation_selected.connect(self._follow_choice)
        controller.marked.connect(self._begin)
        controller.armed_changed.connect(lambda uid: self._drop() if uid else None)
        self._view.span_selected.connect(self._take_selection)
        self._view.annotation_clicked.connect(self._take_click)
        self._view.annotation_activated.connect(self._activate)
        self._view.link_drawn.connect(self._ask_slot)

    # What is so

    def frame(self) -> Annotation | None:
        """The annotation that is being filled: that of the armed slot, or the chosen one if its tag has slots."""
        found = self._get(self._source) if self.slot is not None else self._controller.annotation
        if found is None or found.annotator_uid != self._project.annotator.uid:
            return None
        return found if self._project.tagset.slots_of(found.tag_uid) else None

    def candidate(self) -> Annotation | None:
        """The chosen annotation while a slot of another one is armed, if it may fill it."""
        found = self._controller.annotation
        if self.slot is None or found is None or found.uid == self._source:
            return None
        return found if self._may_fill(self.slot, found.tag_uid, found.annotator_uid) else None

    # What keys do

    def press(self, letter: str) -> bool:
        """Do what a slot's key does. False if it is none of the frame's keys."""
        frame = self.frame()
        waiting = self.slot if frame is not None and self._controller.selected is None else None
        if letter == UNKNOWN_KEY and waiting is not None:
            self._link(self._source, waiting, "", TargetKind.UNKNOWN)
            return True
        slots = self._project.tagset.slots_of(frame.tag_uid) if frame is not None and letter else ()
        slot = next((item for item in slots if item.key.casefold() == letter.casefold()), None)
        if frame is None or slot is None:
            return False
        if self._project.read_only:
            self._controller.refuse()
            return True
        selected, candidate = self._controller.selected, self.candidate()
        if selected is not None:
            self._fill_from(frame, slot, selected)
        elif candidate is not None and slot == self.slot:
            self._link(frame.uid, slot, candidate.uid)
        elif slot == self.slot:
            self.leave()
            self._right.cards.open_slot(slot.uid)
        else:
            self._at_caret(frame, slot)
        return True

    def leave(self) -> bool:
        """Wait no longer for what fills the armed slot, and choose its annotation again. False if none is armed."""
        if self.slot is None:
            return False
        source = self._source
        self._drop()
        self._view.select(source)
        return True

    def stop(self) -> None:
        """Another document comes: wait for nothing any more."""
        self._drop()

    def apply(self, changes: Changes) -> None:
        """Take an action into account: what is gone, or has no such slot any more, cannot be filled."""
        if self.slot is None or not any(map(changes.touches, (Annotation, Tag, Attribute, Slot))):
            return
        source, uid = self._get(self._source), self.slot.uid
        slots = self._project.tagset.slots_of(source.tag_uid) if source is not None else ()
        slot = next((item for item in slots if item.uid == uid), None)
        if slot is None:
            self._drop()
        elif any(map(changes.touches, (Tag, Attribute, Slot))):
            self.slot = slot
            self._show_armed()
            self.hints_changed.emit()

    def _at_caret(self, frame: Annotation, slot: Slot) -> None:
        moved = self._view.caret != self._caret
        here = self._fitting(slot, frame.uid, self._view.marks_here()) if moved else []
        if here:
            self._link(frame.uid, slot, here[0].uid)
        else:
            self._arm(frame.uid, slot)

    def _arm(self, source: str, slot: Slot) -> None:
        self._controller.arm(None)
        self.slot, self._source = slot, source
        self._view.armed = True
        self._view.setFocus()
        words = _("Select the words for “{slot}”, or press the key again to type it.")
        self._view.proxy.announce(words.format(slot=slot.name))
        self._right.cards.show_armed(slot.uid)
        self.hints_changed.emit()

    def _show_armed(self) -> None:
        # What is marked next fills the slot of its own mark, not that of another one with the same tag.
        if self.slot is not None:
            self._right.cards.show_armed(self.slot.uid if self._chosen == self._source else None)

    def _drop(self) -> None:
        if self.slot is not None:
            self.slot, self._source = None, ""
            self._view.armed = self._controller.armed is not None
            self._right.cards.show_armed(None)
            self.hints_changed.emit()

    # What the view says

    def _begin(self, made: Annotation) -> None:
        """Let one type the concept of a claim that was just marked, unless tag after tag is marked or the card is
        folded away.
        """
        asked = self._project.tagset.attributes_of(made.tag_uid)
        typed = any(item.required and item.kind == "concept" for item in asked)
        seen = not self._right.visibleRegion().isEmpty()
        if typed and seen and len(self._project.codebook) and self._controller.armed is None:
            self._right.enter_card()

    def _follow_choice(self, annotation: Annotation | None) -> None:
        uid = annotation.uid if annotation is not None else ""
        if uid != self._chosen:
            self._chosen, self._caret = uid, self._view.caret
            self._show_armed()

    def _take_selection(self, span: Span) -> None:
        frame = self.frame()
        if self.slot is not None and frame is not None:
            self._fill_from(frame, self.slot, self._controller.selected or span)

    def _take_click(self, _uid: str) -> None:
        candidate = self.candidate()
        if self.slot is not None and candidate is not None:
            self._link(self._source, self.slot, candidate.uid)

    def _activate(self, uid: str) -> None:
        """Return: take the chosen mark for the armed slot; else go on to what is missing; else leave the frame."""
        frame, candidate = self.frame(), self.candidate()
        if self.slot is not None and candidate is not None:
            self._link(self._source, self.slot, candidate.uid)
        elif self.leave():
            return
        elif frame is not None and frame.uid == uid and self._right.cards.is_complete():
            self._view.select("")
        else:
            self._right.enter_card()

    # Filling

    def _fill_from(self, frame: Annotation, slot: Slot, span: Span) -> None:
        there = [
            mark
            for mark in self._fitting(slot, frame.uid, self._view.index.at(span.start))
            if mark.end >= span.end
        ]
        there.sort(key=lambda mark: (mark.start, mark.end) != (span.start, span.end))
        if there:
            self._link(frame.uid, slot, there[0].uid)
            return
        tags = self._tags(slot)
        if len(tags) == 1:
            self._mark(frame.uid, slot, span, tags[0].uid)
        else:
            lines = [(tag.name, lambda uid=tag.uid: self._mark(frame.uid, slot, span, uid)) for tag in tags]
            self._ask(lines, self._view.caret_point())

    def _tags(self, slot: Slot) -> list[Tag]:
        """The tags that what is marked for a slot may have."""
        tagset = self._project.tagset
        if slot.tag_uids:
            return [tagset.tag(uid) for uid in slot.tag_uids]
        return [tag for tag in tagset.tags if tag.active]

    def _mark(self, source: str, slot: Slot, span: Span, tag_uid: str) -> None:
        self._do(source, lambda: links.mark_and_fill(self._project, source, slot.uid, [span], tag_uid))

    def _link(self, source: str, slot: Slot, target: str, kind: TargetKind = TargetKind.ANNOTATION) -> None:
        self._do(source, lambda: links.fill(self._project, source, slot.uid, target, kind=kind))

    def _do(self, source: str, work: Callable[[], object]) -> None:
        try:
            work()
        except AppError as error:
            self.failed.emit(error)
            return
        self._drop()
        self._view.clear_selection()
        self._view.select(source)
        self._caret = self._view.caret
        self.hints_changed.emit()

    # Pulling from mark to mark

    def _ask_slot(self, source: str, target: str, place: QPoint) -> None:
        one, other = self._get(source), self._get(target)
        if self._project.read_only:
            self._controller.refuse()
        elif one is not None and other is not None:
            self._ask(self._ways(one, other), place)

    def _ways(self, one: Annotation, other: Annotation) -> list[tuple[str, Callable[[], None]]]:
        """The slots of either that the other may fill, with what chooses them."""
        found: list[tuple[str, Callable[[], None]]] = []
        words = shown(quote_words(other.quotes), 30)
        ways = ((one, other, _("{slot}: {words}")), (other, one, _("“{slot}” of “{words}”")))
        for source, target, pattern in ways:
            slots = self._project.tagset.slots_of(source.tag_uid)
            for slot in (*slots, *((RELATED_SLOT,) if source is one else ())):
                if self._may_fill(slot, target.tag_uid, target.annotator_uid):
                    name = _("related") if slot is RELATED_SLOT else slot.name
                    title = pattern.format(slot=shown(name, 40), words=words)
                    found.append((title, self._linker(source.uid, slot, target.uid)))
        return found

    def _linker(self, source: str, slot: Slot, target: str) -> Callable[[], None]:
        return lambda: self._link(source, slot, target)

    def _ask(self, lines: Sequence[tuple[str, Callable[[], None]]], place: QPoint) -> None:
        menu = QMenu(self._view)
        for number, (words, work) in enumerate(lines, 1):
            digit = f"&{number}  " if number < 10 else ""
            menu.addAction(digit + capitalised(shown(words, 80)).replace("&", "&&"), work)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    # Who may fill what

    def _fitting(self, slot: Slot, source: str, found: Iterable[Mark]) -> list[Mark]:
        """Those that may fill a slot, the shortest first."""
        fits = [
            mark for mark in found if mark.uid != source and self._may_fill(slot, mark.tag, mark.annotator)
        ]
        return sorted(fits, key=lambda mark: (mark.end - mark.start, mark.start, mark.uid))

    def _may_fill(self, slot: Slot, tag_uid: str, annotator_uid: str) -> bool:
        own = annotator_uid == self._project.annotator.uid
        return own and allows(self._project.tagset, slot, tag_uid)

    def _get(self, uid: str) -> Annotation | None:
        try:
            return marks.get(self._project, uid) if uid else None
        except NotFoundError:
            return None
