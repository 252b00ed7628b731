"""Clocks, memory, and how a cell of the table is written down."""

from __future__ import annotations

import os
import platform
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

MIB = 1 << 20
TOLD = {
    "processor": "processor",
    "cores": "cores",
    "system": "system",
    "python": "Python",
    "pyside6": "PySide6",
    "qt": "Qt",
    "numpy": "numpy",
    "sqlite": "SQLite",
}
"""The circumstances that a table names, by their names in a line of JSON; the time and the load come besides."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of `count` repetitions: this thread's processor time, and the clock on the wall.

    `process` is the processor time of all threads and all repetitions together.
    """

    median: float
    p95: float
    most: float
    wall: float
    wall_p95: float
    process: float
    count: int

    def as_dict(self) -> dict[str, float]:
        """For a line of JSON."""
        return {
            "cpu_ms": round(self.median, 3),
            "cpu_p95_ms": round(self.p95, 3),
            "cpu_max_ms": round(self.most, 3),
            "wall_ms": round(self.wall, 3),
            "wall_p95_ms": round(self.wall_p95, 3),
            "process_ms": round(self.process, 3),
            "n": self.count,
        }


class Stopwatch:
    """Measures actions one by one."""

    def __init__(self) -> None:
        self._cpu: list[float] = []
        self._wall: list[float] = []
        self._process = 0

    def time(self, action: Callable[[], object]) -> None:
        """Do the action once and measure it."""
        process, began, began_wall = time.process_time_ns(), time.thread_time_ns(), time.perf_counter_ns()
        action()
        self._cpu.append((time.thread_time_ns() - began) / 1e6)
        self._wall.append((time.perf_counter_ns() - began_wall) / 1e6)
        self._process += time.process_time_ns() - process

    def timing(self) -> Timing:
        """What was measured so far, at least one action."""
        return Timing(
            statistics.median(self._cpu),
            p95(self._cpu),
            max(self._cpu),
            statistics.median(self._wall),
            p95(self._wall),
            self._process / 1e6,
            len(self._cpu),
        )


def timed(actions: Iterable[Callable[[], object]]) -> Timing:
    """Do each action once and measure it."""
    watch = Stopwatch()
    for action in actions:
        watch.time(action)
    return watch.timing()


def within(actions: Iterable[T], seconds: float) -> Iterator[T]:
    """The first of these, and the others until the process has worked for so many seconds on them."""
    began = time.process_time()
    for action in actions:
        yield action
        if time.process_time() - began > seconds:
            return


def p95(values: list[float]) -> float:
    """What 95 of 100 values do not exceed."""
    return sorted(values)[max(round(len(values) * 0.95) - 1, 0)]


def peak_mib() -> float:
    """The most memory that the process ever had, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MIB if sys.platform == "darwin" else 1024)


def resident_mib() -> float:
    """The memory that the process has now, in MiB; where the system does not say, the most it ever had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak_mib()
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def circumstances() -> dict[str, str | float]:
    """What a measurement depends on besides the program, and when it was made."""
    return {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "python": platform.python_version(),
        "pyside6": version("PySide6-Essentials"),
        "numpy": version("numpy"),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(terse=True),
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "load": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name"))
    return next(names, platform.machine())
