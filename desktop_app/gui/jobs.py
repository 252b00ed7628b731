"""Work in the background: in child processes, so that a frame never waits for it. The only place that starts any."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, current_language
from desktop_app.gui import worker

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.queues import Queue

T = TypeVar("T")
POLL_MS = 10
PROCESSES = 2


@dataclass(slots=True)
class Job:
    """One piece of work. `cancel` it through `Jobs`. It has no `future` before a child process can take it."""

    number: int
    work: Callable[..., Any]
    arguments: tuple[object, ...]
    done: Callable[[Any], object]
    failed: Callable[[AppError], object]
    progress: Callable[[int, int, str], object] | None
    future: Future[Any] | None = None
    wanted: bool = True

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.future.done() if self.future is not None else not self.wanted


class Jobs(QObject):
    """Starts work in child processes and hands results back in the GUI thread, to the callbacks given at the start."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._reports: Queue[worker.Report] | None = None
        self._cancelled: Any = None
        self._jobs: dict[int, Job] = {}
        self._next = 1
        self._getting_ready: Iterator[None] | None = None
        # Children that are only just starting need the queue and the numbers until they have ended.
        self._leaving: list[tuple[ProcessPoolExecutor, object, object]] = []
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)

    def start(
        self,
        work: Callable[..., T],
        *arguments: object,
        done: Callable[[T], object],
        failed: Callable[[AppError], object],
        progress: Callable[[int, int, str], object] | None = None,
    ) -> Job:
        """Call `work(*arguments)` in a child process, then `done` with the result, or `failed`; neither once cancelled.

        With `progress`, the work is given a keyword argument `progress` and what it reports arrives here.
        """
        job = Job(self._next, work, arguments, done, failed, progress)
        self._next += 1
        self._jobs[job.number] = job
        if self._pool is not None:
            self._hand_over(self._pool, job)
        self._timer.start()
        return job

    def cancel(self, job: Job) -> None:
        """Say that nobody wants the result: work that has not begun never does, work that reports progress stops."""
        job.wanted = False
        if job.future is not None:
            job.future.cancel()
        if self._cancelled is not None:
            self._cancelled[job.number % worker.CANCELLED_SLOTS] = job.number

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return bool(self._jobs)

    def stop(self) -> None:
        """Cancel everything and tell the child processes to end when they are through with what cannot be stopped."""
        for job in self._jobs.values():
            self.cancel(job)
        self._jobs.clear()
        self._timer.stop()
        self._let_go()

    def wait(self) -> None:
        """After `stop`: wait until the child processes have ended."""
        for pool, *_lines in self._leaving:
            pool.shutdown(wait=True)
        self._leaving.clear()

    def _get_ready(self) -> Iterator[None]:
        """Make the pool in steps that are short enough to be taken between two frames."""
        import multiprocessing

        yield
        from concurrent.futures import ProcessPoolExecutor

        yield
        context = multiprocessing.get_context("spawn")
        reports: Queue[worker.Report] = context.Queue()
        # No lock: a child that is killed while it holds one would stop the window at the next `cancel`.
        cancelled: Any = context.Array("q", worker.CANCELLED_SLOTS, lock=False)
        yield
        pool = ProcessPoolExecutor(
            PROCESSES,
            mp_context=context,
            initializer=worker.begin,
            initargs=(reports, cancelled),
        )
        self._pool, self._reports, self._cancelled = pool, reports, cancelled
        for job in list(self._jobs.values()):
            yield
            if job.wanted and job.future is None:
                self._hand_over(pool, job)

    def _hand_over(self, pool: ProcessPoolExecutor, job: Job) -> None:
        from concurrent.futures import BrokenExecutor

        reporting = job.progress is not None
        try:
            job.future = pool.submit(
                worker.call, job.number, current_language(), job.work, job.arguments, reporting
            )
        except BrokenExecutor:
            # The system ended a child, perhaps one that had nothing to do: the job waits for the next pool.
            self._let_go()

    def _let_go(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._leaving.append((self._pool, self._reports, self._cancelled))
        self._pool = self._reports = self._cancelled = self._getting_ready = None

    def _look(self) -> None:
        if self._pool is None or self._getting_ready is not None:
            if self._getting_ready is None:
                self._getting_ready = self._get_ready()
            if next(self._getting_ready, self) is self:
                self._getting_ready = None
        self._pass_reports_on()
        for job in [job for job in self._jobs.values() if job.ended]:
            self._jobs.pop(job.number, None)
            if job.wanted:
                self._finish(job)
        if not self._jobs and self._getting_ready is None:
            self._timer.stop()

    def _pass_reports_on(self) -> None:
        while self._reports is not None:
            try:
                number, done, total, doing = self._reports.get_nowait()
            except queue.Empty:
                return
            job = self._jobs.get(number)
            if job is not None and job.wanted and job.progress is not None:
                job.progress(done, total, doing)

    def _finish(self, job: Job) -> None:
        from concurrent.futures import BrokenExecutor

        if job.future is None:
            return
        try:
            result = job.future.result()
        except AppError as error:
            job.failed(error)
        except BrokenExecutor:
            hint = _("Nothing in the project changed. Try again.")
            job.failed(AppError(_("A task in the background was ended by the system."), hint=hint))
        except Exception:
            # A job can fail in any way, and in a process of its own: whoever waits for it has to hear of it. What is
            # no AppError is a bug all the same, and goes on to the crash dialog.
            job.failed(AppError(_("A task in the background failed.")))
            raise
        else:
            job.done(result)
