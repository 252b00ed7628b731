"""Dates that are told by where they lie: the first Monday in May, the weekend of 14 March."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.attributes.timex import completed
from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, edtf_of
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._calendar import feast, month_value, nth_weekday, week_value
from desktop_app.suggest.dates._fiscal import two_years
from desktop_app.suggest.dates._lengths import amount
from desktop_app.suggest.dates._names import Found, Tokens, full_month, month, of, year_of, yearly
from desktop_app.suggest.dates._setting import Setting, full

Meant = Callable[[Tokens, Setting], Found]
_YEARS = sorts.YEAR + sorts.SHORT_YEAR
_SATURDAY = 6
_NAMED = re.compile(
    f"[{sorts.WEEKDAY}{sorts.ORDINAL}{sorts.NUMBER}{sorts.MONTH}{_YEARS}{sorts.NUMERIC}{sorts.HOLIDAY}"
    f"{sorts.TO}{sorts.AND}{sorts.UNTIL}]+"
)
"""Words of which one is a day by itself."""


def _place(tokens: Tokens) -> int:
    """1 for the first, 2 for the second, -1 for the last; 0 for anything else."""
    if tokens[0].sort == sorts.ORDINAL:
        return tokens[0].number
    return -1 if tokens[0].number == -1 else 0


def day_of_month(tokens: Tokens, setting: Setting) -> Found:
    """The first Monday in May, the last day of March, the second weekend of June 2015."""
    place, number = _place(tokens), of(tokens, sorts.MONTH).number
    weekdays = [token.number for token in tokens if token.sort == sorts.WEEKDAY]
    unit = "" if weekdays else of(tokens, sorts.UNIT).value
    if unit not in ("", "D", "WE") or not -1 <= place <= (31 if unit == "D" else 5) or not place:
        return []

    def made(year: int) -> date | None:
        if unit == "D":
            days = date(year, number, 28) + timedelta(days=4)
            last = days.replace(day=1) - timedelta(days=1)
            return last if place < 0 else last.replace(day=place) if place <= last.day else None
        found = nth_weekday(year, number, weekdays[0] if weekdays else _SATURDAY, place)
        return found if found.month == number else None

    if any(token.sort in _YEARS for token in tokens):
        day = made(year_of(tokens))
        found = [full(day.isoformat())] if day else []
    else:
        found = yearly(made, setting)
    return [_weekend_from(one) for one in found] if unit == "WE" else found


def _weekend_from(one: Proposal) -> Proposal:
    value = f"{week_value(date.fromisoformat(one.timex.value))}-WE"
    return replace(one, timex=replace(one.timex, value=value))


def part_of_month(tokens: Tokens, setting: Setting) -> Found:
    """The first week of March, the second half of May, the last ten days of June: no more exact than its month."""
    place, named = _place(tokens), any(token.sort in _YEARS for token in tokens)
    several = any(token.sort == sorts.NUMBER for token in tokens)
    halves = any(token.sort == sorts.HALF or token.value == "H" for token in tokens)
    units = [token.value for token in tokens if token.sort == sorts.UNIT]
    if not place or (units and units[0] not in ("D", "W", "H")) or (several and abs(place) > 1):
        return []
    parts = {1: "START", 2: "END" if halves else "MID", 3: "MID", 4: "END", 5: "END", -1: "END"}
    if place not in parts or (halves and abs(place) > 2):
        return []
    reason = _("No more exact than the month; the words say which part of it.")
    found = full_month(tokens, setting) if named else month(tokens, setting)
    return [replace(one, timex=replace(one.timex, mod=parts[place]), reason=reason) for one in found]


def first_of_year(tokens: Tokens, setting: Setting) -> Found:
    """The first nine months of 2014, the last two quarters of the year; the first two years are a length."""
    place, count, unit = _place(tokens), of(tokens, sorts.NUMBER).number, of(tokens, sorts.UNIT).value
    units = [token.value for token in tokens if token.sort == sorts.UNIT]
    named = any(token.sort in _YEARS for token in tokens)
    if not named and len(units) == 1 and place > 0:
        return amount(tokens[1:3], replace(setting, by_number=False))
    size = {"M": 1, "Q": 3}.get(unit, 0)
    if abs(place) != 1 or not 0 < count * size < 12 or not (named or units[1:] == ["Y"]):
        return []
    year = year_of(tokens) if named else setting.year
    first = 1 if place > 0 else 13 - count * size
    value = f"{month_value(year, first)}/{month_value(year, first + count * size - 1)}"
    if named:
        return [full(value)]
    return [setting.point(value, _("In the year of {anchor}.").format(anchor=setting.said))]


def over_new_year(tokens: Tokens, _setting: Setting) -> Found:
    """Winter 2014/15, New Year's Eve 2014/15: of two years the one in which it begins, or the day lies."""
    first = two_years(tokens)
    if first is None:
        return []
    if any(token.sort == sorts.SEASON for token in tokens):
        return [full(f"{first:04}-WI")] if of(tokens, sorts.SEASON).value == "WI" else []
    rule = of(tokens, sorts.HOLIDAY).value
    years = {"12-31": first, "01-01": first + 1}
    return [full(feast(rule, years[rule]).isoformat())] if rule in years else []


