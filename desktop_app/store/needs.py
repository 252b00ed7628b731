"""What a row needs of other rows: the records it names, and the attributes of its coded values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from desktop_app.store.rows import table_called
from desktop_app.store.table import Row

REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "annotation": (
        ("document_uid", "document"),
        ("annotator_uid", "annotator"),
        ("tag_uid", "tag"),
    ),
    "attribute": (("tag_uid", "tag"),),
    "slot": (("tag_uid", "tag"),),
    "concept": (("parent_uid", "concept"),),
    "link": (
        ("document_uid", "document"),
        ("annotator_uid", "annotator"),
        ("source_uid", "annotation"),
        ("slot_uid", "slot"),
    ),
    "tag": (("parent_uid", "tag"),),
    **dict.fromkeys(
        ("progress", "verdict", "comment", "assignment"),
        (("document_uid", "document"), ("annotator_uid", "annotator")),
    ),
}
"""Which column of a table names a record of which other table."""


@cache
def _places(record: str) -> tuple[tuple[int, str], ...]:
    """Where a row names a record of which other table."""
    columns = table_called(record).columns
    return tuple((columns.index(column), goal) for column, goal in REFERENCES.get(record, ()))


def references(record: str, cells: Row) -> list[tuple[str, str]]:
    """(table, uid) of what a row needs."""
    found = [(goal, str(cells[place])) for place, goal in _places(record) if cells[place]]
    return found + [("attribute", uid) for uid in coded(record, cells)]


@cache
def _place_of_values(record: str) -> int:
    return table_called(record).columns.index("values")


def coded(record: str, cells: Row) -> Sequence[str]:
    """The uids of the attributes of which a row has values."""
    if record not in ("annotation", "progress"):
        return ()
    values = str(cells[_place_of_values(record)])
    return () if values == "{}" else tuple(msgspec.json.decode(values))
