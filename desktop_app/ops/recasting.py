"""Carrying a change of the tagset into the marks: what it would do, and doing it, both in short pieces.

Marks of all annotators are changed: a tagset is the project's, and here alone nobody's layer is left alone. So it is
refused in packages, to those who are kept blind, and, once reviewers are named, to everybody else in the window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec

from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Record
from desktop_app.model.records import Annotation, Link, Progress, State
from desktop_app.model.tagset import DOCUMENT, Decision, Tagset
from desktop_app.model.values import Value, Values
from desktop_app.ops import guidelines, sight
from desktop_app.ops.pieces import InPieces, at_once, through
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import documents, links
from desktop_app.store.edits import ReadRow
from desktop_app.store.file import LongStep

_SLICE = 1000
T = TypeVar("T")
Recode = Callable[[Values], tuple[Values, tuple[str, ...]]]
"""Values as they become, and in words what is lost of them."""


def as_they_are(values: Values) -> tuple[Values, tuple[str, ...]]:
    """Loses nothing."""
    return values, ()


@dataclass(frozen=True)
class Plan:
    """A change of the tagset, and what becomes of marks.

    `label` names the step, `note` is what the log of the tag `tag_uid` says of it. `tags` are those whose marks may
    change; of these only such as have a value of `attribute` (if given; this `value`, if that is given too), and none
    but `only` these uids (if given). They get the tag `becomes`, stay with theirs ('') or are deleted (None). `slots`
    tells what becomes of links away from them, by slot; '' makes them untyped. `reopens`: who was done with a document
    looks at it again.
    """

    label: str
    note: str
    tag_uid: str
    before: Tagset
    after: Tagset
    tags: frozenset[str] = frozenset()
    attribute: str = ""
    value: Value | None = None
    only: frozenset[str] | None = None
    becomes: str | None = ""
    recode: Recode = as_they_are
    slots: Mapping[str, str] = field(default_factory=dict)
    reopens: bool = True


@dataclass
class Survey:
    """What a plan would do: the marks it concerns (uids by document), those that lose something first.

    `lost` counts in words what cannot go along, `by_document` and `by_annotator` the marks; `closed` are the (document,
    annotator) that are done with a document in which marks change, `answers` the documents' own values that it
    concerns, `untyped` and `emptied` the links that become untyped or go.
    """

    losing: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    by_document: Counter[str] = field(default_factory=Counter)
    by_annotator: Counter[str] = field(default_factory=Counter)
    closed: set[tuple[str, str]] = field(default_factory=set)
    answers: int = 0
    untyped: int = 0
    emptied: int = 0

    @property
    def marks(self) -> int:
        """How many marks it concerns."""
        return len(self.losing) + len(self.others)


def check_may(project: Project) -> None:
    """Raise UsageError for those who may not change everybody's marks."""
    if project.is_package:
        raise UsageError(
            _("This is a part of a project, without the marks of others."),
            hint=_("Change the tagset in the project it was taken from."),
        )
    at_window, me = project.blindfold is not None, project.annotator.uid
    if sight.is_kept(project) or (
        at_window and sight.reviewers(project) and not sight.is_reviewer(project, me)
    ):
        raise UsageError(
            _("This changes the marks of everybody, and only reviewers may."),
            hint=_("A reviewer of the project can do it."),
        )


def survey(project: Project, plan: Plan) -> Survey:
    """What a plan would do. Raises UsageError for those who may not."""
    found = Survey()
    for _done in surveying(project, plan, found):
        pass
    return found


def surveying(project: Project, plan: Plan, found: Survey) -> Generator[int, None, None]:
    """The same in short pieces, into `found`; yields how many marks were looked at."""
    check_may(project)
    done = 0
    layers: set[tuple[str, str]] = set()
    for some in _concerned(project, plan):
        for item in (row.record for row in some):
            lost = plan.recode(item.values)[1]
            found.lost.update(lost)
            (found.losing if lost or plan.becomes is None else found.others).append(item.uid)
            found.by_document[item.document_uid] += 1
            found.by_annotator[item.annotator_uid] += 1
            layers.add((item.document_uid, item.annotator_uid))
        _count_links(project, plan, [row.record.uid for row in some], found)
        done += len(some)
        yield done
    for progress in _answers(project, plan):
        found.lost.update(plan.recode(progress.values)[1])
        found.answers += 1
        layers.add((progress.document_uid, progress.annotator_uid))
    for items in _done_with(project, layers) if plan.reopens else ():
        found.closed.update(map(_pair, items))
        yield done


def carry_out(project: Project, plan: Plan) -> None:
    """Do it, as one step. Raises UsageError, ConflictError when the tagset has changed since the plan was made."""
    at_once(carrying_out(project, plan))


def carrying_out(project: Project, plan: Plan) -> InPieces:
    """The same in short pieces; yields how many marks are behind."""
    check_may(project)
    if project.tagset != plan.before:
        raise ConflictError(_("The tagset has changed since."), hint=_("Look at what it does once more."))
    long = project.begin(plan.label)
    return through(project, long, _carrying_out(project, long, plan))


