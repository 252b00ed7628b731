"""A document's text as the view needs it: segment by segment, decoded only where it is looked at.

A segment is a line (split at LF and nowhere else) or, where a line is longer than `LINE_BYTES`, a piece of it.
Offsets are code points. A CR before the LF belongs to the segment's text, as every other character does; whoever
paints leaves it out (`painted_length`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop_app.gui.reading._cutting import LINE_BYTES, MARGIN_BYTES, cut_place

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK_BYTES = 1 << 20
FIRST_BYTES = 1 << 16
SURE_BYTES = LINE_BYTES + MARGIN_BYTES + 1
"""So many bytes hold at least one whole segment, whatever they are."""
LF = 10
CR = 13
FIRST_CONTINUATION = -64
"""As signed bytes, those that continue a character are below this, all others are not."""


class TextBuffer:
    """The segments of a text that is given as UTF-8 bytes. `TextBuffer(data)` indexes all of it at once.

    There is always at least one segment. Raises UnicodeDecodeError, when a damaged stretch is asked for.
    """

    def __init__(self, data: bytes) -> None:
        self._prepare(data)
        while self.index_more(CHUNK_BYTES):
            pass

    def _prepare(self, data: bytes) -> None:
        self._data = data
        self._view = np.frombuffer(data, np.uint8)
        room = 2 + min(len(data), 4096)
        # One more entry than segments: the place where the next one will start.
        self._bytes = np.zeros(room, np.int32)
        self._points = np.zeros(room, np.int32)
        self._count = 0
        self._finished = False

    @classmethod
    def begin(cls, data: bytes, *, first_bytes: int = FIRST_BYTES) -> TextBuffer:
        """A buffer that knows only the start of the text, enough for a first screen; `index_more` goes on."""
        buffer = cls.__new__(cls)
        buffer._prepare(data)
        buffer.index_more(first_bytes)
        return buffer

    def index_more(self, byte_budget: int) -> bool:
        """Index about this many bytes more (at least one segment). Returns whether anything is left to index."""
        goal = self.indexed_bytes + byte_budget
        before = self._count
        while not self._finished and (self._count == before or goal - self.indexed_bytes > SURE_BYTES):
            start = self.indexed_bytes
            size = min(CHUNK_BYTES, max(goal - start, SURE_BYTES))
            self._index_chunk(start, min(len(self._data), start + size))
        return not self._finished

    def _index_chunk(self, start: int, stop: int) -> None:
        last = stop == len(self._data)
        ends = np.flatnonzero(self._view[start:stop] == LF) + (start + 1)
        starts = np.concatenate([np.array([start]), ends])
        bounds = np.append(ends, stop)
        long = np.flatnonzero(bounds - starts > LINE_BYTES)
        if len(long):
            starts = np.concatenate(
                [starts, *(self._cuts(starts[i], bounds[i], bool(i < len(ends) or last)) for i in long)]
            )
            starts.sort()
        if last:
            starts = np.append(starts, stop)
        self._append(starts)
        self._finished = last

    def _cuts(self, start: int, stop: int, whole: bool) -> NDArray[np.int64]:
        """Where the line from `start` is cut. `whole`: `stop` is its end, and not only that of what was looked at."""
        start, stop = int(start), int(stop)
        text_end = stop - 1 if whole and stop and self._data[stop - 1] == LF else stop
        found: list[int] = []
        # The end of an unfinished line is left to the next chunk, which sees what follows.
        while text_end - start > LINE_BYTES + (0 if whole else MARGIN_BYTES):
            start = cut_place(self._data, start, text_end)
            if start >= text_end:
                break
            found.append(start)
        return np.array(found, np.int64)

    def _append(self, starts: NDArray[np.int64]) -> None:
        """Take over where further segments start; the first is known already, the last is where the last one ends."""
        new = len(starts) - 1
        if new == 0:
            return
        needed = self._count + new + 2
        if needed > len(self._bytes):
            self._bytes = _grown(self._bytes, needed)
            self._points = _grown(self._points, needed)
        place = slice(self._count + 1, self._count + 1 + new)
        self._bytes[place] = starts[1:]
        self._points[place] = int(self._points[self._count]) + self._code_points(starts)
        self._count += new

    def _code_points(self, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many code points lie between the first of these bytes and each other."""
        first, last = int(starts[0]), int(starts[-1])
        if self._data[first:last].isascii():
            return starts[1:] - first
        heads = self._view[first:last].view(np.int8) >= FIRST_CONTINUATION
        inside = starts[:-1][starts[:-1] < last] - first
        sums = np.add.reduceat(heads, inside, dtype=np.int64)
        counts = np.zeros(len(starts) - 1, np.int64)
        counts[: len(sums)] = sums
        return np.cumsum(counts)

    # What is known so far

    @property
    def count(self) -> int:
        """How many segments are indexed: all of them once `finished`."""
        return self._count

    @property
    def finished(self) -> bool:
        """Whether the whole text is indexed."""
        return self._finished

    @property
    def length(self) -> int:
        """Code points that are indexed: those of the text once `finished`."""
        return int(self._points[self._count])

    @property
    def byte_count(self) -> int:
        """Bytes of the whole text, indexed or not."""
        return len(self._data)

    @property
    def indexed_bytes(self) -> int:
        """Bytes that are indexed."""
        return int(self._bytes[self._count])

    # Segments. `index` is 0 to count - 1; anything else is an IndexError.

    def text(self, index: int) -> str:
        """The segment's text without the LF at its end; a CR before that LF is still there."""
        self._check(index)
        return self._data[self._bytes[index] : self._bytes[index + 1] - self.break_length(index)].decode()

    def start(self, index: int) -> int:
        """The first code point of the segment."""
        self._check(index)
        return int(self._points[index])

    def end(self, index: int) -> int:
        """The code point after the segment's text, its LF not counted: start + len(text)."""
        return int(self._points[index + 1]) - self.break_length(index)

    def break_length(self, index: int) -> int:
        """1 if a LF ends the segment, 0 if it is cut or the last one."""
        self._check(index)
        stop = int(self._bytes[index + 1])
        return int(stop > self._bytes[index] and self._data[stop - 1] == LF)

    def painted_length(self, index: int) -> int:
        """Code points of the text that are to be seen: all but a CR in front of the LF."""
        length = self.end(index) - self.start(index)
        stop = int(self._bytes[index + 1])
        return length - int(length > 0 and self.break_length(index) == 1 and self._data[stop - 2] == CR)

    def is_cut(self, index: int) -> bool:
        """Whether the line goes on in the next segment."""
        return self.break_length(index) == 0 and int(self._bytes[index + 1]) < len(self._data)

    def is_continued(self, index: int) -> bool:
        """Whether the segment goes on with the line of the one before it."""
        return index > 0 and self.is_cut(index - 1)

    def segment_at(self, offset: int) -> int:
        """The segment that holds this code point; a LF belongs to the line that it ends.

        Offsets before the text are in the first segment, those after the indexed part in the last.
        """
        limited = np.int32(min(max(offset, 0), self.length))
        found = int(self._points[: self._count].searchsorted(limited, "right"))
        return max(found - 1, 0)

    def lengths(self, first: int = 0, stop: int | None = None) -> NDArray[np.int32]:
        """Code points of the segments from `first` to before `stop` (None: all that are indexed), LF included."""
        stop = self._count if stop is None else min(stop, self._count)
        return np.diff(self._points[first : stop + 1])

    def cuts(self, first: int = 0, stop: int | None = None) -> NDArray[np.bool_]:
        """`is_cut` of the segments from `first` to before `stop` (None: all that are indexed)."""
        stop = self._count if stop is None else min(stop, self._count)
        places = self._bytes[first + 1 : stop + 1]
        inside = places < len(self._data)
        result = np.zeros(len(places), np.bool_)
        result[inside] = self._view[places[inside] - 1] != LF
        return result

    # Stretches. Offsets outside of the indexed part are moved to its edge.

    def byte_range(self, start: int, end: int) -> tuple[int, int]:
        """Where the code points from `start` to `end` lie in the UTF-8 bytes."""
        first = self._byte_at(start)
        return first, max(first, self._byte_at(end))

    def slice(self, start: int, end: int) -> str:
        """The text from code point `start` to `end`, line breaks as they are."""
        first, last = self.byte_range(start, end)
        return self._data[first:last].decode()

    def _byte_at(self, offset: int) -> int:
        index = self.segment_at(offset)
        first, stop = int(self._bytes[index]), int(self._bytes[index + 1])
        ahead = min(
            max(offset - int(self._points[index]), 0), int(self._points[index + 1]) - int(self._points[index])
        )
        if stop - first == int(self._points[index + 1]) - int(self._points[index]):
            return first + ahead
        return first + len(self._data[first:stop].decode()[:ahead].encode())

    def _check(self, index: int) -> None:
        if not 0 <= index < self._count:
            raise IndexError(f"segment {index} of {self._count}")


def _grown(array: NDArray[np.int32], needed: int) -> NDArray[np.int32]:
    larger = np.zeros(max(needed, 2 * len(array)), np.int32)
    larger[: len(array)] = array
    return larger
