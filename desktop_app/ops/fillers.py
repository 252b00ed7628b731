"""What fills slots, in words, and what else could."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.tagset import Slot
from desktop_app.ops import entities
from desktop_app.ops.links import RELATED_SLOT, allows, of_annotation, slot_of, to_annotation
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import documents
from desktop_app.store import links as link_rows

REACH = 400
"""How many marks on each side of an annotation are offered for its slots."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Something that fills a slot, or could: what it says, and where that stands.

    `tag_uid` and `start` are those of an annotation, `colour` is that of an entity. `note` says more: who or which day
    it is, or the entity's kind.
    """

    kind: TargetKind
    uid: str
    words: str
    tag_uid: str = ""
    start: int = 0
    note: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A link with what is at its other end, and the slot's name."""

    link: Link
    filler: Filler
    slot: str


def of_mark(project: Project, annotation: Annotation) -> Filler:
    """An annotation as a filler; its note is the entity or the day that is coded on it."""
    words = quote_words(annotation.quotes)
    note = next(filter(None, _meanings(project, annotation)), "")
    return Filler(TargetKind.ANNOTATION, annotation.uid, words, annotation.tag_uid, annotation.start, note)


def _meanings(project: Project, annotation: Annotation) -> Iterator[str]:
    values = annotation.values
    for attribute in project.tagset.attributes_of(annotation.tag_uid) if values else ():
        value = values.get(attribute.uid)
        if attribute.kind == "timex" and value is not None:
            yield ATTRIBUTES["timex"].show(value)
        elif attribute.kind == "entity" and isinstance(value, str):
            yield entities.name_of(project, value)


def of_entity(entity: Entity) -> Filler:
    """An entry of the register as a filler."""
    return Filler(TargetKind.ENTITY, entity.uid, entity.name, note=entity.kind, colour=entity.colour)


def of_published(project: Project, document_uid: str) -> Filler:
    """The document's own date as a filler."""
    day = documents.get(project.file.database, document_uid).published
    return Filler(TargetKind.PUBLISHED, "", _("date of the document"), note=day)


def of_unknown() -> Filler:
    """That the text does not tell who or what fills a slot."""
    return Filler(TargetKind.UNKNOWN, "", _("unknown"), note=_("the text does not say"))


def outgoing(project: Project, annotation: Annotation) -> tuple[Filled, ...]:
    """What fills the slots of an annotation, by slot and place. Raises NotFoundError."""
    links = of_annotation(project, annotation.uid)
    uids = {item.target_uid for item in links if item.target_kind is TargetKind.ANNOTATION}
    targets = {item.uid: item for item in rows.find(project.file.database, list(uids))}
    pairs = ((link, of_link(project, link, targets)) for link in links)
    return tuple(
        Filled(link, filler, _slot_name(project, link)) for link, filler in pairs if filler is not None
    )


def of_link(project: Project, link: Link, targets: Mapping[str, Annotation]) -> Filler | None:
    """What a link leads to (annotations are found in `targets`, by uid), None for what is there no more."""
    if link.target_kind is TargetKind.PUBLISHED:
        return of_published(project, link.document_uid)
    if link.target_kind is TargetKind.ENTITY:
        return _entity(project, link.target_uid)
    if link.target_kind is TargetKind.UNKNOWN:
        return of_unknown()
    target = targets.get(link.target_uid)
    return of_mark(project, target) if target is not None else None


def incoming(project: Project, annotation: Annotation) -> tuple[Filled, ...]:
    """The annotations whose slots this one fills, each as the other end, by slot and place in the text.

    Raises NotFoundError.
    """
    links = to_annotation(project, annotation.uid)
    known = _marks(project, (item.source_uid for item in links))
    found = [
        Filled(link, known[link.source_uid], _slot_name(project, link))
        for link in links
        if link.source_uid in known
    ]
    return tuple(sorted(found, key=lambda item: (item.slot, item.filler.start, item.link.uid)))


