"""Undo and redo of a long action in short transactions: all or nothing, and never long in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.base.errors import ConflictError
from desktop_app.model.changes import Changes
from desktop_app.store import history
from desktop_app.store.bulk import Part
from desktop_app.store.database import Database
from desktop_app.store.edits import NOTES
from desktop_app.store.file import LongStep
from desktop_app.store.step import UNDO
from desktop_app.store.unfinished import pieces, size_of


def turn(database: Database, long: LongStep) -> Iterator[int]:
    """Write what undoes, or does again, the step that `long` is aimed at; yields how many changes are behind.

    Raises ConflictError when a row has changed since, or when what others did since could not stand without it.
    """
    undoing = long.step.kind == UNDO
    done, waiting, changed = 0, list[Part](), list[Changes]()
    for some in pieces(history.parts_of(database, long.step.target_uid, backwards=undoing)):
        waiting += (part.reversed() if undoing else part for part in some if part.record not in NOTES)
        before = len(long.step.changes)
        if _written(long, waiting):
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


def _written(long: LongStep, parts: Sequence[Part]) -> bool:
    """Write these, unless they cannot stand without those that follow."""
    replayed = False
    try:
        with long.writing() as step:
            step.replay_all(parts)
            replayed = True
    except ConflictError:
        if not replayed:
            raise
        return False
    return True
