"""What annotators see differently: the cases of a document, how each stands, and who is behind the gold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.agreement.clusters import Case, Difference, Item, cases, stretches
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
from desktop_app.ops._remains import Remains
from desktop_app.ops.project import Project
from desktop_app.store import coded, comments, documents, tally, verdicts
from desktop_app.store.coded import CodedUnit

PAGE, PIECE = 1500, 100
"""So many marks are read, and so many cases made, in one piece."""
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
    def is_gold(self) -> bool:
        """Whether it is about gold of which no source is left."""
        return self.case.difference is Difference.GOLD

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
    """The documents that at least two persons or files have finished, by name, and those in which only gold is left."""
    compared = {item.uid for item in annotators.everybody(project) if item.role in _COMPARED}
    finished, begun, decided = Counter[str](), Counter[str](), set[str]()
    layer = gold(project).uid
    for (document_uid, annotator_uid), state in coded.states(project.file.database).items():
        if annotator_uid == layer:
            decided.add(document_uid)
        if annotator_uid in compared and state is not State.NEW:
            begun[document_uid] += 1
            finished[document_uid] += state in FINISHED
    return tuple(
        Comparable(uid, name, finished[uid], begun[uid])
        for uid, name, _length in coded.documents(project.file.database)
        if (finished[uid] > 1 or (uid in decided and begun[uid] < 2 and _gold_remains(project, uid)))
        and not sight.hides(project, uid)
    )


def _gold_remains(project: Project, document_uid: str) -> bool:
    """Whether there is gold of which nobody's marks are left, in a document that hardly anybody has begun."""
    return any(decisions(project, document_uid))


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
    """The cases of a document in order, and how each stands.

    There are none with fewer than two who take part, but for gold that is left alone.
    """
    found: list[Decision] = []
    for some in reading(project, document_uid, unfinished=unfinished):
        found += some
    return tuple(sorted(found, key=place))


def reading(
    project: Project, document_uid: str, *, unfinished: bool = False
) -> Generator[tuple[Decision, ...], None, None]:
    """The same in pieces that take a few milliseconds each, for whoever has other things to do in between.

    They come in the order of the text, but for gold that is left alone, which comes last.
    """
    people = [item.uid for item in participants(project, document_uid, unfinished=unfinished)]
    if sight.hides(project, document_uid):
        return
    known, words = verdicts.of_document(project.file.database, document_uid), _Words(project, document_uid)
    by_item = {uid: verdict for verdict in known for uid in verdict.items}
    remains, layer = Remains(), gold(project).uid
    yield ()
    for some in stretches(_pages(project, document_uid)):
        remains.see(some, layer)
        compared = {uid: [item for item in some if item.annotator == uid] for uid in people}
        yield ()
        found = cases(compared) if len(people) > 1 else []
        yield ()
        for first in range(0, len(found), PIECE):
            part = found[first : first + PIECE]
            yield tuple(_decision(document_uid, case, by_item, words) for case in part)
    alone = remains.cases(known)
    yield tuple(_about(document_uid, case, verdict, words) for case, verdict in alone)


def _pages(project: Project, document_uid: str) -> Iterator[list[Item]]:
    """All marks of a document in the order of the text, some at a time."""
    after: CodedUnit | None = None
    while True:
        found = coded.page(project.file.database, document_uid, after, PAGE)
        yield [
            Item(one.ranges, one.tag_uid, one.uid, one.annotator_uid, _written(one.values)) for one in found
        ]
        if len(found) < PAGE:
            return
        after = found[-1]


def place(decision: Decision) -> tuple[int, int, tuple[Item, ...]]:
    """What the cases of a document are sorted by."""
    case = decision.case
    return case.start, -case.end, case.items


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
    return _about(document_uid, case, max(found, key=lambda item: (item.made, item.uid), default=None), words)


def _about(document_uid: str, case: Case, verdict: Verdict | None, words: _Words) -> Decision:
    said = tuple(words.of(item.ranges) for item in case.items)
    return Decision(document_uid, case, _standing(case, verdict), verdict, said)


def _standing(case: Case, verdict: Verdict | None) -> Standing:
    if verdict is None:
        return Standing.AGREED if case.difference is Difference.NONE else Standing.OPEN
    return Standing.DECIDED if verdict.digest == case.digest else Standing.STALE


def judged(decision: Decision, verdict: Verdict | None) -> Decision:
    """The same case with another verdict, or with none."""
    return replace(decision, standing=_standing(decision.case, verdict), verdict=verdict)


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
