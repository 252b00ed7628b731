"""One user action: the rows it writes and the history line that remembers them, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from desktop_app.base.errors import ConflictError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Change, Changes, Record
from desktop_app.model.identity import new_uid, now
from desktop_app.store import tally
from desktop_app.store.database import Database
from desktop_app.store.rows import (
    TABLES,
    AnyTable,
    Cell,
    cells_for,
    cells_of,
    checksum,
    image_of,
    record_from,
    table_of,
)

DO, UNDO, REDO, SETUP = "do", "undo", "redo", "setup"
"""Kinds of steps. What sets a project up cannot be undone."""
_BATCH = 500


def batches(items: Iterable[Record], size: int = _BATCH) -> Iterator[list[Record]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def current_images(database: Database, table: AnyTable, uids: Sequence[str]) -> dict[str, str]:
    """The images of those rows that exist, by uid."""
    found: dict[str, str] = {}
    for first in range(0, len(uids), _BATCH):
        some = uids[first : first + _BATCH]
        marks = ", ".join("?" * len(some))
        sql = f'SELECT {table.column_list} FROM "{table.name}" WHERE uid IN ({marks})'
        found.update((str(cells[0]), image_of(table, cells)) for cells in database.rows(sql, some))
    return found


class ImageChange(NamedTuple):
    """A change as history keeps it: the record's table, its uid, and its images."""

    record: str
    uid: str
    before: str | None
    after: str | None

    def reversed(self) -> ImageChange:
        """The change that takes this one back."""
        return self._replace(before=self.after, after=self.before)


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


def _record(table: AnyTable, image: str | None) -> Record | None:
    return None if image is None else record_from(table.name, image)


