"""Words: lists of them as people write them, and lines of them as metadata keeps them."""

from __future__ import annotations

import re

_NOT_WRITTEN = re.compile(r"[\x00-\x20\x7f-\x9f\s]+")


def words(*lines: str) -> frozenset[str]:
    """All words of the lines, which blanks separate."""
    return frozenset(word for line in lines for word in line.split())


def one_line(text: str, limit: int) -> str:
    """At most so many characters of the text, without control characters, and with one blank between words."""
    return _NOT_WRITTEN.sub(" ", text[: limit * 2]).strip()[:limit].rstrip()
