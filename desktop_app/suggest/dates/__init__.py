"""What time expressions may mean: own rules, and a table of words for each language.

To add a language: a file, and its name below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from desktop_app.attributes.timex import calendar_part, completed, words
from desktop_app.base.i18n import _
from desktop_app.base.registry import Plugin, Shelf
from desktop_app.model.timex import Proposal, packed
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates import english, german
from desktop_app.suggest.dates._lexer import LONGEST, readings
from desktop_app.suggest.dates._lexicon import Lexicon, Token
from desktop_app.suggest.dates._pairs import split
from desktop_app.suggest.dates._rules import finished, meant
from desktop_app.suggest.dates._setting import NoAnchorError, Setting, tense_of

AROUND = 160
"""Code points on each side of a phrase that tell the time of its sentence."""
_LEADING = (
    *(sorts.BEFORE, sorts.AFTER, sorts.UNTIL, sorts.SINCE, sorts.WITHIN),
    *(sorts.LASTING, sorts.ABOUT, sorts.EVERY),
)


class Table(Plugin, Protocol):
    """What a file on this shelf offers: KEY is the code of its language."""

    LEXICON: Lexicon


TABLES: Shelf[Table] = Shelf("rubricator.dates", english, german)


@dataclass(frozen=True, slots=True)
class Offer:
    """Meanings of an expression, likely ones first. `why` says in words why there are none, '' if there are some."""

    proposals: tuple[Proposal, ...] = ()
    why: str = ""


def has_table(language: str) -> bool:
    """Whether there are words of this language (an IETF tag such as 'en-GB')."""
    return _key(language) in TABLES


def _key(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def propose(
    phrase: str, anchor: str = "", *, language: str = "en", before: str = "", after: str = ""
) -> Offer:
    """What a time expression may mean.

    `anchor` is the date from which it is told, in EDTF, '' if not known; `before` and `after` are the words around it.
    `language` is '' if not known. An expression that is not understood has no proposals. For a language without a table
    another library is asked, which takes a while the first time.
    """
    if len(phrase) > LONGEST:
        return Offer(why=_("This is too long for a time expression."))
    known = calendar_part(anchor)
    offers = [
        _by_rules(phrase, known, TABLES[key].LEXICON, (before[-AROUND:], after[:AROUND]))
        for key in (TABLES if not language else [_key(language)] if has_table(language) else [])
    ]
    if not offers:
        from desktop_app.suggest.dates._elsewhere import propose_elsewhere

        try:
            offers = [Offer(tuple(map(_done, propose_elsewhere(phrase, known, _key(language)))))]
        except NoAnchorError as error:
            offers = [Offer(why=str(error))]
    found = next((offer for offer in offers if offer.proposals), offers[0])
    return found if found.proposals or found.why else Offer(why=_("The rules do not know this expression."))


def _by_rules(phrase: str, anchor: str, lexicon: Lexicon, around: tuple[str, str]) -> Offer:
    before, after = around
    leading = _leading(before, lexicon)
    limits = any(token.sort == sorts.UNTIL for token in lexicon.entries.get(leading, ()))
    tense = 1 if limits else tense_of(before, after, lexicon)
    setting = Setting(anchor, tense, before.rstrip()[-1:].isdecimal())
    try:
        found = _meant(phrase, leading, setting, lexicon)
        return Offer(found, "" if found else _why_none(phrase, setting, lexicon))
    except NoAnchorError as error:
        return Offer(why=str(error))


def _why_none(phrase: str, setting: Setting, lexicon: Lexicon) -> str:
    """Why several expressions together mean nothing that has one value; '' where there are not several."""
    for listed in (False, True):
        for tokens in readings(phrase, lexicon, listed=listed):
            parts = split(tokens)
            if len(parts) > 1 and all(part and meant(part, setting) for part in parts):
                return _("There is no one value for these together. Mark each of them by itself.")
    return ""


def _leading(before: str, lexicon: Lexicon) -> str:
    """The word in front of the phrase if it is one that goes with dates, such as “by”."""
    said = before.split()
    last = said[-1].lower() if said and before[-1:].isspace() else ""
    known = lexicon.entries.get(last, ())
    return last if any(token.sort in _LEADING for token in known) else ""


def _meant(phrase: str, leading: str, setting: Setting, lexicon: Lexicon) -> tuple[Proposal, ...]:
    """The meanings with the word in front, if they have one so, and the lengths that the phrase alone may be."""
    alone = _read(phrase, setting, lexicon)
    found = _read(f"{leading} {phrase}", setting, lexicon) if leading else []
    kinds = {one.timex.type for one in found}
    others = [one for one in alone if not found or one.timex.type not in kinds]
    return tuple(_done(one) for one in [*found, *others])


def _read(text: str, setting: Setting, lexicon: Lexicon) -> list[Proposal]:
    for whole, listed in ((True, False), (False, False), (True, True)):
        found = _first_meant(readings(text, lexicon, whole=whole, listed=listed), setting)
        if found:
            return found
    return []


def _first_meant(ways: Iterator[tuple[Token, ...]], setting: Setting) -> list[Proposal]:
    """The meanings of the first way to read a phrase that has some, and of those that differ in what figures mean."""
    found: list[list[Proposal]] = []
    first: list[str] = []
    for tokens in ways:
        shape = [token.sort for token in tokens]
        if tokens and (not found or (shape == first and sorts.NUMERIC in shape)):
            some = meant(tokens, setting)
            if some:
                first = shape
                found.append(some)
    several = len(found) > 1
    distinct = {packed(one.timex): one for some in found for one in some}
    return [replace(one, ask=one.ask or several) for one in distinct.values()]


def _done(one: Proposal) -> Proposal:
    timex = replace(completed(finished(one).timex), by="tool")
    return replace(one, timex=timex, words=words(timex))
