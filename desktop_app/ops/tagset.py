"""Changing the tagset. Every change is checked as a whole before it is written, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import TagsetError
from desktop_app.base.i18n import _
from desktop_app.model.identity import new_uid
from desktop_app.model.tagset import Attribute, Slot, Tag, Tagset, without_filler
from desktop_app.model.tagset_rules import check_key, check_tagset
from desktop_app.ops import annotations as marks
from desktop_app.ops import guidelines, sight
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import links

Item = Tag | Attribute | Slot
P = TypeVar("P", Attribute, Slot)


def _save(
    project: Project,
    label: str,
    tagset: Tagset,
    *,
    removed: tuple[Item, ...] = (),
    note: tuple[str, str] = ("", ""),
) -> None:
    """Write a tagset, and what the log says about it: a tag's uid and words, none if these are ''."""
    check_tagset(tagset, ATTRIBUTES)
    with project.step(label) as step:
        step.remove(*removed)
        step.put_all([*tagset.tags, *tagset.attributes, *tagset.slots])
        if note[1]:
            step.put(guidelines.drafted(project, *note))


def _with(tagset: Tagset, item: Item) -> Tagset:
    if isinstance(item, Tag):
        others = [tag for tag in tagset.tags if tag.uid != item.uid]
        return replace(tagset, tags=tuple(sorted([*others, item], key=_place)))
    if isinstance(item, Slot):
        slots = [slot for slot in tagset.slots if slot.uid != item.uid]
        return replace(tagset, slots=tuple(sorted([*slots, item], key=_place)))
    kept = [attribute for attribute in tagset.attributes if attribute.uid != item.uid]
    return replace(tagset, attributes=tuple(sorted([*kept, item], key=_place)))


def _place(item: Item) -> tuple[int, str, str]:
    return item.position, item.name, item.uid


def _reordered(everything: tuple[P, ...], mates: tuple[P, ...], moved: P, position: int) -> tuple[P, ...]:
    """All of them, with one put at this place among its mates, who share the positions that they had."""
    order = [item for item in mates if item.uid != moved.uid]
    order.insert(max(0, min(position, len(order))), moved)
    free = sorted(item.position for item in mates)
    placed = {item.uid: replace(item, position=place) for item, place in zip(order, free, strict=True)}
    return tuple(sorted((placed.get(item.uid, item) for item in everything), key=_place))


def add_tag(project: Project, tag: Tag) -> Tag:
    """Add a tag at the end; an empty uid is given one. Raises TagsetError when a name or key clashes."""
    tagset = project.tagset
    last = max((item.position for item in tagset.tags), default=-1)
    fresh = replace(tag, uid=tag.uid or new_uid(), position=last + 1)
    _save(project, _("Add tag {name}").format(name=fresh.name), _with(tagset, fresh))
    return fresh


def edit_tag(project: Project, tag: Tag, *, why: str = "") -> Tag:
    """Put this tag in the place of the one with its uid. Raises TagsetError, NotFoundError.

    Another guideline, or other examples, are a new version of it: the log says `why`, or what was changed.
    """
    before = project.tagset.tag(tag.uid)
    # The check of the whole set knows no changed tag: it would blame the key on whichever tag stands first.
    check_key(tag, project.tagset.tags)
    changed = guidelines.changed_words(before, tag)
    label = _("Edit tag {name}").format(name=before.name)
    _save(project, label, _with(project.tagset, tag), note=(tag.uid, changed and (why or changed)))
    return tag


def use_as_example(project: Project, annotation_uid: str, *, counter: bool = False) -> Tag:
    """Put the sentence around an annotation among the examples of its tag, or what is not like this.

    One that is there already stays as it is. Raises NotFoundError, also while blind mode hides it, and TagsetError.
    """
    annotation = marks.get(project, annotation_uid)
    tag = project.tagset.tag(annotation.tag_uid)
    example = guidelines.example_of(project, annotation)
    known = tag.counter_examples if counter else tag.examples
    if example in known:
        return tag
    if counter:
        after = replace(tag, counter_examples=(*known, example))
        return edit_tag(project, after, why=_("Took up a passage that is not like this."))
    return edit_tag(project, replace(tag, examples=(*known, example)), why=_("Took up an example."))


def place_tag(project: Project, uid: str, parent_uid: str, before_uid: str = "") -> None:
    """Put a tag below another one ('' for none), in front of `before_uid` ('' for behind all). Raises TagsetError."""
    tagset = project.tagset
    tag = replace(tagset.tag(uid), parent_uid=parent_uid)
    others = [item for item in tagset.tags if item.uid != uid]
    places = [place for place, item in enumerate(others) if item.uid == before_uid]
    others.insert(places[0] if places else len(others), tag)
    placed = tuple(replace(item, position=place) for place, item in enumerate(others))
    _save(project, _("Move tag {name}").format(name=tag.name), replace(tagset, tags=placed))


def remove_tag(project: Project, uid: str) -> None:
    """Remove a tag that nothing uses, with its attributes and slots. What else may fill a slot, see `without_filler`.

    Raises TagsetError when annotations or tags hang on it.
    """
    tagset = project.tagset
    tag = tagset.tag(uid)
    if rows.count_of_tag(project.file.database, uid):
        used = uses(project, uid)
        raise TagsetError(
            _("{number} marks have this tag.").format(number=used)
            if used
            else _("Others' marks have this tag."),
            where=tag.name,
            hint=_("Merge it into another tag, delete it with its marks, or switch it off."),
        )
    if any(item.parent_uid == uid for item in tagset.tags):
        raise TagsetError(
            _("Other tags lie below this one."), where=tag.name, hint=_("Move or remove them first.")
        )
    removed: tuple[Item, ...] = (tag, *tagset.attributes_of(uid), *tagset.slots_of(uid))
    gone = {item.uid for item in removed}
    left = Tagset(
        tuple(item for item in tagset.tags if item.uid not in gone),
        tuple(item for item in tagset.attributes if item.uid not in gone),
        tuple(without_filler(tagset, item, uid) for item in tagset.slots if item.uid not in gone),
    )
    _save(project, _("Remove tag {name}").format(name=tag.name), left, removed=removed)


