"""What Insight has worked out in child processes: counts, intervals, measures that take their time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.agreement import DEFAULT_METRICS
from desktop_app.agreement.intervals import Interval
from desktop_app.agreement.study import Measure
from desktop_app.agreement.tallies import Tallies
from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.insight import work
from desktop_app.gui.insight.chooser import IN_BACKGROUND
from desktop_app.gui.insight.work import Question
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.work import Place
from desktop_app.ops.agreement import Agreement

if TYPE_CHECKING:
    from desktop_app.gui.insight.page import InsightPage

T = TypeVar("T")
PAUSE_MS = 300
"""Nobody needs intervals while a key is held down."""


class Background(QObject):
    """`arrived` says that something is there that can be shown."""

    arrived = Signal()

    def __init__(self, page: InsightPage, jobs: Jobs) -> None:
        super().__init__(page)
        self._page = page
        self._jobs = jobs
        self._running: dict[str, Job] = {}
        self.intervals: Mapping[str, Interval] = {}
        self.agreement: Agreement | None = None
        self._measures: dict[str, Sequence[Measure]] = {}
        self._done: set[str] = set()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._work_out_now)
        self._key = ""
        self._waiting: Callable[[Agreement], object] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return bool(self._running) or self._pause.isActive()

    def measures(self, key: str) -> Sequence[Measure] | None:
        """The numbers of a metric that is worked out here; empty until they are there, None for the others."""
        return self._measures.get(key, ()) if key in IN_BACKGROUND else None

    def forget(self) -> None:
        """What was worked out no longer holds."""
        self.cancel()
        self.intervals, self._measures, self._done = {}, {}, set()
        self.agreement = None

    def cancel(self) -> None:
        """Stop whatever is under way, but for the counting, without which there is nothing to show."""
        self._pause.stop()
        self._waiting = None
        for name in [name for name in self._running if name != "count"]:
            self._jobs.cancel(self._running.pop(name))
        if not self._running:
            self._page.progress.finish()

    def end(self) -> None:
        """Nobody wants anything any more."""
        self.cancel()
        for job in self._running.values():
            self._jobs.cancel(job)
        self._running.clear()

    def count(self) -> None:
        """Count all documents in a child process, unless that is under way; then the page shows the numbers."""
        if "count" not in self._running:
            self._page.progress.start(_("Comparing all documents"))
            self._start(
                "count",
                lambda done: self._jobs.start(
                    work.count, self._place, done=done, failed=self._failed("count"), progress=self._say
                ),
                self._counted,
            )

    def work_out(self, key: str) -> None:
        """Soon work out what belongs to a scheme (intervals) or a metric, unless it is there."""
        self._key = key
        if key not in self._done and key not in self._running:
            self._pause.start()

    def work_out_all(self) -> None:
        """Work out every measure that there is, but for gamma."""
        self._compare("all", DEFAULT_METRICS)

    def when_all_is_there(self, do: Callable[[Agreement], object]) -> None:
        """Do something with every measure, as soon as they are worked out."""
        if self.agreement is not None:
            do(self.agreement)
        else:
            self._waiting = do
            self.work_out_all()

    @property
    def _place(self) -> Place:
        return Place.of(self._page.project)

    def _work_out_now(self) -> None:
        tallies, key = self._page.live.tallies, self._key
        if tallies is None or self._page.board is None or not self._page.board.documents:
            return
        if key in IN_BACKGROUND:
            self._compare(key, (key,))
            return
        copy, choice, scheme = tallies.copy(), self._page.choice, self._page.chooser.scheme
        self._start(
            key,
            lambda done: self._jobs.start(
                work.intervals, copy, choice, scheme, done=done, failed=self._failed(key)
            ),
            self._take_intervals,
        )

    def _compare(self, name: str, metrics: tuple[str, ...]) -> None:
        if name in self._running:
            return
        choice = self._page.choice
        chosen = tuple(sorted(choice.documents)) if choice.documents is not None else ()
        question = Question(metrics, choice.people, chosen, choice.unfinished)
        self._page.progress.start(_("Working out the measures"))

        def take(found: Agreement) -> None:
            self._take_agreement(name, found)

        self._start(
            name,
            lambda done: self._jobs.start(
                work.compare,
                self._place,
                question,
                done=done,
                failed=self._failed(name),
                progress=self._say_measures,
            ),
            take,
        )

    def _start(
        self, name: str, start: Callable[[Callable[[T], None]], Job], take: Callable[[T], None]
    ) -> None:
        def done(found: T) -> None:
            self._running.pop(name, None)
            self._done.add(name)
            if not self._running:
                self._page.progress.finish()
            take(found)
            self.arrived.emit()

        self._running[name] = start(done)

    def _failed(self, name: str) -> Callable[[AppError], None]:
        def failed(error: AppError) -> None:
            self._running.pop(name, None)
            self._done.add(name)
            self._page.progress.finish()
            self._page.failed.emit(error)

        return failed

    def _say(self, done: int, total: int, _doing: str) -> None:
        self._page.progress.set_progress(done, total)

    def _say_measures(self, done: int, _total: int, _doing: str) -> None:
        words = ngettext("Working out the measures: {n}", "Working out the measures: {n}", done).format(
            n=done
        )
        self._page.progress.set_progress(0, 0, words)

    def _counted(self, found: Tallies) -> None:
        self._page.live.take(found)

    def _take_intervals(self, found: dict[str, Interval]) -> None:
        self.intervals = found

    def _take_agreement(self, name: str, found: Agreement) -> None:
        if name == "all":
            self.agreement = found
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                waiting(found)
        else:
            self._measures[name] = found.measures
