"""Markdown: the source is the text, so that offsets fit the file."""

from __future__ import annotations

import re

from desktop_app.base.i18n import N_
from desktop_app.readers._address import LONGEST, address_notes, looks_like_address, outlet_of
from desktop_app.readers._article import TITLE_LIMIT, describe, heading_in
from desktop_app.readers._dates import machine_date
from desktop_app.readers._encoding import decode
from desktop_app.readers._reading import ORIGINAL_LIMIT, Reading
from desktop_app.readers._words import one_line

KEY = "markdown"
TITLE = N_("Markdown")
SUFFIXES: tuple[str, ...] = (".md", ".markdown")
VERSION = "1"
LIMIT = ORIGINAL_LIMIT

_LOOKED_AT = 20_000
_FIELDS = 50
_KEY = 40
_VALUE = 1_000
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_UNDERLINE = re.compile(r" {0,3}(=+|--+)[ \t]*")
_NO_TITLE = re.compile(r"\s*$| {4}|\t| {0,3}[>|]| {0,3}[-*+] | {0,3}\d+[.)] ")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\([^()\s]*\)")
_PAIR = re.compile(r"(?P<key>[^\W\d_][\w .-]{0,39}?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_NAMES = {
    "title": ("title", "headline", "titel", "überschrift"),
    "author": ("author", "authors", "byline", "autor", "autorin"),
    "outlet": ("outlet", "publisher", "publication", "medium", "zeitung"),
    "published": ("published", "date", "datum", "veröffentlicht", "pubdate", "date published"),
    "url": ("url", "source", "link", "canonical", "canonical url", "original url", "quelle"),
    "language": ("language", "lang", "sprache"),
}
_MEANT = {word: name for name, words in _NAMES.items() for word in words}


def read(data: bytes, name: str, *, encoding: str | None = None) -> Reading:
    """The source exactly as decoded; front matter and the first heading become metadata. Raises ReadError."""
    decoded = decode(data, name, encoding)
    pairs, start = _front_matter(decoded.text[:_LOOKED_AT])
    known, fields = _sorted_out(pairs)
    head = _without_code(decoded.text[start : start + _LOOKED_AT])
    tail = decoded.text[max(start + _LOOKED_AT, len(decoded.text) - _LOOKED_AT) :]
    article = describe(f"{head}\n{tail}")
    title = known.get("title") or article.title or _first_heading(head)
    url = known.get("url", "")
    return Reading(
        text=decoded.text,
        title=_LINK.sub(r"\g<words>", title),
        author=known.get("author", ""),
        outlet=known.get("outlet") or outlet_of(url or article.url),
        published=known.get("published") or article.published,
        url=url or article.url,
        language=known.get("language") or article.language,
        fields=fields,
        encoding=decoded.encoding,
        bom=decoded.bom,
        guessed=decoded.guessed,
        candidates=decoded.candidates,
        notes=decoded.notes + (address_notes(url) if url else article.notes),
    )


def _front_matter(head: str) -> tuple[list[tuple[str, str]], int]:
    """The `key: value` pairs between two lines of dashes at the start, and where the text behind them begins."""
    lines = head.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return [], 0
    start = len(lines[0])
    pairs: list[tuple[str, str]] = []
    for line in lines[1:]:
        start += len(line)
        if line.rstrip() in ("---", "..."):
            return pairs, start
        found = _PAIR.fullmatch(line.rstrip())
        if found and found["value"]:
            pairs.append((found["key"].strip(), _unquoted(found["value"].strip())))
    return [], 0


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted else value


def _sorted_out(pairs: list[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """What the pairs say about the document's own metadata, and the further fields."""
    known: dict[str, str] = {}
    fields: dict[str, str] = {}
    for key, value in pairs:
        name = _MEANT.get(key.lower().replace("_", " ").replace("-", " "), "")
        meant = _normal(name, value)
        if meant and name not in known:
            known[name] = meant
        elif len(fields) < _FIELDS:
            fields.setdefault(one_line(key, _KEY), one_line(value, _VALUE))
    return known, fields


def _normal(name: str, value: str) -> str:
    """The value in the form that its metadata field has, '' when it does not fit there."""
    if name == "published":
        return machine_date(value)
    if name == "language":
        code = value.replace("_", "-").split("-")[0].lower()
        return code if re.fullmatch("[a-z]{2,3}", code) else ""
    if name == "url":
        return value[:LONGEST] if looks_like_address(value) else ""
    return one_line(value, TITLE_LIMIT) if name else ""


def _without_code(head: str) -> str:
    """The lines outside of fenced code."""
    fence, kept = "", []
    for line in head.splitlines():
        marker = _FENCE.match(line)
        if marker and (not fence or marker[1].startswith(fence)):
            fence = "" if fence else marker[1]
            kept.append("")
        elif not fence:
            kept.append(line)
    return "\n".join(kept)


def _first_heading(head: str) -> str:
    above = ""
    for line in head.splitlines():
        underlined = _UNDERLINE.fullmatch(line) and not _NO_TITLE.match(above)
        title = above.strip() if underlined else heading_in(line)
        if title:
            return one_line(title, TITLE_LIMIT)
        above = line
    return ""
