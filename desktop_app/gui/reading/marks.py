"""Spans as the index hands them out: one `Mark` each, or a `Window` of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Mark(NamedTuple):
    """One span of an annotation; `piece` if the annotation has several."""

    start: int
    end: int
    tag: str
    annotator: str
    uid: str
    piece: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The spans that touch a stretch of text: one place in each list per span."""

    start: list[int]
    end: list[int]
    tag: list[str]
    annotator: list[str]
    uid: list[str]
    pieces: list[bool]

    def __len__(self) -> int:
        return len(self.start)

    def __iter__(self) -> Iterator[Mark]:
        for row in range(len(self.start)):
            yield self.mark(row)

    def mark(self, row: int) -> Mark:
        """One of the spans."""
        return Mark(
            self.start[row],
            self.end[row],
            self.tag[row],
            self.annotator[row],
            self.uid[row],
            self.pieces[row],
        )

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> Window:
        """These spans, in their order."""
        columns = [list(column) for column in zip(*marks, strict=True)] or [[] for _ in Mark._fields]
        return cls(*columns)
