"""Works out the `Plan` of a merge: the rows that the whole history of all copies leads to, where copies may differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from desktop_app.base.errors import ConflictError
from desktop_app.base.i18n import _
from desktop_app.store import mending
from desktop_app.store.bundles import history_of
from desktop_app.store.database import Database
from desktop_app.store.edits import KEPT, MENDED, OF_STEPS
from desktop_app.store.folding import VALUE, Event, Fields, Folded, fields_for, fold, image_of
from desktop_app.store.folding import decode_note as _decode_note
from desktop_app.store.knowledge import Knowledge, Line
from desktop_app.store.plan import Plan
from desktop_app.store.row_references import REFERENCES, allowed, coded, named, references
from desktop_app.store.rows import (
    ATTRIBUTES,
    CONCEPTS,
    DOCUMENTS,
    ENTITIES,
    SLOTS,
    TABLES,
    TAGS,
    table_called,
)

_encode = msgspec.json.encode


class Planner:
    """Folds the changes of records to their images, and those of all records that this bears upon. Writes nothing."""

    def __init__(self, database: Database, knowledge: Knowledge) -> None:
        self._database = database
        self._knowledge = knowledge
        self._folded: dict[str, Folded] = {}
        self._plan = Plan()

    def plan(self, uids: Iterable[str]) -> Plan:
        """How these records, and those that were ever disputed, have to be.

        Raises ConflictError when something needs a record that no step makes, DamagedError for images that are none.
        """
        disputed = self._database.rows("SELECT record_uid FROM disputed", patient=True)
        self._fold({*uids, *(str(uid) for (uid,) in disputed)})
        self._fold(self._coded_with_what_changed())
        while self._revive():
            pass
        self._drop_values()
        self._mend_tagset()
        self._mend_registers()
        self._mend_names()
        self._plan.disputes = sorted(
            (item for folded in self._folded.values() for item in folded.disputes),
            key=lambda item: (item.won_step.order, item.uid),
        )
        return self._plan

    def _fold(self, uids: Iterable[str]) -> None:
        wanted = sorted(set(uids) - self._folded.keys())
        if not wanted:
            return
        for uid, found in self._events(wanted).items():
            found.sort(key=_order)
            self._keep(uid, fold(_table_of(found[0]), uid, found, self._knowledge))
        for uid in wanted:
            if uid not in self._folded and (record := self._table_now(uid)):
                self._keep(uid, Folded(record, None, None))

    def _events(self, uids: Sequence[str]) -> dict[str, list[Event]]:
        """What happened to these records in steps that count, in no order."""
        lines: dict[str, Line | None] = {}
        found: dict[str, list[Event]] = {}
        for step_uid, (name, uid, before, after) in history_of(self._database, uids):
            if step_uid not in lines:
                counts = self._knowledge.counts(step_uid)
                lines[step_uid] = self._knowledge.lines[step_uid] if counts else None
            line = lines[step_uid]
            if line is not None and name not in OF_STEPS:
                found.setdefault(uid, []).append(Event(line, name, before, after))
        return found

    def _keep(self, uid: str, folded: Folded) -> None:
        self._folded[uid] = folded
        self._plan.images[uid] = folded.record, folded.image

    def _table_now(self, uid: str) -> str:
        """Where a record lies that no step makes any more."""
        for name in TABLES:
            if self._database.row(f'SELECT 1 FROM "{name}" WHERE uid = ?', (uid,)):
                return name
        return ""

    def _mend(self, uid: str, fields: Fields) -> None:
        """Let a record be with other fields than it was folded to; none: let it be at all."""
        folded = self._folded[uid]
        mended = {**self._plan.mends.get(uid, ("", {}))[1], **fields}
        whole = {**fields_for(folded), **mended}
        self._plan.mends[uid] = folded.record, mended
        self._plan.images[uid] = folded.record, image_of(table_called(folded.record), uid, whole)

    # What has to be there because others need it

    def _revive(self) -> bool:
        """Bring back what is needed. Returns whether anything changed."""
        needed = {item for item in self._needed() if not self._is_there(*item)}
        self._fold(uid for _table, uid in needed)
        for table, uid in sorted(needed):
            folded = self._folded.get(uid)
            if folded is None or folded.fields is None or folded.record != table:
                raise ConflictError(
                    _("Something depends on a {kind} that nobody made.").format(kind=table),
                    hint=_("Everything was left as it is."),
                )
            self._mend(uid, {})
        return bool(needed)

    def _is_there(self, table: str, uid: str) -> bool:
        planned = self._plan.images.get(uid)
        if planned is not None:
            return planned[1] is not None
        return self._database.row(f'SELECT 1 FROM "{table}" WHERE uid = ?', (uid,)) is not None

    def _needed(self) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        gone: dict[str, set[str]] = {}
        for uid, (record, image) in self._plan.images.items():
            if image is None:
                gone.setdefault(record, set()).add(uid)
            else:
                found.update(references(record, self._plan.cells(uid)))
        found |= self._needed_by_values(gone)
        return found | {item for item in self._needed_by_others(gone) if item[1] in gone.get(item[0], ())}

    def _needed_by_values(self, gone: dict[str, set[str]]) -> set[tuple[str, str]]:
        """Entities and concepts that values name, in what is planned."""
        lost = {uid: goal for goal in ("entity", "concept") for uid in gone.get(goal, ())}
        if not lost:
            return set()
        return {
            (lost[text], text)
            for uid, (record, image) in self._plan.images.items()
            if image is not None
            for text in named(record, self._plan.cells(uid)) & lost.keys()
        }

    def _needed_by_others(self, gone: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
        """What rows that are not planned need of what is planned to be gone."""
        for table, columns in REFERENCES.items():
            for column, goal in columns:
                if not gone.get(goal):
                    continue
                for uid, needed in self._database.rows(
                    f'SELECT uid, "{column}" FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))',
                    (_encode(sorted(gone[goal])).decode(),),
                    patient=True,
                ):
                    if uid not in self._plan.images:
                        yield goal, str(needed)
        for goal in ("attribute", "entity", "concept"):
            for item in gone.get(goal, ()):
                if any(uid not in self._plan.images for uid in self._coded_with(item)):
                    yield goal, item
        for row in self._database.rows(f"SELECT {SLOTS.column_list} FROM slot") if gone.get("tag") else ():
            if row[0] not in self._plan.images:
                yield from (("tag", uid) for uid in allowed(row))

    def _coded_with(self, uid: str) -> Iterator[str]:
        """The rows whose values name an attribute, an entity or a concept."""
        for table in ("annotation", "progress"):
            sql = f'SELECT uid FROM "{table}" WHERE "values" <> \'{{}}\' AND instr("values", ?)'
            yield from (str(uid) for (uid,) in self._database.rows(sql, (f'"{uid}"',), patient=True))

    def _coded_with_what_changed(self) -> set[str]:
        changed = [uid for uid, (record, _image) in self._plan.images.items() if record == "attribute"]
        return {uid for attribute in changed for uid in self._coded_with(attribute)}

    # What cannot be all at once

    def _drop_values(self) -> None:
        """Let go of values whose attribute belongs to another tag than the mark has."""
        owners: dict[str, str] = {}
        for uid, (record, image) in list(self._plan.images.items()):
            if image is None or record not in ("annotation", "progress"):
                continue
            cells = self._plan.cells(uid)
            owner = str(cells[3]) if record == "annotation" else ""
            found = coded(record, cells)
            wrong = [item for item in found if self._owner_of(item, owners) != owner]
            if wrong:
                self._mend(uid, {VALUE + item: None for item in wrong})

    def _owner_of(self, attribute: str, known: dict[str, str]) -> str:
        if attribute not in known:
            known[attribute] = self._owner(attribute)
        return known[attribute]

    def _owner(self, attribute: str) -> str:
        planned = self._plan.images.get(attribute)
        if planned is not None and planned[1] is not None:
            return ATTRIBUTES.record_of(planned[1]).tag_uid
        found = self._database.row("SELECT tag_uid FROM attribute WHERE uid = ?", (attribute,))
        return "" if found is None else str(found[0])

    def _mend_tagset(self) -> None:
        kinds = {record for record, _image in self._plan.images.values()}
        if "tag" in kinds:
            tags = [TAGS.record_of(image) for image in self._all("tag")]
            for uid, tag in mending.tags(tags).items():
                self._fold([uid])
                fields = {"name": tag.name, "parent_uid": tag.parent_uid, "shortcut": tag.shortcut}
                self._mend_where(uid, fields)
        if "attribute" in kinds:
            found = [ATTRIBUTES.record_of(image) for image in self._all("attribute")]
            for uid, attribute in mending.attributes(found).items():
                self._fold([uid])
                self._mend_where(uid, {"name": attribute.name})
        if "slot" in kinds:
            for uid, slot in mending.slots(map(SLOTS.record_of, self._all("slot"))).items():
                self._fold([uid])
                self._mend_where(uid, {"name": slot.name, "key": slot.key})

    def _mend_registers(self) -> None:
        kinds = {record for record, _image in self._plan.images.values()}
        if "concept" in kinds:
            for uid, concept in mending.concepts(map(CONCEPTS.record_of, self._all("concept"))).items():
                self._fold([uid])
                whole = {"code": concept.code, "parent_uid": concept.parent_uid}
                self._mend_where(uid, {**whole, "replaced_by": concept.replaced_by})
        if "entity" in kinds:
            for uid in mending.entities(map(ENTITIES.record_of, self._all("entity"))):
                self._fold([uid])
                self._mend_where(uid, {"merged_into": ""})

    def _mend_where(self, uid: str, values: dict[str, str]) -> None:
        before = fields_for(self._folded[uid])
        fields: Fields = {name: _encode([value]).decode() for name, value in values.items()}
        self._mend(uid, {name: value for name, value in fields.items() if before.get(name) != value})

    def _all(self, name: str) -> Iterator[str]:
        """The images of a whole table as planned."""
        table = table_called(name)
        for row in self._database.rows(f'SELECT {table.column_list} FROM "{name}"'):
            if row[0] not in self._plan.images:
                yield table.image_of(row)
        yield from (
            image for record, image in self._plan.images.values() if record == name and image is not None
        )

    def _mend_names(self) -> None:
        """Give documents with the same name different ones: who was added first keeps it."""
        planned = {
            uid: DOCUMENTS.record_of(image)
            for uid, (record, image) in self._plan.images.items()
            if record == "document" and image is not None
        }
        by_name: dict[str, list[tuple[str, str]]] = {}
        for uid, document in planned.items():
            by_name.setdefault(document.name, []).append((document.added, uid))
        for name, those in by_name.items():
            those += [(added, uid) for uid, added in self._called(name) if uid not in planned]
        clashing = {
            name: [uid for _added, uid in sorted(those)] for name, those in by_name.items() if len(those) > 1
        }
        names = mending.document_names(clashing, lambda name: name in by_name or bool(self._called(name)))
        self._fold(names)
        for uid, name in names.items():
            self._mend_where(uid, {"name": name})

    def _called(self, name: str) -> list[tuple[str, str]]:
        rows = self._database.rows("SELECT uid, added FROM document WHERE name = ?", (name,))
        return [(str(uid), str(added)) for uid, added in rows if str(uid) not in self._plan.images]


def _table_of(event: Event) -> str:
    if event.name in (KEPT, MENDED):
        return _decode_note(event.before or event.after or "").record
    return event.name


def _order(event: Event) -> tuple[int, str, int]:
    return event.line.order
