"""Questions about links."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.model.records import Link
from desktop_app.store.database import Database
from desktop_app.store.rows import LINKS

_SELECT = f"SELECT {LINKS.column_list} FROM link"
_THOSE = "(SELECT value FROM json_each(?))"
_ORDER = "ORDER BY source_uid, slot_uid, position, uid"


def get(database: Database, uid: str) -> Link:
    """The link with this uid. Raises NotFoundError."""
    found = LINKS.records(database.rows(f"{_SELECT} WHERE uid = ?", (uid,)))
    if not found:
        raise NotFoundError(_("This link is no longer in the project."))
    return found[0]


def any_link(database: Database) -> bool:
    """Whether the project has links at all."""
    return database.row("SELECT 1 FROM link LIMIT 1") is not None


def find(database: Database, uids: Sequence[str]) -> tuple[Link, ...]:
    """Those of the links that exist, by source, slot, position and uid."""
    return _among(database, "uid", uids)


def of_document(
    database: Database, document_uid: str, *, annotator_uid: str | None = None
) -> tuple[Link, ...]:
    """The links of a document (of one annotator), by source, slot, position and uid."""
    one = "" if annotator_uid is None else " AND annotator_uid = ?"
    given = (document_uid,) if annotator_uid is None else (document_uid, annotator_uid)
    return LINKS.records(database.rows(f"{_SELECT} WHERE document_uid = ?{one} {_ORDER}", given))


def from_annotations(database: Database, uids: Sequence[str]) -> tuple[Link, ...]:
    """The links that lead away from these annotations, by source, slot, position and uid."""
    return _among(database, "source_uid", uids)


def to_targets(database: Database, uids: Sequence[str]) -> tuple[Link, ...]:
    """The links that lead to these annotations or entities, by source, slot, position and uid."""
    return _among(database, "target_uid", uids)


def hanging(database: Database, uids: Sequence[str]) -> tuple[Link, ...]:
    """The links that lead from or to these annotations or entities, by source, slot, position and uid."""
    some = msgspec.json.encode(uids).decode()
    sql = f"{_SELECT} WHERE source_uid IN {_THOSE} OR target_uid IN {_THOSE} {_ORDER}"
    return LINKS.records(database.rows(sql, (some, some)))


def _among(database: Database, column: str, uids: Sequence[str]) -> tuple[Link, ...]:
    if not uids:
        return ()
    sql = f'{_SELECT} WHERE "{column}" IN {_THOSE} {_ORDER}'
    return LINKS.records(database.rows(sql, (msgspec.json.encode(uids).decode(),)))


def of_slot(database: Database, slot_uid: str) -> tuple[Link, ...]:
    """All links of a slot, of all documents."""
    return LINKS.records(database.rows(f"{_SELECT} WHERE slot_uid = ? {_ORDER}", (slot_uid,), patient=True))
