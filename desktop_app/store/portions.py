"""Annotations of some tags in portions that can be read, and changed, between two frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

import msgspec

from desktop_app.base.i18n import _
from desktop_app.store.database import Database
from desktop_app.store.edits import ReadRow
from desktop_app.store.rows import ANNOTATIONS
from desktop_app.store.table import Cell, checksum, damaged_row

_THOSE = "(SELECT value FROM json_each(?))"
_END = 2**62


class Portion(NamedTuple):
    """Some annotations: a condition, and what it asks for."""

    where: str
    parameters: tuple[Cell, ...]


class Glimpse(NamedTuple):
    """An annotation as far as its tag is not asked for: `values` is the cell."""

    uid: str
    document_uid: str
    annotator_uid: str
    values: str


def with_tags(database: Database, tag_uids: Iterable[str], size: int) -> Iterator[Portion]:
    """Portions that hold all annotations of these tags, the bin included, by document and place.

    One holds at most `size`, unless more of a document begin at one place. None changes while annotations get other
    tags.
    """
    rows = database.rows(
        f'SELECT document_uid, sum("count") FROM tally WHERE tag_uid IN {_THOSE} AND "count" > 0 '
        "GROUP BY document_uid ORDER BY document_uid",
        (listed(tag_uids),),
        patient=True,
    )
    group: list[str] = []
    room = size
    for cells in rows:
        uid, number = str(cells[0]), cast(int, cells[1])
        if group and number > room:
            yield _documents(group)
            group, room = [], size
        if number > size:
            yield from _stretches(database, uid, size)
        else:
            group.append(uid)
            room -= number
    if group:
        yield _documents(group)


def _documents(uids: Iterable[str]) -> Portion:
    return Portion(f"document_uid IN {_THOSE}", (listed(uids),))


def _stretches(database: Database, document_uid: str, size: int) -> Iterator[Portion]:
    start = 0
    while start < _END:
        found = database.row(
            'SELECT "start" FROM annotation WHERE document_uid = ? AND "start" >= ? '
            'ORDER BY "start" LIMIT 1 OFFSET ?',
            (document_uid, start, size),
        )
        end = _END if found is None else max(cast(int, found[0]), start + 1)
        yield Portion('document_uid = ? AND "start" >= ? AND "start" < ?', (document_uid, start, end))
        start = end


def those(uids: Iterable[str]) -> Portion:
    """The annotations with these uids."""
    return Portion(f"uid IN {_THOSE}", (listed(uids),))


def among(database: Database, document_uids: Iterable[str], uids: Sequence[str]) -> Portion:
    """The annotations with these uids; they are all in these documents.

    Where these hold few others, going through them is quicker than looking for each uid.
    """
    documents = listed(document_uids)
    held = database.number(f'SELECT sum("count") FROM tally WHERE document_uid IN {_THOSE}', (documents,))
    if held > 3 * len(uids):
        return those(uids)
    return Portion(f"document_uid IN {_THOSE} AND +uid IN {_THOSE}", (documents, listed(uids)))


def read(database: Database, portion: Portion, tag_uids: Iterable[str], holding: str) -> list[ReadRow]:
    """The portion's annotations of these tags. `holding`: only those with this in the cell of their values.

    Raises DamagedError for a row that is not as it was written.
    """
    found = database.rows(
        f'SELECT {ANNOTATIONS.column_list}, "crc", rowid FROM annotation {_chosen(portion)}',
        _parameters(portion, tag_uids, holding),
        patient=True,
    )
    cells = [row[:-2] for row in found]
    images = [ANNOTATIONS.image_of(row) for row in cells]
    for row, image in zip(found, images, strict=True):
        if checksum(image) != row[-2]:
            raise damaged_row(f"annotation {row[0]!s}", ValueError(_("checksum")))
    records = ANNOTATIONS.records(cells)
    return [
        ReadRow(cast(int, row[-1]), record, image)
        for row, record, image in zip(found, records, images, strict=True)
    ]


def glance(database: Database, portion: Portion, tag_uids: Iterable[str], holding: str) -> list[Glimpse]:
    """The same, for who only looks; by document and place."""
    found = database.rows(
        f'SELECT uid, document_uid, annotator_uid, "values" FROM annotation {_chosen(portion)} '
        'ORDER BY document_uid, "start", uid',
        _parameters(portion, tag_uids, holding),
        patient=True,
    )
    return list(map(Glimpse._make, cast("list[tuple[str, str, str, str]]", found)))


def _chosen(portion: Portion) -> str:
    return f"WHERE {portion.where} AND tag_uid IN {_THOSE} AND (? = '' OR instr(\"values\", ?))"


def _parameters(portion: Portion, tag_uids: Iterable[str], holding: str) -> Sequence[Cell]:
    return (*portion.parameters, listed(tag_uids), holding, holding)


def listed(uids: Iterable[str]) -> str:
    """Uids as one parameter of a question."""
    return msgspec.json.encode(list(uids)).decode()
