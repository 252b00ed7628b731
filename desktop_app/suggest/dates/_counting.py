"""Dates that are counted from another: yesterday, last week, two years ago, in three days, the next six months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.base.i18n import _
from desktop_app.model.timex import FUTURE, PAST, PRESENT, Proposal, Timex, TimexType
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._calendar import (
    feast,
    last_weekday,
    month_value,
    months_on,
    next_weekday,
    week_value,
)
from desktop_app.suggest.dates._lengths import written
from desktop_app.suggest.dates._lexicon import Token
from desktop_app.suggest.dates._names import Found, Tokens, of, season, yearly
from desktop_app.suggest.dates._setting import Setting

YEARS = {"Y": 1, "DE": 10, "CE": 100}


def shifted(unit: str, count: int, setting: Setting) -> str:
    """The TIMEX3 value of the unit that is so many units away from the anchor, as exact as the unit and no more."""
    if unit in YEARS:
        year = setting.year + count * YEARS[unit]
        digits = {"Y": 4, "DE": 3, "CE": 2}[unit]
        return f"{year:04}"[:digits] if 0 < year < 10_000 else ""
    if unit in ("M", "Q", "H"):
        size = {"M": 1, "Q": 3, "H": 6}[unit]
        year, number = months_on(*setting.month, count * size)
        part = (number - 1) // size + 1
        if not 0 < year < 10_000:
            return ""
        return month_value(year, number) if unit == "M" else f"{year:04}-{unit}{part}"
    try:
        day = setting.day + timedelta(days=count * (7 if unit in ("W", "WE") else 1))
    except OverflowError:
        return ""
    if unit == "D":
        return day.isoformat()
    if unit == "W":
        return week_value(day)
    return f"{week_value(day)}-WE" if unit == "WE" else ""


def away(tokens: Tokens, setting: Setting) -> Found:
    """Today, yesterday, the year before."""
    token = of(tokens, sorts.AWAY)
    found = _point(token.value, token.number, setting)
    today = token.value == "D" and not token.number
    return [*found, vague(PRESENT, setting)] if found and today else found


def _point(unit: str, count: int, setting: Setting) -> Found:
    value = shifted(unit, count, setting)
    if not value:
        return []
    if not count:
        return [setting.point(value, _("Counted from {anchor}.").format(anchor=setting.said))]
    words = _("Counted back from {anchor}.") if count < 0 else _("Counted on from {anchor}.")
    return [setting.point(value, words.format(anchor=setting.said))]


def turned(tokens: Tokens, setting: Setting) -> Found:
    """Last week, this month, next year; the end of the year."""
    relative = [token for token in tokens if token.sort == sorts.RELATIVE]
    count = max(-1, min(1, relative[0].number)) if relative else 0
    word = of(tokens, sorts.UNIT)
    unit = word.value
    if word.number > 1 or (unit in ("DE", "CE") and count):
        some = Token(sorts.NUMBER, "X" if word.number > 1 else "1", 1)
        return stretch((*tokens, some), setting) + ([] if word.number > 1 else _point(unit, count, setting))
    if unit == "NI":
        day = shifted("D", count, setting)
        return [
            setting.point(f"{day}TNI", _("Counted from {anchor}.").format(anchor=setting.said), kind="TIME")
        ]
    if unit == "WE":
        return _weekend(relative[0].number if relative else 0, setting)
    return _point(unit, count, setting)


def _weekend(count: int, setting: Setting) -> Found:
    today = setting.day
    saturday = last_weekday(today, 6)
    if count < 0:
        before = saturday if today.isoweekday() < 6 else saturday - timedelta(days=7)
        return [
            setting.point(
                f"{week_value(before)}-WE", _("The latest one up to {anchor}.").format(anchor=setting.said)
            )
        ]
    if count == 1:
        ask = [replace(one, ask=True) for way in (1, 0) for one in _point("WE", way, setting)]
        return ask if today.isoweekday() < 6 else ask[:1]
    return _point("WE", 0 if today.isoweekday() < 6 else int(count > 0), setting)


def weekend(tokens: Tokens, setting: Setting) -> Found:
    """The weekend, by the tense."""
    if tokens[0].value != "WE" or tokens[0].number > 1:
        return []
    before = setting.day - timedelta(days=setting.day.isoweekday() % 7 + 1)
    within = setting.day.isoweekday() > 5
    this = f"{week_value(setting.day)}-WE"
    return setting.occurrences(this if within else f"{week_value(before)}-WE", this)


def turned_weekday(tokens: Tokens, setting: Setting) -> Found:
    """Last Friday, this Friday, next Friday; the last two may mean one of two days."""
    turn, number, today = of(tokens, sorts.RELATIVE).number, of(tokens, sorts.WEEKDAY).number, setting.day
    this = last_weekday(today, 1) + timedelta(days=number - 1)
    if turn == 0:
        return [
            setting.point(this.isoformat(), _("The one in the week of {anchor}.").format(anchor=setting.said))
        ]
    if turn > 1:
        day = next_weekday(today + timedelta(days=1), number)
        return [
            setting.point(day.isoformat(), _("The first one after {anchor}.").format(anchor=setting.said))
        ]
    near = (
        last_weekday(today - timedelta(days=1), number)
        if turn < 0
        else next_weekday(today + timedelta(days=1), number)
    )
    if near.isocalendar()[:2] != today.isocalendar()[:2]:
        return [
            setting.point(
                near.isoformat(),
                _("The only one that can be meant, seen from {anchor}.").format(anchor=setting.said),
            )
        ]
    far = near + timedelta(days=7 * turn)
    nearer = setting.point(near.isoformat(), _("The nearest one, in the same week."), ask=True)
    further = setting.point(far.isoformat(), _("The one in the week beside."), ask=True)
    return [nearer, further] if turn < 0 else [_either(near, far, number, setting), nearer, further]


def _either(near: date, far: date, number: int, setting: Setting) -> Proposal:
    reason = _("Some mean the nearest one by this, and some the one in the week after.")
    found = setting.point(f"XXXX-WXX-{number}", reason, ask=True)
    return replace(found, timex=replace(found.timex, edtf=f"[{near},{far}]"))


def turned_month(tokens: Tokens, setting: Setting) -> Found:
    """Last March, this summer, next Christmas."""
    turn = of(tokens, sorts.RELATIVE).number
    if any(token.sort == sorts.MONTH for token in tokens):
        year, current = setting.month
        number = of(tokens, sorts.MONTH).number
        if turn == 0:
            return [
                setting.point(
                    month_value(year, number), _("In the year of {anchor}.").format(anchor=setting.said)
                )
            ]
        count = -((current - number) % 12 or 12) if turn < 0 else (number - current) % 12 or 12
        return _single(month_value(*months_on(year, current, count)), turn, setting)
    if any(token.sort == sorts.HOLIDAY for token in tokens):
        rule = of(tokens, sorts.HOLIDAY).value
        if turn == 0:
            return [
                setting.point(
                    str(feast(rule, setting.year)),
                    _("In the year of {anchor}.").format(anchor=setting.said),
                )
            ]
        around = yearly(
            lambda year: feast(rule, year),
            setting.at(setting.day + timedelta(days=turn and (1 if turn > 0 else -1)), turn),
        )
        return [replace(one, timex=replace(one.timex, anchor=setting.anchor)) for one in around[:1]]
    return _turned_season(of(tokens, sorts.SEASON).value, turn, tokens, setting)


def _single(value: str, turn: int, setting: Setting) -> Found:
    words = _("The latest one before {anchor}.") if turn < 0 else _("The first one after {anchor}.")
    return [setting.point(value, words.format(anchor=setting.said))]


def _turned_season(name: str, turn: int, tokens: Tokens, setting: Setting) -> Found:
    both = season(tokens, replace(setting, tense=-1 if turn < 0 else 1))
    if not turn:
        return both[:1] if len(both) == 1 else _same_year(f"{setting.year:04}-{name}", setting)
    value = both[0].timex.value
    within = len(both) == 1
    return _single(f"{int(value[:4]) + (within and (1 if turn > 0 else -1)):04}-{name}", turn, setting)


def _same_year(value: str, setting: Setting) -> Found:
    return [setting.point(value, _("In the year of {anchor}.").format(anchor=setting.said))]


def weekday_of_week(tokens: Tokens, setting: Setting) -> Found:
    """Monday last week, Tuesday of next week."""
    number, turn = of(tokens, sorts.WEEKDAY).number, of(tokens, sorts.RELATIVE).number
    count = max(-1, min(1, turn))
    day = last_weekday(setting.day, 1) + timedelta(days=7 * count + number - 1)
    return [setting.point(day.isoformat(), _("Counted from {anchor}.").format(anchor=setting.said))]


def ago(tokens: Tokens, setting: Setting) -> Found:
    """Two years ago, three weeks later: as exact as the unit."""
    amount = of(tokens, sorts.NUMBER)
    unit = of(tokens, sorts.UNIT).value
    back = any(token.sort == sorts.AGO for token in tokens)
    sign = -1 if back else 1
    reason = _("Counted back from {anchor}.") if back else _("Counted on from {anchor}.")
    reason = reason.format(anchor=setting.said)
    if unit == "Y" and amount.value.endswith(".5"):
        return _months_away(sign * (12 * int(amount.value[:-2]) + 6), setting)
    if amount.value == "X" or amount.value.count("."):
        return [vague(PAST if back else FUTURE, setting)]
    if unit.startswith("T"):
        return [setting.point(f"{setting.day}TXX:XX", reason, kind="TIME", ask=True)]
    value = shifted(unit, sign * amount.number, setting)
    return [setting.point(value, reason)] if value else []


def half_years(tokens: Tokens, setting: Setting) -> Found:
    """Half a year ago, in one and a half years: about so many months away."""
    counts = [token.number for token in tokens if token.sort == sorts.NUMBER]
    joined = any(token.sort == sorts.AND for token in tokens)
    if of(tokens, sorts.UNIT).value != "Y" or any(count != 1 for count in counts[joined:]):
        return []
    months = 6 + (12 * counts[0] if joined else 0)
    back = any(token.sort == sorts.AGO for token in tokens)
    return _months_away(-months if back else months, setting)


def _months_away(months: int, setting: Setting) -> Found:
    words = _("Counted back from {anchor}.") if months < 0 else _("Counted on from {anchor}.")
    value = shifted("M", months, setting)
    found = setting.point(value, words.format(anchor=setting.said))
    return [replace(found, timex=replace(found.timex, mod="APPROX"))] if value else []


def vague(value: str, setting: Setting) -> Proposal:
    """Some time before, about or after the anchor."""
    reasons = {
        PAST: _("No more is said than that it was before."),
        PRESENT: _("No more is said than that it is now."),
        FUTURE: _("No more is said than that it comes later."),
    }
    edtf = {PAST: f"../{setting.anchor}", PRESENT: setting.anchor, FUTURE: f"{setting.anchor}/.."}[value]
    timex = Timex(TimexType.DATE, value, edtf=edtf if setting.anchor else "", anchor=setting.anchor)
    return Proposal(timex, reasons[value])


def reference(tokens: Tokens, setting: Setting) -> Found:
    """Recently, now, soon."""
    return [vague(of(tokens, sorts.VAGUE).value, setting)]


def stretch(tokens: Tokens, setting: Setting) -> Found:
    """The last three weeks, the next two years: a length, and the days that it spans as exactly as its unit tells."""
    amount, unit, turn = (
        of(tokens, sorts.NUMBER),
        of(tokens, sorts.UNIT).value,
        of(tokens, sorts.RELATIVE).number,
    )
    time = unit.startswith("T")
    length = written(amount.value, unit)
    found = setting.point(length, _("A length of time that ends or begins with {anchor}."), kind="DURATION")
    found = replace(found, reason=found.reason.format(anchor=setting.said))
    if time or amount.value == "X" or not turn or not setting.anchor or unit not in ("D", "W", "M", "Y"):
        return [found]
    grain = "D" if unit == "W" else unit
    steps = amount.number * (7 if unit == "W" else 1)
    here, there = shifted(grain, 0, setting), shifted(grain, steps * (-1 if turn < 0 else 1), setting)
    ends = sorted((here, there)) if there else []
    return [replace(found, timex=replace(found.timex, edtf="/".join(ends)))]
