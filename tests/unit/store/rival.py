"""A process that opens a project for writing again and again, and cries when it is not alone with it."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from desktop_app.base.errors import LockedError
from desktop_app.ops.project import Project
from tests.builders import ANNA, places


def compete(folder: Path, wanted: int) -> None:
    """Go on until the project was open here so often; the mark beside it may never be there already."""
    mark = folder / "alone"
    wins = 0
    print("ready", flush=True)
    sys.stdin.readline()
    while wins < wanted:
        with (
            suppress(LockedError),
            Project.open(folder / "news.rubric", places=places(folder), who=ANNA),
        ):
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
            mark.unlink()
            wins += 1
    print(wins, flush=True)


if __name__ == "__main__":
    compete(Path(sys.argv[1]), int(sys.argv[2]))
