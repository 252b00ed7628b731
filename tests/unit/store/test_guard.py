"""What a connection that is hardened does not do, whatever a file declares."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.store import guard

DECLARED = """
CREATE TABLE kept (word TEXT);
CREATE TABLE other (word TEXT);
CREATE VIEW seen AS SELECT word FROM kept;
CREATE TRIGGER told AFTER INSERT ON kept BEGIN INSERT INTO other VALUES ('told'); END;
INSERT INTO other VALUES ('there');
"""


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(DECLARED)
        guard.harden(opened)
        yield opened


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT word FROM seen",
        "INSERT INTO kept VALUES ('a')",
        "SELECT load_extension('anything')",
        "ATTACH ':memory:' AS beside",
        "DETACH main",
    ],
)
def test_views_triggers_extensions_and_other_files_are_out_of_reach(
    statement: str, connection: sqlite3.Connection
) -> None:
    with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
        connection.execute(statement).fetchall()
    assert connection.execute("SELECT word FROM other").fetchall() == [("there",)]


def test_what_is_longer_than_any_cell_of_ours_is_not_read(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a")) as connection:
        guard.harden(connection)
        with pytest.raises(sqlite3.DatabaseError, match="too big"):
            connection.execute("SELECT zeroblob(?)", (guard.LONGEST_CELL + 1,)).fetchall()
