"""Filling the slots of annotations with other annotations, entries of the register, or the document's date.

Links lie within one layer: everybody links their own annotations only, all else raises NotYoursError.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.model.entity import Entity
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.span import Span, joined
from desktop_app.model.tagset import Slot, Tagset
from desktop_app.model.tagset_rules import RELATED
from desktop_app.ops import annotations as marks
from desktop_app.ops import entities, sight
from desktop_app.ops.project import Project
from desktop_app.store import links as rows
from desktop_app.store import registers

RELATED_SLOT = Slot("", "", RELATED, entities=True, most=0)
"""The slot of relations that are of no type; every annotation has it."""


def slot_of(tagset: Tagset, slot_uid: str) -> Slot:
    """The slot with this uid, '' for the untyped one. Raises NotFoundError."""
    return tagset.slot(slot_uid) if slot_uid else RELATED_SLOT


def allows(tagset: Tagset, slot: Slot, tag_uid: str) -> bool:
    """Whether annotations of a tag may fill a slot: of an allowed tag, or of one below it."""
    if not slot.tag_uids:
        return True
    tag, seen = tagset.find(tag_uid), set[str]()
    while tag is not None and tag.uid not in seen:
        if tag.uid in slot.tag_uids:
            return True
        seen.add(tag.uid)
        tag = tagset.find(tag.parent_uid)
    return False


def takes(tagset: Tagset, slot: Slot, kind: TargetKind, target: Annotation | None) -> bool:
    """Whether such a target may fill a slot; `target` is the annotation, where it is one."""
    if kind is TargetKind.PUBLISHED:
        return slot.published
    if kind is TargetKind.ENTITY:
        return slot.entities
    if kind is TargetKind.UNKNOWN:
        return bool(slot.uid)
    return target is not None and allows(tagset, slot, target.tag_uid)


def fill(
    project: Project,
    source_uid: str,
    slot_uid: str,
    target_uid: str = "",
    *,
    kind: TargetKind = TargetKind.ANNOTATION,
) -> Link:
    """Let an annotation, an entity or the document's date fill a slot, or say that the text does not tell what does.

    What fills it already is given back unchanged. A slot that takes one filler lets go of the one before, in the same
    step, and what is unknown and what is known take each other's place. Raises UsageError for what the slot does
    not allow or when it is full, NotFoundError, NotYoursError.
    """
    source = marks.get(project, source_uid)
    marks.check_own(project, source)
    slot = slot_of(project.tagset, slot_uid)
    _check_target(project, source, slot, kind, target_uid)
    there = [item for item in of_annotation(project, source_uid) if item.slot_uid == slot_uid]
    for item in there:
        if (item.target_kind, item.target_uid) == (kind, target_uid):
            return item
    link = _made(source, slot, there, kind, target_uid)
    with project.step(_("Fill {slot}").format(slot=slot.name)) as step:
        step.remove(*_replaced(slot, there, kind))
        step.put(link)
        marks.touch(project, step, source.document_uid)
    return link


def mark_and_fill(
    project: Project, source_uid: str, slot_uid: str, spans: Iterable[Span], tag_uid: str
) -> tuple[Annotation, Link]:
    """Mark passages and let the new annotation fill a slot, as one step. Raises as `fill` and `highlight` do."""
    source = marks.get(project, source_uid)
    marks.check_own(project, source)
    slot, tag = slot_of(project.tagset, slot_uid), project.tagset.tag(tag_uid)
    if not allows(project.tagset, slot, tag_uid):
        raise _not_allowed(slot, tag.name)
    there = [item for item in of_annotation(project, source_uid) if item.slot_uid == slot_uid]
    chosen = joined(spans)
    moment = now()
    made = Annotation(
        new_uid(),
        source.document_uid,
        source.annotator_uid,
        tag_uid,
        chosen,
        marks.quotes(project, source.document_uid, chosen),
        created=moment,
        changed=moment,
        guideline=project.guideline,
    )
    link = _made(source, slot, there, TargetKind.ANNOTATION, made.uid)
    with project.step(_("Mark {tag} as {slot}").format(tag=tag.name, slot=slot.name)) as step:
        step.remove(*_replaced(slot, there, TargetKind.ANNOTATION))
        step.add_all([made])
        step.put(link)
        marks.touch(project, step, source.document_uid)
    return made, link


def fill_with_new(project: Project, source_uid: str, slot_uid: str, entity: Entity) -> Link:
    """Add an entry to the register, which is given a uid, and let it fill a slot, as one step.

    Raises InvalidValueError, and as `fill` does.
    """
    source = marks.get(project, source_uid)
    marks.check_own(project, source)
    slot = slot_of(project.tagset, slot_uid)
    fresh = entities.checked(replace(entity, uid=new_uid()))
    if not slot.entities:
        raise _not_allowed(slot, fresh.name)
    there = [item for item in of_annotation(project, source_uid) if item.slot_uid == slot_uid]
    link = _made(source, slot, there, TargetKind.ENTITY, fresh.uid)
    with project.step(_("Fill {slot}").format(slot=slot.name)) as step:
        step.remove(*_replaced(slot, there, TargetKind.ENTITY))
        step.put(fresh, link)
        marks.touch(project, step, source.document_uid)
    return link


def clear(project: Project, link_uids: Iterable[str]) -> None:
    """Take fillers out of their slots, as one step; what filled them stays. Raises NotFoundError, NotYoursError."""
    found = [rows.get(project.file.database, uid) for uid in link_uids]
    if not found:
        return
    sources = [marks.get(project, uid) for uid in dict.fromkeys(item.source_uid for item in found)]
    marks.check_own(project, *sources)
    label = ngettext("Empty a slot", "Take {number} fillers out", len(found)).format(number=len(found))
    with project.step(label) as step:
        step.remove(*found)
        for document_uid in dict.fromkeys(item.document_uid for item in found):
            marks.touch(project, step, document_uid)


def of_annotation(project: Project, annotation_uid: str) -> tuple[Link, ...]:
    """What fills an annotation's slots, by slot and place. Raises NotFoundError, also while blind mode hides it."""
    marks.get(project, annotation_uid)
    return rows.from_annotations(project.file.database, [annotation_uid])


