"""Fiscal years: named by a year or two, counted from the document, or told by the days on which they begin or end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, Timex, TimexType
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._calendar import month_value, months_on
from desktop_app.suggest.dates._names import Found, Tokens, of, year_of
from desktop_app.suggest.dates._setting import Setting

_DAY_OR_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def fiscal(tokens: Tokens, _setting: Setting) -> Found:
    """Fiscal 2015, FY15: which days it spans depends on who counts it."""
    numbers = [token.number for token in tokens if token.sort == sorts.NUMBER]
    if numbers and numbers[0] > 99:
        return []
    return [_named(2000 + numbers[0] if numbers else year_of(tokens))]


def _named(year: int) -> Proposal:
    reason = _("Which days a fiscal year spans depends on whose it is.")
    return Proposal(Timex(TimexType.DATE, f"FY{year:04}"), reason)


def over_two_years(tokens: Tokens, _setting: Setting) -> Found:
    """Fiscal year 2014/15: it begins in the one and ends in the other, after which it is called."""
    first = two_years(tokens)
    if first is None:
        return []
    reason = _("It begins in the one year and ends in the other; on which days depends on whose it is.")
    return [Proposal(Timex(TimexType.DATE, f"FY{first + 1:04}", edtf=f"{first:04}/{first + 1:04}"), reason)]


def two_years(tokens: Tokens) -> int | None:
    """The first of two years of which one follows the other: 2014/15; None if others or none are named."""
    years = [token.number for token in tokens if token.sort in sorts.YEAR + sorts.SHORT_YEAR + sorts.NUMBER]
    figures = [
        token.value for token in tokens if token.sort == sorts.NUMERIC and _MONTH.fullmatch(token.value)
    ]
    if not years and figures:
        years = [int(part) for part in figures[0].split("-")]
    return years[0] if len(years) == 2 and years[1] in (years[0] + 1, (years[0] + 1) % 100) else None


def turned_fiscal(tokens: Tokens, setting: Setting) -> Found:
    """Last fiscal year: which one that is depends on when it ends."""
    year = setting.year + max(-1, min(1, of(tokens, sorts.RELATIVE).number))
    reasons = (
        _("If the fiscal year that {anchor} is in ends in the same year."),
        _("If the fiscal year that {anchor} is in ends in the next year."),
    )
    return [
        setting.point(f"FY{year + more:04}", reason.format(anchor=setting.said), ask=True)
        for more, reason in enumerate(reasons)
    ]


def fiscal_with_days(tokens: Tokens, setting: Setting, meant: Callable[[Tokens, Setting], Found]) -> Found:
    """Fiscal year ended 30 June 2015, fiscal year from April 2014 to March 2015."""
    shape = "".join(token.sort for token in tokens)
    if shape.count(sorts.FISCAL) != 1 or not (sorts.ENDING in shape or sorts.FROM in shape):
        return []
    rest = tuple(token for token in tokens if token.sort not in (sorts.FISCAL, sorts.ENDING))
    made = (_with_days(one) for one in meant(rest, setting)) if rest else ()
    return [one for one in made if one is not None]


def _with_days(one: Proposal) -> Proposal | None:
    """The fiscal year of this stretch, or the one that ends with this day or month."""
    first, _slash, last = one.timex.value.rpartition("/")
    first = first or _a_year_before(last)
    if not first or not _DAY_OR_MONTH.fullmatch(last):
        return None
    timex = replace(one.timex, value=f"FY{last[:4]}", edtf=f"{first}/{last}")
    return replace(one, timex=timex, reason=_("A fiscal year whose end is told."))


def _a_year_before(last: str) -> str:
    """The first day, or the first month, of the twelve months that end with this one; '' for what is neither."""
    month = _MONTH.fullmatch(last)
    if month and int(month[1]) > 1:
        return month_value(*months_on(int(month[1]), int(month[2]), -11))
    try:
        day = date.fromisoformat(last) + timedelta(days=1)
        leap = (day.month, day.day) == (2, 29)
        return str(date(day.year - 1, 3, 1) if leap else day.replace(year=day.year - 1))
    except (ValueError, OverflowError):
        return ""
