"""Headline, date and address of plain articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.readers import plain
from desktop_app.readers._address import address_notes, outlet_of
from desktop_app.readers._dates import date_in_address, date_line, machine_date
from desktop_app.readers._language import language_of
from tests.unit.readers import samples

DAY_LINES = [
    "November 02, 2015",
    "November 2, 2015",
    "Nov. 2, 2015",
    "Nov 2nd, 2015",
    "NOVEMBER 2 2015",
    "Monday, November 2, 2015",
    "Mon, 2 Nov 2015",
    "2 November 2015",
    "2nd of November 2015",
    "2. November 2015",
    "02. Nov. 2015",
    "Montag, 2. November 2015",
    "Montag, den 2. November 2015",
    "Berlin, 2. November 2015",
    "New York, November 2, 2015",
    "2015-11-02",
    "2015-11-02 09:30",
    "2015-11-02T09:30:00Z",
    "2015/11/02",
    "2015/11/2",
    "02.11.2015",
    "2.11.2015",
    "2. 11. 2015",
    "02.11.2015, 09:30 Uhr",
    "02.11.2015 um 09.30 Uhr",
    "Published: November 2, 2015",
    "Published on 2 November 2015 at 9:30 am",
    "First published November 2, 2015 | 9:30 a.m. GMT",
    "Posted November 2, 2015, 9:30 PM EST",
    "Veröffentlicht am 2. November 2015",
    "Stand: 02.11.2015 09:30",
    "Date: 2015-11-02",
    "  *November 2, 2015*  ",
    "## 2 November 2015",
    "| 2 November 2015 |",
]
NO_DAY_LINES = [
    "",
    "November",
    "November 2015",
    "2015",
    "31 February 2015",
    "2015-13-01",
    "32.01.2015",
    "03/04/2015",
    "November 2, 2015 was a Monday.",
    "On November 2, 2015",
    "Updated: November 2, 2015",
    "The council met on 2 November 2015",
    "1.2.3",
    "12:30",
    "Mai 2015 hamburg",
    "November 2, 15",
    "2 November 2015 " + "x" * 120,
]


@pytest.mark.parametrize("line", DAY_LINES)
def test_a_line_that_is_a_date_gives_its_day(line: str) -> None:
    assert date_line(line) == "2015-11-02"


@pytest.mark.parametrize("line", NO_DAY_LINES)
def test_a_line_that_is_more_or_less_than_a_date_gives_none(line: str) -> None:
    assert date_line(line) == ""


def test_slashes_are_read_only_where_they_mean_one_day() -> None:
    assert date_line("11/25/2015") == date_line("25/11/2015") == "2015-11-25"
    assert date_line("11/11/2015") == "2015-11-11"
    assert date_line("11/12/2015") == ""


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2015-11-02T23:30:00-05:00", "2015-11-02"),
        ("20151102", "2015-11-02"),
        ("20151102T093000Z", "2015-11-02"),
        ("2015-11", "2015-11"),
        ("2015", "2015"),
        ("Mon, 02 Nov 2015 09:30:00 GMT", "2015-11-02"),
        ("2015-13", ""),
        ("2015-02-30", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_values_for_machines_are_read_as_exactly_as_they_are(value: str, day: str) -> None:
    assert machine_date(value) == day


def test_an_address_with_a_day_in_its_path_dates_the_page() -> None:
    assert date_in_address("https://a.example.org/2015/11/02/al-qaida") == "2015-11-02"
    assert date_in_address("https://a.example.org/2015/11/02") == "2015-11-02"
    assert date_in_address("https://a.example.org/2015/99/02/x") == ""
    assert date_in_address("https://a.example.org/id/201511") == ""


@settings(deadline=None)
@given(st.text(max_size=150))
def test_no_line_upsets_the_search_for_dates(line: str) -> None:
    for found in (date_line(line), machine_date(line), date_in_address(line)):
        assert found == "" or found[:4].isdigit()


def test_the_seed_document_names_its_title_day_and_damaged_address() -> None:
    reading = plain.read(samples.seed(), "seed.txt")
    assert reading.text == samples.seed().decode()
    assert reading.title == "Al-Qaida Calls for Islamic Militant Coalition Against Russia and the West"
    assert reading.published == "2015-11-02"
    assert reading.outlet == "themoscowtimes.com"
    assert reading.url.endswith("against-russia- and the-west-a 50594")
    assert reading.language == "en"
    assert len(reading.notes) == 1
    assert "damaged" in reading.notes[0]
    assert "against-russia- and the-west" in reading.notes[0]


ARTICLE = "{title}\n\n{day}\n\nThe first sentence of the article.\n\n{source}"


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("## Original url:\n\nhttps://www.a.example.org/x", "https://www.a.example.org/x"),
        ("Original url:\nhttps://www.a.example.org/x\n", "https://www.a.example.org/x"),
        ("Original URL: https://www.a.example.org/x", "https://www.a.example.org/x"),
        ("**Original url:** https://www.a.example.org/x", "https://www.a.example.org/x"),
        ("# ORIGINAL-URL\r\n\r\n  https://www.a.example.org/x  \r\n", "https://www.a.example.org/x"),
        ("Original url: www.a.example.org/x", "www.a.example.org/x"),
        ("Original url:\n\nthe reporter lost it", ""),
        ("Original url:", ""),
        ("The original url: nobody knows", ""),
    ],
)
def test_the_address_below_original_url_is_found(source: str, url: str) -> None:
    text = ARTICLE.format(title="## A headline", day="2 May 2016", source=source)
    reading = plain.read(text.encode(), "a.txt")
    assert (reading.url, reading.outlet) == (url, "a.example.org" if url else "")
    assert (reading.title, reading.published, reading.notes) == ("A headline", "2016-05-02", ())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\n2 May 2016\nWords.", "A headline"),
        ("A headline\nBy Ada Quill\n\n2. Mai 2016\nWords.", "A headline"),
        ("## A headline ##\n\nWords.", "A headline"),
        ("A kicker\n# A headline\nWords.", "A headline"),
        ("A headline\n\nWords.\n\nOriginal url: https://a.example.org/", "A headline"),
        ("2 May 2016\nWords and more words.", ""),
        ("Words and more words.\n\nNothing else.", ""),
        ("x" * 250 + "\n2 May 2016\nWords.", ""),
        ("Original url: https://a.example.org/\nWords.", ""),
        ("https://a.example.org/\n2 May 2016\nWords.", ""),
        ("#hashtag and words", ""),
    ],
)
def test_a_title_is_taken_only_where_the_article_has_its_shape(text: str, title: str) -> None:
    reading = plain.read(text.encode(), "a.txt")
    assert (reading.text, reading.title) == (text, title)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.Courier.Example.ORG:8080/a?b#c", "courier.example.org"),
        ("http://user:secret@a.example.org/", "a.example.org"),
        ("//a.example.org/x", "a.example.org"),
        ("https://zürich.example.org/x", "zürich.example.org"),
        ("https://a b.example.org/", ""),
        ("https://example", ""),
        ("https://[::1/", ""),
        ("https://", ""),
        ("ftp://a.example.org/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_outlet_is_the_host_of_the_address(url: str, outlet: str) -> None:
    assert outlet_of(url) == outlet


@pytest.mark.parametrize(
    "url", ["https://a.example.org/a b", "https://a.example.org/\u202ex", "https://nowhere/x", "http:///x"]
)
def test_a_damaged_address_is_flagged(url: str) -> None:
    assert len(address_notes(url)) == 1
    assert "\u202e" not in address_notes(url)[0]
    assert address_notes("https://a.example.org/x") == address_notes("") == ()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_address_upsets_the_program(url: str) -> None:
    outlet = outlet_of(url)
    assert outlet == outlet.strip()
    assert all(isinstance(note, str) for note in address_notes(url))


def test_the_language_is_named_only_when_it_is_sure() -> None:
    assert language_of(samples.ENGLISH * 2) == "en"
    assert language_of(samples.GERMAN * 2) == "de"
    assert language_of("Det er ikke den og der, han var den første i byen. " * 9) == ""
    assert language_of("De man die in het huis is was op de markt en zag is in was. " * 9) == ""
    assert language_of((samples.ENGLISH + samples.GERMAN) * 3) == ""
    for name in samples.ENCODED:
        assert language_of(samples.collected(name)) == ""
    assert language_of("") == language_of("Short words.") == ""


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_keeps_every_character_whatever_it_says_of_itself(text: str) -> None:
    framed = "Title\n2 May 2016\n" + text
    reading = plain.read(framed.encode(), "a.txt", encoding="utf-8")
    assert (reading.text, reading.published) == (framed, "2016-05-02")
