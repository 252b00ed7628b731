"""What is still to be completed: required values and slots that are missing, and claims that may be wrong.

Nothing here forbids anything: it says what a person may want to look at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from desktop_app.attributes import timex
from desktop_app.base.errors import InvalidValueError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.model.concept import Status
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.tagset import Attribute, Slot
from desktop_app.ops import _slot_doubts, entities
from desktop_app.ops.claims import FUTURE, Shape, shape_of
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import documents
from desktop_app.store import links as link_rows

SLICE = 100
"""How many annotations are looked at in one go."""


class Weight(StrEnum):
    """How much a finding says: something required is missing, something is doubtful, or it is only worth a look."""

    MISSING = "missing"
    DOUBT = "doubt"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: of which annotation, and in words. `part` is the uid of the attribute or slot, or '';
    `name` what is missing altogether.
    """

    annotation: Annotation
    weight: Weight
    words: str
    part: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An annotation with its shape, what fills its slots, and the first and last day of when its document came out."""

    annotation: Annotation
    shape: Shape
    links: tuple[Link, ...]
    targets: Mapping[str, Annotation]
    published: tuple[str, str]

    def in_slot(self, slot: Slot | None) -> list[Link]:
        """The links of one slot."""
        return [item for item in self.links if slot is not None and item.slot_uid == slot.uid]

    def value(self, attribute: Attribute | None) -> str:
        """The word or uid that is coded for an attribute, '' for none."""
        found = self.annotation.values.get(attribute.uid) if attribute is not None else None
        return found if isinstance(found, str) else ""


def of_annotation(project: Project, annotation: Annotation) -> tuple[Finding, ...]:
    """What is missing or doubtful about one annotation, without what only shows beside others."""
    (case,) = _cases(project, [annotation])
    return tuple(_of_case(project, case))


def findings(project: Project, document_uid: str) -> Iterator[tuple[Finding, ...]]:
    """What is to be completed among this annotator's marks of a document, by their places.

    It comes a few milliseconds' work at a time.
    """
    tagset = project.tagset
    tag_uids = [tag.uid for tag in tagset.tags if shape_of(tagset, tag.uid).asks]
    seen: dict[tuple[object, ...], Annotation] = {}
    after: tuple[int, str] | None = (-1, "")
    while after is not None and tag_uids:
        some = rows.of_tags(
            project.file.database,
            document_uid,
            tag_uids,
            annotator_uid=project.annotator.uid,
            after=after,
            limit=SLICE,
        )
        after = (some[-1].start, some[-1].uid) if len(some) == SLICE else None
        found: list[Finding] = []
        for case in _cases(project, some):
            found += _of_case(project, case)
            found += _twice(project, case, seen)
        yield tuple(found)


def open_documents(project: Project) -> tuple[str, ...]:
    """The documents in use in which this annotator has marks that could be incomplete, by uid."""
    tagset = project.tagset
    tag_uids = [tag.uid for tag in tagset.tags if shape_of(tagset, tag.uid).asks]
    return rows.documents_with(project.file.database, tag_uids, annotator_uid=project.annotator.uid)


def _cases(project: Project, some: Sequence[Annotation]) -> Iterator[Case]:
    database = project.file.database
    found = link_rows.from_annotations(database, [item.uid for item in some])
    by_source = {uid: tuple(items) for uid, items in groupby(found, key=lambda item: item.source_uid)}
    wanted = {item.target_uid for item in found if item.target_kind is TargetKind.ANNOTATION}
    targets = {item.uid: item for item in rows.find(database, list(wanted))}
    shapes: dict[str, Shape] = {}
    published = _days(documents.get(database, some[0].document_uid).published) if some else ("", "")
    for item in some:
        shape = shapes.get(item.tag_uid) or shape_of(project.tagset, item.tag_uid)
        shapes[item.tag_uid] = shape
        yield Case(item, shape, by_source.get(item.uid, ()), targets, published)


def _of_case(project: Project, case: Case) -> Iterator[Finding]:
    yield from _missing(case)
    yield from _unfitting(project, case)
    yield from _concept(project, case)
    yield from _too_late(project, case)
    yield from _unknown(project, case)


def _missing(case: Case) -> Iterator[Finding]:
    """Required values and fillers that are not there."""
    for attribute in case.shape.required:
        if attribute.uid not in case.annotation.values:
            words = _("{name} is missing").format(name=attribute.name)
            yield Finding(case.annotation, Weight.MISSING, words, attribute.uid, attribute.name)
    for slot in case.shape.slots:
        number = len(case.in_slot(slot))
        if number < slot.least:
            words = _("{name} is missing").format(name=slot.name)
            if number:
                words = _("{name}: {number} of {least}").format(
                    name=slot.name, number=number, least=slot.least
                )
            yield Finding(case.annotation, Weight.MISSING, words, slot.uid, "" if number else slot.name)


def _unfitting(project: Project, case: Case) -> Iterator[Finding]:
    """Fillers that do not go together with their slots or with each other."""
    for slot in case.shape.slots:
        for words in _slot_doubts.of_slot(project, slot, case.in_slot(slot), case.targets):
            yield Finding(case.annotation, Weight.DOUBT, words, slot.uid)
    for words in _slot_doubts.astray(project, case.annotation, case.links, case.targets):
        yield Finding(case.annotation, Weight.DOUBT, words)


def _concept(project: Project, case: Case) -> Iterator[Finding]:
    """A concept is an active one with none below it."""
    attribute, uid = case.shape.concept, case.value(case.shape.concept)
    if attribute is None or not uid:
        return
    book = project.codebook
    concept = book.find(uid)
    if concept is None:
        words = _("the concept is no longer in the codebook")
    elif concept.status is Status.RETIRED:
        words = _("concept “{label}” is retired").format(label=shown(concept.label, 60))
    elif concept.status is Status.DRAFT:
        words = _("concept “{label}” is a draft").format(label=shown(concept.label, 60))
    elif not book.leaf(uid):
        words = _("concept “{label}” is a heading: choose one below it").format(
            label=shown(concept.label, 60)
        )
    else:
        return
    yield Finding(case.annotation, Weight.DOUBT, words, attribute.uid)


def _too_late(project: Project, case: Case) -> Iterator[Finding]:
    """A claim is made before it is reported, unless it is one to come."""
    slot = case.shape.made_on
    if slot is None or case.value(case.shape.modality) == FUTURE:
        return
    day = day_of(project, case)
    reported = case.published[1]
    if day and reported and day > reported:
        words = _("dated {day}, after the document ({published})").format(day=day, published=reported)
        yield Finding(case.annotation, Weight.DOUBT, words, slot.uid)


def _unknown(project: Project, case: Case) -> Iterator[Finding]:
    """A claimant is somebody of the register, once there is one."""
    slot = case.shape.claimant
    if slot is None or not _has_register(project):
        return
    for link in case.in_slot(slot):
        target = case.targets.get(link.target_uid)
        if target is None or link.target_kind is not TargetKind.ANNOTATION:
            continue
        asked = [item for item in project.tagset.attributes_of(target.tag_uid) if item.kind == "entity"]
        if asked and all(item.uid not in target.values for item in asked):
            words = _("who “{words}” is has not been coded").format(
                words=shown(quote_words(target.quotes), 60)
            )
            yield Finding(case.annotation, Weight.HINT, words, slot.uid)


def _twice(project: Project, case: Case, seen: dict[tuple[object, ...], Annotation]) -> Iterator[Finding]:
    """One claim a day of the same people with the same stance towards the same concept is counted once."""
    claimants = case.in_slot(case.shape.claimant)
    if any(link.target_kind is TargetKind.UNKNOWN for link in claimants):
        # Nobody knows whether the same people said it.
        return
    who = frozenset(_who(project, case, link) for link in claimants)
    concept, stance = case.value(case.shape.concept), case.value(case.shape.stance)
    if not who or not concept or not stance:
        return
    day = day_of(project, case) or case.published[0]
    first = seen.setdefault((case.annotation.tag_uid, who, concept, stance, day), case.annotation)
    if first is not case.annotation:
        words = _("duplicate? “{words}” has the same claimant, concept, stance and day").format(
            words=shown(quote_words(first.quotes), 60)
        )
        yield Finding(case.annotation, Weight.HINT, words)


def _who(project: Project, case: Case, link: Link) -> str:
    """Who a filler is: an entity of the register if that is known, else the words."""
    if link.target_kind is TargetKind.ENTITY:
        return _standing(project, link.target_uid)
    target = case.targets.get(link.target_uid)
    if target is None:
        return link.target_uid
    for attribute in project.tagset.attributes_of(target.tag_uid):
        coded = target.values.get(attribute.uid)
        if attribute.kind == "entity" and isinstance(coded, str):
            return _standing(project, coded)
    return quote_words(target.quotes).casefold()


def _standing(project: Project, uid: str) -> str:
    try:
        return entities.get(project, uid).uid
    except NotFoundError:
        return uid


def day_of(project: Project, case: Case) -> str:
    """The first day on which a claim may have been made (ISO 8601), '' where that is not known."""
    for link in case.in_slot(case.shape.made_on):
        if link.target_kind is TargetKind.PUBLISHED:
            return case.published[0]
        target = case.targets.get(link.target_uid)
        if target is not None:
            return _day_of_mark(project, target)
    return ""


def _day_of_mark(project: Project, mark: Annotation) -> str:
    for attribute in project.tagset.attributes_of(mark.tag_uid):
        value = mark.values.get(attribute.uid)
        if attribute.kind == "timex" and value is not None:
            meant = timex.record(value)
            return meant.earliest if meant is not None else ""
        if attribute.kind == "date" and isinstance(value, str):
            return _days(value)[0]
    return ""


def _has_register(project: Project) -> bool:
    if not project.register.read:
        entities.prepare(project)
    return next(iter(project.register.standing()), None) is not None


def _days(date: str) -> tuple[str, str]:
    """The first and the last day of a date, '' where it is open or no date at all."""
    try:
        return entities.days(date)
    except InvalidValueError:
        return "", ""
