"""Bringing files in while the work goes on: read one by one in child processes, stored here in short transactions."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.work import Guess, find_files, peek_or_load
from desktop_app.model.records import Document
from desktop_app.ops.adding import Adder, AddReport, Failure, Loaded, Source
from desktop_app.ops.project import Project

AT_ONCE = 4
"""Files that are being read, and files that are stored in one transaction: a few milliseconds' worth."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import, and the files that wait for their encoding."""

    added: tuple[Document, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    failed: tuple[Failure, ...] = ()
    cancelled: bool = False
    guesses: tuple[Guess, ...] = ()

    @classmethod
    def of(cls, report: AddReport, guesses: Sequence[Guess]) -> Imported:
        """The report of the ops, with the guesses."""
        waiting = () if report.cancelled else tuple(guesses)
        return cls(report.added, report.duplicates, report.failed, report.cancelled, waiting)

    def after(self, earlier: Imported) -> Imported:
        """Both as one: what came in at first, and what waited for its encoding."""
        return replace(
            self,
            added=earlier.added + self.added,
            duplicates=earlier.duplicates + self.duplicates,
            failed=earlier.failed + self.failed,
        )


@dataclass(slots=True)
class _Run:
    adder: Adder
    waiting: deque[tuple[Source, str | None]] = field(default_factory=deque)
    jobs: list[Job] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    total: int = 0
    done: int = 0


class Importing(QObject):
    """One import at a time. `progressed` carries (done, total, name of the next file), `finished` an Imported,
    `failed` the AppError that stopped it; nothing of it is kept then.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, project: Project, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._jobs = jobs
        self._run: _Run | None = None
        self._search: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return self._run is not None or self._search is not None

    @property
    def behind(self) -> int:
        """How many files of the import under way have been read."""
        return self._run.done if self._run is not None else 0

    def start(self, paths: Sequence[Path]) -> None:
        """Find the files behind the paths and bring them in. Raises AppError when another import is under way."""
        if self.busy:
            raise AppError(_("Documents are being added already."), hint=_("Wait until they are there."))
        self.progressed.emit(0, 0, "")
        self._search = self._jobs.start(find_files, list(paths), done=self._found, failed=self._stop)

    def bring_in(self, files: Sequence[tuple[Source, str | None]]) -> None:
        """Bring in files, each with the encoding a person chose (None to find it out). Raises ReadOnlyError."""
        run = _Run(Adder(self._project, at_once=AT_ONCE), deque(files), total=len(files))
        self._run = run
        self._feed(run)

    def cancel(self) -> None:
        """Stop reading; what was read so far stays."""
        if self._search is not None:
            self._jobs.cancel(self._search)
            self._search = None
            self.finished.emit(Imported(cancelled=True))
        elif self._run is not None:
            run = self._run
            for job in run.jobs:
                self._jobs.cancel(job)
            self._end(run, cancelled=True)

    def _found(self, files: list[Source]) -> None:
        self._search = None
        try:
            self.bring_in([(source, None) for source in files])
        except AppError as error:
            self._stop(error)

    def _feed(self, run: _Run) -> None:
        while run.waiting and len(run.jobs) < AT_ONCE:
            source, encoding = run.waiting.popleft()
            place = len(run.jobs)
            job = self._jobs.start(
                peek_or_load,
                source,
                encoding,
                done=partial(self._read, run),
                failed=partial(self._refused, run, source.name),
            )
            run.jobs.insert(place, job)
        if not run.waiting and run.done == run.total:
            self._end(run)

    def _read(self, run: _Run, loaded: Loaded | Guess) -> None:
        if isinstance(loaded, Guess):
            run.guesses.append(loaded)
        else:
            try:
                run.adder.take(loaded)
            except AppError as error:
                self._abandon(run, error)
                return
        self._step(run)

    def _refused(self, run: _Run, name: str, error: AppError) -> None:
        run.adder.refuse(name, error)
        self._step(run)

    def _step(self, run: _Run) -> None:
        run.done += 1
        run.jobs = [job for job in run.jobs if not job.ended]
        coming = run.waiting[0][0].name if run.waiting else ""
        self.progressed.emit(run.done, run.total, coming)
        self._feed(run)

    def _end(self, run: _Run, *, cancelled: bool = False) -> None:
        try:
            report = run.adder.finish(cancelled=cancelled)
        except AppError as error:
            self._abandon(run, error)
            return
        self._run = None
        self.finished.emit(Imported.of(report, run.guesses))

    def _abandon(self, run: _Run, error: AppError) -> None:
        for job in run.jobs:
            self._jobs.cancel(job)
        self._run = None
        try:
            run.adder.abandon()
        finally:
            self.failed.emit(error)

    def _stop(self, error: AppError) -> None:
        self._search = None
        self.failed.emit(error)
