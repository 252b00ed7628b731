"""Errors that are meant for the person at the desk. Anything else that is raised is a bug."""

from __future__ import annotations


class AppError(Exception):
    """Says what went wrong, where, and what to do next.

    `str(error)` joins the three parts into one line; the parts stay readable on their own for dialogs and `--json`.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.hint}" if self.hint else head


class UsageError(AppError):
    """The request itself makes no sense: a missing path, an unknown name."""


class NotFoundError(AppError):
    """A record with this name or uid is not in the project."""


class ReadError(AppError):
    """A document file cannot be turned into text."""


class FormatError(AppError):
    """A line or file of annotations is not what its format promises."""


class InvalidSpanError(AppError):
    """A span is empty, reversed, or reaches past the end of the text."""


class InvalidValueError(AppError):
    """A value does not fit its attribute."""


class NotYoursError(AppError):
    """The mark belongs to another annotator, and only they change it."""


class TagsetError(AppError):
    """A change would leave the tagset ambiguous: a name, key or parent clashes."""


class ConflictError(AppError):
    """The record has changed since; the action was not carried out."""


class StoreError(AppError):
    """The project file cannot be read or written. Subclasses say which of the reasons it is."""


class DiskFullError(StoreError):
    """No room is left; nothing of the action was kept."""


class DiskError(StoreError):
    """The disk refused to read or write; the connection writes no more."""


class ReadOnlyError(StoreError):
    """The project, its folder, or this way of opening it does not allow writing."""


class LockedError(StoreError):
    """Somebody else has the project open for writing."""


class MovedError(StoreError):
    """The project file was moved, replaced or deleted while it was open."""


class DamagedError(StoreError):
    """The file is not sound: truncated, altered, or with a schema that is not ours."""


class ForeignFileError(StoreError):
    """The file is no project of this program."""


class NewerProjectError(StoreError):
    """The project was written by a later version of the program."""
