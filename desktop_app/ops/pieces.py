"""Long actions in short pieces: a window takes them between two frames, everybody else all at once."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from desktop_app.model.changes import Changes
from desktop_app.ops.project import Project
from desktop_app.store.file import LongStep

InPieces = Generator[int, None, Changes]
"""An action that yields how far it is, and returns what it changed."""


class StoppedError(Exception):
    """Thrown into an action in pieces by who no longer wants it: it takes back what it did, in pieces too."""


def through(project: Project, long: LongStep, work: Iterator[int]) -> InPieces:
    """Do the work, which writes into `long`, and finish it. Whatever ends it early takes everything back first.

    Closed instead of stopped, it takes all back at once.
    """
    try:
        yield from work
        return project.finish(long)
    except GeneratorExit:
        long.abandon()
        raise
    except BaseException:
        yield from long.abandoning()
        raise


def at_once(work: InPieces) -> Changes:
    """Do all of it now, and return what it changed."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            changes: Changes = end.value
            return changes
