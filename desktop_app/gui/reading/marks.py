"""Spans as the index hands them out: one `Mark` each, or a `Window` of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from desktop_app.gui.reading._levels import Entry, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Mark(NamedTuple):
    """One span of an annotation; `piece` if the annotation has several."""

    start: int
    end: int
    tag: str
    annotator: str
    uid: str
    piece: bool


class Window:
    """The spans that touch a stretch of text, in arrays: names are looked up only where they are asked for.

    `tags` and `annotators` are the uids that the numbers in `rows` stand for.
    """

    def __init__(self, rows: Rows, tags: Sequence[str], annotators: Sequence[str]) -> None:
        self.rows = rows
        self.tags = tags
        self.annotators = annotators

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mark]:
        return map(self.mark, range(len(self)))

    @cached_property
    def start(self) -> list[int]:
        """The first code point of each span, in the order of the rows."""
        start: list[int] = self.rows.start.tolist()
        return start

    @cached_property
    def end(self) -> list[int]:
        """The code point behind each span, in the order of the rows."""
        end: list[int] = self.rows.end.tolist()
        return end

    def forget_lists(self) -> None:
        """Let go of the lists, which take up ten times the room of the arrays; they are made again when asked for."""
        self.__dict__.pop("start", None)
        self.__dict__.pop("end", None)

    @property
    def uid(self) -> list[str]:
        """The annotation of each span."""
        return [mark.uid for mark in self]

    def mark(self, row: int) -> Mark:
        """The span of a row, as a record."""
        rows = self.rows
        return Mark(
            self.start[row],
            self.end[row],
            self.tags[rows.tag[row]],
            self.annotators[rows.annotator[row]],
            f"{int(rows.high[row]):016x}{int(rows.low[row]):016x}",
            bool(rows.piece[row]),
        )

    def taken(self, places: NDArray[np.int64] | NDArray[np.bool_]) -> Window:
        """The spans at these places (numbers of rows, or a mask as long as all of them)."""
        return Window(self.rows.taken(places), self.tags, self.annotators)

    def with_entry(self, place: int, entry: Entry) -> Window:
        """These spans, and at a place among them one more."""
        found = Window(self.rows.with_entry(place, entry), self.tags, self.annotators)
        found.start, found.end = [*self.start], [*self.end]
        found.start.insert(place, entry.start)
        found.end.insert(place, entry.end)
        return found

    def without(self, place: int) -> Window:
        """These spans but for that at one place."""
        found = self.taken(np.arange(len(self)) != place)
        found.start, found.end = [*self.start], [*self.end]
        del found.start[place], found.end[place]
        return found

    def tagged(self, tags: frozenset[str]) -> NDArray[np.bool_]:
        """Which spans have one of these tags."""
        return _among(self.rows.tag, self.tags, tags)

    def made_by(self, annotators: frozenset[str]) -> NDArray[np.bool_]:
        """Which spans are from one of these annotators."""
        return _among(self.rows.annotator, self.annotators, annotators)

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> Window:
        """These spans, in their order."""
        tags = list(dict.fromkeys(mark.tag for mark in marks))
        annotators = list(dict.fromkeys(mark.annotator for mark in marks))
        entries = [
            Entry(
                mark.start, -mark.end, int(mark.uid, 16),
                tags.index(mark.tag), annotators.index(mark.annotator), mark.piece,
            )
            for mark in marks
        ]  # fmt: skip
        return cls(Rows.of(entries), tags, annotators)


def _among(codes: NDArray[np.int16], uids: Sequence[str], wanted: frozenset[str]) -> NDArray[np.bool_]:
    if not wanted or not len(codes):
        return np.zeros(len(codes), np.bool_)
    return np.array([uid in wanted for uid in uids], np.bool_)[codes]
