"""Questions about documents: lists by the page, texts, originals, duplicates."""

from __future__ import annotations

import hashlib

from desktop_app.base.errors import DamagedError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.query import DocumentRow, GroupKey, Query, SortKey
from desktop_app.model.records import Document, Progress, State
from desktop_app.store.database import Database
from desktop_app.store.rows import DOCUMENTS, PROGRESS, Cell, damaged_row

_COLUMNS = ", ".join(f'd."{column}"' for column in DOCUMENTS.columns)
_STATE = f"coalesce(p.state, '{State.NEW}')"
_FROM = "FROM document d LEFT JOIN progress p ON p.document_uid = d.uid AND p.annotator_uid = ?"
_MARKS = (
    '(SELECT coalesce(sum(t."count"), 0) FROM tally t WHERE t.document_uid = d.uid AND t.annotator_uid = ?)'
)
_SORTS = {
    SortKey.NAME: "d.name",
    SortKey.TITLE: "CASE d.title WHEN '' THEN d.name ELSE d.title END",
    SortKey.PUBLISHED: "d.published",
    SortKey.OUTLET: "d.outlet",
    SortKey.STATE: _STATE,
    SortKey.ADDED: "d.added",
}
_GROUPS = {
    GroupKey.OUTLET: "d.outlet",
    GroupKey.MONTH: "substr(d.published, 1, 7)",
    GroupKey.AUTHOR: "d.author",
    GroupKey.LANGUAGE: "d.language",
    GroupKey.STATE: _STATE,
}
_SEARCHED = ("title", "name", "outlet", "author", "published", "url")
_LONGEST_SEARCH = 1000
_FINISHED = (State.DONE, State.REVIEWED)


class DocumentList:
    """The documents of a project as one annotator sees them, asked for by the page."""

    def __init__(self, database: Database, annotator_uid: str) -> None:
        self._database = database
        self._annotator_uid = annotator_uid

    def _where(self, query: Query) -> tuple[str, list[Cell]]:
        clauses = ["d.binned <> ''" if query.binned else "d.binned = ''"]
        parameters: list[Cell] = []
        if query.state is not None:
            clauses.append(f"{_STATE} = ?")
            parameters.append(query.state.value)
        if query.text:
            escaped = (
                query.text[:_LONGEST_SEARCH].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            )
            clauses.append("(" + " OR ".join(f"d.{name} LIKE ? ESCAPE '\\'" for name in _SEARCHED) + ")")
            parameters.extend([f"%{escaped}%"] * len(_SEARCHED))
        return " AND ".join(clauses), parameters

    @staticmethod
    def _order(query: Query) -> str:
        direction = "DESC" if query.descending else "ASC"
        group = f"{_GROUPS[query.group]}, " if query.group else ""
        return f"{group}{_SORTS[query.sort]} {direction}, d.name, d.uid"

    def count(self, query: Query) -> int:
        """How many documents fit."""
        where, parameters = self._where(query)
        return self._database.number(
            f"SELECT count(*) {_FROM} WHERE {where}", [self._annotator_uid, *parameters]
        )

    def page(self, query: Query, offset: int, limit: int) -> tuple[DocumentRow, ...]:
        """Lines `offset` to `offset + limit` of the list."""
        where, parameters = self._where(query)
        rows = self._database.rows(
            f"SELECT {_COLUMNS}, {_STATE}, {_MARKS} {_FROM} WHERE {where} "
            f"ORDER BY {self._order(query)} LIMIT ? OFFSET ?",
            [self._annotator_uid, self._annotator_uid, *parameters, limit, offset],
        )
        return tuple(
            DocumentRow(DOCUMENTS.record(row[:-2]), _state(row[-2]), int(str(row[-1]))) for row in rows
        )

    def groups(self, query: Query) -> tuple[tuple[str, int], ...]:
        """(label, number of documents) of each group, in the order of the list; empty when it is not grouped."""
        if query.group is None:
            return ()
        where, parameters = self._where(query)
        key = _GROUPS[query.group]
        rows = self._database.rows(
            f"SELECT {key}, count(*) {_FROM} WHERE {where} GROUP BY {key} ORDER BY {key}",
            [self._annotator_uid, *parameters],
        )
        return tuple((str(label), int(str(number))) for label, number in rows)

    def place_of(self, query: Query, document_uid: str) -> int | None:
        """The line of a document in the list, or None when it does not fit the query."""
        where, parameters = self._where(query)
        found = self._database.row(
            f"SELECT place FROM (SELECT d.uid AS uid, row_number() OVER (ORDER BY {self._order(query)}) - 1 AS place "
            f"{_FROM} WHERE {where}) WHERE uid = ?",
            [self._annotator_uid, *parameters, document_uid],
        )
        return None if found is None else int(str(found[0]))

    def next_unfinished(self, query: Query, after_uid: str | None) -> Document | None:
        """The first document after `after_uid` in the list, round the end, that is not done or reviewed."""
        where, parameters = self._where(query)
        place = self.place_of(query, after_uid) if after_uid else None
        found = self._database.row(
            f"SELECT {_COLUMNS} FROM document d JOIN (SELECT d.uid AS uid, {_STATE} AS state, "
            f"row_number() OVER (ORDER BY {self._order(query)}) - 1 AS place {_FROM} WHERE {where}) l ON l.uid = d.uid "
            "WHERE l.state NOT IN (?, ?) AND d.uid <> ? ORDER BY l.place <= ?, l.place LIMIT 1",
            [self._annotator_uid, *parameters, *_FINISHED, after_uid or "", -1 if place is None else place],
        )
        return None if found is None else DOCUMENTS.record(found)

    def states(self) -> dict[State, int]:
        """How many documents (not in the bin) the annotator has in each state."""
        rows = self._database.rows(
            "SELECT state, count(*) FROM progress WHERE annotator_uid = ? AND document_uid NOT IN "
            "(SELECT uid FROM document WHERE binned <> '') GROUP BY state",
            (self._annotator_uid,),
        )
        found = {_state(state): int(str(number)) for state, number in rows}
        total = self._database.number("SELECT count(*) FROM document WHERE binned = ''")
        others = sum(number for state, number in found.items() if state != State.NEW)
        return {**found, State.NEW: total - others}


