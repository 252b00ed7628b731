"""The right pane: tags or the list of marks on top, the card of what is chosen below, the guideline at the
bottom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.tagging.cards import Cards
from desktop_app.gui.tagging.guideline import GuidelinePanel
from desktop_app.gui.tagging.header import PaneHeader
from desktop_app.gui.tagging.index import MarkIndex
from desktop_app.gui.tagging.palette import TagPalette
from desktop_app.gui.tagging.pane_heights import PaneHeights
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.gui.widgets import IconButton, Surface
from desktop_app.model.changes import Changes
from desktop_app.model.tagset import Tag
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from desktop_app.gui.tagging.mark_list import AnnotationList
    from desktop_app.gui.tagging.to_complete import ToComplete

_WIDTH, _NARROWEST = 344, 240


class RightPane(Surface):
    """What passages are marked with, and what is known about the mark that is chosen.

    It asks by signals for what happens in the text: `tag_chosen` gives a tag to what is selected or to the
    annotation that is chosen, `tag_armed` arms one for the selections to come (None: no longer),
    `annotation_chosen` goes to an annotation, `place_chosen` to one of a document (both uids), `span_chosen` to a
    Span, `part_requested` marks a further passage for an annotation, `filter_changed` hides the marks of some tags
    (a frozenset of uids), `left` gives the keyboard back to the text. `edit_requested` opens the tagset editor at a
    tag ('' for none), `details_requested` the editor of a document's title and so on, `recent_changed` brings the
    tags that were used last. All else is done here, each change a step. `warned_of`: whose open ends were shown.
    """

    tag_chosen = Signal(str)
    tag_armed = Signal(object)
    filter_changed = Signal(object)
    edit_requested = Signal(str)
    details_requested = Signal(str)
    annotation_chosen = Signal(str)
    place_chosen = Signal(str, str)
    span_chosen = Signal(object)
    part_requested = Signal(str)
    recent_changed = Signal(object)
    left = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent=parent)
        self._project = project
        self._selection = False
        self._looked_at: str | None = None
        self._last_tag = ""
        self.index = MarkIndex(project, self)
        # Every part is made where it stays: a move to another parent would style it and all its parts once more.
        self.header = PaneHeader(self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._upper = QWidget(self._splitter)
        self._lists = QWidget(self._upper)
        self._top = QStackedLayout(self._lists)
        self.palette_ = TagPalette(project, self._lists)
        self._marks: AnnotationList | None = None
        self._open: ToComplete | None = None
        self.warned_of = ""
        self._document = ""
        self.cards = Cards(project, self.index, self._splitter)
        self.guideline = GuidelinePanel(self._splitter)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.palette_.list)

    def _lay_out(self) -> None:
        self.header.add(_("Tags"), self.palette_.finder)
        self.header.add(_("Marks"))
        self.header.add(_("To do"), short="!")
        self.header.chosen.connect(self._turn_to)
        self._top.addWidget(self.palette_)
        edit = IconButton(
            "pencil", _("Edit the tagset"), lambda: self.edit_requested.emit(""), parent=self.header
        )
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 10, 2)
        self.header.end_with(edit)
        head.addWidget(self.header)
        column = QVBoxLayout(self._upper)
        column.setContentsMargins(12, 0, 12, 4)
        column.addWidget(self._lists)
        for place, stretch in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(place, stretch)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._heights = PaneHeights(self._splitter, self.palette_, self.cards, self.guideline)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        palette, cards = self.palette_, self.cards
        palette.tag_chosen.connect(self._choose_tag)
        palette.tag_armed.connect(self._arm)
        palette.looked_at.connect(self._look_at)
        palette.filter_changed.connect(self.filter_changed)
        palette.edit_requested.connect(self.edit_requested)
        palette.recent_changed.connect(self.recent_changed)
        palette.refused.connect(cards.say_error)
        palette.left.connect(self.left)
        cards.changed.connect(self._aim)
        cards.settled.connect(self._follow_choice)
        cards.annotation.part_requested.connect(self.part_requested)
        cards.annotation.part_chosen.connect(self.span_chosen)
        cards.annotation.adopted.connect(self.annotation_chosen)
        cards.annotation.links.mark_chosen.connect(self.annotation_chosen)
        cards.left.connect(self.left)
        cards.document.details_requested.connect(self.details_requested)
        self.index.grown.connect(self._count_marks)
        self.guideline.folded.connect(lambda _folded: self._fit())

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 720)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 200)

    @property
    def marks(self) -> AnnotationList:
        """The list of marks; it is made when it is first asked for."""
        if self._marks is None:
            from desktop_app.gui.tagging.mark_list import AnnotationList

            self._marks = AnnotationList(self._project, self._lists)
            self._top.addWidget(self._marks)
            self.header.give_field(1, self._marks.finder)
            self._marks.annotation_chosen.connect(self.annotation_chosen)
            self._marks.left.connect(self.left)
            self._marks.refused.connect(self.cards.say_error)
            self._marks.show_document(self._document)
            self._follow_choice()
        return self._marks

    @property
    def to_complete(self) -> ToComplete:
        """What is still to be completed; the list is made when it is first asked for."""
        if self._open is None:
            from desktop_app.gui.tagging.to_complete import ToComplete

            self._open = ToComplete(self._project, self._lists)
            self._top.addWidget(self._open)
            self._open.place_chosen.connect(self.place_chosen)
            self._open.counted.connect(lambda words, sign: self.header.rename(2, words, short=sign))
            self._open.left.connect(self.left)
            self._open.show_document(self._document)
        return self._open

    # What the window tells the pane

    def show_document(self, uid: str) -> None:
        """Turn to another document ('' for none)."""
        self.index.show_document(uid)
        self.palette_.show_document(uid)
        self.cards.show_document(uid)
        self._document, self.warned_of = uid, ""
        if self._marks is not None:
            self._marks.show_document(uid)
        if self._open is not None:
            self._open.show_document(uid)
        self._count_marks()

    def show_annotation(self, uid: str) -> None:
        """Show the annotation that is chosen in the text; '' when none is."""
        self.cards.show_annotation(uid)

    def set_selection(self, *, there_is: bool) -> None:
        """Say whether words are selected in the text."""
        self._selection = there_is
        self._aim()

    def set_armed(self, uid: str | None) -> None:
        """Show which tag is armed in the text."""
        self.palette_.set_armed(uid)
        self._show_guideline()

    def apply(self, changes: Changes) -> None:
        """Take an action into account: connect this to the announcement of changes."""
        self.index.apply(changes)
        self.palette_.apply(changes)
        self.cards.apply(changes)
        if self._marks is not None:
            self._marks.apply(changes)
        if self._open is not None:
            self._open.apply(changes)
        if changes.touches(Tag):
            self._show_guideline()
            self._heights.forget()
            self._fit()

    # Commands

    def find_tag(self) -> None:
        """Put the keyboard into the field that finds tags."""
        self.header.choose(0)
        self.palette_.begin_find()

    def show_list(self) -> None:
        """Show the list of marks instead of the tags, and put the keyboard into it."""
        self.header.choose(1)
        self.marks.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_open(self) -> None:
        """Show what is still to be completed instead of the tags."""
        self.header.choose(2)

    def enter_card(self) -> None:
        """Put the keyboard into the first value that is missing on the card."""
        self.cards.start()

    def press_digit(self, number: int) -> bool:
        """Choose an option of the first attribute with buttons. Returns whether there is one."""
        return self.cards.press_digit(number)

    def adopt(self) -> None:
        """Copy the annotation that is chosen to one's own, if it is another annotator's."""
        self.cards.settle()
        self.cards.annotation.adopt()

    def edit_note(self) -> None:
        """Put the keyboard into the note of the annotation that is chosen."""
        self.cards.edit_note()

    def copy_citation(self) -> None:
        """Put the annotation that is chosen on the clipboard, with where it was found."""
        self.cards.settle()
        self.cards.annotation.copy()

    def flush(self) -> None:
        """Keep what has been typed, before the project is closed."""
        self.cards.flush()
        self.palette_.flush()

    # Inside

    def _choose_tag(self, uid: str) -> None:
        self._last_tag = uid
        self.tag_chosen.emit(uid)
        self._show_guideline()

    def _arm(self, uid: str | None) -> None:
        self._last_tag = uid or self._last_tag
        self.tag_armed.emit(uid)
        self._show_guideline()

    def _look_at(self, uid: str | None) -> None:
        self._looked_at = uid
        self._show_guideline()

    def _follow_choice(self) -> None:
        self._show_guideline()
        chosen = self.cards.chosen
        if self._marks is not None:
            self._marks.show_chosen(chosen.uid if chosen is not None else "")
        self._fit()

    def _turn_to(self, number: int) -> None:
        lists = (lambda: self.palette_, lambda: self.marks, lambda: self.to_complete)
        self._top.setCurrentWidget(lists[number]())
        keyboard = (lambda: self.palette_.list, lambda: self.marks.view, lambda: self.to_complete.view)
        self.setFocusProxy(keyboard[number]())
        self._fit()

    def _count_marks(self) -> None:
        number = self.index.total()
        words = _("Marks {number}").format(number=QLocale().toString(number)) if number else _("Marks")
        self.header.rename(1, words, short=_("Marks"))

    def _aim(self) -> None:
        self.palette_.set_target(there_is=self._selection or self.cards.chosen is not None)

    def _show_guideline(self) -> None:
        chosen = self.cards.chosen
        wanted = (self._looked_at, self.palette_.armed, chosen.tag_uid if chosen else "", self._last_tag)
        uid = next((uid for uid in wanted if uid), "")
        self.guideline.show_tag(painted_tag(self._project.tagset, uid))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._heights.forget()
        self._fit()

    def _fit(self) -> None:
        self._heights.fit(has_tags=self._top.currentIndex() == 0)