class Step:
    """Writes records and keeps their images before and after. Use it inside `Database.writing()`; `close` ends it.

    A long action uses one step over several transactions: `open` first, then `put` and `remove` in each, `close` in
    the last. Until it is closed it has no sequence number, and the next opening of the project takes it back.
    """

    def __init__(
        self, database: Database, label: str, *, replica: str, annotator_uid: str, kind: str = DO
    ) -> None:
        self.uid = new_uid()
        self.label = label
        self.kind = kind
        self.target_uid = ""
        self.changes: list[Change] = []
        self._database = database
        self._replica = replica
        self._annotator_uid = annotator_uid
        self._made = now()
        self._position = 0
        self._payload = hashlib.sha256()
        self._opened = False

    def put(self, *records: Record) -> None:
        """Write records over those with the same uid; equal ones are left alone."""
        self.put_all(records)

    def put_all(self, records: Iterable[Record]) -> None:
        """Write many records of any kinds, in batches."""
        for batch in batches(records):
            by_table: dict[str, list[Record]] = {}
            for record in batch:
                by_table.setdefault(table_of(record).name, []).append(record)
            for name, some in by_table.items():
                self._put_some(TABLES[name], some)

    def _put_some(self, table: AnyTable, some: Sequence[Record]) -> None:
        before = current_images(self._database, table, [record.uid for record in some])
        rows: list[list[Cell]] = []
        pairs: list[tuple[str, str | None, str | None]] = []
        for record in some:
            cells = cells_for(record)
            image = image_of(table, cells)
            old = before.get(record.uid)
            if old == image:
                continue
            before[record.uid] = image
            rows.append([*cells, checksum(image)])
            pairs.append((record.uid, old, image))
            self.changes.append(Change(record_from(table.name, old) if old else None, record))
        self._database.connection.executemany(table.upsert_sql(), rows)
        self._remember(table, pairs)
        tally.count(self._database, self.changes[-len(pairs) :] if pairs else [])

    def remove(self, *records: Record) -> None:
        """Delete records. Those that are gone already are left alone."""
        for batch in batches(records):
            for record in batch:
                self._remove_one(table_of(record), record)

    def _remove_one(self, table: AnyTable, record: Record) -> None:
        old = current_images(self._database, table, [record.uid]).get(record.uid)
        if old is None:
            return
        self._database.connection.execute(f'DELETE FROM "{table.name}" WHERE uid = ?', (record.uid,))
        self.changes.append(Change(record_from(table.name, old), None))
        self._remember(table, [(record.uid, old, None)])
        tally.count(self._database, self.changes[-1:])

    def replay(self, changes: Sequence[ImageChange]) -> None:
        """Turn rows from image `before` into image `after`, in this order.

        Raises ConflictError when one of them is not `before` any more; the transaction is then rolled back.
        """
        for run in _runs(changes):
            self._replay_run(TABLES[run[0].record], run)

    def _replay_run(self, table: AnyTable, run: Sequence[ImageChange]) -> None:
        present = current_images(self._database, table, [change.uid for change in run])
        if any(present.get(change.uid) != change.before for change in run):
            raise ConflictError(
                _("Something else has changed this since."),
                hint=_("It was left as it is; change it by hand."),
            )
        connection = self._database.connection
        gone = [(change.uid,) for change in run if change.after is None]
        connection.executemany(f'DELETE FROM "{table.name}" WHERE uid = ?', gone)
        kept = [change.after for change in run if change.after is not None]
        connection.executemany(
            table.upsert_sql(), [[*cells_of(table, image), checksum(image)] for image in kept]
        )
        self.changes.extend(Change(_record(table, item.before), _record(table, item.after)) for item in run)
        self._remember(table, [(change.uid, change.before, change.after) for change in run])
        tally.count(self._database, self.changes[-len(run) :])

    def _remember(self, table: AnyTable, pairs: Sequence[tuple[str, str | None, str | None]]) -> None:
        rows = []
        for uid, before, after in pairs:
            rows.append((self.uid, self._position, table.name, uid, before, after))
            self._payload.update(change_payload(table.name, uid, before, after))
            self._position += 1
        self._database.connection.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", rows)

    def open(self) -> None:
        """Announce the step in the history as unfinished, so that a crash before `close` takes it back."""
        self._opened = True
        self._write_header(None, None, None)

    def close(self) -> Changes:
        """Give the step its place in the history and return what it changed. A step without changes leaves no trace."""
        connection = self._database.connection
        if self._opened:
            connection.execute("DELETE FROM step WHERE uid = ?", (self.uid,))
        if self._position:
            newest = self._database.row(
                "SELECT sequence, digest FROM step WHERE replica = ? AND sequence IS NOT NULL "
                "ORDER BY sequence DESC LIMIT 1",
                (self._replica,),
            )
            sequence, previous = (int(str(newest[0])) + 1, str(newest[1])) if newest else (1, "")
            lamport = self._database.number("SELECT max(lamport) FROM step") + 1
            header = (
                *(self.uid, self._replica, sequence, lamport, self._annotator_uid),
                *(self.label, self.kind, self.target_uid, self._made),
            )
            self._write_header(sequence, lamport, chained(previous, header, self._payload.digest()))
        return Changes(self.label, tuple(self.changes))

    def _write_header(self, sequence: int | None, lamport: int | None, digest: str | None) -> None:
        self._database.connection.execute(
            "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self.uid, self._replica, sequence, lamport, self._annotator_uid),
                *(self.label, self.kind, self.target_uid, self._made, digest),
            ),
        )


def change_payload(name: str, uid: str, before: str | None, after: str | None) -> bytes:
    """One change as the bytes that the step's digest covers."""
    return "\x1e".join((name, uid, before or "", after or "", "")).encode()


def chained(previous: str, header: tuple[str | int | None, ...], payload: bytes) -> str:
    """The digest of a step: SHA-256 over the digest before it (same replica), its header and its changes, as hex."""
    head = "\x1f".join((previous, *(str(part) for part in header)))
    return hashlib.sha256(head.encode() + payload).hexdigest()
