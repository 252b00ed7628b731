"""Weeks as people write them."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.base.i18n import _
from desktop_app.gui.documents.dates import short_date


def week_of(moment: str) -> str:
    """The Monday of the week of a moment (ISO 8601), as a date in words."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return _("no date")
    return short_date((day - timedelta(days=day.weekday())).isoformat())
