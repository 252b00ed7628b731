"""Books: their whole text in reading order, and what they say about themselves."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.base.errors import ReadError
from desktop_app.readers import TEXT_LIMIT, Reading, epub, plain, read_file, reader_for
from tests.unit.readers import books

POEM = (
    '<section><h2>II. The Crossing</h2><div class="stanza"><div>The lamps go out along the quay,</div>'
    "<div>the ropes are wet,<span> </span>the bell is late<a href='#n1'>*</a></div></div>"
    "<div class='stanza'><div>and no one asks the ferryman</div><div>what he is waiting for.</div></div></section>"
)
CHAPTER = (
    "<h1>The Night&nbsp;Ferry</h1><p>Nobody   had\n asked &amp; nobody\tknew.</p><p>Two lines<br/>in one.</p>"
    "<figure><img src='quay.jpg' alt='quay'/><figcaption>The quay in 1931</figcaption></figure>"
    "<table><tr><td>fare</td><td>4</td></tr></table><script>var x = 1;</script><style>p {}</style>"
)
WHOLE = (
    "The Night\u00a0Ferry\n\nNobody had asked & nobody knew.\n\nTwo lines\nin one.\n\nThe quay in 1931\n\nfare\t4\n\n"
    "II. The Crossing\n\nThe lamps go out along the quay,\nthe ropes are wet, the bell is late*\n\n"
    "and no one asks the ferryman\nwhat he is waiting for."
)
ABOUT = (
    "<dc:identifier id='uid'>urn:uuid:1</dc:identifier><dc:title>The Night <!-- late --> Ferry</dc:title>"
    "<dc:title>A Poem</dc:title><dc:creator id='a'>Ada Lind</dc:creator><dc:creator id='b'>Bo &amp; Co</dc:creator>"
    "<dc:creator id='c'>Cem Ay</dc:creator><meta refines='#a' property='role'>aut</meta>"
    "<meta refines='#c' property='role'>trl</meta><dc:publisher>Harbour Press</dc:publisher>"
    "<dc:date>2011-09-01T00:00:00Z</dc:date><meta property='dcterms:modified'>2012-01-18T12:47:00Z</meta>"
    "<dc:language>en-GB</dc:language><dc:subject>Ships</dc:subject><dc:subject>Night</dc:subject>"
)


def text_of(data: bytes) -> str:
    return epub.read(data, "a.epub").text


def read_or_refused(data: bytes) -> Reading | ReadError:
    try:
        return epub.read(data, "a.epub")
    except ReadError as error:
        return error


def about(elements: str) -> bytes:
    return books.book("<p>Words.</p>", about=elements)


def test_the_pages_follow_each_other_a_blank_line_apart() -> None:
    assert text_of(books.book(CHAPTER, POEM)) == WHOLE


def test_the_book_says_who_wrote_it_when_and_where_it_came_out() -> None:
    reading = epub.read(about(ABOUT), "a.epub")
    assert (reading.title, reading.author) == ("The Night Ferry", "Ada Lind, Bo & Co")
    assert (reading.outlet, reading.published, reading.language) == ("Harbour Press", "2011-09-01", "en")
    assert reading.fields == {"identifier": "urn:uuid:1", "subject": "Ships, Night"}
    assert (reading.encoding, reading.guessed, reading.notes) == ("utf-8", False, ())


def test_older_books_write_roles_and_events_as_attributes() -> None:
    reading = epub.read(
        about(
            "<dc:creator opf:role='trl'>Cem Ay</dc:creator><dc:creator opf:role='aut'>Ada Lind</dc:creator>"
            "<dc:date opf:event='modification'>2015</dc:date><dc:date opf:event='publication'>1931-04</dc:date>"
        ),
        "a.epub",
    )
    assert (reading.author, reading.published) == ("Ada Lind", "1931-04")
    reading = epub.read(
        about("<dc:creator opf:role='trl'>Cem Ay</dc:creator><dc:language>und</dc:language>"), "a"
    )
    assert (reading.author, reading.published, reading.language) == ("Cem Ay", "", "")


def test_a_book_without_a_title_has_that_of_its_first_page() -> None:
    parts = books.parts_of(books.page("<p>Words.</p>", title="Ferry"), about="")
    assert epub.read(books.archive(parts), "a.epub").title == "Ferry"


def test_tables_of_contents_pictures_and_pages_without_words_are_left_out() -> None:
    parts = books.parts_of(*(books.page(f"<p>Page {number}</p>") for number in range(4)))
    parts["OEBPS/text/cover.xhtml"] = books.page("<figure><img src='a.jpg' alt='cover'/></figure>")
    parts["OEBPS/text/blank.xhtml"] = " \n"
    parts["OEBPS/a.jpg"] = b"\xff\xd8\xff\xe0"
    hrefs = [
        "text/cover.xhtml",
        "text/page1.xhtml",
        "text/page2.xhtml",
        "text/blank.xhtml",
        "text/page0.xhtml",
    ]
    items = "".join(books.item(number, href) for number, href in enumerate(hrefs))
    items += books.item(5, "text/page3.xhtml", properties="scripted nav") + books.item(
        6, "a.jpg", "image/jpeg"
    )
    spine = "".join(f'<itemref idref="p{number}"/>' for number in (0, 6, 5, 1, 2, 3, 4, 1))
    guide = (
        '<reference type="toc" href="text/page2.xhtml"/><reference type="toc" href="text/page1.xhtml#toc"/>'
    )
    parts[books.ROOT] = books.package(items, spine, guide=guide)
    assert text_of(books.archive(parts)) == "Page 1\n\nPage 0"


def test_addresses_in_the_book_lead_from_the_package_to_the_page() -> None:
    for root, href, name in (
        ("content.opf", "page.xhtml", "page.xhtml"),
        ("a/b/content.opf", "../text/./page%20one.xhtml#top", "a/text/page one.xhtml"),
        ("a/c.opf", "S%C3%A4tze.xhtml", "a/Sätze.xhtml"),
    ):
        parts = {
            books.CONTAINER: books.container(root),
            root: books.package(books.item(0, href), '<itemref idref="p0"/>'),
            name: books.page("<p>Words.</p>"),
        }
        assert text_of(books.archive(parts)) == "Words."


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("\ufeff<p>naïve 北</p>".encode(), None),
        ("\ufeff<p>naïve 北</p>".encode("utf-16-be"), None),
        ("\ufeff<p>naïve 北</p>".encode("utf-16-le"), "utf-8"),
        ("<?xml version='1.0' encoding='gb18030'?><p>naïve 北</p>".encode("gb18030"), None),
        ("<html><meta charset='gb18030'/><p>naïve 北</p>".encode("gb18030"), "utf-8"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><p>naïve 北</p>".encode(), None),
        ("<p>naïve 北</p>".encode("gb18030"), "gb18030"),
        ("<p>naïve 北</p>".encode(), "cp1252"),
    ],
)
def test_each_page_is_read_in_its_own_encoding_and_a_chosen_one_helps_where_it_has_none(
    content: bytes, encoding: str | None
) -> None:
    data = books.archive(books.parts_of(content, books.page("<p>Grüße</p>")))
    reading = epub.read(data, "a.epub", encoding=encoding)
    assert reading.text == "naïve 北\n\nGrüße"
    assert epub.read(data, "a.epub", encoding=reading.encoding) == reading


def test_fonts_may_be_scrambled() -> None:
    parts = books.parts_of(books.page("<p>Words.</p>"))
    parts[books.ENCRYPTION] = books.encrypted("OEBPS/fonts/serif.otf")
    assert text_of(books.archive(parts)) == "Words."


def test_a_script_that_hides_words_is_told() -> None:
    reading = epub.read(books.book("<p>Words.</p><script>hidden"), "a.epub")
    assert reading.text == "Words."
    assert reading.notes == ("A script without an end hides the rest of OEBPS/text/page0.xhtml.",)


def test_a_sloppy_archive_is_a_book_all_the_same() -> None:
    parts = books.parts_of(books.page("<p>Words.</p>"))
    del parts["mimetype"]
    assert text_of(books.archive(parts, zipfile.ZIP_STORED)) == "Words."
    assert (
        text_of(books.archive({**parts, "mimetype": "\ufeffapplication/epub+zip \n"}) + b"\0" * 40)
        == "Words."
    )


words = st.text(
    st.characters(exclude_characters="<>&", exclude_categories=["C", "Z"]), min_size=1, max_size=12
)


@given(
    st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["p", "div", "h2"]),
)
def test_all_words_of_all_pages_arrive_in_order_and_no_markup_does(pages: list[list[str]], tag: str) -> None:
    bodies = ["".join(f"<{tag} class='x'><em>{word}</em></{tag}><hr/>" for word in page) for page in pages]
    data = books.book(*bodies)
    reading = epub.read(data, "a.epub")
    assert reading.text.split() == [word for page in pages for word in page]
    assert "<" not in reading.text
    assert ">" not in reading.text
    assert epub.read(data, "b.epub", encoding=reading.encoding).text == reading.text


@given(st.data())
def test_a_damaged_book_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(books.book(CHAPTER, POEM))
    for _turn in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.just(len(whole)) | st.integers(1, len(whole)))
    outcome = read_or_refused(bytes(whole[:cut]))
    if isinstance(outcome, ReadError):
        assert outcome.where.startswith("a.epub")
        assert outcome.hint
    else:
        assert outcome.text


def test_a_book_may_be_larger_than_a_text_for_it_has_pictures(tmp_path: Path) -> None:
    parts = books.parts_of(books.page("<p>Words.</p>"))
    path = tmp_path / "Book.EPUB"
    path.write_bytes(books.archive({**parts, "cover.jpg": bytes(TEXT_LIMIT)}, zipfile.ZIP_STORED))
    assert reader_for(path.name).KEY == "epub"
    assert read_file(path).text == "Words."


def test_a_book_under_another_name_is_told_how_to_be_read() -> None:
    with pytest.raises(ReadError) as refused:
        plain.read(books.book("<p>Words.</p>"), "book.zip")
    assert refused.value.what == "This is an EPUB book, not a text."
    assert refused.value.hint == "Let its name end in .epub and add it again."
