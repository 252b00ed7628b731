"""Arithmetic with days, weeks, months and years, and the days of feasts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the rule of Gauss as Lichtenberg mended it."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    cycle = year % 19
    full = (19 * cycle + moon) % 30
    late = (full + cycle // 11) // 29
    limit = 21 + full - late
    sunday = 7 - (year + year // 4 + sun) % 7
    march = limit + 7 - (limit - sunday) % 7
    return date(year, 3, 1) + timedelta(days=march - 1)


def feast(rule: str, year: int) -> date:
    """The day of a feast.

    '12-25' is a day of the year, 'E+39' days after Easter, '11#4-4' the fourth Thursday of November, '5#-1-1' the last
    Monday of May, '11-23<3' the last Wednesday before a day.
    """
    if rule.startswith("E"):
        return easter(year) + timedelta(days=int(rule[1:] or 0))
    if "#" in rule:
        month, which = rule.split("#")
        place, weekday = which.rsplit("-", 1)
        return nth_weekday(year, int(month), int(weekday), int(place))
    day, sign, weekday = rule.partition("<")
    month, number = day.split("-")
    found = date(year, int(month), int(number))
    return last_weekday(found - timedelta(days=1), int(weekday)) if sign else found


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date:
    """The so-manieth such weekday (1 for Monday) of a month; -1 is the last."""
    if place < 0:
        return last_weekday(date(year, month, monthrange(year, month)[1]), weekday)
    return last_weekday(date(year, month, 7), weekday) + timedelta(days=7 * (place - 1))


def last_weekday(day: date, weekday: int) -> date:
    """The latest such weekday (1 for Monday) that is not after the day."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday (1 for Monday) that is not before the day."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def months_on(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month so many months further."""
    years, rest = divmod(year * 12 + month - 1 + count, 12)
    return years, rest + 1


def month_value(year: int, month: int) -> str:
    """As TIMEX3 has it: '2015-03'."""
    return f"{year:04}-{month:02}"


def week_value(day: date) -> str:
    """The week of a day: '2015-W10'."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04}-W{week:02}"


def season_months(season: str) -> tuple[int, int]:
    """First month and number of months after the first of its year."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    return first, first + 2