def on_this_day(tokens: Tokens, setting: Setting) -> Found:
    """25 years ago today: the same day of an earlier year."""
    here, back, unit = of(tokens, sorts.AWAY), of(tokens, sorts.NUMBER), of(tokens, sorts.UNIT).value
    if (here.value, here.number, unit) != ("D", 0, "Y") or not back.value.isdecimal():
        return []
    today = setting.day
    try:
        day = today.replace(year=today.year - back.number)
    except ValueError:
        return []
    return [setting.point(day.isoformat(), _("Counted back from {anchor}.").format(anchor=setting.said))]


def week_of_days(tokens: Tokens, setting: Setting, meant: Meant) -> Found:
    """The weekend of 14 and 15 March, Easter weekend, the week of 9 March."""
    places = [
        place
        for place, token in enumerate(tokens)
        if token.sort == sorts.UNIT and token.value in ("W", "WE") and token.number < 2
    ]
    if len(places) != 1 or (places[0] and tokens[places[0] - 1].sort == sorts.ORDINAL):
        return []
    unit = tokens[places[0]].value
    rest = tokens[: places[0]] + tokens[places[0] + 1 :]
    if rest and rest[0].sort in (sorts.FROM, sorts.SINCE):
        rest = rest[1:]
    if not _NAMED.fullmatch("".join(token.sort for token in rest)):
        return []
    near = any(token.sort == sorts.HOLIDAY for token in rest)
    given = [one for one in meant(rest, setting) if _days(one)]
    found = [fitting for one in given if (fitting := _week_around(one, unit, near=near)) is not None]
    if found:
        return [replace(one, ask=one.ask and len(found) > 1) for one in found]
    reason = _("There is no weekend on these days.") if unit == "WE" else _("These days are no week.")
    return [replace(one, ask=True, reason=reason) for one in given]


def _week_around(one: Proposal, unit: str, *, near: bool) -> Proposal | None:
    """The week or weekend of a day or of some days; `near`: the nearest weekend; None where there is none."""
    days = _days(one)
    if days is None:
        return None
    first, last = days
    length = (last - first).days
    if unit == "W":
        whole = length == 6 and first.isoweekday() in (1, 7)
        value = week_value(first) if not length else one.timex.value if whole else ""
    elif near and not length and first.isoweekday() < _SATURDAY:
        back = first.isoweekday() < 3
        value = f"{week_value(first - timedelta(days=7 * back))}-WE"
    elif week_value(first) == week_value(last) and first.isoweekday() >= _SATURDAY:
        value = f"{week_value(first)}-WE"
    else:
        holds = length < 4 and any(
            (first + timedelta(days=at)).isoweekday() == 7 for at in range(1, length + 1)
        )
        value = one.timex.value if holds else ""
    return replace(one, timex=replace(one.timex, value=value, edtf="")) if value else None


def _days(one: Proposal) -> tuple[date, date] | None:
    """The first and the last day, where both are known."""
    try:
        done = completed(replace(one.timex, edtf=one.timex.edtf or edtf_of(one.timex.value)))
        return date.fromisoformat(done.earliest), date.fromisoformat(done.latest)
    except ValueError:
        return None
