"""A row's way from one image to the next, as history keeps it and as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.model.changes import Change
from desktop_app.model.records import Annotation
from desktop_app.store.table import Cell


class ImageChange(NamedTuple):
    """A change as history keeps it: the record's table, its uid, and its images."""

    record: str
    uid: str
    before: str | None
    after: str | None

    def reversed(self) -> ImageChange:
        """The change that takes this one back."""
        return self._replace(before=self.after, after=self.before)


class ReadRow(NamedTuple):
    """An annotation as it lies in its table: the row's number, what it says, and its image."""

    number: int
    record: Annotation
    image: str


class Edit(NamedTuple):
    """A row to write, or to delete where `after` is None, in all forms that are needed of it. `cells` end in the
    checksum.
    """

    uid: str
    before: str | None
    after: str | None
    cells: Sequence[Cell]
    change: Change


SEEN, TAKEN, GONE = "seen", "taken", "gone"
"""Notes about steps in place of a row: up to which one of a replica (`after`) everything is known; which ones, from
`before` to `after`, were taken in or withdrawn."""
KEPT, MENDED = "kept", "mended"
"""Notes about a record: fields that a person chose, or that were shown mended and stay as they were shown."""
OF_STEPS = frozenset({SEEN, TAKEN, GONE})
NOTES = OF_STEPS | {KEPT, MENDED}
