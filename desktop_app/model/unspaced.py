"""Words of scripts that put no blanks between them, found with the dictionaries of ICU."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from desktop_app.model.graphemes import boundaries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SCRIPTS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\uff70"
"""The scripts that there are dictionaries for, and the sign that makes a vowel of Katakana long (`regex`)."""


@cache
def _breaker() -> Callable[[str, str], Iterable[str]]:
    # Loaded with the first text that needs it: its dictionaries are 30 MB on the disk, and about 13 in memory.
    from icu4py.breakers import WordBreaker

    return WordBreaker


def word_ends(text: str) -> Iterator[int]:
    """The end of each word of a run of letters of these scripts, in order; the last is the length of the text.

    Words end where grapheme clusters do. Takes about a millisecond for a thousand letters.
    """
    edges = set(boundaries(text))
    end = 0
    # Its own positions count units of UTF-16; its pieces are texts that follow each other.
    for piece in _breaker()(text, "root"):
        end += len(piece)
        if piece and end in edges:
            yield end
