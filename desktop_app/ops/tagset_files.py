"""Tagsets that come from files and go into them, and those that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.files import read_most, replacing
from desktop_app.base.i18n import ngettext
from desktop_app.base.paths import resources
from desktop_app.model.tagset import DOCUMENT, Attribute, Slot, Tag, Tagset
from desktop_app.model.tagset_file import SIZE_LIMIT, dump_tagset, load_tagset, title_of
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.ops._tagset_source import tagset_source
from desktop_app.ops.project import Project

FIRST = "claims-in-the-news"
"""The one that is offered first; the blank one comes last."""
_LAST = "blank"


@dataclass(frozen=True, slots=True)
class Offered:
    """A tagset that comes with the program: its KEY, what it is called, and a sentence about it."""

    key: str
    title: str
    about: str


def offered() -> tuple[Offered, ...]:
    """The tagsets that come with the program."""
    found = [
        Offered(path.stem, *title_of(path.read_bytes())) for path in (resources() / "tagsets").glob("*.json")
    ]
    return tuple(sorted(found, key=lambda item: (item.key != FIRST, item.key == _LAST, item.title)))


def read(path: Path) -> bytes:
    """What is in a tagset file. Raises ReadError."""
    return read_most(path, SIZE_LIMIT + 1)


def named(tagset: str) -> bytes:
    """The tagset with this KEY that comes with the program, or the file at this path. Raises UsageError."""
    return tagset_source(tagset)


def save(project: Project, path: Path) -> None:
    """Write the project's tagset to a file, whole or not at all. Raises the errors of the disk."""
    with replacing(path) as file:
        file.write(dump_tagset(project.tagset, title=project.path.stem))


def add(project: Project, data: bytes) -> int:
    """Add the tags, attributes and slots of a tagset file that the project lacks, and say how many tags came.

    What the project has stays as it is; a new tag or slot whose key is taken comes without a key. Raises FormatError,
    TagsetError.
    """
    tagset = project.tagset
    found = load_tagset(data, ATTRIBUTES, seed=project.uid)
    known = {tagset.path(tag.uid).casefold(): tag.uid for tag in tagset.tags}
    uids = {tag.uid: known.get(found.path(tag.uid).casefold(), tag.uid) for tag in found.tags}
    tags = _new_tags(tagset, found, uids)
    attributes, slots = _new_attributes(tagset, found, uids), _new_slots(tagset, found, uids)
    after = Tagset((*tagset.tags, *tags), (*tagset.attributes, *attributes), (*tagset.slots, *slots))
    check_tagset(after, ATTRIBUTES)
    label = ngettext("Add {number} tag from a file", "Add {number} tags from a file", len(tags))
    with project.step(label.format(number=len(tags))) as step:
        step.put_all([*tags, *attributes, *slots])
    return len(tags)


def _new_tags(tagset: Tagset, found: Tagset, uids: Mapping[str, str]) -> list[Tag]:
    keys = {tag.shortcut.casefold() for tag in tagset.tags if tag.shortcut}
    last = max((tag.position for tag in tagset.tags), default=-1)
    fresh: list[Tag] = []
    for tag in found.tags:
        if uids[tag.uid] == tag.uid and tagset.find(tag.uid) is None:
            key = "" if tag.shortcut.casefold() in keys else tag.shortcut
            parent = uids.get(tag.parent_uid, "")
            fresh.append(replace(tag, shortcut=key, parent_uid=parent, position=last + 1 + len(fresh)))
    return fresh


def _new_attributes(tagset: Tagset, found: Tagset, uids: Mapping[str, str]) -> list[Attribute]:
    known = {(item.tag_uid, item.name.casefold()) for item in tagset.attributes}
    held = {item.uid for item in tagset.attributes}
    last = max((item.position for item in tagset.attributes), default=-1)
    fresh: list[Attribute] = []
    for item in found.attributes:
        owner = item.tag_uid if item.tag_uid == DOCUMENT else uids[item.tag_uid]
        if (owner, item.name.casefold()) not in known and item.uid not in held:
            fresh.append(replace(item, tag_uid=owner, position=last + 1 + len(fresh)))
    return fresh


def _new_slots(tagset: Tagset, found: Tagset, uids: Mapping[str, str]) -> list[Slot]:
    known = {(item.tag_uid, item.name.casefold()) for item in tagset.slots}
    keys = {(item.tag_uid, item.key.casefold()) for item in tagset.slots if item.key}
    held = {item.uid for item in tagset.slots}
    last = max((item.position for item in tagset.slots), default=-1)
    fresh: list[Slot] = []
    for item in found.slots:
        owner = uids[item.tag_uid]
        if (owner, item.name.casefold()) in known or item.uid in held:
            continue
        key = "" if (owner, item.key.casefold()) in keys else item.key
        allowed = tuple(dict.fromkeys(uids[uid] for uid in item.tag_uids))
        fresh.append(replace(item, tag_uid=owner, key=key, tag_uids=allowed, position=last + 1 + len(fresh)))
    return fresh
