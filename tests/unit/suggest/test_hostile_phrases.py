"""Whatever is marked as a date: an answer that is sound, or a plain sentence why there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attributes import check_value
from desktop_app.attributes.timex import words
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import packed
from desktop_app.suggest.dates import TABLES, propose

DATE = Attribute("u", "t", "date", "timex")
KNOWN = sorted(
    {word for table in TABLES.values() for word in (*table.LEXICON.entries, *table.LEXICON.aliases)}
)
FIGURES = [
    "1",
    "3.",
    "12",
    "31",
    "2015",
    "0000",
    "9999",
    "12:30",
    "2.5",
    "1/2/2015",
    "29.2.",
    "2014-15",
    "2014/15",
    "'98",
    "-",
    "/",
    ",",
]
phrases = st.lists(st.sampled_from(KNOWN) | st.sampled_from(FIGURES), min_size=1, max_size=9).map(" ".join)
anchors = st.sampled_from(
    [
        "",
        "2015",
        "2015-03",
        "2015-03-12",
        "2016-02-29",
        "0001-01-01",
        "9999-12-31",
        "2015-13-01",
        "201X",
        "soon",
    ]
)


def check_sound(phrase: str, anchor: str, language: str, around: str = "") -> None:
    offer = propose(phrase, anchor, language=language, before=around, after=around)
    assert bool(offer.why) is not bool(offer.proposals)
    for one in offer.proposals:
        assert check_value(list(packed(one.timex)), DATE) == packed(one.timex)
        assert one.reason
        assert words(one.timex)


@given(phrase=phrases, anchor=anchors, language=st.sampled_from(["en", "de"]))
def test_words_for_time_in_any_order_give_sound_values_or_none(
    phrase: str, anchor: str, language: str
) -> None:
    check_sound(phrase, anchor, language)


@pytest.mark.parametrize("anchor", ["", "2015-03-12", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "phrase",
    [
        "Geschäftsjahr 31.12.",
        "am 31.12. endenden Geschäftsjahr",
        "Geschäftsjahr 0001/02",
        "das am 31. Januar 0001 endende Geschäftsjahr",
        "von gestern bis morgen endendes Geschäftsjahr",
        "31.12.9999 und 1. Januar",
    ],
)
def test_strange_pairs_and_fiscal_years_give_sound_values_or_none(phrase: str, anchor: str) -> None:
    check_sound(phrase, anchor, "de")


@given(phrase=st.text(max_size=150), around=st.text(max_size=60), anchor=anchors)
def test_any_text_gives_sound_values_or_none(phrase: str, around: str, anchor: str) -> None:
    check_sound(phrase, anchor, "en", around)


@pytest.mark.parametrize(
    "phrase",
    [
        word * (100_000 // len(word))
        for word in ("a", "1", "1.", "1/", "'", "may ", "2015 ", "from ", "to ", "- ", " ")
    ]
    + [word * 16 for word in ("second ", "from ", "Monday to ", "1. ", "last ", "early ", "3-", "12:30 ")],
    ids=lambda phrase: phrase[:8],
)
def test_long_repetitions_are_answered_at_once(phrase: str) -> None:
    for language in TABLES:
        check_sound(phrase, "2015-03-12", language, phrase)
