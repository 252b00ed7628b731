"""The flat pass over HTML: nothing is lost, and no page takes long."""

from __future__ import annotations

import html as standard
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.readers import html
from desktop_app.readers._page import read_page, text_of
from desktop_app.readers._scan import Kind, attributes, scan, unescaped

LONGEST = 10.0
"""Seconds of computing that any page may take."""
MARKUP = st.text("<>/!-?=\"' \n\tabpdiv&;#x09[]CDATAscriptle", max_size=120)
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="<>&"), min_size=1, max_size=20
)


def words_of(source: str) -> str:
    """The text of all lines of a page."""
    return text_of(read_page(source).lines)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("one<br>two<BR/>three", "one\ntwo\nthree"),
        ("<p>a <b>b</b><i>c</i>  d\n e</p>", "a bc d e"),
        ("<ul><li>one<li>two</ul>three", "one\ntwo\n\nthree"),
        ("<table><tr><th>a</th><td> b </td></tr><tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<pre>\n  two\n\n    lines\n</pre>after", "  two\n\n    lines\n\nafter"),
        ("5 < 6 and 7 > 6 & so <3 on <", "5 < 6 and 7 > 6 & so <3 on <"),
        ("a<!-- no -->b<!---->c<!-->d<!--->e", "abcde"),
        ("a<!-- one <!-- two -->b", "ab"),
        ("a<!-- never closed <p>b", "a never closed\n\nb"),
        ("a<!DOCTYPE html><?php x ?>b", "ab"),
        ("a<![CDATA[1 < 2 & <p>]]>b", "a1 < 2 & <p>b"),
        ("a<![CDATA[never closed", "anever closed"),
        ("a<script>if (1 < 2) '</p>'</script>b", "ab"),
        ("a<SCRIPT src=x></SCRIPT >b<style>p {}</style>c", "abc"),
        ("a<template><p>no</p></template><svg><text>no</text></svg><iframe>no</iframe>b", "ab"),
        ("a<noscript>b</noscript>", "ab"),
        ("<title>no</title>a", "a"),
        ("<title>never closed <p>a", "never closed\n\na"),
        ('<a title="5 > 4">a</a>', "a"),
        ("<a title='it\"s' x=\"'\">a</a>", "a"),
        ('<a title=5"6>a</a>b"c', 'ab"c'),
        ('<p class="never closed>a</p><p>b</p>', "a\n\nb"),
        (
            "<p>&amp;lt; &nbsp;&eacute; &#233; &#xE9; &#128512; &unknown; &amp",
            "&lt; \u00a0é é é 😀 &unknown; &",
        ),
        ("<p>&#xD800;&#0;&#x110000;</p>", "\ufffd\ufffd\ufffd"),
        ("<p>e\u0301 \u212b \u202e \u200b</p>", "e\u0301 \u212b \u202e \u200b"),
        ("<o:p>office</o:p><my-tag>own</my-tag>", "officeown"),
        ("</p></div>text</body></html>more", "text\n\nmore"),
        ("<p\nclass=a\n>a</p\n>b", "a\n\nb"),
    ],
)
def test_markup_goes_and_every_word_stays(source: str, text: str) -> None:
    assert words_of(source) == text


def test_a_script_without_an_end_is_told() -> None:
    assert read_page("<p>a</p><script>b").cut == "script"
    assert read_page("<p>a</p><script>b</script>c").cut == ""


@settings(deadline=None)
@given(MARKUP)
def test_no_markup_upsets_the_scanner(source: str) -> None:
    pieces = list(scan(source))
    assert all(piece.kind in Kind for piece in pieces)
    assert all(line.text.strip() for line in read_page(source).lines)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "div", "b", "a", "li", "td", "section", "x-y"]), WORDS), max_size=30
    )
)
def test_every_word_between_tags_arrives_in_order(parts: list[tuple[str, str]]) -> None:
    opened = "".join(f"<{tag}>{words}" for tag, words in parts)
    expected = "".join(words for _tag, words in parts)
    for source in (opened, opened + "".join(f"</{tag}>" for tag, _words in reversed(parts))):
        assert "".join(words_of(source).split()) == "".join(expected.split())


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_escaped_text_comes_back(text: str) -> None:
    assert unescaped(standard.escape(text)) == text


def test_attributes_are_read_in_every_spelling() -> None:
    assert attributes(" A=1 b='2' c = \"3&amp;4\" d e=/x/ a=9 ") == {
        "a": "1",
        "b": "2",
        "c": "3&4",
        "d": "",
        "e": "/x/",
    }
    assert len(attributes(" ".join(f"a{number}" for number in range(5000)))) == 200


BOMBS = {
    "deep blocks": "<div>" * 60_000 + "words at the bottom",
    "deep phrases": "<b>" * 100_000 + "words at the bottom",
    "deep and closed": "<div>" * 10_000 + "words at the bottom" + "</div>" * 10_000,
    "open comments": "<!--" * 20_000 + "words at the bottom",
    "many open comments": "<!--" * 100_000 + "words at the bottom>",
    "nested comments": "<!--" * 100_000 + "-->words at the bottom",
    "open sections": "<![CDATA[" * 100_000 + "words at the bottom>",
    "less-than signs": "<" * 100_000 + "words at the bottom",
    "open quotes": '<a ="> "' * 50_000 + ">words at the bottom",
    "unbalanced quotes": "words at the bottom" + '<a ="> ' * 100_001,
    "open titles": "<title>" * 50_000 + "words at the bottom",
    "open pictures": "<svg>" * 50_000 + "words at the bottom",
    "scripts": "<script></script>" * 20_000 + "words at the bottom",
    "attributes": "<p " + " ".join(f"a{number}=b" for number in range(100_000)) + ">words at the bottom",
    "one long attribute": '<p class="' + "a-" * 1_000_000 + '">words at the bottom',
    "ampersands": "<p>" + "&" * 3_000_000 + "words at the bottom",
    "digits of a reference": "<p>&#" + "1" * 100_000 + ";words at the bottom",
    "brackets in data": '<script type="application/ld+json">'
    + "[" * 100_000
    + "</script>words at the bottom",
    "breaks": "<br>a" * 50_000 + "words at the bottom",
    "cells": "<table>" + "<td>a" * 50_000 + "words at the bottom",
    "written lines": "<pre>" + "a\n" * 1_000_000 + "words at the bottom",
    "blanks": "<p>" + " \t\n" * 1_000_000 + "words at the bottom",
    "links": "<a href=x>y</a> " * 19_000 + "<p>words at the bottom",
    "nested lists": ("<ul><li>" * 29 + "x" + "</li></ul>" * 29) * 330 + "<p>words at the bottom",
    "nested blocks": ("<div>" * 60 + "x" + "</div>" * 60) * 320 + "<p>words at the bottom",
    "one long paragraph": "<p>" + "words, and more words. " * 80_000 + "words at the bottom",
}


@pytest.mark.parametrize("source", BOMBS.values(), ids=BOMBS)
def test_a_page_made_to_hang_the_reader_ends_soon_and_keeps_its_words(source: str) -> None:
    started = time.process_time()
    reading = html.read(source.encode(), "bomb.html")
    assert time.process_time() - started < LONGEST
    assert "words at the bottom" in words_of(source)
    assert reading.text
