"""A process that merges a copy, takes it back and merges again until it is killed, and says what is done."""

import sys
from pathlib import Path

from desktop_app.ops.merging import merge
from tests.unit.merging.copies import at


def work(path: Path, other: Path) -> None:
    """Print one line after each action has returned."""
    with at(path) as project:
        print("ready", flush=True)
        merge(project, other)
        print("merged", flush=True)
        while True:
            project.undo()
            print("undone", flush=True)
            project.redo()
            print("merged", flush=True)


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]))
