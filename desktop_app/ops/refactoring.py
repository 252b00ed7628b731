"""Changes of the tagset that go through to the marks. Each gives a plan: look at it with `recasting.survey`, then do it
with `recasting.carry_out`, as one step that one undo takes back.

Marks know their tag and attributes by uid, so renaming or moving a tag touches none: `ops.tagset` does it at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.model.identity import new_uid
from desktop_app.model.tagset import Attribute, Slot, Tag, Tagset, without_filler
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.model.values import Value, Values
from desktop_app.ops.converting import Converter
from desktop_app.ops.project import Project
from desktop_app.ops.recasting import Plan, Recode


def merge_tags(project: Project, one_uid: str, into_uid: str, *, bring: bool = False) -> Plan:
    """Let all marks of one tag have the other one, and remove the first.

    Values go along to attributes of the same name, links to slots of the same name; links without such a slot become
    untyped, values without such an attribute are lost, unless `bring` takes attributes and slots along. Raises
    UsageError for a tag with itself, TagsetError where tags below the two have the same name.
    """
    tagset = project.tagset
    one, into = tagset.tag(one_uid), tagset.tag(into_uid)
    if one is into:
        raise UsageError(_("This is one tag already."), hint=_("Choose another one."))
    theirs = {item.name.casefold(): item for item in tagset.attributes_of(into_uid)}
    brought = {
        item.uid: replace(item, uid=new_uid(), tag_uid=into_uid, required=False)
        for item in tagset.attributes_of(one_uid)
        if bring and item.name.casefold() not in theirs
    }
    goes = {
        item.uid: brought.get(item.uid, theirs.get(item.name.casefold()))
        for item in tagset.attributes_of(one_uid)
    }
    named = {item.name.casefold(): item.uid for item in tagset.slots_of(into_uid)}
    slots = {
        item.uid: named.get(item.name.casefold(), item.uid if bring else "")
        for item in tagset.slots_of(one_uid)
    }
    names = {"one": one.name, "into": into.name}
    return Plan(
        _("Merge {one} into {into}").format(**names),
        _("Merged {one} into {into}.").format(**names),
        into_uid,
        tagset,
        checked(_merged(tagset, one, into, brought, bring=bring)),
        tags=frozenset({one_uid}),
        becomes=into_uid,
        recode=recoder(project, tagset, goes),
        slots=slots,
    )


def _merged(tagset: Tagset, one: Tag, into: Tag, brought: Mapping[str, Attribute], *, bring: bool) -> Tagset:
    roles = tagset.slots_of(into.uid)
    slot_names, keys = {item.name.casefold() for item in roles}, {item.key.casefold() for item in roles}
    turned = _lies_below(tagset, into, one)
    above = one.parent_uid if turned else into.uid
    below = tuple(item.uid for item in tagset.tags if turned and item.parent_uid == one.uid)
    tags = (replace(item, parent_uid=above) if item.parent_uid == one.uid else item for item in tagset.tags)
    attributes = [
        item if item.tag_uid != one.uid else brought[item.uid]
        for item in tagset.attributes
        if item.tag_uid != one.uid or item.uid in brought
    ]
    slots: list[Slot] = []
    for slot in tagset.slots:
        # What lay below the one may fill the slot as before.
        allowed = dict.fromkeys(
            uid for item in slot.tag_uids for uid in ((into.uid, *below) if item == one.uid else (item,))
        )
        if slot.tag_uid != one.uid:
            slots.append(replace(slot, tag_uids=tuple(allowed)))
        elif bring and slot.name.casefold() not in slot_names:
            key = "" if slot.key.casefold() in keys else slot.key
            slots.append(replace(slot, tag_uid=into.uid, tag_uids=tuple(allowed), key=key, least=0))
    return Tagset(tuple(item for item in tags if item.uid != one.uid), tuple(attributes), tuple(slots))


def _lies_below(tagset: Tagset, tag: Tag, above: Tag) -> bool:
    here: Tag | None = tag
    while here is not None and here.uid != above.uid:
        here = tagset.find(here.parent_uid)
    return here is not None


def split_tag(
    project: Project,
    tag_uid: str,
    fresh: Tag,
    *,
    only: Iterable[str] | None = None,
    value: tuple[str, Value] | None = None,
) -> Plan:
    """Give some marks of a tag a new one, with the same attributes and slots: those with the uids `only`, or those with
    a value (uid of the attribute, value or one of several). Raises TagsetError when the new tag clashes.
    """
    tagset = project.tagset
    tag = tagset.tag(tag_uid)
    fresh = replace(
        fresh, uid=fresh.uid or new_uid(), position=max(item.position for item in tagset.tags) + 1
    )
    attributes = {
        item.uid: replace(item, uid=new_uid(), tag_uid=fresh.uid) for item in tagset.attributes_of(tag_uid)
    }
    slots = {item.uid: replace(item, uid=new_uid(), tag_uid=fresh.uid) for item in tagset.slots_of(tag_uid)}
    everywhere = tuple(
        replace(item, tag_uids=(*item.tag_uids, fresh.uid)) if tag_uid in item.tag_uids else item
        for item in (*tagset.slots, *slots.values())
    )
    after = Tagset((*tagset.tags, fresh), (*tagset.attributes, *attributes.values()), everywhere)
    names = {"name": fresh.name, "tag": tag.name}
    return Plan(
        _("Split {name} off {tag}").format(**names),
        _("Split {name} off {tag}.").format(**names),
        tag_uid,
        tagset,
        checked(after),
        tags=frozenset({tag_uid}),
        attribute=value[0] if value is not None else "",
        value=value[1] if value is not None else None,
        only=frozenset(only) if only is not None else None,
        becomes=fresh.uid,
        recode=recoder(project, tagset, attributes),
        slots={uid: slot.uid for uid, slot in slots.items()},
    )


def delete_tag(project: Project, uid: str) -> Plan:
    """Remove a tag with all its marks, and the links from and to them. Tags below it move up.

    Those may fill the slots that it could fill; where no tag is left that may, the one above it, else any.
    """
    tagset = project.tagset
    tag = tagset.tag(uid)
    after = Tagset(
        tuple(
            replace(item, parent_uid=tag.parent_uid) if item.parent_uid == uid else item
            for item in tagset.tags
            if item.uid != uid
        ),
        tuple(item for item in tagset.attributes if item.tag_uid != uid),
        tuple(without_filler(tagset, item, uid) for item in tagset.slots if item.tag_uid != uid),
    )
    label = _("Delete {name} with its marks").format(name=tag.name)
    note = _("Deleted the tag {name} with its marks.").format(name=tag.name)
    return Plan(label, note, uid, tagset, checked(after), tags=frozenset({uid}), becomes=None)


def checked(tagset: Tagset) -> Tagset:
    """The tagset itself. Raises TagsetError."""
    check_tagset(tagset, ATTRIBUTES)
    return tagset


def recoder(project: Project, tagset: Tagset, goes: Mapping[str, Attribute | None]) -> Recode:
    """Takes values to other attributes, read anew where the kinds differ; None, and what cannot be read, is lost."""
    known = {item.uid: item for item in tagset.attributes}
    converter = Converter(project)

    def recode(values: Values) -> tuple[Values, tuple[str, ...]]:
        made: dict[str, Value] = {}
        lost: list[str] = []
        for uid, value in values.items():
            before, after = known[uid], goes.get(uid, known[uid])
            read = converter.convert(value, before, after) if after is not None else None
            if after is not None and read is not None:
                made[after.uid] = read
            else:
                lost.append(f"{before.name}: {converter.words(value, before)}")
        return made, tuple(lost)

    return recode
