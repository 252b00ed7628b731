"""One user action: the rows it writes and the history line that remembers them, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from desktop_app.base.errors import ConflictError, InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Bulk, Change, Changes, Record
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotation
from desktop_app.store import tally
from desktop_app.store.chain import chained, change_payload
from desktop_app.store.claims import claimed
from desktop_app.store.database import Database
from desktop_app.store.edits import Edit, ImageChange, ReadRow
from desktop_app.store.rewriting import REWRITE, rewritten
from desktop_app.store.rows import ANNOTATIONS, AnyTable, table_called, table_of
from desktop_app.store.table import Cell, checksum, damaged_row

if TYPE_CHECKING:
    from hashlib import _Hash

DO, UNDO, REDO, SETUP = "do", "undo", "redo", "setup"
MERGE, PACKAGE = "merge", "package"
"""Kinds of steps. What sets a project up cannot be undone; a package begins with a picture of what it holds."""
_BATCH = 500
_LAST = 2**62
_Header = tuple[str | int | None, ...]
_NEWEST = (
    "SELECT (SELECT max(lamport) FROM step), sequence, digest FROM (SELECT 1) LEFT JOIN (SELECT sequence, digest "
    "FROM step WHERE replica = ? AND sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1)"
)


class _Mark(NamedTuple):
    position: int
    changes: int
    claims: int
    payload: _Hash


class Step:
    """Writes records and keeps their images before and after. Use it inside `Database.writing()`; `close` ends it.

    A long action uses one step over several transactions: `open` first, then `put` and `remove` in each, `close` in
    the last. Until it is closed it has no sequence number, and the next opening of the project takes it back. What it
    touched is closed to other steps until then (`Database.held`): history has it come after them as a whole.
    `follows` is the Lamport number of a step elsewhere that this one comes after.
    """

    def __init__(
        self, database: Database, label: str, *, replica: str, annotator_uid: str, kind: str = DO
    ) -> None:
        self.uid = new_uid()
        self.label = label
        self.kind = kind
        self.target_uid = ""
        self.follows = 0
        self.changes: list[Change | Bulk] = []
        self._database = database
        self.replica = replica
        self._annotator_uid = annotator_uid
        self._made = now()
        self._position = 0
        self._payload = hashlib.sha256()
        self._opened = False
        self._claims: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Whether it has done nothing so far."""
        return self._position == 0

    def put(self, *records: Record) -> None:
        """Write records over those with the same uid; equal ones are left alone. Raises ConflictError."""
        self.put_all(records)

    def put_all(self, records: Iterable[Record]) -> None:
        """Write many records of any kinds, in batches. Raises ConflictError."""
        for table, some in _by_table(records):
            present = current_images(self._database, table, [record.uid for record in some])
            edits: list[Edit] = []
            for record, cells, image in _written(table, some):
                old = present.get(record.uid)
                if old != image:
                    before = table.record_of(old) if old else None
                    edits.append(Edit(record.uid, old, image, cells, Change(before, record)))
                    present[record.uid] = image
            # Being ready to update makes an insert dearer by a fifth.
            fresh = all(edit.before is None for edit in edits)
            self._write(table, edits, sql=table.insert_sql if fresh else "")

    def add_all(self, records: Iterable[Record]) -> None:
        """Write many records that the project has not had so far, without looking for them.

        Raises ConflictError when it does have one of them.
        """
        for table, some in _by_table(records):
            written = _written(table, some)
            self._write(
                table,
                [Edit(item.uid, None, image, cells, Change(None, item)) for item, cells, image in written],
                sql=table.insert_sql,
            )

    def recast(self, read: Sequence[ReadRow], after: Sequence[Annotation]) -> None:
        """Give annotations another tag or other values, and nothing else; nothing was done since they were `read`."""
        self._write(ANNOTATIONS, list(rewritten(read, after)), sql=REWRITE)

    def remove(self, *records: Record) -> None:
        """Delete records. Those that are gone already are left alone. Raises ConflictError."""
        for table, some in _by_table(records):
            present = current_images(self._database, table, [record.uid for record in some])
            self._write(
                table,
                [
                    Edit(uid, old, None, (), Change(table.record_of(old), None))
                    for uid, old in present.items()
                ],
            )

    def replay(self, changes: Iterable[ImageChange]) -> None:
        """Turn rows from image `before` into image `after`, in this order.

        Raises ConflictError when one of them is not `before` any more; the transaction is then rolled back.
        """
        for run in _runs(changes):
            table = table_called(run[0].record)
            present = current_images(self._database, table, [change.uid for change in run])
            if any(present.get(change.uid) != change.before for change in run):
                raise ConflictError(
                    _("Something else has changed this since."),
                    hint=_("It was left as it is; change it by hand."),
                )
            self._write(table, [_replayed(table, change) for change in run])

    def _write(self, table: AnyTable, edits: Sequence[Edit], *, sql: str = "") -> None:
        if not edits:
            return
        changes = [edit.change for edit in edits]
        self._claim(changes)
        connection = self._database.connection
        gone = [(edit.uid,) for edit in edits if edit.after is None]
        if gone:
            connection.executemany(f'DELETE FROM "{table.name}" WHERE uid = ?', gone)
        kept = [edit.cells for edit in edits if edit.after is not None]
        if kept:
            connection.executemany(sql or table.upsert_sql, kept)
        self._remember(table, edits)
        if table is ANNOTATIONS:
            tally.count(self._database, changes)
        self.changes += changes

    def _claim(self, changes: Sequence[Change]) -> None:
        held = self._database.held
        if not held and not self._opened:
            return
        for own, others in claimed(changes).items():
            if any(held.get(key, self.uid) != self.uid for key in (own, *others)):
                raise ConflictError(
                    _("This is part of an action that is still going on."),
                    hint=_("Wait until it is through, then try again."),
                )
            if self._opened and own not in held:
                held[own] = self.uid
                self._claims.append(own)

    def _remember(self, table: AnyTable, edits: Sequence[Edit]) -> None:
        name, numbers = table.name, range(self._position, self._position + len(edits))
        rows = [
            (self.uid, at, name, uid, before, after)
            for at, (uid, before, after, _cells, _change) in zip(numbers, edits, strict=True)
        ]
        self._position += len(rows)
        self._database.connection.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", rows)
        # Python keeps the bytes that SQLite has asked each image for: now they are at hand.
        payload = [change_payload(name, uid, before, after) for uid, before, after, _cells, _change in edits]
        self._payload.update(b"".join(payload))

    def note(self, notes: Sequence[ImageChange]) -> None:
        """Remember what is no row, so that the digest covers it."""
        places = enumerate(notes, self._position)
        self._database.connection.executemany(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", [(self.uid, at, *item) for at, item in places]
        )
        self._position += len(notes)
        self._payload.update(b"".join(change_payload(*item) for item in notes))

    def mark(self) -> _Mark:
        """How far the step has come, for `back_to` when the next transaction of a long action fails."""
        return _Mark(self._position, len(self.changes), len(self._claims), self._payload.copy())

    def back_to(self, mark: _Mark) -> None:
        """Forget what came after the mark: it was rolled back."""
        self._position, self._payload = mark.position, mark.payload
        del self.changes[mark.changes :]
        self.release(mark.claims)

    def release(self, first: int = 0) -> None:
        """Let other steps touch again what this one claimed."""
        for key in self._claims[first:]:
            del self._database.held[key]
        del self._claims[first:]

    def open(self) -> None:
        """Announce the step in the history as unfinished, so that a crash before `close` takes it back."""
        self._opened = True
        self._write_header(self._header(None, None), None)

    def close(self) -> Changes:
        """Give the step its place in the history and return what it changed. A step without changes leaves no trace."""
        if self._opened:
            self._database.connection.execute("DELETE FROM step WHERE uid = ?", (self.uid,))
        if self._position:
            found = self._database.rows(_NEWEST, (self.replica,))[0]
            lamport, sequence = (int(str(number or 0)) + 1 for number in found[:2])
            lamport = max(lamport, self.follows + 1)
            if max(lamport, sequence) > _LAST:
                raise damaged_row("step", OverflowError(lamport))
            header = self._header(sequence, lamport)
            self._write_header(header, chained(str(found[2] or ""), header, self._payload.digest()))
        return Changes(self.label, tuple(self.changes))

    def _write_header(self, header: _Header, digest: str | None) -> None:
        self._database.connection.execute(
            "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*header, digest)
        )

    def _header(self, sequence: int | None, lamport: int | None) -> _Header:
        label = self.label.encode("utf-8", "replace").decode()
        return (
            *(self.uid, self.replica, sequence, lamport),
            *(self._annotator_uid, label, self.kind, self.target_uid, self._made),
        )


