"""Find in document, in steps that are short enough to be made between two frames.

A step looks at one stretch of the text: `STRETCH` code points, unless said otherwise. Offsets are those of the text as
it is, also where folding the case changes its length (ß, İ).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from desktop_app.gui.reading.buffer import CHUNK_BYTES, TextBuffer
from desktop_app.model.words import joins

STRETCH = 1 << 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. An empty text is found nowhere."""

    text: str
    match_case: bool = False
    whole_words: bool = False


class Match(NamedTuple):
    """Code points `start` to `end`."""

    start: int
    end: int


def matches(text: str, wanted: Wanted, start: int = 0, stop: int | None = None) -> Iterator[Match]:
    """All matches that begin at `start` or later and before `stop`, overlapping ones as well, in order."""
    if not wanted.text:
        return
    stop = len(text) if stop is None else stop
    folded = text if wanted.match_case else text.casefold()
    needle = wanted.text if wanted.match_case else wanted.text.casefold()
    # Folding a character never makes it vanish, so equal lengths mean equal places.
    places = None if len(folded) == len(text) else [0, *accumulate(len(char.casefold()) for char in text)]
    found = folded.find(needle, start if places is None else places[start])
    while found >= 0:
        first = found if places is None else _place(places, found)
        last = found + len(needle) if places is None else _place(places, found + len(needle))
        if first is not None and first >= stop:
            return
        if (
            first is not None
            and last is not None
            and (not wanted.whole_words or _is_whole(text, first, last))
        ):
            yield Match(first, last)
        found = folded.find(needle, found + 1)


def _place(places: list[int], folded: int) -> int | None:
    """The code point whose folded form begins here; None in the middle of one."""
    found = bisect_left(places, folded)
    return found if found < len(places) and places[found] == folded else None


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start > 0 and joins(text[start - 1], text[start])) and not (
        end < len(text) and joins(text[end - 1], text[end])
    )


def _in_stretch(buffer: TextBuffer, wanted: Wanted, start: int, stop: int) -> Iterator[Match]:
    """The matches that begin in a stretch of the document."""
    first = max(start - 1, 0)
    # A match is never longer than what is looked for; one character more tells whether a word goes on.
    text = buffer.slice(first, stop + len(wanted.text) * 3 + 1)
    for match in matches(text, wanted, start - first, stop - first):
        yield Match(match.start + first, match.end + first)


class Hunt:
    """The way to the next match from `offset` on, or to the last one that begins before it (`backwards`).

    Call `step` until `done`; then `found` is the match or None, and `wrapped` says whether the search went over the end
    of the document (or its beginning) and came back from the other side. What is not indexed yet gets indexed.
    """

    def __init__(
        self,
        buffer: TextBuffer,
        wanted: Wanted,
        offset: int,
        *,
        backwards: bool = False,
        stretch: int = STRETCH,
    ) -> None:
        self.found: Match | None = None
        self.wrapped = False
        self.done = not wanted.text
        self._buffer = buffer
        self._wanted = wanted
        self._stretch = stretch
        self._origin = max(offset, 0)
        self._backwards = backwards
        self._place = self._origin

    def step(self) -> bool:
        """Look at one more stretch. Returns whether there is more to do."""
        if self.done:
            return False
        if (
            self._backwards or self._place + self._stretch > self._buffer.length
        ) and not self._buffer.finished:
            self._buffer.index_more(CHUNK_BYTES)
        elif self._backwards:
            self._step_back()
        else:
            self._step_on()
        return not self.done

    def _step_on(self) -> None:
        limit = self._buffer.length if not self.wrapped else min(self._origin, self._buffer.length)
        stop = min(self._place + self._stretch, limit)
        if self._place < stop:
            self._settle(next(_in_stretch(self._buffer, self._wanted, self._place, stop), None))
        self._place = stop
        if not self.done and stop >= limit:
            self._turn(0)

    def _step_back(self) -> None:
        limit = 0 if not self.wrapped else min(self._origin, self._buffer.length)
        place = min(self._place, self._buffer.length)
        start = max(place - self._stretch, limit)
        if start < place:
            last = None
            for match in _in_stretch(self._buffer, self._wanted, start, place):
                last = match
            self._settle(last)
        self._place = start
        if not self.done and start <= limit:
            self._turn(self._buffer.length)

    def _settle(self, match: Match | None) -> None:
        if match is not None:
            self.found, self.done = match, True

    def _turn(self, place: int) -> None:
        """Go on from the other side, or give up after both."""
        if self.wrapped:
            self.done = True
        else:
            self.wrapped, self._place = True, place


class Survey:
    """All matches of a document, at most `limit`, none overlapping the one before.

    Call `step` until `done`. `matches` grows in order; `complete` is False as long as there may be more than these.
    """

    def __init__(
        self, buffer: TextBuffer, wanted: Wanted, *, limit: int = 10_000, stretch: int = STRETCH
    ) -> None:
        self.matches: list[Match] = []
        self.done = not wanted.text or limit <= 0
        self.complete = not wanted.text
        self._buffer = buffer
        self._wanted = wanted
        self._stretch = stretch
        self._limit = limit
        self._place = 0

    def step(self) -> bool:
        """Look at one more stretch. Returns whether there is more to do."""
        if self.done:
            return False
        if self._place + self._stretch > self._buffer.length and not self._buffer.finished:
            self._buffer.index_more(CHUNK_BYTES)
            return True
        stop = min(self._place + self._stretch, self._buffer.length)
        for match in _in_stretch(self._buffer, self._wanted, self._place, stop):
            if self.matches and match.start < self.matches[-1].end:
                continue
            if len(self.matches) == self._limit:
                self.done = True
                return False
            self.matches.append(match)
        self._place = stop
        self.done = self.complete = stop >= self._buffer.length
        return not self.done


def find(buffer: TextBuffer, wanted: Wanted, offset: int, *, backwards: bool = False) -> Match | None:
    """The match that a `Hunt` ends at, in one go: for short documents, and where nobody waits for a frame."""
    hunt = Hunt(buffer, wanted, offset, backwards=backwards)
    while hunt.step():
        pass
    return hunt.found
