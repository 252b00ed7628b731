"""What a row refers to: the records that its columns name, and the attributes of which it has coded values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from desktop_app.store.rows import table_called
from desktop_app.store.table import Row

_decode_strings = msgspec.json.Decoder(list[str]).decode
_decode_values = msgspec.json.Decoder(dict[str, object]).decode
REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "annotation": (
        ("document_uid", "document"),
        ("annotator_uid", "annotator"),
        ("tag_uid", "tag"),
    ),
    "attribute": (("tag_uid", "tag"),),
    "slot": (("tag_uid", "tag"),),
    "entity": (("merged_into", "entity"),),
    "concept": (("parent_uid", "concept"), ("replaced_by", "concept")),
    "link": (
        ("document_uid", "document"),
        ("annotator_uid", "annotator"),
        ("source_uid", "annotation"),
        ("slot_uid", "slot"),
        ("target_uid", "annotation"),
        ("target_uid", "entity"),
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


@cache
def _place_of(record: str, column: str) -> int:
    return table_called(record).columns.index(column)


def references(record: str, cells: Row) -> list[tuple[str, str]]:
    """(table, uid) of each record that a row cannot do without, in no order; one may be named twice."""
    found = [(goal, str(cells[place])) for place, goal in _places(record) if cells[place]]
    if record == "link":
        end, kind = cells[_place_of(record, "target_uid")], cells[_place_of(record, "target_kind")]
        return [item for item in found if item[1] != end or item[0] == kind]
    if record == "slot":
        return found + [("tag", uid) for uid in allowed(cells)]
    return found + [("attribute", uid) for uid in coded(record, cells)]


def allowed(cells: Row) -> list[str]:
    """The uids of the tags that the row of a slot allows."""
    return _decode_strings(str(cells[_place_of("slot", "tag_uids")]))


def coded(record: str, cells: Row) -> Sequence[str]:
    """The uids of the attributes of which a row has values."""
    return tuple(_values(record, cells))


def named(record: str, cells: Row) -> set[str]:
    """All that the values of a row say, among it the uids of entities and concepts."""
    found = _values(record, cells).values()
    return {str(part) for value in found for part in (value if isinstance(value, list) else [value])}


def _values(record: str, cells: Row) -> dict[str, object]:
    if record not in ("annotation", "progress"):
        return {}
    values = str(cells[_place_of(record, "values")])
    return {} if values == "{}" else _decode_values(values)
