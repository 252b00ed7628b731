"""The Insight page of a project: who agrees with whom, on what, and the passages behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.agreement.tallies import Choice, Tallies
from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.insight.background import Background
from desktop_app.gui.insight.board import Board, Names, Point, over_time
from desktop_app.gui.insight.chooser import IN_BACKGROUND, Chooser
from desktop_app.gui.insight.passage_list import PassagePane
from desktop_app.gui.insight.sections import Sections, asked_by_name
from desktop_app.gui.insight.weeks import week_of
from desktop_app.gui.jobs import Jobs
from desktop_app.gui.review.naming import anonymous
from desktop_app.gui.review.preferences import ReviewPreferences
from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.gui.widgets import EmptyHint, ProgressStrip, Surface
from desktop_app.model.changes import Changes
from desktop_app.model.query import Query
from desktop_app.model.records import Annotator
from desktop_app.model.tagset import Tag
from desktop_app.ops import agreement_report, annotators, documents
from desktop_app.ops.agreement import Agreement
from desktop_app.ops.agreement_live import Live
from desktop_app.ops.agreement_passages import Wanted
from desktop_app.ops.project import Project

_SPENT_S = 0.012
_PAGE = 500


class InsightPage(QWidget):
    """`passage_opened` carries the Passage to go to, `failed` an AppError, `live_changed` follows every action.

    `report_wanted` asks where the report shall go, `report_saved` carries the name of the file. `refreshed` says that
    all numbers are shown anew. Nothing is counted before the page is seen.
    """

    passage_opened = Signal(object)
    failed = Signal(object)
    report_wanted = Signal()
    report_saved = Signal(str)
    live_changed = Signal()
    refreshed = Signal()

    def __init__(self, project: Project, jobs: Jobs, preferences: ReviewPreferences | None = None) -> None:
        """`preferences` tell whether names are shown; without them they are."""
        super().__init__()
        self.project, self.preferences = project, preferences
        self.live = Live(project)
        self.board: Board | None = None
        self.chooser = Chooser(self)
        self.sections = Sections(self)
        self.passages = PassagePane(project, self)
        self.progress = ProgressStrip(self)
        self.empty = EmptyHint("", parent=self)
        self.background = Background(self, jobs)
        self._steps: Iterator[None] | None = None
        self._timer, self._sampler = QTimer(self, interval=0), QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._sampler.timeout.connect(self._sample)
        self._enough = 1
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.sections)
        pages = QWidget(self)
        self.stack = QStackedLayout(pages)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(scroll)
        centre = Surface("page", parent=self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.progress)
        column.addWidget(pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.chooser)
        # The numbers need their room more than the passages behind them, which are elided.
        row.addWidget(centre, 70)
        row.addWidget(self.passages, 30)

    def _connect(self) -> None:
        self.bridge = Bridge(self.project, self)
        self.bridge.changed.connect(self._follow)
        self.chooser.changed.connect(self._chosen)
        self.chooser.saved.connect(self.report_wanted)
        self.chooser.worked_out.connect(self.background.work_out_all)
        self.chooser.left.connect(self.sections.focus_first)
        self.sections.opened.connect(self.open_passages)
        self.sections.time_changed.connect(self.refresh)
        self.sections.point_opened.connect(self._open_point)
        self.passages.table.opened.connect(self.passage_opened)
        self.passages.table.left.connect(self.sections.focus_last)
        self.progress.cancelled.connect(self.background.cancel)
        self.background.arrived.connect(self.refresh)

    # What is chosen

    @property
    def names(self) -> Names:
        """How annotators and tags are called now."""
        tagset = self.project.tagset
        return Names(
            {item.uid: item.name for item in self._everybody()},
            {tag.uid: tagset.path(tag.uid) for tag in tagset.tags},
            colours_by_tag(tagset),
            asked_by_name(tagset),
        )

    def _everybody(self) -> list[Annotator]:
        """The annotators as they are called here, in order: by letters wherever Review does so."""
        found, kept = annotators.everybody(self.project), self.preferences
        return list(found) if kept is None or kept.names else anonymous(found, kept.seed)

    @property
    def choice(self) -> Choice:
        """Who and what is compared now."""
        words = self.chooser.words
        found = frozenset(self._documents(Query(text=words))) if words else None
        return Choice(self.chooser.people, found, not self.chooser.finished.isChecked())

    def _documents(self, query: Query) -> Iterator[str]:
        total = documents.count(self.project, query)
        for first in range(0, total, _PAGE):
            yield from (row.document.uid for row in documents.page(self.project, query, first, _PAGE))

    def _chosen(self) -> None:
        self.background.forget()
        self.refresh()

    # Showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.live.tallies is None:
            self.background.count()
            self._sampler.start()
        else:
            self.refresh()

    def focus_first(self) -> None:
        """Put the keyboard into the first table, or to the choice of a measure while there is none."""
        if self.stack.currentIndex() == 0:
            self.chooser.measure.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sections.focus_first()

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes: the choices, the numbers, the passages."""
        return self.chooser.measure, self.sections.matrix, self.passages.table

    def refresh(self) -> None:
        """Show everything anew, a few milliseconds at a time."""
        if self.isVisible():
            self._steps = self._refresh()
            self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether numbers are still being worked out."""
        return self._timer.isActive() or self.background.busy

    @property
    def tallies(self) -> Tallies:
        """What is counted: all documents, or a sample of them while nobody knows more."""
        return self.live.sample if self.live.tallies is None else self.live.tallies

    def _sample(self) -> None:
        """Count some documents while the child process starts; show what there is now and then."""
        more = self.isVisible() and self.live.count_some(_SPENT_S)
        count = len(self.live.sample.documents)
        if not more:
            self._sampler.stop()
        if count and not self._timer.isActive() and (count >= self._enough or not more):
            self._enough = 4 * count
            self.refresh()

    def _go_on(self) -> None:
        if self._steps is None or next(self._steps, self) is self:
            self._timer.stop()
            self._steps = None
            self.refreshed.emit()

    def _refresh(self) -> Iterator[None]:
        tallies = self.tallies
        if not tallies.documents:
            return
        while tallies is self.live.tallies and not self.live.catch_up(_SPENT_S):
            yield
        known = tallies.active
        people = [item for item in self._everybody() if item.uid in known]
        everybody = Choice(tuple(item.uid for item in people), None, not self.chooser.finished.isChecked())
        self.chooser.show_people(people, tallies.finished(everybody))
        choice = self.choice
        yield
        sums = tallies.sums(choice)
        yield
        names, scheme = self.names, self.chooser.scheme
        spread = self.background.intervals if self.chooser.key not in IN_BACKGROUND else {}
        measures = self.background.measures(self.chooser.key)
        board = self.board = Board(sums, choice, tallies.labels, names, scheme, spread, measures)
        self._show_empty(board, len(people))
        yield
        yield from self.sections.show_board(board, self.chooser.key)
        yield
        weeks = week_of if self.sections.by_week else None
        points = over_time(tallies, choice, scheme, weeks)
        yield
        self.sections.timeline.show_points(points)
        self.sections.show_measures(self.background.agreement, names)
        self.background.work_out(self.chooser.key)

    def _show_empty(self, board: Board, people: int) -> None:
        words = ""
        if people < 2:
            words = _(
                "There is nobody to compare yet. Import what somebody else marked, or take back a package: "
                "then this page says how far you agree."
            )
        elif len(board.choice.people) < 2:
            words = _("Choose at least two annotators on the left.")
        elif not board.documents and not board.choice.unfinished:
            words = _(
                "No document was finished by two annotators yet. Finish one, or switch off "
                "“Only finished documents” on the left."
            )
        elif not board.documents:
            words = _("No document that fits was begun by two annotators.")
        self.empty.set_words(words)
        self.stack.setCurrentIndex(0 if words else 1)
        self.chooser.report.setEnabled(not words)
        self.chooser.all.setEnabled(not words)

    # What happens

    def open_passages(self, wanted: Wanted) -> None:
        """List the passages behind a number, and put the keyboard there."""
        self.passages.open(wanted, self.tallies, self.names)
        self.passages.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_point(self, point: Point) -> None:
        board = self.board
        if board is not None:
            found = replace(board.differences(point.title), documents=frozenset(point.documents))
            self.open_passages(found)

    def _follow(self, changes: Changes) -> None:
        matters = self.live.follow(changes)
        self.live_changed.emit()
        if matters or changes.touches(Annotator) or changes.touches(Tag):
            self.background.forget()
            self.refresh()

    def save_report(self, target: Path) -> None:
        """Work out every measure, unless it is there, and write the report: a PDF, CSV or JSON by the name's ending."""
        self.background.when_all_is_there(lambda found: self._write(found, target))

    def _write(self, found: Agreement, target: Path) -> None:
        taking_part = {item.uid for item in found.people}
        found = replace(found, people=tuple(item for item in self._everybody() if item.uid in taking_part))
        try:
            if target.suffix.lower() in (".csv", ".json"):
                agreement_report.write(found, target, comma=target.suffix.lower() == ".csv")
            else:
                from desktop_app.gui.insight.paper import write_pdf

                write_pdf(found, self.project.path.stem, target)
        except AppError as error:
            self.failed.emit(error)
        else:
            self.report_saved.emit(target.name)

    def end(self) -> None:
        """The project is about to be closed."""
        self._timer.stop()
        self._sampler.stop()
        self.background.end()
        self.passages.model.stop()
        self.bridge.end()
