"""Dates between exact and vague."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attributes import _edtf

UNDERSTOOD = [
    ("2015", (2015, 1, 1), (2015, 12, 31)),
    ("2015-03", (2015, 3, 1), (2015, 3, 31)),
    ("2015-03-12", (2015, 3, 12), (2015, 3, 12)),
    ("2016-02", (2016, 2, 1), (2016, 2, 29)),
    ("1900-02", (1900, 2, 1), (1900, 2, 28)),
    ("2000-02-29", (2000, 2, 29), (2000, 2, 29)),
    ("0000-02-29", (0, 2, 29), (0, 2, 29)),
    ("-0044-03-15", (-44, 3, 15), (-44, 3, 15)),
    ("2015-03-12T09:30:00Z", (2015, 3, 12), (2015, 3, 12)),
    ("2015-03-12T23:59:59+05:30", (2015, 3, 12), (2015, 3, 12)),
    ("2015-03-12T00:00:00-04", (2015, 3, 12), (2015, 3, 12)),
    ("2015-21", (2015, 3, 1), (2015, 5, 31)),
    ("2015-24", (2015, 12, 1), (2016, 2, 29)),
    ("2015-34", (2015, 4, 1), (2015, 6, 30)),
    ("2015-41", (2015, 7, 1), (2015, 12, 31)),
    ("201X", (2010, 1, 1), (2019, 12, 31)),
    ("20XX", (2000, 1, 1), (2099, 12, 31)),
    ("-004X", (-49, 1, 1), (-40, 12, 31)),
    ("2015-XX", (2015, 1, 1), (2015, 12, 31)),
    ("2015-XX-XX", (2015, 1, 1), (2015, 12, 31)),
    ("2015-02-XX", (2015, 2, 1), (2015, 2, 28)),
    ("2010~", (2010, 1, 1), (2010, 12, 31)),
    ("2015-03?", (2015, 3, 1), (2015, 3, 31)),
    ("2015-03-12%", (2015, 3, 12), (2015, 3, 12)),
    ("2015-03-02/2015-03-08", (2015, 3, 2), (2015, 3, 8)),
    ("2014/2015-03", (2014, 1, 1), (2015, 3, 31)),
    ("2015-03-12/2015", (2015, 3, 12), (2015, 12, 31)),
    ("2010~/2015?", (2010, 1, 1), (2015, 12, 31)),
    ("../2015-03-12", None, (2015, 3, 12)),
    ("2015-03-12/..", (2015, 3, 12), None),
    ("/2015", None, (2015, 12, 31)),
    ("2015/", (2015, 1, 1), None),
]

REFUSED = [
    "",
    "15",
    "201",
    "20155",
    "2015-3-12",
    "2015-03-1",
    "2015-00",
    "2015-13",
    "2015-20",
    "2015-25",
    "2015-99",
    "2015-03-00",
    "2015-03-32",
    "2015-02-29",
    "1900-02-29",
    "2015-04-31",
    "2015-21-01",
    "2015-XX-03",
    "201X-03",
    "2XXX",
    "XXXX",
    "X015",
    "2015-1X",
    "2015-03-1X",
    "~2015",
    "2015~?",
    "2015 ?",
    "2015-W10",
    "2015-W10-2",
    "2015-071",
    "20150312",
    "2015-03-12T09:30",
    "2015-03-12T24:00:00Z",
    "2015-03-12T09:60:00Z",
    "2015-02-30T09:30:00Z",
    "2015-03-12 09:30:00",
    "2015/2014",
    "2015-03-08/2015-03-02",
    "2014/2015/2016",
    "..",
    "../..",
    "/",
    "/..",
    "2015-03-12/2015-03-32",
    "2015–2016",
    "２０１５",
    "٢٠١٥",
    "[2015,2016]",
    "P3W",
    "last week",
    "2015-03-12\n2015",
]


@pytest.mark.parametrize(("text", "first", "last"), UNDERSTOOD)
def test_a_date_means_the_days_from_its_first_to_its_last(text: str, first: object, last: object) -> None:
    assert _edtf.bounds(text) == (first, last)
    assert _edtf.normal(f" {text.lower().replace('t', 'T').replace('z', 'Z')} ") == text


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        _edtf.bounds(text)


def test_one_date_out_of_several_lies_between_the_first_day_of_all_and_the_last() -> None:
    assert _edtf.bounds_of_any("[2015-05,2015-03,2016-02]") == ((2015, 3, 1), (2016, 2, 29))


def test_several_dates_may_hold_a_stretch_that_runs_forward() -> None:
    assert _edtf.bounds_of_any("{2015-07..2015-09,2015-01}") == ((2015, 1, 1), (2015, 9, 30))
    with pytest.raises(ValueError, match="before it starts"):
        _edtf.bounds_of_any("{2015-09..2015-07}")


@given(day=st.dates())
def test_every_day_of_the_calendar_is_a_date(day: dt.date) -> None:
    assert _edtf.bounds(day.isoformat()) == ((day.year, day.month, day.day),) * 2


@given(first=st.dates(), last=st.dates())
def test_an_interval_is_taken_exactly_when_it_runs_forward(first: dt.date, last: dt.date) -> None:
    text = f"{first}/{last}"
    if first <= last:
        assert _edtf.normal(text) == text
    else:
        with pytest.raises(ValueError, match="before it starts"):
            _edtf.normal(text)


@given(text=st.text(alphabet="0123456789-XT:Z/.~?%", max_size=24))
def test_any_other_text_is_read_in_order_or_refused(text: str) -> None:
    try:
        first, last = _edtf.bounds(text)
    except ValueError:
        return
    assert first is not None or last is not None
    assert first is None or last is None or first <= last
