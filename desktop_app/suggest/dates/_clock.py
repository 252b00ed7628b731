"""Times of day: what stands on the clock, and parts of the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, TimexType
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._names import Found, Tokens, of
from desktop_app.suggest.dates._setting import Setting

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SHAPE = re.compile("(?:C[mc]?|Nm|NcN?|N(?=Z)|HN(?=c?P?Z?$)c?)P?Z?")
"""What of a phrase is a time on the clock, in the sorts of its words."""


def clock(tokens: Tokens) -> str:
    """'14:30' for the words of a time on the clock, '14:30Z' for Greenwich; '' when there is no such time."""
    numbers = [token.number for token in tokens if token.sort == sorts.NUMBER]
    hands = [token.value for token in tokens if token.sort == sorts.CLOCK]
    if hands:
        hour, minute = (int(part) for part in hands[0].split(":"))
    else:
        hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
        if hour >= 100:
            hour, minute = divmod(hour, 100)
    if any(token.sort == sorts.HALF for token in tokens):
        hour, minute = hour - 1, 30
    halves = [token.value for token in tokens if token.sort == sorts.HALF_OF_DAY]
    if halves and not 1 <= hour <= 12:
        return ""
    if halves:
        hour = hour % 12 + (12 if halves[0] == "pm" else 0)
    if 1 <= hour < 12 and any(token.value in ("AF", "EV") for token in tokens):
        hour += 12
    zone = "".join(token.value for token in tokens if token.sort == sorts.ZONE)
    return f"{hour:02}:{minute:02}{zone}" if 0 <= hour <= 24 and minute < 60 else ""


def at(days: Found, hour: str, count: int = 0) -> Found:
    """The same days, or those so many days later, with a time on them; nothing for what is no day.

    A night may be that from one day to the next.
    """
    found = []
    for one in days:
        first, _slash, last = one.timex.value.partition("/")
        if _DAY.fullmatch(first) and (not last or (hour == "NI" and _follows(first, last))):
            day = date.fromisoformat(first) + timedelta(days=count)
            timex = replace(one.timex, type=TimexType.TIME, value=f"{day}T{hour}", edtf="")
            found.append(replace(one, timex=timex))
    return found


def _follows(first: str, last: str) -> bool:
    if not _DAY.fullmatch(last):
        return False
    return date.fromisoformat(first) + timedelta(days=1) == date.fromisoformat(last)


def today(hour: str, setting: Setting) -> Found:
    """The time on the day of the anchor."""
    reason = _("On the day of {anchor}.").format(anchor=setting.said)
    return [setting.point(f"{setting.day}T{hour}", reason, kind=TimexType.TIME)]


def part(tokens: Tokens, setting: Setting) -> Found:
    """Part of a day: this morning, last night, the evening."""
    turns = [token.number for token in tokens if token.sort == sorts.RELATIVE]
    count = max(-1, min(1, turns[0])) if turns else 0
    day = setting.day + timedelta(days=count)
    reason = _("Counted from {anchor}.").format(anchor=setting.said)
    value = f"{day}T{of(tokens, sorts.PART).value}"
    return [setting.point(value, reason, ask=not turns, kind=TimexType.TIME)]


def there(tokens: Tokens, setting: Setting) -> Found:
    """Tonight."""
    token = of(tokens, sorts.THERE)
    day: date = setting.day + timedelta(days=token.number)
    reason = _("Counted from {anchor}.").format(anchor=setting.said)
    return [Proposal(setting.point(f"{day}T{token.value}", reason, kind=TimexType.TIME).timex, reason)]
