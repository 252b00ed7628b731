"""Finding in a project what the lines of a file name: documents, tags; or making it, still unwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop_app.attributes import ATTRIBUTES, check_value
from desktop_app.base.errors import (
    AppError,
    FormatError,
    InvalidValueError,
    NotFoundError,
    TagsetError,
)
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.formats import IncomingLine
from desktop_app.model.identity import derived_uid, new_uid
from desktop_app.model.records import Document
from desktop_app.model.tagset import DOCUMENT, PATH_SEPARATOR, Attribute, Slot, Tag, Tagset
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.model.values import Value
from desktop_app.ops._import_registers import Registers
from desktop_app.store import documents as rows
from desktop_app.store.database import Database

READER, READER_VERSION = "jsonl", "1"
_PUBLISHED = Attribute("", DOCUMENT, "published", "date")


class Documents:
    """Documents by hash, else by text, else by name. New ones wait with their texts (`fresh_bytes`)."""

    def __init__(self, database: Database, project_uid: str, source: Path, moment: str) -> None:
        self._database = database
        self._project_uid = project_uid
        self._source = source
        self._moment = moment
        self._made: dict[str, Document] = {}
        self._names: set[str] = set()
        self._text = ("", "")
        self._fresh: list[tuple[Document, bytes]] = []
        self.fresh_bytes = 0

    def take_fresh(self) -> list[tuple[Document, bytes]]:
        """The documents to write now, with their texts (empty where the project has them)."""
        fresh, self._fresh, self.fresh_bytes = self._fresh, [], 0
        return fresh

    def find(self, line: IncomingLine) -> tuple[Document, str]:
        """The document and its text. Raises FormatError when there is none and no text to make it from."""
        document = self._made.get(line.sha256) or self._known(line)
        if document is not None:
            return document, self._text_of(document, line.text)
        if line.text is None:
            raise FormatError(
                _("The project has no document with this hash.")
                if line.sha256
                else _("The project has no document called {name}.").format(name=shown(line.name, 80)),
                hint=_("Add the document first, or import a file that holds the texts."),
            )
        made = self._make(line, line.text)
        return made, self._text_of(made, line.text)

    def _known(self, line: IncomingLine) -> Document | None:
        field, value = ("sha256", line.sha256) if line.sha256 else ("name", line.name)
        found = rows.find(self._database, field, value)
        in_use = [item for item in found if not item.binned]
        same_name = [item for item in in_use if item.name == line.name]
        if in_use:
            return (same_name or in_use)[0]
        if not found:
            return None
        back = replace(found[0], binned="")
        self._keep(back, b"")
        return back

    def _make(self, line: IncomingLine, text: str) -> Document:
        data = text.encode()
        fields = dict(line.fields)
        known = {key: value for key, value in line.metadata.items() if value}
        published = _date(known.get("published", ""))
        if not published and "published" in known:
            fields.setdefault("published", known["published"])
        made = Document(
            uid=derived_uid(self._project_uid, line.sha256),
            name=self._free_name(
                line.name if line.name.strip() else f"{shown(self._source.stem, 80)}-{line.number}"
            ),
            sha256=line.sha256,
            length=len(text),
            title=known.get("title", ""),
            author=known.get("author", ""),
            outlet=known.get("outlet", ""),
            published=published,
            url=known.get("url", ""),
            language=known.get("language", ""),
            fields=fields,
            original_sha256=line.sha256,
            original_size=len(data),
            encoding="utf-8",
            reader=READER,
            reader_version=READER_VERSION,
            added=self._moment,
        )
        self._keep(made, data)
        return made

    def _keep(self, document: Document, data: bytes) -> None:
        self._made[document.sha256] = document
        self._names.add(document.name)
        self._fresh.append((document, data))
        self.fresh_bytes += len(data)

    def _free_name(self, name: str) -> str:
        number, free = 2, name
        while free in self._names or rows.find(self._database, "name", free):
            free, number = f"{name} ({number})", number + 1
        return free

    def _text_of(self, document: Document, given: str | None) -> str:
        """The text, from the line or the project; the last one stays at hand for the next line."""
        if given is not None:
            self._text = document.sha256, given
        elif self._text[0] != document.sha256:
            self._text = document.sha256, rows.content(self._database, document.sha256).decode()
        return self._text[1]


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
        """The values by attribute uid, checked. Raises InvalidValueError with the attribute as `where`."""
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
            found[known[name].uid] = check_value(self._registers.plain(value, known[name]), known[name])
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


def _date(text: str) -> str:
    try:
        return str(check_value(text, _PUBLISHED)) if text else ""
    except InvalidValueError:
        return ""
