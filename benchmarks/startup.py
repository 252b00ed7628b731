"""From the start of the process to the painted window: `python -m benchmarks.startup [--runs N]`.

A fresh process each time opens a project that holds the seed document, off the screen, with byte code. The wall clock
is that of whoever waits; processor time is that of the whole process. Once more with Python's own list of imports, for
the ten that cost most by themselves.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.projects import PEOPLE, places
from benchmarks.store import Line, table
from desktop_app.base.paths import seeds
from desktop_app.ops import adding
from desktop_app.ops.project import Project

RUNS = 5
BUDGET_MS = 500
COSTLIEST = 10
ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import os, sys
from pathlib import Path
from time import process_time
from desktop_app.__main__ import main
from desktop_app.gui.shell.frame import Frame

def say() -> None:
    print("painted", process_time(), flush=True)
    # What follows the first picture is not measured.
    os._exit(0)

build = Frame.__init__

def watched(frame, *arguments, **named) -> None:
    build(frame, *arguments, **named)
    frame.painted.connect(say)

Frame.__init__ = watched
sys.exit(main(["--project-dir", *sys.argv[1:]]))
"""


class Import(NamedTuple):
    """A module and how long it took by itself, without what it imports in turn."""

    name: str
    ms: float


def measure(runs: int = RUNS) -> list[Line]:
    """The medians of several starts. Raises RuntimeError when no window was painted."""
    with _seeded() as (folder, project):
        _start(folder, project)
        starts = [_start(folder, project) for _run in range(runs)]
    wall = statistics.median(start[0] for start in starts)
    processor = statistics.median(start[1] for start in starts)
    return [
        Line("start to painted window", wall, BUDGET_MS, "ms wall"),
        Line("start to painted window, processor", processor, None, "ms"),
    ]


def measure_imports() -> list[Import]:
    """The costliest imports. Raises RuntimeError when no window was painted."""
    with _seeded() as (folder, project):
        _start(folder, project)
        return costliest(_started(folder, project, "-X", "importtime").stderr)


@contextmanager
def _seeded() -> Iterator[tuple[Path, Path]]:
    """A folder, and a project in it that holds the seed document."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "bench.rubric"
        with Project.create(project, places=places(folder), who=PEOPLE[0]) as made:
            adding.add(made, [seeds()])
        yield folder, project


def _start(folder: Path, project: Path) -> tuple[float, float]:
    """Milliseconds on the wall clock and of the processor."""
    began = time.perf_counter()
    said = _started(folder, project).stdout
    wall = time.perf_counter() - began
    return wall * 1000, float(said.split()[-1]) * 1000


def _started(folder: Path, project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-c", PROGRAM, str(folder / "user"), str(project)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, env=environment)
    if not done.stdout.startswith("painted"):
        raise RuntimeError(done.stderr)
    return done


def costliest(report: str) -> list[Import]:
    """The ten costliest imports of those that `-X importtime` writes down."""
    found: list[Import] = []
    for line in report.splitlines():
        own, _bar, rest = line.removeprefix("import time:").partition("|")
        if line.startswith("import time:") and own.strip().isdecimal():
            found.append(Import(rest.partition("|")[2].strip(), int(own) / 1000))
    return sorted(found, key=lambda item: -item.ms)[:COSTLIEST]


def imports_table(imports: list[Import]) -> str:
    """The costliest imports, one a line."""
    return "\n".join(f"{item.ms:6.1f} ms  {item.name}" for item in imports)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m benchmarks.startup", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how many starts are measured ({RUNS})")
    lines = measure(parser.parse_args(arguments).runs)
    print(table(lines), imports_table(measure_imports()), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
