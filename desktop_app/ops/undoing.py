"""Undo and redo of actions that are too long for a frame: in pieces, or in a process of their own."""

from __future__ import annotations

from enum import Enum

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.ops.pieces import InPieces, through
from desktop_app.ops.project import Project
from desktop_app.store import history, undoing
from desktop_app.store.step import MERGE, REDO, UNDO

LONG = 500
"""Changes of one action; more take longer than a frame may."""
MUCH = 20_000
"""Changes in a whole history; where there are more, working out what follows from a merge takes longer."""


class Way(Enum):
    """How an action is best undone: `at_once`, `in_pieces`, or `elsewhere`, as what follows is worked out in one go."""

    AT_ONCE = "at once"
    IN_PIECES = "in pieces"
    ELSEWHERE = "elsewhere"


def way(project: Project, *, redo: bool = False) -> Way:
    """How to undo the last action, or do the last undone one again. Quick."""
    stack = project.stacks.redo if redo else project.stacks.undo
    if not stack:
        return Way.AT_ONCE
    database, uid = project.file.database, stack[-1][0]
    if history.kind_of(database, uid) == MERGE:
        return Way.ELSEWHERE if history.length(database) > MUCH else Way.AT_ONCE
    return Way.IN_PIECES if history.length_of(database, uid) > LONG else Way.AT_ONCE


def size(project: Project, *, redo: bool = False) -> int:
    """How many changes the action has that would be undone or done again."""
    stack = project.stacks.redo if redo else project.stacks.undo
    return history.length_of(project.file.database, stack[-1][0]) if stack else 0


def undo_in_pieces(project: Project) -> InPieces:
    """Undo in short pieces; yields how many changes are behind. Raises UsageError when there is nothing, ConflictError.

    It is one step of the history, there as a whole or not at all. Not for what brings copies together (`way`).
    """
    if not project.stacks.undo:
        raise UsageError(_("There is nothing to undo."))
    return _turning(project, UNDO, *project.stacks.undo[-1])


def redo_in_pieces(project: Project) -> InPieces:
    """Redo in short pieces, as `undo_in_pieces` undoes."""
    if not project.stacks.redo:
        raise UsageError(_("There is nothing to redo."))
    return _turning(project, REDO, *project.stacks.redo[-1])


def _turning(project: Project, kind: str, uid: str, label: str) -> InPieces:
    long = project.begin(label, kind=kind, target_uid=uid)
    return through(project, long, undoing.turn(project.file.database, long))
