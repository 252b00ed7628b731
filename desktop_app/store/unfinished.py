"""Taking back what unfinished actions had written: all at once, or in short transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from desktop_app.base.errors import ConflictError
from desktop_app.store.database import Database
from desktop_app.store.edits import NOTES, Edit, ImageChange
from desktop_app.store.history import changes_of, length_of
from desktop_app.store.rows import DOCUMENTS, AnyTable
from desktop_app.store.step import Step
from desktop_app.store.table import Cell

_PIECE = 250


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
    waiting: list[ImageChange] = []
    for some in pieces(changes_of(database, step_uid, backwards=True)):
        waiting += some
        left -= len(some)
        if left and _unwritten(database, step_uid, waiting, left):
            written += [change.after for change in waiting if change.record == DOCUMENTS.name]
            waiting = []
        yield left
    with database.writing():
        _drop(database, step_uid)
        _drop_unused(database, _contents(written))


def pieces(changes: Iterator[ImageChange]) -> Iterator[list[ImageChange]]:
    """As many changes at a time as can be written between two frames."""
    while some := list(islice(changes, _PIECE)):
        yield some


def _unwritten(database: Database, step_uid: str, changes: Sequence[ImageChange], first: int) -> bool:
    """Take back what comes from place `first` on; False where the rows before would not stand without it."""
    replayed = False
    try:
        with database.writing():
            _unwrite(database, step_uid, changes)
            database.tables.table("change").delete_where("step_uid = ? AND position >= ?", [step_uid, first])
            replayed = True
    except ConflictError:
        if not replayed:
            raise
        return False
    return True


class _Unwriting(Step):
    """A step that replays without leaving a line in the history."""

    def _remember(self, table: AnyTable, edits: Sequence[Edit]) -> None:
        """Forget the edits."""


def _drop(database: Database, step_uid: str) -> None:
    changes = list(changes_of(database, step_uid))
    _unwrite(database, step_uid, changes[::-1])
    database.tables.table("change").delete_where("step_uid = ?", [step_uid])
    database.tables.table("step").delete_where("uid = ?", [step_uid])
    written = [change.after for change in changes if change.record == DOCUMENTS.name]
    _drop_unused(database, _contents(written))


def _unwrite(database: Database, step_uid: str, changes: Iterable[ImageChange]) -> None:
    step = _Unwriting(database, "", replica="", annotator_uid="")
    step.uid = step_uid  # what it holds is no hindrance to itself
    step.replay(change.reversed() for change in changes if change.record not in NOTES)


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
