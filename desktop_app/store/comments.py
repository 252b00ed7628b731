"""Questions about comments."""

from __future__ import annotations

from desktop_app.model.review import Comment
from desktop_app.store.database import Database
from desktop_app.store.rows import COMMENTS

_SELECT = f"SELECT {COMMENTS.column_list} FROM comment"


def of_document(database: Database, document_uid: str) -> tuple[Comment, ...]:
    """The comments on a document and its annotations, the oldest first."""
    return COMMENTS.records(
        database.rows(f"{_SELECT} WHERE document_uid = ? ORDER BY made, uid", (document_uid,))
    )
