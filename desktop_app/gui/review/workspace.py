"""The Review workspace of one open project: documents, text, differences, side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.review.acts import Acts
from desktop_app.gui.review.book import Book, Followed, Place
from desktop_app.gui.review.by_rule import RuleRun
from desktop_app.gui.review.case_model import CaseModel
from desktop_app.gui.review.deciding import Deciding
from desktop_app.gui.review.document_model import DocumentModel
from desktop_app.gui.review.documents_pane import ComparedPane
from desktop_app.gui.review.kept import Kept
from desktop_app.gui.review.keys import KeyWatch
from desktop_app.gui.review.lines import Line
from desktop_app.gui.review.naming import Naming
from desktop_app.gui.review.page import CasePage
from desktop_app.gui.review.panel import ReviewPanel
from desktop_app.gui.review.pressing import Pressing
from desktop_app.gui.review.showing import Showing
from desktop_app.gui.review.text import CaseText, CaseView
from desktop_app.gui.review.words import aside_of, title_of
from desktop_app.gui.shell.hint_strip import Hint
from desktop_app.gui.shell.keymap import Keymap
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.shell.panes import LEFT, RIGHT, Panes
from desktop_app.gui.shell.zoom import Zoom
from desktop_app.gui.theme.reading import reading_colours
from desktop_app.gui.theme.style import theme
from desktop_app.model.changes import Changes
from desktop_app.model.tagset import Tag
from desktop_app.ops.cases import Decision
from desktop_app.ops.project import Project


class ReviewWorkspace(QWidget):
    """`changed` follows every action, `hints_changed` whatever makes other keys useful, `facts_changed` other counts;
    `asked` carries the key of a command.
    """

    changed = Signal(object)
    hints_changed = Signal()
    facts_changed = Signal()
    asked = Signal(str)

    def __init__(
        self, project: Project, preferences: Preferences, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.notices = notices
        self._preferences = preferences
        self.zoom = Zoom(preferences, notices, self)
        self.kept = Kept(preferences, notices, project.uid)
        self.naming = Naming(project, seed=self.kept.seed, blind=not self.kept.names)
        self.book = Book(project)
        self.view = CaseView(reading_colours(theme()), self.zoom.font())
        self.page = CasePage(self.view, self)
        self.text = CaseText(self.book, self.view, self)
        self.model = CaseModel(self.book, self._line, self)
        self.panel = ReviewPanel(self.model, self)
        self.documents = DocumentModel(self.book, self)
        self.deciding = Deciding(self.book, self)
        self.showing = Showing(self)
        self.pressing = Pressing(self)
        self.acts = Acts(self)
        self.by_rule = RuleRun(self.book, notices, self)
        self.skipped: set[Place] = set()
        self._missed: Decision | None = None
        self._behind = False
        self._lay_out()
        self._connect()
        self.apply_preferences()
        self.text.show_look()
        self._reading.start()

    def _lay_out(self) -> None:
        self.left = ComparedPane(self.documents, self)
        self.list = self.left.list
        self.panes = Panes(self.left, self.page, self.panel, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)

    def _connect(self) -> None:
        self.bridge = Bridge(self.project, self)
        self.bridge.changed.connect(self._follow)
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self.list.opened.connect(lambda row: self.open_document(self.documents.uid_at(row)))
        self.panel.list.opened.connect(self._open_row)
        self.panel.card.chosen.connect(self.deciding.accept)
        self.panel.card.asked.connect(self.asked)
        self.page.asked.connect(self.asked)
        self.panel.alike.key.pressed.connect(lambda: self.asked.emit("review.alike"))
        self.panel.card.reason.entered.connect(self.pressing.keep_reason)
        self.panel.card.reason.left.connect(self.pressing.leave_reason)
        self.panel.filter.wanted.connect(self.showing.offer_filters)
        self.panel.filter.changed.connect(self._filter)
        self.view.annotation_picked.connect(self._pick)
        self.deciding.decided.connect(self._decided)
        self.deciding.said.connect(self.notices.say)
        self.deciding.failed.connect(self.notices.fail)
        self.deciding.draft_changed.connect(self.showing.show_draft)
        self.panes.focus_lost.connect(self.focus_text)
        theme().changed.connect(self.text.show_look)
        self._watch = KeyWatch(self._key, self)
        self._watch.watch(self, self.view, self.list, self.panel.list)

    # Going

    def enter(self, document_uid: str = "") -> None:
        """Review is shown: go to where it was left, else to the first open case, of this document if it has one."""
        if self._behind:
            self._catch_up()
        if self.deciding.place is None:
            self.open_document(document_uid) if self.is_compared(document_uid) else self.step(1)
        self.focus_text()

    def open_document(self, uid: str) -> None:
        """Show a document, at its first open case."""
        found = self.book.cases_of(uid)
        self._reading.start()
        self.model.read(uid)
        first = next((number for number, item in enumerate(found) if item.waits), 0 if found else None)
        self.showing.go_to((uid, first) if first is not None else None, uid)
        self.focus_text()

    def step(self, step: int) -> None:
        """Go to the next open case of the list, or to the one before; say so when there is none."""
        place = self.beside(step)
        if place is not None:
            self.showing.go_to(place)
        elif self.deciding.place is None:
            self.showing.go_to(None)
        else:
            self.notices.say(_("No other difference is open in this list."))

    def beside(self, step: int) -> Place | None:
        """The next open case of the list; documents that were not read yet are read until there is one."""
        while True:
            place = self.model.beside(self.deciding.place, step, self.skipped)
            if place is not None or not self._read_next():
                return place

    def skip(self) -> None:
        """Leave the case for later: it comes again when all others are through."""
        if self.deciding.place is not None:
            self.skipped.add(self.deciding.place)
        self.step(1)

    def is_compared(self, uid: str) -> bool:
        """Whether several annotators have finished a document."""
        return any(item.document_uid == uid for item in self.book.documents)

    def _open_row(self, row: int) -> None:
        decision = self.model.at(row)
        place = self.book.place_of(decision) if decision is not None else None
        if place is not None:
            self.showing.go_to(place)
            self.focus_text()

    def _pick(self, uid: str) -> None:
        """A mark was clicked in the text: go to its case."""
        place = self.book.place_of_mark(self.text.document_uid, uid) if uid else None
        if place is not None and place != self.deciding.place and place[1] != self.text.current:
            self.showing.go_to(place)

    def _decided(self, decision: Decision | None) -> None:
        self.showing.offer_alike()
        here = self.deciding.decision
        if decision is not None or (here is not None and not here.waits):
            place = self.beside(1)
            if place is not None:
                self.showing.go_to(place)
            else:
                self.showing.renew()
                self.notices.say(_("All differences of this list are decided."))

    def _filter(self, wanted: object) -> None:
        self.model.set_filter(self.panel.filter.filter)
        self.showing.renew()
        self.focus_text()

    # Reading and following

    def _read_on(self) -> None:
        if not self.isVisible() or not self._read_next():
            self._reading.stop()
            self.showing.show_counts()
            self.facts_changed.emit()

    def _read_next(self) -> bool:
        uid = self.book.unread()
        if uid:
            self.book.cases_of(uid)
            self.model.read(uid)
            self.documents.follow([uid])
            self.showing.show_counts()
        return bool(uid)

    @property
    def is_reading(self) -> bool:
        """Whether documents are left to read."""
        return bool(self.book.unread())

    def showEvent(self, event: object) -> None:
        self._reading.start()

    def _follow(self, changes: Changes) -> None:
        here = self.deciding.decision
        followed = self.book.apply(changes)
        self.naming.apply(changes)
        if not self.isVisible():
            # Who annotates does not wait for what nobody sees.
            self._missed = here or self._missed
            self._behind = True
            return
        if followed.others:
            self.documents.renew()
        self.model.apply(followed)
        self.documents.follow([*followed.forgotten, *(uid for uid, _number in followed.judged)])
        if changes.touches(Tag):
            self.text.show_look()
        self.showing.follow(followed, here)
        if self.isVisible():
            self._reading.start()
        self.changed.emit(changes)

    def _catch_up(self) -> None:
        """Take into account what happened while other things were shown."""
        before, self._missed, self._behind = self._missed, None, False
        self.book.renew()
        self.documents.renew()
        self.model.start_again()
        if self.text.document_uid:
            self.showing.follow(Followed(frozenset({self.text.document_uid}), (), others=True), before)

    # What the window asks for

    def here(self) -> str:
        """The document that is shown, '' for none."""
        return self.text.document_uid

    def hints(self) -> list[Hint]:
        """The keys that work now."""
        return self.pressing.hints()

    def facts(self) -> str:
        """For the bar at the bottom: '38 decided · 112 open · 2 stale'."""
        return self.showing.facts()

    def use_keys(self, keymap: Keymap) -> None:
        """Other keys for the commands."""
        self.pressing.use_keys(keymap)
        self.showing.show_keys()

    def apply_preferences(self) -> None:
        """Show the text as the user wants it now."""
        self.view.set_type(self.zoom.font(), self._preferences.settings.line_pitch)

    def focus_text(self) -> None:
        """Put the keyboard into the text, or into the list while there is none."""
        target = self.view if self.text.document_uid else self.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hints_changed.emit()

    def toggle(self, place: int) -> None:
        """Fold an outer pane away, or show it again."""
        self.panes.toggle(place)
        if not self.panes.is_open(place):
            self.focus_text()

    def next_pane(self, step: int = 1) -> None:
        """Move the keyboard to the next pane: documents, text, differences."""
        target = {LEFT: self.list, RIGHT: self.panel.list}.get(self.panes.following(step), self.view)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _key(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self.pressing.work_of(event)

    def _line(self, decision: Decision) -> Line:
        called = self.naming.called(decision.document_uid, decision.case)
        aside = aside_of(decision, called, self.project.tagset)
        return Line(title_of(decision), aside, muted=not decision.waits)

    def end(self) -> None:
        """The project is about to be closed: ask nothing of it any more."""
        self._reading.stop()
        self.by_rule.stop()
        self.bridge.end()
        self.panel.list.setModel(None)
        self.list.setModel(None)
