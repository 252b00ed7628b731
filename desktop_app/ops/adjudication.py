"""Deciding between annotators: verdicts on cases, and the gold layer that follows from them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace

import msgspec

from desktop_app.agreement.clusters import Case, Difference
from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.base.i18n import _
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotation, Origin, Progress, State
from desktop_app.model.review import Choice, Verdict
from desktop_app.model.span import Span
from desktop_app.model.values import Value, Values
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, rounds
from desktop_app.ops._meaning import Meaning
from desktop_app.ops._slot_verdicts import SlotWriter, follow
from desktop_app.ops.case_reading import item_of
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.cases import decisions, gold
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import documents, verdicts
from desktop_app.store.corpus import progress_uid
from desktop_app.store.step import Step

NO_VALUES: Values = {}
BATCH = 200
"""So many verdicts are written in one transaction of a long action."""


def take(
    project: Project, decision: Decision, annotation_uids: Sequence[str], *, reason: str = ""
) -> Verdict:
    """Find some of the marks of a case right: they become gold. None of them: that nothing belongs here.

    Raises UsageError for a mark that is not in the case, ConflictError when the case has changed meanwhile.
    """
    wanted = set(annotation_uids)
    if wanted - {item.uid for item in decision.case.items}:
        raise UsageError(_("This mark is not part of the case."))
    with project.step(_("Decide")) as step:
        return Writer(project, step).take(decision, wanted, reason=reason)


def edit(
    project: Project,
    decision: Decision,
    spans: Iterable[Span],
    tag_uid: str,
    *,
    values: Values = NO_VALUES,
    reason: str = "",
) -> Verdict:
    """Make the gold of a case oneself: passages, tag, and the values of its attributes.

    Raises InvalidSpanError, NotFoundError for an unknown tag, ConflictError when the case has changed meanwhile.
    """
    chosen = tuple(sorted(spans))
    project.tagset.tag(tag_uid)
    quotes = marks.quotes(project, decision.document_uid, chosen)
    with project.step(_("Decide")) as step:
        writer = Writer(project, step)
        found = writer.current(decision)
        source = found[0]
        made = msgspec.structs.replace(
            source if decision.is_gold else writer.as_gold(source),
            spans=chosen,
            quotes=quotes,
            tag_uid=tag_uid,
            values={uid: _as_coded(writer.meaning, uid, value, found) for uid, value in values.items()},
        )
        verdict = writer.verdict(decision, Choice.EDITED, reason=reason)
        return writer.write(decision, verdict, [made])


def _as_coded(meaning: Meaning, uid: str, value: Value, found: Iterable[Annotation]) -> Value:
    """A value with all that somebody coded with it, where only what it says is compared."""
    for item in found:
        if isinstance(value, tuple) and uid in item.values and meaning.of(item.values)[uid] == value:
            return item.values[uid]
    return value


def alike(decision: Decision, others: Iterable[Decision]) -> tuple[Decision, ...]:
    """The cases among `others` that wait and in which the same was said about the same words.

    There are none for a verdict that made something new.
    """
    if decision.verdict is None or decision.verdict.choice is Choice.EDITED:
        return ()
    wanted = set(decision.said.values())
    return tuple(
        item
        for item in others
        if item.waits and item.is_gold is decision.is_gold and set(item.said.values()) == wanted
    )


def decide_like(project: Project, decision: Decision, others: Iterable[Decision]) -> int:
    """Give cases that are `alike` the verdict of a case, in one step. Returns how many.

    Raises UsageError for a case without a verdict, ConflictError when one has changed meanwhile: then none is given.
    """
    verdict = decision.verdict
    if verdict is None:
        raise UsageError(_("There is no verdict on this case yet."))
    said = decision.said
    right = {said[uid] for uid in verdict.taken if uid in said}
    chosen = [
        (item, {uid for uid, what in item.said.items() if what in right})
        for item in alike(decision, list(others))
    ]
    return max(take_many(project, _("Decide alike"), [chosen], reason=verdict.reason, automatic=False))


Taking = tuple[Decision, set[str]]
"""A case and those of its marks that are right."""


def take_many(
    project: Project, label: str, batches: Iterable[list[Taking]], *, reason: str, automatic: bool
) -> Generator[int, None, None]:
    """One action over many short transactions: all or nothing. Tells how many were decided, batch by batch."""
    long, count = project.begin(label), 0
    try:
        for batch in batches:
            for first in range(0, len(batch), BATCH):
                with long.writing() as step:
                    writer = Writer(project, step)
                    for decision, wanted in batch[first : first + BATCH]:
                        writer.take(decision, wanted, reason=reason, automatic=automatic)
            count += len(batch)
            yield count
    except BaseException:
        long.abandon()
        raise
    project.finish(long)


def finish(project: Project, document_uid: str) -> Progress:
    """Say that the gold of a document is complete: what all agree on is taken, the document counts as reviewed.

    Raises UsageError while cases are open or stale, ConflictError.
    """
    found = decisions(project, document_uid)
    if any(item.waits for item in found):
        raise UsageError(_("Some differences are still open."), hint=_("Decide them first."))
    uid = gold(project).uid
    progress = Progress(progress_uid(document_uid, uid), document_uid, uid, State.REVIEWED, changed=now())
    with project.step(_("Finish the review")) as step:
        writer = Writer(project, step)
        writer.begin(document_uid)
        # What fills slots comes last: it needs the gold of all passages.
        for item in sorted(found, key=lambda item: item.is_slot):
            if item.standing is Standing.AGREED:
                writer.take(item, {mark.uid for mark in item.case.items}, automatic=True)
        step.put(progress)
    return progress


class Writer:
    """Writes verdicts and their gold in one transaction."""

    def __init__(self, project: Project, step: Step) -> None:
        self.project = project
        self.step = step
        self.layer = gold(project)
        self._begun: set[str] = set()
        if self.layer.uid not in {item.uid for item in annotators.everybody(project)}:
            step.put(self.layer)

        self.meaning = Meaning(project)

    def current(self, decision: Decision) -> tuple[Annotation, ...]:
        """The marks of a case as they are now. Raises ConflictError when they are no longer what was decided on."""
        found = rows.find(self.project.file.database, [item.uid for item in decision.case.items])
        if sorted(item_of(item, self.meaning) for item in found) != sorted(decision.case.items):
            raise ConflictError(_("The marks have changed meanwhile."), hint=_("Look at the case again."))
        return found

    def case_of(self, document_uid: str, annotation_uid: str) -> Decision:
        """The case that a mark belongs to. Raises ConflictError if there is none."""
        for found in decisions(self.project, document_uid):
            if any(item.uid == annotation_uid for item in found.case.items):
                return found
        raise ConflictError(_("The marks have changed meanwhile."), hint=_("Look at the case again."))

    def begin(self, document_uid: str) -> None:
        """Let the gold of a document be in progress, unless it is further."""
        if document_uid in self._begun:
            return
        self._begun.add(document_uid)
        uid = self.layer.uid
        known = {item.annotator_uid for item in documents.progress(self.project.file.database, document_uid)}
        if uid not in known:
            progress = Progress(progress_uid(document_uid, uid), document_uid, uid, State.IN_PROGRESS)
            self.step.put(replace(progress, changed=now()))

    def take(
        self, decision: Decision, wanted: set[str], *, reason: str = "", automatic: bool = False
    ) -> Verdict:
        """The verdict that these marks are right: of several that say the same, one becomes gold."""
        if decision.is_slot:
            return SlotWriter(self).take(decision, wanted, reason=reason, automatic=automatic)
        chosen = [item for item in self.current(decision) if item.uid in wanted]
        choice = Choice.TAKEN if chosen else Choice.NONE
        uids = [item.uid for item in chosen]
        verdict = replace(self.verdict(decision, choice, uids, reason=reason), automatic=automatic)
        if decision.is_gold:
            return self.write(decision, verdict, chosen)
        once = {(item.spans, item.tag_uid, item_of(item, self.meaning).values): item for item in chosen}
        return self.write(decision, verdict, [self.as_gold(item) for item in once.values()])

    def as_gold(self, source: Annotation) -> Annotation:
        """A gold annotation that says what the source does."""
        moment = now()
        return msgspec.structs.replace(
            source,
            uid=new_uid(),
            annotator_uid=self.layer.uid,
            note="",
            origin=Origin.ADJUDICATED,
            confidence=None,
            created=moment,
            changed=moment,
        )

    def verdict(
        self, decision: Decision, choice: Choice, taken: Sequence[str] = (), *, reason: str = ""
    ) -> Verdict:
        """A verdict on a case; the one before it keeps its uid."""
        before = decision.verdict
        return Verdict(
            before.uid if before is not None else new_uid(),
            decision.document_uid,
            self.project.annotator.uid,
            tuple(item.uid for item in decision.case.items),
            decision.case.digest,
            decision.case.difference.value,
            choice,
            tuple(taken),
            reason=reason,
            round=rounds.current(self.project),
            made=now(),
        )

    def write(self, decision: Decision, verdict: Verdict, made: Sequence[Annotation]) -> Verdict:
        """Put a verdict and its gold in the place of all that was decided about these marks before."""
        database, kept = self.project.file.database, {item.uid for item in made}
        gone = {item.uid for item in decision.case.items} if decision.is_gold else set[str]()
        for before in self._before(decision):
            gone |= set(before.gold)
            if before.uid != verdict.uid:
                self.step.remove(before)
        self.step.remove(*rows.find(database, sorted(gone - kept)))
        follow(self, sorted(gone - kept), made)
        verdict = replace(verdict, gold=tuple(item.uid for item in made))
        if decision.is_gold and made:
            left = Case(tuple(sorted(item_of(item, self.meaning) for item in made)), (), Difference.GOLD)
            verdict = replace(verdict, items=verdict.gold, digest=left.digest)
        self.step.put(*made, verdict)
        self.begin(verdict.document_uid)
        return verdict

    def _before(self, decision: Decision) -> Sequence[Verdict]:
        if decision.verdict is None or decision.standing is not Standing.STALE:
            return [decision.verdict] if decision.verdict is not None else []
        # Two cases may have become one since they were decided.
        items = {item.uid for item in decision.case.items}
        known = verdicts.of_document(self.project.file.database, decision.document_uid)
        return [item for item in known if items & set(item.items)]
