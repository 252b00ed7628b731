"""Questions about documents: single ones, texts, originals, duplicates, progress."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from desktop_app.base.errors import DamagedError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Document, Progress, State
from desktop_app.store.database import Database
from desktop_app.store.rows import DOCUMENTS, PROGRESS
from desktop_app.store.table import damaged_row


def get(database: Database, uid: str) -> Document:
    """The document with this uid. Raises NotFoundError."""
    found = database.row(f"SELECT {DOCUMENTS.column_list} FROM document WHERE uid = ?", (uid,))
    if found is None:
        raise _missing()
    return DOCUMENTS.record(found)


def _missing() -> NotFoundError:
    return NotFoundError(_("This document is no longer in the project."))


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


def keep_content(database: Database, body: bytes, sha256: str = "") -> str:
    """Store bytes under their SHA-256 and return it; the same bytes are stored once. Call it inside `writing()`.

    `sha256` may be given by whoever has worked it out already.
    """
    sha256 = sha256 or hash_of(body)
    database.connection.execute(
        "INSERT INTO content VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING", (sha256, len(body), body)
    )
    return sha256


def progress(
    database: Database, document_uid: str, *, annotator_uid: str | None = None
) -> tuple[Progress, ...]:
    """Everyone's progress with a document (or one annotator's), by annotator."""
    one, parameters = ("", [document_uid])
    if annotator_uid is not None:
        one, parameters = (" AND annotator_uid = ?", [document_uid, annotator_uid])
    sql = f"SELECT {PROGRESS.column_list} FROM progress WHERE document_uid = ?{one} ORDER BY annotator_uid"
    return PROGRESS.records(database.rows(sql, parameters))


def state(database: Database, document_uid: str, annotator_uid: str) -> State:
    """How far an annotator is with a document, from the index alone. Raises DamagedError."""
    found = database.row(
        "SELECT state FROM progress WHERE document_uid = ? AND annotator_uid = ?",
        (document_uid, annotator_uid),
    )
    try:
        return State.NEW if found is None else State(str(found[0]))
    except ValueError as error:
        raise damaged_row("progress", error) from error


def text_of(database: Database, uid: str) -> tuple[str, int]:
    """The hash of a document's text, and its length in code points. Raises NotFoundError."""
    found = database.row("SELECT sha256, length FROM document WHERE uid = ?", (uid,))
    if found is None:
        raise _missing()
    return str(found[0]), int(str(found[1]))


def any_document(database: Database) -> bool:
    """Whether the project has documents at all."""
    return database.row("SELECT 1 FROM document LIMIT 1") is not None


def with_value(database: Database, attribute_uid: str) -> list[Progress]:
    """The progress of all annotators in which a value of this attribute is kept, by uid."""
    sql = f'SELECT {PROGRESS.column_list} FROM progress WHERE instr("values", ?) ORDER BY uid'
    found = PROGRESS.records(database.rows(sql, (attribute_uid,), patient=True))
    return [item for item in found if attribute_uid in item.values]


def closed(database: Database, document_uids: Sequence[str]) -> list[Progress]:
    """The progress of all who are done with some documents, or have reviewed them, by uid."""
    sql = (
        f"SELECT {PROGRESS.column_list} FROM progress WHERE state IN (?, ?) "
        "AND document_uid IN (SELECT value FROM json_each(?)) ORDER BY uid"
    )
    given = (State.DONE.value, State.REVIEWED.value, msgspec.json.encode(document_uids).decode())
    return list(PROGRESS.records(database.rows(sql, given, patient=True)))
