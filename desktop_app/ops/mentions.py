"""Where entities are used: on marks, on documents, and as fillers of slots. And all that needs to know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.model.changes import Record
from desktop_app.model.entity import Alias, Entity
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotation, Link, Progress
from desktop_app.model.values import Values
from desktop_app.ops import entities, sight
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import documents, links, registers

_ROWS = 10_000
_LINKS = 500
_FEW = 20
"""Of more entries than these not each is looked for: all rows that name any entity are gone through."""


class Place(StrEnum):
    """Where a mention stands."""

    MARK = "mark"
    DOCUMENT = "document"
    SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Mention:
    """One use of an entity. `record_uid` is the annotation, the progress or the link that names it.

    `annotation_uid` is the mark to go to, '' for a value of the document; `entity_uid` what is named there, which may
    be an entry that was merged since; `attribute_uid` is '' in a slot.
    """

    place: Place
    record_uid: str
    document_uid: str
    annotator_uid: str
    entity_uid: str
    attribute_uid: str = ""
    annotation_uid: str = ""


def of_entity(project: Project, uid: str) -> Iterator[tuple[Mention, ...]]:
    """All mentions of an entity that may be seen, in slices of a few milliseconds each; a slice may be empty.

    Merged entries count as what stands for them. Documents in the bin are left out.
    """
    may_see, binned = sight.sees(project), registers.binned(project.file.database)
    for slice_ in _everywhere(project, entities.register(project).same(uid)):
        yield tuple(
            item
            for item in slice_
            if item.document_uid not in binned and may_see(item.document_uid, item.annotator_uid)
        )


def number(project: Project, uids: Iterable[str]) -> int:
    """How often these very entries are named, by anybody and anywhere, the bin and affiliations too."""
    sought = tuple(uids)
    named = sum(len(slice_) for slice_ in _everywhere(project, sought))
    return named + sum(
        fact.entity_uid in sought
        for item in entities.register(project).standing()
        if item.uid not in sought
        for fact in item.affiliations
    )


def _everywhere(project: Project, uids: tuple[str, ...]) -> Iterator[tuple[Mention, ...]]:
    database, sought, named = project.file.database, frozenset(uids), uids
    if len(uids) > _FEW:
        named = tuple(item.uid for item in project.tagset.attributes if item.kind == "entity")
    row = 0
    while True:
        found, row = registers.entity_links(database, uids, row, _LINKS)
        yield tuple(_of_link(item) for item in found)
        if not row:
            break
    while True:
        coded, row = registers.progress_coded(database, named, row, _ROWS)
        yield tuple(mention for item in coded for mention in _of_values(item, sought))
        if not row:
            break
    while True:
        marked, row = registers.annotations_coded(database, named, row, _ROWS)
        yield tuple(mention for one in marked for mention in _of_values(one, sought))
        if not row:
            break


def _of_link(link: Link) -> Mention:
    return Mention(
        Place.SLOT,
        link.uid,
        link.document_uid,
        link.annotator_uid,
        link.target_uid,
        annotation_uid=link.source_uid,
    )


def _of_values(record: Annotation | Progress, sought: frozenset[str]) -> Iterator[Mention]:
    marked = isinstance(record, Annotation)
    for attribute_uid, value in record.values.items():
        if isinstance(value, str) and value in sought:
            yield Mention(
                Place.MARK if marked else Place.DOCUMENT,
                record.uid,
                record.document_uid,
                record.annotator_uid,
                value,
                attribute_uid,
                record.uid if marked else "",
            )


def remove(project: Project, uids: Iterable[str]) -> None:
    """Remove entries that nothing names, with those that were merged into them, as one step.

    Raises UsageError, and removes none, when one of them is in use; NotFoundError.
    """
    known = entities.register(project)
    heads = [entities.get(project, uid) for uid in dict.fromkeys(uids)]
    gone = tuple(dict.fromkeys(uid for item in heads for uid in known.same(item.uid)))
    used = number(project, gone)
    if used:
        raise UsageError(
            ngettext("It is used {number} time.", "It is used {number} times.", used).format(number=used),
            where=", ".join(shown(item.name, 60) for item in heads[:3]),
            hint=_("Merge it with another one, or change what names it first."),
        )
    label = ngettext("Remove {name}", "Remove {number} entities", len(heads))
    label = label.format(name=shown(heads[0].name, 60) if heads else "", number=len(heads))
    with project.step(label) as step:
        step.remove(*(item for uid in gone if (item := known.exactly(uid)) is not None))


def split(
    project: Project, uid: str, chosen: Iterable[Mention], *, name: str, aliases: Iterable[Alias] = ()
) -> Entity:
    """Part an entity in two, as one step: a new one gets the name, these mentions and these aliases. Returns it.

    The mentions of everybody follow: what they say about the text stays the same. Mentions that have changed since are
    left as they are. Raises InvalidValueError, NotFoundError.
    """
    before = entities.get(project, uid)
    moved = frozenset(aliases)
    made = entities.checked(
        Entity(new_uid(), name, before.kind, tuple(item for item in before.aliases if item in moved))
    )
    left = replace(before, aliases=tuple(item for item in before.aliases if item not in moved))
    records = _pointed(project, tuple(chosen), frozenset(project.register.same(before.uid)), made.uid)
    with project.step(_("Split {name}").format(name=shown(before.name, 60))) as step:
        step.put_all([made, left, *records])
    return made


def _pointed(
    project: Project, chosen: tuple[Mention, ...], before: frozenset[str], after: str
) -> Iterator[Record]:
    """The records in which these mentions stand, naming another entity."""
    database, moment = project.file.database, now()
    attributes: dict[str, set[str]] = {}
    for item in chosen:
        attributes.setdefault(item.record_uid, set()).add(item.attribute_uid)

    def renamed(uid: str, values: Values) -> Values:
        return {
            key: after if key in attributes[uid] and value in before else value
            for key, value in values.items()
        }

    marked = [item.record_uid for item in chosen if item.place is Place.MARK]
    for mark in rows.find(database, list(dict.fromkeys(marked))):
        yield msgspec.structs.replace(mark, values=renamed(mark.uid, mark.values), changed=moment)
    coded = {item.record_uid: item for item in chosen if item.place is Place.DOCUMENT}
    for uid, item in coded.items():
        for found in documents.progress(database, item.document_uid, annotator_uid=item.annotator_uid):
            yield replace(found, values=renamed(uid, found.values), changed=moment)
    linked = [item.record_uid for item in chosen if item.place is Place.SLOT]
    for link in links.find(database, list(dict.fromkeys(linked))):
        if link.target_uid in before:
            yield replace(link, target_uid=after, changed=moment)
