"""Headline, author, date and address of a web page, from what its head says outright. Nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.readers._address import LONGEST, address_notes, looks_like_address, outlet_of
from desktop_app.readers._article import TITLE_LIMIT
from desktop_app.readers._dates import date_in_address, date_line, machine_date
from desktop_app.readers._page import Page
from desktop_app.readers._scan import unescaped
from desktop_app.readers._words import one_line

_FIRST_LINES = 60
_VALUE = 1_000
_DEEPEST = 12
_NODES = 2_000
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_FIELDS = {"site": ("og:site_name", "application-name"), "description": ("og:description", "description")}


@dataclass(frozen=True, slots=True)
class Head:
    """What was found; '' where nothing was. The fields mean what they mean in Reading."""

    title: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    outlet: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def describe_page(page: Page) -> Head:
    """The metadata of a page."""
    data = _article_data(page)
    url = _address(page, data)
    headings = [line.text for line in page.lines if line.heading == "h1"]
    only_heading = headings[0] if len(headings) == 1 else ""
    titles = (_text(data.get("headline")), page.metas.get("og:title", ""), only_heading, page.title)
    found = {name: next(filter(None, map(page.metas.get, metas)), "") for name, metas in _FIELDS.items()}
    return Head(
        title=one_line(next(filter(None, titles), ""), TITLE_LIMIT),
        author=one_line(_author(page, data), TITLE_LIMIT),
        published=_published(page, data, url),
        url=url,
        outlet=outlet_of(url),
        fields={name: one_line(value, _VALUE) for name, value in found.items() if value},
        notes=address_notes(url),
    )


def _article_data(page: Page) -> dict[str, object]:
    """The JSON-LD object that describes the article, else an empty one."""
    for script in page.data:
        try:
            tree = json.loads(script.strip(), parse_int=float)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(tree):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(
                isinstance(name, str) and name.endswith(("Article", "Posting", "Report")) for name in names
            ):
                return node
    return {}


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON tree, outer ones first; at most so many and not too deep."""
    level, taken = [tree], 0
    for _depth in range(_DEEPEST):
        below: list[object] = []
        for node in level:
            taken += 1
            if taken > _NODES:
                return
            if isinstance(node, dict):
                yield {str(key): value for key, value in node.items()}
                below += node.values()
            elif isinstance(node, list):
                below += node
        level = below


def _address(page: Page, data: dict[str, object]) -> str:
    main = data.get("mainEntityOfPage")
    stated = (main.get("@id") if isinstance(main, dict) else main, data.get("url"))
    candidates = (page.canonical, page.metas.get("og:url", ""), page.saved_from, *map(_text, stated))
    return next((url[:LONGEST] for url in candidates if _is_absolute(url)), "")


def _is_absolute(url: str) -> bool:
    return ":" in url[:6] and looks_like_address(url)


def _author(page: Page, data: dict[str, object]) -> str:
    stated = data.get("author")
    listed = stated if isinstance(stated, list) else [stated]
    names = [_text(one.get("name") if isinstance(one, dict) else one) for one in listed[:20]]
    names = [name for name in names if name and not looks_like_address(name)]
    if names:
        return ", ".join(names)
    metas = (page.metas.get(name, "") for name in _AUTHORS)
    return next((name for name in metas if name and not looks_like_address(name)), "")


def _published(page: Page, data: dict[str, object], url: str) -> str:
    stated = [
        _text(data.get("datePublished")),
        *(page.metas.get(name, "") for name in _DATES),
        *page.times[:1],
    ]
    found = next(filter(None, map(machine_date, stated)), "")
    if found:
        return found
    days = {date_line(line.text) for line in page.lines[:_FIRST_LINES]} - {""}
    return date_in_address(url) or (days.pop() if len(days) == 1 else "")


def _text(value: object) -> str:
    """A string from JSON as it can be stored: without half characters, nor references that nobody resolved."""
    return unescaped(value.encode("utf-8", "replace").decode()) if isinstance(value, str) else ""
