"""Dates as exact as the text is: a day, a month, a year, a season, an interval, with doubt where there is doubt."""

from __future__ import annotations

import re

from desktop_app.attributes import _edtf
from desktop_app.attributes._words import clean_text, refusal, shown
from desktop_app.base.i18n import N_, _, in_quotes
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value

KEY = "date"
TITLE = N_("Date")
OPTIONS = False

LIMIT = 80
_DOTTED = re.compile(r"(?:(?P<day>[0-9]{1,2})\.\s*)?(?P<month>[0-9]{1,2})\.\s*(?P<year>[0-9]{4})")


def check(value: object, attribute: Attribute) -> Value:
    """The date as ISO 8601 or EDTF: 2015-03-12, 2015-03, 201X, 2015~, 2015-03-02/2015-03-08 (see `_edtf`).

    Raises InvalidValueError.
    """
    text = clean_text(value, attribute)
    hint = _("Write it like 2015-03-12, 2015-03, 2015, 2015~ (about) or 2015-03-02/2015-03-08 (from, to).")
    if len(text) > LIMIT:
        raise refusal(_("This is no date."), attribute, hint)
    try:
        return _edtf.normal(text)
    except ValueError as error:
        raise refusal(f"{in_quotes(shown(text))}: {error}", attribute, hint) from error


def parse(text: str, attribute: Attribute) -> Value:
    """As `check`, and also day.month.year. What could be read in two ways is refused. Raises InvalidValueError."""
    found = _DOTTED.fullmatch(text.strip())
    if found is None:
        return check(text.strip(), attribute)
    parts = [found["year"], found["month"].zfill(2)]
    if found["day"]:
        parts.append(found["day"].zfill(2))
    return check("-".join(parts), attribute)


def show(value: Value) -> str:
    """The date as it is kept."""
    return str(value)
