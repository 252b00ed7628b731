"""Which of the stacked underlines each span gets, so that overlapping ones do not hide each other.

First fit: each span takes the lowest lane that is free over its whole length. Long spans (more than `LONG` code
points) choose first, the longest class before the others; within a class by start, the longer first, then by uid.
So a span's lane depends on nothing behind it but long spans, and on nothing before the last place that no span of its
class crosses: that much is in `SpanIndex.settled`, and lanes from such a window are the same in every paragraph and
however the text is scrolled. Only where spans overlap without a break over hundreds of spans, a lane can change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import sub
from typing import NamedTuple

from desktop_app.gui.reading._levels import LENGTHS
from desktop_app.gui.reading.marks import Window

LANE_LIMIT = 4
DEEPER = -1
"""The lane of spans that find none free."""


class Stretch(NamedTuple):
    """Code points `start` to `end`, over which `spans` spans have no lane."""

    start: int
    end: int
    spans: int


@dataclass(frozen=True)
class Lanes:
    """`lane[row]` is the lane of the row that spans `spans[row]`: 0 next to the text, or `DEEPER`."""

    lane: list[int]
    spans: list[tuple[int, int]]

    @property
    def depth(self) -> int:
        """How many lanes are in use."""
        return max(self.lane, default=DEEPER) + 1

    @cached_property
    def deeper(self) -> list[Stretch]:
        """Where how many spans without a lane lie on each other, in order."""
        return _stretches([span for span, lane in zip(self.spans, self.lane, strict=True) if lane == DEEPER])


def assign(window: Window, lane_limit: int = LANE_LIMIT) -> Lanes:
    """The lanes of a window's spans, which are ordered as the index orders them."""
    lanes = Lanes([DEEPER] * len(window), list(zip(window.start, window.end, strict=True)))
    taken: list[list[tuple[int, int]]] = [[] for _ in range(lane_limit)]
    for rows in _by_length(window):
        _fit(lanes.spans, rows, lanes.lane, taken)
    return lanes


def _by_length(window: Window) -> list[Sequence[int]]:
    """The rows class by class, the longest first."""
    lengths = list(map(sub, window.end, window.start))
    if max(lengths, default=0) <= LENGTHS[0]:
        return [range(len(lengths))]
    classes: list[list[int]] = [[] for _ in range(len(LENGTHS) + 1)]
    for row, length in enumerate(lengths):
        classes[bisect_left(LENGTHS, length)].append(row)
    return [*reversed(classes)]


def _fit(
    spans: list[tuple[int, int]], rows: Sequence[int], lanes: list[int], taken: list[list[tuple[int, int]]]
) -> None:
    """Find lanes for the rows of a class, beside what longer classes have `taken`, and add to that."""
    free_from = [0] * len(taken)
    beside = [list(stretches) for stretches in taken]
    for row in rows:
        start, end = spans[row]
        for lane, free in enumerate(free_from):
            if free <= start and not (beside[lane] and _is_taken(beside[lane], start, end)):
                free_from[lane] = end
                lanes[row] = lane
                taken[lane].append(spans[row])
                break


def _is_taken(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in stretches)


def _stretches(spans: list[tuple[int, int]]) -> list[Stretch]:
    """Where how many of the spans lie upon each other; neighbours with the same number are one stretch."""
    changes: dict[int, int] = {}
    for start, end in spans:
        changes[start] = changes.get(start, 0) + 1
        changes[end] = changes.get(end, 0) - 1
    result: list[Stretch] = []
    count = previous = 0
    for place in sorted(changes):
        if changes[place] == 0:
            continue
        if count:
            result.append(Stretch(previous, place, count))
        previous = place
        count += changes[place]
    return result
