"""Which spans touch a stretch of text, however many the document has.

Sorted arrays hold what was loaded, one set for each class of length, so that a span over half the document does not
slow down the search among the short ones. A small sorted list in front of each holds what was added since.
Offsets are code points, uids strings. Results are ordered by start, the longer first, then by uid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.gui.reading._levels import LENGTHS, Entry, Level, Rows, class_of
from desktop_app.gui.reading._names import Names
from desktop_app.gui.reading.marks import Mark, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop_app.model.packed import PackedSpans
    from desktop_app.model.records import Annotation

OVERLAY_LIMIT = 512
SETTLE_ROWS = 512


class SpanIndex:
    """All spans of one document.

    Filled slice by slice with `extend` (the last slice has no cursor), kept up to date with `add` and `remove`, which
    count from their first call on: a slice that arrives later does not bring back what was removed meanwhile, nor
    double what was added. `visited` is how many rows the latest question looked at.
    """

    def __init__(self) -> None:
        self.visited = 0
        self.loaded = False
        self._names = Names()
        self._levels = tuple(Level() for _ in range(len(LENGTHS) + 1))
        self._added: tuple[list[Entry], ...] = tuple([] for _level in self._levels)
        self._touched: set[int] = set()

    @classmethod
    def of(cls, packed: PackedSpans) -> SpanIndex:
        """An index of these spans alone."""
        index = cls()
        index.extend(packed)
        return index

    def __len__(self) -> int:
        return sum(level.count - level.dead for level in self._levels) + self._added_count

    @property
    def _added_count(self) -> int:
        return sum(map(len, self._added))

    # Filling

    def extend(self, packed: PackedSpans) -> None:
        """Add a slice of what the project holds. Cheap where it comes behind all earlier ones."""
        rows = self._names.rows(packed)
        if self._touched:
            uids = zip(rows.high.tolist(), rows.low.tolist(), strict=True)
            fresh = [(high << 64 | low) not in self._touched for high, low in uids]
            rows = rows.taken(np.array(fresh, np.bool_))
        classes = np.searchsorted(np.array(LENGTHS, np.int32), rows.end - rows.start, "left")
        for number, level in enumerate(self._levels):
            some = np.flatnonzero(classes == number)
            if len(some):
                level.extend(rows.taken(some) if len(some) < len(rows) else rows)
        if packed.cursor is None:
            self.loaded = True
            self._touched.clear()
            for level in self._levels:
                level.compact()

    def add(self, annotation: Annotation) -> None:
        """Add a new annotation's spans."""
        for entry in self.entries(annotation):
            insort(self._added[class_of(entry)], entry)
        if self._added_count > OVERLAY_LIMIT:
            self.merge()

    def remove(self, annotation: Annotation) -> None:
        """Take out an annotation's spans, as they were when it was added. What is not there is left alone."""
        for entry in self.entries(annotation):
            number = class_of(entry)
            added = self._added[number]
            place = bisect_left(added, entry[:3])
            if place < len(added) and added[place][:3] == entry[:3]:
                del added[place]
            else:
                self._levels[number].remove(entry)

    def merge(self) -> bool:
        """Move what was added into the arrays: milliseconds, for idle moments. Returns whether there was anything."""
        if not self._added_count:
            return False
        for level, added in zip(self._levels, self._added, strict=True):
            level.insert(added)
            added.clear()
        return True

    def entries(self, annotation: Annotation) -> list[Entry]:
        """An annotation's spans in the numbers of this index."""
        entries = self._names.entries(annotation)
        if not self.loaded:
            self._touched.add(entries[0].uid)
        return entries

    @property
    def has_long(self) -> bool:
        """Whether there are long spans, which choose their lanes before all others."""
        return any(level.count for level in self._levels[1:]) or any(self._added[1:])

    # Asking

    def window(self, start: int, end: int) -> Window:
        """The spans that share a code point with `start` to `end`."""
        self.visited = 0
        found: list[Rows] = []
        for level, added in zip(self._levels, self._added, strict=True):
            found += self._between(level, added, start, end)
        return self._names.window(found)

    def at(self, offset: int) -> Window:
        """The spans that cover this code point."""
        return self.window(offset, offset + 1)

    def settled(self, start: int, end: int) -> Window:
        """The window, and before it as much as decides on its lanes: see `lanes`."""
        self.visited = 0
        found: list[Rows] = []
        for level, added in zip(self._levels, self._added, strict=True):
            if not level.count and not added:
                continue
            start = self._settled_start(level, added, start)
            some = self._between(level, added, start, end)
            found += some
            start = min([start, *(int(rows.start[0]) for rows in some if len(rows))])
            end = max([end, *(int(rows.end.max()) for rows in some if len(rows))])
        return self._names.window(found)

    def affected_from(self, start: int, end: int) -> int:
        """The first offset whose lanes can depend on whether a span from `start` to `end` exists.

        That is the span's own start, but for long spans, beside which shorter ones that began earlier give way.
        """
        own = bisect_left(LENGTHS, end - start)
        first = start
        for level in self._levels[:own]:
            row, stop = level.stretch(start, end)
            if row < stop:
                first = min(first, int(level.rows.start[row]))
        touching = (self._of_added(added, start, first) for added in self._added[:own])
        return min([first, *(entry.start for entries in touching for entry in entries)])

    def _settled_start(self, level: Level, added: list[Entry], start: int) -> int:
        """A place at or before `start` which no span of the level covers from before, if one is near."""
        for _attempt in range(8):
            row = level.settled(level.reaching(start), SETTLE_ROWS)
            if row < level.count:
                start = min(start, int(level.rows.start[row]))
            stop = bisect_left(added, (start,))
            crossing = [entry.start for entry in added[:stop] if entry.before_end < -start]
            self.visited += stop
            if not crossing:
                break
            start = min(crossing)
        return start

    def _between(self, level: Level, added: list[Entry], start: int, end: int) -> list[Rows]:
        found = [self._of_level(level, start, end)] if level.count else []
        if fresh := self._of_added(added, start, end):
            found.append(Rows.of(fresh))
        return found

    def _of_added(self, added: list[Entry], start: int, end: int) -> list[Entry]:
        stop = bisect_left(added, (end,))
        self.visited += stop
        return [entry for entry in added[:stop] if entry.before_end < -start]

    def _of_level(self, level: Level, start: int, end: int) -> Rows:
        first, stop = level.stretch(start, end)
        self.visited += stop - first
        return level.rows.taken(level.touching(start, first, stop))

    def following(self, position: int | str | Mark, *, tag: str | None = None) -> Mark | None:
        """The next annotation: the first that starts at or after an offset, or after a mark or annotation, if any.

        `tag` leaves out all other tags. Of a discontinuous annotation, only the first piece counts.
        """
        return self._next(position, 1, tag)

    def preceding(self, position: int | str | Mark, *, tag: str | None = None) -> Mark | None:
        """The annotation before: the last that starts before an offset, or before a mark or annotation, if any."""
        return self._next(position, -1, tag)

    def spans_of(self, uid: str) -> list[Mark]:
        """All spans of an annotation, in order."""
        number = int(uid, 16)
        added = self._added_of_uid(number)
        if added:
            return [self._names.mark(entry) for entry in added]
        return list(self._names.window(self._rows_of_uid(number)))

    def density(self, edges: Sequence[int] | NDArray[np.int64]) -> dict[tuple[str, str], NDArray[np.int64]]:
        """How many spans start in each stretch between two neighbours of `edges`, which are rising offsets: an array
        for each tag and annotator (uids) that has any, in the order in which the tags came.
        """
        places = np.asarray(edges, np.int32)
        tags, people, rows = self._names.tags.uids, self._names.annotators.uids, max(len(places) - 1, 0)
        total = np.zeros((len(tags) * len(people), rows), np.int64)
        for starts, tag, annotator in self._all() if total.size else ():
            bounds = np.searchsorted(starts, places, "left")
            row = np.repeat(np.arange(rows), np.diff(bounds))
            inside = slice(bounds[0], bounds[-1])
            kind = tag[inside].astype(np.int64) * len(people) + annotator[inside]
            total += np.bincount(kind * rows + row, minlength=total.size).reshape(total.shape)
        found = np.flatnonzero(total.any(axis=1)).tolist() if total.size else []
        return {(tags[kind // len(people)], people[kind % len(people)]): total[kind] for kind in found}

    def edges(self, annotator: str = "") -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
        """Starts and ends of an annotator's spans ('': of everybody's), in several stretches."""
        code = self._names.annotators.find(annotator)
        if annotator and code is None:
            return
        for level, added in zip(self._levels, self._added, strict=True):
            yield level.edges(code)
            rows = Rows.of([entry for entry in added if code in (None, entry.annotator)])
            yield rows.start, rows.end

    # Inside

    def _added_of_uid(self, uid: int) -> list[Entry]:
        return sorted(entry for entries in self._added for entry in entries if entry.uid == uid)

    def _rows_of_uid(self, uid: int) -> list[Rows]:
        added = self._added_of_uid(uid)
        if added:
            return [Rows.of(added)]
        # Whoever asks does so mostly for the pieces of an annotation, which are few beside all others.
        for pieces in (True, False):
            found = [level.rows.taken(level.of_uid(uid, pieces=pieces)) for level in self._levels]
            if any(map(len, found)):
                return found
        return []

    def _all(self) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int16], NDArray[np.int16]]]:
        """Starts, tags and annotators of every span, in sorted stretches."""
        for level in self._levels:
            rows, seen = level.rows, slice(level.count)
            columns = rows.start[seen], rows.tag[seen], rows.annotator[seen]
            alive = level.alive[seen]
            yield (columns[0][alive], columns[1][alive], columns[2][alive]) if level.dead else columns
        for added in self._added:
            rows = Rows.of(added)
            yield rows.start, rows.tag, rows.annotator

    def _next(self, position: int | str | Mark, step: int, tag: str | None) -> Mark | None:
        code = None if tag is None else self._names.tags.find(tag)
        entry = self._entry_at(position)
        if entry is None or (tag is not None and code is None):
            return None
        found = self._neighbour(entry, step, code)
        while found is not None and found.piece and not self._is_first_piece(found):
            found = self._neighbour(found, step, code)
        return None if found is None else self._names.mark(found)

    def _entry_at(self, position: int | str | Mark) -> Entry | None:
        """What sorts where the position is; for an offset, in front of all spans that start there."""
        if isinstance(position, int):
            return Entry(max(position, 0), -(2**31), -1, 0, 0, False)
        if isinstance(position, Mark):
            return Entry(position.start, -position.end, int(position.uid, 16), 0, 0, position.piece)
        spans = self.spans_of(position)
        return self._entry_at(spans[0]) if spans else None

    def _neighbour(self, entry: Entry, step: int, code: int | None) -> Entry | None:
        """The next entry before (-1) or after (1) this one, of any level."""
        found: list[Entry] = []
        key = entry[:3]
        for level, added in zip(self._levels, self._added, strict=True):
            first = level.place(entry, after=True) if step > 0 else level.place(entry, after=False) - 1
            row = level.search(first, step, code)
            if row is not None:
                found.append(level.rows.entry(row))
            beyond = (
                added[bisect_right(added, (*key, 2**31)) :]
                if step > 0
                else added[: bisect_left(added, key)][::-1]
            )
            found += next(([item] for item in beyond if code is None or item.tag == code), [])
        return (min(found) if step > 0 else max(found)) if found else None

    def _is_first_piece(self, entry: Entry) -> bool:
        return min(int(rows.start.min()) for rows in self._rows_of_uid(entry.uid) if len(rows)) == entry.start
