"""Finding in a tagset what the lines of a file name: tags, attributes, slots; or making it, still unwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.attributes import ATTRIBUTES, check_value
from desktop_app.base.errors import (
    AppError,
    InvalidValueError,
    NotFoundError,
    TagsetError,
)
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.identity import new_uid
from desktop_app.model.tagset import DOCUMENT, PATH_SEPARATOR, Attribute, Slot, Tag, Tagset
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.model.values import Value
from desktop_app.ops._import_registers import MissingError, Registers


class Tags:
    """Tags by label, attributes by name. `fresh` are tags and attributes that are not written yet.

    Capitals make no difference where no tag is written exactly so: `taken` holds the labels that were read so. With
    `create`, a missing tag is made as `offered` has it, else from its name alone; without, `lacking` tells that it
    would have made some.
    """

    def __init__(self, tagset: Tagset, registers: Registers, *, create: bool, offered: Tagset) -> None:
        self.tagset = tagset
        self._registers = registers
        self._create = create
        self._offered = offered
        self._by_label = {tagset.path(tag.uid): tag for tag in tagset.tags}
        self._by_folded = {label.casefold(): tag for label, tag in self._by_label.items()}
        self.taken: dict[str, Tag] = {}
        self.lacking = False
        self._refused: dict[str, AppError] = {}
        self._attributes: dict[str, dict[str, Attribute]] = {}
        self.fresh: list[Tag | Attribute | Slot] = []

    def find(self, label: str) -> Tag:
        """The tag with this label. Raises NotFoundError, or TagsetError when it cannot be made."""
        found = self._by_label.get(label)
        if found is not None:
            return found
        if label in self._refused:
            raise self._refused[label]
        try:
            alike = self._by_folded.get(label.casefold())
            if alike is not None:
                self._by_label[label] = self.taken[label] = alike
                return alike
            if self._create:
                return self._make(label)
            self.lacking = True
            raise NotFoundError(
                _("The tagset has no tag “{label}”.").format(label=shown(label, 80)),
                hint=_("Add the tag, or let the import create missing tags."),
            )
        except (NotFoundError, TagsetError) as error:
            self._refused[label] = error
            raise

    def values(self, given: Mapping[str, object], owner: str) -> dict[str, Value]:
        """The values by attribute uid, checked. Raises InvalidValueError with the attribute as `where`.

        Those that lead to nothing are left out, and noted as missing in the registers.
        """
        known = self._attributes.get(owner)
        if known is None:
            known = {item.name: item for item in self.tagset.attributes_of(owner)}
            self._attributes[owner] = known
        found = {}
        for name, value in given.items():
            if name not in known:
                raise InvalidValueError(
                    _("There is no attribute with this name here."),
                    where=shown(name, 80),
                    hint=_("Add the attribute to the tagset, then import again."),
                )
            try:
                plain = self._registers.plain(value, known[name])
            except MissingError as error:
                self._registers.missing.append(error)
                continue
            found[known[name].uid] = check_value(plain, known[name])
        return found

    def slot(self, tag_uid: str, name: str) -> Slot:
        """The slot of a tag with this name; capitals make no difference. Raises NotFoundError, TagsetError."""
        for item in self.tagset.slots_of(tag_uid):
            if item.name.casefold() == name.casefold():
                return item
        if not self._create:
            self.lacking = True
            raise NotFoundError(
                _("{tag} has no slot “{name}”.").format(tag=self.tagset.path(tag_uid), name=shown(name, 80)),
                hint=_("Add the slot, or let the import create what is missing."),
            )
        made = self._offered_slot(tag_uid, name)
        grown = replace(self.tagset, slots=(*self.tagset.slots, made))
        check_tagset(grown, ATTRIBUTES)
        self.tagset = grown
        self.fresh.append(made)
        return made

    def offers_more(self) -> bool:
        """Whether what is offered has tags, attributes or slots that are still missing."""
        return bool(_labels(self._offered) - _labels(self.tagset))

    def take_all(self) -> list[AppError]:
        """Make all that is offered and missing: tags, attributes and slots. Gives what is wrong with the rest."""
        failed: list[AppError] = []
        owners = {DOCUMENT: DOCUMENT}
        for tag in self._offered.tags:
            try:
                owners[tag.uid] = self.find(self._offered.path(tag.uid)).uid
            except (NotFoundError, TagsetError) as error:
                failed.append(error)
        for offered_uid, uid in owners.items():
            try:
                self._take_attributes(offered_uid, uid)
                for slot in self._offered.slots_of(offered_uid):
                    self.slot(uid, slot.name)
            except (NotFoundError, TagsetError) as error:
                failed.append(error)
        return failed

    def _take_attributes(self, offered_uid: str, uid: str) -> None:
        known = {item.name.casefold() for item in self.tagset.attributes_of(uid)}
        made = tuple(
            replace(item, uid=new_uid(), tag_uid=uid)
            for item in self._offered.attributes_of(offered_uid)
            if item.name.casefold() not in known
        )
        grown = replace(self.tagset, attributes=(*self.tagset.attributes, *made))
        check_tagset(grown, ATTRIBUTES)
        self.tagset = grown
        self.fresh += made

    def _offered_slot(self, tag_uid: str, name: str) -> Slot:
        """A new slot: as the manifest has it, else one that anything may fill."""
        model = self._offered.by_path(self.tagset.path(tag_uid))
        offered = self._offered.slots_of(model.uid) if model is not None else ()
        last = max((item.position for item in self.tagset.slots), default=-1)
        fresh = Slot("", "", name, entities=True, published=True, most=0)
        found = next((item for item in offered if item.name.casefold() == name.casefold()), fresh)
        keys = {item.key.casefold() for item in self.tagset.slots_of(tag_uid)}
        labels = [self._offered.path(uid) for uid in found.tag_uids]
        return replace(
            found,
            uid=new_uid(),
            tag_uid=tag_uid,
            key="" if found.key.casefold() in keys else found.key,
            tag_uids=tuple(self.find(label).uid for label in labels),
            position=last + 1,
        )

    def _make(self, label: str) -> Tag:
        """The tag and those above it that are missing: all of them, or none."""
        grown, made, above = self.tagset, list[Tag | Attribute](), ""
        parts = label.split(PATH_SEPARATOR)
        for depth, name in enumerate(parts, 1):
            path = PATH_SEPARATOR.join(parts[:depth])
            known = self._by_folded.get(path.casefold())
            if known is None:
                known, attributes = self._fresh(grown, path, name, above)
                grown = replace(grown, tags=(*grown.tags, known), attributes=(*grown.attributes, *attributes))
                made += [known, *attributes]
            above = known.uid
        check_tagset(grown, ATTRIBUTES)
        self.tagset = grown
        self.fresh += made
        for item in made:
            if isinstance(item, Tag):
                path = grown.path(item.uid)
                self._by_label[path] = self._by_folded[path.casefold()] = item
        found = self._by_folded[label.casefold()]
        if grown.path(found.uid) != label:
            self._by_label[label] = self.taken[label] = found
        return found

    def _fresh(self, tagset: Tagset, path: str, name: str, above: str) -> tuple[Tag, tuple[Attribute, ...]]:
        model = self._offered.by_path(path)
        last = max((tag.position for tag in tagset.tags), default=-1)
        tag = replace(model or Tag("", name), uid=new_uid(), parent_uid=above, position=last + 1)
        taken = {item.shortcut.casefold() for item in tagset.tags}
        if tag.shortcut.casefold() in taken:
            tag = replace(tag, shortcut="")
        return tag, tuple(
            replace(item, uid=new_uid(), tag_uid=tag.uid)
            for item in (self._offered.attributes_of(model.uid) if model else ())
        )


def _labels(tagset: Tagset) -> set[tuple[str, str]]:
    """All that has a name in a tagset: whose it is and how it is called, capitals aside."""
    paths = {DOCUMENT: "", **{tag.uid: tagset.path(tag.uid).casefold() for tag in tagset.tags}}
    parts: tuple[Attribute | Slot, ...] = (*tagset.attributes, *tagset.slots)
    return {(path, "") for path in paths.values()} | {
        (paths[item.tag_uid], f"{type(item).__name__} {item.name.casefold()}") for item in parts
    }
