"""What comes back to annotators: gold beside their own marks, reasons of verdicts, and documents to look at again."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from desktop_app.agreement.opinions import with_same
from desktop_app.base.i18n import _
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotator, State
from desktop_app.model.review import Choice, Comment, Verdict
from desktop_app.ops import annotators, cases, sight
from desktop_app.ops.case_records import Decision, Standing, place
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import coded, comments, documents


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that somebody wrote: about a case of a document, or about all of it."""

    document_uid: str
    text: str
    who: str
    made: str
    decision: Decision | None = None


def read_from(project: Project) -> tuple[str, ...]:
    """The documents (uids) in which there may be something for an annotator, by name."""
    return tuple(
        uid for uid, _name, _length in coded.documents(project.file.database) if not sight.hides(project, uid)
    )


def taken_from(project: Project, verdict: Verdict) -> tuple[Annotator, ...]:
    """Whose marks a verdict found right, by name; those that were deleted since are not known any more."""
    uids = {item.annotator_uid for item in rows.find(project.file.database, list(verdict.taken))}
    return tuple(item for item in annotators.everybody(project) if item.uid in uids)


def against_gold(project: Project, document_uid: str, annotator_uid: str) -> tuple[Decision, ...]:
    """The decided cases of a document in which somebody was not found right, in order."""
    found = reading_against(project, document_uid, annotator_uid)
    while True:
        try:
            next(found)
        except StopIteration as end:
            return tuple(end.value)


def reading_against(
    project: Project, document_uid: str, annotator_uid: str
) -> Generator[None, None, tuple[Decision, ...]]:
    """The same in pieces that take a few milliseconds each, for whoever has other things to do in between."""
    found: list[Decision] = []
    for some in cases.reading(project, document_uid):
        decided = (item for item in some if item.standing is Standing.DECIDED)
        found += (item for item in decided if not _was_right(item, annotator_uid))
        yield
    return tuple(sorted(found, key=place))


def _was_right(decision: Decision, annotator_uid: str) -> bool:
    verdict, case = decision.verdict, decision.case
    mine = {item.uid for item in case.items if item.annotator == annotator_uid}
    if annotator_uid in case.missing:
        return verdict is not None and verdict.choice is Choice.NONE
    return not mine or (verdict is not None and mine <= set(with_same(case, verdict.taken)))


def remarks(
    project: Project, document_uid: str, annotator_uid: str, against: Sequence[Decision] | None = None
) -> tuple[Remark, ...]:
    """What others wrote about a document, and why cases were decided against somebody; the oldest first.

    `against` is what `against_gold` tells, where that is known.
    """
    if against is None:
        against = against_gold(project, document_uid, annotator_uid)
    said = [
        Remark(document_uid, item.text, item.annotator_uid, item.made)
        for item in comments.of_document(project.file.database, document_uid)
        if item.annotator_uid != annotator_uid and not item.resolved
    ]
    for decision in against:
        verdict = decision.verdict
        if verdict is not None and verdict.reason and verdict.annotator_uid != annotator_uid:
            said.append(Remark(document_uid, verdict.reason, verdict.annotator_uid, verdict.made, decision))
    return tuple(sorted(said, key=lambda item: item.made))


def give_back(project: Project, document_uid: str, reason: str) -> int:
    """Ask everybody who has finished a document to look at it again, and say why. Returns how many are asked.

    Their cases wait until they are done again.
    """
    moment, database = now(), project.file.database
    people = {item.uid for item in cases.participants(project, document_uid)}
    with project.step(_("Give the document back")) as step:
        for item in documents.progress(database, document_uid):
            if item.annotator_uid in people:
                step.put(replace(item, state=State.NEEDS_ANOTHER_LOOK, changed=moment))
        text = reason or _("Please look at this document again.")
        me = project.annotator.uid
        step.put(Comment(new_uid(), document_uid, me, text, made=moment, changed=moment))
    return len(people)
