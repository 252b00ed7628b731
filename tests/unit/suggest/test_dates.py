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


ALL = stated("worked.txt", "english.txt", "german.txt")


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
