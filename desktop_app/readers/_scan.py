"""HTML as a flat row of pieces, in one pass: no tree, so no depth that loses text, and no quadratic work."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from desktop_app.readers._words import words

ATTRIBUTES = 200
"""Attributes of one tag that are looked at."""
_ATTRIBUTE_CHARACTERS = 100_000

_TAG = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<rest>(?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+)>"
)
_LOOSE_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>[^>]*+)>")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)\s*+(?:=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'>]++)))?"
)
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_OPAQUE = words("script style template svg iframe noembed noframes title")
"""Elements whose content is no text of the page: everything up to their end tag is one piece."""
_CLOSED_BY_THE_END = frozenset(("script", "style"))
"""Those that swallow the rest of the page when their end tag is missing, as they do in every browser."""


class Kind(Enum):
    """What a piece of a page is."""

    TEXT = auto()
    START = auto()
    END = auto()
    COMMENT = auto()
    OPAQUE = auto()
    CUT = auto()
    """As OPAQUE, but the end tag is missing, and this is the rest of the page."""


class Piece(NamedTuple):
    """A piece in the order of the page. `name` is a tag's, in lower case; `text` what stands between the tags, as it
    is written (a comment's without its marks, a CDATA section's escaped); `rest` a start tag's attributes, as written.
    """

    kind: Kind
    text: str = ""
    name: str = ""
    rest: str = ""


class _Scanner:
    """Remembers what no longer occurs in the rest of the page, so that nothing is sought twice in vain."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last = source.rfind(">")
        self._tag = _TAG
        self._absent: set[str] = set()

    def pieces(self) -> Iterator[Piece]:
        source, place = self._source, 0
        while place < len(source):
            opening = source.find("<", place)
            if opening < 0 or (
                opening > self._last and not source.startswith(("<!--", "<![CDATA["), opening)
            ):
                yield Piece(Kind.TEXT, source[place:])
                return
            if opening > place:
                yield Piece(Kind.TEXT, source[place:opening])
            for piece, behind in self._at(opening):
                yield piece
                place = behind

    def _at(self, place: int) -> Iterator[tuple[Piece, int]]:
        """What begins at a '<', with the place behind each piece."""
        source = self._source
        if source.startswith("<!--", place):
            yield self._comment(place)
        elif source.startswith("<![CDATA[", place):
            yield self._cdata(place)
        elif source[place + 1 : place + 2] in ("!", "?"):
            end = source.find(">", place)
            yield Piece(Kind.COMMENT, source[place + 1 : end]), end + 1
        else:
            yield from self._tag_at(place)

    def _comment(self, place: int) -> tuple[Piece, int]:
        source = self._source
        for short in ("<!-->", "<!--->"):
            if source.startswith(short, place):
                return Piece(Kind.COMMENT), place + len(short)
        end = self._find("-->", place + 4)
        if end < 0:  # a browser would hide the rest of the page: here only the mark goes
            return Piece(Kind.COMMENT), place + 4
        return Piece(Kind.COMMENT, source[place + 4 : end]), end + 3

    def _cdata(self, place: int) -> tuple[Piece, int]:
        end = self._find("]]>", place)
        if end < 0:
            return Piece(Kind.COMMENT), place + 9
        return Piece(Kind.TEXT, html.escape(self._source[place + 9 : end], quote=False)), end + 3

    def _find(self, sought: str, place: int) -> int:
        if sought in self._absent:
            return -1
        end = self._source.find(sought, place)
        if end < 0:
            self._absent.add(sought)
        return end

    def _tag_at(self, place: int) -> Iterator[tuple[Piece, int]]:
        found = self._tag.match(self._source, place)
        if found is None and self._source[place + 1 : place + 3].strip("/")[:1].isalpha():
            # Quotes are unbalanced up to the end of the page: from here on every tag ends at its first '>'.
            self._tag = _LOOSE_TAG
            found = self._tag.match(self._source, place)
        if found is None:
            yield Piece(Kind.TEXT, "&lt;"), place + 1
            return
        name = found["name"].lower()
        if found["slash"]:
            yield Piece(Kind.END, name=name), found.end()
            return
        yield Piece(Kind.START, name=name, rest=found["rest"]), found.end()
        if name in _OPAQUE and not found["rest"].endswith("/"):
            yield from self._opaque(name, found.end())

    def _opaque(self, name: str, place: int) -> Iterator[tuple[Piece, int]]:
        if name in self._absent:
            return
        end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._source, place)
        if end is not None:
            yield Piece(Kind.OPAQUE, self._source[place : end.start()], name), end.start()
            return
        self._absent.add(name)
        if name in _CLOSED_BY_THE_END:
            yield Piece(Kind.CUT, self._source[place:], name), len(self._source)


def scan(source: str) -> Iterator[Piece]:
    """The pieces of a page, in time linear to its length. Together they hold every character of its text."""
    return _Scanner(source).pieces()


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a start tag by their names in lower case, the first of each name; at most ATTRIBUTES."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest[:_ATTRIBUTE_CHARACTERS]):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), unescaped(value))
        if len(found) == ATTRIBUTES:
            break
    return found


def unescaped(text: str) -> str:
    """The text with its character references resolved; never a lone surrogate, and no work on numbers without end."""
    return _REFERENCE.sub(_resolved, text) if "&" in text else text


def _resolved(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])
