"""Undo and redo of a long action in short transactions: all or nothing, and never long in one place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from desktop_app.model.changes import Changes
from desktop_app.store import history
from desktop_app.store.bulk import BulkStep, Part
from desktop_app.store.database import Database
from desktop_app.store.edits import NOTES
from desktop_app.store.file import LongStep
from desktop_app.store.step import UNDO
from desktop_app.store.unfinished import pieces, size_of, stands


def turn(database: Database, long: LongStep) -> Iterator[int]:
    """Write what undoes, or does again, the step that `long` is aimed at; yields how many changes are behind.

    Raises ConflictError when a row has changed since, or when what others did since could not stand without it.
    """
    undoing = long.step.kind == UNDO
    done, waiting, changed = 0, list[Part](), list[Changes]()
    for some in pieces(history.parts_of(database, long.step.target_uid, backwards=undoing)):
        waiting += (part.reversed() if undoing else part for part in some if part.record not in NOTES)
        before = len(long.step.changes)
        if stands(long.writing(), partial(BulkStep.replay_all, parts=waiting)):
            changed.append(Changes("", tuple(long.step.changes[before:])))
            waiting = []
        done += sum(map(size_of, some))
        yield done
    before = len(long.step.changes)
    with long.writing() as step:
        step.replay_all(waiting)
    changed.append(Changes("", tuple(long.step.changes[before:])))
    for _piece in history.proving(database, changed):
        yield done
