"""Questions about verdicts."""

from __future__ import annotations

from desktop_app.model.review import Verdict
from desktop_app.store.database import Database
from desktop_app.store.rows import VERDICTS

_SELECT = f"SELECT {VERDICTS.column_list} FROM verdict"


def of_document(database: Database, document_uid: str) -> tuple[Verdict, ...]:
    """The verdicts on a document, the oldest first."""
    return VERDICTS.records(
        database.rows(f"{_SELECT} WHERE document_uid = ? ORDER BY made, uid", (document_uid,))
    )


def of_gold(database: Database, document_uid: str, annotation_uid: str) -> Verdict | None:
    """The verdict that a gold annotation of the document was made by, if any."""
    found = [item for item in of_document(database, document_uid) if annotation_uid in item.gold]
    return found[-1] if found else None
