"""What every reader gives back, and what it looks like from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from desktop_app.base.registry import Plugin

MB = 1024 * 1024
ORIGINAL_LIMIT = 200 * MB
"""Bytes that an original file may have."""
TEXT_LIMIT = 64 * MB
"""Bytes that a text may have in UTF-8."""
HTML_LIMIT = 20 * MB
"""Bytes that a web page may have."""

PATH_SHOWN = 400
"""Characters of a file's place that an error shows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's text and what the file says about it.

    `text` is what gets annotated; it holds no lone surrogate. `published` is ISO 8601 (a year, a month or a day) or ''.
    `encoding` is Python's name of it; reading the same bytes again with it gives the same text. `bom`: a leading
    byte-order mark was removed. `guessed`: the encoding was inferred from how the text looks; False when it was given,
    named by a mark, or is valid UTF-8. `candidates` are the encodings to offer, the one in use first. `notes` are
    warnings for the person, in words.
    """

    text: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    bom: bool = False
    guessed: bool = False
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Reader(Plugin, Protocol):
    """What a file on the shelf of readers offers."""

    SUFFIXES: tuple[str, ...]
    """Endings of file names that it reads, in lower case with their dot."""
    VERSION: str
    """Changes whenever the same bytes could give another text."""
    LIMIT: int
    """Bytes that an original may have."""

    def read(self, data: bytes, name: str, *, encoding: str | None = None) -> Reading:
        """The text of a file's bytes. `name` is for messages, `encoding` None to find it out. Raises ReadError."""