def _carrying_out(project: Project, long: LongStep, plan: Plan) -> Iterator[int]:
    known = {tag.uid: tag for tag in plan.before.tags}
    layers: set[tuple[str, str]] = set()
    done = 0
    with long.writing() as step:
        step.put_all(tag for tag in plan.after.tags if tag.uid not in known)
        # Touched until the end, so that nobody marks with them or codes their marks meanwhile.
        step.put_all(replace(known[uid], active=not known[uid].active) for uid in sorted(plan.tags))
    for some in _concerned(project, plan):
        _recast(project, long, plan, some)
        layers.update((row.record.document_uid, row.record.annotator_uid) for row in some)
        done += len(some)
        yield done
    answers = _answers(project, plan)
    layers.update(map(_pair, answers))
    for pieces in _sliced(answers):
        with long.writing() as step:
            step.put_all(replace(item, values=plan.recode(item.values)[0]) for item in pieces)
        yield done
    note = guidelines.drafted(project, plan.tag_uid, plan.note)
    for pieces in _done_with(project, layers) if plan.reopens else ():
        with long.writing() as step:
            step.put_all(replace(item, state=State.NEEDS_ANOTHER_LOOK, changed=note.made) for item in pieces)
        yield done
    _settle(long, plan, note)


def _recast(project: Project, long: LongStep, plan: Plan, some: list[ReadRow]) -> None:
    uids = [row.record.uid for row in some]
    with long.writing() as step:
        if plan.becomes is None:
            step.remove(*links.hanging(project.file.database, uids))
            step.remove(*(row.record for row in some))
            return
        step.recast(some, [_recast_mark(plan, row.record) for row in some])
        if plan.slots:
            step.put_all(_moved(plan, links.from_annotations(project.file.database, uids)))


def _recast_mark(plan: Plan, item: Annotation) -> Annotation:
    values = plan.recode(item.values)[0] if item.values else item.values
    return msgspec.structs.replace(item, tag_uid=plan.becomes or item.tag_uid, values=values)


def lines(project: Project, uids: Iterable[str]) -> tuple[Annotation, ...]:
    """The marks with these uids that there are, in this order: some of a survey's, to be shown."""
    wanted = list(uids)
    found = {item.uid: item for item in rows.find(project.file.database, wanted)}
    return tuple(found[uid] for uid in wanted if uid in found)


def _moved(plan: Plan, found: Iterable[Link]) -> list[Link]:
    return [
        replace(item, slot_uid=plan.slots[item.slot_uid]) for item in found if item.slot_uid in plan.slots
    ]


def _settle(long: LongStep, plan: Plan, note: Decision) -> None:
    """The tagset itself, and what the log says."""
    before: list[Record] = [*plan.before.slots, *plan.before.attributes, *plan.before.tags]
    after: list[Record] = [*plan.after.tags, *plan.after.attributes, *plan.after.slots]
    kept = {item.uid for item in after}
    with long.writing() as step:
        step.remove(*(item for item in before if item.uid not in kept))
        step.put_all([*after, note])


def _concerned(project: Project, plan: Plan) -> Iterator[list[ReadRow]]:
    """The marks that a plan concerns, in short lists."""
    for some in _read(project, plan):
        chosen = [row for row in some if _is_concerned(plan, row.record)]
        if chosen:
            yield chosen


def _read(project: Project, plan: Plan) -> Iterator[list[ReadRow]]:
    database = project.file.database
    if plan.only is not None:
        for uids in _sliced(sorted(plan.only)):
            yield rows.with_uids(database, uids)
        return
    for group in rows.groups_with_tags(database, plan.tags, _SLICE):
        after: tuple[str, int, str] | None = None
        while True:
            found = rows.with_tags(
                database, group, plan.tags, holding=_needle(plan), after=after, limit=_SLICE
            )
            yield found
            if len(found) < _SLICE:
                break
            last = found[-1].record
            after = last.document_uid, last.start, last.uid


def _needle(plan: Plan) -> str:
    """What is in the cell of all values that a plan concerns."""
    several = plan.attribute and plan.before.attribute(plan.attribute).kind == "choices"
    if plan.value is None or several:
        return plan.attribute
    return f'"{plan.attribute}":{msgspec.json.encode(plan.value).decode()}'


def _is_concerned(plan: Plan, item: Annotation) -> bool:
    if item.tag_uid not in plan.tags:
        return False
    coded = item.values.get(plan.attribute) if plan.attribute else None
    if plan.attribute and coded is None:
        return False
    return plan.value is None or coded == plan.value or (isinstance(coded, tuple) and plan.value in coded)


def _answers(project: Project, plan: Plan) -> list[Progress]:
    """What was said of documents as a whole, where the plan concerns such an attribute."""
    known = {item.uid: item.tag_uid for item in plan.before.attributes}
    if not plan.attribute or known[plan.attribute] != DOCUMENT:
        return []
    return documents.with_value(project.file.database, plan.attribute)


def _count_links(project: Project, plan: Plan, uids: list[str], found: Survey) -> None:
    database = project.file.database
    if plan.becomes is None:
        found.emptied += len(links.hanging(database, uids))
    elif "" in plan.slots.values():
        away = links.from_annotations(database, uids)
        found.untyped += sum(1 for item in away if plan.slots.get(item.slot_uid) == "")


def _done_with(project: Project, layers: set[tuple[str, str]]) -> Iterator[list[Progress]]:
    """Who is done with documents in which their marks change, gold that is reviewed too, in short lists."""
    for uids in _sliced(sorted({document for document, _annotator in layers})):
        found = documents.closed(project.file.database, uids)
        yield [item for item in found if _pair(item) in layers]


def _pair(item: Progress) -> tuple[str, str]:
    return item.document_uid, item.annotator_uid


def _sliced(items: list[T]) -> list[list[T]]:
    return [items[first : first + _SLICE] for first in range(0, len(items), _SLICE)]
