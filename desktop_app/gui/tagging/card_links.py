"""What the card does with the links of its annotation: shows, fills, empties."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import NotFoundError
from desktop_app.gui.attempt import attempt
from desktop_app.gui.tagging.card_scroll import discard, tell_all_above
from desktop_app.gui.tagging.form import align_labels
from desktop_app.gui.tagging.slots_form import SlotsForm
from desktop_app.gui.tagging.words import capitalised
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.model.changes import Changes
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Document, Link, TargetKind
from desktop_app.model.tagset import Slot, Tag
from desktop_app.ops import completeness, fillers, links
from desktop_app.ops.completeness import Weight
from desktop_app.ops.fillers import Filled, Filler, Offer
from desktop_app.ops.project import Project


class CardLinks(QWidget):
    """`mark_chosen` and `entity_chosen` have the uid of what to go to, `date_chosen` asks for the document's date.
    `left` gives the keyboard back to the text, `refused` brings an AppError, `counted` how many links there are. Each
    change is a step of its own.
    """

    mark_chosen = Signal(str)
    entity_chosen = Signal(str)
    date_chosen = Signal()
    left = Signal()
    refused = Signal(object)
    counted = Signal(int)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._shown: Annotation | None = None
        self._locked = False
        self._forms: dict[str, SlotsForm] = {}
        self.form: SlotsForm | None = None
        self.doubts = WrappedText(lines=8, role="missing", step=-1, breaks=True, parent=self)
        self.doubts.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.doubts)

    def show_annotation(self, annotation: Annotation, *, locked: bool) -> None:
        """Show the links of an annotation; `locked`: they can only be read."""
        self._shown, self._locked = annotation, locked
        form = self._form_for(annotation.tag_uid)
        if form is not self.form:
            if self.form is not None:
                self.form.hide()
            form.show()
            self.form = form
            align_labels(self.parentWidget() or self)
        self.renew()

    def renew(self) -> None:
        """Read the links again."""
        shown = self._shown
        if shown is None or self.form is None:
            return
        try:
            there, back = fillers.outgoing(self._project, shown), fillers.incoming(self._project, shown)
        except NotFoundError:
            # It was removed; whoever shows the card hears of that too.
            return
        self.form.show_links(there, back, locked=self._locked)
        self.counted.emit(len(there) + len(back))
        self._show_doubts(shown)

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        if any(map(changes.touches, (Link, Annotation, Entity, Concept, Document))):
            self.renew()

    def _show_doubts(self, annotation: Annotation) -> None:
        """Say what may be wrong about it; what is missing is written where it belongs."""
        found = completeness.of_annotation(self._project, annotation) if not self._locked else ()
        words = [capitalised(item.words) for item in found if item.weight is not Weight.MISSING]
        self.doubts.set_text("\n".join(words))
        if self.doubts.isHidden() is bool(words):
            self.doubts.setVisible(bool(words))
            tell_all_above(self)

    def forget(self) -> None:
        """The tagset has changed: build the rows anew when an annotation is shown again."""
        discard(*self._forms.values())
        self._forms, self.form, self._shown = {}, None, None

    def start(self) -> bool:
        """Put the keyboard into the first slot that wants more fillers. Returns False if there is none."""
        return self.form is not None and self.form.start()

    def open(self, slot_uid: str) -> None:
        """Put the keyboard into the field of a slot."""
        if self.form is not None:
            self.form.open(slot_uid)

    def show_armed(self, slot_uid: str | None) -> None:
        """Show which slot is filled by what is marked next, if any."""
        for form in self._forms.values():
            form.show_armed(slot_uid)

    def _form_for(self, tag_uid: str) -> SlotsForm:
        form = self._forms.get(tag_uid)
        if form is None:
            slots = self._project.tagset.slots_of(tag_uid)
            form = self._forms[tag_uid] = SlotsForm(slots, self._offer, self._tag, self)
            form.given.connect(self._fill)
            form.removed.connect(lambda uid: self._try(lambda: links.clear(self._project, [uid])))
            form.chosen.connect(self._choose)
            form.left.connect(self.left)
            self._column.insertWidget(0, form)
        return form

    def _tag(self, uid: str) -> Tag | None:
        return painted_tag(self._project.tagset, uid)

    def _offer(self, slot: Slot) -> Offer | None:
        return Offer(self._project, self._shown, slot) if self._shown is not None else None

    def _fill(self, slot_uid: str, filler: Filler) -> None:
        shown = self._shown
        if shown is None:
            return
        uid, kind = filler.uid, filler.kind
        if kind is TargetKind.ENTITY and not uid:
            fresh = Entity("", filler.words)
            self._try(lambda: links.fill_with_new(self._project, shown.uid, slot_uid, fresh))
        else:
            self._try(lambda: links.fill(self._project, shown.uid, slot_uid, uid, kind=kind))
        self.left.emit()

    def _choose(self, one: Filled) -> None:
        if one.filler.kind is TargetKind.ENTITY:
            self.entity_chosen.emit(one.filler.uid)
        elif one.filler.kind is TargetKind.PUBLISHED:
            self.date_chosen.emit()
        elif one.filler.kind is TargetKind.ANNOTATION:
            self.mark_chosen.emit(one.filler.uid)
            self.left.emit()

    def _try(self, change: Callable[[], object]) -> None:
        attempt(change, self.refused.emit)
