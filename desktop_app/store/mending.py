"""What each copy may do alone but not all together, made fit by rules that depend on nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.model.tagset_rules import NAME_LIMIT


def tags(found: Iterable[Tag]) -> dict[str, Tag]:
    """The tags that have to be otherwise, by uid: below themselves, with a name or key that an earlier one has.

    Earlier is who has the smaller uid.
    """
    sorted_tags = sorted(found, key=lambda tag: tag.uid)
    now = {tag.uid: tag for tag in sorted_tags}
    for tag in sorted_tags:
        if _below_itself(tag, now):
            now[tag.uid] = replace(tag, parent_uid="")
    names: dict[str, set[str]] = {}
    keys: set[str] = set()
    for tag in sorted_tags:
        tag = now[tag.uid]
        siblings = names.setdefault(tag.parent_uid, set())
        name = _free(tag.name, siblings)
        siblings.add(name.casefold())
        key = tag.shortcut if tag.shortcut.casefold() not in keys else ""
        keys.add(key.casefold())
        now[tag.uid] = replace(tag, name=name, shortcut=key)
    return {tag.uid: now[tag.uid] for tag in sorted_tags if now[tag.uid] != tag}


def attributes(found: Iterable[Attribute]) -> dict[str, Attribute]:
    """The attributes that have to be called otherwise, by uid."""
    names: dict[str, set[str]] = {}
    mended: dict[str, Attribute] = {}
    for item in sorted(found, key=lambda item: item.uid):
        mates = names.setdefault(item.tag_uid, set())
        name = _free(item.name, mates)
        mates.add(name.casefold())
        if name != item.name:
            mended[item.uid] = replace(item, name=name)
    return mended


def slots(found: Iterable[Slot]) -> dict[str, Slot]:
    """The slots that have to be called otherwise, or have no key, by uid."""
    names: dict[str, set[str]] = {}
    keys: set[tuple[str, str]] = set()
    mended: dict[str, Slot] = {}
    for item in sorted(found, key=lambda item: item.uid):
        mates = names.setdefault(item.tag_uid, set())
        name = _free(item.name, mates)
        mates.add(name.casefold())
        key = item.key if (item.tag_uid, item.key.casefold()) not in keys else ""
        keys.add((item.tag_uid, key.casefold()))
        if (name, key) != (item.name, item.key):
            mended[item.uid] = replace(item, name=name, key=key)
    return mended


def concepts(found: Iterable[Concept]) -> dict[str, Concept]:
    """The concepts that have to be otherwise, by uid: with a code that an earlier one has, below themselves, or to be
    replaced by themselves in the end.
    """
    ordered = sorted(found, key=lambda item: item.uid)
    now = {item.uid: item for item in ordered}
    codes: set[str] = set()
    for item in ordered:
        fit = now[item.uid]
        if _comes_round(fit.uid, {uid: other.parent_uid for uid, other in now.items()}):
            fit = replace(fit, parent_uid="")
        if _comes_round(fit.uid, {uid: other.replaced_by for uid, other in now.items()}):
            fit = replace(fit, replaced_by="")
        fit = replace(fit, code=_free(fit.code, codes))
        codes.add(fit.code.casefold())
        now[item.uid] = fit
    return {item.uid: now[item.uid] for item in ordered if now[item.uid] != item}


def entities(found: Iterable[Entity]) -> list[str]:
    """The entities (by uid) that would have been merged into themselves in the end: they stand for themselves."""
    after = {item.uid: item.merged_into for item in found}
    freed = []
    for uid in sorted(after):
        if _comes_round(uid, after):
            after[uid] = ""
            freed.append(uid)
    return freed


def _comes_round(uid: str, after: Mapping[str, str]) -> bool:
    """Whether going from one to the next leads back to where it began."""
    seen: set[str] = set()
    place = after.get(uid, "")
    while place and place != uid and place not in seen:
        seen.add(place)
        place = after.get(place, "")
    return place == uid


def document_names(clashing: Mapping[str, list[str]], taken: Callable[[str], bool]) -> dict[str, str]:
    """New names by uid. `clashing`: by name, the uids of several documents in the order in which they may keep it."""
    given: set[str] = set()
    found: dict[str, str] = {}
    for name, uids in sorted(clashing.items()):
        for uid in uids[1:]:
            number, free = 2, f"{name} (2)"
            while free in given or free in clashing or taken(free):
                number += 1
                free = f"{name} ({number})"
            given.add(free)
            found[uid] = free
    return found


def _below_itself(tag: Tag, tags: Mapping[str, Tag]) -> bool:
    seen = {tag.uid}
    above = tags.get(tag.parent_uid)
    while above is not None and above.uid not in seen:
        seen.add(above.uid)
        above = tags.get(above.parent_uid)
    return above is not None and above.uid == tag.uid


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        end = f" ({number})"
        free = name[: NAME_LIMIT - len(end)].rstrip() + end
    return free
