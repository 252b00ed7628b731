"""What time expressions mean: what is kept of it, what is refused, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attributes import _edtf, timex
from desktop_app.base.errors import InvalidValueError
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import (
    FIELDS,
    Timex,
    TimexType,
    as_mapping,
    edtf_of,
    member,
    of_mapping,
    packed,
    unpacked,
)

DATE = Attribute("u", "t", "date", "timex")
MARCH = Timex("DATE", "2015-03", edtf="2015-03", earliest="2015-03-01", latest="2015-03-31", by="human")


def typed(text: str) -> Timex:
    found = timex.record(timex.parse(text, DATE))
    assert found is not None
    return found


def test_a_record_is_carried_as_fields_in_fixed_order_and_comes_back() -> None:
    assert packed(replace(MARCH, mod="START")) == (
        "type=DATE",
        "value=2015-03",
        "mod=START",
        "edtf=2015-03",
        "earliest=2015-03-01",
        "latest=2015-03-31",
        "by=human",
    )
    assert unpacked(packed(MARCH)) == MARCH
    assert of_mapping(as_mapping(MARCH)) == MARCH
    assert list(as_mapping(Timex(*"abcdefghij"))) == list(FIELDS)


def test_an_object_of_a_file_and_a_list_of_fields_come_to_the_same() -> None:
    wanted = packed(MARCH)
    assert timex.check(list(reversed(wanted)), DATE) == wanted
    assert timex.check({**as_mapping(MARCH), "mod": "", "freq": ""}, DATE) == wanted


def test_days_that_are_left_out_are_those_of_the_date() -> None:
    given = {"type": "DATE", "value": "2015-W10", "edtf": "2015-03-02/2015-03-08"}
    assert timex.check(given, DATE) == (
        "type=DATE",
        "value=2015-W10",
        "edtf=2015-03-02/2015-03-08",
        "earliest=2015-03-02",
        "latest=2015-03-08",
    )
    before = timex.record(
        timex.check({"type": "DATE", "value": "2015", "mod": "BEFORE", "edtf": "2015"}, DATE)
    )
    assert before is not None
    assert (before.earliest, before.latest) == ("", "2014-12-31")


WRONG = [
    {"value": "2015"},
    {"type": "DATE"},
    {"type": "DAY", "value": "2015"},
    {"type": "DATE", "value": "2015", "colour": "red"},
    {"type": "DATE", "value": "2015-13"},
    {"type": "DATE", "value": "P3W"},
    {"type": "TIME", "value": "2015-03-12"},
    {"type": "TIME", "value": "2015-03-12T25:00"},
    {"type": "DURATION", "value": "P"},
    {"type": "DURATION", "value": "PT"},
    {"type": "DURATION", "value": "3W"},
    {"type": "SET", "value": "weekly"},
    {"type": "DATE", "value": "2015", "mod": "ROUGHLY"},
    {"type": "DATE", "value": "2015", "quant": "EVERY"},
    {"type": "SET", "value": "P1W", "quant": "every"},
    {"type": "SET", "value": "P1W", "freq": "often"},
    {"type": "DATE", "value": "2015", "edtf": "2015-W10"},
    {"type": "DATE", "value": "2015", "edtf": "2015", "earliest": "2014-01-01"},
    {"type": "DATE", "value": "2015", "edtf": "2015", "earliest": "2015-01-01", "latest": "2015-12-30"},
    {"type": "DATE", "value": "2015", "earliest": "2015-02-30"},
    {"type": "DATE", "value": "2015", "earliest": "2015"},
    {"type": "DATE", "value": "2015", "earliest": "2015-03-02", "latest": "2015-03-01"},
    {"type": "DATE", "value": "2015", "mod": "END", "edtf": "2015", "earliest": "2016-01-01"},
    {"type": "DATE", "value": "2015", "mod": "AFTER", "edtf": "2015", "latest": "2014-01-01"},
    {"type": "DATE", "value": "2015", "anchor": "today"},
    {"type": "DATE", "value": "2015", "by": "magic"},
]


@pytest.mark.parametrize("given", WRONG, ids=str)
def test_a_field_that_cannot_be_is_refused_with_a_reason(given: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        timex.check(given, DATE)
    assert caught.value.where == "date"
    assert caught.value.hint


def test_lengths_and_recurrences_may_have_days_of_their_own() -> None:
    given = {
        "type": "DURATION",
        "value": "P3W",
        "edtf": "2015-02-19/2015-03-12",
        "earliest": "2015-02-19",
        "latest": "2015-03-20",
    }
    assert timex.check(given, DATE) == packed(of_mapping(given))


MEANT = """
2015-03-12 | DATE | 2015-03-12 | 2015-03-12 | 2015-03-12 | Thursday, 12 March 2015
3.11.2015 | DATE | 2015-11-03 | 2015-11-03 | 2015-11-03 | Tuesday, 3 November 2015
2015-34 | DATE | 2015-Q2 | 2015-34 | 2015-Q2 | second quarter of 2015
2015-SU | DATE | 2015-SU | 2015-22 | 2015-SU | summer 2015
201 | DATE | 201 | 201X | 201X | 2010s
2010~ | DATE | 2010 | 2010~ | about 2010 | about 2010
2015-03-XX | DATE | 2015-03 | 2015-03-XX | 2015-03-XX | 2015-03-XX
../2015-03 | DATE | 2015-03 | ../2015-03 | until 2015-03 | until March 2015
2015/.. | DATE | 2015 | 2015/.. | from 2015 | from 2015
2014/2015-03 | DATE | 2014/2015-03 | 2014/2015-03 | 2014 to 2015-03 | 2014 to March 2015
2015-W10 | DATE | 2015-W10 | 2015-03-02/2015-03-08 | 2015-W10 | Monday, 2 March 2015 to Sunday, 8 March 2015
[2014,2015-03-13] | DATE | XXXX-XX-XX | [2014,2015-03-13] | 2014 or 2015-03-13 | 2014 or Friday, 13 March 2015
{2014,2015-03-13} | DATE | XXXX-XX-XX | {2014,2015-03-13} | 2014 and 2015-03-13 | 2014 and Friday, 13 March 2015
{2013,2015..2017} | DATE | XXXX-XX-XX | {2013,2015..2017} | 2013 and 2015 to 2017 | 2013 and 2015 to 2017
2015-03-12T14:30 | TIME | 2015-03-12T14:30 | 2015-03-12T14:30:00 | 2015-03-12T14:30 | Thursday, 12 March 2015, 14:30
2015-03-12TEV | TIME | 2015-03-12TEV | 2015-03-12 | 2015-03-12TEV | Thursday, 12 March 2015, evening
P1Y6MT2H | DURATION | P1Y6MT2H | | 1 year 6 months 2 hours | 1 year 6 months 2 hours
PXW | DURATION | PXW | | some weeks | some weeks
XXXX-WXX-1 | SET | XXXX-WXX-1 | | every Monday | every Monday
every week | SET | P1W | | every week | every week
PAST_REF | DATE | PAST_REF | | at some time in the past | at some time in the past
-0044-03-15 | DATE | BC0044-03-15 | -0044-03-15 | -0044-03-15 | -0044-03-15
FY2015 | DATE | FY2015 | | FY2015 | FY2015
"""


@pytest.mark.parametrize("line", MEANT.strip().splitlines())
def test_what_a_person_types_is_completed_and_said_in_words_that_can_be_typed(line: str) -> None:
    text, kind, value, edtf, shown, long = (part.strip() for part in line.split("|"))
    found = typed(text)
    assert (found.type, found.value, found.edtf, found.by) == (kind, value, edtf, "human")
    assert timex.show(packed(found)) == shown
    assert timex.words(found) == long
    assert typed(shown) == found


def test_every_modifier_can_be_typed_before_a_date() -> None:
    for mod, words in {
        "START": "early 2015-03",
        "BEFORE": "before 2015-03",
        "APPROX": "about 2015-03",
        "EQUAL_OR_MORE": "at least 3 weeks",
    }.items():
        found = typed(words)
        assert found.mod == mod
        assert timex.show(packed(found)) == words


def test_a_day_that_is_the_last_one_is_said_to_be_among_the_days() -> None:
    by_friday = Timex("DATE", "2015-03-13", mod="BEFORE", edtf="2015-03-13", latest="2015-03-13")
    assert timex.words(by_friday) == "until Friday, 13 March 2015"
    assert timex.words(replace(by_friday, latest="2015-03-12")) == "before Friday, 13 March 2015"


def test_from_hour_to_hour_is_an_interval_of_days() -> None:
    found = typed("2015-03-12T09:00/2015-03-13T17:00")
    assert (found.type, found.edtf, found.latest) == ("TIME", "2015-03-12/2015-03-13", "2015-03-13")
    assert typed(timex.show(packed(found))) == found
    assert edtf_of("2015-03-12T09:00/2015-03-12T17:00") == "2015-03-12"


def test_what_is_before_or_after_an_hour_may_be_on_the_same_day() -> None:
    nine = Timex("TIME", "2015-03-13T09:00", edtf="2015-03-13T09:00:00")
    before = timex.completed(replace(nine, mod="BEFORE"))
    assert (before.latest, timex.words(before)) == ("2015-03-13", "before Friday, 13 March 2015, 09:00")
    assert timex.completed(replace(nine, mod="AFTER")).earliest == "2015-03-13"


def test_a_date_lies_in_one_day_month_or_year_or_in_none() -> None:
    found = {
        "2015-03-12T09:30:00Z": "2015-03-12",
        "2015-03~": "2015-03",
        "2015-21": "2015",
        "2015-03-02/2015-03-08": "2015-03",
        "2014/2015": "",
        "2015/..": "",
        "-0044": "",
        "soon": "",
        "": "",
    }
    assert {edtf: timex.calendar_part(edtf) for edtf in found} == found


def test_a_value_of_another_kind_is_shown_as_it_is() -> None:
    assert timex.show(("support",)) == "('support',)"
    assert timex.record("2015") is None


@given(day=st.dates(), week=st.booleans())
def test_a_week_is_an_interval_that_has_its_days(day: date, week: bool) -> None:
    year, number, weekday = day.isocalendar()
    value = f"{year:04}-W{number:02}" if week else f"{year:04}-W{number:02}-{weekday}"
    edtf = edtf_of(value)
    if edtf:
        first, last = _edtf.bounds(edtf)
        assert first is not None
        assert last is not None
        assert first <= (day.year, day.month, day.day) <= last


@given(text=st.text(max_size=200) | st.from_regex(r"[0-9PXTWYMD./~-]{1,30}", fullmatch=True))
def test_whatever_is_typed_is_understood_or_refused(text: str) -> None:
    try:
        kept = timex.parse(text, DATE)
    except InvalidValueError:
        return
    assert timex.check(kept, DATE) == kept
    assert TimexType(typed(timex.show(kept)).type) == typed(text).type


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2014-Q1/2014-Q3", "2014-01/2014-09"),
        ("2014-H2/2015-H1", "2014-07/2015-06"),
        ("2014-Q4/2015-03", "2014-10/2015-03"),
        ("2015-SP/2015-FA", "2015-21/2015-23"),
    ],
)
def test_from_one_quarter_or_half_to_another_is_told_by_months_but_seasons_stand(
    value: str, edtf: str
) -> None:
    assert edtf_of(value) == edtf


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2014-33", "2014-01..2014-03"),
        ("2014-41", "2014-07..2014-12"),
        ("2014-21", "2014-03..2014-05"),
        ("2014-24", "2014-12..2015-02"),
        ("2015-03-02/2015-03-08", "2015-03-02..2015-03-08"),
        ("2015-03-12", "2015-03-12"),
        ("2015", "2015"),
    ],
)
def test_among_several_dates_a_quarter_season_or_week_is_told_from_to_and_means_the_same_days(
    edtf: str, told: str
) -> None:
    assert member(edtf) == told
    assert _edtf.bounds_of_any(f"{{{told}}}") == _edtf.bounds(edtf)
