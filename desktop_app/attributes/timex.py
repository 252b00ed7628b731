"""What a time expression means: TIMEX3 and EDTF, the days between which it lies, and what it was worked out from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.attributes import _edtf, _timex, _timex_words
from desktop_app.attributes._words import refusal, shown
from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import N_, _, in_quotes
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import Timex, of_mapping, packed, unpacked
from desktop_app.model.values import Value

KEY = "timex"
TITLE = N_("Time expression")
OPTIONS = False

LIMIT = 120
"""Code points that a field may have, and what is typed."""


def check(value: object, attribute: Attribute) -> Value:
    """The fields that say something as 'key=value', in fixed order, from such a list or from an object.

    Days that are not given are those of the EDTF date. Raises InvalidValueError.
    """
    timex = _record(value, attribute)
    try:
        done = completed(timex)
        _timex.check_fields(done)
    except ValueError as error:
        raise _refused(timex.value, str(error), attribute) from error
    return packed(done)


def _record(value: object, attribute: Attribute) -> Timex:
    """The fields, not checked yet but for their names and lengths. Raises InvalidValueError."""
    items = list(
        value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else []
    )
    if not items or not all(isinstance(item, str) and len(item) <= LIMIT for item in items):
        raise _refused(value, _("A time expression is an object of short texts."), attribute)
    try:
        if isinstance(value, Mapping):
            return of_mapping({key: item for key, item in value.items() if item})
        return unpacked(items)
    except ValueError as error:
        reason = _("Its fields are type, value, mod, quant, freq, edtf, earliest, latest, anchor and by.")
        raise _refused(value, reason, attribute) from error


def _refused(value: object, reason: str, attribute: Attribute) -> InvalidValueError:
    hint = _("Write a date like 2015-03-12 or 2015-03, or a TIMEX3 value like P3W, 2015-W10 or XXXX-WXX-1.")
    return refusal(f"{in_quotes(shown(value))}: {reason}", attribute, hint)


def completed(timex: Timex) -> Timex:
    """The same with the days that its EDTF date spans, unless days are given. Raises ValueError for no EDTF date."""
    return _timex.completed(timex)


def calendar_part(edtf: str) -> str:
    """The one day, month or year that an EDTF date lies in: '2015-03-12', '2015-03', '2015'; '' when it is in none."""
    try:
        first, last = _edtf.bounds(edtf)
    except ValueError:
        return ""
    if first is None or last is None or first[0] != last[0] or not 0 < first[0] < 10_000:
        return ""
    same = 3 if first == last else 2 if first[:2] == last[:2] else 1
    return "-".join((f"{first[0]:04}", f"{first[1]:02}", f"{first[2]:02}")[:same])


def parse(text: str, attribute: Attribute) -> Value:
    """What was typed: an EDTF date, day.month.year, a TIMEX3 value (P3W, 2015-W10, PAST_REF) or the words of `show`.

    Raises InvalidValueError.
    """
    try:
        found = _timex_words.decoded(text if len(text) <= LIMIT else "")
    except ValueError as error:
        raise _refused(text, str(error), attribute) from error
    return check(packed(replace(found, by="human")), attribute)


def show(value: Value) -> str:
    """Its date, with words where there are short ones: '2015-03-12', 'early 2015-03', '3 weeks', 'every Monday'."""
    timex = record(value)
    return _timex_words.code(timex) if timex else str(value)


def record(value: Value) -> Timex | None:
    """The record of a value that was checked; None for any other."""
    try:
        return unpacked(value) if isinstance(value, tuple) else None
    except ValueError:
        return None


def words(timex: Timex) -> str:
    """As `show`, with the names of months and days: 'Thursday, 12 March 2015', 'early March 2015', '3 weeks'."""
    return _timex_words.words(timex)
