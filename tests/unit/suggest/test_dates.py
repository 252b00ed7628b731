"""What time expressions mean, by the values that people worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.attributes import check_value
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import FIELDS, packed
from desktop_app.suggest.dates import TABLES, has_table, propose

DATA = Path(__file__).parents[2] / "data" / "dates"
DATE = Attribute("u", "t", "date", "timex")
THURSDAY = "2015-03-12"
STATED = ("type", "value", "mod", "quant", "freq", "edtf", "earliest", "latest")


def stated(*names: str) -> list[str]:
    lines = [line for name in names for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if not line.startswith("#")]


ALL = stated("worked.txt", "english.txt", "german.txt", "news.txt")


@pytest.mark.parametrize("line", ALL, ids=lambda line: line.split("|")[1].strip())
def test_an_expression_means_what_is_stated(line: str) -> None:
    language, text, *wanted = (part.strip() for part in line.split("|"))
    before, phrase, after = re.split(r"[\[\]]", text)
    offer = propose(phrase, THURSDAY, language=language, before=before, after=after)
    assert offer.why == ""
    first = offer.proposals[0]
    assert [getattr(first.timex, field) for field in STATED] == wanted
    assert first.timex.by == "tool"
    assert first.timex.anchor in ("", THURSDAY)
    assert first.reason
    for one in offer.proposals:
        assert check_value(list(packed(one.timex)), DATE) == packed(one.timex)


def test_there_are_thirty_expressions_of_each_language_beside_the_worked_ones() -> None:
    assert len(stated("english.txt")) >= 30
    assert len(stated("german.txt")) >= 30
    assert len([line for line in stated("news.txt") if line.startswith("en")]) >= 35
    assert len([line for line in stated("news.txt") if line.startswith("de")]) >= 35
    assert len(set(ALL)) == len(ALL)
    assert set(STATED) < set(FIELDS)
    assert set(TABLES) == {"en", "de"}
    assert has_table("en-GB")
    assert has_table("de_AT")
    assert not has_table("")


@pytest.mark.parametrize(
    ("before", "phrase", "meanings"),
    [
        ("The vote is on ", "Tuesday", ["2015-03-10", "2015-03-17"]),
        ("", "next Friday", ["XXXX-WXX-5", "2015-03-13", "2015-03-20"]),
        ("", "3 April", ["2015-04-03", "2014-04-03"]),
        ("", "4/5/2015", ["2015-04-05", "2015-05-04"]),
        ("", "Friday, 12 March 2015", ["2015-03-12"]),
    ],
)
def test_where_nothing_decides_all_meanings_are_offered_and_a_person_is_asked(
    before: str, phrase: str, meanings: list[str]
) -> None:
    found = propose(phrase, THURSDAY, language="en", before=before).proposals
    assert [one.timex.value for one in found] == meanings
    assert all(one.ask for one in found)


def test_a_day_of_the_week_that_does_not_fit_the_date_is_said() -> None:
    (wrong,) = propose("Tuesday, 2 November 2015", THURSDAY, language="en").proposals
    assert (wrong.timex.value, wrong.ask) == ("2015-11-02", True)
    assert "does not fit" in wrong.reason
    (right,) = propose("Monday, 2 November 2015", THURSDAY, language="en").proposals
    assert (right.reason, right.ask) == ("The words say all of it.", False)


def test_the_day_of_the_document_is_the_latest_of_its_name() -> None:
    (found,) = propose("Thursday", THURSDAY, language="en", before="she said on ").proposals
    assert (found.timex.value, found.ask) == (THURSDAY, False)
    (found,) = propose("Donnerstag", THURSDAY, language="de", before="sagte sie am ").proposals
    assert found.timex.value == THURSDAY


@pytest.mark.parametrize(
    ("short", "year"), [("'39", "2039"), ("'40", "1940"), ("'69", "1969"), ("'98", "1998")]
)
def test_a_year_of_two_figures_is_one_within_a_hundred_up_to_2039(short: str, year: str) -> None:
    (found,) = propose(short, THURSDAY, language="en", before="in ").proposals
    assert found.timex.value == year


def test_a_weekend_that_the_days_are_not_is_said_and_one_that_they_are_is_found() -> None:
    (wrong, *_others) = propose("weekend of 3 and 4 March", THURSDAY, language="en").proposals
    assert (wrong.timex.value, wrong.ask) == ("2015-03-03/2015-03-04", True)
    assert wrong.reason == "There is no weekend on these days."
    (right,) = propose("weekend of 3 and 4 March", "2018-03-08", language="en").proposals
    assert (right.timex.value, right.ask) == ("2018-W09-WE", False)


def test_next_weekend_may_be_one_of_two_but_on_a_sunday_only_the_one_to_come() -> None:
    found = propose("next weekend", THURSDAY, language="en").proposals
    assert [(one.timex.value, one.ask) for one in found] == [("2015-W12-WE", True), ("2015-W11-WE", True)]
    (found_on_sunday,) = propose("next weekend", "2015-03-15", language="en").proposals
    assert found_on_sunday.timex.value == "2015-W12-WE"


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "Mondays and Thursdays"),
        ("en", "the 1970s and early 1980s"),
        ("en", "fiscal 2014, fiscal 2015 and fiscal 2016"),
        ("de", "Ende Februar oder Anfang März"),
    ],
)
def test_of_several_that_have_no_one_value_each_is_to_be_marked_by_itself(language: str, phrase: str) -> None:
    offer = propose(phrase, THURSDAY, language=language)
    assert offer.proposals == ()
    assert offer.why == "There is no one value for these together. Mark each of them by itself."


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "the first night"),
        ("en", "every second Monday"),
        ("en", "the fifth Monday of February 2015"),
        ("en", "fourth half of May"),
    ],
)
def test_what_is_not_clear_by_itself_gets_no_value(language: str, phrase: str) -> None:
    offer = propose(phrase, THURSDAY, language=language)
    assert [one.timex.value for one in offer.proposals] == []
    assert offer.why == "The rules do not know this expression."
