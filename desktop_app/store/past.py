"""The history proven: every replica's chain of digests, and that the changes lead from one to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.base.i18n import _
from desktop_app.store.chain import chained, change_payload
from desktop_app.store.database import Database
from desktop_app.store.history import changes_of
from desktop_app.store.rows import TABLES, Cell, checksum


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
    chains: dict[str, _Chain] = {}
    steps = database.rows(
        "SELECT * FROM step ORDER BY sequence IS NULL, lamport, replica, rowid", patient=True
    )
    for row in steps:
        where = f"step {row[0]!s}"
        payload, follows = _changes(database, str(row[0]), past)
        if not follows:
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


def _header(row: tuple[Cell, ...]) -> tuple[str | int, ...]:
    return tuple(cell if isinstance(cell, int) else str(cell) for cell in row[:9])


def _changes(database: Database, step_uid: str, past: Past) -> tuple[bytes, bool]:
    """The digest of a step's changes, and whether each of them began where the one before it had ended."""
    digest = hashlib.sha256()
    follows = True
    for name, uid, before, after in changes_of(database, step_uid):
        digest.update(change_payload(name, uid, before, after))
        left = past.left[name]
        if left.pop(uid, None) != (None if before is None else checksum(before)):
            follows = False
        if after is not None:
            left[uid] = checksum(after)
    return digest.digest(), follows
