"""What is no readable book: each is refused with what, where and what next, without much work or memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import pytest

from desktop_app.base.errors import ReadError
from desktop_app.readers import ORIGINAL_LIMIT, epub
from desktop_app.readers import _archive as limits
from tests.unit.readers import books

MB = 1024 * 1024
NAME = "book.epub"
PAGE = "OEBPS/text/page0.xhtml"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    "<html><body><p>&c;</p></body></html>"
)
OUTSIDE_ENTITY = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body>&x;</body></html>'


class Bad(NamedTuple):
    """A bad book, with the words that its refusal has to have and the part that it names, if any."""

    label: str
    make: Callable[[], bytes]
    words: str
    part: str = ""


def good(**changed: str | bytes) -> dict[str, str | bytes]:
    """The parts of a good book with some changed: `page`, `root`, `container`."""
    parts = books.parts_of(books.page("<p>Words.</p>"))
    names = {"page": PAGE, "root": books.ROOT, "container": books.CONTAINER, "encryption": books.ENCRYPTION}
    return parts | {names[key]: value for key, value in changed.items()}


def changed(**parts: str | bytes) -> Callable[[], bytes]:
    return lambda: books.archive(good(**parts))


def without(part: str) -> Callable[[], bytes]:
    return lambda: books.archive({name: content for name, content in good().items() if name != part})


def leading_to(href: str) -> Callable[[], bytes]:
    """A book whose only page is at this address, and an archive that has a part of that name."""
    root = books.package(books.item(0, href), '<itemref idref="p0"/>')
    return lambda: books.archive({**good(root=root), href: books.page("<p>secret</p>")})


def patched(old: bytes, new: bytes) -> Callable[[], bytes]:
    return lambda: books.archive(good()).replace(old, new)


def flagged(place: int, at: int, value: int) -> bytes:
    """The book with a field of the page's entry changed, in both places where the archive keeps it."""
    data = bytearray(books.archive(good()))
    central = data.rindex(b"PK\x01\x02")
    local = struct.unpack_from("<I", data, central + 42)[0]
    struct.pack_into("<H", data, local + place, value)
    struct.pack_into("<H", data, central + at, value)
    return bytes(data)


def lying() -> bytes:
    """A page that unpacks to more than the archive says of it."""
    data = bytearray(books.archive(good(page=books.page("<p>" + "Words. " * 1000))))
    struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 100)
    return bytes(data)


def locked(part: str) -> Callable[[], bytes]:
    return changed(encryption=books.encrypted("OEBPS/fonts/a.otf", part))


def crowded() -> bytes:
    """An archive with far too many parts, made of one entry repeated."""
    data = books.archive({"a": ""})
    central, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[central:end] * (limits.MOST_PARTS + 1)
    tail = bytearray(data[end:])
    struct.pack_into("<I", tail, 12, len(entries))
    return data[:central] + entries + bytes(tail)


