"""A process that opens a project for writing again and again, and cries when it is not alone with it."""

import os
import sys
from pathlib import Path

from desktop_app.base.errors import LockedError
from desktop_app.ops.project import Project
from tests.builders import ANNA, places


def compete(folder: Path, tries: int) -> None:
    """Print how often the project was open here; the mark beside it may never be there already."""
    mark = folder / "alone"
    wins = 0
    print("ready", flush=True)
    sys.stdin.readline()
    for _try in range(tries):
        try:
            with Project.open(folder / "news.rubric", places=places(folder), who=ANNA):
                os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
                mark.unlink()
                wins += 1
        except LockedError:
            continue
    print(wins, flush=True)


if __name__ == "__main__":
    compete(Path(sys.argv[1]), int(sys.argv[2]))
