"""Insight as one of the window's workspaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.insight.page import InsightPage
from desktop_app.gui.review.preferences import ReviewPreferences
from desktop_app.gui.review.workspace import ReviewWorkspace
from desktop_app.gui.shell.hint_strip import Hint
from desktop_app.gui.shell.keymap import Keymap
from desktop_app.gui.shell.panes import LEFT
from desktop_app.gui.shell.rooms import ANNOTATE, REVIEW
from desktop_app.gui.shell.zoom import Zoom
from desktop_app.ops.agreement_passages import Passage
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow


class InsightRoom(QObject):
    """What the window asks of the page, and the way from a passage to its document."""

    def __init__(self, window: MainWindow, project: Project) -> None:
        preferences = ReviewPreferences(window.preferences, window.notices, project.uid)
        self._preferences = preferences
        self.page = InsightPage(project, window.jobs, preferences)
        super().__init__(self.page)
        self._window = window
        self.zoom = Zoom(window.preferences, window.notices, self.page)
        self.page.failed.connect(window.notices.fail)
        self.page.passage_opened.connect(self._review)
        self.page.passages.table.read.connect(self._annotate)
        self.page.report_wanted.connect(self.save_report)
        self.page.report_saved.connect(lambda name: window.notices.say(_("Saved {name}.").format(name=name)))
        self.page.live_changed.connect(window.pages.show_facts)

    def enter(self, document_uid: str = "") -> None:
        """Put the keyboard into the page; a document means nothing here."""
        self.page.focus_first()

    def here(self) -> str:
        """'': Insight shows no document."""
        return ""

    def hints(self) -> list[Hint]:
        """The keys that work here."""
        if self.page.passages.table.hasFocus():
            return [
                (("Return",), _("open in Review")),
                (("Shift+Return",), _("open in Annotate")),
                (("Esc",), _("back to the numbers")),
            ]
        return [(("Return",), _("read what is behind a number")), (("F6",), _("next pane"))]

    def facts(self) -> str:
        """'': Insight adds nothing to the bar."""
        return ""

    def use_keys(self, keymap: Keymap) -> None:
        """All keys here are those of the tables."""

    def apply_preferences(self) -> None:
        """Nothing here depends on how the text is read."""

    def toggle(self, place: int) -> None:
        """Fold the choices or the passages away, or show them again."""
        pane = self.page.chooser if place == LEFT else self.page.passages
        pane.setVisible(pane.isHidden())
        if pane.isHidden():
            self.page.focus_first()

    def next_pane(self, step: int = 1) -> None:
        """Move the keyboard to the choices, the numbers, the passages."""
        panes = [pane for pane in self.page.panes() if pane.isVisible()]
        focus = self._window.focusWidget()
        here = next((place for place, pane in enumerate(panes) if self._holds(pane, focus)), -step)
        if panes:
            panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _holds(self, pane: QWidget, focus: QWidget | None) -> bool:
        holder = {self.page.chooser.measure: self.page.chooser, self.page.sections.matrix: self.page.sections}
        return focus is not None and (pane is focus or holder.get(pane, pane).isAncestorOf(focus))

    def focus_text(self) -> None:
        """Put the keyboard into the first table."""
        self.page.focus_first()

    def switch_names(self) -> None:
        """Show names instead of letters, or letters again, here and in Review."""
        review = self._window.central.rooms.get(REVIEW)
        shown = not self._preferences.names
        if review is not None and isinstance(review[0], ReviewWorkspace):
            review[0].acts.use_names(shown=shown)
        else:
            self._preferences.show_names(shown=shown)
        self.page.refresh()

    def save_report(self) -> None:
        """Ask where to, and write the report there: a PDF, CSV or JSON by the ending of the name."""
        proposed = self.page.project.path.with_suffix("").with_name(
            _("{project} agreement").format(project=self.page.project.path.stem) + ".pdf"
        )
        kinds = _("PDF (*.pdf);;Table (*.csv);;JSON (*.json)")
        target = self._window.tasks.asker.save_as(_("Save the report"), proposed, kinds)
        if target is not None:
            self.page.save_report(target)

    def end(self) -> None:
        """The project is about to be closed."""
        self.page.end()

    def _review(self, passage: Passage) -> None:
        """Show the passage in Review, where it is one of its cases, else in Annotate."""
        pages = self._window.pages
        pages.show_room(REVIEW)
        review = pages.review
        if review is not None:
            review.show_mark(passage.document_uid, passage.annotations, lambda: self._annotate(passage))
        else:
            self._annotate(passage)

    def _annotate(self, passage: Passage) -> None:
        self._window.pages.show_room(ANNOTATE)
        space = self._window.workspace
        if space is not None:
            space.choose_document(passage.document_uid)
            space.view.go_to_place(passage.start, passage.end)
