"""What makes a tagset unambiguous. Everyone who makes or changes one asks here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from desktop_app.base.errors import TagsetError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.tagset import DOCUMENT, PATH_SEPARATOR, Attribute, Slot, Tag, Tagset

RESERVED_KEYS = frozenset(".nx?/0123456789")
"""Keys that always mean the same while marking: repeat, note, delete, help, find, and the digits."""
NAME_LIMIT = 80
GUIDELINE_LIMIT = 20_000
OPTION_SEPARATOR = ";"
MOST_FILLERS = 999
RELATED = "related"
"""What a relation without a slot is called, in the window and in files."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class Chosen(Protocol):
    """What has to be known about a kind of attribute."""

    OPTIONS: bool


def check_tagset(tagset: Tagset, kinds: Mapping[str, Chosen]) -> None:
    """Raises TagsetError for the first thing that would be ambiguous or unusable; `where` is the tag or attribute."""
    uids = {tag.uid for tag in tagset.tags}
    for tag in tagset.tags:
        _check_name(tag.name, tag.name, (PATH_SEPARATOR,))
        _check_look(tag)
        if tag.parent_uid and tag.parent_uid not in uids:
            raise TagsetError(
                _("The tag above it does not exist."), where=tag.name, hint=_("Choose another place for it.")
            )
        if not _has_root(tagset, tag):
            raise TagsetError(
                _("The tag lies below itself."), where=tag.name, hint=_("Choose another place for it.")
            )
    _check_unique((tagset.path(tag.uid), tag.name) for tag in tagset.tags)
    _check_keys(tagset.tags)
    for attribute in tagset.attributes:
        if attribute.tag_uid != DOCUMENT and attribute.tag_uid not in uids:
            raise TagsetError(
                _("The attribute belongs to no tag."),
                where=attribute.name,
                hint=_("Remove it, or add the tag."),
            )
        _check_attribute(attribute, kinds)
    _check_unique((f"{item.tag_uid}\n{item.name}", item.name) for item in tagset.attributes)
    for slot in tagset.slots:
        _check_slot(slot, uids)
    _check_unique((f"{item.tag_uid}\n{item.name}", item.name) for item in tagset.slots)
    _check_slot_keys(tagset.slots)


def shortcut_problem(shortcut: str) -> str:
    """Why this key cannot mark passages, as a sentence; '' when it can."""
    if shortcut == "":
        return ""
    if len(shortcut) != 1 or not shortcut.isprintable() or shortcut.isspace():
        return _("A shortcut is one letter or sign.")
    if shortcut.casefold() in RESERVED_KEYS or shortcut.isnumeric():
        return _("The key “{key}” always means something else while marking.").format(key=shortcut)
    return ""


def check_key(tag: Tag, others: Iterable[Tag]) -> None:
    """Raises TagsetError, which names the holder, if another of these tags has the tag's key."""
    key = tag.shortcut.casefold()
    for other in others if key else ():
        if other.uid != tag.uid and other.shortcut.casefold() == key:
            raise TagsetError(
                _("The key “{key}” already marks {other}.").format(key=tag.shortcut, other=other.name),
                where=tag.name,
                hint=_("Choose another key."),
            )


def _check_name(name: str, where: str, forbidden: tuple[str, ...] = ()) -> None:
    place = shown(where, 40)
    if not name.strip():
        raise TagsetError(_("A name is empty."), where=place, hint=_("Give it a name."))
    if len(name) > NAME_LIMIT:
        raise TagsetError(_("A name is too long."), where=place, hint=_("Use at most 80 characters."))
    if name != name.strip() or shown(name, NAME_LIMIT) != name:
        raise TagsetError(
            _("A name begins or ends with a blank, or holds an invisible character."),
            where=place,
            hint=_("Type the name again."),
        )
    for sign in forbidden:
        if sign in name:
            raise TagsetError(
                _("A name must not contain “{sign}”.").format(sign=sign),
                where=place,
                hint=_("Use another sign."),
            )


def _check_look(tag: Tag) -> None:
    if tag.colour and not _COLOUR.fullmatch(tag.colour):
        raise TagsetError(
            _("“{colour}” is no colour.").format(colour=shown(tag.colour, 20)),
            where=tag.name,
            hint=_("Write it like #2f66b0, in small letters."),
        )
    problem = shortcut_problem(tag.shortcut)
    if problem:
        raise TagsetError(problem, where=tag.name, hint=_("Choose another key."))
    for text in (tag.guideline, *tag.examples, *tag.counter_examples):
        _check_prose(text, tag.name)


