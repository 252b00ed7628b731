"""Questions about annotations: one, a document's, a window's, and packed slices for the reading view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from desktop_app.base.errors import InvalidSpanError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.model.packed import PackedSpans
from desktop_app.model.packed import Row as PackedRow
from desktop_app.model.records import Annotation
from desktop_app.model.values import Value
from desktop_app.store.database import Database
from desktop_app.store.rows import ANNOTATIONS
from desktop_app.store.table import MISFITS, damaged_row, decoded_values, pairs

_SELECT = f"SELECT {ANNOTATIONS.column_list} FROM annotation"


def get(database: Database, uid: str) -> Annotation:
    """The annotation with this uid. Raises NotFoundError."""
    found = find(database, [uid])
    if not found:
        raise NotFoundError(_("This annotation is no longer in the project."))
    return found[0]


def find(database: Database, uids: list[str]) -> tuple[Annotation, ...]:
    """Those of the annotations that exist, by start, longest first."""
    found: list[Annotation] = []
    for first in range(0, len(uids), 500):
        some = uids[first : first + 500]
        marks = ", ".join("?" * len(some))
        found.extend(ANNOTATIONS.records(database.rows(f"{_SELECT} WHERE uid IN ({marks})", some)))
    return tuple(sorted(found, key=lambda item: (item.document_uid, item.start, -item.end, item.uid)))


def of_document(
    database: Database, document_uid: str, *, annotator_uid: str | None = None
) -> tuple[Annotation, ...]:
    """All annotations of a document (of one annotator), by start, longest first, then uid."""
    clause, one = _by(annotator_uid)
    sql = f'{_SELECT} WHERE document_uid = ?{clause} ORDER BY "start", "end" DESC, uid'
    return ANNOTATIONS.records(database.rows(sql, (document_uid, *one)))


def in_window(
    database: Database, document_uid: str, start: int, end: int, *, annotator_uid: str | None = None
) -> tuple[Annotation, ...]:
    """The annotations (of one annotator) whose envelope shares a code point with `start` to `end`, by start, longest
    first, then uid.
    """
    clause, one = _by(annotator_uid)
    sql = f'{_SELECT} WHERE document_uid = ? AND "start" < ? AND "end" > ?{clause} ORDER BY "start", "end" DESC, uid'
    return ANNOTATIONS.records(database.rows(sql, (document_uid, end, start, *one)))


def nearest(
    database: Database, document_uid: str, offset: int, *, annotator_uid: str, limit: int
) -> tuple[Annotation, ...]:
    """One annotator's annotations on both sides of an offset, at most `limit` on each, the nearest start first."""
    found: list[Annotation] = []
    for side, way in (('"start" >= ?', ""), ('"start" < ?', " DESC")):
        sql = (
            f'{_SELECT} WHERE document_uid = ? AND {side} AND annotator_uid = ? ORDER BY "start"{way} LIMIT ?'
        )
        found += ANNOTATIONS.records(database.rows(sql, (document_uid, offset, annotator_uid, limit)))
    return tuple(sorted(found, key=lambda item: (abs(item.start - offset), item.start, item.uid)))


def of_tags(
    database: Database,
    document_uid: str,
    tag_uids: Sequence[str],
    *,
    annotator_uid: str,
    after: tuple[int, str],
    limit: int,
) -> tuple[Annotation, ...]:
    """One annotator's next annotations of some tags behind a start and uid, by start and uid."""
    some = msgspec.json.encode(tag_uids).decode()
    sql = (
        f'{_SELECT} WHERE document_uid = ? AND ("start", uid) > (?, ?) AND annotator_uid = ?'
        ' AND tag_uid IN (SELECT value FROM json_each(?)) ORDER BY "start", uid LIMIT ?'
    )
    return ANNOTATIONS.records(database.rows(sql, (document_uid, *after, annotator_uid, some, limit)))


