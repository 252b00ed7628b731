"""Sorted arrays of spans of about the same length."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG = 4096
"""Spans of more code points than this are long."""
LENGTHS = (LONG, 16 * LONG)
"""Up to how many code points a span belongs to each class; the last class has no limit."""
LOW = 2**64 - 1
T = TypeVar("T", bound=np.generic)


class Entry(NamedTuple):
    """One span. Entries sort as the view shows them: by start, the longer first, then by uid."""

    start: int
    before_end: int
    uid: int
    tag: int
    annotator: int
    piece: bool

    @property
    def end(self) -> int:
        return -self.before_end


def class_of(entry: Entry) -> int:
    """The class of length that a span belongs to."""
    return bisect_left(LENGTHS, entry.end - entry.start)


@dataclass(slots=True, eq=False)
class Rows:
    """Spans in arrays. `high` and `low` are the halves of the annotation's uid, so that they sort as uids do."""

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    high: NDArray[np.uint64]
    low: NDArray[np.uint64]
    tag: NDArray[np.int16]
    annotator: NDArray[np.int16]
    piece: NDArray[np.bool_]

    @classmethod
    def of(cls, entries: list[Entry]) -> Rows:
        """These entries in the same order, one array for each of their parts."""
        return cls(
            np.array([entry.start for entry in entries], np.int32),
            np.array([-entry.before_end for entry in entries], np.int32),
            np.array([entry.uid >> 64 for entry in entries], np.uint64),
            np.array([entry.uid & LOW for entry in entries], np.uint64),
            np.array([entry.tag for entry in entries], np.int16),
            np.array([entry.annotator for entry in entries], np.int16),
            np.array([entry.piece for entry in entries], np.bool_),
        )

    def __len__(self) -> int:
        return len(self.start)

    def taken(self, places: NDArray[np.int64] | NDArray[np.bool_]) -> Rows:
        """The rows at these places (numbers in any order, or a mask as long as all rows)."""
        return Rows(
            self.start[places],
            self.end[places],
            self.high[places],
            self.low[places],
            self.tag[places],
            self.annotator[places],
            self.piece[places],
        )

    def with_(self, others: Rows) -> Rows:
        """These rows and then the others."""
        return Rows(
            np.concatenate([self.start, others.start]),
            np.concatenate([self.end, others.end]),
            np.concatenate([self.high, others.high]),
            np.concatenate([self.low, others.low]),
            np.concatenate([self.tag, others.tag]),
            np.concatenate([self.annotator, others.annotator]),
            np.concatenate([self.piece, others.piece]),
        )

    def with_entry(self, place: int, entry: Entry) -> Rows:
        """These rows, and at a place among them one more."""
        return Rows(
            _with(self.start, place, entry.start),
            _with(self.end, place, entry.end),
            _with(self.high, place, entry.uid >> 64),
            _with(self.low, place, entry.uid & LOW),
            _with(self.tag, place, entry.tag),
            _with(self.annotator, place, entry.annotator),
            _with(self.piece, place, entry.piece),
        )

    def in_order(self) -> Rows:
        """The rows sorted as the view shows them."""
        order = self.start.argsort(kind="stable")
        start = self.start[order]
        tied = np.zeros(len(start), np.bool_)
        same = start[1:] == start[:-1]
        tied[1:] |= same
        tied[:-1] |= same
        places = tied.nonzero()[0]
        if len(places):
            rows = order[places]
            order[places] = rows[
                np.lexsort((self.low[rows], self.high[rows], -self.end[rows], self.start[rows]))
            ]
        return self.taken(order)

    def entry(self, row: int) -> Entry:
        """One row as an entry."""
        return Entry(
            int(self.start[row]),
            -int(self.end[row]),
            int(self.high[row]) << 64 | int(self.low[row]),
            int(self.tag[row]),
            int(self.annotator[row]),
            bool(self.piece[row]),
        )


