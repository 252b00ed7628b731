"""Tagsets as JSON that people can read, write and pass on. Bytes in, bytes out: files are opened elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from desktop_app.base import strict_json
from desktop_app.base.errors import FormatError, TagsetError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.identity import derived_uid
from desktop_app.model.tagset import DOCUMENT, Attribute, Slot, Tag, Tagset
from desktop_app.model.tagset_rules import Chosen, check_tagset

FORMAT = "rubricator tagset"
VERSION = 1
SIZE_LIMIT = 4_000_000


class AttributeEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One attribute in the file."""

    name: str
    kind: str
    options: list[str] = []
    required: bool = False
    guideline: str = ""


class SlotEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One slot in the file. `tags` are labels of tags anywhere in it; `entities` and `published` as in `Slot`."""

    name: str
    key: str = ""
    tags: list[str] = []
    entities: bool = False
    published: bool = False
    least: int = 0
    most: int = 1
    guideline: str = ""


class TagEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One tag in the file. `parent` is the label of a tag that stands before it."""

    name: str
    parent: str = ""
    colour: str = ""
    shortcut: str = ""
    guideline: str = ""
    examples: list[str] = []
    counter_examples: list[str] = []
    active: bool = True
    pinned: bool = False
    attributes: list[AttributeEntry] = []
    slots: list[SlotEntry] = []


class TagsetEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The file, or the same as part of another one. `document` holds the attributes of the document as a whole."""

    format: str
    version: int
    title: str = ""
    about: str = ""
    tags: list[TagEntry] = []
    document: list[AttributeEntry] = []


_DECODER = msgspec.json.Decoder(TagsetEntry)


def load_tagset(data: bytes, kinds: Mapping[str, Chosen], *, seed: str = "") -> Tagset:
    """The tagset in the file. `kinds` is the shelf of attributes.

    Uids follow from `seed` (a project's uid) and the names. Raises FormatError: what is wrong, where, what next.
    """
    return from_entry(_parsed(data), kinds, seed=seed)


def title_of(data: bytes) -> tuple[str, str]:
    """What the file calls itself, and a sentence about it. Raises FormatError."""
    entry = _parsed(data)
    return entry.title, entry.about


def dump_tagset(tagset: Tagset, *, title: str = "", about: str = "") -> bytes:
    """The tagset as a file: the same bytes for the same tagset, UTF-8, LF, indented by two blanks."""
    written = msgspec.json.encode(to_entry(tagset, title=title, about=about))
    return msgspec.json.format(written, indent=2) + b"\n"


def to_entry(tagset: Tagset, *, title: str = "", about: str = "") -> TagsetEntry:
    """The tagset as plain data, to be part of another file."""
    return TagsetEntry(
        format=FORMAT,
        version=VERSION,
        title=title,
        about=about,
        tags=[_tag_entry(tagset, tag) for tag in _parents_first(tagset)],
        document=_attribute_entries(tagset.attributes_of(DOCUMENT)),
    )


def from_entry(entry: TagsetEntry, kinds: Mapping[str, Chosen], *, seed: str = "") -> Tagset:
    """The tagset that plain data stand for. Raises FormatError."""
    _check_head(entry)
    tags: list[Tag] = []
    attributes = _attributes(entry.document, DOCUMENT, DOCUMENT, seed)
    paths: dict[str, str] = {}
    for position, item in enumerate(entry.tags):
        if item.parent and item.parent not in paths:
            raise FormatError(
                _("The parent “{parent}” does not stand before it.").format(parent=shown(item.parent, 80)),
                where=f"tags[{position}].parent",
                hint=_("Write the parent's full label, and put the parent first."),
            )
        path = f"{item.parent}/{item.name}" if item.parent else item.name
        uid = derived_uid(seed, "tag", path)
        if path in paths:
            raise FormatError(
                _("There are two tags with the label “{label}”.").format(label=shown(path, 80)),
                where=f"tags[{position}].name",
                hint=_("Rename one of them."),
            )
        paths[path] = uid
        tags.append(_tag(item, uid, paths.get(item.parent, ""), position))
        attributes += _attributes(item.attributes, uid, path, seed)
    slots = [slot for item in zip(entry.tags, tags, strict=True) for slot in _slots(*item, paths, seed)]
    tagset = Tagset(tuple(tags), tuple(attributes), tuple(slots))
    try:
        check_tagset(tagset, kinds)
    except TagsetError as error:
        raise FormatError(error.what, where=error.where, hint=error.hint) from error
    return tagset


def _parsed(data: bytes) -> TagsetEntry:
    if len(data) > SIZE_LIMIT:
        raise FormatError(_("The file is too large for a tagset."), hint=_("Choose a tagset file."))
    plain = data.removeprefix(strict_json.BOM)
    entry = strict_json.decode(plain, _DECODER)
    twice = strict_json.duplicate_key(plain)
    if twice is not None:
        raise FormatError(
            _("“{key}” occurs twice.").format(key=shown(twice, 40)), hint=_("Remove one of the two.")
        )
    return entry


def _check_head(entry: TagsetEntry) -> None:
    if entry.format != FORMAT:
        raise FormatError(
            _("The file does not call itself a tagset."), where="format", hint=f'"format": "{FORMAT}"'
        )
    if not 1 <= entry.version <= VERSION:
        raise FormatError(
            _("The tagset has version {version}, but this program reads {known}.").format(
                version=str(entry.version)[:10] if abs(entry.version) < 10**9 else "…", known=VERSION
            ),
            where="version",
            hint=_("Open it with a newer version of the program."),
        )


def _tag(item: TagEntry, uid: str, parent_uid: str, position: int) -> Tag:
    return Tag(
        uid=uid,
        name=item.name,
        parent_uid=parent_uid,
        colour=item.colour.lower(),
        shortcut=item.shortcut,
        guideline=item.guideline,
        examples=tuple(item.examples),
        counter_examples=tuple(item.counter_examples),
        position=position,
        active=item.active,
        pinned=item.pinned,
    )


def _attributes(items: list[AttributeEntry], tag_uid: str, path: str, seed: str) -> list[Attribute]:
    return [
        Attribute(
            uid=derived_uid(seed, "attribute", path, item.name),
            tag_uid=tag_uid,
            name=item.name,
            kind=item.kind,
            options=tuple(item.options),
            required=item.required,
            guideline=item.guideline,
            position=position,
        )
        for position, item in enumerate(items)
    ]


def _slots(item: TagEntry, tag: Tag, paths: Mapping[str, str], seed: str) -> list[Slot]:
    label = next(path for path, uid in paths.items() if uid == tag.uid)
    return [
        Slot(
            uid=derived_uid(seed, "slot", label, slot.name),
            tag_uid=tag.uid,
            name=slot.name,
            key=slot.key,
            tag_uids=tuple(_allowed(name, slot, label, paths) for name in slot.tags),
            entities=slot.entities,
            published=slot.published,
            least=slot.least,
            most=slot.most,
            guideline=slot.guideline,
            position=position,
        )
        for position, slot in enumerate(item.slots)
    ]


def _allowed(name: str, slot: SlotEntry, label: str, paths: Mapping[str, str]) -> str:
    if name not in paths:
        raise FormatError(
            _("The slot “{slot}” names a tag “{name}” that is not in the file.").format(
                slot=shown(slot.name, 40), name=shown(name, 80)
            ),
            where=shown(label, 80),
            hint=_("Write the tag's full label."),
        )
    return paths[name]


def _tag_entry(tagset: Tagset, tag: Tag) -> TagEntry:
    return TagEntry(
        name=tag.name,
        parent=tagset.path(tag.parent_uid) if tagset.find(tag.parent_uid) else "",
        colour=tag.colour,
        shortcut=tag.shortcut,
        guideline=tag.guideline,
        examples=list(tag.examples),
        counter_examples=list(tag.counter_examples),
        active=tag.active,
        pinned=tag.pinned,
        attributes=_attribute_entries(tagset.attributes_of(tag.uid)),
        slots=[_slot_entry(tagset, slot) for slot in tagset.slots_of(tag.uid)],
    )


def _slot_entry(tagset: Tagset, slot: Slot) -> SlotEntry:
    return SlotEntry(
        name=slot.name,
        key=slot.key,
        tags=[tagset.path(uid) for uid in slot.tag_uids],
        entities=slot.entities,
        published=slot.published,
        least=slot.least,
        most=slot.most,
        guideline=slot.guideline,
    )


def _attribute_entries(attributes: Iterable[Attribute]) -> list[AttributeEntry]:
    return [
        AttributeEntry(
            name=item.name,
            kind=item.kind,
            options=list(item.options),
            required=item.required,
            guideline=item.guideline,
        )
        for item in attributes
    ]


def _parents_first(tagset: Tagset) -> list[Tag]:
    """Display order, except that a tag never comes before the one above it."""
    done: dict[str, Tag] = {}
    for tag in tagset.tags:
        chain = [tag]
        above = tagset.find(tag.parent_uid)
        while above is not None and above not in chain:
            chain.append(above)
            above = tagset.find(above.parent_uid)
        for item in reversed(chain):
            done.setdefault(item.uid, item)
    return list(done.values())