def documents_with(database: Database, tag_uids: Sequence[str], *, annotator_uid: str) -> tuple[str, ...]:
    """The documents in use that have annotations of one of these tags by an annotator, by name."""
    some = msgspec.json.encode(tag_uids).decode()
    sql = (
        "SELECT DISTINCT document.uid FROM document JOIN tally ON tally.document_uid = document.uid"
        " WHERE tally.annotator_uid = ? AND tally.\"count\" > 0 AND document.binned = ''"
        " AND tally.tag_uid IN (SELECT value FROM json_each(?)) ORDER BY document.name"
    )
    return tuple(str(uid) for (uid,) in database.rows(sql, (annotator_uid, some)))


def _by(annotator_uid: str | None) -> tuple[str, tuple[str, ...]]:
    """The condition for one annotator's rows, with its parameters; '' for everybody's."""
    return ("", ()) if annotator_uid is None else (" AND annotator_uid = ?", (annotator_uid,))


def any_annotation(database: Database) -> bool:
    """Whether the project has annotations at all."""
    return database.row("SELECT 1 FROM annotation LIMIT 1") is not None


def count_of_tag(database: Database, tag_uid: str) -> int:
    """How many annotations of anybody have this tag."""
    return database.number('SELECT sum("count") FROM tally WHERE tag_uid = ?', (tag_uid,), patient=True)


def coded_values(database: Database, attribute_uid: str) -> list[Value]:
    """Every value that is coded for an attribute, on annotations and on documents."""
    found: list[Value] = []
    for table in ("annotation", "progress"):
        sql = f'SELECT "values" FROM {table} WHERE "values" <> \'{{}}\' AND instr("values", ?)'
        rows = [decoded_values(cell) for (cell,) in database.rows(sql, (attribute_uid,), patient=True)]
        found.extend(values[attribute_uid] for values in rows if attribute_uid in values)
    return found


def packed(
    database: Database,
    document_uid: str,
    *,
    after: tuple[int, str] | None,
    limit: int,
    before: int | None = None,
    annotator_uid: str | None = None,
) -> PackedSpans:
    """The next `limit` annotations (of one annotator) behind the cursor `after`, by start and uid, as arrays.

    `before`: only those that start before this offset, by start alone; the cursor is then behind them. Raises
    DamagedError when one of them lies outside of the text.
    """
    start, uid = after or (-1, "")
    clause, one = _by(annotator_uid)
    until: tuple[int, ...] = ()
    order = '"start", uid'
    if before is not None:
        # The index is by start: to sort what starts together as well takes a third as long again.
        clause, until, order = clause + ' AND "start" < ?', (before,), '"start"'
    rows = database.rows(
        'SELECT "start", "end", tag_uid, annotator_uid, uid, parts FROM annotation WHERE document_uid = ? '
        f'AND "start" >= ? AND ("start" > ? OR uid > ?){clause} ORDER BY {order} LIMIT ?',
        (document_uid, start, start, uid, *one, *until, limit),
    )
    cursor = None if before is None else max((before, ""), (start, uid))
    if len(rows) == limit:
        if before is not None:
            # The slice is full before that offset: it ends among those that start together, so their order counts.
            return packed(database, document_uid, after=after, limit=limit, annotator_uid=annotator_uid)
        cursor = cast(int, rows[-1][0]), str(rows[-1][4])
    return _within(database, document_uid, cast(list[PackedRow], rows), cursor)


def _within(
    database: Database, document_uid: str, rows: list[PackedRow], cursor: tuple[int, str] | None
) -> PackedSpans:
    length = database.number("SELECT length FROM document WHERE uid = ?", (document_uid,))
    try:
        pieces = [piece for row in rows for piece in ((row,) if row[5] is None else _pieces(row))]
        found = PackedSpans.of_rows(pieces, cursor=cursor)
        if rows and not (
            found.start.min() >= 0 and (found.start < found.end).all() and found.end.max() <= length
        ):
            raise InvalidSpanError(_("A mark lies outside of the text."))
    except MISFITS as error:
        raise damaged_row(f"document {document_uid}", error) from error
    return found


def _pieces(row: PackedRow) -> list[PackedRow]:
    _start, _end, tag, annotator, uid, parts = row
    return [(first, last, tag, annotator, uid, True) for first, last in pairs(parts)]
