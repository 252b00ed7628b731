"""What keeps an untrusted project file from doing anything but holding rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from desktop_app.base.errors import DamagedError, ForeignFileError, NewerProjectError
from desktop_app.base.i18n import _
from desktop_app.store import schema

LONGEST_CELL = 256 * 1024 * 1024
"""Bytes; originals may have 200 MB."""


def _authorize(
    action: int, _first: str | None, second: str | None, _database: str | None, source: str | None
) -> int:
    """Deny what a trigger or view asks for (`source` names it), attaching files and loading extensions."""
    if source is not None or action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and second == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def harden(connection: sqlite3.Connection) -> None:
    """Settings and limits that come before the first look at the schema."""
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_CELL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
    connection.set_authorizer(_authorize)


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a sound project. Raises ForeignFileError, NewerProjectError, DamagedError."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != schema.APPLICATION_ID or version < 1:
        raise ForeignFileError(
            _("This is a database of another program, not a Rubricator project."),
            where=str(path),
            hint=_("Choose a file that ends in .rubric."),
        )
    if version > schema.newest():
        raise NewerProjectError(
            _(
                "The project was written by a newer Rubricator (format {theirs}; this one knows {ours})."
            ).format(theirs=version, ours=schema.newest()),
            where=str(path),
            hint=_("Install the newer version to open it; nothing was changed."),
        )
    if not _declares(connection, schema.allowed(version)):
        raise DamagedError(
            _("The project holds tables, triggers or views that no Rubricator project has."),
            where=str(path),
            hint=_("Do not use this file if you do not know who changed it; open a backup instead."),
        )
    return version


def _declares(connection: sqlite3.Connection, allowed: frozenset[tuple[str, str, str]]) -> bool:
    try:
        return schema.contents(connection) == allowed
    except UnicodeDecodeError:  # SQLite complains about a broken schema in the schema's own bytes
        return False
