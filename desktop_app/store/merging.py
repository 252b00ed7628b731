"""Taking steps of other copies in, withdrawing them, and bringing the rows to where the whole history leads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from desktop_app.base.errors import AppError, DamagedError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Change, Changes, Record
from desktop_app.model.records import QUOTE_LIMIT, Annotation
from desktop_app.store import documents
from desktop_app.store.bundles import BUNDLE, uids_in
from desktop_app.store.database import Database
from desktop_app.store.edits import GONE, KEPT, MENDED, OF_STEPS, TAKEN, Edit, ImageChange
from desktop_app.store.folding import Dispute, Fields, Note
from desktop_app.store.knowledge import Knowledge, reversed_note, steps_of
from desktop_app.store.plan import Plan, current
from desktop_app.store.planner import Planner
from desktop_app.store.rows import ANNOTATIONS, AnyTable, table_called
from desktop_app.store.step import Step
from desktop_app.store.table import MISFITS, Row, checksum, damaged_row

_BATCH = 500
_encode = msgspec.json.encode


@dataclass
class Settled:
    """What came of it: the rows that changed, what had to be mended (table, uid, fields), and the open disputes."""

    changes: Changes = field(default_factory=lambda: Changes(""))
    mends: dict[str, tuple[str, Fields]] = field(default_factory=dict)
    disputes: tuple[Dispute, ...] = ()
    steps: int = 0


class DerivedStep(Step):
    """A step whose rows follow from other steps: its own line holds those, not the rows."""

    def _remember(self, table: AnyTable, edits: Sequence[Edit]) -> None:
        """Leave it to the steps that are taken in."""

    def _write(self, table: AnyTable, edits: Sequence[Edit], *, sql: str = "") -> None:
        try:
            super()._write(table, edits, sql=sql)
        except sqlite3.IntegrityError as error:
            raise damaged_row(table.name, error) from error

    def settle(self, uids: Iterable[str]) -> Settled:
        """Bring these records, and all that were ever disputed, to where the history leads.

        Raises ConflictError when something would lack what it needs, DamagedError when a mark would not fit its text.
        """
        database = self._database
        try:
            plan = Planner(database, Knowledge(database)).plan(uids)
        except AppError:
            raise
        except MISFITS as error:
            raise damaged_row("history", error) from error
        by_table = _edits(plan, current(database, plan))
        self._clear_names(by_table.get("document", ()))
        for record, edits in by_table.items():
            for first in range(0, len(edits), _BATCH):
                self._write(table_called(record), edits[first : first + _BATCH])
        prove_marks(database, [edit.change for edit in by_table.get("annotation", ())])
        remember(database, plan)
        return Settled(Changes(self.label, tuple(self.changes)), plan.mends, tuple(plan.disputes))

    def _clear_names(self, edits: Iterable[Edit]) -> None:
        """Let documents swap names: in between no two may have the same."""
        moving = [(edit.uid,) for edit in edits if edit.before is not None and edit.after is not None]
        self._database.connection.executemany(
            "UPDATE document SET name = uid || char(0) || name WHERE uid = ?", moving
        )

    def touch(self, notes: Sequence[ImageChange]) -> Settled:
        """Take steps in or out as the notes say, and settle what they touched. Raises as `settle` does."""
        taken = steps_of(self._database, [item for item in notes if item.record == TAKEN])
        gone = steps_of(self._database, [item for item in notes if item.record == GONE])
        self.note(notes)
        return self.switch(taken, gone)

    def switch(self, taken: Sequence[str], gone: Sequence[str]) -> Settled:
        """Let some steps count and others not, and settle what they touched. Raises as `settle` does."""
        run = self._database.connection.executemany
        run("DELETE FROM withdrawn WHERE step_uid = ?", [(uid,) for uid in taken])
        run("INSERT OR IGNORE INTO withdrawn VALUES (?)", [(uid,) for uid in gone])
        settled = self.settle(touched_by(self._database, [*taken, *gone]))
        settled.steps = len(taken) + len(gone)
        return settled


def take_back(step: DerivedStep, notes: Iterable[ImageChange]) -> Settled:
    """Undo what these notes of a step did. Raises as `settle` does."""
    return step.touch([reversed_note(note) for note in notes if note.record in (TAKEN, GONE)])


def repeat(step: DerivedStep, notes: Iterable[ImageChange]) -> Settled:
    """Do again what these notes say. Raises as `settle` does."""
    return step.touch([note for note in notes if note.record in (TAKEN, GONE)])


def touched_by(database: Database, step_uids: Sequence[str]) -> set[str]:
    """The uids of the records that steps changed, or said something about."""
    marks = _encode(step_uids).decode()
    rows = database.rows(
        "SELECT DISTINCT record_uid, record FROM change WHERE step_uid IN (SELECT value FROM json_each(?))",
        (marks,),
        patient=True,
    )
    single = {str(uid) for uid, record in rows if record not in OF_STEPS and record != BUNDLE}
    return single | uids_in(database, step_uids)


def remember(database: Database, plan: Plan) -> None:
    """Keep which records are disputed or mended: they are looked at again whenever steps come or go."""
    disputed = {(item.record_uid, item.record) for item in plan.disputes}
    disputed |= {(uid, record) for uid, (record, _fields) in plan.mends.items()}
    run = database.connection.executemany
    run("INSERT OR IGNORE INTO disputed VALUES (?, ?)", sorted(disputed))
    run("DELETE FROM mend", [()])
    mends = [(uid, table, _encode(fields).decode()) for uid, (table, fields) in plan.mends.items()]
    run("INSERT INTO mend VALUES (?, ?, ?)", mends)


def confirm(database: Database, step: Step) -> None:
    """Let what was mended stay as it is shown from here on: whoever goes on working builds upon it."""
    rows = database.rows("SELECT record_uid, record, fields FROM mend ORDER BY record_uid")
    if rows:
        step.note([_note(MENDED, str(uid), str(table), str(fields)) for uid, table, fields in rows])
        database.connection.execute("DELETE FROM mend")


def kept(table: str, uid: str, fields: Fields) -> ImageChange:
    """The note that a person chose these fields."""
    return _note(KEPT, uid, table, _encode(fields).decode())


def _note(name: str, uid: str, table: str, fields: str) -> ImageChange:
    content = _encode(Note(table, msgspec.json.decode(fields, type=Fields))).decode()
    return ImageChange(name, uid, None, content)


def note_undone(database: Database, step: Step, notes: Iterable[ImageChange]) -> None:
    """Take back what an ordinary step noted about records: what it confirmed is only mended again."""
    back = [reversed_note(note) for note in notes if note.record in (KEPT, MENDED)]
    if back:
        step.note(back)
    for note in back:
        if note.record == MENDED and note.before is not None:
            found = msgspec.json.decode(note.before, type=Note)
            database.connection.execute(
                "INSERT OR REPLACE INTO mend VALUES (?, ?, ?)",
                (note.uid, found.record, _encode(found.fields).decode()),
            )


def note_again(database: Database, step: Step, notes: Iterable[ImageChange]) -> None:
    """Note the same about records as an ordinary step that is done again."""
    again = [note for note in notes if note.record in (KEPT, MENDED)]
    if again:
        step.note(again)
        run = database.connection.executemany
        run("DELETE FROM mend WHERE record_uid = ?", [(note.uid,) for note in again])


def _edits(plan: Plan, present: Mapping[str, str]) -> dict[str, list[Edit]]:
    """What has to be written, by table."""
    changed: dict[str, list[str]] = {}
    for uid, (record, image) in plan.images.items():
        if present.get(uid) != image:
            changed.setdefault(record, []).append(uid)
    return {record: list(_of_table(plan, present, record, uids)) for record, uids in changed.items()}


def _of_table(plan: Plan, present: Mapping[str, str], record: str, uids: Sequence[str]) -> Iterator[Edit]:
    table = table_called(record)
    left = [uid for uid in uids if plan.images[uid][1] is not None]
    found: dict[str, Record] = dict(zip(left, table.records(map(plan.cells, left)), strict=True))
    for uid in uids:
        before, image = present.get(uid), plan.images[uid][1]
        cells = () if image is None else (*plan.cells(uid), checksum(image))
        old = None if before is None else table.record_of(before)
        yield Edit(uid, before, image, cells, Change(old, found.get(uid)))


def prove_marks(database: Database, changes: Iterable[Change]) -> None:
    """Raises DamagedError for a mark that is not what stands at its place in the text."""
    by_document: dict[str, list[Annotation]] = {}
    for change in changes:
        if isinstance(change.after, Annotation):
            by_document.setdefault(change.after.document_uid, []).append(change.after)
    for uid, marks in by_document.items():
        document = documents.get(database, uid)
        text = documents.content(database, document.sha256).decode()
        if not all(fits(mark, text) for mark in marks):
            raise DamagedError(
                _("A mark is not what stands at its place in {name}.").format(name=document.name),
                hint=_("Do not use this file if you do not know who changed it."),
            )


def fits(mark: Annotation, text: str) -> bool:
    """Whether the quotes of a mark are what stands in the text."""
    return (
        mark.end <= len(text)
        and len(mark.quotes) == len(mark.spans)
        and all(
            quote == text[span.start : min(span.end, span.start + QUOTE_LIMIT)]
            for quote, span in zip(mark.quotes, mark.spans, strict=True)
        )
    )


def fit_cells(row: Row, text: str) -> bool:
    """The same for a mark's row. Raises DamagedError for a row that is none."""
    _uid, _document, _annotator, _tag, start, end, parts, quote, *_rest = row
    if parts is None and isinstance(start, int) and isinstance(end, int):
        return end <= len(text) and quote == text[start : min(end, start + QUOTE_LIMIT)]
    return fits(ANNOTATIONS.record(row), text)
