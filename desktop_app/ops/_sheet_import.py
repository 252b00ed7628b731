"""Entries of a sheet on their way into a project: written in short transactions, as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop_app.base.errors import ConflictError
from desktop_app.base.i18n import _
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.ops.pieces import InPieces, through
from desktop_app.ops.project import Project
from desktop_app.store.file import LongStep

SLICE = 50
"""So many rows are read, or written, in a few milliseconds."""

Pair = tuple[Entity | None, Entity] | tuple[Concept | None, Concept]
Find = Callable[[str], Entity | None] | Callable[[str], Concept | None]


def written(project: Project, label: str, fresh: Sequence[Pair], find: Find) -> InPieces:
    """Write entries that are new or other than before, given as (before, after). Yields how many are written.

    `find` tells how one is now. Raises ConflictError when somebody changed one meanwhile, and the errors of writing;
    everything is taken back then.
    """
    long = project.begin(label)
    return (yield from through(project, long, _in_slices(long, fresh, find)))


def _in_slices(long: LongStep, fresh: Sequence[Pair], find: Find) -> Iterator[int]:
    for first in range(0, len(fresh), SLICE):
        some = fresh[first : first + SLICE]
        if any(find(after.uid) != before for before, after in some):
            raise ConflictError(
                _("Somebody changed one of these entries meanwhile."),
                hint=_("Nothing was imported. Try again."),
            )
        with long.writing() as step:
            step.put_all([after for _before, after in some])
        yield first + len(some)
