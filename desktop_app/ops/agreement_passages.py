"""The passages behind a number: where two annotators met in one way or another, in concordance lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.agreement.alignment import align
from desktop_app.agreement.became import Became
from desktop_app.agreement.tallies import Tallies
from desktop_app.agreement.units import Unit
from desktop_app.ops import documents, sight
from desktop_app.ops._meaning import Meaning
from desktop_app.ops.agreement import by_layer
from desktop_app.ops.project import Project
from desktop_app.store import coded

ANY_SLOT = "any"
PAIRED = frozenset({Became.SAME, Became.LABEL, Became.BOUNDARY, Became.BOTH, Became.VALUES})
AROUND = 60
"""Code points before and after a passage."""
LONGEST = 160
ALL = frozenset(Became) - {Became.ALIKE}
DIFFERENT = ALL - {Became.SAME}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is behind a number: some pairs of annotators (uids), what became of their passages, under which tags.

    `tags` are uids, one of each annotator, None for any, '' for no passage at all; `either` says that it is enough when
    one of them has the first. `documents` (uids) narrow it down, `unfinished` ones count only if wanted. With `slot` (a
    uid, ANY_SLOT for all) or `attribute` (a uid) only those in which that differs. `title` says it in words.
    """

    title: str
    pairs: tuple[tuple[str, str], ...]
    kinds: frozenset[Became] = ALL
    tags: tuple[str | None, str | None] = (None, None)
    either: bool = False
    documents: frozenset[str] | None = None
    unfinished: bool = False
    slot: str | None = None
    attribute: str = ""

    def fits(self, kind: Became, mine: str, theirs: str) -> bool:
        """Whether a pair of passages with these tags ('' for none) is among them."""
        if kind not in self.kinds:
            return False
        first, second = self.tags
        if self.either:
            return first in (mine, theirs)
        return (first is None or first == mine) and (second is None or second == theirs)


@dataclass(frozen=True, slots=True)
class Passage:
    """Two annotations of a document that answer to each other, or one alone: uids and tags (uids), '' for none.

    `start` and `end` are those of both together; `before`, `words` and `after` are the text there.
    `about` says what differs where it is not passage or tag.
    """

    document_uid: str
    document: str
    start: int
    end: int
    kind: Became
    annotators: tuple[str, str]
    annotations: tuple[str, str]
    tags: tuple[str, str]
    before: str
    words: str
    after: str
    about: str = ""


def documents_of(tallies: Tallies, wanted: Wanted) -> dict[str, Wanted]:
    """The documents in which there are such passages, each with what is wanted of the pairs that count there."""
    mine, theirs = wanted.tags
    ways = [(mine, None), (None, mine)] if wanted.either else [(mine, theirs)]
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in wanted.pairs:
        here: dict[str, int] = {}
        for way in ways:
            here |= tallies.where(pair, wanted.kinds, way, unfinished=wanted.unfinished)
        for uid in here:
            if wanted.documents is None or uid in wanted.documents:
                found.setdefault(uid, []).append(pair)
    return {uid: replace(wanted, pairs=tuple(pairs)) for uid, pairs in found.items()}


def passages(project: Project, document_uid: str, wanted: Wanted) -> list[Passage]:
    """The passages of a document that are wanted, by their place. Raises NotFoundError."""
    layers, meaning = by_layer(sight.units(project, document_uid)), Meaning(project)
    found: list[tuple[Became, tuple[str, str], tuple[coded.CodedUnit | None, coded.CodedUnit | None]]] = []
    for one, other in wanted.pairs:
        mine, theirs = layers.get((document_uid, one), []), layers.get((document_uid, other), [])
        met = align(
            [Unit(item.ranges, item.tag_uid) for item in mine],
            [Unit(item.ranges, item.tag_uid) for item in theirs],
        )
        for row, place, kind in zip(met.one.tolist(), met.other.tolist(), met.kind.tolist(), strict=True):
            became = Became(kind - 1)
            if became is Became.SAME and meaning.of(mine[row].values) != meaning.of(theirs[place].values):
                became = Became.VALUES
            found.append((became, (one, other), (mine[row], theirs[place])))
        found += [(Became.MISSING, (one, other), (mine[row], None)) for row in met.only_one.tolist()]
        found += [(Became.SPURIOUS, (one, other), (None, theirs[row])) for row in met.only_other.tolist()]
    chosen = [
        item for item in found if wanted.fits(item[0], *(unit.tag_uid if unit else "" for unit in item[2]))
    ]
    if wanted.slot is not None or wanted.attribute:
        apart = _Apart(project, document_uid, wanted, layers)
        chosen = [item for item in chosen if apart.differ(*item[2])]
    about = wanted.title if wanted.slot is not None else ""
    return (
        [replace(item, about=about) for item in _with_words(project, document_uid, chosen)] if chosen else []
    )


class _Apart:
    """Tells whether two partners of a document differ in what fills a slot, or in an attribute."""

    def __init__(
        self,
        project: Project,
        document_uid: str,
        wanted: Wanted,
        layers: Mapping[tuple[str, str], Sequence[coded.CodedUnit]],
    ) -> None:
        self._wanted = wanted
        self._meaning = Meaning(project)
        ranges = {unit.uid: unit.ranges for layer in layers.values() for unit in layer}
        self._fillers: dict[str, set[tuple[str, object]]] = {}
        for link in sight.links(project, document_uid) if wanted.slot is not None else []:
            target = ranges.get(link.target_uid, self._meaning.target(link))
            if wanted.slot in (ANY_SLOT, link.slot_uid):
                self._fillers.setdefault(link.source_uid, set()).add((link.slot_uid, target))

    def differ(self, one: coded.CodedUnit | None, other: coded.CodedUnit | None) -> bool:
        """Whether they do; who has no partner differs from nobody."""
        if one is None or other is None:
            return False
        if self._wanted.attribute:
            uid = self._wanted.attribute
            return self._meaning.of(one.values).get(uid) != self._meaning.of(other.values).get(uid)
        return self._fillers.get(one.uid, set()) != self._fillers.get(other.uid, set())


def _with_words(
    project: Project,
    document_uid: str,
    found: list[tuple[Became, tuple[str, str], tuple[coded.CodedUnit | None, coded.CodedUnit | None]]],
) -> list[Passage]:
    document = documents.get(project, document_uid)
    text = documents.text(project, document_uid)
    lines = []
    for kind, annotators, units in found:
        start = min(unit.ranges[0][0] for unit in units if unit)
        end = max(unit.ranges[-1][1] for unit in units if unit)
        one, other = units
        lines.append(
            Passage(
                document_uid,
                document.title or document.name,
                start,
                end,
                kind,
                annotators,
                (one.uid if one else "", other.uid if other else ""),
                (one.tag_uid if one else "", other.tag_uid if other else ""),
                text[max(start - AROUND, 0) : start],
                text[start : min(end, start + LONGEST)],
                text[end : end + AROUND],
            )
        )
    return sorted(lines, key=lambda item: (item.start, item.end, item.annotators, item.annotations))
