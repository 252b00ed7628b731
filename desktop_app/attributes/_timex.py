"""The grammar of TIMEX3 values, and what a value or an EDTF date says about the other fields."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.attributes import _edtf
from desktop_app.base.i18n import _
from desktop_app.model.timex import FUTURE, PAST, PRESENT, SEASONS, Timex, TimexType, edtf_of

MODS = (
    *(
        "BEFORE",
        "AFTER",
        "ON_OR_BEFORE",
        "ON_OR_AFTER",
        "LESS_THAN",
        "MORE_THAN",
        "EQUAL_OR_LESS",
        "EQUAL_OR_MORE",
    ),
    *("START", "MID", "END", "APPROX"),
)
REFERENCES = (PAST, PRESENT, FUTURE)
_LOOSE = ("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "START", "MID", "END")
"""Modifiers that say that other days are meant than those of the date itself."""
_YEAR = r"(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX|BC[0-9]{4}|FY[0-9]{4})"
_DATE = (
    rf"(?:{_YEAR}(?:-(?:(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12][0-9]|3[01]|XX))?"
    r"|W(?:0[1-9]|[1-4][0-9]|5[0-3]|XX)(?:-(?:[1-7]|X|WE))?|SP|SU|FA|WI|Q[1-4X]|H[12X]))?|[0-9]{2,3})"
)
_CLOCK = (
    r"T(?:MO|MI|AF|EV|NI|DT|(?:[01][0-9]|2[0-4]|XX)(?::(?:[0-5][0-9]|XX)(?::[0-5][0-9])?)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)"
)
_AMOUNT = r"(?:[0-9]{1,9}(?:\.[0-9]{1,6})?|X)"
_LENGTH = rf"P(?=.)(?:{_AMOUNT}(?:DE|CE|ML|WE|NI|Y|Q|M|W|D)){{0,4}}(?:T(?=.)(?:{_AMOUNT}[HMS]){{0,3}})?"
_GRAMMAR = {
    TimexType.DATE: re.compile(rf"{_DATE}(?:/{_DATE})?|{'|'.join(REFERENCES)}"),
    TimexType.TIME: re.compile(rf"(?:{_DATE}{_CLOCK})(?:/{_DATE}{_CLOCK})?"),
    TimexType.DURATION: re.compile(_LENGTH),
    TimexType.SET: re.compile(rf"{_DATE}(?:{_CLOCK})?|{_CLOCK}|{_LENGTH}"),
}
_DAY = re.compile(r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})")
_QUANT = re.compile(r"[A-Z][A-Z ]{0,29}")
_FREQ = re.compile(r"(?:[0-9]{1,3}|X)[XHDWMY]?")
_OUT_OF_DIGITS = re.compile(r"(-?[0-9]{2,3})X{1,2}")
_BY_NUMBER = {
    **{str(number): season for season, number in SEASONS.items()},
    **{str(32 + number): f"Q{number}" for number in range(1, 5)},
    "40": "H1",
    "41": "H2",
}


_DOTTED = re.compile(r"(?:([0-9]{1,2})\.\s*)?([0-9]{1,2})\.\s*([0-9]{4})")


def undotted(text: str) -> str:
    """The same with day.month.year and month.year written as EDTF has them."""
    return _DOTTED.sub(lambda one: "-".join(part.zfill(2) for part in (one[3], one[2], one[1]) if part), text)


def of_code(code: str) -> Timex:
    """What a TIMEX3 value or an EDTF date says. Raises ValueError with the reason for people when it is neither."""
    try:
        return of_edtf(code)
    except ValueError:
        for kind in (TimexType.DATE, TimexType.TIME, TimexType.DURATION):
            if _GRAMMAR[kind].fullmatch(code):
                recurs = code.startswith("XXXX-W")
                found = Timex(TimexType.SET if recurs else kind, code, quant="EVERY" if recurs else "")
                return completed(replace(found, edtf=edtf_of(code)))
        raise


def of_edtf(text: str) -> Timex:
    """What an EDTF date alone says. Raises ValueError with the reason for people when it is none."""
    written = text.strip().replace("x", "X")
    _edtf.bounds_of_any(written)
    bare = re.sub(r"[?~%]", "", written)
    mod = "APPROX" if re.search(r"[~%]", written) else ""
    first, slash, last = bare.partition("/")
    if slash and first in ("", _edtf.OPEN):
        return completed(Timex(TimexType.DATE, _value(last), mod="ON_OR_BEFORE", edtf=written))
    if slash and last in ("", _edtf.OPEN):
        return completed(Timex(TimexType.DATE, _value(first), mod="ON_OR_AFTER", edtf=written))
    value = f"{_value(first)}/{_value(last)}" if slash else _value(bare)
    kind = TimexType.TIME if "T" in value and not slash else TimexType.DATE
    return completed(Timex(kind, value, mod=mod, edtf=written))


def _value(written: str) -> str:
    """The TIMEX3 value of one EDTF date without its doubts."""
    if written.startswith(("[", "{")):
        return "XXXX-XX-XX"
    if written.startswith("-"):
        return "BC" + written[1:]
    digits = _OUT_OF_DIGITS.fullmatch(written)
    year, _dash, part = written.rpartition("-")
    if part in _BY_NUMBER and len(year) == 4:
        return f"{year}-{_BY_NUMBER[part]}"
    return digits[1] if digits else written.removesuffix("-XX").removesuffix("-XX")


def completed(timex: Timex) -> Timex:
    """The same with the days that its EDTF date spans, or that lie before or after it, unless days are given.

    Raises ValueError when there is no such EDTF date.
    """
    if not timex.edtf or timex.earliest or timex.latest:
        return timex
    first, last = _edtf.bounds_of_any(timex.edtf)
    # What is before nine o'clock may be on the same day.
    further = 0 if timex.type == TimexType.TIME else 1
    if timex.mod == "BEFORE":
        return replace(timex, latest=_day(first, -further))
    if timex.mod == "AFTER":
        return replace(timex, earliest=_day(last, further))
    return replace(
        timex,
        earliest="" if timex.mod == "ON_OR_BEFORE" else _day(first),
        latest="" if timex.mod == "ON_OR_AFTER" else _day(last),
    )


def _day(day: _edtf.Day | None, further: int = 0) -> str:
    """The day so many days further, in ISO 8601; '' for none, and where the calendar of the machine ends."""
    if day is None:
        return ""
    year, month, number = day
    if not further:
        return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{number:02}"
    try:
        return (date(*day) + timedelta(days=further)).isoformat()
    except (ValueError, OverflowError):
        return ""


def check_fields(timex: Timex) -> None:
    """Raise ValueError, with the reason for people, when a field cannot be what it is."""
    if timex.type not in list(TimexType):
        raise ValueError(_("The type is DATE, TIME, DURATION or SET."))
    if not _GRAMMAR[TimexType(timex.type)].fullmatch(timex.value):
        raise ValueError(_("The value does not fit the type {type}.").format(type=timex.type))
    if timex.mod and timex.mod not in MODS:
        raise ValueError(_("The modifier is one of {mods}.").format(mods=", ".join(MODS)))
    recurring = timex.type == TimexType.SET
    for word, pattern in ((timex.quant, _QUANT), (timex.freq, _FREQ)):
        if word and not (recurring and pattern.fullmatch(word)):
            raise ValueError(_("Only what recurs has a quantity (EVERY) and a frequency (2X)."))
    if timex.by not in ("", "tool", "human"):
        raise ValueError(_("A value is worked out by “tool” or by “human”."))
    if timex.anchor:
        _edtf.bounds_of_any(timex.anchor)
    _check_days(timex)


def _check_days(timex: Timex) -> None:
    earliest, latest = _read(timex.earliest), _read(timex.latest)
    if earliest and latest and latest < earliest:
        raise ValueError(_("The latest day is before the earliest."))
    if not timex.edtf:
        return
    first, last = _edtf.bounds_of_any(timex.edtf)
    if timex.type in (TimexType.DURATION, TimexType.SET):
        return
    if timex.mod in _LOOSE:
        after = first is not None and latest is not None and latest < first
        before = last is not None and earliest is not None and earliest > last
        if (after and "BEFORE" not in timex.mod) or (before and "AFTER" not in timex.mod):
            raise ValueError(_("The days lie outside the date."))
    elif (earliest, latest) != (first, last):
        raise ValueError(_("The earliest and the latest day are not those of the date."))


def _read(day: str) -> _edtf.Day | None:
    if not day:
        return None
    if not _DAY.fullmatch(day):
        raise ValueError(_("A day is written like 2015-03-12."))
    return _edtf.bounds(day)[0]
