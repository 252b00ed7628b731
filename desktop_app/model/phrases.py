"""Phrases inside a sentence: what stands between commas, and what quotation marks and brackets enclose.

Offsets are code points into the given text, end-exclusive. Everything takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.model.graphemes import is_boundary
from desktop_app.model.words import sentence_at, trim

if TYPE_CHECKING:
    import regex

_BRACKETS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "（",
    "】": "【",
    "》": "《",
    "〉": "〈",
    "」": "「",
    "』": "『",
}
_FAMILIES = {
    **dict.fromkeys('"“”„‟＂', '"'),
    **dict.fromkeys("'‘’‚‛", "'"),
    **dict.fromkeys("«»", "«"),
    **dict.fromkeys("‹›", "‹"),
}
_ALWAYS_OPEN = "„‚"
_MARKS = frozenset({*_BRACKETS, *_BRACKETS.values(), *_FAMILIES})
_STOPS = r"[,;:](?![\p{L}\p{N}/\\])|[，、；：،؛]|—|\s[-–](?=\s)"
"""What parts phrases inside a sentence; a comma or colon between digits or in an address does not."""


_ENDERS = ".!?…。！？｡۔।॥؟"


class Enclosure(NamedTuple):
    """A pair of quotation marks or brackets, at `opening` and `closing`."""

    opening: int
    closing: int


@cache
def _stops() -> regex.Pattern[str]:
    import regex

    return regex.compile(_STOPS, regex.V1)


def enclosures(text: str) -> list[Enclosure]:
    """The pairs of quotation marks and of brackets, those that close first coming first. Marks left alone are none."""
    found: list[Enclosure] = []
    open_marks: list[tuple[str, int]] = []
    for place, mark in enumerate(text):
        if mark not in _MARKS or not is_boundary(text, place + 1):
            continue
        if mark in _FAMILIES:
            kind, closes, opens = _quote(text, place, {kind for kind, _at in open_marks})
        else:
            kind, closes, opens = _BRACKETS.get(mark, mark), mark in _BRACKETS, mark not in _BRACKETS
        if closes and any(known == kind for known, _at in open_marks):
            while True:
                known, at = open_marks.pop()
                if known == kind:
                    found.append(Enclosure(at, place))
                    break
        elif opens:
            open_marks.append((kind, place))
    return found


def _quote(text: str, place: int, open_kinds: set[str]) -> tuple[str, bool, bool]:
    """The family of a quotation mark, whether it closes, and whether it may open."""
    kind = _FAMILIES[text[place]]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    inside_word = before.isalnum() and after.isalnum()
    begins = (not before or before.isspace()) and after.isalnum()
    closes = kind in open_kinds and not inside_word and not begins and text[place] not in _ALWAYS_OPEN
    return kind, closes, not before.isalnum()


def phrases_at(text: str, offset: int) -> list[tuple[int, int]]:
    """The stretches that one may mean by the phrase at an offset, without outer blanks.

    They are the part of the sentence between two commas or marks, and what each pair of marks around the offset
    encloses, without and with the marks, the smallest pair first.
    """
    offset = min(max(offset, 0), len(text))
    pairs = enclosures(text)
    found = [_clause(text, offset, pairs)]
    for pair in sorted(pairs, key=lambda pair: pair.closing - pair.opening):
        if pair.opening <= offset <= pair.closing:
            found.append(trim(text, pair.opening + 1, pair.closing))
            found.append((pair.opening, pair.closing + 1))
    return [(start, end) for start, end in found if start < end]


def _clause(text: str, offset: int, pairs: list[Enclosure]) -> tuple[int, int]:
    start, end = sentence_at(text, offset)
    end = _without_stop(text, start, end)
    for stop, after in _partings(text, pairs):
        if after <= offset:
            start = max(start, after)
        elif stop >= offset:
            end = min(end, stop)
    return trim(text, start, end) if start < end else (start, start)


def _without_stop(text: str, start: int, end: int) -> int:
    """The end of a sentence in front of its full stop; that of an abbreviation stays."""
    last = text[start:end].rsplit(maxsplit=1)[-1:] or [""]
    bare = last[0].rstrip(_ENDERS)
    before = end - len(last[0]) + len(bare)
    return end if "." in bare or not bare or not is_boundary(text, before) else before


def _partings(text: str, pairs: list[Enclosure]) -> Iterator[tuple[int, int]]:
    """Where phrases are parted: each mark with the place behind it."""
    for match in _stops().finditer(text):
        start, end = match.span()
        if is_boundary(text, start) and is_boundary(text, end):
            yield start, end
    for pair in pairs:
        for place in pair:
            yield place, place + 1
