"""Clocks, memory, and how a cell of the table is written down."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of `count` repetitions: this thread's processor time, and the clock on the wall."""

    median: float
    p95: float
    most: float
    wall: float
    wall_p95: float
    count: int

    def as_dict(self) -> dict[str, float]:
        """For a line of JSON."""
        return {
            "cpu_ms": round(self.median, 3),
            "cpu_p95_ms": round(self.p95, 3),
            "cpu_max_ms": round(self.most, 3),
            "wall_ms": round(self.wall, 3),
            "wall_p95_ms": round(self.wall_p95, 3),
            "n": self.count,
        }


def timed(actions: Iterable[Callable[[], object]]) -> Timing:
    """Do each action once and measure it."""
    cpu: list[float] = []
    wall: list[float] = []
    for action in actions:
        began, began_wall = time.thread_time_ns(), time.perf_counter_ns()
        action()
        cpu.append((time.thread_time_ns() - began) / 1e6)
        wall.append((time.perf_counter_ns() - began_wall) / 1e6)
    return Timing(statistics.median(cpu), _p95(cpu), max(cpu), statistics.median(wall), _p95(wall), len(cpu))


def _p95(values: list[float]) -> float:
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
    """What a measurement depends on besides the program."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "cores": os.cpu_count() or 0,
        "load": round(os.getloadavg()[0], 2),
    }
