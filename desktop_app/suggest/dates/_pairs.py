"""Several dates in one expression: from one to another, one and another, one or another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

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
_LISTED = (sorts.NUMBER, sorts.ORDINAL, sorts.WEEKDAY, sorts.MONTH, sorts.YEAR)
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
    if joint.sort == sorts.TO and joint.value and any(token.sort == sorts.FISCAL for token in inner):
        # With a dash or a slash it is one fiscal year that lies in two.
        return []
    pairs = _pairs(inner[: joints[0]], inner[joints[0] + 1 :], setting, meant)
    if not listed:
        return [_stretch(first, last) for first, last in pairs]
    return _together(pairs, joint)


def several(tokens: Tokens, setting: Setting, meant: Meant) -> Found:
    """3, 4 and 5 March; 2012, 2013 and 2014; Monday, Tuesday or Wednesday."""
    joints = [place for place, token in enumerate(tokens) if token.sort == sorts.AND]
    if len(joints) != 1 or not 1 < joints[0] < len(tokens) - 1:
        return []
    left, right = tokens[: joints[0]], tokens[joints[0] + 1 :]
    head = left[:1] if left[0].sort == sorts.MONTH and left[1].sort != sorts.MONTH else ()
    items = (*left[len(head) :], right[0])
    if len(items) < 3 or len({item.sort for item in items}) > 1 or items[0].sort not in _LISTED:
        return []
    wholes = [(*head, item, *right[1:]) for item in items]
    rows = [[first] for first in filter(_is_date, meant(wholes[0], setting))]
    for whole in wholes[1:]:
        rows = [[*row, after] for row in rows for after in _following(row[-1], whole, setting, meant)]
    return _together(rows, tokens[joints[0]])


def _following(before: Proposal, tokens: Tokens, setting: Setting, meant: Meant) -> Found:
    """The first meaning, if it is a date that comes after the one before."""
    found = [one for one in meant(tokens, _seen_from(before, tokens, setting)) if _is_date(one)][:1]
    return [one for one in found if _in_order(before.timex, one.timex)]


def _pairs(left: Tokens, right: Tokens, setting: Setting, meant: Meant) -> list[Pair]:
    """The meanings of both sides, the first before the last."""
    for start, end in _wholes(left, right):
        found = [
            (first, last)
            for first in filter(_is_date, meant(start, setting))
            for last in _following(first, end, setting, meant)
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


def _together(rows: Iterable[Sequence[Proposal]], joint: Token) -> Found:
    """All dates of each row, or one of them, as the word before the last says."""
    made = _one_of if joint.value == OR else _all_of
    return [found for row in rows if (found := made(row)) is not None]


def _all_of(row: Sequence[Proposal]) -> Proposal:
    """All of them; those that follow each other are one stretch."""
    stretch = _stretch(row[0], row[-1])
    if _is_fiscal(row[0].timex) or all(_touch(one.timex, after.timex) for one, after in pairwise(row)):
        return replace(stretch, reason=_("Each of them."))
    timex = replace(stretch.timex, value=_SOME_DAYS, edtf=f"{{{_listed(row)}}}")
    return replace(stretch, timex=timex, reason=_("Each of them, and nothing between them."))


def _one_of(row: Sequence[Proposal]) -> Proposal | None:
    """One of them; of fiscal years nobody knows the days."""
    stretch = _stretch(row[0], row[-1])
    if not stretch.timex.edtf:
        return None
    timex = replace(stretch.timex, value=_SOME_DAYS, edtf=f"[{_listed(row)}]")
    return replace(stretch, timex=timex, reason=_("One of them; the words do not say which."))


def _listed(row: Sequence[Proposal]) -> str:
    return ",".join(edtf_of(one.timex.value) for one in row)


def _timex(first: Proposal, last: Proposal) -> Timex:
    return Timex(TimexType.DATE, "", anchor=first.timex.anchor or last.timex.anchor)


def _touch(first: Timex, last: Timex) -> bool:
    """Whether the last begins on the day after the first."""
    earlier, later = (completed(replace(one, edtf=edtf_of(one.value))) for one in (first, last))
    try:
        return date.fromisoformat(earlier.latest) + timedelta(days=1) == date.fromisoformat(later.earliest)
    except (ValueError, OverflowError):
        return False
