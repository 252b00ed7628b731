"""Making two annotators one: the layer of one goes to the other, as one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.changes import Record
from desktop_app.model.identity import now
from desktop_app.model.records import Annotation, Annotator, Link, Progress, State
from desktop_app.model.span import Span
from desktop_app.model.values import Value
from desktop_app.ops import annotators, sight
from desktop_app.ops.annotators import PEOPLE
from desktop_app.ops.pieces import InPieces, through
from desktop_app.ops.project import Project
from desktop_app.store import annotations as marks
from desktop_app.store import links, people
from desktop_app.store.corpus import assignment_uid, progress_uid
from desktop_app.store.file import LongStep

_SLICE = 500
_What = tuple[tuple[Span, ...], str, Mapping[str, Value], str]


@dataclass(frozen=True, slots=True)
class Joining:
    """What joining would do: `marks` in so many `documents` change hands, `alike` are there already and are left out.

    In `both` documents the two have begun: the states are brought together, and of values that differ (`values` many)
    those of the one who stays are kept.
    """

    one: Annotator
    into: Annotator
    marks: int
    documents: int
    alike: int
    both: int
    values: int


def preview(project: Project, one_uid: str, into_uid: str) -> Joining:
    """What it would do if the first annotator became the second. Raises UsageError for those who cannot be joined."""
    one, into = _pair(project, one_uid, into_uid)
    database = project.file.database
    count = alike = 0
    touched = people.documents_marked(database, one.uid)
    for uid in touched:
        moved, twice = _split(project, uid, one, into)
        count += len(moved)
        alike += len(twice)
    kept = {item.document_uid: item for item in people.progress_of(database, into.uid)}
    pairs = [
        (item, kept[item.document_uid])
        for item in people.progress_of(database, one.uid)
        if item.document_uid in kept
    ]
    begun = [pair for pair in pairs if all(item.state is not State.NEW for item in pair)]
    differ = sum(
        item.values[key] != other.values[key]
        for item, other in pairs
        for key in item.values.keys() & other.values
    )
    documents_touched = {item.document_uid for item in people.progress_of(database, one.uid)} | {*touched}
    return Joining(one, into, count, len(documents_touched), alike, len(begun), differ)


def _pair(project: Project, one_uid: str, into_uid: str) -> tuple[Annotator, Annotator]:
    one, into = annotators.get(project, one_uid), annotators.get(project, into_uid)
    if one.uid == into.uid:
        raise UsageError(_("This is one annotator already."))
    if one.uid == project.annotator.uid:
        raise UsageError(_("Your own layer stays yours."), hint=_("Join the other one to yours instead."))
    for who in (one, into):
        if who.role not in PEOPLE:
            raise UsageError(
                _("{name} is not a person, and cannot be joined.").format(name=shown(who.name, 60))
            )
    if sight.is_kept(project):
        raise UsageError(
            _("Joining shows what others marked."),
            hint=_("Blind mode is on: a reviewer can join annotators."),
        )
    return one, into


def joining(project: Project, one_uid: str, into_uid: str) -> InPieces:
    """Let the first annotator become the second, in short pieces; yields how many documents are behind.

    Raises UsageError.
    """
    one, into = _pair(project, one_uid, into_uid)
    label = _("Join {one} to {into}").format(one=shown(one.name, 60), into=shown(into.name, 60))
    long = project.begin(label)
    return through(project, long, _joining(project, long, one, into))


def _joining(project: Project, long: LongStep, one: Annotator, into: Annotator) -> Iterator[int]:
    number = 0
    for number, uid in enumerate(people.documents_marked(project.file.database, one.uid), 1):
        linked = links.of_document(project.file.database, uid, annotator_uid=one.uid)
        moved, twice = _split(project, uid, one, into)
        for some in _sliced(moved):
            with long.writing() as step:
                step.put_all(some)
            yield number - 1
        kept, spare = _relinked(project, linked, {gone.uid: twin for gone, twin in twice}, into)
        for some in _sliced(kept):
            with long.writing() as step:
                step.put_all(some)
            yield number - 1
        for some in _sliced([*spare, *(gone for gone, _twin in twice)]):
            with long.writing() as step:
                step.remove(*some)
            yield number - 1
        yield number
    pairs = list(_the_rest(project, one, into))
    for first in range(0, len(pairs), _SLICE):
        rest = pairs[first : first + _SLICE]
        with long.writing() as step:
            step.remove(*(gone for gone, fresh in rest if gone.uid != fresh.uid))
            step.put_all(fresh for _gone, fresh in rest)
        yield number
    setting = sight.reviewer_setting(project, one.uid)
    with long.writing() as step:
        step.remove(*([setting] if setting is not None else []), one)


def _sliced(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    return (records[first : first + _SLICE] for first in range(0, len(records), _SLICE))


def _split(
    project: Project, document_uid: str, one: Annotator, into: Annotator
) -> tuple[list[Annotation], list[tuple[Annotation, str]]]:
    """One annotator's marks of a document as the other's, and those that the other has just the same, with its uid."""
    database = project.file.database
    found = marks.of_document(database, document_uid, annotator_uid=one.uid)
    by_place: dict[tuple[Span, ...], list[Annotation]] = {}
    for item in marks.of_document(database, document_uid, annotator_uid=into.uid):
        by_place.setdefault(item.spans, []).append(item)
    moved, twice = [], []
    for item in found:
        what = _what(item)
        twin = next((other.uid for other in by_place.get(item.spans, ()) if _what(other) == what), "")
        if twin:
            twice.append((item, twin))
        else:
            moved.append(msgspec.structs.replace(item, annotator_uid=into.uid))
    return moved, twice


def _relinked(
    project: Project, linked: Sequence[Link], twins: Mapping[str, str], into: Annotator
) -> tuple[list[Link], list[Link]]:
    """One annotator's links as the other's, and those that the other has just the same by now."""
    there = {
        _end(item)
        for uid in {item.document_uid for item in linked}
        for item in links.of_document(project.file.database, uid, annotator_uid=into.uid)
    }
    kept, spare = list[Link](), list[Link]()
    for item in linked:
        changed = replace(
            item,
            annotator_uid=into.uid,
            source_uid=twins.get(item.source_uid, item.source_uid),
            target_uid=twins.get(item.target_uid, item.target_uid),
        )
        (spare if _end(changed) in there else kept).append(changed)
    return kept, spare


def _end(item: Link) -> tuple[str, ...]:
    return item.source_uid, item.slot_uid, item.target_kind, item.target_uid


def _what(item: Annotation) -> _What:
    return item.spans, item.tag_uid, item.values, item.note


def _the_rest(project: Project, one: Annotator, into: Annotator) -> Iterator[tuple[Record, Record]]:
    """Everything but the marks, as it is and as it becomes: states and values, what was to do, verdicts and remarks."""
    database = project.file.database
    kept = {item.document_uid: item for item in people.progress_of(database, into.uid)}
    for item in people.progress_of(database, one.uid):
        yield item, _joined(item, kept.get(item.document_uid), into)
    for given in people.assignments_of(database, one.uid):
        uid = assignment_uid(given.document_uid, into.uid)
        yield given, replace(given, uid=uid, annotator_uid=into.uid)
    for verdict in people.verdicts_of(database, one.uid):
        yield verdict, replace(verdict, annotator_uid=into.uid)
    for decision in people.decisions_of(database, one.uid):
        yield decision, replace(decision, annotator_uid=into.uid)
    for comment in people.comments_of(database, one.uid):
        yield comment, replace(comment, annotator_uid=into.uid)


def _joined(item: Progress, kept: Progress | None, into: Annotator) -> Progress:
    uid = progress_uid(item.document_uid, into.uid)
    if kept is None:
        return replace(item, uid=uid, annotator_uid=into.uid)
    return replace(
        kept,
        state=joined_state(item.state, kept.state),
        values={**item.values, **kept.values},
        changed=now(),
    )


def joined_state(one: State, other: State) -> State:
    """Both done: done. One done: another look at what came in. Else how far the one is that is further."""
    if one is other or one is State.NEW:
        return other
    if other is State.NEW:
        return one
    done = {State.DONE, State.REVIEWED, State.NEEDS_ANOTHER_LOOK} & {one, other}
    return State.NEEDS_ANOTHER_LOOK if done else State.IN_PROGRESS
