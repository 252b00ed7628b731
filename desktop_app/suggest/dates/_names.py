"""Dates by name: days of the calendar, months, days of the week, seasons, quarters, years and feasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._calendar import (
    feast,
    last_weekday,
    month_value,
    months_on,
    next_weekday,
    season_months,
)
from desktop_app.suggest.dates._lexicon import Token
from desktop_app.suggest.dates._setting import NoAnchorError, Setting, full

CLOSE, FAR = 31, 300
"""Days: of what comes once a year the one is meant that is so close, if the other is so far."""
Tokens = tuple[Token, ...]
Found = list[Proposal]


def of(tokens: Tokens, sort: str, place: int = 0) -> Token:
    """The token of this sort (the first, unless another place is given)."""
    return [token for token in tokens if token.sort in sort][place]


def year_of(tokens: Tokens) -> int:
    """The year that is named, a short one within a hundred years up to 2039."""
    token = of(tokens, sorts.YEAR + sorts.SHORT_YEAR)
    if token.sort == sorts.SHORT_YEAR:
        return token.number + (2000 if token.number < 40 else 1900)
    return token.number


def full_day(tokens: Tokens, _setting: Setting) -> Found:
    """12 March 2015, with or without the day of the week."""
    day = _made(
        year_of(tokens), of(tokens, sorts.MONTH).number, of(tokens, sorts.ORDINAL + sorts.NUMBER).number
    )
    if day is None:
        return []
    weekdays = [token.number for token in tokens if token.sort == sorts.WEEKDAY]
    wrong = bool(weekdays) and weekdays[0] != day.isoweekday()
    found = full(day.isoformat(), ask=wrong)
    return [replace(found, reason=_("The day of the week does not fit this date.")) if wrong else found]


def full_month(tokens: Tokens, _setting: Setting) -> Found:
    """March 2015."""
    return [full(month_value(year_of(tokens), of(tokens, sorts.MONTH).number))]


def full_year(tokens: Tokens, _setting: Setting) -> Found:
    """2015, '98, the year 578."""
    if any(token.sort == sorts.NUMBER for token in tokens):
        unit, number = of(tokens, sorts.UNIT), of(tokens, sorts.NUMBER).number
        return [full(f"{number:04}")] if unit.value == "Y" and unit.number < 2 and 0 < number < 3000 else []
    return [full(f"{year_of(tokens):04}")]


def numeric(tokens: Tokens, setting: Setting) -> Found:
    """2015-03-12, 12.3.2015, 12.3."""
    value = of(tokens, sorts.NUMERIC).value
    if not value.startswith("XXXX"):
        return [full(value)]
    month, day = (int(part) for part in value.split("-")[1:])
    return yearly(lambda year: _made(year, month, day), setting)


def day_of_month(tokens: Tokens, setting: Setting) -> Found:
    """12 March, without a year: the nearest, or the one that the tense points to."""
    month, day = of(tokens, sorts.MONTH).number, of(tokens, sorts.ORDINAL + sorts.NUMBER).number
    weekdays = {token.number for token in tokens if token.sort == sorts.WEEKDAY}

    def made(year: int) -> date | None:
        found = _made(year, month, day)
        return found if found and (not weekdays or found.isoweekday() in weekdays) else None

    return yearly(made, setting) or yearly(lambda year: _made(year, month, day), setting)


def yearly(made: Callable[[int], date | None], setting: Setting) -> Found:
    """What comes once a year, as the day of a year (None for none), around the anchor."""
    try:
        today = setting.day
    except NoAnchorError:
        found = made(setting.year)
        return (
            [setting.point(found.isoformat(), _("The year is that of the document."), ask=True)]
            if found
            else []
        )
    days = [day for day in map(made, range(max(today.year - 30, 1), min(today.year + 31, MAXYEAR))) if day]
    before = max((day for day in days if day <= today), default=None)
    after = min((day for day in days if day >= today), default=None)
    if before is None or after is None:
        return []
    back, ahead = (today - before).days, (after - today).days
    close = min(back, ahead) <= CLOSE and max(back, ahead) >= FAR
    nearest = -1 if back <= ahead else 1
    return setting.occurrences(before.isoformat(), after.isoformat(), nearest=nearest, close=close)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month(tokens: Tokens, setting: Setting) -> Found:
    """March, without a year."""
    number = of(tokens, sorts.MONTH).number
    year, current = setting.month
    back, ahead = (current - number) % 12, (number - current) % 12
    before, after = (month_value(*months_on(year, current, count)) for count in (-back, ahead))
    return setting.occurrences(before, after, nearest=-1 if back <= ahead else 1)


def season(tokens: Tokens, setting: Setting) -> Found:
    """Spring, without a year: the nearest, or the one that the tense points to."""
    name = of(tokens, sorts.SEASON).value
    year, current = setting.month
    first, last = season_months(name)
    count = year * 12 + current
    starts = [at for at in range(year - 2, year + 3) if at * 12 + first <= count]
    ends = [at for at in range(year - 2, year + 3) if at * 12 + last >= count]
    before, after = starts[-1], ends[0]
    back, ahead = count - (before * 12 + last), after * 12 + first - count
    return setting.occurrences(
        f"{before:04}-{name}", f"{after:04}-{name}", nearest=-1 if back <= ahead else 1
    )


