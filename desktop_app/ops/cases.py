"""What annotators see differently: the cases of a document, how each stands, and who is behind the gold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.agreement.clusters import Case, Difference, Item, cases
from desktop_app.agreement.study import FINISHED
from desktop_app.agreement.units import Range
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.identity import derived_uid, new_uid, now
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Annotator, Role, State
from desktop_app.model.review import Comment, Verdict
from desktop_app.model.values import Values
from desktop_app.ops import annotators, sight
from desktop_app.ops.project import Project
from desktop_app.store import coded, comments, documents, tally, verdicts

_COMPARED = (Role.PERSON, Role.FILE)


class Standing(StrEnum):
    """How a case stands: all agree, it waits for a verdict, has one, or has changed since it was decided."""

    AGREED = "agreed"
    OPEN = "open"
    DECIDED = "decided"
    STALE = "stale"


WAITING = frozenset({Standing.OPEN, Standing.STALE})
"""How the cases stand that somebody has to decide."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A case of a document with its verdict, if there is one. `words` are those of its items, in their order."""

    document_uid: str
    case: Case
    standing: Standing
    verdict: Verdict | None = None
    words: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide it."""
        return self.standing in WAITING

    @property
    def said(self) -> dict[str, tuple[str, str, str]]:
        """The words, tag and values of each mark, by its uid."""
        pairs = zip(self.case.items, self.words, strict=True)
        return {item.uid: (words, item.label, item.values) for item, words in pairs}


@dataclass(frozen=True, slots=True)
class Comparable:
    """A document that several annotators have finished: its uid and name, and how many have finished or begun it."""

    document_uid: str
    name: str
    finished: int
    begun: int


def gold(project: Project) -> Annotator:
    """The annotator whose layer is gold. There is one in each project, made with the first verdict."""
    return Annotator(derived_uid("gold", project.uid), _("gold"), Role.GOLD)


def participants(project: Project, document_uid: str, *, unfinished: bool = False) -> tuple[Annotator, ...]:
    """The persons and files whose layers of a document are compared, by name: those who have finished it.

    Nobody where blind mode hides the document's other layers.
    """
    if sight.hides(project, document_uid):
        return ()
    database = project.file.database
    states = {item.annotator_uid: item.state for item in documents.progress(database, document_uid)}
    began = set(states) | set(tally.by_annotator(database, document_uid) if unfinished else ())
    return tuple(
        item
        for item in annotators.everybody(project)
        if item.role in _COMPARED and (item.uid in began if unfinished else states.get(item.uid) in FINISHED)
    )


def comparable(project: Project) -> tuple[Comparable, ...]:
    """The documents that at least two persons or files have finished, by name."""
    compared = {item.uid for item in annotators.everybody(project) if item.role in _COMPARED}
    finished, begun = Counter[str](), Counter[str]()
    for (document_uid, annotator_uid), state in coded.states(project.file.database).items():
        if annotator_uid in compared and state is not State.NEW:
            begun[document_uid] += 1
            finished[document_uid] += state in FINISHED
    return tuple(
        Comparable(uid, name, finished[uid], begun[uid])
        for uid, name, _length in coded.documents(project.file.database)
        if finished[uid] > 1 and not sight.hides(project, uid)
    )


def named(project: Project, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The uids of the documents that can be compared, or of those with these names or uids. Raises UsageError."""
    found = {text: item for item in comparable(project) for text in (item.document_uid, item.name)}
    missing = set(names) - found.keys()
    if missing:
        raise UsageError(
            _("There is nothing to compare in {name}.").format(name=shown(min(missing), 120)),
            hint=_("At least two annotators have to finish a document first."),
        )
    wanted = list(names) or found
    return tuple(dict.fromkeys(found[name].document_uid for name in wanted))


def counts(project: Project, document_uids: Iterable[str]) -> tuple[Counter[Standing], Counter[Difference]]:
    """How many cases of documents stand how, and how many of which kind wait for somebody."""
    standing, left = Counter[Standing](), Counter[Difference]()
    for uid in document_uids:
        for item in decisions(project, uid):
            standing[item.standing] += 1
            left[item.case.difference] += item.waits
    return standing, left


def decisions(project: Project, document_uid: str, *, unfinished: bool = False) -> tuple[Decision, ...]:
    """The cases of a document in order, and how each stands. None with fewer than two who take part."""
    layers = {item.uid: list[Item]() for item in participants(project, document_uid, unfinished=unfinished)}
    if len(layers) < 2:
        return ()
    for found in coded.units(project.file.database, document_uid):
        if found.annotator_uid in layers:
            layers[found.annotator_uid].append(
                Item(found.ranges, found.tag_uid, found.uid, found.annotator_uid, _written(found.values))
            )
    by_item: dict[str, Verdict] = {}
    for verdict in verdicts.of_document(project.file.database, document_uid):
        by_item.update(dict.fromkeys(verdict.items, verdict))
    words = _Words(project, document_uid)
    return tuple(_decision(document_uid, case, by_item, words) for case in cases(layers))


