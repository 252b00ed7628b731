"""What SQLite complains about, in words for people."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from desktop_app.base.errors import (
    AppError,
    ConflictError,
    DamagedError,
    DiskError,
    DiskFullError,
    ForeignFileError,
    LockedError,
    MovedError,
    ReadOnlyError,
)
from desktop_app.base.i18n import N_, _

FATAL = ("SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_READONLY_DBMOVED")
"""After these, nothing more is written over the same connection."""


_DISK: tuple[tuple[tuple[str, ...], type[AppError], str, str], ...] = (
    (
        ("SQLITE_FULL",),
        DiskFullError,
        N_("The disk is full; this action was not saved."),
        N_("Free some room and try again."),
    ),
    (
        ("SQLITE_READONLY_R", "SQLITE_READONLY_CANT"),
        ReadOnlyError,
        N_("The program ended in the middle of saving, and what was left behind cannot be settled here."),
        N_("Copy the project, with the file beside it that ends in -journal, to a folder of yours."),
    ),
    (
        ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH"),
        ReadOnlyError,
        N_("The project cannot be written to here."),
        N_("Check the permissions of the file and its folder."),
    ),
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED"),
        LockedError,
        N_("Another program is using the project file; this action was not saved."),
        N_("Try again in a moment."),
    ),
    (
        ("SQLITE_NOTADB",),
        ForeignFileError,
        N_("This file is not a Rubricator project."),
        N_("Choose a file that ends in .rubric."),
    ),
    (
        ("SQLITE_IOERR",),
        DiskError,
        N_("The disk refused to read or write; this action was not saved."),
        N_("Check the disk, then open the project again."),
    ),
    (
        ("SQLITE_TOOBIG",),
        DamagedError,
        N_("A value is larger than any that a project may hold."),
        N_("Make it shorter. If nobody made it, restore a backup."),
    ),
)
"""By how SQLite's name begins: what is told. The first that fits."""


def name_of(error: sqlite3.Error) -> str:
    """SQLite's name for the error, '' when Python raised it."""
    return getattr(error, "sqlite_errorname", None) or ""


def moved(path: Path) -> MovedError:
    """The project is no longer where it was opened."""
    return MovedError(
        _("The project file was moved, replaced or deleted while it was open."),
        where=str(path),
        hint=_("Nothing more is written here. Save a copy, or open the project where it is now."),
    )


def damaged(path: Path, reason: str) -> DamagedError:
    """The file is not sound; `reason` is SQLite's own."""
    return DamagedError(
        _("The project file is damaged: {reason}.").format(reason=reason),
        where=str(path),
        hint=_("Nothing more is written to it. Restore the newest backup."),
    )


def read_only(path: Path) -> ReadOnlyError:
    """The project is open for reading only."""
    return ReadOnlyError(
        _("The project is open for reading only."),
        where=str(path),
        hint=_("Close it elsewhere and open it again to make changes."),
    )


def endless(path: Path) -> DamagedError:
    """A question takes longer, or has more answers, than any sound file of this size."""
    return DamagedError(
        _("The project file leads in circles: there is no end to what it holds."),
        where=str(path),
        hint=_("Do not use this file if you do not know who changed it; open a backup instead."),
    )


def translate(error: sqlite3.Error, path: Path) -> AppError:
    """The error for people. Raises `error` itself when it can only be a mistake of ours."""
    name, text = name_of(error), str(error)
    if name == "SQLITE_READONLY_DBMOVED":
        return moved(path)
    if name == "SQLITE_INTERRUPT":
        return endless(path)
    if name.startswith("SQLITE_CONSTRAINT"):
        return _conflict(error, name)
    if name.startswith("SQLITE_CORRUPT") or "decode to UTF-8" in text or text == "integer overflow":
        return damaged(path, text)
    for prefixes, kind, what, hint in _DISK:
        if name.startswith(prefixes):
            return kind(_(what), where=str(path), hint=_(hint))
    raise error


def _conflict(error: sqlite3.Error, name: str) -> ConflictError:
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return ConflictError(
            _("Other marks or documents depend on what this would take away."),
            hint=_("It was left as it is; remove what depends on it first."),
        )
    if name == "SQLITE_CONSTRAINT_PRIMARYKEY":
        return ConflictError(
            _("Something of this is in the project already."), hint=_("Everything was left as it is.")
        )
    if name == "SQLITE_CONSTRAINT_UNIQUE" and "document.name" in str(error):
        return ConflictError(
            _("Another document has this name by now."), hint=_("Everything was left as it is.")
        )
    raise error
