"""Which language a text is in, where a few common words can tell."""

from __future__ import annotations

import re

from desktop_app.readers._words import words

_LOOKED_AT = 20_000
_AT_LEAST = 8
_SHARE = 0.08
_DISTINCT = 4
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "en": words("the and of to that with for was is are has have by from this which were been it its"),
    "de": words("und der die das nicht ist mit von für auf den dem sich wird auch ein eine einer im zu"),
}
_NEEDED = {"en": "the", "de": "und"}


def language_of(text: str) -> str:
    """'en' or 'de' when the text surely is that, '' otherwise."""
    words = [word.lower() for word in _WORD.findall(text[:_LOOKED_AT])]
    counts = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    best = max(counts, key=counts.__getitem__)
    other = min(counts.values())
    distinct = len(_COMMON[best].intersection(words))
    sure = (
        counts[best] >= _AT_LEAST
        and counts[best] >= _SHARE * len(words)
        and counts[best] >= 3 * other
        and distinct >= _DISTINCT
        and _NEEDED[best] in words
    )
    return best if sure else ""
