"""Reading the register into memory while nobody waits for it."""

from __future__ import annotations

import gc

from desktop_app.ops import entities
from desktop_app.ops.project import Project


def read_on(project: Project) -> bool:
    """Read a further slice, in a few milliseconds. Returns whether all of it is there."""
    before = project.register.read
    done = entities.prepare(project)
    if project.register.read != before:
        # Thousands of records that stay: going through them to look for waste would take longer than the slice.
        gc.freeze()
    return done
