"""EPUB books: the text of their pages in reading order. Nothing is unpacked to disk, run or fetched."""

from __future__ import annotations

from desktop_app.base.i18n import N_
from desktop_app.base.shown import shown
from desktop_app.readers._encoding import too_large
from desktop_app.readers._reading import ORIGINAL_LIMIT, PATH_SHOWN, Reading

KEY = "epub"
TITLE = N_("Book (EPUB)")
SUFFIXES: tuple[str, ...] = (".epub",)
VERSION = "1"
LIMIT = ORIGINAL_LIMIT


def read(data: bytes, name: str, *, encoding: str | None = None) -> Reading:
    """All pages' text, a blank line between two, with title, authors, publisher, date and language in the metadata.

    Each page is read in the encoding that it states. `encoding` is for those that state none and are not UTF-8.
    Raises ReadError: no book, damaged, protected, too large, or nothing to read in it.
    """
    if len(data) > LIMIT:
        raise too_large(shown(name, PATH_SHOWN), LIMIT)
    from desktop_app.readers._book import read_book

    return read_book(data, name, encoding)
