"""Questions about the register of entities, the codebook, and the decisions about guidelines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.model.concept import Concept
from desktop_app.model.decided import newest
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Link, Progress, TargetKind
from desktop_app.model.tagset import Decision
from desktop_app.store.database import Database
from desktop_app.store.rows import ANNOTATIONS, CONCEPTS, DECISIONS, ENTITIES, LINKS, PROGRESS
from desktop_app.store.table import Cell, decoded_values

_LATELY = 300


def entities(database: Database) -> tuple[Entity, ...]:
    """The whole register, merged entries too, by name and uid."""
    return ENTITIES.records(database.rows(f"SELECT {ENTITIES.column_list} FROM entity ORDER BY name, uid"))


def entity(database: Database, uid: str) -> Entity:
    """The entity with this uid. Raises NotFoundError."""
    found = ENTITIES.records(
        database.rows(f"SELECT {ENTITIES.column_list} FROM entity WHERE uid = ?", (uid,))
    )
    if not found:
        raise NotFoundError(_("This entity is no longer in the register."))
    return found[0]


def entities_after(database: Database, row: int, limit: int) -> tuple[tuple[Entity, ...], int]:
    """The next entities behind a row (0 is before the first), and the last row of these, 0 when none is left."""
    sql = f"SELECT {ENTITIES.column_list}, rowid FROM entity WHERE rowid > ? ORDER BY rowid LIMIT ?"
    found = database.rows(sql, (row, limit))
    return ENTITIES.records(cells[:-1] for cells in found), cast(int, found[-1][-1]) if found else 0


def used_lately(database: Database, document_uid: str, annotator_uid: str) -> list[str]:
    """The texts that one annotator coded in a document and the entities that they linked, the latest last."""
    mine = "WHERE document_uid = ? AND annotator_uid = ?"
    latest = f"ORDER BY changed DESC LIMIT {_LATELY}"
    sql = f"""SELECT changed, "values" FROM annotation {mine} AND "values" <> '{{}}' {latest}"""
    coded = [
        (str(changed), value)
        for changed, cell in database.rows(sql, (document_uid, annotator_uid))
        for value in decoded_values(cell).values()
        if isinstance(value, str)
    ]
    sql = f"SELECT changed, target_uid FROM link {mine} AND target_kind = ? {latest}"
    linked = database.rows(sql, (document_uid, annotator_uid, TargetKind.ENTITY))
    coded += [(str(changed), str(uid)) for changed, uid in linked]
    return [value for _changed, value in sorted(coded, key=lambda item: item[0])]


def annotations_coded(
    database: Database, sought: Sequence[str], row: int, rows: int
) -> tuple[tuple[Annotation, ...], int]:
    """Of the next so many rows behind `row` the annotations whose values name one of these uids, as attribute or as
    value, and the last of those rows, 0 when none is left.
    """
    cells, last = _coded(database, "annotation", ANNOTATIONS.column_list, sought, row, rows)
    return ANNOTATIONS.records(cells), last


def progress_coded(
    database: Database, sought: Sequence[str], row: int, rows: int
) -> tuple[tuple[Progress, ...], int]:
    """As `annotations_coded`, for the values of documents."""
    cells, last = _coded(database, "progress", PROGRESS.column_list, sought, row, rows)
    return PROGRESS.records(cells), last


def _coded(
    database: Database, table: str, columns: str, sought: Sequence[str], row: int, rows: int
) -> tuple[list[tuple[Cell, ...]], int]:
    newest = database.number(f"SELECT max(rowid) FROM {table}")
    if row >= newest or not sought:
        return [], 0
    named = " OR ".join('instr("values", ?)' for _uid in sought)
    sql = f"""SELECT {columns} FROM {table} WHERE rowid > ? AND rowid <= ? AND "values" <> '{{}}' AND ({named})"""
    found = database.rows(sql, (row, row + rows, *sought))
    return found, row + rows if row + rows < newest else 0


def entity_links(
    database: Database, entity_uids: Sequence[str], row: int, rows: int
) -> tuple[tuple[Link, ...], int]:
    """The next links behind `row` to one of these entities, and the last of their rows, 0 when none is left."""
    sql = (
        f"SELECT {LINKS.column_list}, rowid FROM link WHERE target_uid IN (SELECT value FROM json_each(?)) "
        "AND target_kind = ? AND rowid > ? ORDER BY rowid LIMIT ?"
    )
    found = database.rows(sql, (msgspec.json.encode(entity_uids).decode(), TargetKind.ENTITY, row, rows))
    return LINKS.records(cells[:-1] for cells in found), cast(int, found[-1][-1]) if len(found) == rows else 0


def binned(database: Database) -> frozenset[str]:
    """The uids of the documents in the bin."""
    return frozenset(str(uid) for (uid,) in database.rows("SELECT uid FROM document WHERE binned <> ''"))


def merged(database: Database) -> dict[str, str]:
    """What took the place of each entity that was merged: uid by uid."""
    rows = database.rows("SELECT uid, merged_into FROM entity WHERE merged_into <> ''")
    return {str(uid): str(head) for uid, head in rows}


def concepts(database: Database) -> tuple[Concept, ...]:
    """The whole codebook in display order."""
    sql = f"SELECT {CONCEPTS.column_list} FROM concept ORDER BY position, code, uid"
    return CONCEPTS.records(database.rows(sql))


def decisions(database: Database) -> tuple[Decision, ...]:
    """What was decided about guidelines, the oldest first."""
    sql = f"SELECT {DECISIONS.column_list} FROM decision ORDER BY number, made, uid"
    return DECISIONS.records(database.rows(sql))


def newest_decision(database: Database) -> int:
    """The number that says that all decisions are known, 0 before any."""
    return newest(int(str(number)) for (number,) in database.rows("SELECT number FROM decision"))
