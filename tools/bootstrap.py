"""Do one task of the project: `python3 tools/bootstrap.py run|test|lint|check|...`, on a machine with Python alone.

Everything that a task needs is made first: a virtual environment in `.venv`, the libraries of the lock checked by
their hashes, the system's libraries where we may install them. Nothing but the standard library is used here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
KNOWN = ("3.14", "3.13", "3.12", "3.11")


def main(arguments: list[str]) -> int:
    """Do the task that the first argument names, hand it the others, and return its exit code."""
    if sys.version_info < OLDEST:
        return _with_a_newer_python(arguments)
    sys.path.insert(0, str(ROOT))
    from tools import tasks

    return tasks.main(arguments)


def _with_a_newer_python(arguments: list[str]) -> int:
    for version in KNOWN:
        newer = shutil.which("python" + version)
        if newer:
            return subprocess.call([newer, str(Path(__file__)), *arguments])
    sys.stderr.write(
        "Rubricator needs Python 3.11 or newer; this is {}.{}. Install one, then try again.\n".format(
            *sys.version_info
        )
    )
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
