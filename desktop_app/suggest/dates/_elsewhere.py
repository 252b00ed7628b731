"""Dates in languages without a table of ours, by a library that knows two hundred of them less well."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, Timex, TimexType
from desktop_app.suggest.dates._calendar import month_value, week_value
from desktop_app.suggest.dates._setting import NoAnchorError, Setting

SOME_DAY = datetime.combine(date(2001, 1, 3), time())
FURTHER = timedelta(days=401)


def propose_elsewhere(phrase: str, anchor: str, language: str) -> list[Proposal]:
    """What the library makes of a phrase, no more exact than it says; none if it does not know it.

    Raises NoAnchorError when the phrase counts from a day that is not known.
    """
    setting = Setting(anchor)
    try:
        day = datetime.combine(setting.day, time())
    except NoAnchorError:
        day = SOME_DAY
    found, other = (_read(phrase, language, base) for base in (day, day + FURTHER))
    if not found:
        return []
    relative = found != other
    if relative:
        day = datetime.combine(setting.day, time())
    timex = Timex(TimexType.DATE, found, anchor=anchor if relative else "")
    return [
        Proposal(
            timex, _("Worked out by general rules, for a language without its own: look twice."), ask=True
        )
    ]


def _read(phrase: str, language: str, base: datetime) -> str:
    """The TIMEX3 value of the date, counted from `base`; '' for none."""
    from dateparser.date import DateDataParser

    try:
        parser = DateDataParser(
            languages=[language], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        )
        data = parser.get_date_data(phrase)
    except (ValueError, TypeError, OverflowError):
        return ""
    when: datetime | None = data.date_obj if data else None
    if when is None:
        return ""
    periods = {
        "year": f"{when.year:04}",
        "month": month_value(when.year, when.month),
        "week": week_value(when.date()),
    }
    return periods.get(data.period, when.date().isoformat())
