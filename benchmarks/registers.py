"""A large register, measured in a process of its own: see `benchmarks.registering`, which needs Qt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from benchmarks.processes import Limits, printed, started
from benchmarks.store import Line

ENTITIES, ALIASES, LINKS = 10_000, 3, 100_000
TYPED, SLIP, ACTOR, CLAIM = "type-ahead", "type-ahead with a slip", "card of an actor", "card of a claim"
READ, MENTIONS = "longest piece of reading the register", "longest piece of listing mentions"
BUDGETS = {TYPED: 20.0, SLIP: 20.0, ACTOR: 5.0, CLAIM: 5.0, READ: 50.0, MENTIONS: 50.0}
"""Milliseconds of processor time, in the middle but for the longest pieces."""
LIMITS = Limits(seconds=240, gib=4)


def measure(limits: Limits = LIMITS) -> Iterator[Line]:
    """Every row, from a process of its own."""
    done = started("benchmarks.registering")
    for found in printed(done.stdout):
        name = str(found["name"])
        value = cast(float, found["ms"])
        about = f"register, {ENTITIES:,} entities, {LINKS:,} links: {name}"
        yield Line(about, value, BUDGETS[name], "ms")
    ended = limits.reached(done)
    if ended:
        yield Line(f"register: {ended}", float("nan"), None, "ms")
