"""Lengths of time, and what recurs."""

from __future__ import annotations

from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, Timex, TimexType
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._names import Found, Tokens, of
from desktop_app.suggest.dates._setting import Setting

HALVES = {
    "Y": "P6M",
    "H": "P3M",
    "D": "PT12H",
    "TH": "PT30M",
    "CE": "P50Y",
    "DE": "P5Y",
    "M": "P0.5M",
    "W": "P0.5W",
    "TM": "PT30S",
    "Q": "P0.5Q",
}
_YEARS = {"DE": 10, "CE": 100}


def _length(value: str) -> Proposal:
    return Proposal(Timex(TimexType.DURATION, value), _("A length of time; it says nothing of when."))


def _set(value: str, quant: str = "", freq: str = "") -> Proposal:
    return Proposal(Timex(TimexType.SET, value, quant=quant, freq=freq), _("Something that recurs."))


def written(amount: str, unit: str) -> str:
    """The TIMEX3 value of an amount and a unit: 'P3W', 'PT2H', decades and centuries in years."""
    if unit in _YEARS and amount.isdecimal():
        amount, unit = str(int(amount) * _YEARS[unit]), "Y"
    if unit == "H" and amount.isdecimal():
        amount, unit = str(int(amount) * 6), "M"
    return f"P{'T' if unit.startswith('T') else ''}{amount}{unit.removeprefix('T')}"


def amount(tokens: Tokens, setting: Setting) -> Found:
    """Three weeks; a year after a number is one that recurs: 15 a year."""
    number, unit = of(tokens, sorts.NUMBER), of(tokens, sorts.UNIT)
    if setting.by_number and number.value == "1" and len(tokens) == 2:
        return [_set(written("1", unit.value)), _length(written("1", unit.value))]
    return [_length(written(number.value, unit.value))]


def amounts(tokens: Tokens, _setting: Setting) -> Found:
    """One year and six months."""
    numbers = [token.value for token in tokens if token.sort == sorts.NUMBER]
    units = [token.value for token in tokens if token.sort == sorts.UNIT]
    if len(set(units)) < len(units):
        return []
    days = "".join(
        written(count, unit)[1:]
        for count, unit in zip(numbers, units, strict=True)
        if not unit.startswith("T")
    )
    clock = "".join(
        count + unit[1:] for count, unit in zip(numbers, units, strict=True) if unit.startswith("T")
    )
    return [_length(f"P{days}{'T' if clock else ''}{clock}")]


def several(tokens: Tokens, _setting: Setting) -> Found:
    """Weeks, years: a unit in the plural alone."""
    unit = of(tokens, sorts.UNIT)
    return [_length(written("X", unit.value))] if unit.number > 1 else []


def half(tokens: Tokens, _setting: Setting) -> Found:
    """Half a year."""
    unit = of(tokens, sorts.UNIT).value
    return [_length(HALVES[unit])] if unit in HALVES else []


def and_a_half(tokens: Tokens, _setting: Setting) -> Found:
    """Two and a half years."""
    number, unit = of(tokens, sorts.NUMBER), of(tokens, sorts.UNIT).value
    return [_length(written(f"{number.number}.5", unit))] if number.value.isdecimal() else []


def choice(tokens: Tokens, _setting: Setting) -> Found:
    """Two to three weeks: an amount between two."""
    numbers = [token for token in tokens if token.sort == sorts.NUMBER]
    unit = of(tokens, sorts.UNIT).value
    least, most = (written(token.value, unit) for token in numbers)
    reason = _("From one length to another; the shorter one is given.")
    return [
        Proposal(Timex(TimexType.DURATION, least, mod="EQUAL_OR_MORE"), reason, ask=True),
        Proposal(Timex(TimexType.DURATION, most, mod="EQUAL_OR_LESS"), reason, ask=True),
    ]


def every(tokens: Tokens, _setting: Setting) -> Found:
    """Every week, every two weeks, every second week."""
    unit = of(tokens, sorts.UNIT).value
    counts = [token for token in tokens if token.sort in (sorts.NUMBER, sorts.ORDINAL)]
    return [_set(written(str(counts[0].number or counts[0].value) if counts else "1", unit), "EVERY")]


def every_named(tokens: Tokens, _setting: Setting) -> Found:
    """Every Monday, every March, every summer, every Monday morning."""
    parts = [token.value for token in tokens if token.sort == sorts.PART]
    clock = f"T{parts[0]}" if parts else ""
    for token in tokens:
        if token.sort == sorts.WEEKDAY:
            return [_set(f"XXXX-WXX-{token.number}{clock}", "EVERY")]
        if token.sort == sorts.MONTH:
            days = [f"-{day.number:02}" for day in tokens if day.sort in (sorts.ORDINAL, sorts.NUMBER)]
            return [_set(f"XXXX-{token.number:02}{days[0] if days else ''}", "EVERY")]
        if token.sort == sorts.SEASON:
            return [_set(f"XXXX-{token.value}", "EVERY")]
        if token.sort == sorts.HOLIDAY and token.value[:2].isdecimal() and len(token.value) == 5:
            return [_set(f"XXXX-{token.value}", "EVERY")]
    return [_set(f"XXXX-XX-XX{clock}", "EVERY")] if clock else []


def often(tokens: Tokens, _setting: Setting) -> Found:
    """Daily, weekly, twice daily."""
    counts = [token.number for token in tokens if token.sort == sorts.TIMES]
    if counts:
        return [_set(of(tokens, sorts.OFTEN).value, freq=f"{counts[0]}X")] if counts[0] else []
    return [_set(of(tokens, sorts.OFTEN).value, "EVERY")]


def times(tokens: Tokens, _setting: Setting) -> Found:
    """Twice a week, three times every two years."""
    count = of(tokens, sorts.TIMES)
    numbers = [token for token in tokens if token.sort == sorts.NUMBER]
    often = f"{count.number}X"
    if count.number == 0 and numbers and numbers[0].value.isdecimal():
        often = f"{numbers.pop(0).number}X"
    last = str(numbers[-1].number) if numbers else "1"
    quant = "EVERY" if any(token.sort == sorts.EVERY for token in tokens) else ""
    return [_set(written(last, of(tokens, sorts.UNIT).value), quant, often)] if often != "0X" else []