def together() -> bytes:
    """Pages that are too large together: pictures' names in tags, no words."""
    filler = "<!--" + "0123456789abcdef" * (MB // 16) + "-->"
    pages = ["<p>Words.</p>" + filler * 15] * (limits.PARTS_LIMIT // MB // 15 + 1)
    return books.archive(books.parts_of(*pages), zipfile.ZIP_STORED)


def office() -> bytes:
    return books.archive({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, zipfile.ZIP_STORED)


def inner() -> bytes:
    """A book in a book: archives inside are not opened."""
    return books.archive(good(page=books.book("<p>Words.</p>")))


DAMAGED = "damaged or incomplete"
MISSING = "is missing"
OUTSIDE = "outside of it"
PROTECTED = "protected against copying"
NO_BOOK = "not an EPUB book"
OWN = "abbreviations of its own"
UNORDERED = "which pages it has"

TABLE = [
    Bad("empty", lambda: b"", "empty or blank"),
    Bad("words", lambda: b"PS: not a book", "This is not an EPUB book."),
    Bad("picture", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is a PNG picture, not an EPUB book."),
    Bad("Office document", office, "This is an Office document, not an EPUB book."),
    Bad("empty archive", lambda: books.archive({}), NO_BOOK),
    Bad(
        "other archive", lambda: books.archive({"a.txt": "words"}), "This is a ZIP archive, not an EPUB book."
    ),
    Bad("cut off", lambda: books.archive(good())[:-100], DAMAGED),
    Bad("only a beginning", lambda: books.archive(good())[:50], DAMAGED),
    Bad("broken directory", patched(b"PK\x01\x02", b"PK\x01\x03"), DAMAGED),
    Bad("broken part", lambda: flagged(26, 28, 5), DAMAGED),
    Bad("bad sum", lambda: flagged(14, 16, 0xBEEF), DAMAGED, PAGE),
    Bad("part larger than said", lying, DAMAGED, PAGE),
    Bad("password", lambda: flagged(6, 8, 1), PROTECTED),
    Bad("odd packing", lambda: books.archive(good(), zipfile.ZIP_LZMA), "packed in a way", books.CONTAINER),
    Bad("unknown packing", lambda: flagged(8, 10, 97), "packed in a way", PAGE),
    Bad("too many parts", crowded, "more than 10000 parts"),
    Bad("no container", without(books.CONTAINER), MISSING, books.CONTAINER),
    Bad("blank container", changed(container=" "), UNORDERED),
    Bad("container cut off", changed(container=b"\xff\xfe<"), "breaks off", books.CONTAINER),
    Bad("container without a root", changed(container="<container/>"), UNORDERED),
    Bad("no package", without(books.ROOT), MISSING, books.ROOT),
    Bad("root outside", changed(container=books.container("../../etc/passwd")), OUTSIDE, "../../etc/passwd"),
    Bad("blank package", changed(root=""), UNORDERED),
    Bad("no reading order", changed(root=books.package(books.item(0, "a"), "")), UNORDERED),
    Bad("unknown page", changed(root=books.package("", '<itemref idref="p9"/>')), MISSING, "p9"),
    Bad("page without address", leading_to("#top"), MISSING, "#top"),
    Bad("no page", without(PAGE), MISSING, PAGE),
    Bad("page above", leading_to("../../../etc/passwd"), OUTSIDE, "../../../etc/passwd"),
    Bad("page above in disguise", leading_to("%2e%2e/%2e%2e/x"), OUTSIDE, "%2e%2e/%2e%2e/x"),
    Bad("page at the top of the disk", leading_to("/etc/passwd"), OUTSIDE, "/etc/passwd"),
    Bad("page on the disk", leading_to("file:///etc/passwd"), OUTSIDE, "file:///etc/passwd"),
    Bad("page in the net", leading_to("https://example.org/a"), OUTSIDE, "https://example.org/a"),
    Bad("page on a share", leading_to("//example.org/a"), OUTSIDE, "//example.org/a"),
    Bad("encrypted page", locked(PAGE), PROTECTED),
    Bad("encrypted page in disguise", locked("OEBPS/./text/page%30.xhtml"), PROTECTED),
    Bad("encrypted package", locked(books.ROOT), PROTECTED),
    Bad("entities that grow", changed(page=BOMB), OWN, PAGE),
    Bad("entities in the package", changed(root=BOMB), OWN, books.ROOT),
    Bad("entity from the disk", changed(page=OUTSIDE_ENTITY), OWN, PAGE),
    Bad("page in no encoding", changed(page=b"<p>na\xefve caf\xe9</p>"), "does not fit the encoding", PAGE),
    Bad(
        "page in another encoding",
        changed(page=b"<?xml version='1.0' encoding='euc-jp'?><p>na\xefve</p>"),
        "does not fit the encoding",
        PAGE,
    ),
    Bad("package in no encoding", changed(root=b"<package>\xff</package>"), "does not fit", books.ROOT),
    Bad("picture as a page", changed(page=b"\x89PNG\r\n\x1a\n\0\0"), "a PNG picture", PAGE),
    Bad("book in a book", inner, "an EPUB book, not a text", PAGE),
    Bad(
        "half a character", changed(page="\ufeff<p>\ud800".encode("utf-16-le", "surrogatepass")), "half", PAGE
    ),
    Bad("no words", changed(page=books.page("<img src='a' alt='a'/>")), "nothing to read in this book"),
    Bad("blank page", changed(page="\n"), "nothing to read in this book"),
    Bad("page that unpacks to too much", changed(page=b" " * (limits.PART_LIMIT + 1)), "so tightly", PAGE),
    Bad(
        "too many tags",
        lambda: books.archive(good(page="<b>" * 400_001), zipfile.ZIP_STORED),
        "more than 400000 tags",
        PAGE,
    ),
    Bad("too many entries", changed(root="<a>" * 100_001), "more than 100000 tags", books.ROOT),
]
LARGE = [
    Bad("large file", lambda: bytes(ORIGINAL_LIMIT + 1), "larger than 200 MB"),
    Bad("pages too large together", together, "larger than 100 MB together"),
]


@pytest.mark.parametrize("bad", [*TABLE, *LARGE], ids=[bad.label for bad in [*TABLE, *LARGE]])
def test_a_bad_book_is_refused_in_plain_words(bad: Bad) -> None:
    with pytest.raises(ReadError) as refused:
        epub.read(bad.make(), NAME)
    assert bad.words in refused.value.what
    assert refused.value.where == (f"{NAME} ({bad.part})" if bad.part else NAME)
    assert refused.value.hint.endswith(".")


def test_the_table_holds_as_many_bad_books_as_were_promised() -> None:
    assert len({bad.make() for bad in TABLE}) == len(TABLE) >= 50


def test_a_part_that_hardly_shrinks_is_still_held_to_its_limit() -> None:
    page = bytes(range(32, 60)) * (limits.PART_LIMIT // 28 + 1)
    with pytest.raises(ReadError, match="larger than 20 MB"):
        epub.read(books.archive(good(page=page), zipfile.ZIP_STORED), NAME)


def test_tags_are_counted_over_all_pages() -> None:
    pages = ["<p>a</p><script>" + "<" * 399_990 + "</script>"] * 6
    with pytest.raises(ReadError, match="The book has more than 2000000 tags"):
        epub.read(books.archive(books.parts_of(*pages), zipfile.ZIP_STORED), NAME)


def test_a_bomb_is_not_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in good().items():
            if name != PAGE:
                archive.writestr(name, content)
        with archive.open(PAGE, "w") as page:
            for _turn in range(200):
                page.write(bytes(MB))
    tracemalloc.start()
    with pytest.raises(ReadError, match="so tightly"):
        epub.read(target.getvalue(), NAME)
    assert tracemalloc.get_traced_memory()[1] < 3 * limits.PART_LIMIT
    tracemalloc.stop()


def test_parts_with_odd_names_do_no_harm_where_no_page_leads_to_them() -> None:
    odd = {"../../up.xhtml": "x", "/etc/passwd": "x", "C:\\x": "x", "a\nb": "x", "\u202egpj.exe": "x"}
    assert epub.read(books.archive({**odd, **good()}), NAME).text == "Words."
