"""Carrying a change of the tagset into the marks: what it would do, and doing it, both in short pieces.

Marks of all annotators are changed: a tagset is the project's, and here alone nobody's layer is left alone. So it is
refused in packages, to those who are kept blind, and, once reviewers are named, to everybody else in the window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Change, Changes, Record
from desktop_app.model.records import Annotation, Progress, State
from desktop_app.model.tagset import DOCUMENT, Decision, Tagset
from desktop_app.model.values import Value, Values
from desktop_app.ops import guidelines, sight
from desktop_app.ops._slot_moves import is_kept, moved
from desktop_app.ops._turning import Turning
from desktop_app.ops.pieces import InPieces, at_once, through
from desktop_app.ops.project import Project
from desktop_app.store import documents, links
from desktop_app.store import portions as rows
from desktop_app.store.annotations import find
from desktop_app.store.bulk import Recasting
from desktop_app.store.bundles import Bundle, uids_of
from desktop_app.store.file import LongStep
from desktop_app.store.portions import Portion
from desktop_app.store.table import values_cell

_SLICE = 2000
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
    turning = Turning(plan)
    for portion in _portions(project, plan):
        uids: list[str] = []
        for item in rows.glance(project.file.database, portion, plan.tags, turning.needle):
            if turning(item.values) is None:
                continue
            lost = turning.lost[item.values]
            found.lost.update(lost)
            (found.losing if lost or plan.becomes is None else found.others).append(item.uid)
            found.by_document[item.document_uid] += 1
            found.by_annotator[item.annotator_uid] += 1
            layers.add((item.document_uid, item.annotator_uid))
            uids.append(item.uid)
        _count_links(project, plan, uids, found)
        done += len(uids)
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
    turning = Turning(plan)
    for portion in _portions(project, plan):
        changed = Changes("", tuple(_recast(project, long, turning, portion)))
        layers |= changed.layers
        done += changed.count
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


def _recast(project: Project, long: LongStep, turning: Turning, portion: Portion) -> list[Change | Bundle]:
    plan, database = turning.plan, project.file.database
    with long.writing() as step:
        if plan.becomes is None:
            found = rows.read(database, portion, plan.tags, turning.needle)
            read = [row.record for row in found if turning(values_cell(row.record.values)) is not None]
            step.remove(*links.hanging(database, [item.uid for item in read]))
            step.remove(*read)
            return [Change(item, None) for item in read]
        some: list[Change | Bundle] = []
        for tag in sorted(plan.tags):
            recasting = Recasting(tag, plan.becomes or tag, turning, turning.needle)
            some += step.recast_all(portion, recasting)
        if plan.slots:
            uids = [uid for item in some for uid in uids_of(item)]
            there, spare = moved(plan.slots, links.from_annotations(database, uids))
            step.put_all(there)
            step.remove(*spare)
    return some


def lines(project: Project, uids: Iterable[str]) -> tuple[Annotation, ...]:
    """The marks with these uids that there are, in this order: some of a survey's, to be shown."""
    wanted = list(uids)
    found = {item.uid: item for item in find(project.file.database, wanted)}
    return tuple(found[uid] for uid in wanted if uid in found)


def _settle(long: LongStep, plan: Plan, note: Decision) -> None:
    """The tagset itself, and what the log says."""
    before: list[Record] = [*plan.before.slots, *plan.before.attributes, *plan.before.tags]
    after: list[Record] = [*plan.after.tags, *plan.after.attributes, *plan.after.slots]
    kept = {item.uid for item in after}
    with long.writing() as step:
        step.remove(*(item for item in before if item.uid not in kept))
        step.put_all([*after, note])


def _portions(project: Project, plan: Plan) -> Iterator[Portion]:
    """Where the marks are that a plan may concern."""
    if plan.only is None:
        return rows.with_tags(project.file.database, plan.tags, _SLICE)
    return map(rows.those, _sliced(sorted(plan.only)))


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
        found.untyped += sum(
            1 for item in away if plan.slots.get(item.slot_uid) == "" and is_kept(plan.slots, item)
        )


def _done_with(project: Project, layers: set[tuple[str, str]]) -> Iterator[list[Progress]]:
    """Who is done with documents in which their marks change, gold that is reviewed too, in short lists."""
    for uids in _sliced(sorted({document for document, _annotator in layers})):
        found = documents.closed(project.file.database, uids)
        yield [item for item in found if _pair(item) in layers]


def _pair(item: Progress) -> tuple[str, str]:
    return item.document_uid, item.annotator_uid


def _sliced(items: list[T]) -> list[list[T]]:
    return [items[first : first + _SLICE] for first in range(0, len(items), _SLICE)]
