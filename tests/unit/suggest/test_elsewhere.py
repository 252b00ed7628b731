"""Dates in languages that have no table of ours, and in documents whose language is not known."""

from __future__ import annotations

import pytest

from desktop_app.suggest.dates import propose

THURSDAY = "2015-03-12"


@pytest.mark.parametrize(
    ("language", "phrase", "value", "anchor"),
    [
        ("fr", "12 mars 2014", "2014-03-12", ""),
        ("fr", "hier", "2015-03-11", THURSDAY),
        ("fr", "mars 2014", "2014-03", ""),
        ("es", "la semana pasada", "2015-W10", THURSDAY),
        ("ru", "12 мая 2014", "2014-05-12", ""),
    ],
)
def test_another_library_is_asked_for_a_language_without_a_table(
    language: str, phrase: str, value: str, anchor: str
) -> None:
    found = propose(phrase, THURSDAY, language=language).proposals[0]
    assert (found.timex.value, found.timex.anchor, found.ask) == (value, anchor, True)


def test_what_counts_from_a_day_needs_one_in_any_language() -> None:
    assert "day of the document is not known" in propose("hier", language="fr").why
    assert propose("12 mars 2014", language="fr").proposals


def test_where_the_language_is_not_known_every_table_is_tried() -> None:
    assert propose("gestern", THURSDAY, language="").proposals[0].timex.value == "2015-03-11"
    assert propose("yesterday", THURSDAY, language="").proposals[0].timex.value == "2015-03-11"


def test_a_language_that_nobody_knows_gets_a_plain_answer() -> None:
    assert propose("x", THURSDAY, language="xx").why == "The rules do not know this expression."
    assert propose("x", THURSDAY, language="no such language").why
