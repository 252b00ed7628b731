"""Grapheme clusters: what a reader takes for one character (Unicode Standard Annex 29, extended)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# Flags have a rule of their own, for the library counts back to the first one at each of them.
CLUSTER = r"[\U0001F1E6-\U0001F1FF]{1,2}[\p{GCB=Extend}\p{GCB=SpacingMark}\u200d]*|\X"
"""The pattern of a cluster, for a text that is read from one of its boundaries on (`regex`)."""
LOOK_BACK = 64
"""Code points before an offset that are looked at for a sure boundary, before the whole text is."""

_JOINING = frozenset({"Mn", "Me", "Mc", "Cf", "Cn", "Co"})
_NEVER_JOINING = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Format characters that stand for themselves, unlike the others of their category."""


@cache
def _cluster() -> regex.Pattern[str]:
    import regex

    return regex.compile(CLUSTER)


def boundaries(text: str) -> Iterator[int]:
    """The end of each cluster, in order; the last is the length of the text."""
    if text.isascii() and "\r" not in text:
        yield from range(1, len(text) + 1)
        return
    for match in _cluster().finditer(text):
        yield match.end()


def surely_boundary(before: str, after: str) -> bool:
    """Whether a cluster ends between these two characters whatever stands around them. False means: not known."""
    if before.isascii() and after.isascii():
        return not (before == "\r" and after == "\n")
    return not _may_join(before) and not _may_join(after)


@lru_cache(1024)
def _may_join(char: str) -> bool:
    code = ord(char)
    return (
        (unicodedata.category(char) in _JOINING and char not in _NEVER_JOINING)
        or code
        in (
            0x0E33,
            0x0EB3,
            0x0D4E,
        )  # vowels of Thai and Lao that lean on the letter before, a dot on the next
        or 0x1100 <= code <= 0x11FF  # parts of Hangul syllables, in three blocks
        or 0xA960 <= code <= 0xA97F
        or 0xD7A4 <= code <= 0xD7FF
        or 0xFF9E <= code <= 0xFF9F  # sound marks of narrow Katakana
        or 0x1F1E6 <= code <= 0x1F1FF  # halves of flags
        or 0x1F3FB <= code <= 0x1F3FF  # skin tones
        or 0x111C2 <= code <= 0x111C3
        or 0x11000 <= code <= 0x11FFF  # Indic scripts with signs that lean on what follows
    )


def is_boundary(text: str, offset: int) -> bool:
    """Whether no cluster goes on across this offset. Both ends of the text are boundaries; outside of it none is."""
    if offset in (0, len(text)):
        return True
    if not 0 < offset < len(text):
        return False
    if surely_boundary(text[offset - 1], text[offset]):
        return True
    return _around(text, offset)[0] == offset


def snap_to_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span moved outwards to cluster boundaries. Offsets outside of the text are moved to its ends."""
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    first = _around(text, start)[0]
    return first, (_around(text, end)[1] if end > start else first)


def next_boundary(text: str, offset: int) -> int:
    """The first boundary after the offset; the end of the text stays."""
    return _around(text, min(max(offset, 0) + 1, len(text)))[1]


def previous_boundary(text: str, offset: int) -> int:
    """The last boundary before the offset; the start of the text stays."""
    return _around(text, max(min(offset, len(text)) - 1, 0))[0]


def _around(text: str, offset: int) -> tuple[int, int]:
    """The last boundary at or before the offset, and the first at or after it."""
    if offset in (0, len(text)) or surely_boundary(text[offset - 1], text[offset]):
        return offset, offset
    begin = _sure_start(text, offset)
    match = None
    for match in _cluster().finditer(text, begin):
        if match.end() > offset:
            break
    if match is None:
        return offset, offset
    return (offset, offset) if match.start() == offset else (match.start(), match.end())


def _sure_start(text: str, offset: int) -> int:
    """A boundary before the offset: a near one, or the start of the text."""
    for place in range(offset - 1, max(offset - LOOK_BACK, 0), -1):
        if surely_boundary(text[place - 1], text[place]):
            return place
    return 0
