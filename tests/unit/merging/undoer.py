"""A process that undoes a long action and does it again, in pieces, until it is killed."""

import sys
from pathlib import Path

from desktop_app.ops import undoing
from desktop_app.ops.pieces import at_once
from tests.unit.merging.copies import at
from tests.unit.merging.test_undoing import many


def work(path: Path) -> None:
    """Undo and redo without end."""
    with at(path) as project:
        many(project)
        print("ready", flush=True)
        while True:
            at_once(undoing.undo_in_pieces(project))
            at_once(undoing.redo_in_pieces(project))


if __name__ == "__main__":
    work(Path(sys.argv[1]))
