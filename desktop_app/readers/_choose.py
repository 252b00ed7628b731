"""Which lines of a page are its article. The words always come from the page's own lines: the library only points."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator

from desktop_app.readers._dates import date_line
from desktop_app.readers._page import PHRASES, Line
from desktop_app.readers._scan import Kind, attributes, scan
from desktop_app.readers._words import words

MOST_TAGS = 20_000
"""Start tags (see Page) of a page that is given to the library: its time grows with tags and depth."""
MOST_CHARACTERS = 2_000_000
DEEPEST = 60
"""Elements inside one another that it is shown; text further down stays, its tags do not."""

_TELLING = 25
_LONG = 40
_MOST_COMPARED = 2_000_000_000
_HEADLINE_LINES = 30
_CLOSING_LINES = 5
_VALUE = 120
_KEPT_ATTRIBUTES = ("class", "id", "role", "itemprop", "itemtype", "style")
_VOID = words("area base br col embed hr img input link meta param source track")
_DROPPED = words("html head body base link meta img input source track embed object param")


def article_lines(source: str, lines: list[Line], headline: str) -> list[Line]:
    """The lines of the article with its headline, in their order; empty when no article is found.

    From the article's first line to its last everything is kept but what is menus and bare links. Deterministic, and
    opens no connection.
    """
    keys = [_key(line.text) for line in lines]
    matched = _matched(keys, [_key(line) for line in _article_text(source).splitlines()])
    telling = [place for place, key in enumerate(keys) if matched[place] and len(key) >= _TELLING]
    if not telling:
        return []
    first, last = telling[0], telling[-1] + 1
    while last < min(len(lines), telling[-1] + _CLOSING_LINES) and matched[last]:
        last += 1
    top = _headline_place(lines, keys, first, _key(headline))
    above = [line for place, line in enumerate(lines[top:first], top) if _belongs_above(line, matched[place])]
    inside = [line for place, line in enumerate(lines[first:last], first) if matched[place] or is_text(line)]
    return above + inside


def _matched(keys: list[str], found: list[str]) -> list[bool]:
    """Which of the page's lines stand in the article that was found, whose lines may be broken in other places."""
    whole = set(found) - {""}
    joined = "".join(found)
    search = len(joined) * len(keys) <= _MOST_COMPARED
    return [key in whole or (search and len(key) >= _TELLING and key in joined) for key in keys]


def _article_text(source: str) -> str:
    import logging

    import trafilatura
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        found = trafilatura.bare_extraction(
            "".join(_slim(source)), include_comments=False, include_tables=True
        )
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        LxmlError,
    ):
        return ""  # the library stumbled over a strange page: the whole page is shown then
    text = getattr(found, "text", "")
    return text if isinstance(text, str) else ""


def _key(text: str) -> str:
    """The letters and digits of a line: all that two ways of writing down the same line have in common."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _headline_place(lines: list[Line], keys: list[str], first: int, headline: str) -> int:
    """The line of the headline closely above the article, or `first`."""
    for place in range(first - 1, max(-1, first - _HEADLINE_LINES), -1):
        if lines[place].heading == "h1" or (headline and keys[place] == headline):
            return place
    return first


def _belongs_above(line: Line, matched: bool) -> bool:
    """Whether a line between headline and article is a part of it: a subtitle, a caption, a date."""
    if matched or (line.heading and not line.aside) or date_line(line.text):
        return True
    return is_text(line) and len(line.text) >= _LONG


def is_text(line: Line) -> bool:
    """Whether a line is running text and no menu."""
    return not line.aside and line.linked * 2 <= len(line.text)


def _slim(source: str) -> Iterator[str]:
    """The page with what tells the article from the rest: blocks and links; no scripts, no depth, no bombs."""
    yield "<html><body>"
    open_tags: list[str] = []
    counts: dict[str, int] = {}
    for piece in scan(source):
        name = piece.name
        if piece.kind is Kind.TEXT:
            yield _printable(piece.text)
        elif name in PHRASES or name in _DROPPED or not name.isalnum():
            continue
        elif piece.kind is Kind.START and name in _VOID:
            yield f"<{name}>"
        elif piece.kind is Kind.START:
            open_tags.append(name)
            counts[name] = counts.get(name, 0) + 1
            if len(open_tags) <= DEEPEST:
                yield _start_tag(name, piece.rest)
        elif piece.kind is Kind.END and counts.get(name):
            yield from _closed(open_tags, counts, name)
    yield "</body></html>"


def _closed(open_tags: list[str], counts: dict[str, int], name: str) -> Iterator[str]:
    """The end tags up to the last open tag of this name, of those that were shown."""
    closing = ""
    while closing != name:
        closing = open_tags.pop()
        counts[closing] -= 1
        if len(open_tags) < DEEPEST:
            yield f"</{closing}>"


def _start_tag(name: str, rest: str) -> str:
    given = attributes(rest) if rest.strip(" /") else {}
    kept = [f' {key}="{html.escape(given[key][:_VALUE])}"' for key in _KEPT_ATTRIBUTES if given.get(key)]
    link = ' href="#"' if name == "a" and "href" in given else ""
    return f"<{name}{''.join(kept)}{link}>"


def _printable(text: str) -> str:
    """The text without control characters, at which the parser would stop."""
    return text if text.isprintable() else "".join(max(sign, " ") for sign in text)
