"""What a table of a language consists of: words by their sort, each with what it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

MONTH, WEEKDAY, SEASON, HOLIDAY = "M", "W", "S", "h"
UNIT, UNITS, FISCAL, WEEK_NUMBER, HALF = "U", "u", "z", "w", "H"
NUMBER, ORDINAL, YEAR, SHORT_YEAR, DECADE, QUARTER = "N", "O", "Y", "y", "D", "q"
RELATIVE, AWAY, THERE = "k", "r", "t"
"""last, this, next; yesterday; tonight."""
AGO, WITHIN, LATER, LASTING = "A", "I", "L", "F"
EVERY, OFTEN, TIMES = "E", "f", "x"
EDGE, ABOUT, BEFORE, AFTER, UNTIL, SINCE = "G", "g", "b", "a", "B", "s"
"""early, about, before, after, by, since."""
FROM, TO, AND, ENDING = "v", "R", "n", "e"
OR = "or"
"""The value of a word of the sort AND that leaves a choice."""
NEAR = "NEAR"
"""The value of a word of the sort ABOUT that says “at” before a time on the clock, and “about” before all else."""
CLOCK, HALF_OF_DAY, OCLOCK, ZONE, PART = "C", "m", "c", "Z", "P"
NUMERIC, VAGUE, FILLER = "X", "V", "o"


@dataclass(frozen=True, slots=True)
class Token:
    """One reading of a word or of several. `value` and `number` depend on the sort."""

    sort: str
    value: str = ""
    number: int = 0


Words = Mapping[str, Mapping[str, str | int]]
"""Values by word, by sort. Words that mean the same stand in one line with '|' between them."""


@dataclass(frozen=True)
class Lexicon:
    """The words of a language.

    `aliases` are put in place of words before anything else; `number` reads a number word; the verbs tell the time of
    a sentence: a word that is one of them or ends like one; `auxiliaries`
    put the word that follows into the future.
    """

    words: Words
    aliases: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    tens_last: bool = False
    past_words: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    not_past: frozenset[str] = frozenset()
    future_words: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    day_first: bool = True

    @cached_property
    def entries(self) -> Mapping[str, tuple[Token, ...]]:
        """All readings of a word or of several with blanks between them, in lower case."""
        found: dict[str, list[Token]] = {}
        for sort, lines in self.words.items():
            for line, value in lines.items():
                token = _token(sort, value)
                for word in line.split("|"):
                    found.setdefault(word, []).append(token)
        return {word: tuple(tokens) for word, tokens in found.items()}

    @cached_property
    def longest(self) -> int:
        """The number of words in the longest entry."""
        return max(len(word.split()) for word in [*self.entries, *self.aliases])

    def number(self, word: str) -> int | None:
        """The number that a word stands for, up to 99; None if it is none."""
        if word in self.numbers:
            return self.numbers[word]
        ones, joint, tens = word.partition("und")
        low, high = self.numbers.get(ones, 0), self.numbers.get(tens, 0)
        compound = self.tens_last and joint and 0 < low < 10 < high and high % 10 == 0
        return low + high if compound else None


_COUNTED = re.compile(r"([A-Z]+)([+-][0-9])")


def _token(sort: str, value: str | int) -> Token:
    """The reading of an entry: 'D-1' is a unit and a count, 'NI-1' a part of the day and a count of days, an entry of
    UNITS the unit in the plural.
    """
    if isinstance(value, int):
        return Token(sort, str(value), value)
    counted = _COUNTED.fullmatch(value)
    if counted and sort in (AWAY, THERE, PART):
        return Token(sort, counted[1], int(counted[2]))
    return Token(UNIT, value, 2) if sort == UNITS else Token(sort, value)


def numbered(text: str, first: int = 1) -> dict[str, int]:
    """Each word of the text with its place, from `first`. Words with '|' between them share a place."""
    return {word: place for place, words in enumerate(text.split(), first) for word in words.split("|")}


def lines(text: str, first: int = 1) -> dict[str, str | int]:
    """As `numbered`, for a table of words."""
    return dict(numbered(text, first))


def word_set(*texts: str) -> frozenset[str]:
    """The words of the texts."""
    return frozenset(word for text in texts for word in text.split())
