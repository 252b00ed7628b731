"""The shapes that expressions have, in the sorts of their words, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from desktop_app.attributes.timex import completed
from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, TimexType, edtf_of
from desktop_app.suggest.dates import _clock, _counting, _fiscal, _lengths, _names, _pairs, _within
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
    ("zU?[YyN]|[Yy]zU?", _fiscal.fiscal),
    ("zU?YR[YyN]|YR[YyN]zU?|zU?X", _fiscal.over_two_years),
    ("kzU?", _fiscal.turned_fiscal),
    ("w[NO][Yy]?|Ow[Yy]?", _names.numbered_week),
    ("[Ok](?:W|U)M[Yy]?", _within.day_of_month),
    ("[Ok](?:U|H|NU)M[Yy]?", _within.part_of_month),
    ("[Ok]NU(?:[Yy]|U)?", _within.first_of_year),
    ("[Sh](?:[Yy]R?[YyN]|X)", _within.over_new_year),
    ("rA?NUA?|NUAr", _within.on_this_day),
    ("r", _counting.away),
    ("kU|Uk", _counting.turned),
    ("kW|Wk", _counting.turned_weekday),
    ("k[MSh]|[MSh]k", _counting.turned_month),
    ("WkU|kUW", _counting.weekday_of_week),
    ("I?NU[AL]|ANU|INU|aNU", _counting.ago),
    ("[AI]N?HU|HN?U[AL]|NUnN?H[AL]|NnN?HU[AL]|[AI]NnN?HU", _counting.half_years),
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
        _night,
        _week_of_days,
        _pair,
        _fiscal_year,
        _with_edge,
        _on_the_clock,
        _of_a_turned_year,
        _without_the_first,
    ):
        found = way(tokens, setting)
        if found:
            return found
    return []


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
        near = word.value == sorts.NEAR
        if (length and word.sort == sorts.EDGE) or (near and timex.type == TimexType.TIME):
            return one
        return replace(one, timex=replace(timex, mod="APPROX" if near else word.value))
    if length:
        return one
    edtf = timex.edtf or edtf_of(timex.value)
    if word.sort == sorts.UNTIL:
        until = completed(replace(timex, edtf=edtf))
        since = setting.anchor if timex.anchor and setting.anchor <= until.latest else ""
        return replace(one, timex=replace(until, mod="BEFORE", earliest=since if len(since) == 10 else ""))
    mods = {sorts.BEFORE: "BEFORE", sorts.AFTER: "AFTER", sorts.SINCE: "ON_OR_AFTER"}
    return replace(one, timex=replace(timex, mod=mods[word.sort], edtf=edtf))


def _night(tokens: Tokens, setting: Setting) -> Found:
    """The night from 14 to 15 March."""
    inner = tokens[1:] if tokens[0].sort == sorts.WITHIN else tokens
    if inner[:1] == (Token(sorts.PART, "NI"),) and any(token.sort == sorts.TO for token in inner):
        return _clock.at(meant(inner[1:], setting), "NI")
    return []


def _week_of_days(tokens: Tokens, setting: Setting) -> Found:
    """The weekend of 14 March, the week of 9 March."""
    return _within.week_of_days(tokens, setting, meant)


def _pair(tokens: Tokens, setting: Setting) -> Found:
    """From 3 to 5 March, 3 and 4 March."""
    return _pairs.several(tokens, setting, meant)


def _fiscal_year(tokens: Tokens, setting: Setting) -> Found:
    """Fiscal year ended 30 June 2015."""
    return _fiscal.fiscal_with_days(tokens, setting, meant)


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
        if len(tokens) == 2 and place and tokens[0].sort == sorts.ORDINAL and tokens[0].value:
            # The first night is that of something, and not of the first of the month.
            return []
        part = tokens[place]
        return _clock.at(meant(tokens[:place] + tokens[place + 1 :], setting), part.value, part.number)
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
    if not _YEARLY.search(_shape(rest)) and not re.fullmatch("[Ok]NU", _shape(rest)):
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
    if len(tokens) > 1 and tokens[0] == Token(sorts.UNIT, "Y", 2) and tokens[1].sort == sorts.YEAR:
        return meant(tokens[1:], setting)
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
