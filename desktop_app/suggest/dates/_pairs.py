"""Two dates in one expression: from the one to the other, the one and the other, the one or the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.attributes.timex import completed
from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, Timex, TimexType, edtf_of, interval
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._lexicon import OR, Token
from desktop_app.suggest.dates._names import Found, Tokens
from desktop_app.suggest.dates._setting import Setting

Meant = Callable[[Tokens, Setting], Found]
Pair = tuple[Proposal, Proposal]
_YEARS = (sorts.YEAR, sorts.SHORT_YEAR)
_SOME_DAYS = "XXXX-XX-XX"
"""TIMEX3 has no value for several days that do not follow each other."""


def pair(tokens: Tokens, setting: Setting, meant: Meant) -> Found:
    """From 3 to 5 March, between 2010 and 2012, 3 and 4 March, Monday or Tuesday."""
    inner = tokens[1:] if tokens[0].sort in (sorts.FROM, sorts.SINCE) else tokens
    joints = [
        place
        for place, token in enumerate(inner)
        if 0 < place < len(inner) - 1 and token.sort in (sorts.TO, sorts.UNTIL, sorts.AND)
    ]
    if len(joints) != 1:
        return []
    joint = inner[joints[0]]
    listed = joint.sort == sorts.AND and inner is tokens
    made = (_one_of if joint.value == OR else _both) if listed else _stretch
    if joint.sort == sorts.TO and joint.value and any(token.sort == sorts.FISCAL for token in inner):
        # With a dash or a slash it is one fiscal year that lies in two.
        return []
    pairs = _pairs(inner[: joints[0]], inner[joints[0] + 1 :], setting, meant)
    return [found for first, last in pairs if (found := made(first, last)) is not None]


def _pairs(left: Tokens, right: Tokens, setting: Setting, meant: Meant) -> list[Pair]:
    """The meanings of both sides, the first before the last."""
    for start, end in _wholes(left, right):
        found = [
            (first, last)
            for first in filter(_is_date, meant(start, setting))
            for last in filter(_is_date, meant(end, _seen_from(first, end, setting))[:1])
            if _in_order(first.timex, last.timex)
        ]
        if found:
            return found
    return []


def _wholes(left: Tokens, right: Tokens) -> list[tuple[Tokens, Tokens]]:
    """What each side may say in full: 3 [March 2015] to 5 March 2015, March 3 to [March] 5, 2009/[20]10."""
    found = [(left + right[place:], right) for place in range(1, len(right))]
    has_year = any(token.sort in _YEARS for token in left)
    tail = () if has_year else tuple(token for token in right if token.sort in _YEARS)
    found += [(left + tail, left[:place] + right) for place in range(1, len(left))]
    short = right[0].number if [token.sort for token in right] == [sorts.NUMBER] else 100
    if left[-1].sort == sorts.YEAR and short < 100:
        year = left[-1].number // 100 * 100 + short
        found.append((left, (*left[:-1], Token(sorts.YEAR, number=year))))
    return [*found, (left, right)]


def _is_date(one: Proposal) -> bool:
    return one.timex.type == TimexType.DATE and not one.timex.mod


def _seen_from(first: Proposal, end: Tokens, setting: Setting) -> Setting:
    """The second date comes next after the first, unless the words count it from the document themselves."""
    counted = any(token.sort in (sorts.RELATIVE, sorts.AWAY) for token in end)
    if counted or not first.timex.anchor:
        return setting
    edtf = edtf_of(first.timex.value)
    day = completed(replace(first.timex, edtf=edtf)).earliest if edtf else ""
    return setting.at(day or setting.anchor, 1)


def _in_order(first: Timex, last: Timex) -> bool:
    """Whether both are stretches that can be told apart, the first before the last."""
    if _is_fiscal(first) and _is_fiscal(last):
        return first.value < last.value
    ends = [edtf_of(one.value) for one in (first, last)]
    return all(ends) and not any("/" in end for end in ends) and ends[0] < ends[1]


def _is_fiscal(timex: Timex) -> bool:
    return timex.value.startswith("FY") and not timex.edtf


def _stretch(first: Proposal, last: Proposal) -> Proposal:
    """All from the one to the other. Of fiscal years nobody knows the days."""
    ends = [edtf_of(one.timex.value) for one in (first, last)]
    value = f"{first.timex.value}/{last.timex.value}"
    timex = replace(_timex(first, last), value=value, edtf=interval(*ends) if all(ends) else "")
    return Proposal(timex, _("From the one to the other."), ask=first.ask)


def _both(first: Proposal, last: Proposal) -> Proposal:
    """Both; what follows each other is one stretch."""
    stretch = _stretch(first, last)
    if _is_fiscal(first.timex) or _touch(first.timex, last.timex):
        return replace(stretch, reason=_("The one and the other."))
    timex = replace(stretch.timex, value=_SOME_DAYS, edtf=f"{{{_listed(first, last)}}}")
    return replace(stretch, timex=timex, reason=_("The one and the other, and nothing between them."))


def _one_of(first: Proposal, last: Proposal) -> Proposal | None:
    """One of them."""
    stretch = _stretch(first, last)
    if not stretch.timex.edtf:
        return None
    timex = replace(stretch.timex, value=_SOME_DAYS, edtf=f"[{_listed(first, last)}]")
    return replace(stretch, timex=timex, reason=_("One of the two; the words do not say which."))


def _listed(first: Proposal, last: Proposal) -> str:
    return ",".join(edtf_of(one.timex.value) for one in (first, last))


def _timex(first: Proposal, last: Proposal) -> Timex:
    return Timex(TimexType.DATE, "", anchor=first.timex.anchor or last.timex.anchor)


def _touch(first: Timex, last: Timex) -> bool:
    """Whether the last begins on the day after the first."""
    earlier, later = (completed(replace(one, edtf=edtf_of(one.value))) for one in (first, last))
    try:
        return date.fromisoformat(earlier.latest) + timedelta(days=1) == date.fromisoformat(later.earliest)
    except (ValueError, OverflowError):
        return False
