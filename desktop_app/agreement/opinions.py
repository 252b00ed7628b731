"""What annotators say in a case, and which of it most of them say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from desktop_app.agreement.clusters import Case, Item


def voices(case: Case) -> dict[str, tuple[Item, ...]]:
    """What everybody who takes part says, by uid: none for those who marked nothing."""
    found = {
        uid: tuple[Item, ...]() for uid in sorted({item.annotator for item in case.items} | set(case.missing))
    }
    for item in case.items:
        found[item.annotator] = (*found[item.annotator], item)
    return found


def majority(case: Case) -> tuple[str, ...] | None:
    """The marks of those who are most: () if most marked nothing, None if no opinion has more than any other."""
    counted = Counter(frozenset(map(meaning, items)) for items in voices(case).values())
    (said, votes), *others = counted.most_common(2)
    if votes < 2 or any(more == votes for _said, more in others):
        return None
    return tuple(item.uid for item in case.items if meaning(item) in said)


def with_same(case: Case, uids: Iterable[str]) -> tuple[str, ...]:
    """These marks, and those of others that say the very same."""
    wanted = set(uids)
    meant = {meaning(item) for item in case.items if item.uid in wanted}
    return tuple(item.uid for item in case.items if meaning(item) in meant)


def meaning(item: Item) -> tuple[object, ...]:
    """What a mark says, whoever made it."""
    return item.ranges, item.label, item.values
