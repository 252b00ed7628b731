"""Slices of a long text by code points, without holding the text as one string."""

from __future__ import annotations

from bisect import bisect_right
from codecs import utf_8_decode
from itertools import accumulate

_BLOCK = 1 << 11
_STRETCH = 1 << 20
_LONGEST = 4
"""Bytes of a code point."""
_CONTINUATION = bytes(range(0x80, 0xC0))
"""UTF-8 bytes that do not begin a code point."""
_FIRST_HEAD = -64
"""As signed numbers those are below this, and all others are not."""


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
        place = self._byte_at(start)
        if end - start > _BLOCK:
            return self.data[place : self._byte_at(end)].decode()
        stretch = self.data[place : place + _LONGEST * max(end - start, 0)]
        return utf_8_decode(stretch, "strict", False)[0][: end - start]  # whose last character may be cut

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
            import numpy as np

            signed = np.frombuffer(self.data, np.int8)
            begun: list[int] = []
            for first in range(0, len(signed), _STRETCH):
                heads = (signed[first : first + _STRETCH] >= _FIRST_HEAD).view(np.uint8)
                begun += np.add.reduceat(heads, np.arange(0, len(heads), _BLOCK), dtype=np.uint16).tolist()
            self._starts = [0, *accumulate(begun)]
        return self._starts