def season_of_year(tokens: Tokens, _setting: Setting) -> Found:
    """Spring 2015."""
    return [full(f"{year_of(tokens):04}-{of(tokens, sorts.SEASON).value}")]


def weekday(tokens: Tokens, setting: Setting) -> Found:
    """Tuesday: the latest one if the sentence looks back, the next one if it looks ahead."""
    number, today = of(tokens, sorts.WEEKDAY).number, setting.day
    before, after = last_weekday(today, number), next_weekday(today, number)
    if before == after and setting.tense > 0:
        after = today + timedelta(days=7)
        found = setting.occurrences(before.isoformat(), after.isoformat())
        return [Proposal(one.timex, one.reason, ask=True) for one in found]
    return setting.occurrences(before.isoformat(), after.isoformat())


def numbered_day(tokens: Tokens, setting: Setting) -> Found:
    """The 13th, Friday the 13th."""
    number = of(tokens, sorts.ORDINAL).number
    weekdays = {token.number for token in tokens if token.sort == sorts.WEEKDAY}
    today = setting.day

    def fits(count: int) -> Iterator[date]:
        day = _made(*months_on(today.year, today.month, count), number)
        if day and (not weekdays or day.isoweekday() in weekdays):
            yield day

    before = next((day for count in range(0, -60, -1) for day in fits(count) if day <= today), None)
    after = next((day for count in range(60) for day in fits(count) if day >= today), None)
    if before is None or after is None:
        return []
    nearest = -1 if today - before <= after - today else 1
    return setting.occurrences(before.isoformat(), after.isoformat(), nearest=nearest)


def holiday(tokens: Tokens, setting: Setting) -> Found:
    """Christmas, Easter Monday: with a year, or around the anchor."""
    rule = of(tokens, sorts.HOLIDAY).value
    if any(token.sort in (sorts.YEAR, sorts.SHORT_YEAR) for token in tokens):
        return [full(feast(rule, year_of(tokens)).isoformat())]
    return yearly(lambda year: feast(rule, year), setting)


def part_of_year(value: str, tokens: Tokens, setting: Setting) -> Found:
    """A quarter or a half, Q2 or H1, with a year or in that of the anchor."""
    if any(token.sort in (sorts.YEAR, sorts.SHORT_YEAR) for token in tokens):
        return [full(f"{year_of(tokens):04}-{value}")]
    reason = _("The year is that of the document.")
    found = [setting.point(f"{setting.year:04}-{value}", reason)]
    others = (
        (setting.year - 1, setting.year + 1) if setting.tense <= 0 else (setting.year + 1, setting.year - 1)
    )
    return found + [setting.point(f"{other:04}-{value}", _("A year further away.")) for other in others]


def quarter(tokens: Tokens, setting: Setting) -> Found:
    """Q2, second quarter, first half."""
    short = [token.value for token in tokens if token.sort == sorts.QUARTER]
    if short:
        return (
            part_of_year(short[0], tokens, setting)
            if short[0] in ("Q1", "Q2", "Q3", "Q4", "H1", "H2")
            else []
        )
    number = of(tokens, sorts.ORDINAL).number
    letter, most = ("H", 2) if tokens[1].sort == sorts.HALF or tokens[1].value == "H" else ("Q", 4)
    return part_of_year(f"{letter}{number}", tokens, setting) if 1 <= number <= most else []


def decade(tokens: Tokens, setting: Setting) -> Found:
    """The 1990s; the nineties, which are the latest that have begun."""
    number = of(tokens, sorts.DECADE).number
    if number % 10:
        return []
    if number >= 100:
        return [full(f"{number // 10:03}")]
    found = setting.year - (setting.year - number) % 100
    return [
        setting.point(
            f"{found // 10:03}", _("The latest such decade up to {anchor}.").format(anchor=setting.said)
        )
    ]


def century(tokens: Tokens, _setting: Setting) -> Found:
    """The 21st century."""
    number = of(tokens, sorts.ORDINAL).number
    return [full(f"{number - 1:02}")] if 2 <= number <= 30 else []


def numbered_week(tokens: Tokens, setting: Setting) -> Found:
    """Week 10, with a year or in that of the anchor."""
    named = of(tokens, sorts.NUMBER + sorts.ORDINAL)
    if not 1 <= named.number <= 53:
        return []
    value = f"W{named.number:02}"
    if any(token.sort == sorts.YEAR for token in tokens):
        return [full(f"{year_of(tokens):04}-{value}")]
    # “The first week” may be that of anything.
    spelt = named.sort == sorts.ORDINAL and bool(named.value)
    reason = _("The year is that of the document.")
    return [setting.point(f"{setting.year:04}-{value}", reason, ask=spelt)]
