"""Reads the cases of a document: what annotators marked, what is left of gold, and what fills slots."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from desktop_app.agreement.clusters import Case, Item, cases, stretches
from desktop_app.base.i18n import _
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.review import Verdict
from desktop_app.model.values import Values
from desktop_app.ops._meaning import Meaning
from desktop_app.ops._quoting import Words
from desktop_app.ops._remains import Remains
from desktop_app.ops.case_records import Decision, Standing, judged, standing_of
from desktop_app.ops.project import Project
from desktop_app.ops.slot_cases import Known, slot_cases, target_of
from desktop_app.store import coded, registers, verdicts
from desktop_app.store.coded import CodedUnit

PAGE, PIECE = 1500, 100
"""So many marks are read, and so many cases made, in one piece."""


def reading(
    project: Project, document_uid: str, people: Sequence[str], layer: str
) -> Generator[tuple[Decision, ...], None, None]:
    """The cases of a document in which these people (uids) are compared, in pieces that take a few milliseconds each.

    They come in the order of the text, but for gold that is left alone and what fills slots, which come last. `layer`
    is the uid of the gold annotator.
    """
    known, words = verdicts.of_document(project.file.database, document_uid), Words(project, document_uid)
    by_item = {uid: verdict for verdict in known for uid in verdict.items}
    remains, meaning = Remains(), Meaning(project)
    seen: list[Decision] = []
    yield ()
    for some in stretches(_pages(project, document_uid, meaning)):
        remains.see(some, layer)
        compared = {uid: [item for item in some if item.annotator == uid] for uid in people}
        yield ()
        found = cases(compared) if len(people) > 1 else []
        yield ()
        for first in range(0, len(found), PIECE):
            part = found[first : first + PIECE]
            made = tuple(_decision(document_uid, case, by_item, words) for case in part)
            seen += made
            yield made
    alone = remains.cases(known)
    yield tuple(_about(document_uid, case, verdict, words) for case, verdict in alone)
    yield from _of_slots(project, document_uid, seen, by_item, people)


def _of_slots(
    project: Project,
    document_uid: str,
    seen: Sequence[Decision],
    by_item: Mapping[str, Verdict],
    people: Sequence[str],
) -> Generator[tuple[Decision, ...], None, None]:
    links = [
        item for item in coded.links(project.file.database, document_uid) if item.annotator_uid in people
    ]
    if not links:
        return
    meaning, fillers = Meaning(project), Fillers(project, seen)
    known = [Known(item.case, item.verdict) for item in seen]
    yield ()
    some: list[Decision] = []
    for case, slot_uid, source in slot_cases(known, links, meaning):
        words, about = tuple(map(fillers.words, case.items)), fillers.longest(source)
        plain = Decision(document_uid, case, Standing.OPEN, None, words, slot_uid, about)
        some.append(judged(plain, latest(by_item[item.uid] for item in case.items if item.uid in by_item)))
        if len(some) == PIECE:
            yield tuple(some)
            some = []
    yield tuple(some)


def latest(found: Iterable[Verdict]) -> Verdict | None:
    """The last of some verdicts, None if there are none."""
    return max(found, key=lambda item: (item.made, item.uid), default=None)


def _pages(project: Project, document_uid: str, meaning: Meaning) -> Iterator[list[Item]]:
    """All marks of a document in the order of the text, some at a time."""
    after: CodedUnit | None = None
    while True:
        found = coded.page(project.file.database, document_uid, after, PAGE)
        yield [
            Item(one.ranges, one.tag_uid, one.uid, one.annotator_uid, _written(meaning.of(one.values)))
            for one in found
        ]
        if len(found) < PAGE:
            return
        after = found[-1]


class Fillers:
    """The words of what fills slots."""

    def __init__(self, project: Project, seen: Sequence[Decision]) -> None:
        self._database = project.file.database
        self._published = _("the document's date")
        self._unknown = _("unknown")
        self._seen = seen
        self._first = {item.case.items[0].uid: place for place, item in enumerate(seen)}

    def words(self, item: Item) -> str:
        """Those of the filler of a link."""
        kind, uid = target_of(item)
        if kind is TargetKind.ENTITY:
            return registers.entity(self._database, uid).name
        if kind is TargetKind.UNKNOWN:
            return self._unknown
        return self.longest(self._first[uid]) if kind is TargetKind.ANNOTATION else self._published

    def longest(self, place: int) -> str:
        """Those of the longest mark of a case of passages."""
        return max(self._seen[place].words, key=len)


def item_of(found: Annotation, meaning: Meaning) -> Item:
    """A mark as it is compared."""
    ranges = tuple((span.start, span.end) for span in found.spans)
    values = _written(meaning.of(found.values))
    return Item(ranges, found.tag_uid, found.uid, found.annotator_uid, values)


def _written(values: Values) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False) if values else ""


def _decision(document_uid: str, case: Case, by_item: Mapping[str, Verdict], words: Words) -> Decision:
    found = (by_item[item.uid] for item in case.items if item.uid in by_item)
    return _about(document_uid, case, latest(found), words)


def _about(document_uid: str, case: Case, verdict: Verdict | None, words: Words) -> Decision:
    said = tuple(words.of(item.ranges) for item in case.items)
    return Decision(document_uid, case, standing_of(case, verdict), verdict, said)
