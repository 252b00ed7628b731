"""What fills the slots of passages that annotators see alike: a case for each passage and slot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop_app.agreement.clusters import Case, Difference, Item
from desktop_app.model.records import TargetKind
from desktop_app.model.review import Choice, Verdict
from desktop_app.ops._meaning import Meaning
from desktop_app.store.coded import CodedLink


class SlotCase(NamedTuple):
    """A case whose items are links, under the uid of their slot; `source` is the place of the case of the passage."""

    case: Case
    slot_uid: str
    source: int


class Known(NamedTuple):
    """A case of passages, and what was decided about it."""

    case: Case
    verdict: Verdict | None


def slot_cases(known: Sequence[Known], links: Iterable[CodedLink], meaning: Meaning) -> Iterator[SlotCase]:
    """The cases of slots that anybody filled, by the order of the passages. `links` are of those who take part.

    Who did not mark the passage has no say. Fillers are the same where their passages are one case.
    """
    place_of = {
        item.uid: place
        for place, found in enumerate(known)
        for item in found.case.items
        if found.case.difference is not Difference.GOLD
    }
    groups: dict[tuple[int, str], list[Item]] = {}
    for link in links:
        place = place_of.get(link.source_uid)
        filler = _filler(known, place_of, link, meaning)
        if place is None or filler is None or _is_rejected(known[place]):
            continue
        ranges = known[place].case.items[0].ranges
        item = Item(ranges, link.slot_uid, link.uid, link.annotator_uid, filler)
        groups.setdefault((place, link.slot_uid), []).append(item)
    for (place, slot_uid), items in sorted(groups.items()):
        people = {item.annotator for item in known[place].case.items}
        missing = tuple(sorted(people - {item.annotator for item in items}))
        difference = Difference.NONE if _all_say_the_same(items, missing) else Difference.SLOT
        yield SlotCase(Case(tuple(sorted(items)), missing, difference), slot_uid, place)


def target_of(item: Item) -> tuple[TargetKind, str]:
    """What a link of such a case leads to: an entity's uid, the uid of the first mark of a case, or ''."""
    kind, uid = json.loads(item.values)
    return TargetKind(kind), str(uid)


def _filler(
    known: Sequence[Known], place_of: Mapping[str, int], link: CodedLink, meaning: Meaning
) -> str | None:
    """In a form that can be compared; None for what lies outside of what is compared."""
    if link.target_kind is TargetKind.ENTITY:
        return json.dumps([link.target_kind, meaning.entity(link.target_uid)])
    if link.target_kind is not TargetKind.ANNOTATION:
        return json.dumps([link.target_kind, ""])
    place = place_of.get(link.target_uid)
    return json.dumps([link.target_kind, known[place].case.items[0].uid]) if place is not None else None


def _is_rejected(found: Known) -> bool:
    """Whether nobody's mark was right: then nothing is there that could be filled."""
    verdict = found.verdict
    return verdict is not None and verdict.choice is Choice.NONE and verdict.digest == found.case.digest


def _all_say_the_same(items: Sequence[Item], missing: Sequence[str]) -> bool:
    said: dict[str, set[str]] = {uid: set() for uid in missing}
    for item in items:
        said.setdefault(item.annotator, set()).add(item.values)
    return len({frozenset(found) for found in said.values()}) == 1
