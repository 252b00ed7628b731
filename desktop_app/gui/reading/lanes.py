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


def assign_again(window: Window, lane_limit: int, before: Window, lanes: NDArray[np.int64]) -> list[int]:
    """What `assign` says, where it gave a window `before` these `lanes` and only a few spans are others now: only from
    the first of these on, and until as much is free as it was then, is anything worked out anew.
    """
    first, stop = _place_in(window, before)
    if stop == 0:
        return assign(window, lane_limit)
    known: list[int] = lanes[first:stop].tolist()
    head, tail = _alike(window, before.rows.start[first:stop], before.rows.end[first:stop])
    return assign_between(window, lane_limit, (known, before.rows.end[first:stop].tolist()), head, tail)


def assign_on(
    window: Window, lane_limit: int, start: int, before: Window, lanes: NDArray[np.int64]
) -> list[int] | None:
    """What `assign` says where reading goes on at `start`: of a window of just the spans that reach beyond it, given
    those in front of it with their lanes. None where some of them are missing. Only where no span is long.
    """
    over = ((before.rows.end > start) & (before.rows.start < start)).nonzero()[0]
    head = int(window.rows.start.searchsorted(start))
    if len(over) != head:
        return None
    return assign_between(
        window, lane_limit, (lanes[over].tolist(), before.rows.end[over].tolist()), head, tail=0
    )


def assign_between(
    window: Window, lane_limit: int, before: tuple[list[int], list[int]], head: int, tail: int
) -> list[int]:
    """What `assign` says where no span is long, and all are as `before` (lanes and ends) but for those between the
    first `head` and the last `tail`.
    """
    known, were = before
    starts, ends = window.start, window.end
    found, free = known[:head], _free_after(known, were, head, lane_limit)
    past, soonest = [*free], min(free)
    for row in range(head, len(known) - tail):
        if known[row] != DEEPER:
            past[known[row]] = were[row]
    for row in range(head, len(starts)):
        start, kept = starts[row], row - len(starts)
        if kept >= -tail:
            for one, other in zip(free, past, strict=True):
                if one != other and (one > start or other > start):
                    break
            else:
                return found + known[kept:]
            if known[kept] != DEEPER:
                past[known[kept]] = ends[row]
        if soonest > start:
            found.append(DEEPER)
            continue
        for lane, end in enumerate(free):
            if end <= start:
                found.append(lane)
                free[lane] = ends[row]
                break
        soonest = min(free)
    return found


def _free_after(lanes: Sequence[int], ends: Sequence[int], count: int, lane_limit: int) -> list[int]:
    """From where on each lane is free behind the first `count` spans: where the last one in it ends."""
    free = [0] * lane_limit
    missing = {*range(lane_limit)}
    for row in range(count - 1, -1, -1):
        if lanes[row] in missing:
            free[lanes[row]] = ends[row]
            missing.remove(lanes[row])
            if not missing:
                break
    return free


def _place_in(window: Window, other: Window) -> tuple[int, int]:
    """The rows of the other window between the same places of the text; (0, 0) where its lanes do not help, for spans
    from before go on there or long ones choose first.
    """
    rows, known = window.rows, other.rows
    if (
        not len(rows)
        or not len(known)
        or any((some.end - some.start).max() > LENGTHS[0] for some in (rows, known))
    ):
        return 0, 0
    first = int(known.start.searchsorted(rows.start[0], "left"))
    if first and known.end[:first].max() > rows.start[0]:
        return 0, 0
    return first, int(known.start.searchsorted(rows.start[-1], "right"))


def _alike(window: Window, start: NDArray[np.int32], end: NDArray[np.int32]) -> tuple[int, int]:
    """How many rows of a window are these at its begin, and how many of the others at its end."""
    rows = window.rows
    count = min(len(rows), len(start))
    same = (rows.start[:count] == start[:count]) & (rows.end[:count] == end[:count])
    head = count if same.all() else int(same.argmin())
    left = count - head
    if not left:
        return head, 0
    same = ((rows.start[-left:] == start[-left:]) & (rows.end[-left:] == end[-left:]))[::-1]
    return head, left if same.all() else int(same.argmin())


def assign_groups(
    window: Window,
    groups: Sequence[str],
    lane_limit: int,
    before: tuple[Window, NDArray[np.int64]] | None = None,
) -> NDArray[np.int64]:
    """The same where annotators have lanes of their own, numbered group by group. All others have none.

    Without groups all share `lane_limit` lanes. `before` is another window with its lanes, that spares some work where
    few spans are others.
    """
    if not groups:
        known = assign(window, lane_limit) if before is None else assign_again(window, lane_limit, *before)
        return np.array(known, np.int64)
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
                break
        else:
            # Lanes only ever become free later, so this holds until it is worked out the next time.
            soonest = min(free_from)


def _is_taken(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in stretches)