def _check_prose(text: str, where: str) -> None:
    if len(text) > GUIDELINE_LIMIT:
        raise TagsetError(
            _("The guideline or an example is too long."),
            where=where,
            hint=_("Use at most 20,000 characters."),
        )
    if _CONTROL.search(text):
        raise TagsetError(
            _("The guideline or an example holds a control character."), where=where, hint=_("Type it again.")
        )


def _check_slot(slot: Slot, tag_uids: set[str]) -> None:
    _check_name(slot.name, slot.name)
    if slot.name.casefold() == RELATED:
        raise TagsetError(
            _("“{name}” is what a relation without a slot is called.").format(name=slot.name),
            where=slot.name,
            hint=_("Give it another name."),
        )
    if slot.tag_uid not in tag_uids or not set(slot.tag_uids) <= tag_uids:
        raise TagsetError(
            _("The slot belongs to a tag, or allows one, that does not exist."),
            where=slot.name,
            hint=_("Choose the tags anew."),
        )
    problem = shortcut_problem(slot.key)
    if problem:
        raise TagsetError(problem, where=slot.name, hint=_("Choose another key."))
    if not 0 <= slot.least <= MOST_FILLERS or not 0 <= slot.most <= MOST_FILLERS:
        raise TagsetError(
            _("A slot takes at most {most} fillers.").format(most=MOST_FILLERS),
            where=slot.name,
            hint=_("Choose a smaller number, or 0 for any."),
        )
    if 0 < slot.most < slot.least:
        raise TagsetError(
            _("A slot needs more fillers than it takes."), where=slot.name, hint=_("Correct the numbers.")
        )
    _check_prose(slot.guideline, slot.name)


def _check_slot_keys(slots: Iterable[Slot]) -> None:
    holders: dict[tuple[str, str], Slot] = {}
    for slot in slots:
        other = holders.setdefault((slot.tag_uid, slot.key.casefold()), slot)
        if slot.key and other.uid != slot.uid:
            raise TagsetError(
                _("The key “{key}” already fills {other}.").format(key=slot.key, other=other.name),
                where=slot.name,
                hint=_("Choose another key."),
            )


def _has_root(tagset: Tagset, tag: Tag) -> bool:
    seen = {tag.uid}
    above = tagset.find(tag.parent_uid)
    while above is not None:
        if above.uid in seen:
            return False
        seen.add(above.uid)
        above = tagset.find(above.parent_uid)
    return True


def _check_unique(named: Iterable[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for label, name in named:
        if label.casefold() in seen:
            raise TagsetError(
                _("The name “{name}” is used twice in the same place.").format(name=name),
                where=name,
                hint=_("Give one of them another name; capitals make no difference."),
            )
        seen.add(label.casefold())


def _check_keys(tags: Iterable[Tag]) -> None:
    holders: dict[str, Tag] = {}
    for tag in tags:
        check_key(tag, holders.values())
        if tag.shortcut:
            holders[tag.shortcut.casefold()] = tag


def _check_attribute(attribute: Attribute, kinds: Mapping[str, Chosen]) -> None:
    _check_name(attribute.name, attribute.name)
    kind = kinds.get(attribute.kind)
    if kind is None:
        raise TagsetError(
            _("There is no kind of attribute called “{kind}”.").format(kind=shown(attribute.kind, 40)),
            where=attribute.name,
            hint=_("Choose from: {kinds}.").format(kinds=", ".join(kinds)),
        )
    _check_prose(attribute.guideline, attribute.name)
    if bool(attribute.options) != kind.OPTIONS:
        raise TagsetError(
            _("This kind of attribute needs options.")
            if kind.OPTIONS
            else _("This kind of attribute takes no options."),
            where=attribute.name,
            hint=_("Correct the options or the kind."),
        )
    for option in attribute.options:
        _check_name(option, attribute.name, (OPTION_SEPARATOR,))
    if len(set(attribute.options)) < len(attribute.options):
        raise TagsetError(
            _("An option is listed twice."), where=attribute.name, hint=_("Name each option once.")
        )
