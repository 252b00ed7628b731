"""Words and sentences, as a reader sees them.

Offsets are code points into the given text, spans end-exclusive. All functions take time in proportion to the stretch
between two blanks (words), or to the text (sentences, paragraphs), whatever is in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from desktop_app.model import unspaced
from desktop_app.model.graphemes import CLUSTER, boundaries, is_boundary, snap_to_graphemes

if TYPE_CHECKING:
    import regex

__all__ = [
    "boundaries",
    "is_boundary",
    "joins",
    "sentence_at",
    "sentences",
    "snap",
    "snap_to_graphemes",
    "trim",
    "words",
]

_INVISIBLE = frozenset(
    "\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_UNSPACED = rf"{unspaced.SCRIPTS}\p{{Tai_Tham}}\p{{New_Tai_Lue}}\p{{Tai_Le}}\p{{Tai_Viet}}\p{{Javanese}}\p{{Balinese}}"
"""Scripts that put no blanks between words. Where there is no dictionary either, one cluster counts as a word."""
_LEANING = r"[\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\u200c\u200d\u00ad\u2060]*"
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{Pc}}]--[{_UNSPACED}]]{_LEANING}"
_KATAKANA = r"[\p{Katakana}\u30fc\uff70]"
_RUN = rf"(?P<run>(?:[{unspaced.SCRIPTS}]{_LEANING})++)"
_JOINT = r"(?:['’]-?|[-‐‑]['’]?)"
_NUMBER_JOINT = r"(?<=\p{Nd})[.,:'’](?=\p{Nd})"
_ABBREVIATION = rf"(?:\p{{L}}{_LEANING}\.){{2,}}(?![\p{{L}}\p{{N}}])"
_WORD = rf"{_ABBREVIATION}|(?:{_LETTER})++(?:(?:{_JOINT}|{_NUMBER_JOINT})(?:{_LETTER})++)*+"

_ENDERS = r"(?:[.!?…‽⁇⁈⁉؟۔।॥]+|[。！？｡]+)[\"'”“’‘»›«‹)\]}）」』】]*"
_SHORT = (
    r"(?i)abs|al|approx|apr|art|aug|bd|bzw|ca|capt|co|col|corp|dec|dept|dipl|dr|est|etc|evtl|feb|fig|fr|fri|gen|ggf|gov|"
    r"hon|hr|hrsg|inc|inkl|jan|jul|jun|lt|ltd|mar|mon|mr|mrs|ms|nos?|nov|nr|oct|prof|rep|rev|sat|sen|sept?|sgt|sog|st|"
    r"str|sun|thu|tue|usw|vgl|vs|wed|zzgl"
)
"""Short forms that end in a full stop without ending the sentence."""
_MONTHS = r"(?i)januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
"""Months that a day with a full stop stands before."""


@cache
def _pattern(source: str) -> regex.Pattern[str]:
    import regex

    return regex.compile(source, regex.V1)


def _is_blank(text: str, place: int) -> bool:
    """Whether nothing is to be seen at a place: a blank with a mark on it is something."""
    char = text[place]
    if not (char.isspace() or char in _INVISIBLE):
        return False
    return is_boundary(text, place + 1) or text[place : place + 2] == "\r\n"


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and invisible characters at its edges; (start, start) if nothing is left."""
    first, last = start, end
    while first < last and _is_blank(text, first):
        first += 1
    while last > first and _is_blank(text, last - 1):
        last -= 1
    return (first, last) if first < last else (start, start)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The words, and what stands between them cluster by cluster (blanks left out), of a stretch of the text.

    The stretch should begin at the start of a word. Abbreviations such as U.S. are one word with their last dot;
    apostrophes, hyphens, and points between digits belong to the word that they are in. Where a script puts no blanks
    between its words, a dictionary tells them apart.
    """
    stop = len(text) if end is None else end
    for match in _pattern(rf"{_RUN}|{_WORD}|{CLUSTER}").finditer(text, start, stop):
        if match["run"]:
            first = match.start()
            for end_of_word in unspaced.word_ends(match["run"]):
                yield first, match.start() + end_of_word
                first = match.start() + end_of_word
        elif not all(_is_blank(text, place) for place in range(*match.span())):
            yield match.span()


def _run(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with all around it up to the next blanks."""
    while start > 0 and not (text[start - 1].isspace() and is_boundary(text, start)):
        start -= 1
    while end < len(text) and not (text[end].isspace() and is_boundary(text, end + 1)):
        end += 1
    return start, end


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """A sloppily drawn span grown to whole words, without outer blanks; (start, start) if it holds only such."""
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    touched = [word for word in words(text, *_run(text, start, end)) if word[0] < end and word[1] > start]
    if not touched or start == end:
        return start, start
    return snap_to_graphemes(text, touched[0][0], touched[-1][1])


@lru_cache(maxsize=4096)
def joins(before: str, after: str) -> bool:
    """Whether two neighbouring characters are inside one word, as far as they alone can tell."""
    if unicodedata.category(after)[0] == "M":
        return True
    kinds = (_LETTER, _KATAKANA)
    return any(
        _pattern(kind).fullmatch(before) is not None and _pattern(kind).fullmatch(after) is not None
        for kind in kinds
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, in order, without outer blanks."""
    for start, stop in _stretches(text):
        first, last = trim(text, start, stop)
        if first < last:
            yield first, last


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The sentence that the offset is in, without outer blanks. A blank between two sentences belongs to the first."""
    offset = min(max(offset, 0), len(text))
    start = 0
    for start, stop in _stretches(text):
        if stop > offset:
            return trim(text, start, stop)
    return trim(text, start, len(text))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, each with the blanks behind it; together they are the whole text."""
    start = 0
    for match in _pattern(_ENDERS).finditer(text):
        stop = match.end()
        if not _ends_sentence(text, match.start(), stop) or not is_boundary(text, stop):
            continue
        while stop < len(text) and _is_blank(text, stop):
            stop += 1
        yield start, stop
        start = stop
    yield start, len(text)


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether the stop in `text[start:end]` is the end of a sentence and not that of an abbreviation."""
    if text[start] in "。！？｡" or end == len(text):
        return True
    if not text[end].isspace():
        return False
    after = text[end : end + 24].lstrip()
    if after[:1].islower():
        return False
    if text[start] != "." or end - start > 1:
        return True
    before = text[max(start - 24, 0) : start].rsplit(maxsplit=1)[-1:] or [""]
    last = before[0].rpartition(".")[2].lstrip("(\"'„“‘«‚")
    if len(last) == 1 and last.isalpha():
        return False
    if last.isdigit() and len(last) <= 2:
        return _pattern(_MONTHS).match(after) is None
    return _pattern(_SHORT).fullmatch(last) is None
