"""Deciding between annotators, measured in a process of its own: see `benchmarks.reviewing`, which needs Qt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from benchmarks.processes import Limits, printed, started
from benchmarks.store import Line

PEOPLE, SPANS = 5, 1000
OPEN, PIECE = "open with its list", "longest piece of opening"
NEXT, VERDICT, BOTH = "next case", "verdict", "verdict and next case"
BUDGETS = {OPEN: 100.0, PIECE: 50.0, NEXT: 30.0, VERDICT: 10.0, BOTH: 40.0}
"""Milliseconds of processor time, in the middle."""
LIMITS = Limits(seconds=120, gib=4)


def measure(limits: Limits = LIMITS) -> Iterator[Line]:
    """Every row, from a process of its own."""
    done = started("benchmarks.reviewing")
    for found in printed(done.stdout):
        name = str(found["name"])
        value = cast(float, found["ms"])
        yield Line(f"review, {PEOPLE} annotators x {SPANS:,} spans: {name}", value, BUDGETS[name], "ms")
    ended = limits.reached(done)
    if ended:
        yield Line(f"review: {ended}", float("nan"), None, "ms")
