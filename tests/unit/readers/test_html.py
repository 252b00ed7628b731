"""Web pages: the article, what it says of itself, and nothing else."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.readers import html
from desktop_app.readers._reading import Reading
from tests.unit.readers import samples

ARTICLE = (samples.DATA / "readers" / "article.html").read_bytes()
ADDRESS = "https://www.courier.example.org/local/2019/03/12/night-ferry"


def read(source: str | bytes, encoding: str | None = None) -> Reading:
    data = source if isinstance(source, bytes) else source.encode()
    return html.read(data, "page.html", encoding=encoding)


def with_data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script><p>Words.</p>'


def test_the_article_is_told_from_menus_and_footers() -> None:
    reading = read(ARTICLE)
    assert reading.text.startswith(
        "Harbour council votes for night ferry & new pier\n\nAfter two years of debate"
    )
    for kept in (
        "\n\n12 March 2019\n\n",
        "The old pier, seen from the east bank last autumn.",
        "Her opponent, the fisherman Tom Alder, told this newspaper",
        "by the water.\nHe will go to court",
        "\n\nWhat it costs\n\n",
        "4.2\u00a0million crowns",
        "pier and ramp: 2.9 million\nlights and signals: 0.8 million\n",
        "We will count every passenger",
        "according to its authors.",
    ):
        assert kept in reading.text
    for left_out in (
        "Home",
        "About us",
        "Most read",
        "Storm closes",
        "Privacy",
        "All rights reserved",
        "written by a script",
    ):
        assert left_out not in reading.text


def test_the_article_names_headline_authors_day_and_address() -> None:
    reading = read(ARTICLE)
    assert reading.title == "Harbour council votes for night ferry & new pier"
    assert reading.author == "Ada Quill, Ben Nib"
    assert (reading.published, reading.language) == ("2019-03-12", "en")
    assert (reading.url, reading.outlet) == (ADDRESS, "courier.example.org")
    assert reading.fields == {
        "site": "The Example Courier",
        "description": "A narrow vote after two years of debate.",
    }
    assert (reading.encoding, reading.guessed, reading.notes) == ("utf-8", False, ())


def test_the_same_page_gives_the_same_text_every_time() -> None:
    program = (
        "import sys\n"
        "from desktop_app.readers import html\n"
        "reading = html.read(sys.stdin.buffer.read(), 'a.html')\n"
        "sys.stdout.buffer.write(repr(reading).encode())\n"
    )
    found = {repr(read(ARTICLE)).encode() for _round in range(5)}
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", program], input=ARTICLE, env=environment, capture_output=True, check=True
        )
        found.add(done.stdout)
        assert done.stderr == b""
    assert len(found) == 1


def test_reading_a_page_opens_no_connection_and_no_further_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read(ARTICLE)  # the libraries' own files are opened with the first page
    touched: list[object] = []

    def refuse(*asked: object, **_named: object) -> None:
        touched.append(asked)
        raise OSError("refused")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    hostile = (
        '<!DOCTYPE html SYSTEM "http://dtd.example.org/x.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<base href="http://b.example.org/"><link rel=stylesheet href="http://c.example.org/x.css">'
        '<meta http-equiv=refresh content="0;url=http://d.example.org/">'
        '<iframe src="http://e.example.org/"></iframe><object data="file:///etc/hostname"></object>'
    )
    assert read(hostile.encode() + ARTICLE).title == read(ARTICLE).title
    assert "&x;" in read(hostile + "<p>" + "The entity &x; is never resolved, and that is good. " * 20).text
    assert touched == []


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (with_data({"@type": "NewsArticle", "headline": "In data"}) + "<title>T</title>", "In data"),
        (with_data([{"@type": "Thing"}, {"@type": ["BlogPosting"], "headline": " In\n data "}]), "In data"),
        (with_data({"@graph": [{"@type": "NewsArticle", "headline": "In a graph"}]}), "In a graph"),
        (with_data({"@type": "NewsArticle", "headline": "half \ud800"}), "half ?"),
        (with_data({"@type": "NewsArticle", "headline": "a\0b\x1f c &#8217; &amp;amp;"}), "a b c ’ &amp;"),
        (with_data({"@type": "NewsArticle", "headline": ["a list"]}) + "<title>T</title>", "T"),
        ('<script type="application/ld+json">{broken</script><h1>One</h1>', "One"),
        ('<meta property="og:title" content="A &amp; B"><title>T</title><h1>H</h1>', "A & B"),
        ("<title>T</title><h1>Only <em>one</em></h1><p>Words.", "Only one"),
        ("<title> T\n t </title><h1>One</h1><h1>Two</h1>", "T t"),
        ("<p>Words.</p>", ""),
    ],
)
def test_the_headline_comes_from_the_best_place_that_has_one(source: str, title: str) -> None:
    assert read(source + "<p>Words.</p>").title == title


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (
            '<link rel="canonical" href="https://a.example.org/x"><meta property="og:url" content="https://b.example.org/">',
            "https://a.example.org/x",
        ),
        ('<link href="https://a.example.org/x" rel="nofollow CANONICAL">', "https://a.example.org/x"),
        (
            '<link rel=canonical href="/relative"><meta property="og:url" content="https://b.example.org/">',
            "https://b.example.org/",
        ),
        ("<!-- saved from url=(0025)https://c.example.org/a/b --><html>", "https://c.example.org/a/b"),
        (
            with_data({"@type": "Article", "mainEntityOfPage": {"@id": "https://d.example.org/"}}),
            "https://d.example.org/",
        ),
        (with_data({"@type": "Article", "url": "https://e.example.org/"}), "https://e.example.org/"),
        ('<link rel=canonical href="javascript:alert(1)">', ""),
        ('<a href="https://f.example.org/">elsewhere</a>', ""),
    ],
)
def test_the_address_is_taken_from_what_the_page_states(source: str, url: str) -> None:
    assert read(source + "<p>Words.</p>").url == url


def test_a_damaged_address_is_shown_as_found_and_flagged() -> None:
    reading = read('<link rel=canonical href="https://a.example.org/one two"><p>Words.')
    assert (reading.url, reading.outlet, len(reading.notes)) == (
        "https://a.example.org/one two",
        "a.example.org",
        1,
    )


@pytest.mark.parametrize(
    ("source", "day"),
    [
        (with_data({"@type": "NewsArticle", "datePublished": "2019-03-12T23:30:00-05:00"}), "2019-03-12"),
        ('<meta name="DC.date.issued" content="12 March 2019">', "2019-03-12"),
        ('<meta itemprop="datePublished" content="20190312T0830Z">', "2019-03-12"),
        ('<time datetime="2019-03-12T08:30">today</time><time datetime="2020-01-01">', "2019-03-12"),
        ('<link rel=canonical href="https://a.example.org/2019/03/12/x">', "2019-03-12"),
        ("<p>Tuesday, 12 March 2019</p>", "2019-03-12"),
        ("<p>12.03.2019</p><p>13.03.2019</p>", ""),
        ("<p>It happened on 12 March 2019.</p>", ""),
        ('<meta name="date" content="soon">', ""),
    ],
)
def test_the_day_is_taken_only_where_it_is_stated(source: str, day: str) -> None:
    assert read(source + "<p>Words.</p>").published == day


@pytest.mark.parametrize(
    ("source", "author"),
    [
        (with_data({"@type": "Article", "author": "Ada Quill"}), "Ada Quill"),
        (with_data({"@type": "Article", "author": {"name": "Ada Quill"}}), "Ada Quill"),
        (with_data({"@type": "Article", "author": [7, {}, {"name": ["x"]}, "Ada"]}), "Ada"),
        ('<meta name="author" content="Ada  Quill">', "Ada Quill"),
        ('<meta property="article:author" content="https://a.example.org/ada">', ""),
        ("<p>Words.</p>", ""),
    ],
)
def test_authors_are_named_as_the_page_names_them(source: str, author: str) -> None:
    assert read(source + "<p>Words.</p>").author == author


RUSSIAN = "<p>В гимназии он не был в числе первых учеников.</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"<meta charset=windows-1251>" + RUSSIAN.encode("cp1251"), "cp1251"),
        (
            b"<META http-equiv=content-type content='text/html; charset=KOI8-R'>" + RUSSIAN.encode("koi8-r"),
            "koi8-r",
        ),
        (b'<?xml version="1.0" encoding="ISO-8859-5"?><p/>' + RUSSIAN.encode("iso8859-5"), "iso8859-5"),
        (b"<meta charset=windows-1251>" + RUSSIAN.encode(), "utf-8"),
        (b"<meta charset=klingon>" + RUSSIAN.encode(), "utf-8"),
        (b"<meta charset=utf-8>" + RUSSIAN.encode("cp1251"), "cp1251"),
        (b"<meta charset=iso-8859-1>" + "<p>“Words”, she said.".encode("cp1252"), "cp1252"),
        (b"<meta charset=iso-2022-jp>" + "<p>日本語の文章".encode("iso2022_jp"), "iso2022_jp"),
        (("\ufeff<meta charset=windows-1251>" + RUSSIAN).encode("utf-16-be"), "utf-16-be"),
        (b"<meta charset=shift_jis>" + "<p>日本語の文章".encode("cp932"), "cp932"),
        (b"<meta charset=ascii>" + samples.GERMAN.encode("cp1252"), "cp1252"),
    ],
)
def test_the_declared_encoding_counts_unless_the_bytes_know_better(data: bytes, encoding: str) -> None:
    reading = read(data)
    assert reading.encoding == encoding
    assert "\ufffd" not in reading.text
    assert read(data, reading.encoding).text == reading.text


def test_a_page_without_markup_is_kept_to_the_character() -> None:
    assert read("Two\r\nlines  and   blanks\n\n").text == "Two\r\nlines  and   blanks\n\n"


def test_a_poem_in_divisions_keeps_its_lines_and_its_stanzas() -> None:
    verses = (
        ["The ferry leaves at two,", "nobody is on board."],
        ["And those who wait", "go home by the shore."],
    )
    stanzas = ["<div>" + " ".join(f"<div>{verse}</div>" for verse in stanza) + "</div>" for stanza in verses]
    reading = read(f"<body><h2>Night</h2><div>{' '.join(stanzas)}</div></body>")
    assert reading.text == "Night\n\n" + "\n\n".join("\n".join(stanza) for stanza in verses)


def test_paragraphs_in_divisions_stay_paragraphs() -> None:
    sentence = samples.ENGLISH.strip()
    reading = read(f"<body><div>Ferry</div><div>{sentence}</div><div>{sentence}</div></body>")
    assert reading.text == f"Ferry\n\n{sentence}\n\n{sentence}"


def test_a_page_without_an_article_is_kept_whole_and_told() -> None:
    source = "<table>" + "".join(f"<tr><td>{number}<td>{number * 7}" for number in range(300)) + "</table>"
    reading = read(source)
    assert reading.text.splitlines() == [f"{number}\t{number * 7}" for number in range(300)]
    assert reading.notes == ("No article was found on this page: all of its text was kept, menus too.",)


def test_text_that_was_left_out_beside_the_article_is_told_with_numbers() -> None:
    teasers = "".join(
        f"<div class=teaser><a href='/{number}'>Number {number}</a><p>Another story starts here.</p></div>"
        for number in range(100)
    )
    article = "".join(f"<p>{samples.ENGLISH}{word}</p>" for word in ("One.", "Two.", "Three."))
    reading = read(f"<article><h1>Ferry</h1>{article}</article><div class=related>{teasers}</div>")
    assert reading.text.count(samples.ENGLISH.strip()) == 3
    assert "Another story" not in reading.text
    kept = len("".join(reading.text.splitlines()))
    whole = kept + 100 * len("Another story starts here.")
    assert reading.notes == (f"Only the article was kept: {kept} of {whole} characters outside of menus.",)


def test_a_very_large_page_is_kept_whole_and_told() -> None:
    reading = read("".join(f"<p>Paragraph {number}</p>" for number in range(25_000)))
    assert reading.text.count("Paragraph") == 25_000
    assert "very large" in reading.notes[0]


def test_text_behind_any_depth_is_kept_within_an_article() -> None:
    source = ARTICLE.replace(b"<blockquote>", b"<div>" * 3000 + b"<blockquote>").replace(
        b"</blockquote>", b"</blockquote>" + b"</div>" * 3000
    )
    assert read(source).text == read(ARTICLE).text


@settings(deadline=None)
@given(st.text("<>/!-=\"' \nabpdivhrefscriptmeta&;#x09", max_size=200))
def test_broken_pages_are_read_or_refused_and_read_the_same_again(noise: str) -> None:
    reading = read(noise + "<p>words</p>" + noise if "<script" not in noise else "<p>words</p>")
    assert "words" in reading.text or "words" in noise or "<" in noise
    assert read((noise + "<p>words</p>").encode() + b"\n", "utf-8").text.encode()
