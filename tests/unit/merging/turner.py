"""A process that undoes a long action and does it again, in pieces, until it is killed."""

import sys
from pathlib import Path

from desktop_app.ops import again
from desktop_app.ops.pieces import at_once
from tests.unit.merging.copies import at
from tests.unit.merging.test_turning import many


def work(path: Path) -> None:
    """Undo and redo without end."""
    with at(path) as project:
        many(project)
        print("ready", flush=True)
        while True:
            at_once(again.turning_back(project))
            at_once(again.turning_forth(project))


if __name__ == "__main__":
    work(Path(sys.argv[1]))
