"""Taking back what unfinished actions had written: all at once, or in short transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from desktop_app.base.errors import ConflictError
from desktop_app.store.bulk import BulkStep, Part
from desktop_app.store.bundles import Bundle
from desktop_app.store.database import Database
from desktop_app.store.edits import NOTES, Edit, ImageChange
from desktop_app.store.history import length_of, parts_of
from desktop_app.store.rows import DOCUMENTS, AnyTable
from desktop_app.store.table import Cell

_PIECE = 250
T = TypeVar("T")


def drop_unfinished(database: Database, only: str | None = None) -> tuple[str, ...]:
    """Take back what unfinished steps (or `only` this one) had written, and forget them. Returns their labels.

    Runs in its own transaction; nothing happens (and nothing is written) when there are none.
    """
    unfinished = database.rows(
        "SELECT uid, label FROM step WHERE sequence IS NULL AND uid = coalesce(?, uid) ORDER BY rowid",
        (only,),
    )
    if not unfinished:
        return ()
    with database.writing():
        for step_uid, _label in reversed(unfinished):
            _drop(database, str(step_uid))
    return tuple(str(label) for _uid, label in unfinished)


def dropping(database: Database, step_uid: str) -> Iterator[int]:
    """Take back what one unfinished step had written, in short transactions; yields how many changes are left.

    Killed in between, the next opening takes back the rest.
    """
    left = length_of(database, step_uid)
    written: list[Cell] = []
    waiting: list[Part] = []
    for some in pieces(parts_of(database, step_uid, backwards=True)):
        waiting += some
        left -= sum(map(size_of, some))
        if left and _unwritten(database, step_uid, waiting, left):
            written += _documents(waiting)
            waiting = []
        yield left
    with database.writing():
        _drop(database, step_uid)
        _drop_unused(database, _contents(written))


def pieces(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """As many changes at a time as can be written between two frames."""
    some: list[Part] = []
    size = 0
    for part in parts:
        some.append(part)
        size += size_of(part)
        if size >= _PIECE:
            yield some
            some, size = [], 0
    if some:
        yield some


def size_of(part: Part) -> int:
    """How many changes it is."""
    return part.count if isinstance(part, Bundle) else 1


def _unwritten(database: Database, step_uid: str, parts: Sequence[Part], first: int) -> bool:
    """Take back what comes from place `first` on; False where the rows before would not stand without it."""

    def unwrite(_run: object) -> None:
        _unwrite(database, step_uid, parts)
        database.tables.table("change").delete_where("step_uid = ? AND position >= ?", [step_uid, first])

    return stands(database.writing(), unwrite)


def stands(transaction: AbstractContextManager[T], work: Callable[[T], object]) -> bool:
    """Do work in a transaction; False, and nothing is done, where at its end a row lacks one that is yet to come.

    Raises ConflictError for what the work itself runs into.
    """
    is_done = False
    try:
        with transaction as run:
            work(run)
            is_done = True
    except ConflictError:
        if not is_done:
            raise
        return False
    return True


class _Unwriting(BulkStep):
    """A step that replays without leaving a line in the history."""

    def _remember(self, table: AnyTable, edits: Sequence[Edit]) -> None:
        """Forget the edits."""

    def _remember_bundle(self, bundle: Bundle) -> None:
        """Forget it."""


def _drop(database: Database, step_uid: str) -> None:
    parts = list(parts_of(database, step_uid))
    _unwrite(database, step_uid, parts[::-1])
    database.tables.table("change").delete_where("step_uid = ?", [step_uid])
    database.tables.table("step").delete_where("uid = ?", [step_uid])
    _drop_unused(database, _contents(_documents(parts)))


def _documents(parts: Iterable[Part]) -> list[Cell]:
    """The images of documents that were written."""
    return [part.after for part in parts if isinstance(part, ImageChange) and part.record == DOCUMENTS.name]


def _unwrite(database: Database, step_uid: str, parts: Iterable[Part]) -> None:
    step = _Unwriting(database, "", replica="", annotator_uid="")
    step.uid = step_uid  # what it holds is no hindrance to itself
    step.replay_all([part.reversed() for part in parts if part.record not in NOTES])


def _drop_unused(database: Database, contents: set[Cell]) -> None:
    """Remove those texts and originals that neither a document nor the history refers to."""
    if not contents:
        return
    images = database.rows('SELECT "before", "after" FROM change WHERE record = \'document\'', patient=True)
    documents = database.rows("SELECT sha256, original_sha256 FROM document", patient=True)
    used = _contents(cell for row in images for cell in row).union(*documents)
    unused = [(sha256,) for sha256 in contents - used]
    database.connection.executemany("DELETE FROM content WHERE sha256 = ?", unused)


def _contents(images: Iterable[Cell]) -> set[Cell]:
    """The hashes that images of documents mention."""
    found: set[Cell] = set()
    for image in images:
        if image is not None:
            document = DOCUMENTS.record_of(str(image))
            found |= {document.sha256, document.original_sha256}
    return found