def in_words(project: Project, annotation_uids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """What fills the slots of annotations, in words: by annotation and slot; only of annotations that have links."""
    found: dict[str, dict[str, list[str]]] = {}
    links = link_rows.from_annotations(project.file.database, annotation_uids)
    uids = {link.target_uid for link in links if link.target_kind is TargetKind.ANNOTATION}
    quotes = {item.uid: quote_words(item.quotes) for item in rows.find(project.file.database, list(uids))}
    for link in links:
        if link.target_kind is TargetKind.PUBLISHED:
            words = _("date of the document")
        elif link.target_kind is TargetKind.ENTITY:
            words = entities.name_of(project, link.target_uid)
        elif link.target_kind is TargetKind.UNKNOWN:
            words = of_unknown().words
        else:
            words = quotes.get(link.target_uid, "")
        found.setdefault(link.source_uid, {}).setdefault(link.slot_uid, []).append(words)
    return found


def filled_anew(
    project: Project,
    links: Iterable[tuple[Link | None, Link | None]],
    annotations: Iterable[tuple[Annotation | None, Annotation | None]],
) -> set[str]:
    """The annotations whose fillers say something else after these changes (before and after), by uid."""
    found = {link.source_uid for pair in links for link in pair if link is not None}
    moved = [after.uid for before, after in annotations if before and after and before.quotes != after.quotes]
    return found | {link.source_uid for link in link_rows.to_targets(project.file.database, moved)}


def _marks(project: Project, uids: Iterable[str]) -> dict[str, Filler]:
    found = rows.find(project.file.database, list(dict.fromkeys(uids)))
    return {item.uid: of_mark(project, item) for item in found}


def _entity(project: Project, uid: str) -> Filler | None:
    try:
        return of_entity(entities.get(project, uid))
    except NotFoundError:
        return None


def _slot_name(project: Project, link: Link) -> str:
    try:
        return slot_of(project.tagset, link.slot_uid).name
    except NotFoundError:
        return RELATED_SLOT.name


class Offer:
    """What could fill a slot of an annotation: own marks of the document, nearest first, then the register.

    The marks are read once: of a document with very many the nearest REACH on each side. Last comes that it is unknown,
    unasked where a filler is required.
    """

    def __init__(self, project: Project, source: Annotation, slot: Slot) -> None:
        self._project = project
        self._document_uid = source.document_uid
        self._entities = slot.entities
        self._required = slot.least > 0
        database = project.file.database
        links = [item for item in of_annotation(project, source.uid) if item.slot_uid == slot.uid]
        self._may_be_unknown = bool(slot.uid) and all(
            item.target_kind is not TargetKind.UNKNOWN for item in links
        )
        self._taken = {source.uid, *(item.target_uid for item in links if item.target_uid)}
        self._known: list[tuple[Filler | Annotation, str]] = []
        if slot.published and all(item.target_kind is not TargetKind.PUBLISHED for item in links):
            day = of_published(project, source.document_uid)
            self._known.append((day, _folded(day.words, day.note)))
        for mark in rows.nearest(
            database, source.document_uid, source.start, annotator_uid=source.annotator_uid, limit=REACH
        ):
            if mark.uid not in self._taken and allows(project.tagset, slot, mark.tag_uid):
                self._known.append((mark, _folded(quote_words(mark.quotes))))

    def find(self, typed: str, limit: int = 20) -> list[Filler]:
        """Marks that hold every word that is typed, first where words begin so, then nearest first; then entities."""
        sought = typed.casefold().split()
        fitting = [item for item in self._known if all(word in item[1] for word in sought)]
        if sought:
            fitting.sort(key=lambda item: not all(f" {word}" in item[1] for word in sought))
        found = [
            item if isinstance(item, Filler) else of_mark(self._project, item)
            for item, _words in fitting[:limit]
        ]
        if self._entities:
            meant = entities.suggest(self._project, typed, document_uid=self._document_uid)
            found += [of_entity(item.entity) for item in meant if item.entity.uid not in self._taken]
        return [*found, *self._unknown(typed.strip().casefold())]

    def _unknown(self, typed: str) -> list[Filler]:
        unknown = of_unknown()
        wanted = typed == "?" or unknown.words.casefold().startswith(typed) if typed else self._required
        return [unknown] if wanted and self._may_be_unknown else []

    def is_new(self, name: str) -> bool:
        """Whether an entity may fill the slot that has this name, and the register has none yet."""
        return self._entities and bool(name) and not entities.register(self._project).named(name)


def _folded(*words: str) -> str:
    return f" {' '.join(words)}".casefold()