class Level:
    """Spans of about the same length, sorted. `reach` is the furthest end up to each row: so a window is one stretch.

    Rows that were removed stay, marked as not `alive`, until `compact` or until rows before them are added.
    """

    def __init__(self) -> None:
        self.rows = Rows.of([])
        self.reach = np.zeros(0, np.int32)
        self.alive = np.zeros(0, np.bool_)
        self.count = 0
        self.dead = 0
        self._pieces: NDArray[np.int64] | None = None

    def extend(self, more: Rows) -> None:
        """Add rows, in any order. Cheap where they come behind all others."""
        if len(more) == 0:
            return
        keep = int(np.searchsorted(self.rows.start[: self.count], more.start.min(), "left"))
        alive = np.flatnonzero(self.alive[keep : self.count]) + keep
        self.dead -= self.count - keep - len(alive)
        rows = self.rows.taken(alive).with_(more) if len(alive) else more
        self._write(keep, rows.in_order())

    def insert(self, entries: list[Entry]) -> None:
        """Add a few sorted entries anywhere among the rows."""
        if not entries:
            return
        if self.dead > max(self.count // 8, 64):
            self.compact()
        places = [self.place(entry, after=False) for entry in entries]
        more = Rows.of(entries)
        for field in fields(Rows):
            known = getattr(self.rows, field.name)[: self.count]
            setattr(self.rows, field.name, np.insert(known, places, getattr(more, field.name)))
        self.alive = np.insert(self.alive[: self.count], places, True)
        self.reach = np.maximum.accumulate(self.rows.end)
        self.count += len(entries)
        self._pieces = None

    def compact(self) -> None:
        """Drop the removed rows, and memory that is kept in reserve."""
        if self.dead or self.count < len(self.alive):
            self.dead = 0
            self._write(0, self.rows.taken(np.flatnonzero(self.alive[: self.count])))

    def _write(self, keep: int, rows: Rows) -> None:
        count = keep + len(rows)
        reach = np.maximum.accumulate(rows.end)
        if keep:
            if count > len(self.alive):
                self._grow(max(count, len(self.alive) * 3 // 2))
            place = slice(keep, count)
            for field in fields(rows):
                getattr(self.rows, field.name)[place] = getattr(rows, field.name)
            self.alive[place] = True
            np.maximum(reach, self.reach[keep - 1], out=self.reach[place])
        else:
            self.rows, self.reach, self.alive = rows, reach, np.ones(count, np.bool_)
        self.count = count
        self._pieces = None

    def _grow(self, room: int) -> None:
        self.rows = Rows(*(_grown(getattr(self.rows, field.name), room) for field in fields(Rows)))
        self.reach = _grown(self.reach, room)
        self.alive = _grown(self.alive, room)

    def reaching(self, start: int) -> int:
        """The first row that, or before which one, ends after `start`."""
        return int(self.reach[: self.count].searchsorted(np.int32(start), "right"))

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The rows among which are all that touch the code points `start` to `end`."""
        first = self.reaching(start)
        return first, max(first, int(self.rows.start[: self.count].searchsorted(np.int32(end), "left")))

    def edges(self, annotator: int | None) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Starts and ends of the rows of an annotator (None: of all) that are alive."""
        chosen = self.alive[: self.count].copy()
        if annotator is not None:
            chosen &= self.rows.annotator[: self.count] == annotator
        return self.rows.start[: self.count][chosen], self.rows.end[: self.count][chosen]

    def touching(self, start: int, first: int, stop: int) -> NDArray[np.int64]:
        """Of the rows `first` to `stop`, those that are alive and end after `start`."""
        fits = self.rows.end[first:stop] > start
        if self.dead:
            fits &= self.alive[first:stop]
        return fits.nonzero()[0] + first

    def settled(self, first: int, limit: int) -> int:
        """The last row at or before `first` at whose start no earlier row goes on.

        If none of `limit` rows is such a one, some row before that is the same for neighbouring values of `first`.
        """
        low = max(first - limit, 0)
        if first >= self.count:
            return first
        gaps = (self.reach[low:first] <= self.rows.start[low + 1 : first + 1]).nonzero()[0]
        if len(gaps):
            return low + 1 + int(gaps[-1])
        half = limit // 2
        return 0 if low == 0 else (first - half) // half * half

    def place(self, entry: Entry, *, after: bool) -> int:
        """The first row that sorts at or after the entry (`after`: after it)."""
        start = np.int32(entry.start)
        first = int(np.searchsorted(self.rows.start[: self.count], start, "left"))
        stop = int(np.searchsorted(self.rows.start[: self.count], start, "right"))
        while first < stop:
            middle = (first + stop) // 2
            key = self.rows.entry(middle)[:3]
            if key < entry[:3] or (after and key == entry[:3]):
                first = middle + 1
            else:
                stop = middle
        return first

    def remove(self, entry: Entry) -> bool:
        """Take a span out; False when it is not there."""
        row = self.place(entry, after=False)
        while row < self.count and self.rows.entry(row)[:3] == entry[:3]:
            if self.alive[row]:
                self.alive[row] = False
                self.dead += 1
                return True
            row += 1
        return False

    def search(self, row: int, step: int, tag: int | None) -> int | None:
        """The first row from `row` on, forwards (1) or backwards (-1), that is alive and has the tag."""
        size = 256
        while 0 <= row < self.count:
            stretch = (
                slice(row, min(row + size, self.count))
                if step > 0
                else slice(max(row + 1 - size, 0), row + 1)
            )
            fits = self.alive[stretch]
            if tag is not None:
                fits = fits & (self.rows.tag[stretch] == tag)
            found = np.flatnonzero(fits)
            if len(found):
                return stretch.start + int(found[0 if step > 0 else -1])
            row = stretch.stop if step > 0 else stretch.start - 1
            size *= 4
        return None

    def of_uid(self, uid: int, *, pieces: bool) -> NDArray[np.int64]:
        """The rows of an annotation that are alive; with `pieces`, only among those of discontinuous annotations."""
        if pieces:
            if self._pieces is None:
                self._pieces = np.flatnonzero(self.rows.piece[: self.count])
            places = self._pieces[self.rows.low[self._pieces] == np.uint64(uid & LOW)]
        else:
            places = np.flatnonzero(self.rows.low[: self.count] == np.uint64(uid & LOW))
        same = (self.rows.high[places] == np.uint64(uid >> 64)) & self.alive[places]
        return np.asarray(places[same], np.int64)


def _with(column: NDArray[T], place: int, value: int) -> NDArray[T]:
    return np.concatenate([column[:place], np.array([value], column.dtype), column[place:]])


def _grown(array: NDArray[T], room: int) -> NDArray[T]:
    return np.concatenate([array, np.zeros(room - len(array), array.dtype)])
