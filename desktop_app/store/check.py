"""Proving a project: SQLite's own checks, checksums, hashes, quotes, references, and the history replayed."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from desktop_app.base.errors import AppError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Document
from desktop_app.store import annotations as annotation_rows
from desktop_app.store import documents, tally
from desktop_app.store.database import Database
from desktop_app.store.rows import DOCUMENTS, TABLES, AnyTable, Cell, checksum, image_of
from desktop_app.store.step import chained, change_payload

_SLICE = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: the rule's key, the record or place, and what is wrong in words."""

    rule: str
    where: str
    what: str


def findings(database: Database) -> Iterator[Finding]:
    """Everything that is wrong, rule by rule. Reads only."""
    yield from _guarded("sqlite", _sqlite(database))
    for table in TABLES.values():
        yield from _guarded("checksum", _checksums(database, table))
    yield from _guarded("hash", _content(database))
    yield from _guarded("content", _documents(database))
    yield from _guarded("reference", _references(database))
    yield from _guarded("history", _steps(database))
    yield from _guarded("replay", _replay(database))
    yield from _guarded("tally", _tally(database))


def _guarded(rule: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """A rule that cannot even read its rows has found something; the other rules go on."""
    try:
        yield from found
    except (AppError, msgspec.MsgspecError, ValueError, TypeError, KeyError) as error:
        yield Finding(rule, "file", _("Rows cannot be read: {reason}").format(reason=error))


def counted(database: Database) -> dict[str, int]:
    """How many rows of each kind were looked at."""
    names = (*TABLES, "content", "step", "change")
    return {name: database.number(f'SELECT count(*) FROM "{name}"') for name in names}


def _sqlite(database: Database) -> Iterator[Finding]:
    for (line,) in database.rows("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield Finding("sqlite", "file", str(line))


def _slices(database: Database, columns: str, table: str) -> Iterator[tuple[Cell, ...]]:
    last = ""
    while True:
        rows = database.rows(
            f'SELECT {columns} FROM "{table}" WHERE uid > ? ORDER BY uid LIMIT ?', (last, _SLICE)
        )
        yield from rows
        if len(rows) < _SLICE:
            return
        last = str(rows[-1][0])


def _checksums(database: Database, table: AnyTable) -> Iterator[Finding]:
    for row in _slices(database, f'{table.column_list}, "crc"', table.name):
        where = f"{table.name} {row[0]!s}"
        if checksum(image_of(table, row[:-1])) != row[-1]:
            yield Finding("checksum", where, _("The row is not what was written."))
            continue
        try:
            table.from_cells(row[:-1])
        except (AppError, msgspec.MsgspecError, ValueError, TypeError) as error:
            yield Finding("record", where, str(error))


def _content(database: Database) -> Iterator[Finding]:
    for (sha256,) in database.rows("SELECT sha256 FROM content ORDER BY sha256"):
        body = documents.content(database, str(sha256))
        if hashlib.sha256(body).hexdigest() != sha256:
            yield Finding("hash", f"content {sha256!s}", _("The text or original is not what was stored."))


def _documents(database: Database) -> Iterator[Finding]:
    for row in _slices(database, DOCUMENTS.column_list, "document"):
        document = DOCUMENTS.from_cells(row)
        where = f"document {document.name}"
        try:
            text = documents.content(database, document.sha256).decode()
            documents.content(database, document.original_sha256)
        except (NotFoundError, UnicodeDecodeError) as error:
            yield Finding("content", where, str(error))
            continue
        if len(text) != document.length:
            yield Finding("length", where, _("The text has another length than the document says."))
        yield from _quotes(database, document, text)


def _quotes(database: Database, document: Document, text: str) -> Iterator[Finding]:
    for item in annotation_rows.of_document(database, document.uid):
        if not _fits(item, text):
            yield Finding(
                "quote",
                f"annotation {item.uid}",
                _("The quote is not what stands there in {name}.").format(name=document.name),
            )


def _fits(item: Annotation, text: str) -> bool:
    if item.end > len(text) or len(item.quotes) != len(item.spans):
        return False
    return all(
        quote == text[span.start : min(span.end, span.start + QUOTE_LIMIT)]
        for quote, span in zip(item.quotes, item.spans, strict=True)
    )


_REFERENCES = (
    ("annotation", "document_uid", "document"),
    ("annotation", "annotator_uid", "annotator"),
    ("annotation", "tag_uid", "tag"),
    ("progress", "document_uid", "document"),
    ("progress", "annotator_uid", "annotator"),
)


def _references(database: Database) -> Iterator[Finding]:
    for table, column, goal in _REFERENCES:
        rows = database.rows(
            f'SELECT uid FROM "{table}" WHERE "{column}" NOT IN (SELECT uid FROM "{goal}") ORDER BY uid LIMIT 20'
        )
        for (uid,) in rows:
            yield Finding(
                "reference",
                f"{table} {uid!s}",
                _("It belongs to a {kind} that is missing.").format(kind=goal),
            )


def _tally(database: Database) -> Iterator[Finding]:
    if not tally.is_right(database):
        yield Finding("tally", "tally", _("The counts beside the annotations are not right."))


def _steps(database: Database) -> Iterator[Finding]:
    """Every replica's chain of digests, recomputed."""
    steps = database.rows("SELECT * FROM step WHERE sequence IS NOT NULL ORDER BY replica, sequence")
    replica, sequence, previous = "", 0, ""
    for row in steps:
        if row[1] != replica:
            replica, sequence, previous = str(row[1]), 0, ""
        sequence += 1
        if row[2] != sequence:
            yield Finding("history", f"step {row[0]!s}", _("Steps are missing before this one."))
            sequence = int(str(row[2]))
        if chained(previous, _header(row), _payload(database, str(row[0]))) != row[9]:
            yield Finding("history", f"step {row[0]!s}", _("The history was altered here."))
        previous = str(row[9])
    for (uid,) in database.rows("SELECT uid FROM step WHERE sequence IS NULL"):
        yield Finding(
            "unfinished",
            f"step {uid!s}",
            _("This action was never finished; opening the project takes it back."),
        )


def _header(row: tuple[Cell, ...]) -> tuple[str | int | None, ...]:
    return tuple(cell if isinstance(cell, int) else str(cell) for cell in row[:9])


def _payload(database: Database, step_uid: str) -> bytes:
    digest = hashlib.sha256()
    rows = database.rows(
        'SELECT record, record_uid, "before", "after" FROM change WHERE step_uid = ? ORDER BY position',
        (step_uid,),
    )
    for name, uid, before, after in rows:
        digest.update(change_payload(str(name), str(uid), _image(before), _image(after)))
    return digest.digest()


def _image(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def _replay(database: Database) -> Iterator[Finding]:
    """The last image that history has of each record must be the row as it stands."""
    expected: dict[tuple[str, str], int | None] = {}
    steps = database.rows("SELECT uid FROM step ORDER BY sequence IS NULL, lamport, replica, made")
    for (step_uid,) in steps:
        for name, uid, after in database.rows(
            'SELECT record, record_uid, "after" FROM change WHERE step_uid = ? ORDER BY position', (step_uid,)
        ):
            expected[str(name), str(uid)] = None if after is None else zlib.crc32(str(after).encode())
    for table in TABLES.values():
        for uid, crc in _slices(database, '"uid", "crc"', table.name):
            if expected.pop((table.name, str(uid)), None) != crc:
                yield Finding("replay", f"{table.name} {uid!s}", _("The row is not what the history led to."))
    for (name, uid), crc in expected.items():
        if crc is not None:
            yield Finding("replay", f"{name} {uid}", _("The history made this record, but it is gone."))
