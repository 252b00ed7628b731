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
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.gui.reading._levels import LENGTHS
from desktop_app.gui.reading.marks import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

LANE_LIMIT = 4
DEEPER = -1
"""The lane of spans that find none free."""


def assign(window: Window, lane_limit: int = LANE_LIMIT) -> list[int]:
    """The lane of each span of a window, which are ordered as the index orders them: 0 next to the text, or DEEPER."""
    lanes = [DEEPER] * len(window)
    taken: list[list[tuple[int, int]]] = [[] for _ in range(lane_limit)]
    for rows in _by_length(window):
        _fit(window, rows, lanes, taken)
    return lanes


def assign_groups(window: Window, groups: Sequence[str], lane_limit: int) -> NDArray[np.int64]:
    """The same where annotators have lanes of their own, numbered group by group. All others have none.

    Without groups all share `lane_limit` lanes.
    """
    if not groups:
        return np.array(assign(window, lane_limit), np.int64)
    lanes = np.full(len(window), DEEPER, np.int64)
    for number, uid in enumerate(groups):
        rows = window.made_by(frozenset({uid})).nonzero()[0]
        own = np.array(assign(window.taken(rows), lane_limit), np.int64)
        lanes[rows] = np.where(own == DEEPER, DEEPER, own + number * lane_limit)
    return lanes


def _by_length(window: Window) -> list[Sequence[int]]:
    """The rows class by class, the longest first."""
    lengths = (window.rows.end - window.rows.start).tolist()
    if max(lengths, default=0) <= LENGTHS[0]:
        return [range(len(lengths))]
    classes: list[list[int]] = [[] for _ in range(len(LENGTHS) + 1)]
    for row, length in enumerate(lengths):
        classes[bisect_left(LENGTHS, length)].append(row)
    return [*reversed(classes)]


def _fit(window: Window, rows: Sequence[int], lanes: list[int], taken: list[list[tuple[int, int]]]) -> None:
    """Find lanes for the rows of a class, beside what longer classes have `taken`, and add to that."""
    starts, ends = window.start, window.end
    free_from = [0] * len(taken)
    soonest = 0
    beside = [list(stretches) for stretches in taken]
    crowded = any(beside)
    for row in rows:
        start = starts[row]
        if soonest > start:
            continue
        for lane, free in enumerate(free_from):
            if free <= start and not (crowded and _is_taken(beside[lane], start, ends[row])):
                lanes[row] = lane
                taken[lane].append((start, ends[row]))
                free_from[lane] = ends[row]
                soonest = min(free_from)
                break


def _is_taken(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in stretches)