def _state(cell: Cell) -> State:
    try:
        return State(str(cell))
    except ValueError as error:
        raise damaged_row("progress", error) from error


def get(database: Database, uid: str) -> Document:
    """The document with this uid. Raises NotFoundError."""
    found = database.row(f"SELECT {DOCUMENTS.column_list} FROM document WHERE uid = ?", (uid,))
    if found is None:
        raise NotFoundError(_("This document is no longer in the project."))
    return DOCUMENTS.record(found)


def find(database: Database, field: str, value: str) -> tuple[Document, ...]:
    """Documents whose `name`, `sha256` or `original_sha256` is this, by uid."""
    if field not in ("name", "sha256", "original_sha256"):
        raise ValueError(field)
    rows = database.rows(
        f'SELECT {DOCUMENTS.column_list} FROM document WHERE "{field}" = ? ORDER BY uid', (value,)
    )
    return tuple(DOCUMENTS.record(row) for row in rows)


def content(database: Database, sha256: str) -> bytes:
    """The bytes with this hash: a text in UTF-8, or an original file. Raises NotFoundError, and DamagedError when they
    are not the bytes that were stored.
    """
    body = unproven_content(database, sha256)
    if hash_of(body) != sha256:
        raise DamagedError(
            _("The text or original is not what was stored."),
            where=f"content {shown(sha256, 80)}",
            hint=_("Run a check of the project, and restore the newest good backup."),
        )
    return body


def unproven_content(database: Database, sha256: str) -> bytes:
    """What lies under this hash, whether it fits or not. Raises NotFoundError."""
    found = database.row("SELECT body FROM content WHERE sha256 = ?", (sha256,))
    if found is None or not isinstance(found[0], bytes):
        raise NotFoundError(_("The text of this document is missing from the project."))
    return found[0]


def hash_of(body: bytes) -> str:
    """The name of these bytes: their SHA-256 as hex."""
    return hashlib.sha256(body).hexdigest()


def keep_content(database: Database, body: bytes) -> str:
    """Store bytes under their SHA-256 and return it; the same bytes are stored once. Call it inside `writing()`."""
    sha256 = hash_of(body)
    database.connection.execute(
        "INSERT INTO content VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING", (sha256, len(body), body)
    )
    return sha256


def progress(database: Database, document_uid: str) -> tuple[Progress, ...]:
    """Everyone's progress with a document, by annotator."""
    rows = database.rows(
        f"SELECT {PROGRESS.column_list} FROM progress WHERE document_uid = ? ORDER BY annotator_uid",
        (document_uid,),
    )
    return tuple(PROGRESS.record(row) for row in rows)


def any_document(database: Database) -> bool:
    """Whether the project has documents at all."""
    return database.row("SELECT 1 FROM document LIMIT 1") is not None
