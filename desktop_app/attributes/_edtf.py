"""Extended Date/Time Format: all of level 0, and of level 1 what dates in texts need.

Understood: `2015`, `2015-03`, `2015-03-12`, a moment `2015-03-12T09:30:00Z`, seasons `2015-21` to `2015-24`,
quarters `2015-33` to `2015-36`, halves `2015-40` and `2015-41`, years before 0 `-0044`, unspecified digits `201X`,
`20XX`, `2015-XX`, `2015-03-XX`, `2015-XX-XX`, the qualifiers `?` uncertain, `~` approximate and `%` both, and
intervals `A/B`, of which one side may be open (`..`) or unknown (nothing). Years count proleptically in the
Gregorian calendar.
"""

from __future__ import annotations

import re

from desktop_app.base.i18n import _

Day = tuple[int, int, int]
"""Year, month, day: compares in order of time, for years before 1 too."""

OPEN = ".."
_DATE = re.compile(
    r"(?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX))(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)"
)
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_GROUPS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 2),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def normal(text: str) -> str:
    """The same date without blanks around it and with a capital X. Raises ValueError with the reason for people."""
    written = text.strip().replace("x", "X")
    bounds(written)
    return written


def bounds(text: str) -> tuple[Day | None, Day | None]:
    """The first and the last day that are meant; None where an interval is open or unknown. Raises ValueError."""
    if "/" not in text:
        return _simple(text)
    sides = text.split("/")
    if len(sides) > 2:
        raise ValueError(_("An interval has one slash."))
    if all(side in ("", OPEN) for side in sides):
        raise ValueError(_("An interval needs a date on one side at least."))
    first = None if sides[0] in ("", OPEN) else _simple(sides[0])[0]
    last = None if sides[1] in ("", OPEN) else _simple(sides[1])[1]
    if first is not None and last is not None and last < first:
        raise ValueError(_("The interval ends before it starts."))
    return first, last


def bounds_of_any(text: str) -> tuple[Day | None, Day | None]:
    """As `bounds`, and also of level 2: one of several dates, `[2014,2016-03]`, or all, `{2014,2016..2018}`."""
    if text[:1] + text[-1:] not in ("[]", "{}"):
        return bounds(text)
    choices = [_choice(choice) for choice in text[1:-1].split(",")]
    return min(first for first, _last in choices), max(last for _first, last in choices)


def _choice(text: str) -> tuple[Day, Day]:
    first, _dots, last = text.partition(OPEN)
    ends = _simple(first)[0], _simple(last or first)[1]
    if ends[1] < ends[0]:
        raise ValueError(_("The interval ends before it starts."))
    return ends


def _simple(text: str) -> tuple[Day, Day]:
    moment = _MOMENT.fullmatch(text)
    if moment:
        return _simple(moment["day"])
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(_("This is no date that can be read with certainty."))
    years = _years(found["year"])
    month, day = found["month"], found["day"]
    if month is not None and "X" in found["year"]:
        raise ValueError(_("A month needs a year whose digits are all known."))
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueError(_("A day needs a month."))
        return (years[0], 1, 1), (years[1], 12, 31)
    return _within_year(years[0], int(month), day)


def _years(written: str) -> tuple[int, int]:
    low, high = int(written.replace("X", "0")), int(written.replace("X", "9"))
    return min(low, high), max(low, high)


def _within_year(year: int, month: int, day: str | None) -> tuple[Day, Day]:
    if month in _GROUPS and day is None:
        first, last = _GROUPS[month]
        ending = year + 1 if last < first else year
        return (year, first, 1), (ending, last, days_in_month(ending, last))
    if not 1 <= month <= 12:
        raise ValueError(_("There is no month {month:02}.").format(month=month))
    length = days_in_month(year, month)
    if day is None or day == "XX":
        return (year, month, 1), (year, month, length)
    if not 1 <= int(day) <= length:
        raise ValueError(
            _("Month {month:02} of {year} has no day {day}.").format(month=month, year=year, day=day)
        )
    return (year, month, int(day)), (year, month, int(day))


def days_in_month(year: int, month: int) -> int:
    """How many days the month has, in any year."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]
