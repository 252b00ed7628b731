"""Questions about the tagset that its editor asks. No Qt here."""

from __future__ import annotations

from desktop_app.model.tagset import Tag, Tagset


def below(tagset: Tagset, uid: str) -> set[str]:
    """The tag itself and all tags below it."""
    found = {uid}
    grown = True
    while grown:
        more = {tag.uid for tag in tagset.tags if tag.parent_uid in found} - found
        found |= more
        grown = bool(more)
    return found


def fresh_name(name: str, taken: set[str]) -> str:
    """The name, with a number behind it if it is taken; capitals make no difference."""
    used = {item.casefold() for item in taken}
    number, found = 2, name
    while found.casefold() in used:
        found = f"{name} {number}"
        number += 1
    return found


def siblings(tagset: Tagset, uid: str) -> list[Tag]:
    """The tags that lie below the same tag as this one, in order, itself among them."""
    parent = tagset.tag(uid).parent_uid
    return [tag for tag in tagset.tags if tag.parent_uid == parent]
