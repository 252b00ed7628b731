"""Counts of annotations by document, annotator and tag: derived from the rows and kept beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter

from desktop_app.model.changes import Change
from desktop_app.model.records import State
from desktop_app.store.database import Database
from desktop_app.store.table import Cell

_PLACE = attrgetter("document_uid", "annotator_uid", "tag_uid")
_ADD = """
INSERT INTO tally VALUES (?, ?, ?, ?)
ON CONFLICT (document_uid, annotator_uid, tag_uid) DO UPDATE SET "count" = "count" + excluded."count"
"""
_COUNTED = """
SELECT document_uid, annotator_uid, tag_uid, count(*) FROM annotation GROUP BY document_uid, annotator_uid, tag_uid
"""


def count(database: Database, changes: Sequence[Change]) -> None:
    """Take changes of annotations into account, in the transaction that made them."""
    deltas = Counter(map(_PLACE, [change.after for change in changes if change.after is not None]))
    deltas.subtract(map(_PLACE, [change.before for change in changes if change.before is not None]))
    rows = [(*key, delta) for key, delta in deltas.items() if delta]
    if rows:
        database.connection.executemany(_ADD, rows)


def move(database: Database, layers: Mapping[tuple[str, str], int], was: str, tag: str) -> None:
    """Take into account that so many annotations of each (document, annotator) have another tag now."""
    if was != tag:
        away = [(*layer, was, -number) for layer, number in layers.items()]
        here = [(*layer, tag, number) for layer, number in layers.items()]
        database.connection.executemany(_ADD, [*away, *here])


def is_right(database: Database) -> bool:
    """Whether the counts are those of the rows."""
    kept = database.rows('SELECT * FROM tally WHERE "count" <> 0', patient=True)
    return sorted(map(repr, kept)) == sorted(map(repr, database.rows(_COUNTED, patient=True)))


def by_tag(database: Database, document_uid: str, annotator_uid: str) -> dict[str, int]:
    """How many annotations of each tag the annotator has in the document; tags without any are left out."""
    rows = database.rows(
        'SELECT tag_uid, "count" FROM tally WHERE document_uid = ? AND annotator_uid = ? AND "count" > 0',
        (document_uid, annotator_uid),
    )
    return {str(tag): int(str(number)) for tag, number in rows}


def by_annotator(database: Database, document_uid: str) -> dict[str, dict[str, int]]:
    """How many annotations of each tag each annotator has in the document; who has none is left out."""
    rows = database.rows(
        'SELECT annotator_uid, tag_uid, "count" FROM tally WHERE document_uid = ? AND "count" > 0',
        (document_uid,),
    )
    found: dict[str, dict[str, int]] = {}
    for annotator, tag, number in rows:
        found.setdefault(str(annotator), {})[str(tag)] = int(str(number))
    return found


def totals(database: Database, *, hidden_from: str = "") -> tuple[tuple[str, str, int], ...]:
    """(annotator uid, tag uid, number) over all documents in use, sorted.

    `hidden_from`: count of others' annotations only those in documents that this annotator is done with.
    """
    seen, parameters = "", list[Cell]()
    if hidden_from:
        seen = (
            "AND (annotator_uid = ? OR document_uid IN (SELECT document_uid FROM progress "
            "WHERE annotator_uid = ? AND state IN (?, ?))) "
        )
        parameters = [hidden_from, hidden_from, State.DONE, State.REVIEWED]
    rows = database.rows(
        'SELECT annotator_uid, tag_uid, sum("count") FROM tally WHERE document_uid NOT IN '
        f"(SELECT uid FROM document WHERE binned <> '') {seen}GROUP BY annotator_uid, tag_uid "
        'HAVING sum("count") > 0 ORDER BY annotator_uid, tag_uid',
        parameters,
    )
    return tuple((str(annotator), str(tag), int(str(number))) for annotator, tag, number in rows)
