"""How long somebody was at work in a document. It is theirs alone.

The times lie in a file among the user's own, never in the project: a project is handed on, packed, exported and merged,
and none of that may tell others how fast somebody works. So there is nothing to filter, and switching it off or
forgetting it leaves no trace in any history. Who works at two computers has two counts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop_app.base.files import write_whole

if TYPE_CHECKING:
    from desktop_app.ops.project import Project

_Kept = dict[str, dict[str, float]]
"""Seconds by document, by project and annotator."""


class Stopwatch:
    """Adds up the time between signs of activity. A pause longer than `pause_s` seconds does not count at all."""

    def __init__(self, pause_s: float) -> None:
        self.pause_s = pause_s
        self.active_s = 0.0
        self._last: float | None = None

    def touch(self, moment_s: float) -> None:
        """Something happened at this moment, of a clock that never goes back."""
        if self._last is not None and 0 <= moment_s - self._last <= self.pause_s:
            self.active_s += moment_s - self._last
        self._last = moment_s

    def rest(self) -> None:
        """Nobody is at work until the next sign."""
        self._last = None

    def take(self) -> float:
        """The seconds that were counted, which are counted from zero again."""
        taken, self.active_s = self.active_s, 0.0
        return taken


def seconds(project: Project, document_uid: str) -> float:
    """How long the one who works here was at work in a document."""
    return _load(project.places.times).get(_whose(project), {}).get(document_uid, 0.0)


def total_seconds(project: Project) -> float:
    """How long the one who works here was at work in all documents of the project."""
    return sum(_load(project.places.times).get(_whose(project), {}).values())


def add(project: Project, document_uid: str, more_s: float) -> None:
    """Count time for a document. Raises the errors of the disk."""
    kept = _load(project.places.times)
    mine = kept.setdefault(_whose(project), {})
    mine[document_uid] = round(mine.get(document_uid, 0.0) + more_s, 1)
    _save(project.places.times, kept)


def forget(project: Project) -> None:
    """Forget all times of the one who works here in this project. Raises the errors of the disk."""
    kept = _load(project.places.times)
    if kept.pop(_whose(project), None) is not None:
        _save(project.places.times, kept)


def _whose(project: Project) -> str:
    return f"{project.uid} {project.annotator.uid}"


def _load(path: Path) -> _Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}


def _save(path: Path, kept: _Kept) -> None:
    write_whole(path, json.dumps(kept, indent=1, sort_keys=True).encode() + b"\n")
