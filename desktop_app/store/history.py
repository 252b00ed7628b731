"""What was done, what can be taken back, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.model.changes import Changes
from desktop_app.store import tally
from desktop_app.store.database import Database
from desktop_app.store.rows import TABLES, cells_of, checksum
from desktop_app.store.step import DO, REDO, UNDO, ImageChange, Step


@dataclass
class Stacks:
    """The steps that one annotator can undo and redo, oldest first, as (uid, label)."""

    undo: list[tuple[str, str]] = field(default_factory=list)
    redo: list[tuple[str, str]] = field(default_factory=list)

    def fold(self, uid: str, label: str, kind: str, target_uid: str) -> None:
        """Take the next step of the history into account."""
        if kind == DO:
            self.undo.append((uid, label))
            self.redo.clear()
        elif kind == UNDO:
            self._move(self.undo, self.redo, target_uid)
        elif kind == REDO:
            self._move(self.redo, self.undo, target_uid)

    @staticmethod
    def _move(source: list[tuple[str, str]], goal: list[tuple[str, str]], uid: str) -> None:
        found = next((item for item in reversed(source) if item[0] == uid), None)
        if found is not None:
            source.remove(found)
            goal.append(found)


def stacks(database: Database, *, replica: str, annotator_uid: str) -> Stacks:
    """The annotator's undo and redo stacks, read from the history of this replica."""
    found = Stacks()
    for uid, label, kind, target in database.rows(
        "SELECT uid, label, kind, target_uid FROM step "
        "WHERE replica = ? AND annotator_uid = ? AND sequence IS NOT NULL ORDER BY sequence",
        (replica, annotator_uid),
    ):
        found.fold(str(uid), str(label), str(kind), str(target))
    return found


def take_back(database: Database, step: Step, target_uid: str) -> Changes:
    """Undo the target: every row returns to its image before it. Raises ConflictError when a row has changed since."""
    step.target_uid = target_uid
    step.replay([change.reversed() for change in reversed(_changes(database, target_uid))])
    return step.close()


def repeat(database: Database, step: Step, target_uid: str) -> Changes:
    """Redo the target: every row returns to its image after it. Raises ConflictError when a row has changed since."""
    step.target_uid = target_uid
    step.replay(_changes(database, target_uid))
    return step.close()


def _changes(database: Database, step_uid: str) -> list[ImageChange]:
    rows = database.rows(
        'SELECT record, record_uid, "before", "after" FROM change WHERE step_uid = ? ORDER BY position',
        (step_uid,),
    )
    return [
        ImageChange(str(name), str(uid), _image(before), _image(after)) for name, uid, before, after in rows
    ]


def _image(cell: object) -> str | None:
    return None if cell is None else str(cell)


def drop_unfinished(database: Database) -> tuple[str, ...]:
    """Take back what steps that were never finished had written, and forget them. Returns their labels.

    Runs in its own transaction; nothing happens (and nothing is written) when there are none.
    """
    unfinished = database.rows("SELECT uid, label FROM step WHERE sequence IS NULL ORDER BY made")
    if not unfinished:
        return ()
    with database.writing() as connection:
        for step_uid, _label in unfinished:
            for name, uid, before, _after in reversed(_changes(database, str(step_uid))):
                table = TABLES[name]
                if before is None:
                    connection.execute(f'DELETE FROM "{name}" WHERE uid = ?', (uid,))
                else:
                    connection.execute(table.upsert_sql(), [*cells_of(table, before), checksum(before)])
            database.tables.table("change").delete_where("step_uid = ?", [step_uid])
            database.tables.table("step").delete_where("uid = ?", [step_uid])
        drop_unused_content(database)
        tally.rebuild(database)
    return tuple(str(label) for _uid, label in unfinished)


def drop_unused_content(database: Database) -> None:
    """Remove texts and originals that neither a document nor the history refers to. Call it inside `writing()`."""
    database.connection.execute(
        "DELETE FROM content WHERE sha256 NOT IN "
        "(SELECT sha256 FROM document UNION SELECT original_sha256 FROM document) "
        "AND NOT EXISTS (SELECT 1 FROM change WHERE record = 'document' AND "
        '(instr("before", content.sha256) OR instr("after", content.sha256)))'
    )