def item_of(found: Annotation) -> Item:
    """A mark as it is compared."""
    ranges = tuple((span.start, span.end) for span in found.spans)
    return Item(ranges, found.tag_uid, found.uid, found.annotator_uid, _written(found.values))


def _written(values: Values) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False) if values else ""


class _Words:
    """The words of passages of a document, each looked up once."""

    def __init__(self, project: Project, document_uid: str) -> None:
        sha256, _length = documents.text_of(project.file.database, document_uid)
        self._text = project.text(sha256)
        self._known: dict[tuple[Range, ...], str] = {}

    def of(self, ranges: tuple[Range, ...]) -> str:
        """What stands there, cut at QUOTE_LIMIT."""
        found = self._known.get(ranges)
        if found is None:
            cut = (self._text.slice(start, min(end, start + QUOTE_LIMIT)) for start, end in ranges)
            found = self._known[ranges] = " … ".join(cut)
        return found


def _decision(document_uid: str, case: Case, by_item: Mapping[str, Verdict], words: _Words) -> Decision:
    found = [by_item[item.uid] for item in case.items if item.uid in by_item]
    verdict = max(found, key=lambda item: (item.made, item.uid), default=None)
    said = tuple(words.of(item.ranges) for item in case.items)
    return Decision(document_uid, case, _standing(case, verdict), verdict, said)


def _standing(case: Case, verdict: Verdict | None) -> Standing:
    if verdict is None:
        return Standing.AGREED if case.difference is Difference.NONE else Standing.OPEN
    return Standing.DECIDED if verdict.digest == case.digest else Standing.STALE


def judged(decision: Decision, verdict: Verdict | None) -> Decision:
    """The same case with another verdict, or with none."""
    return replace(decision, standing=_standing(decision.case, verdict), verdict=verdict)


def voices(case: Case) -> dict[str, tuple[Item, ...]]:
    """What everybody who takes part says, by uid: none for those who marked nothing."""
    found = {
        uid: tuple[Item, ...]() for uid in sorted({item.annotator for item in case.items} | set(case.missing))
    }
    for item in case.items:
        found[item.annotator] = (*found[item.annotator], item)
    return found


def majority(case: Case) -> tuple[str, ...] | None:
    """The marks of those who are most: () if most marked nothing, None if no opinion has more than any other."""
    counted = Counter(frozenset(map(_meaning, items)) for items in voices(case).values())
    (said, votes), *others = counted.most_common(2)
    if votes < 2 or any(more == votes for _said, more in others):
        return None
    return tuple(item.uid for item in case.items if _meaning(item) in said)


def with_same(case: Case, uids: Iterable[str]) -> tuple[str, ...]:
    """These marks, and those of others that say the very same."""
    wanted = set(uids)
    meant = {_meaning(item) for item in case.items if item.uid in wanted}
    return tuple(item.uid for item in case.items if _meaning(item) in meant)


def _meaning(item: Item) -> tuple[object, ...]:
    return item.ranges, item.label, item.values


def gold_state(project: Project, document_uid: str) -> State:
    """How far the gold of a document is: new before the first verdict, reviewed once it is complete."""
    uid = gold(project).uid
    found = documents.progress(project.file.database, document_uid, annotator_uid=uid)
    return found[0].state if found else State.NEW


def may_decide(project: Project) -> bool:
    """Whether the one who works here may adjudicate: a reviewer, or anybody where no reviewer is named."""
    reviewers = sight.reviewers(project)
    return not project.read_only and (not reviewers or project.annotator.uid in reviewers)


def source_of(project: Project, gold_annotation: Annotation) -> Verdict | None:
    """The verdict that a gold annotation comes from: from whom, who decided, when, why, by hand or not."""
    return verdicts.of_gold(project.file.database, gold_annotation.document_uid, gold_annotation.uid)


def note_names(project: Project, document_uid: str) -> None:
    """Note with a document that the names of the annotators were shown to who decides; once is enough."""
    words = _("The names of the annotators were shown while deciding.")
    known = comments.of_document(project.file.database, document_uid)
    me = project.annotator.uid
    if any(item.annotator_uid == me and item.text == words for item in known):
        return
    with project.step(_("Show names")) as step:
        moment = now()
        step.put(Comment(new_uid(), document_uid, me, words, made=moment, changed=moment))
