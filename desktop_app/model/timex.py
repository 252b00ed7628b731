"""What a time expression means: as TIMEX3, as EDTF and as the days between which it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum


class TimexType(StrEnum):
    """What an expression names: a day or longer, a time of day, a length of time, something that recurs."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Timex:
    """The meaning of a time expression. A field that says nothing is ''.

    `value`, `mod`, `quant` and `freq` are TIMEX3. `earliest` and `latest` are days (ISO 8601), '' where time is open.
    `anchor` is the date from which the meaning was worked out, '' if the words say all; `by` is 'tool' or 'human'.
    """

    type: str
    value: str
    mod: str = ""
    quant: str = ""
    freq: str = ""
    edtf: str = ""
    earliest: str = ""
    latest: str = ""
    anchor: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meaning that an expression may have, and a sentence why. `ask`: there are others, and a person must choose.

    `words` say it shortly, as a button may have them: 'Tuesday, 10 March 2015'.
    """

    timex: Timex
    reason: str
    ask: bool = False
    words: str = ""


FIELDS = tuple(item.name for item in fields(Timex))
PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
SEASONS: Mapping[str, int] = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
"""TIMEX3 seasons and their EDTF numbers."""

_PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})(?:-([1-7]|WE))?")
_PART = re.compile(r"([0-9]{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))")
_SHARE = re.compile(r"[0-9]{4}-(?:3[3-6]|4[01])")
_SEASON = re.compile(r"[0-9]{4}-2[1-4]")
_CLOCK = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)


def packed(timex: Timex) -> tuple[str, ...]:
    """The fields that say something as 'key=value', in the order of FIELDS: how an annotation carries them."""
    pairs = ((key, str(getattr(timex, key))) for key in FIELDS)
    return tuple(f"{key}={value}" for key, value in pairs if value)


def unpacked(items: Iterable[str]) -> Timex:
    """The record of what `packed` made. Raises ValueError when a field is unknown, twice there, or missing."""
    found: dict[str, str] = {}
    for item in items:
        key, sign, value = item.partition("=")
        if not sign or key not in FIELDS or key in found:
            raise ValueError(item)
        found[key] = value
    return of_mapping(found)


def of_mapping(given: Mapping[str, str]) -> Timex:
    """The record with these fields. Raises ValueError when one is unknown, or type or value are missing."""
    if not set(given) <= set(FIELDS) or not given.get("type") or not given.get("value"):
        raise ValueError(", ".join(sorted(given)))
    return Timex(**given)


def as_mapping(timex: Timex) -> dict[str, str]:
    """The fields that say something, in the order of FIELDS: the object of an export."""
    return dict(item.split("=", 1) for item in packed(timex))


def edtf_of(value: str) -> str:
    """The same stretch of time in EDTF, a week as an interval of days; '' where EDTF has no word for it."""
    if "/" in value:
        sides = [edtf_of(side) for side in value.split("/")]
        whole = len(sides) == 2 and all(side and "/" not in side for side in sides)
        # From hour to hour is told by days: EDTF has no intervals of moments.
        first, last = (side.partition("T")[0] for side in sides) if whole else ("", "")
        return interval(first, last) if first != last else first
    if _PLAIN.fullmatch(value):
        return value
    if re.fullmatch(r"[0-9]{2,3}", value):
        return value.ljust(4, "X")
    part = _PART.fullmatch(value)
    if part:
        year, quarter, half, season = part.groups()
        number = 32 + int(quarter) if quarter else 39 + int(half) if half else SEASONS[season]
        return f"{year}-{number}"
    if _CLOCK.fullmatch(value):
        return (
            value
            if value.count(":") > 1 and len(value) > 18 and value[16] == ":"
            else f"{value[:16]}:00{value[16:]}"
        )
    day, _sign, time = value.partition("T")
    return day if time and _PLAIN.fullmatch(day) else _week(value)


def interval(first: str, last: str) -> str:
    """From the one to the other in EDTF. Only seasons may stand there: quarters and halves are told by their months."""
    return f"{_months(first)[0]}/{_months(last)[1]}"


def member(edtf: str) -> str:
    """A date as one of several in EDTF. Only days, months and years may stand there: all else is told from to."""
    year, number = edtf[:-2], edtf[-2:]
    if _SEASON.fullmatch(edtf):
        first = 3 * (int(number) - 20)
        after = f"{int(year[:-1]) + 1:04}-02" if first == 12 else f"{year}{first + 2:02}"
        return f"{year}{first:02}..{after}"
    first_month, last_month = _months(edtf)
    return edtf.replace("/", "..") if first_month == last_month else f"{first_month}..{last_month}"


def _months(edtf: str) -> tuple[str, str]:
    """The first and the last month of a quarter or half; anything else as it is, twice."""
    year, number = edtf[:-2], edtf[-2:]
    if not _SHARE.fullmatch(edtf):
        return edtf, edtf
    length, place = (3, int(number) - 33) if number < "40" else (6, int(number) - 40)
    return f"{year}{place * length + 1:02}", f"{year}{(place + 1) * length:02}"


def _week(value: str) -> str:
    found = _WEEK.fullmatch(value)
    if found is None:
        return ""
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        first = monday + timedelta(days=5 if found[3] == "WE" else int(found[3] or 1) - 1)
        last = (
            first + timedelta(days=1)
            if found[3] == "WE"
            else first
            if found[3]
            else monday + timedelta(days=6)
        )
    except (ValueError, OverflowError):
        return ""
    return first.isoformat() if first == last else f"{first}/{last}"
