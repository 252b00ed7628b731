"""Changes of the tagset that take more than one verb at a time: each is one step to undo."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.i18n import _, ngettext
from desktop_app.model.tagset import DOCUMENT, Attribute, Tag, Tagset
from desktop_app.model.tagset_file import load_tagset
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.ops.project import Project


def place_tag(project: Project, uid: str, parent_uid: str, before_uid: str = "") -> None:
    """Put a tag below another one ('' for none), in front of `before_uid` ('' for behind all).

    Raises TagsetError.
    """
    tagset = project.tagset
    tag = replace(tagset.tag(uid), parent_uid=parent_uid)
    others = [item for item in tagset.tags if item.uid != uid]
    places = [place for place, item in enumerate(others) if item.uid == before_uid]
    others.insert(places[0] if places else len(others), tag)
    placed = tuple(replace(item, position=place) for place, item in enumerate(others))
    after = replace(tagset, tags=placed)
    check_tagset(after, ATTRIBUTES)
    with project.step(_("Move tag {name}").format(name=tag.name)) as step:
        step.put_all(placed)


def add_from_file(project: Project, data: bytes) -> int:
    """Add the tags and attributes of a tagset file that the project lacks, and say how many tags came.

    What the project has stays as it is; a new tag whose key is taken comes without a key. Raises FormatError,
    TagsetError.
    """
    tagset = project.tagset
    found = load_tagset(data, ATTRIBUTES, seed=project.uid)
    known = {tagset.path(tag.uid).casefold(): tag.uid for tag in tagset.tags}
    uids = {tag.uid: known.get(found.path(tag.uid).casefold(), tag.uid) for tag in found.tags}
    keys = {tag.shortcut.casefold() for tag in tagset.tags if tag.shortcut}
    tags = list(tagset.tags)
    for tag in found.tags:
        if uids[tag.uid] == tag.uid and tagset.find(tag.uid) is None:
            key = "" if tag.shortcut.casefold() in keys else tag.shortcut
            parent = uids.get(tag.parent_uid, "")
            tags.append(replace(tag, shortcut=key, parent_uid=parent, position=len(tags)))
    fresh = tuple(tags[len(tagset.tags) :])
    attributes = _new_attributes(tagset, found, uids)
    after = replace(tagset, tags=tuple(tags), attributes=(*tagset.attributes, *attributes))
    check_tagset(after, ATTRIBUTES)
    label = ngettext("Add {number} tag from a file", "Add {number} tags from a file", len(fresh))
    with project.step(label.format(number=len(fresh))) as step:
        step.put_all([*fresh, *attributes])
    return len(fresh)


def _new_attributes(tagset: Tagset, found: Tagset, uids: dict[str, str]) -> list[Attribute]:
    known = {(item.tag_uid, item.name.casefold()) for item in tagset.attributes}
    held = {item.uid for item in tagset.attributes}
    last = max((item.position for item in tagset.attributes), default=-1)
    fresh: list[Attribute] = []
    for item in found.attributes:
        owner = item.tag_uid if item.tag_uid == DOCUMENT else uids[item.tag_uid]
        if (owner, item.name.casefold()) not in known and item.uid not in held:
            fresh.append(replace(item, tag_uid=owner, position=last + 1 + len(fresh)))
    return fresh


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
