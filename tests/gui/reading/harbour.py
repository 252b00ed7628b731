"""A sentence with marks in each other, for tests of choosing and of edges."""

from __future__ import annotations

from tests.gui.reading.bench import annotation

TEXT = "Ministers of Norway said on Sunday that the old port of Oslo would close, and nobody minded at all."


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


OUTER = annotation("outer", span_of("the old port of Oslo would close"), tag="Claim")
MIDDLE = annotation("middle", span_of("old port of Oslo"))
INNER = annotation("inner", span_of("Oslo"))
FIRST = annotation("first", span_of("Ministers of Norway"))
DAY = annotation("day", span_of("Sunday"), tag="Date")
ALL = (OUTER, MIDDLE, INNER, FIRST, DAY)
