"""Dates as people write them, from what documents hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

from desktop_app.base.i18n import current_language
from desktop_app.base.shown import shown

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SHORT = {"de": "d. MMM yyyy"}


def locale() -> QLocale:
    """How dates and numbers are written in the language in use."""
    return QLocale(current_language())


def short_date(published: str) -> str:
    """'2 Nov 2015' for '2015-11-02', 'Nov 2015' for '2015-11'; anything else as it is."""
    day, month = _DAY.fullmatch(published), _MONTH.fullmatch(published)
    if day is not None:
        date = QDate(*(int(part) for part in day.groups()))
        if date.isValid():
            return locale().toString(date, _SHORT.get(current_language(), "d MMM yyyy"))
    if month is not None and 1 <= int(month[2]) <= 12:
        return locale().toString(QDate(int(month[1]), int(month[2]), 1), "MMM yyyy")
    return shown(published, 40)


def long_month(month: str) -> str:
    """'November 2015' for '2015-11'; anything else as it is."""
    found = _MONTH.fullmatch(month)
    if found is not None and 1 <= int(found[2]) <= 12:
        return locale().toString(QDate(int(found[1]), int(found[2]), 1), "MMMM yyyy")
    return shown(month, 40)


def clock(moment: str) -> str:
    """'14:02:31' on this clock for a moment in UTC (ISO 8601); '' for ''."""
    found = _local(moment)
    return found.toString("HH:mm:ss") if found is not None else ""


def _local(moment: str) -> QDateTime | None:
    try:
        utc = datetime.fromisoformat(moment).astimezone(UTC)
    except ValueError:
        return None
    return QDateTime.fromMSecsSinceEpoch(int(utc.timestamp() * 1000))


def number(value: int) -> str:
    """A number with the separators of the language in use."""
    return locale().toString(value)
