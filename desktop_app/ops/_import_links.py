"""The links of a file, put into the slots of the project's tagset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from desktop_app.base.errors import AppError, FormatError, NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.formats import IncomingLine, IncomingRelation
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.tagset import Slot
from desktop_app.model.tagset_rules import RELATED
from desktop_app.ops._import_registers import Registers
from desktop_app.ops._import_report import Difference, Running
from desktop_app.ops._resolving import Tags
from desktop_app.ops.links import RELATED_SLOT, takes
from desktop_app.store import links
from desktop_app.store.database import Database


class Links:
    """Makes links of the relations of a line; `waiting` are those that are not written yet."""

    def __init__(self, database: Database, tags: Tags, registers: Registers, moment: str) -> None:
        self._database = database
        self._tags = tags
        self._registers = registers
        self._moment = moment
        self._seen: set[str] = set()
        self.waiting: list[Link] = []

    def take(self, line: IncomingLine, marks: Mapping[str, Annotation], report: Running) -> None:
        """Take the relations of a line between `marks`, the line's annotations by uid that the project has or gets.

        What cannot be is refused in the report, what the project holds otherwise is listed there. Links of a file of
        ours come in as they were, even where the tagset would not allow them today.
        """
        places: Counter[tuple[str, str]] = Counter()
        made: list[Link] = []
        for item in line.relations:
            try:
                slot = self._slot(item, marks)
                link = self._link(item, slot, marks, places[item.head, slot.uid])
                if not line.native:
                    self._check(link, slot, marks)
                made.append(link)
                places[item.head, slot.uid] += 1
            except AppError as error:
                report.refuse(line.number, error, item.place)
        known = {item.uid: item for item in links.find(self._database, [item.uid for item in made])}
        for link in made:
            before = known.get(link.uid)
            if before is None:
                self.waiting.append(link)
                report.links += 1
            elif _ends(before) != _ends(link):
                what = _("what the link leads to")
                report.differences.append(Difference(line.number, shown(line.name, 80), what))

    def _slot(self, item: IncomingRelation, marks: Mapping[str, Annotation]) -> Slot:
        head = marks.get(item.head)
        if head is None:
            raise _no_mark()
        if item.label.casefold() == RELATED:
            return RELATED_SLOT
        return self._tags.slot(head.tag_uid, item.label)

    def _link(self, item: IncomingRelation, slot: Slot, marks: Mapping[str, Annotation], place: int) -> Link:
        if item.uid in self._seen:
            raise FormatError(
                _("The id “{id}” belongs to an earlier relation.").format(id=item.uid),
                hint=_("Keep one of the two."),
            )
        self._seen.add(item.uid)
        head, target = marks[item.head], item.target
        if item.kind is TargetKind.ANNOTATION:
            if target not in marks:
                raise _no_mark()
            if target == head.uid:
                raise FormatError(
                    _("A link leads to another mark of the same document."), hint=_("Correct it.")
                )
        elif item.kind is TargetKind.ENTITY:
            target = self._registers.entity(target, item.name).uid
        created = item.created or self._moment
        return Link(
            item.uid,
            head.document_uid,
            head.annotator_uid,
            head.uid,
            slot.uid,
            item.kind,
            target,
            position=place,
            created=created,
            changed=item.changed or created,
        )

    def _check(self, link: Link, slot: Slot, marks: Mapping[str, Annotation]) -> None:
        """Raises FormatError for a filler that its slot does not allow, as a file of ours may hold after retagging."""
        if not takes(self._tags.tagset, slot, link.target_kind, marks.get(link.target_uid)):
            raise FormatError(
                _("{slot} cannot be filled by this.").format(slot=shown(slot.name, 80)),
                hint=_("The tagset says what may fill a slot."),
            )


def _ends(link: Link) -> tuple[str, str, TargetKind, str]:
    return link.source_uid, link.slot_uid, link.target_kind, link.target_uid


def _no_mark() -> NotFoundError:
    return NotFoundError(
        _("One of the marks of this relation was left out."), hint=_("See what was said of the mark itself.")
    )
