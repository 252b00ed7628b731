"""Work in the background: in child processes, so that a frame never waits for it. The only place that starts any."""

from __future__ import annotations

import queue
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, current_language
from desktop_app.gui import worker

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.queues import Queue

T = TypeVar("T")
POLL_MS = 10
PROCESSES = 2


@dataclass(slots=True)
class Job:
    """One piece of work that was started. `cancel` it through `Jobs`."""

    number: int
    future: Future[Any]
    done: Callable[[Any], object]
    failed: Callable[[AppError], object]
    progress: Callable[[int, int, str], object] | None
    wanted: bool = True


class Jobs(QObject):
    """Starts work in child processes and hands results back in the GUI thread, to the callbacks given at the start."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._reports: Queue[worker.Report] | None = None
        self._cancelled: Any = None
        self._jobs: dict[int, Job] = {}
        self._next = 1
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
        number = self._next
        self._next += 1
        future: Future[T] = self._ready_pool().submit(
            worker.call, number, work, arguments, progress is not None
        )
        job = Job(number, future, done, failed, progress)
        self._jobs[number] = job
        self._timer.start()
        return job

    def cancel(self, job: Job) -> None:
        """Say that nobody wants the result: work that has not begun never does, work that reports progress stops."""
        job.wanted = False
        job.future.cancel()
        if self._cancelled is not None:
            self._cancelled[job.number % worker.CANCELLED_SLOTS] = job.number

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return bool(self._jobs)

    def wait(self) -> None:
        """After `stop`: wait until the child processes have ended."""
        for pool, *_lines in self._leaving:
            pool.shutdown(wait=True)
        self._leaving.clear()

    def stop(self) -> None:
        """Cancel everything and tell the child processes to end when they are through with what cannot be stopped."""
        for job in list(self._jobs.values()):
            self.cancel(job)
        self._jobs.clear()
        self._timer.stop()
        self._let_go()

    def _ready_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            context = multiprocessing.get_context("spawn")
            self._reports = context.Queue()
            self._cancelled = context.Array("q", worker.CANCELLED_SLOTS)
            self._pool = ProcessPoolExecutor(
                PROCESSES,
                mp_context=context,
                initializer=worker.begin,
                initargs=(self._reports, self._cancelled, current_language()),
            )
        return self._pool

    def _let_go(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._leaving.append((self._pool, self._reports, self._cancelled))
        self._pool = self._reports = self._cancelled = None

    def _look(self) -> None:
        self._pass_reports_on()
        for job in [job for job in self._jobs.values() if job.future.done()]:
            del self._jobs[job.number]
            if job.wanted:
                self._finish(job)
        if not self._jobs:
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
        try:
            result = job.future.result()
        except AppError as error:
            job.failed(error)
        except Exception as error:
            from concurrent.futures.process import BrokenProcessPool

            if not isinstance(error, BrokenProcessPool):
                job.failed(AppError(_("A task in the background failed.")))
                raise
            self._let_go()
            hint = _("Nothing in the project changed. Try again.")
            job.failed(AppError(_("A task in the background was ended by the system."), hint=hint))
        else:
            job.done(result)
