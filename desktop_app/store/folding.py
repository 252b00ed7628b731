"""A record out of all its changes, from whatever copies and in whatever order they came together.

A write that another one knew of is superseded. Of those that are left in a field the latest wins; the others are
disputes. A delete that did not know of an edit does not count, and is a dispute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

import msgspec

from desktop_app.model.identity import derived_uid
from desktop_app.store.edits import KEPT, MENDED
from desktop_app.store.knowledge import Knowledge, Line
from desktop_app.store.rows import AnyTable, table_called
from desktop_app.store.step import PACKAGE, REDO
from desktop_app.store.table import Cell

EXISTENCE = ""
"""The field of a dispute about whether there is a record at all."""
VALUE = "values."
"""What the field of a single coded value begins with; the attribute's uid follows."""
_TOGETHER: Mapping[str, Sequence[tuple[str, ...]]] = {
    "annotation": (
        ("start", "end", "parts", "quote"),
        ("origin", "confidence"),
        ("document_uid", "annotator_uid"),
    ),
    "document": (
        ("sha256", "length"),
        ("original_sha256", "original_size", "encoding", "bom", "reader", "reader_version"),
    ),
    "attribute": (("kind", "options"),),
    "slot": (("least", "most"),),
    "link": (("source_uid", "slot_uid", "target_kind", "target_uid"), ("document_uid", "annotator_uid")),
    "verdict": (
        (
            *("document_uid", "annotator_uid", "items", "digest", "difference", "choice", "taken", "gold"),
            *("automatic", "reason", "round"),
        ),
    ),
}
"""Columns that mean something together only: one field, called after the first of them."""
QUIET = frozenset({"created", "changed", "added", "made", "position"})
"""Fields about which nobody has to decide: the latest is right."""

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_decode_cells = msgspec.json.Decoder(list[str | int | float | None]).decode
T = TypeVar("T")


class Note(msgspec.Struct, frozen=True):
    """What a KEPT or MENDED note holds: the record's table, and fields by name, as `Fields` has them."""

    record: str
    fields: dict[str, str | None]


decode_note = msgspec.json.Decoder(Note).decode
Fields = dict[str, str | None]
"""A record's fields by name: their cells as a JSON list, a coded value as JSON; None: not coded."""


class Event(NamedTuple):
    """A change of one record, or a note about it, with the step that made it."""

    line: Line
    name: str
    before: str | None
    after: str | None


class Dispute(NamedTuple):
    """Two steps that did not know of each other gave a field different values. `lost` and `won` are those, as in
    `Fields`; about existence they are None.
    """

    uid: str
    record: str
    record_uid: str
    field: str
    lost: str | None
    won: str | None
    lost_step: Line
    won_step: Line


class Folded(NamedTuple):
    """A record: its image, None if it was deleted; its fields, None if nothing ever made it."""

    record: str
    image: str | None
    fields: Fields | None
    disputes: tuple[Dispute, ...] = ()


