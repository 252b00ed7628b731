"""What a plain article says about itself: a headline, a line with the date, the address that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.readers._address import LONGEST, address_notes, looks_like_address, outlet_of
from desktop_app.readers._dates import date_line
from desktop_app.readers._language import language_of
from desktop_app.readers._words import one_line

TITLE_LIMIT = 300
"""Characters that a headline may have."""
_LOOKED_AT = 20_000
_HEAD_LINES = 12
_NEAR = 4
_HEADING_LINE = 1_000
_FIRST_LINE = 200
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<title>\S.*?)(?:[ \t]+#+)?[ \t]*")
_SOURCE = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]*)?[*_]{0,2}original[ _-]?url[*_]{0,2}[ \t]*:?[*_]{0,2}(?P<rest>.*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Article:
    """What was found; '' where nothing was. The fields mean what they mean in Reading."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()


def describe(text: str) -> Article:
    """The metadata in the text of an article, which stays as it is."""
    lines = _written(text[:_LOOKED_AT])
    top = lines[:_HEAD_LINES]
    days = [(place, day) for place, line in enumerate(top) if (day := date_line(line))]
    url = _url(_written(text[-_LOOKED_AT:])) or _url(lines)
    title = _title(top, days[0][0] if days else None, has_source=bool(url))
    return Article(
        title=title,
        outlet=outlet_of(url),
        published=days[0][1] if days else "",
        url=url,
        language=language_of(text),
        notes=address_notes(url),
    )


def heading_in(line: str) -> str:
    """The words of a line such as '## Words', '' for any other line."""
    found = _HEADING.fullmatch(line) if len(line) <= _HEADING_LINE else None
    return "" if found is None or _SOURCE.fullmatch(line) else one_line(found["title"], TITLE_LIMIT)


def _written(text: str) -> list[str]:
    """The lines with something on them."""
    return [line for line in text.splitlines() if line.strip()]


def _title(top: list[str], day_at: int | None, *, has_source: bool) -> str:
    for line in top[:_NEAR]:
        if title := heading_in(line):
            return title
    first = top[0].strip() if top else ""
    near = day_at is not None and 0 < day_at <= _NEAR
    if not (near or (has_source and day_at != 0)) or len(first) > _FIRST_LINE:
        return ""
    return "" if _SOURCE.fullmatch(first) or looks_like_address(first) else one_line(first, TITLE_LIMIT)


def _url(lines: list[str]) -> str:
    return next(_addresses(lines), "")


def _addresses(lines: list[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        found = _SOURCE.fullmatch(line)
        if found is None:
            continue
        rest = found["rest"].strip()
        below = lines[place + 1].strip() if place + 1 < len(lines) and not rest else rest
        if looks_like_address(below):
            yield below[:LONGEST]
