"""Web pages: the article's text, or the whole page's. Scripts never run, nothing is fetched."""

from __future__ import annotations

from functools import cache

from desktop_app.base.i18n import N_
from desktop_app.base.shown import shown
from desktop_app.readers._encoding import too_large
from desktop_app.readers._reading import HTML_LIMIT, PATH_SHOWN, Reading

KEY = "html"
TITLE = N_("Web page (HTML)")
SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
LIMIT = HTML_LIMIT
VERSION: str
"""Names the library too, for it decides which lines are the article."""


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"2, trafilatura {version('trafilatura')}"
    except PackageNotFoundError:  # a frozen program may come without its libraries' papers
        return "2"


def __getattr__(name: str) -> str:
    """VERSION, found out when it is first asked for: that takes as long as all readers together."""
    if name == "VERSION":
        return _version()
    raise AttributeError(name)


def read(data: bytes, name: str, *, encoding: str | None = None) -> Reading:
    """The readable text, paragraph by paragraph, with headline, author, date and address in the metadata.

    Raises ReadError: as for plain text, or too large, or too many tags, or nothing to read on the page.
    """
    if len(data) > LIMIT:
        raise too_large(shown(name, PATH_SHOWN), LIMIT)
    from desktop_app.readers._web import read_web

    return read_web(data, name, encoding)
