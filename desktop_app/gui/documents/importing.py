"""Bringing files in while the work goes on: read one by one in child processes, stored here in short transactions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.turns import Turns
from desktop_app.gui.work import Guess, Packed, Read, find_files, read_some
from desktop_app.model.records import Document
from desktop_app.ops import backups
from desktop_app.ops.adding import Adder, AddReport, Failure, Loaded, Source
from desktop_app.ops.project import Project

READ_AT_ONCE = 16
"""Files that one child process is given."""
AHEAD = 2
"""So many child processes read."""
STORED_AT_ONCE = 8
STORING_S = 0.002
"""A transaction takes so many files and so much time, and then its own: a few milliseconds, so that no frame waits."""
TOLD_S = 0.1
"""How far it is, is told after so much time: each time the window is laid out anew."""

Waiting = tuple[Source, str | None]


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
    """`waiting` to be read, then under way in `jobs`, then `read`, then stored, refused or put off: `done`.

    `name` is the last file's that was stored, `told` the moment at which the window last heard how far it is.
    So many of the next files as `singly` says are read each on its own: something among them ended a child process.
    """

    adder: Adder
    waiting: deque[Waiting]
    jobs: dict[int, Job] = field(default_factory=dict)
    read: deque[Packed[Read]] = field(default_factory=deque)
    guesses: list[Guess] = field(default_factory=list)
    total: int = 0
    done: int = 0
    told: float = 0.0
    started: int = 0
    singly: int = 0
    name: str = ""

    def next_files(self) -> list[Waiting]:
        """The files for the next job."""
        size = 1 if self.singly else READ_AT_ONCE
        self.singly = max(self.singly - 1, 0)
        return [self.waiting.popleft() for _file in range(min(size, len(self.waiting)))]

    def put_back(self, files: Sequence[Waiting]) -> None:
        """Let these files come next."""
        self.waiting.extendleft(reversed(files))

    def incoming(self) -> Iterator[Loaded]:
        """The files that are read, one by one; what could not be read is noted on the way."""
        while self.read:
            found = self.read.popleft().open()
            self.done += 1
            if isinstance(found, Guess):
                self.guesses.append(found)
            elif isinstance(found, Failure):
                self.adder.refuse(found.name, found.error)
            else:
                self.name = found.name
                yield found


class Importing(QObject):
    """One import at a time. `progressed` carries (done, total, name of the last file), `finished` an Imported,
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
        self._backup: Job | None = None
        self._turns = Turns(self, self._store_some)

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return self._run is not None or self._search is not None or self.backing_up

    @property
    def backing_up(self) -> bool:
        """Whether the project is being copied, before anything comes in."""
        return self._backup is not None

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
        self._run = _Run(Adder(self._project), deque(files), total=len(files))
        self._feed(self._run)

    def cancel(self) -> None:
        """Stop reading; what was read so far stays."""
        before = self._search or self._backup
        if before is not None:
            self._jobs.cancel(before)
            self._search = self._backup = None
            self.finished.emit(Imported(cancelled=True))
        elif self._run is not None:
            run = self._run
            for job in run.jobs.values():
                self._jobs.cancel(job)
            self._end(run, cancelled=True)

    def _found(self, files: list[Source]) -> None:
        """Bring the files in, after a backup of what is there."""
        self._search = None
        begin = partial(self._begin, [(source, None) for source in files])
        copied = backups.before_elsewhere(self._project) if files else None
        if copied is None:
            begin()
        else:
            self._backup = self._jobs.start(backups.make, *copied, done=begin, failed=self._stop)

    def _begin(self, waiting: Sequence[tuple[Source, str | None]], _backup: object = None) -> None:
        self._backup = None
        try:
            self.bring_in(waiting)
        except AppError as error:
            self._stop(error)

    def _feed(self, run: _Run) -> None:
        while run.waiting and len(run.jobs) < AHEAD and len(run.read) < READ_AT_ONCE:
            some, number = run.next_files(), run.started
            run.started += 1
            run.jobs[number] = self._jobs.start(
                read_some,
                some,
                done=partial(self._take, run, number, some),
                failed=partial(self._not_read, run, number, some),
            )
        if run.done == run.total:
            self._turns.start()

    def _take(self, run: _Run, number: int, given: Sequence[Waiting], read: Sequence[Packed[Read]]) -> None:
        del run.jobs[number]
        run.read.extend(read)
        run.put_back(given[len(read) :])
        self._turns.start()

    def _not_read(self, run: _Run, number: int, given: Sequence[Waiting], error: AppError) -> None:
        """The child process ended over these files: find out over which of them."""
        del run.jobs[number]
        if len(given) == 1:
            run.read.append(Packed.of(Failure(given[0][0].name, error)))
        else:
            run.put_back(given)
            run.singly += len(given)
        self._turns.start()

    def _store_some(self) -> None:
        """Store what fits into a turn; the window has its own between any two."""
        run = self._run
        if run is None:
            self._turns.stop()
            return
        if run.done == run.total:
            self._turns.stop()
            self._end(run)
            return
        try:
            run.adder.take_some(run.incoming(), within_s=STORING_S, most=STORED_AT_ONCE)
        except AppError as error:
            self._abandon(run, error)
            return
        if not run.read:
            self._turns.stop()
        self._tell(run)
        self._feed(run)

    def _tell(self, run: _Run) -> None:
        if monotonic() >= run.told + TOLD_S:
            run.told = monotonic()
            self.progressed.emit(run.done, run.total, run.name)

    def _end(self, run: _Run, *, cancelled: bool = False) -> None:
        try:
            report = run.adder.finish(cancelled=cancelled)
        except AppError as error:
            self._abandon(run, error)
            return
        self._run = None
        self.finished.emit(Imported.of(report, run.guesses))

    def _abandon(self, run: _Run, error: AppError) -> None:
        for job in run.jobs.values():
            self._jobs.cancel(job)
        self._run = None
        try:
            run.adder.abandon()
        finally:
            self.failed.emit(error)

    def _stop(self, error: AppError) -> None:
        self._search = self._backup = None
        self.failed.emit(error)
