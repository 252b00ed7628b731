"""What fills the slots of units whose partner is known: precision, recall and F1 of the links, and whether a slot is
filled at all, as Cohen's kappa.

Strict: the same slot is filled by a unit with equal passages, or by the very same else. Lenient: by units that overlap.
Links of units without a partner do not count; `parts` says what part of all links is compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.agreement.alignment import align
from desktop_app.agreement.study import Coding, Measure, Study
from desktop_app.agreement.units import Coefficient, Range, Unit, UnitLink, overlap_of
from desktop_app.agreement.values import Scale, kappa
from desktop_app.base.i18n import N_, _

KEY = "slots"
TITLE = N_("Fillers of slots")
UNIT = N_("links")
SOURCES = N_("passages")
STRICT, LENIENT, FILLED = "strict", "lenient", "filled"

Target = tuple[Range, ...] | str
"""What fills a slot: the passages of a unit, or what else it is."""


@dataclass(slots=True)
class Counts:
    """Links of both, those that are the same under either scheme, and who has filled the slot at all."""

    one: int = 0
    other: int = 0
    same: dict[str, int] = field(default_factory=lambda: {STRICT: 0, LENIENT: 0})
    filled: list[tuple[bool, bool]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    def add(self, mine: Sequence[Target], theirs: Sequence[Target], document_uid: str) -> None:
        """Two partners and what each has in the slot."""
        self.filled.append((bool(mine), bool(theirs)))
        if mine or theirs:
            self.documents.add(document_uid)
        self.one += len(mine)
        self.other += len(theirs)
        self.same[STRICT] += (Counter(mine) & Counter(theirs)).total()
        self.same[LENIENT] += most_pairs(mine, theirs)


def measure(study: Study) -> Iterator[Measure]:
    """Every pair: over all slots, and for each slot that either of the two has filled."""
    if not any(coding.links for coding in study.codings):
        return
    for pair in study.pairs():
        counted, total = _counted(study, pair)
        every = Counts()
        for counts in counted.values():
            every.one += counts.one
            every.other += counts.other
            every.documents |= counts.documents
            for scheme in every.same:
                every.same[scheme] += counts.same[scheme]
        yield from _schemes(pair, every, total, ("", ""))
        for slot, counts in sorted(counted.items()):
            if not counts.documents:
                continue
            name = study.slots[slot]
            yield from _schemes(pair, counts, total, name)
            value = kappa(counts.filled, Scale.NOMINAL, unit=SOURCES)
            parts: dict[str, float | None] = {"pairs": float(len(counts.filled))}
            parts["same"] = float(sum(one == other for one, other in counts.filled))
            found = len(counts.documents)
            yield Measure(KEY, value, found, pair, name[0], FILLED, parts=parts, attribute=name[1])


def _schemes(pair: tuple[str, str], counts: Counts, total: int, name: tuple[str, str]) -> Iterator[Measure]:
    for scheme, same in counts.same.items():
        both = counts.one + counts.other
        parts = {
            "cor": float(same),
            "mis": float(counts.one - same),
            "spu": float(counts.other - same),
            "precision": same / counts.other if counts.other else None,
            "recall": same / counts.one if counts.one else None,
            "coverage": both / total if total else None,
        }
        reason = "" if both else _("Nobody filled this slot where both have marked.")
        value = Coefficient(2 * same / both if both else None, UNIT, both, reason)
        found = len(counts.documents)
        yield Measure(KEY, value, found, pair, name[0], scheme, parts=parts, attribute=name[1])


def _counted(study: Study, pair: tuple[str, str]) -> tuple[dict[str, Counts], int]:
    """By slot; and how many links both have in the documents that they share."""
    found: dict[str, Counts] = defaultdict(Counts)
    total = 0
    for coding in study.codings:
        if any(uid not in coding.layers for uid in pair):
            continue
        mine, theirs = (_fillers(coding, uid) for uid in pair)
        if not (mine or theirs):
            continue
        total += sum(len(targets) for layer in (mine, theirs) for targets in layer.values())
        one, other = (coding.layers[uid] for uid in pair)
        met = align(one, other)
        for row, place in zip(met.one.tolist(), met.other.tolist(), strict=True):
            for slot in _slots_of(study, one[row], other[place]):
                found[slot].add(mine.get((row, slot), []), theirs.get((place, slot), []), coding.document_uid)
    return found, total


def _slots_of(study: Study, one: Unit, other: Unit) -> list[str]:
    """The slots that either of two partners has; the one that all have counts only where labels say nothing else."""
    return [key for key, name in study.slots.items() if name.label in ("", one.label, other.label)]


def _fillers(coding: Coding, uid: str) -> dict[tuple[int, str], list[Target]]:
    units, found = coding.layers[uid], dict[tuple[int, str], list[Target]]()
    links: Sequence[UnitLink] = coding.links.get(uid, ())
    for link in links:
        target = link.target if isinstance(link.target, str) else units[link.target].ranges
        found.setdefault((link.source, link.slot), []).append(target)
    return found


def most_pairs(mine: Sequence[Target], theirs: Sequence[Target]) -> int:
    """How many of one can be given partners among the others that overlap them or are the same."""
    partner: dict[int, int] = {}

    def finds(place: int, seen: set[int]) -> bool:
        for other, target in enumerate(theirs):
            if other not in seen and _meet(mine[place], target):
                seen.add(other)
                if other not in partner or finds(partner[other], seen):
                    partner[other] = place
                    return True
        return False

    return sum(finds(place, set()) for place in range(len(mine)))


def _meet(one: Target, other: Target) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one == other or overlap_of(one, other) > 0
