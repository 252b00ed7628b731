"""The lines of a file of annotations, as an import takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop_app.base.errors import ReadError, UsageError
from desktop_app.base.i18n import _
from desktop_app.formats import Format, IncomingLine, Problem

SLICE = 200
"""So many annotations at most are taken between two frames of a window."""


def items_of(source: Path, chosen: Format) -> Iterator[IncomingLine | Problem]:
    """What is in the file, line by line. Needs no project. Raises UsageError and ReadError."""
    if not source.is_file():
        raise UsageError(
            _("This is a folder.") if source.is_dir() else _("There is no such file."),
            where=str(source),
            hint=_("Check the path."),
        )
    try:
        with source.open("rb") as file:
            yield from chosen.read(file)
    except OSError as error:
        raise ReadError(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or error),
            where=str(source),
            hint=_("Check its permissions and the disk."),
        ) from error


def read_slices(source: Path, chosen: Format) -> Iterator[IncomingLine | Problem]:
    """The same in pieces that are quick to take: a long line as several, with its text in the first alone."""
    for item in items_of(source, chosen):
        if isinstance(item, Problem) or len(item.annotations) <= SLICE:
            yield item
            continue
        for first in range(0, len(item.annotations), SLICE):
            some = item.annotations[first : first + SLICE]
            related = item.relations if first + SLICE >= len(item.annotations) else ()
            yield replace(item, annotations=some, relations=related, text=None if first else item.text)
