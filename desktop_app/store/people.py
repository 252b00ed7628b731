"""Questions about annotators and what they have to do: counts over a whole project, and all that is one person's."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.model.records import Progress, State
from desktop_app.model.review import Assignment, Comment, Verdict
from desktop_app.model.tagset import Decision
from desktop_app.store.database import Database
from desktop_app.store.rows import ASSIGNMENTS, COMMENTS, DECISIONS, PROGRESS, VERDICTS
from desktop_app.store.table import Cell

_IN_USE = "document_uid NOT IN (SELECT uid FROM document WHERE binned <> '')"
_DONE: tuple[Cell, ...] = (State.DONE.value, State.REVIEWED.value)


def begun_and_done(database: Database) -> dict[str, tuple[int, int]]:
    """How many documents in use each annotator has begun, and how many of them they are done with."""
    rows = database.rows(
        f"SELECT annotator_uid, count(*), sum(state IN (?, ?)) FROM progress WHERE state <> ? AND {_IN_USE} "
        "GROUP BY annotator_uid",
        (*_DONE, State.NEW.value),
        patient=True,
    )
    return _pairs(rows)


def assigned_and_done(database: Database) -> dict[str, tuple[int, int]]:
    """How many documents in use each annotator is to do, and how many of them they are done with."""
    rows = database.rows(
        "SELECT a.annotator_uid, count(*), coalesce(sum(p.state IN (?, ?)), 0) FROM assignment a "
        "LEFT JOIN progress p ON p.document_uid = a.document_uid AND p.annotator_uid = a.annotator_uid "
        f"WHERE a.{_IN_USE} GROUP BY a.annotator_uid",
        _DONE,
        patient=True,
    )
    return _pairs(rows)


def _pairs(rows: Sequence[tuple[Cell, ...]]) -> dict[str, tuple[int, int]]:
    return {str(uid): (int(str(one)), int(str(other or 0))) for uid, one, other in rows}


def last_steps(database: Database) -> dict[str, str]:
    """When each annotator did something last."""
    rows = database.rows("SELECT annotator_uid, max(made) FROM step GROUP BY annotator_uid", patient=True)
    return {str(uid): str(made) for uid, made in rows}


def documents_marked(database: Database, annotator_uid: str) -> list[str]:
    """The documents in which an annotator has annotations, the bin included."""
    sql = 'SELECT DISTINCT document_uid FROM tally WHERE annotator_uid = ? AND "count" > 0 ORDER BY 1'
    return [str(uid) for (uid,) in database.rows(sql, (annotator_uid,), patient=True)]


def documents_done(database: Database, annotator_uid: str) -> frozenset[str]:
    """The documents that an annotator is done with."""
    sql = "SELECT document_uid FROM progress WHERE annotator_uid = ? AND state IN (?, ?)"
    return frozenset(str(uid) for (uid,) in database.rows(sql, (annotator_uid, *_DONE), patient=True))


def progress_of(database: Database, annotator_uid: str) -> tuple[Progress, ...]:
    """An annotator's progress with all documents."""
    return PROGRESS.records(_of(database, "progress", PROGRESS.column_list, annotator_uid))


def assignments_of(database: Database, annotator_uid: str) -> tuple[Assignment, ...]:
    """What an annotator is to do."""
    return ASSIGNMENTS.records(_of(database, "assignment", ASSIGNMENTS.column_list, annotator_uid))


def verdicts_of(database: Database, annotator_uid: str) -> tuple[Verdict, ...]:
    """The verdicts that an annotator gave, by uid."""
    return VERDICTS.records(_of(database, "verdict", VERDICTS.column_list, annotator_uid))


def decisions_of(database: Database, annotator_uid: str) -> tuple[Decision, ...]:
    """The decisions about guidelines that an annotator took, by uid."""
    return DECISIONS.records(_of(database, "decision", DECISIONS.column_list, annotator_uid))


def number_of_marks(database: Database, annotator_uid: str) -> int:
    """How many annotations an annotator made, the bin included."""
    return database.number(
        'SELECT sum("count") FROM tally WHERE annotator_uid = ?', (annotator_uid,), patient=True
    )


def number_of_links(database: Database, annotator_uid: str) -> int:
    """How many links an annotator made."""
    sql = "SELECT count(*) FROM link WHERE annotator_uid = ?"
    return database.number(sql, (annotator_uid,), patient=True)


def number_of_remarks(database: Database, annotator_uid: str) -> int:
    """How many remarks others made on an annotator's marks."""
    sql = (
        "SELECT count(*) FROM comment c JOIN annotation a ON a.uid = c.annotation_uid "
        "WHERE a.annotator_uid = ? AND c.annotator_uid <> ?"
    )
    return database.number(sql, (annotator_uid, annotator_uid), patient=True)


def comments_of(database: Database, annotator_uid: str) -> tuple[Comment, ...]:
    """The comments that an annotator wrote, by uid."""
    return COMMENTS.records(_of(database, "comment", COMMENTS.column_list, annotator_uid))


def _of(database: Database, table: str, columns: str, annotator_uid: str) -> list[tuple[Cell, ...]]:
    sql = f'SELECT {columns} FROM "{table}" WHERE annotator_uid = ? ORDER BY uid'
    return database.rows(sql, (annotator_uid,), patient=True)


def assignments(database: Database, document_uid: str) -> tuple[Assignment, ...]:
    """Who is to do a document."""
    sql = f"SELECT {ASSIGNMENTS.column_list} FROM assignment WHERE document_uid = ? ORDER BY annotator_uid"
    return ASSIGNMENTS.records(database.rows(sql, (document_uid,)))


def unassigned(database: Database) -> list[tuple[str, int]]:
    """(uid, length in code points) of the documents in use that nobody is to do, by name."""
    rows = database.rows(
        "SELECT uid, length FROM document WHERE binned = '' AND uid NOT IN (SELECT document_uid FROM assignment) "
        "ORDER BY name, uid",
        patient=True,
    )
    return [(str(uid), int(str(length))) for uid, length in rows]


def lengths(database: Database, uids: Sequence[str]) -> list[tuple[str, int]]:
    """(uid, length in code points) of those of the documents that are in use, in the order given."""
    known: dict[str, int] = {}
    for first in range(0, len(uids), 500):
        some = uids[first : first + 500]
        marks = ", ".join("?" * len(some))
        rows = database.rows(f"SELECT uid, length FROM document WHERE binned = '' AND uid IN ({marks})", some)
        known.update((str(uid), int(str(length))) for uid, length in rows)
    return [(uid, known[uid]) for uid in dict.fromkeys(uids) if uid in known]
