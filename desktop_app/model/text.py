"""Slices of a long text by code points, without holding the text as one string."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

_BLOCK = 1 << 15
_CONTINUATION = bytes(range(0x80, 0xC0))
"""UTF-8 bytes that do not begin a code point."""


class IndexedText:
    """A text as UTF-8 bytes, with a sparse index from code points to bytes that is built when first needed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._ascii = data.isascii()
        self._starts: list[int] | None = None

    def slice(self, start: int, end: int) -> str:
        """The code points `start` to `end`; shorter where the text ends before."""
        if self._ascii:
            return self.data[start:end].decode("ascii")
        return self.data[self._byte_at(start) : self._byte_at(end)].decode()

    def _byte_at(self, offset: int) -> int:
        starts = self._index()
        block = max(bisect_right(starts, offset) - 1, 0)
        left = offset - starts[block]
        place = block * _BLOCK
        while left > 0 or (place < len(self.data) and 0x80 <= self.data[place] < 0xC0):
            if place >= len(self.data):
                break
            stretch = self.data[place : place + max(left, 1)]
            begun = len(stretch.translate(None, _CONTINUATION))
            left -= begun
            place += len(stretch)
        return place

    def _index(self) -> list[int]:
        if self._starts is None:
            blocks = range(0, len(self.data), _BLOCK)
            begun = (len(self.data[at : at + _BLOCK].translate(None, _CONTINUATION)) for at in blocks)
            self._starts = [0, *accumulate(begun)]
        return self._starts
