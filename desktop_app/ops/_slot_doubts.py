"""What is doubtful about the fillers of one annotation, in words: the tagset changed, entities were merged, or copies
of a project met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.tagset import Slot
from desktop_app.ops import fillers, links
from desktop_app.ops.project import Project


def of_slot(
    project: Project, slot: Slot, filling: Sequence[Link], targets: Mapping[str, Annotation]
) -> Iterator[str]:
    """Of one slot: more fillers than it has room for, those that it no longer takes, and such as contradict or repeat
    others. `targets` are the annotations among them, by uid.
    """
    if 0 < slot.most < len(filling):
        yield _("{name}: {number}, and it takes {most}").format(
            name=slot.name, number=len(filling), most=slot.most
        )
    if len({item.target_kind is TargetKind.UNKNOWN for item in filling}) > 1:
        yield _("{name}: unknown, and filled all the same").format(name=slot.name)
    seen: dict[tuple[TargetKind, str], int] = {}
    for link in filling:
        filler = fillers.of_link(project, link, targets)
        if filler is None:
            continue
        what = {"name": slot.name, "words": shown(filler.words, 60)}
        if not links.takes(project.tagset, slot, filler.kind, targets.get(filler.uid)):
            yield _("{name} does not take “{words}”").format(**what)
        # Entities that were merged have one uid here.
        number = seen[filler.kind, filler.uid] = seen.get((filler.kind, filler.uid), 0) + 1
        if number == 2:
            yield _("{name}: “{words}” fills it twice").format(**what)


def astray(
    project: Project, annotation: Annotation, found: Sequence[Link], targets: Mapping[str, Annotation]
) -> Iterator[str]:
    """Of links away from an annotation: those in slots that its tag does not have."""
    for link in found:
        slot = _slot(project, link)
        filler = fillers.of_link(project, link, targets)
        if slot is not None and slot.tag_uid != annotation.tag_uid and filler is not None:
            yield _("{name} is no slot of this tag: “{words}” stands in it").format(
                name=slot.name, words=shown(filler.words, 60)
            )


def _slot(project: Project, link: Link) -> Slot | None:
    """The slot of a link, None where it is of no type."""
    try:
        return project.tagset.slot(link.slot_uid) if link.slot_uid else None
    except NotFoundError:
        return None
