"""From the bytes of a book to a reading. Apart from `epub`, so that the program starts without it."""

from __future__ import annotations

import re

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import _
from desktop_app.readers._archive import Archive, inside, missing, protected
from desktop_app.readers._encoding import decode, fits, mark_of, too_long
from desktop_app.readers._encodings import canonical
from desktop_app.readers._guess import wide_encoding
from desktop_app.readers._language import language_of
from desktop_app.readers._package import encrypted_in, read_package, root_of
from desktop_app.readers._page import Page, read_page, text_of
from desktop_app.readers._reading import TEXT_LIMIT, Reading
from desktop_app.readers._web import BRACKETS, declared_encoding

BOOK_BRACKETS = 5 * BRACKETS
"""Tags and comments that all pages of a book may have together."""
LIST_BRACKETS = 100_000
"""Tags and comments that what a book says about itself may have: ten for each part."""

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_UTF_8 = "utf-8"
_FIRST_TAG = re.compile("<[A-Za-z]")


def read_book(data: bytes, name: str, encoding: str | None) -> Reading:
    """What `epub.read` promises."""
    encoding = _UTF_8 if encoding is None else canonical(encoding)
    parts = _Parts(Archive(data, name), encoding)
    where = parts.archive.where
    if not parts.archive.holds(_CONTAINER):
        raise missing(inside(where, _CONTAINER)) if parts.says_book() else parts.archive.no_book()
    root = root_of(parts.source(_CONTAINER), where)
    locked = encrypted_in(parts.source(_ENCRYPTION)) if parts.archive.holds(_ENCRYPTION) else frozenset()
    if root in locked:
        raise protected(where)
    package = read_package(parts.source(root), root, where)
    if not locked.isdisjoint(package.pages):
        raise protected(where)
    pages = _Pages(where)
    for page in package.pages:
        pages.take(page, parts.source(page, most=BRACKETS))
    text = pages.finish()
    return Reading(
        text=text,
        title=package.title or pages.title,
        author=package.author,
        outlet=package.outlet,
        published=package.published,
        language=package.language or language_of(text),
        fields=package.fields,
        encoding=encoding,
        candidates=(encoding,),
        notes=tuple(pages.notes),
    )


class _Parts:
    """The parts of a book as text."""

    def __init__(self, archive: Archive, encoding: str) -> None:
        self.archive = archive
        self._encoding = encoding
        self._brackets = 0

    def says_book(self) -> bool:
        """Whether the archive calls itself a book."""
        return self.archive.holds("mimetype") and b"epub" in self.archive.read("mimetype")

    def source(self, part: str, *, most: int = LIST_BRACKETS) -> str:
        """A part's text with its tags, of which it may have so many; '' for a blank one. Raises ReadError."""
        data = self.archive.read(part)
        if not data.strip():
            return ""
        where = inside(self.archive.where, part)
        source = decode(data, where, self._encoding_of(data)).text
        self._refuse_too_many_tags(source.count("<"), most, where)
        if _defines(source):
            raise ReadError(
                _("This part of the book defines abbreviations of its own, which are not resolved."),
                where=where,
                hint=_("Save the book as EPUB again."),
            )
        return source

    def _refuse_too_many_tags(self, brackets: int, most: int, where: str) -> None:
        self._brackets += brackets
        if brackets <= most and self._brackets <= BOOK_BRACKETS:
            return
        whole = brackets <= most
        what = (
            _("The book has more than {limit} tags.")
            if whole
            else _("This part of the book has more than {limit} tags.")
        )
        raise ReadError(
            what.format(limit=BOOK_BRACKETS if whole else most),
            where=self.archive.where if whole else where,
            hint=_("Split it and add the parts."),
        )

    def _encoding_of(self, data: bytes) -> str:
        """What a part is in: nothing is guessed, so that reading it again gives the same."""
        marked = mark_of(data)[1]
        if marked:
            return marked
        if self._encoding != _UTF_8 and not fits(data, _UTF_8):
            return self._encoding
        return declared_encoding(data) or (wide_encoding(data) if 0 in data else "") or _UTF_8


def _defines(source: str) -> bool:
    """Whether the document type brings definitions along."""
    first = _FIRST_TAG.search(source)
    head = source[: first.start() if first else len(source)]
    start = head.lower().find("<!doctype")
    return start >= 0 and "<!" in head[start:].partition(">")[0].partition("[")[2]


class _Pages:
    """Puts the pages' texts together."""

    def __init__(self, where: str) -> None:
        self.title = ""
        self.notes: list[str] = []
        self._where = where
        self._texts: list[str] = []
        self._bytes = 0

    def take(self, name: str, source: str) -> None:
        """Add a page; one without text leaves no trace."""
        page: Page = read_page(source)
        text = text_of(page.lines)
        if page.cut:
            self.notes.append(_("A script without an end hides the rest of {page}.").format(page=name))
        if not text:
            return
        self.title = self.title or page.title
        self._texts.append(text)
        self._bytes += len(text.encode())
        if self._bytes > TEXT_LIMIT:
            raise too_long(self._where)

    def finish(self) -> str:
        """The whole text. Raises ReadError when there is none."""
        if not self._texts:
            raise ReadError(
                _("There is nothing to read in this book."),
                where=self._where,
                hint=_("Its pages are pictures: get an edition with text."),
            )
        return "\n\n".join(self._texts)
