"""Short words for time expressions, which can be typed as well, and longer ones for a look at them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop_app.attributes import _timex
from desktop_app.base.i18n import _, ngettext
from desktop_app.model.timex import FUTURE, PAST, PRESENT, Timex, TimexType, edtf_of

_PART = re.compile(r"(T?)([0-9.]+|X)(DE|CE|WE|NI|[YQMWDHS])")
_CODE = re.compile(
    r"(?<![0-9-])(?:(?P<week>[0-9]{4}-W[0-9]{2}(?:-WE)?)(?![0-9-])|(?P<year>[0-9]{4})-(?P<month>[01][0-9])(?:-(?P<day>[0-3][0-9]))?"
    r"(?:T(?P<clock>[0-9:]+|MO|MI|AF|EV|NI|DT))?(?![0-9X-])|(?P<other>[0-9]{4}-(?:[QH][1-4]|SP|SU|FA|WI))|(?P<decade>[0-9]{3})X(?![0-9X-]))"
)


def mod_words() -> Mapping[str, str]:
    """How each modifier is said, with {date} for the date."""
    return {
        "START": _("early {date}"),
        "MID": _("middle of {date}"),
        "END": _("late {date}"),
        "BEFORE": _("before {date}"),
        "AFTER": _("after {date}"),
        "ON_OR_BEFORE": _("until {date}"),
        "ON_OR_AFTER": _("from {date}"),
        "APPROX": _("about {date}"),
        "LESS_THAN": _("less than {date}"),
        "MORE_THAN": _("more than {date}"),
        "EQUAL_OR_LESS": _("at most {date}"),
        "EQUAL_OR_MORE": _("at least {date}"),
    }


def _references() -> Mapping[str, str]:
    return {PAST: _("at some time in the past"), PRESENT: _("now"), FUTURE: _("at some time in the future")}


def _units(number: int) -> Mapping[str, str]:
    return {
        "Y": ngettext("year", "years", number),
        "Q": ngettext("quarter", "quarters", number),
        "M": ngettext("month", "months", number),
        "W": ngettext("week", "weeks", number),
        "D": ngettext("day", "days", number),
        "DE": ngettext("decade", "decades", number),
        "CE": ngettext("century", "centuries", number),
        "WE": ngettext("weekend", "weekends", number),
        "NI": ngettext("night", "nights", number),
        "TH": ngettext("hour", "hours", number),
        "TM": ngettext("minute", "minutes", number),
        "TS": ngettext("second", "seconds", number),
    }


def weekday(number: int) -> str:
    """The name of a day of the week, from 1 for Monday."""
    names = (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")),
    )
    return names[number - 1]


def month(number: int) -> str:
    """The name of a month, from 1 for January."""
    names = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August")),
        *(_("September"), _("October"), _("November"), _("December")),
    )
    return names[number - 1]


def code(timex: Timex) -> str:
    """The date, with words where there are short ones: '2015-03-12', 'early 2015-03', '3 weeks', 'every Monday'."""
    said = _bare(timex)
    if timex.mod == "APPROX" and said.endswith("%"):
        return said
    said = said.removesuffix("~") if timex.mod == "APPROX" else said
    return mod_words().get(timex.mod, "{date}").format(date=said)


def _bare(timex: Timex) -> str:
    if timex.value in _references():
        return _references()[timex.value]
    if timex.type == TimexType.DURATION:
        return _length(timex.value)
    if timex.type == TimexType.SET:
        return _recurring(timex)
    if timex.edtf.startswith(("[", "{")):
        joint = _(" or ") if timex.edtf.startswith("[") else _(" and ")
        return joint.join(timex.edtf[1:-1].split(",")).replace("..", _(" to "))
    in_edtf = re.search("[?~%X]", timex.edtf) or not re.match("[0-9]{4}", timex.value)
    said = timex.edtf if in_edtf and timex.edtf and ".." not in timex.edtf else timex.value
    return _(" to ").join(said.split("/"))


def _length(value: str) -> str:
    parts, clock = [], ""
    for found in _PART.finditer(value.removeprefix("P")):
        clock = clock or found[1]
        amount = 0 if found[2] == "X" else 1 if found[2] == "1" else 2
        unit = _units(amount or 2)[clock + found[3]]
        figures = _("some") if found[2] == "X" else found[2]
        parts.append(f"{figures} {unit}")
    return " ".join(parts) or value


def _recurring(timex: Timex) -> str:
    value = timex.value
    if value.startswith("XXXX-WXX-") and value[-1].isdecimal():
        said = weekday(int(value[-1]))
    elif value.startswith("P"):
        said = _length(value).removeprefix("1 ")
    else:
        said = value
    times = timex.freq.removesuffix("X") + " × " if timex.freq else ""
    return times + _("every {what}").format(what=said)


def words(timex: Timex) -> str:
    """As `code`, with the names of months and days: 'Thursday, 12 March 2015', 'early March 2015', '3 weeks'."""
    # “By Friday” is BEFORE in TIMEX3, and Friday is among its days.
    until = (
        timex.mod == "BEFORE"
        and timex.type == TimexType.DATE
        and timex.edtf
        and timex.latest == _timex.completed(_bare_date(timex)).latest
    )
    return _CODE.sub(_long, code(replace(timex, mod="ON_OR_BEFORE") if until else timex))


def _bare_date(timex: Timex) -> Timex:
    return replace(timex, mod="", earliest="", latest="")


def _long(found: re.Match[str]) -> str:
    if found["decade"]:
        return _("{year}s").format(year=f"{found['decade']}0")
    if found["week"]:
        return _CODE.sub(_long, _(" to ").join(edtf_of(found["week"]).split("/")))
    if found["other"]:
        return _part_of_year(found["other"])
    number = int(found["month"])
    if not 1 <= number <= 12:
        return found[0]
    if not found["day"]:
        return _("{month} {year}").format(month=month(number), year=int(found["year"]))
    try:
        day = date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return found[0]
    said = _("{day} {month} {year}").format(day=day.day, month=month(number), year=day.year)
    said = f"{weekday(day.isoweekday())}, {said}"
    return f"{said}, {_clock(found['clock'])}" if found["clock"] else said


def _clock(clock: str) -> str:
    parts = {
        "MO": _("morning"),
        "MI": _("midday"),
        "AF": _("afternoon"),
        "EV": _("evening"),
        "NI": _("night"),
        "DT": _("daytime"),
    }
    return parts.get(clock, clock)


def _part_of_year(value: str) -> str:
    year, _dash, part = value.partition("-")
    names = {
        "SP": _("spring {year}"),
        "SU": _("summer {year}"),
        "FA": _("autumn {year}"),
        "WI": _("winter {year}"),
        "Q1": _("first quarter of {year}"),
        "Q2": _("second quarter of {year}"),
        "Q3": _("third quarter of {year}"),
        "Q4": _("fourth quarter of {year}"),
        "H1": _("first half of {year}"),
        "H2": _("second half of {year}"),
    }
    return names.get(part, value).format(year=year)


def decoded(text: str) -> Timex:
    """What `code` wrote or a person typed. Raises ValueError with the reason for people."""
    typed = " ".join(text.split())
    for mod, pattern in mod_words().items():
        before, _sign, after = pattern.partition("{date}")
        if len(typed) > len(before + after) and typed.startswith(before) and typed.endswith(after):
            found = decoded(typed[len(before) : len(typed) - len(after)])
            edtf = _open(found.edtf, mod)
            return _timex.completed(replace(found, mod=mod, edtf=edtf, earliest="", latest=""))
    known = {said.casefold(): value for value, said in _references().items()}
    if typed.casefold() in known:
        return Timex(TimexType.DATE, known[typed.casefold()])
    for joint, edtf in ((_(" or "), "[{}]"), (_(" and "), "{{{}}}")):
        if joint in typed:
            return _timex.of_edtf(edtf.format(",".join(typed.replace(_(" to "), "..").split(joint))))
    return _named(typed) or _timex.of_code(_timex.undotted(typed.replace(_(" to "), "/")))


def _open(edtf: str, mod: str) -> str:
    if not edtf or set(edtf) & set("/[T"):
        return edtf
    opened = {"ON_OR_BEFORE": f"../{edtf}", "ON_OR_AFTER": f"{edtf}/..", "APPROX": f"{edtf.rstrip('~')}~"}
    return opened.get(mod, edtf)


def _named(typed: str) -> Timex | None:
    """A length of time or something that recurs, where it is said in words."""
    before, _sign, _after = _("every {what}").partition("{what}")
    if typed.startswith(before):
        rest = typed.removeprefix(before)
        days = {weekday(number).casefold(): f"XXXX-WXX-{number}" for number in range(1, 8)}
        value = days.get(rest.casefold()) or _length_value(rest) or _length_value(f"1 {rest}") or rest
        return Timex(TimexType.SET, value, quant="EVERY")
    length = _length_value(typed)
    return Timex(TimexType.DURATION, length) if length else None


def _length_value(typed: str) -> str:
    """The TIMEX3 value of amounts and units: 'P1Y6M' for '1 year 6 months'; '' when it is anything else."""
    units = {said.casefold(): unit for number in (2, 1) for unit, said in _units(number).items()}
    given = typed.casefold().split()
    parts = {False: "", True: ""}
    for amount, said in zip(given[::2], given[1::2], strict=False):
        figures = "X" if amount == _("some") else amount.replace(",", ".")
        unit = units.get(said, "")
        parts[unit.startswith("T")] += figures + unit.removeprefix("T")
        if not unit:
            return ""
    even = given and len(given) % 2 == 0
    return f"P{parts[False]}{'T' if parts[True] else ''}{parts[True]}" if even else ""
