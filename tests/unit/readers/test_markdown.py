"""Markdown: the source is the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.readers import markdown
from desktop_app.readers._reading import Reading

FRONT = """---
title: "Night ferry: yes or no"
author: Ada Quill
date: 2019-03-12T08:30:00Z
Publisher: The Example Courier
source: https://www.courier.example.org/night-ferry
lang: en-GB
section: Local
tags: [ferry, council]
nested:
  - one
  key: two
# a comment
---

# Another heading

Words.
"""


def read(text: str) -> Reading:
    return markdown.read(text.encode(), "a.md")


def test_front_matter_becomes_metadata_and_stays_in_the_text() -> None:
    reading = read(FRONT)
    assert reading.text == FRONT
    assert reading.title == "Night ferry: yes or no"
    assert (reading.author, reading.published) == ("Ada Quill", "2019-03-12")
    assert (reading.outlet, reading.language) == ("The Example Courier", "en")
    assert reading.url == "https://www.courier.example.org/night-ferry"
    assert reading.fields == {"section": "Local", "tags": "[ferry, council]"}
    assert reading.notes == ()


def test_what_does_not_fit_its_field_is_kept_as_a_further_one() -> None:
    reading = read("---\ndate: last spring\nurl: in the archive\nlang: Klingon language\n---\nWords.")
    assert (reading.published, reading.url, reading.language) == ("", "", "")
    assert reading.fields == {"date": "last spring", "url": "in the archive", "lang": "Klingon language"}


def test_front_matter_without_an_end_is_ordinary_text() -> None:
    reading = read("---\ntitle: Words\n\n# Heading\n")
    assert (reading.title, reading.fields) == ("Heading", {})


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# One\n\n## Two\n", "One"),
        ("Words first.\n\nMore.\n\nMore.\n\nMore.\n\n### Deep ###\n", "Deep"),
        ("One line\n========\n\nWords.", "One line"),
        ("One line\n---\n\nWords.", "One line"),
        ("Words.\n\n---\n\nMore words.\n\n# After a rule\n", "After a rule"),
        ("- item\n---\n# After a list\n", "After a list"),
        ("```\n# in code\n```\n\n\n\n\n# Real\n", "Real"),
        ("~~~ python\n# in code\n```\n# still code\n~~~\n# Real\n", "Real"),
        ("#hashtag\n\nWords.", ""),
        ("    # indented code\n\nWords.", ""),
        ("# [The ferry](https://a.example.org/x) ![pier](p.png)\n", "The ferry pier"),
        ("\n\n## Original url:\n\nhttps://a.example.org/x\n", ""),
        ("Words without any heading.\n", ""),
        ("\ufeff# Behind a mark\n", "Behind a mark"),
    ],
)
def test_the_first_heading_is_the_title(text: str, title: str) -> None:
    reading = read(text)
    assert (reading.text, reading.title) == (text.removeprefix("\ufeff"), title)


def test_an_article_in_markdown_names_date_and_address() -> None:
    reading = read(
        "## A headline\r\n\r\nMarch 12, 2019\r\n\r\nWords.\r\n\r\n"
        "## Original url:\r\n\r\nhttps://www.a.example.org/x y\r\n"
    )
    assert (reading.title, reading.published) == ("A headline", "2019-03-12")
    assert (reading.url, reading.outlet) == ("https://www.a.example.org/x y", "a.example.org")
    assert len(reading.notes) == 1


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_the_source_comes_back_exactly(text: str) -> None:
    framed = f"---\ntitle: Words\n---\n# Heading\n{text}"
    reading = markdown.read(framed.encode(), "a.md", encoding="utf-8")
    assert (reading.text, reading.title) == (framed, "Words")


@settings(deadline=None)
@given(st.text("-:#=` \nab\"'[]()!~\t", max_size=200))
def test_no_markup_upsets_the_reader(text: str) -> None:
    assert read(text + "\nwords").text == text + "\nwords"
