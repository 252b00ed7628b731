"""The history proven: every replica's chain of digests, and that the changes lead from one to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.store.bulk import Part
from desktop_app.store.chain import chained, change_payload
from desktop_app.store.database import Database
from desktop_app.store.edits import NOTES, OF_STEPS, ImageChange
from desktop_app.store.history import parts_of
from desktop_app.store.knowledge import Knowledge
from desktop_app.store.planner import Planner
from desktop_app.store.rows import TABLES
from desktop_app.store.step import MERGE, PACKAGE
from desktop_app.store.table import Cell, checksum

if TYPE_CHECKING:
    from hashlib import _Hash


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: the rule's key, the record or place, and what is wrong in words."""

    rule: str
    where: str
    what: str


@dataclass(slots=True)
class Past:
    """What the history led to: by table, the checksum of each record that it left in the project, by uid."""

    left: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in TABLES})


@dataclass(slots=True)
class _Chain:
    """Where one replica's chain of steps has come to."""

    sequence: int = 0
    digest: str = ""


def walk(database: Database, past: Past) -> Iterator[Finding]:
    """Go through all steps in their order, and fill in `past`."""
    merged = Knowledge(database) if is_merged(database) else None
    chains: dict[str, _Chain] = {}
    tangled: set[str] = set()
    steps = database.rows(
        "SELECT * FROM step ORDER BY sequence IS NULL, lamport, replica, rowid", patient=True
    )
    for row in [*steps, None]:
        if merged is not None and (row is None or row[2] is None):
            yield from _settled(database, merged, tangled, past)
            merged = None
        if row is None:
            return
        where = f"step {row[0]!s}"
        payload, astray = _changes(database, str(row[0]), past, merged)
        if merged is not None:
            tangled |= astray
        elif astray:
            yield Finding("history", where, _("It does not begin with what the steps before it led to."))
        if row[2] is None:
            what = _("This action was never finished; opening the project takes it back.")
            yield Finding("unfinished", where, what)
            continue
        chain = chains.setdefault(str(row[1]), _Chain())
        if row[2] != chain.sequence + 1:
            yield Finding("history", where, _("Steps are missing before this one."))
        if chained(chain.digest, _header(row), payload) != row[9]:
            yield Finding("history", where, _("The history was altered here."))
        chain.sequence, chain.digest = int(str(row[2])), str(row[9])


def is_merged(database: Database) -> bool:
    """Whether steps were taken in from elsewhere, or withdrawn: no row follows from its last change alone then."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM step WHERE kind IN (?, ?)) "
        "OR EXISTS (SELECT 1 FROM withdrawn) OR EXISTS (SELECT 1 FROM mend)"
    )
    return database.number(sql, (MERGE, PACKAGE), patient=True) == 1


def _settled(database: Database, merged: Knowledge, tangled: set[str], past: Past) -> Iterator[Finding]:
    """Fold what copies may have changed beside each other."""
    plan = Planner(database, merged).plan(tangled)
    for uid, (record, image) in plan.images.items():
        past.left[record].pop(uid, None)
        if image is not None:
            past.left[record][uid] = checksum(image)
    mends = {str(uid) for (uid,) in database.rows("SELECT record_uid FROM mend", patient=True)}
    if mends != plan.mends.keys():
        yield Finding("replay", "mend", _("What had to be mended is not what the history led to."))


def _header(row: tuple[Cell, ...]) -> tuple[str | int, ...]:
    return tuple(cell if isinstance(cell, int) else str(cell) for cell in row[:9])


def _changes(
    database: Database, step_uid: str, past: Past, merged: Knowledge | None
) -> tuple[bytes, set[str]]:
    """The digest of a step's changes, and the records for which they did not begin where the ones before had ended."""
    digest = hashlib.sha256()
    astray: set[str] = set()
    counts = merged is None or merged.counts(step_uid)
    line = None if merged is None else merged.lines.get(step_uid)
    pictured = line is not None and line.kind == PACKAGE
    for name, uid, before, after in _digested(parts_of(database, step_uid), digest):
        if name in OF_STEPS or not counts:
            continue
        if name in NOTES:
            if merged is not None:
                astray.add(uid)
            continue
        left = past.left[name]
        # What a package pictured may be gone by now, in a step that knew nothing of the package.
        if left.pop(uid, None) != (None if before is None else checksum(before)) or pictured:
            astray.add(uid)
        if after is not None:
            left[uid] = checksum(after)
    return digest.digest(), astray


def _digested(parts: Iterable[Part], digest: _Hash) -> Iterator[ImageChange]:
    """The changes one by one; the digest covers them as they lie in the file."""
    for part in parts:
        if isinstance(part, ImageChange):
            digest.update(change_payload(*part))
            yield part
        else:
            part.add_to(digest)
            yield from part.single()
