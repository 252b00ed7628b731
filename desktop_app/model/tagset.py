"""The tagset: tags, their attributes, and pure questions about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _

DOCUMENT = ""
"""The `tag_uid` of attributes that describe the document as a whole."""
PATH_SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Tag:
    """A kind of passage. `colour` is '#rrggbb' (its hue counts); `shortcut` one character or ''."""

    uid: str
    name: str
    parent_uid: str = ""
    colour: str = ""
    shortcut: str = ""
    guideline: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    position: int = 0
    active: bool = True
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed value that annotations of a tag carry (or the document, when `tag_uid` is DOCUMENT).

    `kind` is the KEY of a file in the attributes shelf. `options` are the choices, in order.
    """

    uid: str
    tag_uid: str
    name: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = False
    guideline: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A named role of a tag, which other annotations fill.

    `key` is one character or ''. `tag_uids` are the tags whose annotations may fill it, none for any. `entities` says
    whether an entry of the register may do so without a passage, `published` whether the document's date may.
    `least` and `most` are how many fillers are wanted; a `most` of 0 means any number.
    """

    uid: str
    tag_uid: str
    name: str
    key: str = ""
    tag_uids: tuple[str, ...] = ()
    entities: bool = False
    published: bool = False
    least: int = 0
    most: int = 1
    guideline: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the guideline of a tag ('': of all). `number` counts the versions of the guideline."""

    uid: str
    tag_uid: str
    number: int
    text: str
    annotator_uid: str
    made: str = ""


@dataclass(frozen=True)
class Tagset:
    """All tags, attributes and slots, each in display order."""

    tags: tuple[Tag, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    slots: tuple[Slot, ...] = ()

    @cached_property
    def _tags(self) -> dict[str, Tag]:
        return {tag.uid: tag for tag in self.tags}

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {tag.uid: self._path(tag) for tag in self.tags}

    @cached_property
    def _attributes(self) -> dict[str, Attribute]:
        return {attribute.uid: attribute for attribute in self.attributes}

    def _path(self, tag: Tag) -> str:
        names = [tag.name]
        seen = {tag.uid}
        while tag.parent_uid in self._tags and tag.parent_uid not in seen:
            tag = self._tags[tag.parent_uid]
            seen.add(tag.uid)
            names.append(tag.name)
        return PATH_SEPARATOR.join(reversed(names))

    def find(self, uid: str) -> Tag | None:
        """The tag with this uid, or None."""
        return self._tags.get(uid)

    def tag(self, uid: str) -> Tag:
        """The tag with this uid. Raises NotFoundError."""
        if uid not in self._tags:
            raise NotFoundError(_("This tag is no longer in the tagset."))
        return self._tags[uid]

    def path(self, uid: str) -> str:
        """The tag's unique label, from the root: 'Actor' or 'Actor/Person'. Raises NotFoundError."""
        self.tag(uid)
        return self._paths[uid]

    def by_path(self, path: str) -> Tag | None:
        """The tag with this label, or None."""
        return next((tag for tag in self.tags if self._paths[tag.uid] == path), None)

    def attribute(self, uid: str) -> Attribute:
        """The attribute with this uid. Raises NotFoundError."""
        if uid not in self._attributes:
            raise NotFoundError(_("This attribute is no longer in the tagset."))
        return self._attributes[uid]

    def attributes_of(self, tag_uid: str) -> tuple[Attribute, ...]:
        """What annotations of the tag (DOCUMENT: the document as a whole) may carry, in order."""
        return tuple(item for item in self.attributes if item.tag_uid == tag_uid)

    def slot(self, uid: str) -> Slot:
        """The slot with this uid. Raises NotFoundError."""
        found = next((item for item in self.slots if item.uid == uid), None)
        if found is None:
            raise NotFoundError(_("This slot is no longer in the tagset."))
        return found

    def slots_of(self, tag_uid: str) -> tuple[Slot, ...]:
        """What annotations of the tag may be linked to, in order."""
        return tuple(item for item in self.slots if item.tag_uid == tag_uid)

    def by_shortcut(self, key: str) -> Tag | None:
        """The active tag that this key marks with, or None. Letters match in either case."""
        return next(
            (tag for tag in self.tags if tag.active and tag.shortcut.casefold() == key.casefold() != ""), None
        )


def without_filler(tagset: Tagset, slot: Slot, tag_uid: str) -> Slot:
    """A slot as it is once a tag is gone: tags below it may fill it as before, and if no other is left the one above.

    Where there is none above either, any tag may.
    """
    if tag_uid not in slot.tag_uids:
        return slot
    below = tuple(item.uid for item in tagset.tags if item.parent_uid == tag_uid)
    left = dict.fromkeys(
        uid for allowed in slot.tag_uids for uid in (below if allowed == tag_uid else (allowed,))
    )
    above = tagset.tag(tag_uid).parent_uid
    return replace(slot, tag_uids=tuple(left) or ((above,) if above else ()))
