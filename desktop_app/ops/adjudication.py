"""Deciding between annotators: the cases of a document, verdicts on them, and the gold layer that follows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from desktop_app.agreement.clusters import Case, Difference, Item, cases
from desktop_app.agreement.study import FINISHED
from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.base.i18n import _
from desktop_app.model.identity import derived_uid, new_uid, now
from desktop_app.model.records import Annotation, Annotator, Origin, Progress, Role, State
from desktop_app.model.review import Choice, Verdict
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import documents, verdicts
from desktop_app.store.corpus import progress_uid
from desktop_app.store.step import Step


class Standing(StrEnum):
    """How a case stands: all agree, it waits for a verdict, has one, or has changed since it was decided."""

    AGREED = "agreed"
    OPEN = "open"
    DECIDED = "decided"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Decision:
    """A case of a document with its verdict, if there is one."""

    document_uid: str
    case: Case
    standing: Standing
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """Which cases decide themselves: those in which so many annotators say the very same (0: all who take part)."""

    quorum: int = 0


@dataclass(frozen=True, slots=True)
class AutoReport:
    """How many cases were, or would be, decided by a policy, and how many of which kind are left."""

    taken: int
    left: Mapping[Difference, int]


def gold(project: Project) -> Annotator:
    """The annotator whose layer is gold. There is one in each project, made with the first verdict."""
    return Annotator(derived_uid("gold", project.uid), _("gold"), Role.GOLD)


def participants(project: Project, document_uid: str, *, unfinished: bool = False) -> tuple[Annotator, ...]:
    """The persons and files whose layers of a document are compared, by name: those who have finished it."""
    database = project.file.database
    states = {item.annotator_uid: item.state for item in documents.progress(database, document_uid)}
    began = {item.annotator_uid for item in rows.of_document(database, document_uid)} | states.keys()
    return tuple(
        item
        for item in annotators.everybody(project)
        if item.role in (Role.PERSON, Role.FILE)
        and (item.uid in began if unfinished else states.get(item.uid) in FINISHED)
    )


def decisions(project: Project, document_uid: str, *, unfinished: bool = False) -> tuple[Decision, ...]:
    """The cases of a document in order, and how each stands. None with fewer than two who take part."""
    layers = {item.uid: list[Item]() for item in participants(project, document_uid, unfinished=unfinished)}
    if len(layers) < 2:
        return ()
    for found in rows.of_document(project.file.database, document_uid):
        if found.annotator_uid in layers:
            layers[found.annotator_uid].append(_item(found))
    by_item: dict[str, Verdict] = {}
    for verdict in verdicts.of_document(project.file.database, document_uid):
        by_item.update(dict.fromkeys(verdict.items, verdict))
    return tuple(_decision(document_uid, case, by_item) for case in cases(layers))


def _item(found: Annotation) -> Item:
    ranges = tuple((span.start, span.end) for span in found.spans)
    values = json.dumps(found.values, sort_keys=True, ensure_ascii=False) if found.values else ""
    return Item(ranges, found.tag_uid, found.uid, found.annotator_uid, values)


def _decision(document_uid: str, case: Case, by_item: Mapping[str, Verdict]) -> Decision:
    found = [by_item[item.uid] for item in case.items if item.uid in by_item]
    verdict = max(found, key=lambda item: (item.made, item.uid), default=None)
    if verdict is None:
        standing = Standing.AGREED if case.difference is Difference.NONE else Standing.OPEN
    else:
        standing = Standing.DECIDED if verdict.digest == case.digest else Standing.STALE
    return Decision(document_uid, case, standing, verdict)


def take(
    project: Project, decision: Decision, annotation_uids: Sequence[str], *, reason: str = ""
) -> Verdict:
    """Find some of the marks of a case right: they become gold. None of them: that nothing belongs here.

    Raises UsageError for a mark that is not in the case, ConflictError when the case has changed meanwhile.
    """
    strangers = set(annotation_uids) - {item.uid for item in decision.case.items}
    if strangers:
        raise UsageError(_("This mark is not part of the case."))
    chosen = [item for item in _current(project, decision) if item.uid in set(annotation_uids)]
    verdict = _verdict(project, decision, Choice.TAKEN if chosen else Choice.NONE, chosen, reason)
    return _record(
        project, verdict, decision.verdict, [_as_gold(project, item) for item in _distinct(chosen)]
    )


def edit(
    project: Project,
    decision: Decision,
    spans: Iterable[Span],
    tag_uid: str,
    *,
    like: str = "",
    reason: str = "",
) -> Verdict:
    """Make the gold of a case oneself: passages and tag. `like` names the mark whose values go along.

    Raises InvalidSpanError, NotFoundError for an unknown tag, ConflictError when the case has changed meanwhile.
    """
    present = _current(project, decision)
    model = next((item for item in present if item.uid == like), present[0])
    project.tagset.tag(tag_uid)
    chosen = tuple(sorted(spans))
    values = model.values if like and model.tag_uid == tag_uid else {}
    made = msgspec.structs.replace(
        _as_gold(project, model),
        spans=chosen,
        quotes=marks.quotes(project, decision.document_uid, chosen),
        tag_uid=tag_uid,
        values=values,
    )
    verdict = _verdict(project, decision, Choice.EDITED, [], reason)
    return _record(project, verdict, decision.verdict, [made])


def _current(project: Project, decision: Decision) -> tuple[Annotation, ...]:
    """The marks of a case as they are now. Raises ConflictError when they are no longer what was decided on."""
    found = rows.find(project.file.database, [item.uid for item in decision.case.items])
    if sorted(map(_item, found)) != sorted(decision.case.items):
        raise ConflictError(_("The marks have changed meanwhile."), hint=_("Look at the case again."))
    return found


def _distinct(chosen: Iterable[Annotation]) -> list[Annotation]:
    """One of each: several annotators may have said the same."""
    return list({(item.spans, item.tag_uid, _item(item).values): item for item in chosen}.values())


def _as_gold(project: Project, source: Annotation) -> Annotation:
    moment = now()
    return msgspec.structs.replace(
        source,
        uid=new_uid(),
        annotator_uid=gold(project).uid,
        note="",
        origin=Origin.ADJUDICATED,
        confidence=None,
        created=moment,
        changed=moment,
    )


def _verdict(
    project: Project, decision: Decision, choice: Choice, chosen: Sequence[Annotation], reason: str
) -> Verdict:
    before = decision.verdict
    return Verdict(
        before.uid if before is not None else new_uid(),
        decision.document_uid,
        project.annotator.uid,
        tuple(item.uid for item in decision.case.items),
        decision.case.digest,
        decision.case.difference.value,
        choice,
        tuple(item.uid for item in chosen),
        reason=reason,
        made=now(),
    )


def _record(
    project: Project, verdict: Verdict, before: Verdict | None, made: Sequence[Annotation]
) -> Verdict:
    with project.step(_("Decide")) as step:
        return _write(project, step, verdict, before, made)


def _write(
    project: Project, step: Step, verdict: Verdict, before: Verdict | None, made: Sequence[Annotation]
) -> Verdict:
    """Put a verdict and its gold in the place of the verdict before it."""
    database, layer = project.file.database, gold(project)
    if layer.uid not in {item.uid for item in annotators.everybody(project)}:
        step.put(layer)
    if before is not None:
        step.remove(*rows.find(database, list(before.gold)))
    verdict = replace(verdict, gold=tuple(item.uid for item in made))
    step.put(*made, verdict)
    uid = progress_uid(verdict.document_uid, layer.uid)
    states = {item.uid: item for item in documents.progress(database, verdict.document_uid)}
    if uid not in states:
        step.put(Progress(uid, verdict.document_uid, layer.uid, State.IN_PROGRESS, changed=now()))
    return verdict


def decide_alike(
    project: Project, document_uids: Iterable[str], policy: Policy, *, dry_run: bool = False
) -> AutoReport:
    """Decide what decides itself, in one step; with `dry_run`, only count."""
    taken, left = 0, Counter[Difference]()
    long = None if dry_run else project.begin(_("Decide what is agreed"))
    try:
        for uid in document_uids:
            found = decisions(project, uid)
            clear = [(item, _agreed(item, policy, len(participants(project, uid)))) for item in found]
            waiting = [pair for pair in clear if pair[0].standing is not Standing.DECIDED]
            left.update(item.case.difference for item, uids in waiting if not uids)
            chosen = [(item, uids) for item, uids in waiting if uids]
            taken += len(chosen)
            if long is not None and chosen:
                with long.writing() as step:
                    for item, uids in chosen:
                        _take_alike(project, step, item, uids)
    except BaseException:
        if long is not None:
            long.abandon()
        raise
    if long is not None:
        project.finish(long)
    return AutoReport(taken, dict(left))


def _agreed(decision: Decision, policy: Policy, people: int) -> tuple[str, ...]:
    """The marks that enough annotators agree on, () if there are none or two opinions have as many."""
    votes: dict[tuple[object, ...], list[str]] = {}
    for item in decision.case.items:
        votes.setdefault((item.ranges, item.label, item.values), []).append(item.uid)
    ranked = sorted(votes.values(), key=len, reverse=True)
    alone = len(ranked) == 1 or len(ranked[0]) > len(ranked[1])
    return tuple(ranked[0]) if alone and len(ranked[0]) >= max(policy.quorum or people, 2) else ()


def _take_alike(project: Project, step: Step, decision: Decision, uids: Sequence[str]) -> None:
    found = [item for item in _current(project, decision) if item.uid in set(uids)]
    verdict = replace(_verdict(project, decision, Choice.TAKEN, found, ""), automatic=True)
    _write(project, step, verdict, decision.verdict, [_as_gold(project, found[0])])


def finish(project: Project, document_uid: str) -> Progress:
    """Say that the gold of a document is complete: what all agree on is taken, the document counts as reviewed.

    Raises UsageError while cases are open or stale, ConflictError.
    """
    found = decisions(project, document_uid)
    waiting = [item for item in found if item.standing in (Standing.OPEN, Standing.STALE)]
    if waiting:
        raise UsageError(_("Some differences are still open."), hint=_("Decide them first."))
    layer = gold(project)
    progress = Progress(
        progress_uid(document_uid, layer.uid), document_uid, layer.uid, State.REVIEWED, changed=now()
    )
    with project.step(_("Finish the review")) as step:
        if layer.uid not in {item.uid for item in annotators.everybody(project)}:
            step.put(layer)
        for item in found:
            if item.standing is Standing.AGREED:
                _take_alike(project, step, item, [mark.uid for mark in item.case.items])
        step.put(progress)
    return progress


def source_of(project: Project, gold_annotation: Annotation) -> Verdict | None:
    """The verdict that a gold annotation comes from: from whom, who decided, when, why, by hand or not."""
    return verdicts.of_gold(project.file.database, gold_annotation.document_uid, gold_annotation.uid)
