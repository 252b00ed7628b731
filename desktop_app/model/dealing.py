"""Dealing documents out to people: at random and again the same, balanced by length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True, slots=True)
class Plan:
    """How documents are to be dealt out.

    `people` are uids, and chance follows their order (by name, so that newcomers, whose uids are new each time, are
    dealt the same). A share `overlap` (0 to 1) of the documents goes to `raters` people each, all others to one.
    `numbers` may say how many documents somebody gets at most; what is too much for all stays undealt.
    `seed` decides what chance decides.
    """

    people: Sequence[str]
    overlap: float = 0.0
    raters: int = 2
    seed: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)


def overlapping(count: int, overlap: float) -> int:
    """How many of `count` documents a share comes to: the nearest whole number."""
    return min(count, max(0, int(count * overlap + 0.5)))


def deal(documents: Sequence[tuple[str, int]], plan: Plan) -> dict[str, tuple[str, ...]]:
    """Who is to do which document: uids of people by uid of a document, in the order of `documents` (uid, length).

    Their order does not matter. Without `numbers`, the lengths that two people get differ by no more than the longest
    document.
    """
    chance = Random(plan.seed)
    people = list(dict.fromkeys(plan.people))
    shuffled = sorted(dict(documents).items())
    chance.shuffle(shuffled)
    several = overlapping(len(shuffled), plan.overlap)
    wanted = {uid: plan.raters if place < several else 1 for place, (uid, _length) in enumerate(shuffled)}
    shuffled = _what_fits(shuffled, wanted, plan)
    missing = _targets(people, shuffled, wanted, plan.numbers)
    room = {uid: plan.numbers.get(uid, len(shuffled)) for uid in people}
    dealt: dict[str, tuple[str, ...]] = {}
    # The long ones first, and those for several people before those for one.
    for uid, length in sorted(shuffled, key=lambda item: (-wanted[item[0]], -item[1])):
        free = [who for who in people if room[who] > 0]
        chosen = sorted(free, key=lambda who: (-missing[who], chance.random()))[: wanted[uid]]
        if len(chosen) < min(wanted[uid], len(people)):
            continue
        for who in chosen:
            missing[who] -= length
            room[who] -= 1
        dealt[uid] = tuple(sorted(chosen))
    return {uid: dealt[uid] for uid, _length in documents if uid in dealt}


def _what_fits(
    documents: list[tuple[str, int]], wanted: Mapping[str, int], plan: Plan
) -> list[tuple[str, int]]:
    """As many of the documents, in their order, as everybody's numbers have room for: chance says which are left."""
    if not set(plan.people) <= plan.numbers.keys():
        return documents
    room = sum(plan.numbers[who] for who in set(plan.people))
    kept = []
    for uid, length in documents:
        if wanted[uid] <= room:
            room -= wanted[uid]
            kept.append((uid, length))
    return kept


def _targets(
    people: Sequence[str],
    documents: Sequence[tuple[str, int]],
    wanted: Mapping[str, int],
    numbers: Mapping[str, int],
) -> dict[str, float]:
    """The length that everybody should come to: in proportion to their numbers; who has none shares what is left."""
    total = sum(length * wanted[uid] for uid, length in documents)
    free = [who for who in people if who not in numbers]
    left = max(0, sum(wanted[uid] for uid, _length in documents) - sum(numbers.get(who, 0) for who in people))
    shares = {who: left / len(free) if who in free else float(numbers[who]) for who in people}
    whole = sum(shares.values()) or 1.0
    return {who: total * share / whole for who, share in shares.items()}
