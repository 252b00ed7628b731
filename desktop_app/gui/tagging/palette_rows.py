"""Which tags the palette shows, in which order, and which of them a few typed letters mean. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.model.tagset import PATH_SEPARATOR, Tag, Tagset

_ALIKE = 72
"""From which likeness (0 to 100) on a name is meant in spite of typing errors."""


@dataclass(frozen=True, slots=True)
class TagRow:
    """A line of the palette.

    `depth` counts the lines above that it belongs to; `within` is the path above otherwise.
    """

    uid: str
    name: str
    path: str
    colour: str
    shortcut: str
    depth: int = 0
    pinned: bool = False
    within: str = ""


def rows_of(tagset: Tagset) -> tuple[TagRow, ...]:
    """The tags that are switched on: pinned ones first, each with the tags below it, in the tagset's order."""
    below: dict[str, list[Tag]] = {}
    for tag in tagset.tags:
        below.setdefault(tag.parent_uid if tagset.find(tag.parent_uid) else "", []).append(tag)
    rows: list[TagRow] = []
    seen: set[str] = set()
    colours = colours_by_tag(tagset)

    def add(tag: Tag, depth: int, *, root: bool = False) -> None:
        if tag.uid in seen or (tag.pinned and tag.active and not root):
            return
        seen.add(tag.uid)
        if tag.active:
            rows.append(_row(tagset, tag, depth, colours[tag.uid]))
        for child in below.get(tag.uid, ()):
            add(child, depth + tag.active)

    for tag in tagset.tags:
        if tag.pinned and tag.active:
            add(tag, 0, root=True)
    for tag in below.get("", ()):
        add(tag, 0)
    return tuple(rows)


def _row(tagset: Tagset, tag: Tag, depth: int, colour: str) -> TagRow:
    path = tagset.path(tag.uid)
    within = path.rpartition(PATH_SEPARATOR)[0] if depth == 0 else ""
    return TagRow(tag.uid, tag.name, path, colour, tag.shortcut, depth, tag.pinned, within)


def matching(rows: Sequence[TagRow], typed: str, recent: Iterable[str] = ()) -> tuple[TagRow, ...]:
    """The rows that the letters may mean, the likeliest first; all of them, as they were, when nothing is typed."""
    sought = " ".join(typed.casefold().split())
    if not sought:
        return tuple(rows)
    order = {uid: place for place, uid in enumerate(recent)}
    ranked = []
    for place, row in enumerate(rows):
        rank = _rank(row, sought)
        if rank is not None:
            ranked.append((rank, order.get(row.uid, len(order)), place, row))
    ranked.sort(key=lambda item: item[:3])
    return tuple(row for *_rank_of, row in ranked)


def _rank(row: TagRow, sought: str) -> int | None:
    name, path = row.name.casefold(), row.path.casefold()
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    if row.shortcut.casefold() == sought:
        return 2
    words = path.replace(PATH_SEPARATOR, " ").split()
    if any(word.startswith(sought) for word in words):
        return 3
    if sought in path:
        return 4
    parts = sought.split()
    if len(parts) > 1 and all(part in path for part in parts):
        return 5 if all(any(word.startswith(part) for word in words) for part in parts) else 6
    return _likeness(name, sought)


def _likeness(name: str, sought: str) -> int | None:
    from rapidfuzz import fuzz

    if len(sought) < 3:
        return None
    score = max(
        fuzz.ratio(sought, name), fuzz.partial_ratio(sought, name) if len(name) > len(sought) else 0.0
    )
    return 200 - int(score) if score >= _ALIKE else None
