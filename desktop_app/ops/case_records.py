"""A case of a document as somebody decides it: how it stands, and what was decided."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop_app.agreement.clusters import Case, Difference, Item
from desktop_app.model.review import Verdict


class Standing(StrEnum):
    """How a case stands: all agree, it waits for a verdict, has one, or has changed since it was decided."""

    AGREED = "agreed"
    OPEN = "open"
    DECIDED = "decided"
    STALE = "stale"


WAITING = frozenset({Standing.OPEN, Standing.STALE})
"""How the cases stand that somebody has to decide."""


class Decision(msgspec.Struct, frozen=True, gc=False):
    """A case of a document with its verdict, if there is one. `words` are those of its items, in their order.

    `slot_uid` is None for passages. Of what fills a slot ('' for the untyped one) the items are links, their words
    those of the fillers, and `about` the words of the passage that has the slot.
    """

    document_uid: str
    case: Case
    standing: Standing
    verdict: Verdict | None = None
    words: tuple[str, ...] = ()
    slot_uid: str | None = None
    about: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide it."""
        return self.standing in WAITING

    @property
    def is_slot(self) -> bool:
        """Whether it is about what fills a slot."""
        return self.slot_uid is not None

    @property
    def is_gold(self) -> bool:
        """Whether it is about gold of which no source is left."""
        return self.case.difference is Difference.GOLD

    @property
    def said(self) -> dict[str, tuple[str, str, str]]:
        """The words, tag and values of each mark, by its uid."""
        pairs = zip(self.case.items, self.words, strict=True)
        return {item.uid: (words, item.label, item.values) for item, words in pairs}


def standing_of(case: Case, verdict: Verdict | None) -> Standing:
    """How a case stands with this verdict, or with none."""
    if verdict is None:
        return Standing.AGREED if case.difference is Difference.NONE else Standing.OPEN
    return Standing.DECIDED if verdict.digest == case.digest else Standing.STALE


def judged(decision: Decision, verdict: Verdict | None) -> Decision:
    """The same case with another verdict, or with none."""
    return msgspec.structs.replace(decision, standing=standing_of(decision.case, verdict), verdict=verdict)


def place(decision: Decision) -> tuple[int, int, bool, tuple[Item, ...]]:
    """What the cases of a document are sorted by: slots come after their passage."""
    case = decision.case
    return case.start, -case.end, decision.is_slot, case.items
