"""Questions about the tagset that its editor asks. No Qt here."""

from __future__ import annotations

from operator import itemgetter

from desktop_app.model.names import fit_of, folded
from desktop_app.model.tagset import Tagset


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


def fitting(tagset: Tagset, typed: str) -> list[str]:
    """The uids of the tags whose name fits what was typed, the best first."""
    fits = ((fit_of(folded(tag.name), folded(typed)), tag.uid) for tag in tagset.tags)
    return [uid for _fit, uid in sorted((item for item in fits if item[0] is not None), key=itemgetter(0))]
