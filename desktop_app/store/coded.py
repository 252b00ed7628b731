"""What annotators coded, reduced to what a comparison of them needs: one query for a whole project."""

from __future__ import annotations

from typing import NamedTuple

from desktop_app.model.records import State
from desktop_app.store.database import Database
from desktop_app.store.rows import Cell, damaged_row, pairs

_UNITS = """
SELECT annotation.document_uid, annotator_uid, tag_uid, "start", "end", parts, annotation.uid
FROM annotation JOIN document ON document.uid = annotation.document_uid WHERE binned = ''
"""
_DOCUMENTS = "SELECT uid, name, length FROM document WHERE binned = '' ORDER BY name, uid"


class CodedUnit(NamedTuple):
    """An annotation without its words: `ranges` are (start, end) in code points, sorted and disjoint."""

    document_uid: str
    annotator_uid: str
    tag_uid: str
    ranges: tuple[tuple[int, int], ...]
    uid: str


def units(database: Database) -> list[CodedUnit]:
    """Every annotation of the documents in use, in no order."""
    return [
        CodedUnit(str(document), str(annotator), str(tag), _ranges(start, end, parts), str(uid))
        for document, annotator, tag, start, end, parts, uid in database.rows(_UNITS, patient=True)
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


def states(database: Database) -> dict[tuple[str, str], State]:
    """How far each annotator is with each document that they began, by (document uid, annotator uid)."""
    rows = database.rows("SELECT document_uid, annotator_uid, state FROM progress", patient=True)
    return {(str(document), str(annotator)): State(str(state)) for document, annotator, state in rows}
