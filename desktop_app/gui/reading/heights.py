"""How high every segment is, and so which one lies at a height: estimates first, exact where one was laid out.

Heights are whole pixels. Sums run over blocks of `BLOCK` segments, so that one change moves block tops only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Heights = Sequence[int] | NDArray[np.int32] | NDArray[np.int64]

BLOCK = 512


def estimate(
    lengths: NDArray[np.int32],
    *,
    columns: float,
    pitch: int,
    gap: int = 0,
    cuts: NDArray[np.bool_] | None = None,
) -> NDArray[np.int32]:
    """Heights of segments with so many code points where `columns` average characters fit on a line of `pitch` pixels.

    `gap` pixels follow each segment, except those that are cut (`cuts`), as their line goes on. At least one line each.
    """
    lines = np.maximum(np.ceil(lengths / max(columns, 1.0)), 1).astype(np.int32)
    heights = lines * np.int32(pitch) + np.int32(gap)
    if cuts is not None:
        heights[cuts] -= np.int32(gap)
    return heights


class HeightMap:
    """The heights of all segments, in order."""

    def __init__(self, estimates: Heights = ()) -> None:
        self._count = 0
        self.rebuild(estimates)

    def rebuild(self, estimates: Heights) -> None:
        """Forget all heights and start again from these estimates."""
        self._heights = np.zeros(BLOCK, np.int32)
        self._tops = np.zeros(2, np.int64)
        self._count = 0
        self.extend(estimates)

    def extend(self, estimates: Heights) -> None:
        """Further segments, behind the known ones."""
        if len(estimates) == 0:
            return
        added = np.asarray(estimates, np.int32)
        first, self._count = self._count, self._count + len(added)
        blocks = max(-(-self._count // BLOCK), 1)
        if blocks * BLOCK > len(self._heights):
            room = max(blocks, 2 * (len(self._heights) // BLOCK)) * BLOCK
            self._heights = np.concatenate([self._heights, np.zeros(room - len(self._heights), np.int32)])
        self._heights[first : self._count] = added
        self._sum(first // BLOCK, blocks)

    def _sum(self, first_block: int, blocks: int) -> None:
        """Tops of the blocks behind `first_block`."""
        old = self._tops
        self._tops = np.zeros(blocks + 1, np.int64)
        self._tops[: first_block + 1] = old[: first_block + 1]
        sums = (
            self._heights[first_block * BLOCK : blocks * BLOCK].reshape(-1, BLOCK).sum(axis=1, dtype=np.int64)
        )
        np.cumsum(sums, out=self._tops[first_block + 1 :])
        self._tops[first_block + 1 :] += self._tops[first_block]

    def __len__(self) -> int:
        return self._count

    @property
    def total(self) -> int:
        """The height of all segments together."""
        return int(self._tops[-1])

    def height(self, index: int) -> int:
        """The height of one segment. Raises IndexError."""
        self._check(index)
        return int(self._heights[index])

    def top(self, index: int) -> int:
        """The height of everything before the segment; of everything, where `index` is the count. Raises IndexError."""
        if index != self._count:
            self._check(index)
        block = index // BLOCK
        if block == len(self._tops) - 1:
            return int(self._tops[block])
        return int(self._tops[block]) + int(self._heights[block * BLOCK : index].sum(dtype=np.int64))

    def locate(self, y: int) -> tuple[int, int]:
        """The segment at this height, and how far below the segment's top it is.

        Above everything is the first segment's first pixel, below everything the last one's last. (0, 0) if empty.
        """
        if self._count == 0:
            return 0, 0
        y = min(max(y, 0), max(self.total - 1, 0))
        block = min(int(np.searchsorted(self._tops, np.int64(y), "right")) - 1, len(self._tops) - 2)
        sums = np.cumsum(self._heights[block * BLOCK : min((block + 1) * BLOCK, self._count)], dtype=np.int64)
        within = np.int64(y - int(self._tops[block]))
        place = min(int(np.searchsorted(sums, within, "right")), len(sums) - 1)
        return block * BLOCK + place, int(within) - (int(sums[place - 1]) if place else 0)

    def set(self, index: int, height: int) -> int:
        """Give a segment its exact height. Returns by how much it changed. Raises IndexError."""
        self._check(index)
        change = height - int(self._heights[index])
        if change:
            self._heights[index] = height
            self._tops[index // BLOCK + 1 :] += change
        return change

    def _check(self, index: int) -> None:
        if not 0 <= index < self._count:
            raise IndexError(f"segment {index} of {self._count}")
