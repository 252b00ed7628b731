"""Several dates in one expression: from the one to the other, all of them, one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from desktop_app.attributes.timex import completed
from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, Timex, TimexType, edtf_of, member
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._lexicon import OR, Token
from desktop_app.suggest.dates._names import Found, Tokens
from desktop_app.suggest.dates._setting import Setting

Meant = Callable[[Tokens, Setting], Found]
Chain = tuple[Proposal, ...]
_YEARS = (sorts.YEAR, sorts.SHORT_YEAR)
_SOME_DAYS = "XXXX-XX-XX"
"""TIMEX3 has no value for several days that do not follow each other."""


def several(tokens: Tokens, setting: Setting, meant: Meant) -> Found:
    """From 3 to 5 March, between 2010 and 2012, 3 and 4 March, Monday or Tuesday; 3, 5 and 9 March."""
    inner = tokens[1:] if tokens[0].sort in (sorts.FROM, sorts.SINCE) else tokens
    joints = _joints(inner)
    if not joints:
        return []
    joint = inner[joints[-1]]
    listed = joint.sort == sorts.AND and (inner is tokens or len(joints) > 1)
    made = (_one_of if joint.value == OR else _all) if listed else _stretch
    if len(joints) > 1 and not all(listed and inner[place].sort == sorts.AND for place in joints):
        return []
    if joint.sort == sorts.TO and joint.value and any(token.sort == sorts.FISCAL for token in inner):
        # With a dash or a slash it is one fiscal year that lies in two.
        return []
    chains = _chains(split(inner), setting, meant)
    return [found for chain in chains if (found := made(chain)) is not None]


def _joints(tokens: Tokens) -> list[int]:
    joining = (sorts.TO, sorts.UNTIL, sorts.AND)
    return [place for place in range(1, len(tokens) - 1) if tokens[place].sort in joining]


def split(tokens: Tokens) -> list[Tokens]:
    """What stands between “and”, “or” and “to”."""
    joints = _joints(tokens)
    ends = zip([0, *(place + 1 for place in joints)], [*joints, len(tokens)], strict=True)
    return [tokens[start:end] for start, end in ends]


def _chains(parts: list[Tokens], setting: Setting, meant: Meant) -> list[Chain]:
    """The meanings of the parts, in order of time."""
    for whole in _wholes(parts):
        found: list[Chain] = [(first,) for first in filter(_is_date, meant(whole[0], setting))]
        for part in whole[1:]:
            found = [
                (*chain, later)
                for chain in found
                for later in filter(_is_date, meant(part, _seen_from(chain[-1], part, setting))[:1])
                if _in_order(chain[-1].timex, later.timex)
            ]
        if found:
            return found
    return []


def _wholes(parts: list[Tokens]) -> Iterator[list[Tokens]]:
    """What each part may say in full: 3 [March 2015] to 5 March 2015, March 3 to [March] 5, 2009/[20]10."""
    first, last = parts[0], parts[-1]
    for place in range(1, len(last)):
        yield [*(part + last[place:] for part in parts[:-1]), last]
    tail = tuple(token for token in last if token.sort in _YEARS)
    for place in range(1, len(first)):
        later = [first[:place] + part for part in parts[1:]]
        yield [part if _has_year(part) else part + tail for part in [first, *later]]
    short = last[0].number if [token.sort for token in last] == [sorts.NUMBER] else 100
    if first[-1].sort == sorts.YEAR and short < 100 and len(parts) == 2:
        year = first[-1].number // 100 * 100 + short
        yield [first, (*first[:-1], Token(sorts.YEAR, number=year))]
    if [token.sort for token in last] == [sorts.NUMERIC]:
        yield [*(_in_figures(part, last[0].value) for part in parts[:-1]), last]
    yield parts


def _has_year(part: Tokens) -> bool:
    return any(token.sort in _YEARS for token in part)


def _in_figures(part: Tokens, last: str) -> Tokens:
    """The 3rd, or 3.4., before 5.6.2015: with the month and the year that the last one names."""
    day = part[-1]
    if day.sort in (sorts.ORDINAL, sorts.NUMBER):
        value = f"{last[:-2]}{day.number:02}"
    elif day.sort == sorts.NUMERIC and day.value.startswith("XXXX"):
        value = f"{last[:4]}{day.value[4:]}"
    else:
        return part
    return (*part[:-1], Token(sorts.NUMERIC, value)) if _is_day(value) else part


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value.replace("XXXX", "2000"))
    except ValueError:
        return False
    return True


def _is_date(one: Proposal) -> bool:
    return one.timex.type in (TimexType.DATE, TimexType.TIME) and not one.timex.mod


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
    if first.type != last.type:
        return False
    if _is_fiscal(first) and _is_fiscal(last):
        return first.value < last.value
    ends = [edtf_of(one.value) for one in (first, last)]
    return all(ends) and not any("/" in end for end in ends) and ends[0] < ends[1]


def _is_fiscal(timex: Timex) -> bool:
    return timex.value.startswith("FY") and not timex.edtf


def _stretch(chain: Chain) -> Proposal:
    """All from the first to the last. Of fiscal years nobody knows the days."""
    first, last = chain[0], chain[-1]
    value = f"{first.timex.value}/{last.timex.value}"
    timex = replace(_timex(chain), value=value, edtf=edtf_of(value))
    return Proposal(timex, _("From the one to the other."), ask=first.ask)


def _all(chain: Chain) -> Proposal | None:
    """All of them; what follows each other is one stretch."""
    stretch = _stretch(chain)
    pairs = [(first.timex, last.timex) for first, last in pairwise(chain)]
    several_years = len(chain) > 2 and _is_fiscal(chain[0].timex)
    if several_years or chain[0].timex.type == TimexType.TIME:
        return None
    if _is_fiscal(chain[0].timex) or all(_touch(*pair) for pair in pairs):
        return replace(stretch, reason=_("Each of them."))
    timex = replace(stretch.timex, value=_SOME_DAYS, edtf=f"{{{_listed(chain)}}}")
    return replace(stretch, timex=timex, reason=_("Each of them, and nothing between them."))


def _one_of(chain: Chain) -> Proposal | None:
    """One of them."""
    stretch = _stretch(chain)
    if not stretch.timex.edtf or stretch.timex.type == TimexType.TIME:
        return None
    timex = replace(stretch.timex, value=_SOME_DAYS, edtf=f"[{_listed(chain)}]")
    return replace(stretch, timex=timex, reason=_("One of them; the words do not say which."))


def _listed(chain: Chain) -> str:
    return ",".join(member(edtf_of(one.timex.value)) for one in chain)


def _timex(chain: Chain) -> Timex:
    return Timex(chain[0].timex.type, "", anchor=chain[0].timex.anchor or chain[-1].timex.anchor)


def _touch(first: Timex, last: Timex) -> bool:
    """Whether the last begins on the day after the first."""
    earlier, later = (completed(replace(one, edtf=edtf_of(one.value))) for one in (first, last))
    try:
        return date.fromisoformat(earlier.latest) + timedelta(days=1) == date.fromisoformat(later.earliest)
    except (ValueError, OverflowError):
        return False
