"""What a book says about itself: where its pages are, their order, who wrote it and when."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import _
from desktop_app.readers._archive import inside, missing
from desktop_app.readers._article import TITLE_LIMIT
from desktop_app.readers._dates import machine_date
from desktop_app.readers._scan import Kind, attributes, scan, unescaped
from desktop_app.readers._words import one_line

_SECTIONS = frozenset(("metadata", "manifest", "spine", "guide", "collection"))
_PICTURES = ("image/", "audio/", "video/")
_PACKAGE = "application/oebps-package+xml"
_FIELDS = ("identifier", "subject", "rights")
_NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis"))
_VALUE = 1_000
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(slots=True)
class Element:
    """An element of a flat list: its name and attributes without prefixes, in lower case, the text right inside it,
    and the section of the package that it stands in ('' outside of all).
    """

    name: str
    given: dict[str, str]
    section: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """The names of a book's pages in reading order, without its tables of contents, and its metadata as in Reading."""

    pages: tuple[str, ...]
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    language: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def root_of(container: str, where: str) -> str:
    """The name of the part that describes the book. Raises ReadError when the container names none."""
    roots = [element.given for element in _elements(container) if element.name == "rootfile"]
    named = [given for given in roots if given.get("media-type", _PACKAGE) == _PACKAGE] or roots
    path = named[0].get("full-path", "") if named else ""
    if not path:
        raise _unordered(where)
    return _part("", path, where)


def encrypted_in(encryption: str) -> frozenset[str]:
    """The names of the parts that an encryption list covers."""
    found = (element for element in _elements(encryption) if element.name == "cipherreference")
    return frozenset(posixpath.normpath(unquote(element.given.get("uri", ""))) for element in found)


def read_package(source: str, name: str, where: str) -> Package:
    """What the package document of this name says; `where` is the book, for messages.

    Raises ReadError: no reading order, or one with pages that are not in the book or outside of it.
    """
    elements = _elements(source)
    about = [element for element in elements if element.section == "metadata"]
    values = {key: [e.text for e in about if e.name == key and e.text] for key in (*_FIELDS, "publisher")}
    titles = [element.text for element in about if element.name == "title" and element.text]
    return Package(
        pages=_pages(elements, posixpath.dirname(name), where),
        title=one_line(titles[0], TITLE_LIMIT) if titles else "",
        author=_authors(about),
        outlet=one_line(next(iter(values["publisher"]), ""), TITLE_LIMIT),
        published=_published(about),
        language=next(filter(None, (_language(e.text) for e in about if e.name == "language")), ""),
        fields={key: one_line(", ".join(values[key]), _VALUE) for key in _FIELDS if values[key]},
    )


def _elements(source: str) -> list[Element]:
    """The elements in their order. No reference but those of HTML is resolved, so nothing can grow."""
    section, current, found = "", Element("", {}, ""), []
    for piece in scan(source):
        local = piece.name.rpartition(":")[2]
        if piece.kind is Kind.START:
            section = local if local in _SECTIONS else section
            given = {key.rpartition(":")[2]: value for key, value in attributes(piece.rest).items()}
            current = Element(local, given, section)
            found.append(current)
        elif piece.kind is Kind.END:
            section = "" if local == section else section
            current = Element("", {}, section)
        elif piece.kind in (Kind.TEXT, Kind.OPAQUE):
            current.text = f"{current.text}{unescaped(piece.text)}".lstrip()[: _VALUE * 2]
    for element in found:
        element.text = element.text.rstrip()
    return found


def _pages(elements: list[Element], folder: str, where: str) -> tuple[str, ...]:
    items = {e.given.get("id", ""): e.given for e in elements if e.section == "manifest" and e.name == "item"}
    order = [e.given.get("idref", "") for e in elements if e.section == "spine" and e.name == "itemref"]
    if not order:
        raise _unordered(where)
    contents = {
        e.given.get("href", "") for e in elements if e.section == "guide" and e.given.get("type") == "toc"
    }
    pages: dict[str, None] = {}
    for idref in order:
        item = items.get(idref)
        if item is None:
            raise missing(inside(where, idref))
        href = item.get("href", "")
        is_list = "nav" in item.get("properties", "").split() or href in contents
        if not is_list and not item.get("media-type", "").startswith(_PICTURES):
            pages[_part(folder, href, where)] = None
    return tuple(pages)


def _part(folder: str, href: str, where: str) -> str:
    """The name of the part that an address within the book means."""
    path = unquote(href.partition("#")[0])
    name = posixpath.normpath(posixpath.join(folder, path))
    if not path:
        raise missing(inside(where, href))
    if _SCHEME.match(href) or name.startswith("/") or name.split("/")[0] == "..":
        raise ReadError(
            _("The book names a page that lies outside of it."),
            where=inside(where, href),
            hint=_("Get the book from another source."),
        )
    return name


def _unordered(where: str) -> ReadError:
    return ReadError(
        _("The book does not say which pages it has."),
        where=where,
        hint=_("Save the book as EPUB again."),
    )


def _authors(about: list[Element]) -> str:
    """The authors; translators and others only where no author is named."""
    roles = {
        e.given.get("refines", "").removeprefix("#"): e.text
        for e in about
        if e.given.get("property") == "role"
    }
    named = [
        (element.text, element.given.get("role") or roles.get(element.given.get("id") or " ", "aut"))
        for element in about
        if element.name == "creator" and element.text
    ]
    authors = [name for name, role in named if role == "aut"] or [name for name, _role in named]
    return one_line(", ".join(dict.fromkeys(authors)), TITLE_LIMIT)


def _published(about: list[Element]) -> str:
    """The date of publication; one of a change or of making the file is none."""
    dates = {e.given.get("event", ""): machine_date(e.text) for e in reversed(about) if e.name == "date"}
    return dates.get("publication") or dates.get("") or dates.get("original-publication") or ""


def _language(code: str) -> str:
    found = re.match("[a-z]{2,3}(?![a-z])", code.lower())
    return "" if found is None or found[0] in _NO_LANGUAGE else found[0]
