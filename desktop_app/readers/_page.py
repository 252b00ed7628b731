"""The text of a whole page, line by line, and what its head says; every character outside of scripts is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop_app.readers._scan import Kind, Piece, attributes, scan, unescaped
from desktop_app.readers._words import words

PHRASES = words(
    "b i em strong u s font small big sub sup span tt code mark ins del wbr abbr cite q bdi bdo ruby rt rp"
)
"""Elements within a line that say nothing about what is an article."""
VALUES = 500
"""Entries of the head that are kept."""
_VALUE_CHARACTERS = 2_000
_DATA_CHARACTERS = 1_000_000

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_ONE_BREAK = words("br li tr dt dd option legend caption summary hr optgroup")
_TWO_BREAKS = words(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre section article header footer main aside nav figure",
    "figcaption form fieldset address details dialog body head html hgroup center thead tbody tfoot textarea",
)
_VERSE = 90
"""Characters of a line that may be one of a poem, a table or a list."""
_CELLS = frozenset(("td", "th"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption")
_ASIDE = words("nav aside footer button menu select")
_WATCHED = frozenset((*_HEADINGS, *_ASIDE, "pre", "textarea", "a"))
_HEAD_TAGS = frozenset(("meta", "link", "html", "time"))


@dataclass(slots=True)
class Line:
    """A line of the page's text; of preformatted text, all lines.

    `gap`: line breaks before it; `linked`: how many of its characters are links; `heading`: the tag, when it is a
    heading or a caption; `aside`: it stands in a menu, a footer or beside the text.
    """

    text: str
    gap: int
    linked: int = 0
    heading: str = ""
    aside: bool = False


@dataclass(slots=True)
class Page:
    """What one pass over a page finds.

    `metas` has the first content of each meta name; `data` the JSON-LD scripts; `tags` counts start tags but for
    PHRASES; `marked` is False for a page without any markup; `cut` names the element that swallowed the end of the
    page, '' if none did.
    """

    lines: list[Line] = field(default_factory=list)
    title: str = ""
    language: str = ""
    saved_from: str = ""
    canonical: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    tags: int = 0
    marked: bool = False
    cut: str = ""

    @property
    def length(self) -> int:
        """Characters in all lines."""
        return sum(len(line.text) for line in self.lines)


class _Builder:
    def __init__(self) -> None:
        self.page = Page()
        self._open: dict[str, int] = dict.fromkeys(_WATCHED, 0)
        self._parts: list[str] = []
        self._linked = 0
        self._gap = 0
        self._divisions = 0
        self._next_data = False

    def take(self, piece: Piece) -> None:
        self.page.marked = self.page.marked or piece.kind is not Kind.TEXT
        if piece.kind is Kind.TEXT:
            self._text(unescaped(piece.text))
        elif piece.kind is Kind.START:
            self.page.tags += piece.name not in PHRASES
            self._start(piece)
        elif piece.kind is Kind.END:
            self._end(piece.name)
        elif piece.kind is Kind.COMMENT:
            if not self.page.saved_from and "saved from url" in piece.text[:100]:
                self.page.saved_from = piece.text.partition(")")[2].strip()[:_VALUE_CHARACTERS]
        else:
            self._opaque(piece)

    def _text(self, text: str) -> None:
        if self._written:
            self._add(text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            self._add(_BLANKS.sub(" ", text))

    @property
    def _written(self) -> int:
        """Whether blanks and line ends count."""
        return self._open["pre"] or self._open["textarea"]

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            if self._open["a"]:
                self._linked += len(text.strip())

    def _start(self, piece: Piece) -> None:
        name = piece.name
        self._break_for(name)
        if name in _WATCHED:
            self._open[name] = int("href" in piece.rest) if name == "a" else self._open[name] + 1
        if name in _HEAD_TAGS and len(self.page.metas) < VALUES:
            _note(self.page, name, attributes(piece.rest))
        self._next_data = name == "script" and "ld+json" in piece.rest.lower()

    def _end(self, name: str) -> None:
        self._break_for(name)
        if self._open.get(name):
            self._open[name] -= 1

    def _break_for(self, name: str) -> None:
        if name in _TWO_BREAKS:
            self._break(2)
        elif name in _ONE_BREAK:
            self._break(1)
        elif name == "div":
            # One beside another parts lines, as in a poem; groups of them are paragraphs.
            self._break(1)
            self._divisions += 1
            self._gap = max(self._gap, min(self._divisions - 1, 2))
        elif name in _CELLS and any(part.strip() for part in self._parts) and self._parts[-1] != "\t":
            self._parts.append("\t")

    def _break(self, gap: int) -> None:
        """End the line, and keep at least so many breaks before the next one."""
        text = "".join(self._parts)
        text = text.strip("\n").rstrip() if self._written else _tidy(text)
        if text.strip():
            heading = next((name for name in _HEADINGS if self._open[name]), "")
            aside = any(self._open[name] for name in _ASIDE)
            self.page.lines.append(Line(text, self._gap_before(text), self._linked, heading, aside))
            self._gap = self._divisions = 0
        self._gap = max(self._gap, gap)
        self._parts, self._linked = [], 0

    def _gap_before(self, text: str) -> int:
        """What is parted by a division, and too long for a verse, are paragraphs."""
        longest = max(len(text), len(self.page.lines[-1].text) if self.page.lines else 0)
        return 2 if self._divisions and longest > _VERSE else self._gap

    def _opaque(self, piece: Piece) -> None:
        if piece.kind is Kind.CUT:
            self.page.cut = piece.name
        elif piece.name == "title":
            self.page.title = self.page.title or _tidy(unescaped(piece.text[:_VALUE_CHARACTERS]))
        elif self._next_data and len(self.page.data) < VALUES:
            self.page.data.append(piece.text if len(piece.text) <= _DATA_CHARACTERS else "")
        self._next_data = False

    def finish(self) -> Page:
        self._break(2)
        return self.page


def _note(page: Page, tag: str, given: dict[str, str]) -> None:
    """Keep what a tag says about the page."""
    if tag == "meta":
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        value = _BLANKS.sub(" ", given.get("content", "")).strip()[:_VALUE_CHARACTERS]
        if name and value:
            page.metas.setdefault(name.strip().lower(), value)
    elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
        page.canonical = page.canonical or given.get("href", "").strip()[:_VALUE_CHARACTERS]
    elif tag == "html":
        page.language = page.language or given.get("lang", given.get("xml:lang", ""))[:40]
    elif tag == "time" and len(page.times) < VALUES:
        page.times.append(given.get("datetime", "")[:100])


def _tidy(text: str) -> str:
    """Blanks between words made one, none at the ends; cells keep one tab between them."""
    cells = (_BLANKS.sub(" ", cell).strip(" ") for cell in text.split("\t"))
    return "\t".join(cells).strip()


def read_page(source: str) -> Page:
    """Everything that one pass over the source finds, in time linear to its length."""
    builder = _Builder()
    for piece in scan(source):
        builder.take(piece)
    return builder.finish()


def text_of(lines: list[Line]) -> str:
    """The lines as one text, paragraphs a blank line apart."""
    parts = [("\n" * max(1, line.gap) if place else "") + line.text for place, line in enumerate(lines)]
    return "".join(parts)
