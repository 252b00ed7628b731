"""Steps of another copy of the project: looked at as a stranger's, then copied as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from desktop_app.base.errors import ConflictError, DamagedError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Document
from desktop_app.store import check, documents
from desktop_app.store.bundles import BUNDLE, bundle_of
from desktop_app.store.database import Database
from desktop_app.store.edits import KEPT, MENDED, NOTES, TAKEN
from desktop_app.store.folding import decode_note
from desktop_app.store.knowledge import Knowledge, Line, is_beyond_bounds, ranges
from desktop_app.store.merging import DerivedStep, Settled
from desktop_app.store.rows import table_called
from desktop_app.store.step import DO, MERGE, PACKAGE, REDO, SETUP, UNDO
from desktop_app.store.table import MISFITS, Cell, Row

_HIGHEST = 2**48
"""No honest project counts that far: who begins beyond leaves no numbers for others."""
_LONGEST_IMAGE = 16 * 1024 * 1024
_SLICE = 2000
_WEIGHTY = 50
"""As many changes are read at a time where there are bundles among them."""
_KINDS = frozenset({DO, UNDO, REDO, SETUP, MERGE, PACKAGE})


def prove(foreign: Database) -> int:
    """Everything that a check can tell about the other copy. Returns its state, by `Database.data_version`.

    Raises DamagedError for the first finding.
    """
    state = foreign.data_version
    foreign.prove()
    if is_beyond_bounds(foreign):
        raise strange(foreign, "")
    found = next(check.findings(foreign), None)
    if found is not None:
        raise DamagedError(
            _("The other copy is not sound: {what}").format(what=shown(found.what, 200)),
            where=f"{foreign.path}: {shown(found.where, 80)}",
            hint=_("Nothing was taken over. Open the other copy, or a backup of it, and run a check."),
        )
    return state


def strange(foreign: Database, uid: str) -> DamagedError:
    """The error for a step that no version of the program writes."""
    return DamagedError(
        _("The other copy holds an action that no Rubricator writes."),
        where=f"{foreign.path}: step {shown(uid, 80)}",
        hint=_("Do not use this file if you do not know who changed it."),
    )


class Intake:
    """What another copy has that this project lacks. Making it looks at all steps; `take` copies and settles.

    `proven` is the state of the other copy that was proven. Raises DamagedError for steps that no Rubricator writes,
    ConflictError when both copies went on under one name.
    """

    def __init__(self, database: Database, foreign: Database, *, replica: str, proven: int) -> None:
        self._database = database
        self._foreign = foreign
        self._here = Knowledge(database)
        self._there = Knowledge(foreign)
        self._proven = proven
        self._contents: set[str] = set()
        self._refuse_nonsense()
        self._refuse_forks(replica)
        here, there = self._here, self._there
        self.fresh = [line for line in there.lines.values() if line.uid not in here.lines]
        active = {uid for uid in there.lines if uid not in there.withdrawn}
        self._hidden = [line.uid for line in self.fresh if line.uid not in active]
        again = [there.lines[uid] for uid in here.withdrawn if uid in active]
        self.taken = [line for line in self.fresh if line.uid in active] + again

    @property
    def is_empty(self) -> bool:
        """Whether the other copy has nothing that would change this project."""
        return all(self._there.is_derived(line) for line in self.taken)

    def take(self, step: DerivedStep) -> Settled:
        """Copy the steps and settle all that they touch.

        Raises as `DerivedStep.settle` does, and ConflictError when the other copy is not as it was proven any more.
        """
        for first in range(0, len(self.fresh), _SLICE):
            self._copy([line.uid for line in self.fresh[first : first + _SLICE]])
        self._copy_contents()
        if self._foreign.data_version != self._proven:
            raise ConflictError(
                _("Somebody went on working in the other copy meanwhile."),
                where=str(self._foreign.path),
                hint=_("Close it there, then merge it."),
            )
        step.note(self._there.heads())
        step.note(ranges(self.taken, TAKEN))
        settled = step.switch([line.uid for line in self.taken], self._hidden)
        settled.steps = len(self.taken)
        return settled

    # Refusing

    def _refuse_nonsense(self) -> None:
        there = self._there
        last: dict[str, Line] = {}
        for line in there.lines.values():
            before = last.get(line.replica)
            goal = there.lines.get(line.target_uid)
            undoes = line.kind in (UNDO, REDO)
            if (
                not 0 < line.lamport < _HIGHEST
                or line.kind not in _KINDS
                or line.sequence != (before.sequence + 1 if before else 1)
                or (before is not None and line.lamport <= before.lamport)
                or (undoes and (goal is None or goal.replica != line.replica or goal.order >= line.order))
            ):
                raise strange(self._foreign, line.uid)
            last[line.replica] = line
        if not there.is_in_order:
            raise strange(self._foreign, "")

    def _refuse_forks(self, replica: str) -> None:
        sql = "SELECT uid, replica, sequence, digest FROM step WHERE sequence IS NOT NULL"
        ours = {(row[1], row[2]): (row[0], row[3]) for row in self._database.rows(sql, patient=True)}
        uids = {uid for uid, _digest in ours.values()}
        for uid, other, sequence, digest in self._foreign.rows(sql, patient=True):
            known = ours.get((other, sequence))
            if known is None and other != replica and uid not in uids:
                continue
            if known != (uid, digest):
                raise ConflictError(
                    _(
                        "Both copies went on separately under the same name, so their steps cannot be told apart."
                    ),
                    where=str(self._foreign.path),
                    hint=_("Export the marks of one of them and import that file into the other."),
                )

    # Copying

    def _copy(self, uids: Sequence[str]) -> None:
        chosen = msgspec.json.encode(uids).decode()
        run = self._database.connection.executemany
        steps = self._foreign.rows(
            "SELECT * FROM step WHERE uid IN (SELECT value FROM json_each(?))", (chosen,), patient=True
        )
        run("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", steps)
        for changes in self._changes(chosen):
            self._prove(changes)
            run("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", changes)

    def _changes(self, chosen: str) -> Iterator[list[tuple[Cell, ...]]]:
        last: tuple[Cell, Cell] = ("", -1)
        bundles = f"SELECT EXISTS (SELECT 1 FROM change WHERE record = '{BUNDLE}')"
        limit = _WEIGHTY if self._foreign.number(bundles) else _SLICE
        while rows := self._foreign.rows(
            "SELECT * FROM change WHERE step_uid IN (SELECT value FROM json_each(?)) "
            "AND (step_uid, position) > (?, ?) ORDER BY step_uid, position LIMIT ?",
            (chosen, *last, limit),
            patient=True,
        ):
            yield rows
            last = rows[-1][0], rows[-1][1]

    def _prove(self, changes: Sequence[Row]) -> None:
        """Raises DamagedError for what no Rubricator writes into the history."""
        try:
            self._look_at(changes)
        except MISFITS as error:
            for change in changes if len(changes) > 1 else ():
                self._prove([change])
            raise strange(self._foreign, str(changes[0][0])) from error

    def _look_at(self, changes: Sequence[Row]) -> None:
        """Raises one of MISFITS for changes that cannot be."""
        rows: dict[str, list[Row]] = {}
        for name, uid, *images in _singly(changes):
            for image in images:
                if image is None:
                    continue
                if name in (KEPT, MENDED):
                    table_called(decode_note(str(image)).record)
                elif name not in NOTES:
                    cells = table_called(str(name)).cells_of(str(image))
                    if cells[0] != uid:
                        raise ValueError(uid)
                    rows.setdefault(str(name), []).append(cells)
        for name, some in rows.items():
            for record in table_called(name).records(some):
                if isinstance(record, Document):
                    self._contents |= {record.sha256, record.original_sha256}

    def _copy_contents(self) -> None:
        known = {sha256 for (sha256,) in self._database.rows("SELECT sha256 FROM content", patient=True)}
        for sha256 in sorted(self._contents - known):
            documents.keep_content(self._database, documents.content(self._foreign, str(sha256)), str(sha256))


def _singly(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows of changes as (record, uid, before, after), the changes in bundles one by one. Raises one of MISFITS."""
    for _step, _position, name, uid, before, after in rows:
        if any(len(str(image)) > _LONGEST_IMAGE for image in (before, after) if image is not None):
            raise ValueError(name)
        if name == BUNDLE:
            yield from bundle_of(before, after).single()
        else:
            yield name, uid, before, after
