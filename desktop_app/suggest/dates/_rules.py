"""The shapes that expressions have, in the sorts of their words, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from desktop_app.attributes.timex import completed
from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, TimexType, edtf_of
from desktop_app.suggest.dates import _clock, _counting, _lengths, _names
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._lexicon import Token
from desktop_app.suggest.dates._names import Found, Tokens
from desktop_app.suggest.dates._setting import Setting

Rule = Callable[[Tokens, Setting], Found]

_SHAPES: tuple[tuple[str, Rule], ...] = (
    ("W?[ON]M[Yy]|W?M[ON][Yy]W?|W?[Yy]M[ON]", _names.full_day),
    ("M[Yy]|[Yy]M", _names.full_month),
    ("[Yy]|UN", _names.full_year),
    ("W?X|XW?", _names.numeric),
    ("W?[ON]MW?|W?M[ON]W?", _names.day_of_month),
    ("M", _names.month),
    ("S[Yy]|[Yy]S", _names.season_of_year),
    ("S", _names.season),
    ("W", _names.weekday),
    ("W?O", _names.numbered_day),
    ("h[Yy]?|[Yy]h", _names.holiday),
    ("q[Yy]?|[Yy]q|OH[Yy]?|OHU[Yy]?", _names.quarter),
    ("DU?", _names.decade),
    ("zU?[Yy]", _names.fiscal),
    ("w[NO][Yy]?|Ow[Yy]?", _names.numbered_week),
    ("r", _counting.away),
    ("kU|Uk", _counting.turned),
    ("kW|Wk", _counting.turned_weekday),
    ("k[MSh]|[MSh]k", _counting.turned_month),
    ("WkU|kUW", _counting.weekday_of_week),
    ("I?NU[AL]|ANU|INU|aNU", _counting.ago),
    ("F?kNU|F?NkU", _counting.stretch),
    ("V", _counting.reference),
    ("F?NUF?", _lengths.amount),
    ("NU(?:n?NU){1,3}", _lengths.amounts),
    ("U", _lengths.several),
    ("U", _counting.weekend),
    ("HN?U|NHU", _lengths.half),
    ("NnN?HU", _lengths.and_a_half),
    ("F?NRNU|NnNU", _lengths.choice),
    ("E[NO]?U", _lengths.every),
    ("E(?:W|M|S|h|P|WP|[ON]M|M[ON])", _lengths.every_named),
    ("x?f", _lengths.often),
    ("N?x[EN]?N?U|N?xU", _lengths.times),
    ("k?P", _clock.part),
    ("t", _clock.there),
)
_RULES = tuple((re.compile(shape), rule) for shape, rule in _SHAPES)
_MOVABLE = (sorts.AGO, sorts.WITHIN, sorts.LASTING, sorts.AFTER, sorts.RELATIVE, sorts.EVERY)
_YEARLY = re.compile(
    f"[{sorts.MONTH}{sorts.SEASON}{sorts.HOLIDAY}{sorts.QUARTER}{sorts.HALF}{sorts.ORDINAL}]"
)


def meant(tokens: Tokens, setting: Setting) -> Found:
    """The meanings of a phrase of words that are read in one way, likely ones first; none if it has no such shape.

    Raises NoAnchorError when it counts from a date that is not known.
    """
    for way in (
        _by_shape,
        _by_quarter,
        _between,
        _with_edge,
        _on_the_clock,
        _of_a_turned_year,
        _without_the_first,
    ):
        found = way(tokens, setting)
        if found:
            return found
    return []


def _plainer(tokens: Tokens) -> Tokens:
    """The year 2015 as 2015, and in about two weeks as about: in two weeks."""
    pairs = zip(tokens, (*tokens[1:], Token("")), strict=True)
    found = tuple(
        one for one, other in pairs if not (one.sort + one.value == "UY" and other.sort == sorts.YEAR)
    )
    if _shape(found[1:2]) == sorts.ABOUT and found[0].sort in _MOVABLE:
        return (found[1], found[0], *found[2:])
    return found


def _shape(tokens: Tokens) -> str:
    return "".join(token.sort for token in tokens)


def _by_shape(tokens: Tokens, setting: Setting) -> Found:
    shape = _shape(tokens)
    for pattern, rule in _RULES:
        if pattern.fullmatch(shape):
            found = rule(tokens, setting)
            if found:
                return found
    return []


def _by_quarter(tokens: Tokens, setting: Setting) -> Found:
    """The second quarter, the 21st century: an ordinal of a unit."""
    if not re.fullmatch("OU[Yy]?", _shape(tokens)):
        return []
    unit = tokens[1].value
    if unit == "CE":
        return _names.century(tokens[:1], setting)
    return _names.quarter(tokens, setting) if unit in ("Q", "H") else []


def _with_edge(tokens: Tokens, setting: Setting) -> Found:
    """Early, late, about, before, after, by, since: what a word in front adds to a date or a length."""
    first, rest = tokens[0], tokens[1:]
    if (
        first.sort not in (sorts.EDGE, sorts.ABOUT, sorts.BEFORE, sorts.AFTER, sorts.UNTIL, sorts.SINCE)
        or not rest
    ):
        return []
    if first.sort == sorts.EDGE and _shape(rest) == sorts.UNIT:
        rest = (Token(sorts.RELATIVE), *rest)
    return [_edged(one, first, setting) for one in meant(rest, setting)]


def _edged(one: Proposal, word: Token, setting: Setting) -> Proposal:
    timex = one.timex
    if timex.mod or timex.type == TimexType.SET or timex.value.endswith("_REF"):
        return one
    length = timex.type == TimexType.DURATION
    if word.sort in (sorts.EDGE, sorts.ABOUT):
        return (
            replace(one, timex=replace(timex, mod=word.value))
            if not (length and word.sort == sorts.EDGE)
            else one
        )
    if length:
        return one
    edtf = timex.edtf or edtf_of(timex.value)
    if word.sort == sorts.UNTIL:
        until = completed(replace(timex, edtf=edtf))
        since = setting.anchor if timex.anchor and setting.anchor <= until.latest else ""
        return replace(one, timex=replace(until, mod="BEFORE", earliest=since if len(since) == 10 else ""))
    mods = {sorts.BEFORE: "BEFORE", sorts.AFTER: "AFTER", sorts.SINCE: "ON_OR_AFTER"}
    return replace(one, timex=replace(timex, mod=mods[word.sort], edtf=edtf))


def _between(tokens: Tokens, setting: Setting) -> Found:
    """From 3 to 5 March, between 2010 and 2012, Monday to Friday."""
    inner = tokens[1:] if tokens[0].sort in (sorts.FROM, sorts.SINCE) else tokens
    joints = [
        place
        for place, token in enumerate(inner)
        if 0 < place < len(inner) - 1
        and (token.sort in (sorts.TO, sorts.UNTIL) or (token.sort == sorts.AND and inner is not tokens))
    ]
    if len(joints) != 1:
        return []
    return _range(inner[: joints[0]], inner[joints[0] + 1 :], setting)


def _range(left: Tokens, right: Tokens, setting: Setting) -> Found:
    for start, end in _wholes(left, right):
        first = meant(start, setting)
        if not first:
            continue
        fixed = not first[0].timex.anchor
        last = meant(end, setting if fixed else setting.at(_first_day(first[0]) or setting.anchor, 1))
        ends = [edtf_of(found[0].timex.value) for found in (first, last) if found and _is_date(found[0])]
        if len(ends) == 2 and all(ends) and not any("/" in end for end in ends) and ends[0] < ends[1]:
            value = f"{first[0].timex.value}/{last[0].timex.value}"
            anchor = "" if fixed else setting.anchor
            timex = replace(
                first[0].timex, value=value, edtf="/".join(ends), anchor=anchor, type=TimexType.DATE
            )
            return [Proposal(timex, _("From the one to the other."), ask=first[0].ask)]
    return []


def _is_date(one: Proposal) -> bool:
    return one.timex.type == TimexType.DATE and not one.timex.mod


def _wholes(left: Tokens, right: Tokens) -> list[tuple[Tokens, Tokens]]:
    """What each side may say in full: 3 [March 2015] to 5 March 2015, March 3 to [March] 5, 2009/[20]10."""
    found = [(left + right[place:], right) for place in range(1, len(right))]
    tail = tuple(token for token in right if token.sort in (sorts.YEAR, sorts.SHORT_YEAR))
    found += [(left + tail, left[:place] + right) for place in range(1, len(left))]
    if _shape(left)[-1] == sorts.YEAR and _shape(right) == sorts.NUMBER and right[0].number < 100:
        year = left[-1].number // 100 * 100 + right[0].number
        found.append((left, (*left[:-1], Token(sorts.YEAR, number=year))))
    return [*found, (left, right)]


def _first_day(one: Proposal) -> str:
    return edtf_of(one.timex.value)[:10]


def _on_the_clock(tokens: Tokens, setting: Setting) -> Found:
    """9:30 on Tuesday, Tuesday at 9, yesterday evening."""
    shape = _shape(tokens)
    found = _clock.SHAPE.search(shape)
    if found:
        hour = _clock.clock(tokens[found.start() : found.end()])
        rest = tokens[: found.start()] + tokens[found.end() :]
        if not hour or (rest and found.start() > 0 and found.end() < len(tokens)):
            return []
        return _clock.at(meant(rest, setting), hour) if rest else _clock.today(hour, setting)
    if len(tokens) > 1 and shape.count(sorts.PART) == 1:
        place = shape.index(sorts.PART)
        return _clock.at(meant(tokens[:place] + tokens[place + 1 :], setting), tokens[place].value)
    return []


def _of_a_turned_year(tokens: Tokens, setting: Setting) -> Found:
    """March last year, the second quarter of next year: the year is counted from the anchor."""
    shape = _shape(tokens)
    place = shape.find(sorts.RELATIVE + sorts.UNIT)
    away = shape.find(sorts.AWAY)
    if place >= 0 and tokens[place + 1].value == "Y" and len(tokens) > 2:
        count, width = max(-1, min(1, tokens[place].number)), 2
    elif away >= 0 and tokens[away].value == "Y" and len(tokens) > 1:
        place, count, width = away, tokens[away].number, 1
    else:
        return []
    rest = tokens[:place] + tokens[place + width :]
    if not _YEARLY.search(_shape(rest)):
        return []
    year = Token(sorts.YEAR, number=setting.year + count)
    reason = _("Counted from {anchor}.").format(anchor=setting.said)
    return [
        replace(one, timex=replace(one.timex, anchor=setting.anchor), reason=reason)
        for one in meant((*rest, year), setting)
    ]


def _without_the_first(tokens: Tokens, setting: Setting) -> Found:
    """In March, for Monday: a word in front that adds nothing here."""
    skipped = (sorts.WITHIN, sorts.LASTING, sorts.RELATIVE, sorts.FROM)
    if (
        len(tokens) > 1
        and tokens[0].sort in skipped
        and not (tokens[0].sort == sorts.RELATIVE and tokens[0].number)
    ):
        return meant(tokens[1:], setting)
    return []


def finished(one: Proposal) -> Proposal:
    """The same with its EDTF date."""
    timex = one.timex
    if timex.edtf or timex.type in (TimexType.DURATION, TimexType.SET):
        return one
    edtf = edtf_of(timex.value)
    if timex.mod == "APPROX" and edtf and "/" not in edtf and "T" not in edtf:
        edtf += "~"
    return replace(one, timex=replace(timex, edtf=edtf))
