"""One cell: the real reading view on one document, in a process of its own.

`python -m benchmarks.view KIND BYTES SPANS [DEPTH [WHOLE]]` makes a project, opens it in a fresh process and prints a
line of JSON. Each step is an action of a reader and the painting that follows from it; its time is that of the thread
which paints.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cells import OURS, Found
from benchmarks.documents import TAGS, text
from benchmarks.measure import circumstances, peak_mib, resident_mib, timed
from benchmarks.pace import pace, worse
from benchmarks.processes import call, printed
from benchmarks.projects import document_of, open_project, other_of
from desktop_app.base.memory import return_large_blocks

if TYPE_CHECKING:
    from benchmarks.window import Reader

WIDTH, HEIGHT = 1000, 800
WARMING_BYTES = 60_000
UNPAINTED = ("hover", "load the rest", "find all, a step")


def make(folder: Path, cell: list[str]) -> None:
    """Make the project of a cell in this folder. Raises RuntimeError with what went wrong."""
    call("benchmarks.projects", str(folder), *cell)


def measure(folder: Path) -> Found:
    """Measure the project in this folder in a fresh process. Raises RuntimeError with what it said."""
    return printed(call("benchmarks.view", "--open", str(folder)))[-1]


def steps(reader: Reader, chance: random.Random) -> Iterator[tuple[str, Iterator[Callable[[], object]]]]:
    """What a reader does, in the order in which it is measured; each name with its repetitions.

    First what the ways of other programs do as well, so that the memory after it can be compared.
    """
    yield "open", reader.opening(6)
    yield "load the rest", reader.loading()
    yield "page down, cold", reader.pages(0.3, 40)
    yield "jump", (partial(reader.jump, place) for place in [0.5, *(chance.random() for _ in range(20))])
    yield "add", reader.additions(20)
    yield "undo", reader.undoing(10)
    yield "remove", reader.removals(10)
    yield "resize", reader.resizing(WIDTH, HEIGHT)
    yield "page down, laid out ahead", reader.pages(0.6, 40, idle=True)
    yield "page up, warm", reader.pages_back(20)
    yield "wheel", reader.wheel(100)
    yield "hover", reader.hovering(300, chance)
    yield "drag", reader.dragging(50)
    yield "find all, a step", reader.searching("government")
    yield "layer off and on", reader.layers(6)
    yield "page down, just opened", reader.pages(0.3, 40, fresh=True)


def open_and_measure(folder: Path) -> Found:
    """Measure the project in this folder."""
    from PySide6.QtCore import qVersion

    from benchmarks.window import Reader, application

    return_large_blocks()
    app = application()
    reader = Reader(width=WIDTH, height=HEIGHT)
    reader.show_other(text("mixed", WARMING_BYTES, seed=2))
    empty = resident_mib()
    with open_project(folder) as project:
        reader.take(project, document_of(project), other_of(project))
        found = read(reader, empty)
        reader.end()
    app.processEvents()
    return {"program": OURS, "tags": len(TAGS), **found, "qt": qVersion(), **circumstances()}


def read(reader: Reader, empty: float) -> Found:
    """Do every step; `empty` is the memory that the process had before, in MiB. Raises RuntimeError."""
    from benchmarks.window import lay_out

    timings: dict[str, Found] = {}
    painted: dict[str, int] = {}
    laid_out: dict[str, float] = {}
    grown: dict[str, float] = {}
    before = pace(lay_out)
    for name, actions in steps(reader, random.Random(1)):
        layouts = 0 if name == "open" else reader.view.flow.laid_out
        frames = reader.view.counts.frames
        timing = timed(actions)
        after = pace(lay_out)
        timings[name] = {**timing.as_dict(), "pace": worse(before, after)}
        before = after
        painted[name] = reader.view.counts.frames - frames
        laid_out[name] = round((reader.view.flow.laid_out - layouts) / timing.count, 2)
        grown[name] = round(peak_mib() - empty, 1)
        if name not in UNPAINTED:
            check_painted(name, painted[name], timing.count)
    return {
        "steps": timings,
        "painted": painted,
        "laid_out_per_step": laid_out,
        "visible_paragraphs": reader.visible_paragraphs,
        "memory_after": grown,
        "memory_mib": round(peak_mib() - empty, 1),
        "empty_mib": round(empty, 1),
        "peak_mib": round(peak_mib(), 1),
    }


def check_painted(name: str, frames: int, steps_made: int) -> None:
    """A step that painted nothing has measured nothing. Raises RuntimeError."""
    if frames < steps_made:
        raise RuntimeError(f"{name}: {frames} frames in {steps_made} steps")


def main(arguments: list[str]) -> int:
    """Print the line of the cell that the arguments name, or of the project in the folder after `--open`."""
    if arguments[:1] == ["--open"]:
        found = open_and_measure(Path(arguments[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), arguments)
            found = {"kind": arguments[0], "bytes": int(arguments[1]), "spans": int(arguments[2])}
            found |= measure(Path(folder))
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