def to_annotation(project: Project, annotation_uid: str) -> tuple[Link, ...]:
    """The links in which an annotation is the filler. Raises NotFoundError, also while blind mode hides it."""
    marks.get(project, annotation_uid)
    return rows.to_targets(project.file.database, [annotation_uid])


def of_document(project: Project, document_uid: str) -> tuple[Link, ...]:
    """All links of a document that may be seen, by source, slot and place."""
    seen = sight.only(project, document_uid)
    return rows.of_document(project.file.database, document_uid, annotator_uid=seen)


def _made(source: Annotation, slot: Slot, there: list[Link], kind: TargetKind, target_uid: str) -> Link:
    kept = [item for item in there if item not in _replaced(slot, there, kind)]
    if slot.most and len(kept) >= slot.most:
        raise UsageError(
            ngettext("{slot} takes {number} filler.", "{slot} takes {number} fillers.", slot.most).format(
                slot=slot.name, number=slot.most
            ),
            hint=_("Take one out first."),
        )
    moment = now()
    return Link(
        new_uid(),
        source.document_uid,
        source.annotator_uid,
        source.uid,
        slot.uid,
        kind,
        target_uid,
        position=max((item.position for item in kept), default=-1) + 1,
        created=moment,
        changed=moment,
    )


def _replaced(slot: Slot, there: list[Link], kind: TargetKind) -> list[Link]:
    if slot.most == 1 or kind is TargetKind.UNKNOWN:
        return there
    return [item for item in there if item.target_kind is TargetKind.UNKNOWN]


def _check_target(
    project: Project, source: Annotation, slot: Slot, kind: TargetKind, target_uid: str
) -> None:
    if slot.tag_uid and slot.tag_uid != source.tag_uid:
        raise UsageError(_("{slot} does not belong to this tag.").format(slot=slot.name))
    if kind is TargetKind.PUBLISHED:
        if not slot.published:
            raise _not_allowed(slot, _("the document's date"))
    elif kind is TargetKind.ENTITY:
        entity = registers.entity(project.file.database, target_uid)
        if not slot.entities:
            raise _not_allowed(slot, entity.name)
    elif kind is TargetKind.UNKNOWN:
        if not slot.uid:
            raise _not_allowed(slot, _("unknown"))
    else:
        target = marks.get(project, target_uid)
        marks.check_own(project, target)
        if target.document_uid != source.document_uid or target.uid == source.uid:
            raise UsageError(_("A link leads to another mark of the same document."))
        if not allows(project.tagset, slot, target.tag_uid):
            raise _not_allowed(slot, project.tagset.tag(target.tag_uid).name)


def _not_allowed(slot: Slot, what: str) -> UsageError:
    return UsageError(
        _("{slot} cannot be filled by this: {what}.").format(slot=slot.name, what=what),
        hint=_("The tagset says what may fill a slot."),
    )
