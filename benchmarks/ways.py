"""The ways of other programs, as seen from outside of their processes: see `peers` for what they do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.cells import Found
from benchmarks.processes import Limits, printed, started

FORMATS, SELECTIONS = "formats", "selections"
WAYS = {FORMATS: "QTextEdit, merged formats", SELECTIONS: "QPlainTextEdit, extra selections"}
LIMITS = Limits(seconds=60, gib=6)
CHUNK = 1 << 16


def measure(way: str, folder: Path, limits: Limits = LIMITS) -> Found:
    """Measure a way on the project in this folder. `ended` says how it gave up, if it did. Raises RuntimeError."""
    done = started("benchmarks.peers", way, str(folder), *limits.arguments())
    return {**merged(printed(done.stdout)), "program": way, "ended": limits.reached(done)}


def merged(said: list[Found]) -> Found:
    """What the process printed step by step, as one: later steps with the same name win, memory is the last."""
    steps: dict[str, object] = {}
    painted: dict[str, object] = {}
    found: dict[str, object] = {"memory_mib": 0.0}
    for line in said:
        found |= {name: value for name, value in line.items() if name not in ("step", "timing", "frames")}
        if "step" in line:
            steps[str(line["step"])], painted[str(line["step"])] = line["timing"], line["frames"]
    return {**found, "steps": steps, "painted": painted}


def units(content: str, places: NDArray[np.int32]) -> list[int]:
    """Code points as the UTF-16 units that Qt counts."""
    if content.isascii():
        return [int(place) for place in places]
    beyond = [np.empty(0, np.int64)]
    for first in range(0, len(content), CHUNK):
        codes = np.frombuffer(content[first : first + CHUNK].encode("utf-32-le"), np.uint32)
        beyond.append(np.flatnonzero(codes > 0xFFFF) + first)
    moved = places + np.searchsorted(np.concatenate(beyond), places)
    return [int(place) for place in moved]


def code_point(content: str, unit: int) -> int:
    """The code point at a place that Qt counts in UTF-16 units."""
    passed = 0
    for first in range(0, len(content), CHUNK):
        coded = content[first : first + CHUNK].encode("utf-16-le")
        if passed + len(coded) // 2 > unit:
            return first + len(coded[: 2 * (unit - passed)].decode("utf-16-le", "ignore"))
        passed += len(coded) // 2
    return len(content)
