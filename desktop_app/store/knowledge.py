"""Who knew of what: every step of the history, and which other steps it could build upon."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop_app.store.database import Database
from desktop_app.store.edits import GONE, OF_STEPS, SEEN, TAKEN, ImageChange
from desktop_app.store.step import MERGE, PACKAGE, REDO, UNDO
from desktop_app.store.table import damaged_row

_LINES = (
    "SELECT uid, replica, sequence, lamport, kind, target_uid, annotator_uid FROM step "
    "WHERE sequence IS NOT NULL ORDER BY lamport, replica, sequence"
)
_NOTES = (
    'SELECT c.step_uid, c.record_uid, c."after" FROM step s JOIN change c ON c.step_uid = s.uid '
    "WHERE (s.sequence = 1 OR s.kind = ?) AND c.record = ? ORDER BY c.step_uid, c.position"
)


MOST_COPIES, MOST_MEETINGS = 1000, 20_000
"""More replicas, and more notes of what they knew of each other, than any team leaves behind."""


class Line(NamedTuple):
    """A step's place in the history. `order` sorts all steps of all replicas in the same way everywhere."""

    uid: str
    replica: str
    sequence: int
    lamport: int
    kind: str
    target_uid: str
    annotator_uid: str

    @property
    def order(self) -> tuple[int, str, int]:
        """Its place among all steps."""
        return self.lamport, self.replica, self.sequence


class Knowledge:
    """The steps of a project by uid, in their order, and what each of them knew.

    A step knows all earlier ones of its replica, those that its replica had merged by then, and those that were in the
    file when its replica began (all before it, where it says nothing). `is_in_order`: none claims to know a
    later one.
    """

    def __init__(self, database: Database) -> None:
        rows = database.rows(_LINES, patient=True)
        self.lines = {line.uid: line for line in map(_line, rows)}
        withdrawn = database.rows("SELECT step_uid FROM withdrawn", patient=True)
        self.withdrawn = {str(uid) for (uid,) in withdrawn}
        self._begun: dict[str, list[int]] = {}
        self._known: dict[str, list[Mapping[str, int]]] = {}
        notes: dict[str, list[tuple[str, int]]] = {}
        for step_uid, replica, number in database.rows(_NOTES, (MERGE, SEEN), patient=True):
            try:
                notes.setdefault(str(step_uid), []).append((str(replica), int(str(number))))
            except ValueError as error:
                raise damaged_row(f"step {step_uid!s}", error) from error
        reached: dict[str, int] = {}
        ahead: list[tuple[str, int]] = []
        for line in self.lines.values():
            if line.uid in notes or line.sequence == 1:
                heads = notes.get(line.uid)
                ahead += [head for head in heads or () if reached.get(head[0], 0) < head[1]]
                everything = reached if heads is None and line.kind != PACKAGE else {}
                self._learn(line, everything, heads or ())
            reached[line.replica] = line.sequence
        self.is_in_order = all(reached.get(replica, 0) < sequence for replica, sequence in ahead)

    def _learn(self, line: Line, reached: Mapping[str, int], heads: Iterable[tuple[str, int]]) -> None:
        known = {**self._at(line.replica, line.sequence), **reached}
        for replica, sequence in heads:
            for other, number in ((replica, sequence), *self._at(replica, sequence).items()):
                known[other] = max(number, known.get(other, 0))
        self._begun.setdefault(line.replica, []).append(line.sequence)
        self._known.setdefault(line.replica, []).append(known)

    def _at(self, replica: str, sequence: int) -> Mapping[str, int]:
        """Up to which step of each other replica this one knew."""
        place = bisect_right(self._begun.get(replica, ()), sequence)
        return self._known[replica][place - 1] if place else {}

    def knew(self, line: Line, other: Line) -> bool:
        """Whether the step was made in knowledge of the other one."""
        if line.replica == other.replica:
            return line.sequence > other.sequence
        return self._at(line.replica, line.sequence).get(other.replica, 0) >= other.sequence

    def counts(self, step_uid: str) -> bool:
        """Whether what the step changed is part of the project: no withdrawn step, none that only took others in."""
        line = self.lines.get(step_uid)
        return line is not None and step_uid not in self.withdrawn and not self.is_derived(line)

    def is_derived(self, line: Line) -> bool:
        """Whether the step, or the one that it undoes or does again, only takes other steps in or out."""
        if line.kind in (UNDO, REDO):
            goal = self.lines.get(line.target_uid)
            return goal is not None and goal.kind == MERGE
        return line.kind == MERGE

    def heads(self) -> list[ImageChange]:
        """Notes of the newest steps, from which all others follow."""
        newest: dict[str, Line] = {line.replica: line for line in self.lines.values()}
        found: list[Line] = []
        for line in sorted(newest.values(), key=lambda item: item.order, reverse=True):
            if not any(self.knew(other, line) for other in found):
                found.append(line)
        return [ImageChange(SEEN, line.replica, None, str(line.sequence)) for line in found]


def is_beyond_bounds(database: Database) -> bool:
    """Whether nobody could say in reasonable time who knew of what."""
    copies = database.number("SELECT count(DISTINCT replica) FROM step", patient=True)
    meetings = database.number("SELECT count(*) FROM change WHERE record = ?", (SEEN,), patient=True)
    return copies > MOST_COPIES or meetings > MOST_MEETINGS


def _line(row: Sequence[object]) -> Line:
    uid, replica, sequence, lamport, kind, target, annotator = row
    return Line(
        str(uid), str(replica), int(str(sequence)), int(str(lamport)), str(kind), str(target), str(annotator)
    )


def ranges(lines: Iterable[Line], note: str) -> list[ImageChange]:
    """Steps as notes, one for each stretch of a replica without a gap."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: (item.replica, item.sequence)):
        last = found[-1][-1] if found else None
        if last is not None and (line.replica, line.sequence) == (last.replica, last.sequence + 1):
            found[-1].append(line)
        else:
            found.append([line])
    return [ImageChange(note, run[0].replica, str(run[0].sequence), str(run[-1].sequence)) for run in found]


def reversed_note(note: ImageChange) -> ImageChange:
    """The note that takes this one back."""
    if note.record in OF_STEPS:
        return note._replace(record={TAKEN: GONE, GONE: TAKEN}.get(note.record, note.record))
    return note.reversed()


def steps_of(database: Database, notes: Iterable[ImageChange]) -> list[str]:
    """The uids of the steps that TAKEN and GONE notes speak of."""
    return [
        str(uid)
        for note in notes
        for (uid,) in database.rows(
            "SELECT uid FROM step WHERE replica = ? AND sequence BETWEEN ? AND ? ORDER BY sequence",
            (note.uid, int(note.before or 0), int(note.after or 0)),
            patient=True,
        )
    ]
