"""Dates as articles write them, in English and German, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from desktop_app.readers._words import words

LONGEST = 120
"""Characters that a line may have that is nothing but a date."""

_MONTHS = (
    "january jan januar jänner",
    "february feb februar feber",
    "march mar märz mrz",
    "april apr",
    "may mai",
    "june jun juni",
    "july jul juli",
    "august aug",
    "september sep sept",
    "october oct oktober okt",
    "november nov",
    "december dec dezember dez",
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBER, key=len, reverse=True))})\b\.?"
_WEEKDAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag",
    "sonnabend sonntag mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so",
)
_BEFORE = (
    r"(?:(?:first |originally )?(?:published|posted|released|created|dated?|datum|veröffentlicht|erschienen|stand|vom)"
    r"(?: (?:on|at|am|vom))?\s*:?\s*)?"
    r"(?:[^\W\d_][\w .-]{1,30},\s+)?"
    rf"(?:(?:{'|'.join(sorted(_WEEKDAYS))})\b\.?,?\s+)?(?:(?:den|the)\s+)?"
)
_AFTER = (
    r"(?:(?:\s*[,|/–—-]\s*|\s+|T)(?:at |um )?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?\s*"
    r"(?:[ap]\.?m\.?|uhr)?\s*(?:[A-Z]{1,4}|[+-]\d\d:?\d\d)?)?\.?"
)
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})"
_NAMED = (
    rf"{_MONTH}\s*{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
    rf"{_DAY}(?:st|nd|rd|th|\.)?\s*(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})",
    rf"{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})",
    rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
)
_SLASHED = rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}"
_MACHINE = re.compile(
    r"(?P<year>[12]\d{3})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2})(?:[T ].*)?)?)?", re.DOTALL
)
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/.-]|$)")


def date_line(line: str) -> str:
    """The day that a line names which is nothing but a date, with weekday, place and time at most; '' for any other.

    A date like 03/04/2015 is read only where it can mean but one day.
    """
    line = " ".join(line.strip(" \t*_|#").split())
    if not 6 <= len(line) <= LONGEST:
        return ""
    for shape in _NAMED:
        found = _pattern(shape).fullmatch(line)
        if found:
            month = found["month"].lower()
            number = int(month) if month.isdecimal() else _NUMBER[month]
            return _iso(int(found["year"]), number, int(found["day"]))
    slashed = _pattern(_SLASHED).fullmatch(line)
    return _either_way(int(slashed["first"]), int(slashed["second"]), int(slashed["year"])) if slashed else ""


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    """The shape with all that may stand around it; made when the first line is read, for it takes a while."""
    return re.compile(f"{_BEFORE}{shape}{_AFTER}", re.IGNORECASE)


def machine_date(value: str) -> str:
    """The year, month or day that a value for machines begins with ('2015-11-02T09:30Z'); '' when it is none."""
    found = _MACHINE.fullmatch(value.strip()[:LONGEST])
    if not found:
        return date_line(value)
    year, month, day = found["year"], found["month"], found["day"]
    if day:
        return _iso(int(year), int(month), int(day))
    if month:
        return f"{year}-{month}" if 1 <= int(month) <= 12 else ""
    return year


def date_in_address(url: str) -> str:
    """The day in the path of an address (…/2015/11/02/…), '' when there is none."""
    found = _IN_ADDRESS.search(url)
    return _iso(int(found["year"]), int(found["month"]), int(found["day"])) if found else ""


def _either_way(first: int, second: int, year: int) -> str:
    found = {_iso(year, first, second), _iso(year, second, first)} - {""}
    return found.pop() if len(found) == 1 else ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
