"""What annotators coded, reduced to what a comparison of them needs: one query for a whole project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop_app.model.records import State, TargetKind
from desktop_app.model.values import Values
from desktop_app.store.database import Database
from desktop_app.store.table import Cell, damaged_row, decoded_values, pairs

_UNITS = """
SELECT annotation.document_uid, annotator_uid, tag_uid, "start", "end", parts, annotation.uid, "values"
FROM annotation JOIN document ON document.uid = annotation.document_uid WHERE binned = ''
"""
_PAGE = """ AND document.uid = ? AND ("start", "end", annotation.uid) > (?, ?, ?)
ORDER BY "start", "end", annotation.uid LIMIT ?"""
_OF_DOCUMENT = " AND document.uid = ?"
_PROGRESS = """
SELECT document_uid, annotator_uid, state, "values", changed
FROM progress JOIN document ON document.uid = progress.document_uid WHERE binned = ''
"""
_LINKS = """
SELECT link.document_uid, annotator_uid, source_uid, slot_uid, target_kind, target_uid, link.uid
FROM link JOIN document ON document.uid = link.document_uid WHERE binned = ''
"""
_LINK_ORDER = " ORDER BY source_uid, slot_uid, position, link.uid"
_DOCUMENTS = "SELECT uid, name, length FROM document WHERE binned = '' ORDER BY name, uid"


class CodedUnit(NamedTuple):
    """An annotation without its words: `ranges` are (start, end) in code points, sorted and disjoint."""

    document_uid: str
    annotator_uid: str
    tag_uid: str
    ranges: tuple[tuple[int, int], ...]
    uid: str
    values: Values


class CodedLink(NamedTuple):
    """A link without its values."""

    document_uid: str
    annotator_uid: str
    source_uid: str
    slot_uid: str
    target_kind: TargetKind
    target_uid: str
    uid: str


class Begun(NamedTuple):
    """How far an annotator is with a document, since when (ISO 8601), and what they said of it as a whole."""

    state: State
    values: Values
    changed: str


def units(database: Database, document_uid: str = "") -> list[CodedUnit]:
    """Every annotation of the documents in use, or of one of them, in no order."""
    sql, parameters = (_UNITS + _OF_DOCUMENT, (document_uid,)) if document_uid else (_UNITS, ())
    return _made(database.rows(sql, parameters, patient=not document_uid))


def page(database: Database, document_uid: str, after: CodedUnit | None, limit: int) -> list[CodedUnit]:
    """Up to so many annotations of a document in use, in the order of start, end and uid, those behind `after`."""
    start, end = (after.ranges[0][0], after.ranges[-1][1]) if after is not None else (-1, -1)
    parameters = (document_uid, start, end, after.uid if after is not None else "", limit)
    return _made(database.rows(_UNITS + _PAGE, parameters))


def _made(rows: Iterable[tuple[Cell, ...]]) -> list[CodedUnit]:
    return [
        CodedUnit(
            str(document),
            str(annotator),
            str(tag),
            _ranges(start, end, parts),
            str(uid),
            decoded_values(values),
        )
        for document, annotator, tag, start, end, parts, uid, values in rows
    ]


def links(database: Database, document_uid: str = "") -> list[CodedLink]:
    """Every link of the documents in use, or of one of them, by source, slot, position and uid."""
    sql, parameters = (_LINKS + _OF_DOCUMENT, (document_uid,)) if document_uid else (_LINKS, ())
    rows = database.rows(sql + _LINK_ORDER, parameters, patient=not document_uid)
    return [
        CodedLink(
            str(document), str(who), str(source), str(slot), TargetKind(str(kind)), str(target), str(uid)
        )
        for document, who, source, slot, kind, target, uid in rows
    ]


def _ranges(start: Cell, end: Cell, parts: Cell) -> tuple[tuple[int, int], ...]:
    if parts is not None:
        return tuple((first, last) for first, last in pairs(parts))
    if isinstance(start, int) and isinstance(end, int):
        return ((start, end),)
    raise damaged_row("annotation", TypeError("start and end"))


def documents(database: Database) -> list[tuple[str, str, int]]:
    """(uid, name, length in code points) of the documents in use, by name."""
    found = database.rows(_DOCUMENTS, patient=True)
    return [(str(uid), str(name), int(str(length))) for uid, name, length in found]


def begun(database: Database, document_uid: str = "") -> dict[tuple[str, str], Begun]:
    """How far each annotator is with each document (or the one) that they began, by (document uid, annotator uid)."""
    sql, parameters = (_PROGRESS + _OF_DOCUMENT, (document_uid,)) if document_uid else (_PROGRESS, ())
    return {
        (str(document), str(annotator)): Begun(State(str(state)), decoded_values(values), str(changed))
        for document, annotator, state, values, changed in database.rows(
            sql, parameters, patient=not document_uid
        )
    }


def active(database: Database) -> frozenset[str]:
    """The annotators (uids) who began or marked anything."""
    rows = database.rows(
        "SELECT annotator_uid FROM progress UNION SELECT annotator_uid FROM tally", patient=True
    )
    return frozenset(str(uid) for (uid,) in rows)


def states(database: Database) -> dict[tuple[str, str], State]:
    """How far each annotator is with each document that they began, by (document uid, annotator uid)."""
    rows = database.rows("SELECT document_uid, annotator_uid, state FROM progress", patient=True)
    return {(str(document), str(annotator)): State(str(state)) for document, annotator, state in rows}


def length(database: Database, document_uid: str) -> int | None:
    """How many code points a document has; None if it is not in use."""
    found = database.rows("SELECT length FROM document WHERE uid = ? AND binned = ''", (document_uid,))
    return int(str(found[0][0])) if found else None