def uses(project: Project, tag_uid: str) -> int:
    """How many annotations of anybody have this tag, as far as they may be seen."""
    if sight.is_kept(project):
        return sum(number for _who, uid, number in sight.totals(project) if uid == tag_uid)
    return rows.count_of_tag(project.file.database, tag_uid)


def add_attribute(project: Project, attribute: Attribute) -> Attribute:
    """Add an attribute behind the others of its tag; an empty uid is given one. Raises TagsetError."""
    tagset = project.tagset
    last = max((item.position for item in tagset.attributes), default=-1)
    fresh = replace(attribute, uid=attribute.uid or new_uid(), position=last + 1)
    _save(project, _("Add attribute {name}").format(name=fresh.name), _with(tagset, fresh))
    return fresh


def edit_attribute(project: Project, attribute: Attribute) -> Attribute:
    """Put this attribute in the place of the one with its uid.

    Raises TagsetError, also when values are coded that the new tag, kind or options could not hold.
    """
    before = project.tagset.attribute(attribute.uid)
    lost = set(before.options) - set(attribute.options)
    same = (before.kind, before.tag_uid) == (attribute.kind, attribute.tag_uid)
    if lost or not same:
        _refuse_if_coded(project, before, lost if same else None)
    label = _("Edit attribute {name}").format(name=before.name)
    changed = guidelines.changed_words(before, attribute)
    _save(project, label, _with(project.tagset, attribute), note=(attribute.tag_uid, changed))
    return attribute


def move_attribute(project: Project, uid: str, position: int) -> None:
    """Put an attribute at this place among those of its tag (0 is first)."""
    tagset = project.tagset
    moved = tagset.attribute(uid)
    everything = _reordered(tagset.attributes, tagset.attributes_of(moved.tag_uid), moved, position)
    label = _("Move attribute {name}").format(name=moved.name)
    _save(project, label, replace(tagset, attributes=everything))


def remove_attribute(project: Project, uid: str) -> None:
    """Remove an attribute that nothing codes. Raises TagsetError."""
    tagset = project.tagset
    gone = tagset.attribute(uid)
    _refuse_if_coded(project, gone, None)
    left = replace(tagset, attributes=tuple(item for item in tagset.attributes if item.uid != uid))
    _save(project, _("Remove attribute {name}").format(name=gone.name), left, removed=(gone,))


def add_slot(project: Project, slot: Slot) -> Slot:
    """Add a slot behind the others of its tag; an empty uid is given one. Raises TagsetError."""
    tagset = project.tagset
    last = max((item.position for item in tagset.slots), default=-1)
    fresh = replace(slot, uid=slot.uid or new_uid(), position=last + 1)
    _save(project, _("Add slot {name}").format(name=fresh.name), _with(tagset, fresh))
    return fresh


def edit_slot(project: Project, slot: Slot) -> Slot:
    """Put this slot in the place of the one with its uid. Links that it would not allow any more stay, and are shown.

    Raises TagsetError, NotFoundError.
    """
    before = project.tagset.slot(slot.uid)
    label = _("Edit slot {name}").format(name=before.name)
    changed = guidelines.changed_words(before, slot)
    _save(project, label, _with(project.tagset, slot), note=(slot.tag_uid, changed))
    return slot


def move_slot(project: Project, uid: str, position: int) -> None:
    """Put a slot at this place among those of its tag (0 is first)."""
    tagset = project.tagset
    moved = tagset.slot(uid)
    everything = _reordered(tagset.slots, tagset.slots_of(moved.tag_uid), moved, position)
    _save(project, _("Move slot {name}").format(name=moved.name), replace(tagset, slots=everything))


def filled(project: Project, slot_uid: str) -> int:
    """How many links fill a slot, in all documents; in blind mode only one's own are counted."""
    hanging = links.of_slot(project.file.database, slot_uid)
    mine = project.annotator.uid if sight.is_kept(project) else ""
    return sum(1 for item in hanging if mine in ("", item.annotator_uid))


def remove_slot(project: Project, uid: str) -> int:
    """Remove a slot with all links that fill it, as one step. Returns how many links. Undo brings them back."""
    tagset = project.tagset
    gone = tagset.slot(uid)
    left = replace(tagset, slots=tuple(item for item in tagset.slots if item.uid != uid))
    check_tagset(left, ATTRIBUTES)
    hanging = links.of_slot(project.file.database, uid)
    with project.step(_("Remove slot {name}").format(name=gone.name)) as step:
        step.remove(*hanging)
        step.remove(gone)
    return len(hanging)


def _refuse_if_coded(project: Project, attribute: Attribute, options: set[str] | None) -> None:
    coded = rows.coded_values(project.file.database, attribute.uid)
    if options is not None:
        coded = [value for value in coded if options & set(value if isinstance(value, tuple) else (value,))]
    if coded:
        raise TagsetError(
            _("{number} values are coded with it.").format(number=len(coded)),
            where=attribute.name,
            hint=_("Change it together with its values (…), or add a new attribute beside it."),
        )