@cache
def _layout(name: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The fields of a table, each with the places of its columns; coded values are apart."""
    columns = table_called(name).columns
    together = _TOGETHER.get(name, ())
    joined = {column for some in together for column in some}
    alone = [(column,) for column in columns[1:] if column not in joined and column != "values"]
    return tuple((some[0], tuple(map(columns.index, some))) for some in (*together, *alone))


def fields_of(table: AnyTable, image: str) -> Fields:
    """An image as fields. Raises DamagedError."""
    cells = table.cells_of(image)
    found: Fields = {
        field: _encode([cells[place] for place in places]).decode() for field, places in _layout(table.name)
    }
    if "values" in table.columns:
        coded = _decode(str(cells[table.columns.index("values")]))
        found |= {VALUE + uid: bytes(value).decode() for uid, value in coded.items()}
    return found


def image_of(table: AnyTable, uid: str, fields: Fields) -> str:
    """The image of a record with these fields."""
    cells: list[Cell] = [uid, *[None] * (len(table.columns) - 1)]
    for field, places in _layout(table.name):
        for place, cell in zip(places, _decode_cells(fields[field] or "[]"), strict=True):
            cells[place] = cell
    if "values" in table.columns:
        coded = {
            field.removeprefix(VALUE): msgspec.Raw(value.encode())
            for field, value in fields.items()
            if field.startswith(VALUE) and value is not None
        }
        cells[table.columns.index("values")] = _encode(coded).decode() if coded else "{}"
    return table.image_of(cells)


def fold(record: str, uid: str, events: Sequence[Event], knowledge: Knowledge) -> Folded:
    """The record that the events, in their order, lead to. Raises DamagedError for images that are none."""
    if len(events) == 1 and events[0].before is None and events[0].name == record:
        return Folded(record, events[0].after, {})
    events = _without_pictures(record, _without_annulled(events))
    if not any(event.name == record and event.before is None for event in events):
        return Folded(record, None, None)
    table = table_called(record)
    writes: dict[str, list[tuple[Line, str | None]]] = {}
    alive: list[tuple[Line, bool]] = []
    deletes: list[Event] = []
    for event in events:
        if event.name == record and event.after is None:
            deletes.append(event)
            alive = _after(alive, (event.line, False), knowledge)
            continue
        alive = _after(alive, (event.line, True), knowledge)
        for field, value in _written(table, event, deletes, knowledge).items():
            writes[field] = _after(writes.get(field, []), (event.line, value), knowledge)
    fields = {field: found[-1][1] for field, found in writes.items()}
    if not any(lives for _line, lives in alive):
        return Folded(record, None, fields)
    disputes = [*_about_existence(record, uid, alive), *_about_fields(record, uid, writes)]
    return Folded(record, image_of(table, uid, fields), fields, tuple(disputes))


def fields_for(folded: Folded) -> Fields:
    """The fields of a folded record, also where folding did not need to take its image apart."""
    if folded.fields == {} and folded.image is not None:
        return fields_of(table_called(folded.record), folded.image)
    return folded.fields or {}


def _without_annulled(events: Sequence[Event]) -> list[Event]:
    """Leave out what steps with notes did to the record, where an undo took it back."""
    annulled: set[str] = set()
    for place, event in enumerate(events):
        if event.name in (KEPT, MENDED) and event.after is None:
            goal = event.line.target_uid
            annulled.add(event.line.uid)
            for earlier in events[:place]:
                line = earlier.line
                if line.uid == goal or (line.kind == REDO and line.target_uid == goal):
                    annulled.add(line.uid)
    return [event for event in events if event.line.uid not in annulled]


def _without_pictures(record: str, events: list[Event]) -> list[Event]:
    """A package's picture of a record counts where nothing else made it, and then the first one."""
    made = [event for event in events if event.name == record and event.before is None]
    pictures = [event for event in made if event.line.kind == PACKAGE]
    spare = pictures if len(pictures) < len(made) else pictures[1:]
    return [event for event in events if event not in spare] if spare else events


def _after(
    found: Iterable[tuple[Line, T]], newest: tuple[Line, T], knowledge: Knowledge
) -> list[tuple[Line, T]]:
    """The writes that nobody knew of yet, with the next one in their order."""
    return [
        *(item for item in found if not knowledge.knew(newest[0], item[0]) and item[0] != newest[0]),
        newest,
    ]


def _written(table: AnyTable, event: Event, deletes: Sequence[Event], knowledge: Knowledge) -> Fields:
    if event.name in (KEPT, MENDED):
        return decode_note(event.after or "").fields
    after = fields_of(table, event.after or "")
    before = event.before
    if before is None:  # who brings a record back writes what was not so when it went
        before = next(
            (item.before for item in reversed(deletes) if knowledge.knew(event.line, item.line)), None
        )
    old = {} if before is None else fields_of(table, before)
    keys = (*after, *(field for field in old if field not in after))
    return {field: after.get(field) for field in keys if field not in old or old[field] != after.get(field)}


def _about_existence(record: str, uid: str, alive: Sequence[tuple[Line, bool]]) -> Iterable[Dispute]:
    won = [line for line, lives in alive if lives][-1]
    for line, lives in alive:
        if not lives:
            name = derived_uid("conflict", uid, EXISTENCE, line.uid, won.uid)
            yield Dispute(name, record, uid, EXISTENCE, None, None, line, won)


def _about_fields(
    record: str, uid: str, writes: Mapping[str, Sequence[tuple[Line, str | None]]]
) -> Iterable[Dispute]:
    for field, found in sorted(writes.items()):
        won, value = found[-1]
        seen = {value}
        for line, other in reversed(found[:-1]):
            if other not in seen and field not in QUIET:
                seen.add(other)
                name = derived_uid("conflict", uid, field, line.uid, won.uid)
                yield Dispute(name, record, uid, field, other, value, line, won)
