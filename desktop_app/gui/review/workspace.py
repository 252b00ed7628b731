"""The Review workspace of one open project: documents, text, differences, side by side."""

from __future__ import annotations

from collections.abc import Callable, Container

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.review.acts import Acts
from desktop_app.gui.review.book import Book, Place
from desktop_app.gui.review.by_rule import RuleRun
from desktop_app.gui.review.case_model import CaseModel
from desktop_app.gui.review.deciding import Deciding
from desktop_app.gui.review.document_model import DocumentModel
from desktop_app.gui.review.documents_pane import ComparedPane
from desktop_app.gui.review.following import Following
from desktop_app.gui.review.keys import KeyWatch
from desktop_app.gui.review.lines import Line
from desktop_app.gui.review.naming import Naming
from desktop_app.gui.review.page import CasePage
from desktop_app.gui.review.panel import ReviewPanel
from desktop_app.gui.review.preferences import ReviewPreferences
from desktop_app.gui.review.pressing import Pressing
from desktop_app.gui.review.reader import Reader, Wish
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
from desktop_app.ops.case_records import Decision
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
        self.preferences = ReviewPreferences(preferences, notices, project.uid)
        self.naming = Naming(project, seed=self.preferences.seed, blind=not self.preferences.names)
        self.book = Book(project)
        self.view = CaseView(reading_colours(theme()), self.zoom.font())
        self.page = CasePage(self.view, self)
        self.text = CaseText(self.book, self.view, self)
        self.model = CaseModel(self.book, self.line_of, self)
        self.panel = ReviewPanel(self.model, self)
        self.documents = DocumentModel(self.book, self)
        self.deciding = Deciding(self.book, self)
        self.showing = Showing(self)
        self.pressing = Pressing(self)
        self.acts = Acts(self)
        self.reader = Reader(self.book, self)
        self.by_rule = RuleRun(self.book, notices, self)
        self.skipped: set[Place] = set()
        self.following = Following(self)
        self._lay_out()
        self._connect()
        self.apply_preferences()
        self.text.show_look()
        self.reader.start()

    def _lay_out(self) -> None:
        self.left = ComparedPane(self.documents, self)
        self.list = self.left.list
        self.panes = Panes(self.left, self.page, self.panel, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)

    def _connect(self) -> None:
        self.bridge = Bridge(self.project, self)
        self.bridge.changed.connect(self.following.follow)
        self.reader.read.connect(self._read)
        self.reader.failed.connect(self.notices.fail)
        self.list.opened.connect(lambda row: self.open_document(self.documents.uid_at(row)))
        self.panel.list.opened.connect(self._open_row)
        self.panel.card.chosen.connect(self.deciding.accept)
        self.panel.card.sides.value_chosen.connect(self.deciding.side)
        self.panel.card.sides.column_chosen.connect(self.deciding.take_column)
        self.panel.card.asked.connect(self.asked)
        self.page.asked.connect(self.asked)
        self.panel.alike.key.clicked.connect(lambda: self.asked.emit("review.alike"))
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
        self.following.catch_up()
        if self.deciding.place is None:
            self.open_document(document_uid) if self.is_compared(document_uid) else self.step(1)
        self.focus_text()

    def open_document(self, uid: str) -> None:
        """Show a document, at its first open case, as soon as its cases are known."""
        self.reader.want(self.wish(uid, lambda: self._show_document(uid)))

    def _show_document(self, uid: str) -> None:
        found = self.book.cases_of(uid)
        self.reader.start()
        first = next((number for number, item in enumerate(found) if item.waits), 0 if found else None)
        self.showing.go_to((uid, first) if first is not None else None, uid)
        self.focus_text()

    def step(self, step: int) -> None:
        """Go to the next open case of the list, or to the one before; say so when there is none."""
        self._go_beside(step, self._stay)

    def _stay(self) -> None:
        if self.deciding.place is None:
            self.showing.go_to(None)
        else:
            self.notices.say(_("No other difference is open in this list."))

    def _go_beside(self, step: int, otherwise: Callable[[], object]) -> None:
        """Go to the next open case; documents that were not read yet are read until there is one."""
        place, unread = self.model.beside(self.deciding.place, step, self.skipped), self.book.unread()
        if place is not None:
            self.showing.go_to(place)
        elif unread:
            self.reader.want(Wish(unread, lambda: self._go_beside(step, otherwise)))
        else:
            otherwise()

    def show_mark(self, uid: str, marks: Container[str], otherwise: Callable[[], object]) -> None:
        """Show the case that one of these marks (uids) of a document belongs to; do something else if none does."""

        def show() -> None:
            for number, item in enumerate(self.book.cases_of(uid)):
                if any(one.uid in marks for one in item.case.items):
                    self.showing.go_to((uid, number))
                    self.focus_text()
                    return
            otherwise()

        self.reader.want(self.wish(uid, show))

    def wish(self, uid: str, then: Callable[[], object]) -> Wish:
        """That a document be ready to be shown."""
        return Wish(uid, then, lambda: self.text.preparing(uid))

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
        known = uid and self.book.is_read(self.text.document_uid)
        place = self.book.place_of_mark(self.text.document_uid, uid) if known else None
        if place is not None and place != self.deciding.place and place[1] != self.text.current:
            self.showing.go_to(place)

    def _decided(self, decision: Decision | None) -> None:
        self.showing.offer_alike()
        here = self.deciding.decision
        if decision is not None or (here is not None and not here.waits):
            self._go_beside(1, self._all_decided)

    def _all_decided(self) -> None:
        self.showing.renew()
        self.notices.say(_("All differences of this list are decided."))

    def _filter(self, wanted: object) -> None:
        self.model.set_filter(self.panel.filter.filter)
        self.showing.renew()
        self.focus_text()

    # Reading and following

    def _read(self, uid: str) -> None:
        self.model.read(uid)
        self.documents.follow([uid])
        self.showing.show_counts()
        if not self.book.unread():
            self.facts_changed.emit()

    @property
    def is_reading(self) -> bool:
        """Whether documents are left to read."""
        return self.reader.busy

    def showEvent(self, event: object) -> None:
        self.reader.start()

    def hideEvent(self, event: object) -> None:
        self.reader.stop()

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
        self.showing.use_keys()

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

    def line_of(self, decision: Decision) -> Line:
        """What a case is called in the list."""
        called = self.naming.called(decision.document_uid, decision.case)
        aside = aside_of(decision, called, self.project)
        return Line(title_of(decision), aside, muted=not decision.waits)

    def end(self) -> None:
        """The project is about to be closed: ask nothing of it any more."""
        self.reader.stop()
        self.by_rule.stop()
        self.bridge.end()
        self.panel.list.setModel(None)
        self.list.setModel(None)