def _by_table(records: Iterable[Record]) -> Iterator[tuple[AnyTable, list[Record]]]:
    iterator = iter(records)
    while batch := list(islice(iterator, _BATCH)):
        by_kind: dict[type[Record], list[Record]] = {}
        for record in batch:
            by_kind.setdefault(type(record), []).append(record)
        yield from ((table_of(some[0]), some) for some in by_kind.values())


def current_images(database: Database, table: AnyTable, uids: Sequence[str]) -> dict[str, str]:
    """The images of those rows that exist, by uid; at most as many as one statement can ask for.

    Raises DamagedError for a row that is not as it was written: damage must not get into the history as a change.
    """
    marks = ", ".join("?" * len(uids))
    sql = f'SELECT {table.column_list}, "crc" FROM "{table.name}" WHERE uid IN ({marks})'
    found: dict[str, str] = {}
    for *cells, crc in database.rows(sql, uids):
        image = table.image_of(cells)
        if checksum(image) != crc:
            raise damaged_row(f"{table.name} {cells[0]!s}", ValueError(_("checksum")))
        found[str(cells[0])] = image
    return found


def _written(table: AnyTable, records: Sequence[Record]) -> Iterator[tuple[Record, list[Cell], str]]:
    """Each record of a table with its cells, the checksum among them, and its image."""
    cells_of = cast("Callable[[Record], list[Cell]]", table.to_cells)
    try:
        for record in records:
            cells = cells_of(record)
            image = table.sealed(cells)
            yield record, cells, image
    except UnicodeEncodeError as error:
        raise InvalidValueError(
            _("A text holds half a character, which cannot be kept."), hint=_("Type it again.")
        ) from error


def _replayed(table: AnyTable, change: ImageChange) -> Edit:
    before = None if change.before is None else table.record_of(change.before)
    if change.after is None:
        return Edit(change.uid, change.before, None, (), Change(before, None))
    cells = table.cells_of(change.after)
    sealed = (*cells, checksum(change.after))
    return Edit(change.uid, change.before, change.after, sealed, Change(before, table.record(cells)))


def _runs(changes: Iterable[ImageChange]) -> Iterator[list[ImageChange]]:
    """Consecutive changes of one table with no record twice, in batches."""
    run: list[ImageChange] = []
    seen: set[str] = set()
    for change in changes:
        if run and (change.record != run[0].record or change.uid in seen or len(run) == _BATCH):
            yield run
            run, seen = [], set()
        run.append(change)
        seen.add(change.uid)
    if run:
        yield run
