"""Verdicts on what fills slots: gold gets the links that were found right, re-pointed to gold marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.agreement.opinions import with_same
from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.base.i18n import _
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.model.review import Choice, Verdict
from desktop_app.ops import links as slots
from desktop_app.ops.case_records import Decision
from desktop_app.store import annotations as rows
from desktop_app.store import links, verdicts

if TYPE_CHECKING:
    from desktop_app.ops.adjudication import Writer


class SlotWriter:
    """Writes within the transaction of another writer."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._database = writer.project.file.database

    def take(self, decision: Decision, wanted: set[str], *, reason: str, automatic: bool) -> Verdict:
        """The verdict that these links are right: of several that say the same, one becomes gold.

        What fills the slot becomes gold too, if it is not. Raises UsageError while the passage that has the slot waits,
        ConflictError when a link is gone.
        """
        found = {
            item.uid: item for item in links.find(self._database, [one.uid for one in decision.case.items])
        }
        if len(found) < len(decision.case.items):
            raise ConflictError(_("The marks have changed meanwhile."), hint=_("Look at the case again."))
        chosen = [item for item in decision.case.items if item.uid in wanted]
        self._check_room(decision, len({item.values for item in chosen}))
        source = self._gold_source(decision, found[decision.case.items[0].uid].source_uid)
        made: dict[str, Link] = {}
        for item in chosen:
            if item.values not in made:
                made[item.values] = self._made(found[item.uid], source, len(made))
        choice = Choice.TAKEN if chosen else Choice.NONE
        plain = self._writer.verdict(decision, choice, [item.uid for item in chosen], reason=reason)
        verdict = replace(plain, automatic=automatic, gold=tuple(item.uid for item in made.values()))
        self._forget(decision, verdict)
        self._writer.step.put(*made.values(), verdict)
        return verdict

    def _check_room(self, decision: Decision, count: int) -> None:
        slot = slots.slot_of(self._writer.project.tagset, decision.slot_uid or "")
        if slot.most and count > slot.most:
            raise UsageError(
                _("{slot} cannot take all of them.").format(slot=slot.name),
                hint=_("Choose one of the opinions."),
            )

    def _gold_source(self, decision: Decision, source_uid: str) -> str:
        known = self._verdict_of(decision.document_uid, source_uid)
        if known is None:
            case = self._writer.case_of(decision.document_uid, source_uid)
            if not case.waits:
                known = self._writer.take(case, {item.uid for item in case.case.items}, automatic=True)
        if known is None or not known.gold:
            raise UsageError(_("Decide the passage itself first."))
        return self._gold_like(known, source_uid)

    def _made(self, link: Link, source: str, position: int) -> Link:
        moment = now()
        target = link.target_uid
        if link.target_kind is TargetKind.ANNOTATION:
            target = self._gold_target(link)
        return replace(
            link,
            uid=new_uid(),
            annotator_uid=self._writer.layer.uid,
            source_uid=source,
            target_uid=target,
            position=position,
            created=moment,
            changed=moment,
        )

    def _gold_target(self, link: Link) -> str:
        known = self._verdict_of(link.document_uid, link.target_uid)
        if known is None or not known.gold:
            case = self._writer.case_of(link.document_uid, link.target_uid)
            same = set(with_same(case.case, [link.target_uid]))
            known = self._writer.take(case, same, reason=_("It fills a slot that was found right."))
        return self._gold_like(known, link.target_uid)

    def _verdict_of(self, document_uid: str, annotation_uid: str) -> Verdict | None:
        found = [
            item
            for item in verdicts.of_document(self._database, document_uid)
            if annotation_uid in item.items
        ]
        return found[-1] if found else None

    def _gold_like(self, verdict: Verdict, annotation_uid: str) -> str:
        """The gold mark of a verdict that has the same passages as a mark, else its first."""
        (mark,) = rows.find(self._database, [annotation_uid])
        found = rows.find(self._database, list(verdict.gold))
        return next((item.uid for item in found if item.spans == mark.spans), verdict.gold[0])

    def _forget(self, decision: Decision, verdict: Verdict) -> None:
        """Take back what was decided about these links before."""
        items = {item.uid for item in decision.case.items}
        for before in verdicts.of_document(self._database, decision.document_uid):
            if items & set(before.items):
                self._writer.step.remove(*links.find(self._database, list(before.gold)))
                if before.uid != verdict.uid:
                    self._writer.step.remove(before)


def follow(writer: Writer, gone: Sequence[str], made: Sequence[Annotation]) -> None:
    """Gold marks are gone, and others are in their place: links lead to the first of these.

    Without any, the links go, and what they filled waits for another verdict.
    """
    database = writer.project.file.database
    known = links.hanging(database, list(gone))
    if not known:
        return
    heads = dict.fromkeys(gone, made[0].uid if made else "")
    kept = [
        replace(
            item,
            source_uid=heads.get(item.source_uid, item.source_uid),
            target_uid=heads.get(item.target_uid, item.target_uid),
        )
        for item in known
    ]
    if made:
        writer.step.put_all(kept)
        return
    uids = {item.uid for item in known}
    writer.step.remove(*known)
    for verdict in verdicts.of_document(database, known[0].document_uid):
        if uids & set(verdict.gold):
            writer.step.remove(verdict)
