"""Which state the processor is in: fixed work that is timed beside everything that is measured.

The clock of a machine that is shared swings, and whoever works beside us on the same core takes half of it. Numbers are
never scaled: what was measured while the fixed work was slow is measured again, and marked where it stayed so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

from benchmarks.cells import Found, steps_of

SLOWER = 1.2
"""The processor is in its quick state while the fixed work takes at most so many times the least that was seen."""
PYTHON, LAYOUT = "python_ms", "layout_ms"
_ROUNDS, _TIMES = 60_000, 3

Pace = Mapping[str, float]
"""Milliseconds of processor time by kind of work: pure Python, and laying out text where there is Qt."""


def pace(layout: Callable[[], object] | None = None) -> dict[str, float]:
    """What the fixed work takes now, each the least of three times. `layout` lays out a fixed text."""
    found = {PYTHON: least_ms(_count)}
    if layout is not None:
        found[LAYOUT] = least_ms(layout)
    return found


def least_ms(work: Callable[[], object]) -> float:
    """The least processor time of this thread that work took in three times."""
    return round(min(_thread_ms(work) for _time in range(_TIMES)), 3)


def _thread_ms(work: Callable[[], object]) -> float:
    began = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - began) / 1e6


def _count() -> int:
    total = 0
    for number in range(_ROUNDS):
        total += number * number % 7
    return total


def worse(one: Pace, other: Pace) -> dict[str, float]:
    """The slower of both, kind by kind: that of what lies between them."""
    return {kind: max(one[kind], other[kind]) for kind in one}


def paces(found: Found) -> Iterator[Pace]:
    """Every pace in a line of JSON."""
    if "pace" in found:
        yield cast(Pace, found["pace"])
    for step in steps_of(found).values() if "steps" in found else ():
        if "pace" in step:
            yield cast(Pace, step["pace"])


class Judge:
    """Tells quick from slow by the least that was seen so far."""

    def __init__(self, lines: Iterable[Found] = ()) -> None:
        self.least: dict[str, float] = {}
        self.most: dict[str, float] = {}
        for line in lines:
            self.see(line)

    def see(self, found: Found) -> None:
        """Take the paces of a line into account."""
        for one in paces(found):
            for kind, ms in one.items():
                self.least[kind] = min(ms, self.least.get(kind, ms))
                self.most[kind] = max(ms, self.most.get(kind, ms))

    def is_quick(self, one: Pace | None) -> bool:
        """Whether the processor was in its quick state; also where nobody looked."""
        return one is None or all(ms <= SLOWER * self.least.get(kind, ms) for kind, ms in one.items())

    def quick_steps(self, found: Found) -> set[str]:
        """The steps of a line that were measured in the quick state."""
        return {
            name
            for name, step in steps_of(found).items()
            if self.is_quick(cast("Pace | None", step.get("pace")))
        }

    def text(self) -> str:
        """The least and the most that the fixed work took, in words."""
        kinds = {PYTHON: "counting", LAYOUT: "laying out"}
        return ", ".join(
            f"{kinds[kind]} {self.least[kind]:.2f} to {self.most[kind]:.2f} ms" for kind in sorted(self.least)
        )
