"""Copies as somebody could make them who knows how Rubricator writes: the chain of digests is always right."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.store.chain import chained, change_payload

Forge = Callable[[sqlite3.Connection], None]
STRANGER = "e" * 32


def forged(path: Path, forge: Forge) -> None:
    """Do it to the file, and make the digests of all steps right again."""
    with closing(sqlite3.connect(path)) as connection:
        forge(connection)
        _rechain(connection)
        connection.commit()


def _rechain(connection: sqlite3.Connection) -> None:
    last: dict[str, str] = {}
    for row in connection.execute("SELECT * FROM step ORDER BY replica, sequence").fetchall():
        payload = hashlib.sha256()
        for change in connection.execute(
            'SELECT record, record_uid, "before", "after" FROM change WHERE step_uid = ? ORDER BY position',
            row[:1],
        ):
            payload.update(change_payload(*change))
        last[row[1]] = chained(last.get(row[1], ""), row[:9], payload.digest())
        connection.execute("UPDATE step SET digest = ? WHERE uid = ?", (last[row[1]], row[0]))


def step(
    *changes: tuple[str, str, str | None, str | None],
    replica: str = STRANGER,
    sequence: int = 1,
    lamport: int = 50,
    kind: str = "do",
    target: str = "",
) -> Forge:
    """A step more, with changes that touch no row."""

    def forge(connection: sqlite3.Connection) -> None:
        uid = hashlib.md5(f"{replica}{sequence}".encode(), usedforsecurity=False).hexdigest()
        header = (
            uid,
            replica,
            sequence,
            lamport,
            STRANGER,
            "forged",
            kind,
            target,
            "2020-01-01T00:00:00.000Z",
        )
        connection.execute("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')", header)
        for place, change in enumerate(changes):
            connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", (uid, place, *change))

    return forge


def come_and_gone(connection: sqlite3.Connection, table: str = "annotation", **cells: object) -> None:
    """A record that was made otherwise and deleted again: no row shows it."""
    (image,) = connection.execute(
        'SELECT "after" FROM change WHERE record = ? AND "after" IS NOT NULL', (table,)
    ).fetchone()
    found = json.dumps({**json.loads(image), "uid": "9" * 32, **cells})
    step((table, "9" * 32, None, found), (table, "9" * 32, found, None))(connection)


def sql(statement: str) -> Forge:
    """Whatever a statement does."""

    def forge(connection: sqlite3.Connection) -> None:
        connection.executescript(statement)

    return forge


def both(*forges: Forge) -> Forge:
    """One after the other."""

    def forge(connection: sqlite3.Connection) -> None:
        for each in forges:
            each(connection)

    return forge
