"""From where a time expression is seen: the date that it is told on, and whether the text looks back or ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from desktop_app.attributes.timex import words
from desktop_app.base.i18n import _
from desktop_app.model.timex import Proposal, Timex, TimexType
from desktop_app.suggest.dates._lexicon import Lexicon

YEARS = (100, 9900)
"""From years before and after these nothing is counted: the calendar of the machine ends close by."""
NEAR = 12
"""Words on each side that tell the time of the sentence."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_END = re.compile(r"[.!?:;](?=\s|$)|\n\s*\n")


class NoAnchorError(Exception):
    """The expression counts from a date, and that is not known, or not to the day."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`anchor` is a day, a month or a year in ISO 8601, '' if it is not known.

    `tense` is -1 for the past, 1 for the future, 0 if nothing tells. `by_number`: a number stands before it.
    """

    anchor: str = ""
    tense: int = 0
    by_number: bool = False

    def _parts(self) -> list[int]:
        parts = [int(part) for part in self.anchor.split("-") if part]
        return parts if parts and YEARS[0] <= parts[0] <= YEARS[1] else []

    @property
    def said(self) -> str:
        """The anchor in words."""
        return words(Timex(TimexType.DATE, self.anchor, edtf=self.anchor)) or _("a date that is not known")

    @property
    def day(self) -> date:
        """The anchor. Raises NoAnchorError when it is not known to the day."""
        try:
            return date(*self._parts())
        except (TypeError, ValueError) as error:
            raise NoAnchorError(
                _("This counts from a day, and the day of the document is not known.")
                if not self.anchor
                else _("This counts from a day, and only {date} is known.").format(date=self.said)
            ) from error

    @property
    def month(self) -> tuple[int, int]:
        """Year and month of the anchor. Raises NoAnchorError."""
        parts = self._parts()
        if len(parts) < 2 or not 1 <= parts[1] <= 12:
            raise NoAnchorError(_("This counts from a month, and the month of the document is not known."))
        return parts[0], parts[1]

    @property
    def year(self) -> int:
        """The year of the anchor. Raises NoAnchorError."""
        parts = self._parts()
        if not parts:
            raise NoAnchorError(_("This counts from a date, and the date of the document is not known."))
        return parts[0]

    def at(self, day: date | str, tense: int) -> Setting:
        """The same from another day."""
        return replace(self, anchor=str(day), tense=tense)

    def point(self, value: str, reason: str, *, ask: bool = False, kind: str = TimexType.DATE) -> Proposal:
        """A meaning that was counted from the anchor."""
        return Proposal(Timex(kind, value, anchor=self.anchor), reason, ask)

    def occurrences(
        self, before: str, after: str, *, nearest: int = -1, close: bool = False
    ) -> list[Proposal]:
        """Both of what occurs again and again, the likely one first; one if they are the same.

        `nearest` is -1 or 1 for the one that is taken if nothing tells the time of the sentence, or against what it
        tells if that one is `close` and the other far away.
        """
        past = self.point(before, _("The latest one up to {anchor}.").format(anchor=self.said))
        future = self.point(after, _("The first one from {anchor} on.").format(anchor=self.said))
        if before == after:
            within = _("The one that {anchor} is in.").format(anchor=self.said)
            return [
                replace(
                    past, reason=_("The day of the document itself.") if before == self.anchor else within
                )
            ]
        tense = 0 if close and nearest != self.tense else self.tense
        found = [past, future] if (tense or nearest) < 0 else [future, past]
        if tense:
            says = _("The sentence looks back.") if tense < 0 else _("The sentence looks ahead.")
            return [replace(found[0], reason=f"{found[0].reason} {says}"), found[1]]
        return [replace(one, ask=True) for one in found]


def full(value: str, *, ask: bool = False) -> Proposal:
    """A meaning that the words give by themselves."""
    return Proposal(Timex(TimexType.DATE, value), _("The words say all of it."), ask)


def tense_of(before: str, after: str, lexicon: Lexicon) -> int:
    """Whether the words around an expression look back (-1) or ahead (1), by the nearest sign; 0 if there is none."""
    ends = [found.end() for found in _END.finditer(before)]
    end = _END.search(after)
    mine = list(pairwise(["", *_WORD.findall(before[ends[-1] if ends else 0 :])]))[::-1]
    theirs = list(pairwise(["", *_WORD.findall(after[: end.start() if end else len(after)])]))
    for place in range(NEAR):
        for pairs in (mine, theirs):
            sign = _sign(*pairs[place], lexicon) if place < len(pairs) else 0
            if sign:
                return sign
    return 0


def _sign(previous: str, word: str, lexicon: Lexicon) -> int:
    plain, earlier = word.lower().replace("’", "'"), previous.lower()
    if {plain, f"{earlier} {plain}"} & lexicon.future_words or earlier in lexicon.auxiliaries:
        return 1
    if plain in lexicon.past_words:
        return -1
    verb = word == plain and len(word) > 4 and plain not in lexicon.not_past
    return -1 if verb and plain.endswith(lexicon.past_endings or ("\0",)) else 0
