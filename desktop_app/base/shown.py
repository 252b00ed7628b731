"""Names and other people's text, made safe to show on one line: nothing stays invisible or turns its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"  # Persian words and emoji families are written with them
_VISIBLE_FORMATS = frozenset((*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))
_BLANK_LETTERS = frozenset((0x115F, 0x1160, 0x3164, 0xFFA0))
_ARROWS = {"\n": "↵", "\t": "⇥"}
_GAP = " […] "
_BREAK = re.compile(r"[ \t]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])[ \t]*")


def _visible(character: str) -> str:
    if character in _ARROWS:
        return _ARROWS[character]
    code = ord(character)
    category = unicodedata.category(character)
    hidden = category in ("Cc", "Cf", "Cs", "Zl", "Zp") or code in _BLANK_LETTERS or code & 0xFFFE == 0xFFFE
    if hidden and character not in _JOINERS and code not in _VISIBLE_FORMATS:
        return f"⟨U+{code:04X}⟩"
    return character


def shown(text: str, limit: int = 200) -> str:
    """The text on one line, for labels, lists and messages; at most `limit` characters (1 or more), cut with '…'.

    A line break becomes '↵', a tab '⇥'; all other control characters, invisible and direction-changing ones, lone
    surrogates and non-characters become their code point, as in ⟨U+202E⟩. Everything else stays as it is.
    """
    head = text[: limit + 1]
    safe = head if head.isascii() and head.isprintable() else "".join(map(_visible, head))
    if len(text) <= limit and len(safe) <= limit:
        return safe
    cut = max(0, limit - 1)
    while 0 < cut < len(safe) and unicodedata.combining(safe[cut]):
        cut -= 1
    return safe[:cut].rstrip() + ELLIPSIS


def quote_words(quotes: Iterable[str]) -> str:
    """The passages of an annotation on one line, with a mark where the text between them is left out."""
    return _GAP.join(_BREAK.sub(" ", quote).strip() for quote in quotes)
