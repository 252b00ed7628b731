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


def begun(database: Database, number: int) -> str:
    """When the first verdict of a round was given, '' if none was."""
    found = database.row("SELECT min(made) FROM verdict WHERE round = ?", (number,))
    return "" if found is None else str(found[0] or "")


def by_round(database: Database) -> dict[int, int]:
    """How many verdicts each round has."""
    rows = database.rows("SELECT round, count(*) FROM verdict GROUP BY round", patient=True)
    return {int(str(number)): int(str(count)) for number, count in rows}
