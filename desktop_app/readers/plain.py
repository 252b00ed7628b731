"""Plain text, and whatever else turns out to be text."""

from __future__ import annotations

from desktop_app.base.i18n import N_
from desktop_app.readers._article import describe
from desktop_app.readers._encoding import decode
from desktop_app.readers._reading import ORIGINAL_LIMIT, Reading

KEY = "plain"
TITLE = N_("Plain text")
SUFFIXES: tuple[str, ...] = (".txt", ".text", ".log")
VERSION = "1"
LIMIT = ORIGINAL_LIMIT


def read(data: bytes, name: str, *, encoding: str | None = None) -> Reading:
    """The text exactly as decoded; headline, date and address when it has the shape of an article. Raises ReadError."""
    decoded = decode(data, name, encoding)
    article = describe(decoded.text)
    return Reading(
        text=decoded.text,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        language=article.language,
        encoding=decoded.encoding,
        bom=decoded.bom,
        guessed=decoded.guessed,
        candidates=decoded.candidates,
        notes=decoded.notes + article.notes,
    )
