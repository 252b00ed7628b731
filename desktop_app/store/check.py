"""Proving a project: SQLite's own checks, checksums, hashes, quotes, references, and the history replayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import DamagedError, NotFoundError, TagsetError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Document
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.store import corpus, documents, history, tally
from desktop_app.store.database import Database
from desktop_app.store.merging import fit_cells
from desktop_app.store.past import Finding, Past, walk
from desktop_app.store.rows import ANNOTATIONS, DOCUMENTS, TABLES, AnyTable
from desktop_app.store.table import MISFITS, Row, checksum, decoded_values

_SLICE = 2000
_AT_MOST = 20


def findings(database: Database) -> Iterator[Finding]:
    """Everything that is wrong, rule by rule. Reads only."""
    yield from _guarded("sqlite", _sqlite(database))
    past = Past()
    yield from _guarded("history", walk(database, past))
    yield from of_rows(database, past)
    yield from _guarded("content", _documents(database))
    yield from _guarded("reference", _references(database))
    yield from _guarded("tagset", _tagset(database))
    yield from _guarded("tally", _tally(database))


def of_rows(database: Database, past: Past | None = None) -> Iterator[Finding]:
    """What is wrong with single rows, texts and originals: not what was written, or not what the history led to."""
    for table in TABLES.values():
        yield from _guarded("checksum", _rows(database, table, past))
    yield from _guarded("hash", _content(database))
    for name, left in past.left.items() if past else ():
        for uid in left:
            yield Finding("replay", f"{name} {uid}", _("The history made this record, but it is gone."))


def _guarded(rule: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """A rule that cannot even read its rows has found something; the other rules go on."""
    try:
        yield from found
    except MISFITS as error:
        yield Finding(rule, "file", _("Rows cannot be read: {reason}").format(reason=shown(str(error))))


def counted(database: Database) -> dict[str, int]:
    """How many rows of each kind were looked at."""
    names = (*TABLES, "content", "step")
    found = {name: database.number(f'SELECT count(*) FROM "{name}"', patient=True) for name in names}
    return {**found, "change": history.length(database)}


def _sqlite(database: Database) -> Iterator[Finding]:
    for (line,) in database.rows(f"PRAGMA integrity_check({_AT_MOST})", patient=True):
        if line != "ok":
            yield Finding("sqlite", "file", str(line))


def _slices(database: Database, columns: str, table: str, where: str = "TRUE") -> Iterator[Sequence[Row]]:
    """All rows of a table that fulfil `where`, many at a time, in the order in which they lie in the file."""
    sql = f'SELECT rowid, {columns} FROM "{table}" WHERE rowid > ? AND {where} ORDER BY rowid LIMIT ?'
    last = -(2**63)
    while rows := database.rows(sql, (last, _SLICE)):
        yield [row[1:] for row in rows]
        newest = int(str(rows[-1][0]))
        if newest <= last:  # a tree that leads in a circle
            raise ValueError(table)
        last = newest


def _rows(database: Database, table: AnyTable, past: Past | None) -> Iterator[Finding]:
    left = past.left[table.name] if past is not None else None
    image_of = table.image_of
    for rows in _slices(database, f'{table.column_list}, "crc"', table.name):
        whole: list[Row] = []
        for row in rows:
            cells, crc = row[:-1], row[-1]
            if left is not None and left.pop(str(cells[0]), None) != crc:
                where = f"{table.name} {cells[0]!s}"
                yield Finding("replay", where, _("The row is not what the history led to."))
            if checksum(image_of(cells)) == crc:
                whole.append(cells)
            else:
                where = f"{table.name} {cells[0]!s}"
                yield Finding("checksum", where, _("The row is not what was written."))
        yield from _meaningless(table, whole)


def _meaningless(table: AnyTable, rows: Sequence[Row]) -> Iterator[Finding]:
    with suppress(DamagedError):
        table.records(rows)
        return
    for cells in rows:
        try:
            table.record(cells)
        except DamagedError as error:
            yield Finding("record", f"{table.name} {cells[0]!s}", error.what)


def _content(database: Database) -> Iterator[Finding]:
    for sha256, size in database.rows("SELECT sha256, size FROM content ORDER BY sha256", patient=True):
        body = documents.unproven_content(database, str(sha256))
        if documents.hash_of(body) != sha256 or len(body) != size:
            yield Finding("hash", f"content {sha256!s}", _("The text or original is not what was stored."))


def _documents(database: Database) -> Iterator[Finding]:
    for row in chain.from_iterable(_slices(database, DOCUMENTS.column_list, "document")):
        document = DOCUMENTS.record(row)
        where = f"document {shown(document.name, 80)}"
        try:
            text = documents.unproven_content(database, document.sha256).decode()
            original = documents.unproven_content(database, document.original_sha256)
        except (NotFoundError, UnicodeDecodeError) as error:
            yield Finding("content", where, str(error))
            continue
        if (len(text), len(original)) != (document.length, document.original_size):
            yield Finding("length", where, _("The text has another length than the document says."))
        yield from _quotes(database, document, text)


def _quotes(database: Database, document: Document, text: str) -> Iterator[Finding]:
    what = _("The quote is not what stands there in {name}.").format(name=shown(document.name, 80))
    sql = f"SELECT {ANNOTATIONS.column_list} FROM annotation WHERE document_uid = ?"
    for row in database.rows(sql, (document.uid,)):
        with suppress(DamagedError):  # such a row has a finding already
            if not fit_cells(row, text):
                yield Finding("quote", f"annotation {row[0]!s}", what)


_REFERENCES = (
    ("annotation", "uid", "document_uid", "document"),
    ("annotation", "uid", "annotator_uid", "annotator"),
    ("annotation", "uid", "tag_uid", "tag"),
    ("slot", "uid", "tag_uid", "tag"),
    ("link", "uid", "document_uid", "document"),
    ("link", "uid", "annotator_uid", "annotator"),
    ("link", "uid", "source_uid", "annotation"),
    ("progress", "uid", "document_uid", "document"),
    ("progress", "uid", "annotator_uid", "annotator"),
    ("change", "record_uid", "step_uid", "step"),
)


def _loose(database: Database, table: str, uid: str, column: str, goal: str) -> Iterator[Finding]:
    rows = database.rows(
        f'SELECT "{uid}" FROM "{table}" WHERE "{column}" NOT IN (SELECT uid FROM "{goal}") '
        f'ORDER BY "{uid}" LIMIT {_AT_MOST}',
        patient=True,
    )
    for (found,) in rows:
        what = _("It belongs to a {kind} that is missing.").format(kind=goal)
        yield Finding("reference", f"{table} {found!s}", what)


def _references(database: Database) -> Iterator[Finding]:
    for table in dict.fromkeys(item[0] for item in _REFERENCES):
        wanted = [item for item in _REFERENCES if item[0] == table]
        # One look at the table for all of them, as most of the time nothing is wrong.
        loose = " OR ".join(
            f'"{column}" NOT IN (SELECT uid FROM "{goal}")' for _t, _u, column, goal in wanted
        )
        if database.rows(f'SELECT 1 FROM "{table}" WHERE {loose} LIMIT 1', patient=True):
            for _table, uid, column, goal in wanted:
                yield from _loose(database, table, uid, column, goal)
    yield from _ends_of_links(database)
    known = {str(uid) for (uid,) in database.rows("SELECT uid FROM attribute")}
    for table in ("annotation", "progress"):
        coded = _slices(database, '"uid", "values"', table, where="\"values\" <> '{}'")
        for cells in chain.from_iterable(coded):
            if not decoded_values(cells[1]).keys() <= known:
                what = _("It belongs to a {kind} that is missing.").format(kind="attribute")
                yield Finding("reference", f"{table} {cells[0]!s}", what)


_LOOSE = (
    ("slot", "slot_uid <> '' AND slot_uid NOT IN (SELECT uid FROM slot)"),
    ("annotation", "target_kind = 'annotation' AND target_uid NOT IN (SELECT uid FROM annotation)"),
    ("entity", "target_kind = 'entity' AND target_uid NOT IN (SELECT uid FROM entity)"),
)
"""Links that lead nowhere, by what is missing."""


def _ends_of_links(database: Database) -> Iterator[Finding]:
    for goal, where in _LOOSE:
        sql = f"SELECT uid FROM link WHERE {where} ORDER BY uid LIMIT {_AT_MOST}"
        for (found,) in database.rows(sql, patient=True):
            what = _("It belongs to a {kind} that is missing.").format(kind=goal)
            yield Finding("reference", f"link {found!s}", what)


def _tagset(database: Database) -> Iterator[Finding]:
    try:
        check_tagset(corpus.tagset(database), ATTRIBUTES)
    except TagsetError as error:
        yield Finding("tagset", shown(error.where, 80), error.what)


def _tally(database: Database) -> Iterator[Finding]:
    if not tally.is_right(database):
        yield Finding("tally", "tally", _("The counts beside the annotations are not right."))
