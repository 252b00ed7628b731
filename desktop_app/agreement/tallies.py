"""How every two annotators met in each document, counted once and added up as often as somebody asks.

A document's count changes when its marks do, and only then; sums over any annotators and documents follow from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from desktop_app.agreement.became import KINDS, Became, meetings_of
from desktop_app.agreement.study import FINISHED, Ints, Study

Small = NDArray[np.int32]


_COLUMNS = 6
_ONE, _OTHER, _KIND, _LABEL, _MET, _COUNT, _PLACE = range(_COLUMNS + 1)
_CELLS = 4_000_000
"""How many numbers are counted into at once."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One document. `states` and `moments` (since when, ISO 8601) are those of everybody who began it, by uid.

    `rows` have the code of an annotator, that of another one, the kind, the code of the first's label, that of the
    other's (0: none), and how often.
    """

    rows: Small
    states: Mapping[str, str] = field(default_factory=dict)
    moments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """Two annotators over some documents. `kinds` are six numbers, `labels` has six for each label, as `span_f1` does.

    `met` has a row for each label of the first and a column for each of the second, the first of either for none.
    `values` counts those that are the same but for their values.
    """

    annotators: tuple[str, str]
    documents: int
    kinds: Ints
    labels: Ints
    met: Ints
    values: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What to add up: annotators (uids), documents (None for all), whether unfinished ones count."""

    people: tuple[str, ...]
    documents: frozenset[str] | None = None
    unfinished: bool = False


class Tallies:
    """The counts of a project's documents. `labels` are names of labels, in the order of their codes from 1."""

    def __init__(self) -> None:
        self._documents: dict[str, Tally] = {}
        self._people: dict[str, int] = {}
        self._labels: dict[str, int] = {}
        self._all: Small | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels that were ever counted."""
        return tuple(self._labels)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that are counted (uids)."""
        return tuple(self._documents)

    @property
    def active(self) -> frozenset[str]:
        """The annotators (uids) who began or marked something."""
        return frozenset(who for tally in self._documents.values() for who in tally.states)

    def tally_of(self, document_uid: str) -> Tally | None:
        """The count of a document."""
        return self._documents.get(document_uid)

    def forget(self, document_uid: str) -> None:
        """The document is no longer there."""
        self._documents.pop(document_uid, None)
        self._all = None

    def count(self, study: Study, moments: Mapping[str, Mapping[str, str]]) -> None:
        """Count the documents of a study anew. `moments`: since when annotators are as far as they are."""
        people = [self._people.setdefault(uid, len(self._people)) for uid in study.annotators]
        codes = [0] + [self._labels.setdefault(label, len(self._labels) + 1) for label in study.labels]
        labels = np.array(codes, np.int64)
        found, places = [np.zeros((0, _COLUMNS), np.int64)], [np.zeros(0, np.int64)]
        for one, other in combinations(sorted(range(len(people)), key=people.__getitem__), 2):
            pair = study.annotators[one], study.annotators[other]
            table = meetings_of(study, pair, labels)
            place, rest = table[:, 0], table[:, 1:]
            known = np.tile(np.array([people[one], people[other]], np.int64), (len(rest), 1))
            found.append(np.concatenate([known, rest], axis=1))
            places.append(place)
        rows, place = np.concatenate(found), np.concatenate(places)
        order = np.argsort(place, kind="stable")
        bounds = np.searchsorted(place[order], np.arange(len(study.codings) + 1))
        for number, coding in enumerate(study.codings):
            mine = rows[order[bounds[number] : bounds[number + 1]]].astype(np.int32)
            uid = coding.document_uid
            self._documents[uid] = Tally(mine, coding.states, moments.get(uid, {}))
        self._all = None

    def sums(self, choice: Choice) -> tuple[Sum, ...]:
        """The sum of every two of these annotators, in the order in which they were first counted."""
        pairs = list(self._pairs(choice))
        count = len(self._labels) + 1
        rows, number, both = self._chosen(choice, pairs)
        size = len(Became) * count * count
        together = max(_CELLS // size, 1)
        found: list[Sum] = []
        for first in range(0, len(pairs), together):
            some = pairs[first : first + together]
            inside, which = rows, number
            if len(some) < len(pairs):
                wanted = (number >= first) & (number < first + len(some))
                inside, which = rows[:, wanted], number[wanted] - first
            flat = ((which * len(Became) + inside[_KIND]) * count + inside[_LABEL]) * count + inside[_MET]
            table = np.bincount(flat, weights=inside[_COUNT], minlength=size * len(some)).astype(np.int64)
            tables = table.reshape(len(some), len(Became), count, count)
            for place, (pair, counts) in enumerate(zip(some, tables, strict=True), first):
                found.append(_sum(self._names(*pair), int(both[:, place].sum()), counts))
        return tuple(found)

    def by_document(self, choice: Choice, label: str = "") -> tuple[tuple[str, ...], Ints]:
        """The documents that count, and a row of kinds for each, over all pairs: of all labels, or of one."""
        rows, _number, both = self._chosen(choice, list(self._pairs(choice)))
        table = _kinds(rows, len(self._documents), self._labels.get(label, -1) if label else None)
        counted = both.any(axis=1)
        uids = np.array(list(self._documents), object)
        return tuple(uids[counted].tolist()), table[counted]

    def of_pair(self, choice: Choice, pair: tuple[str, str], label: str = "") -> Ints:
        """A row of kinds for each document that counts for any pair of the choice, as two of them met there."""
        counted = self._chosen(choice, list(self._pairs(choice)))[2].any(axis=1)
        narrowed = Choice(pair, choice.documents, choice.unfinished)
        rows = self._chosen(narrowed, list(self._pairs(narrowed)))[0]
        return _kinds(rows, len(self._documents), self._labels.get(label, -1) if label else None)[counted]

    def copy(self) -> Tallies:
        """The same counts, to be read elsewhere while these change."""
        found = Tallies()
        found._documents, found._people = dict(self._documents), dict(self._people)
        found._labels = dict(self._labels)
        return found

    def _chosen(
        self, choice: Choice, pairs: Sequence[tuple[int, int]]
    ) -> tuple[Small, Ints, NDArray[np.bool_]]:
        """Columns that count, the number of the pair of each, and which documents (rows) count for which pair."""
        columns = self._columns()
        takes_part = self._takes_part(choice)
        people = len(self._people)
        numbers = np.full(people * people, -1, np.int64)
        both = np.zeros((len(self._documents), len(pairs) + 1), np.bool_)
        for number, (one, other) in enumerate(pairs):
            numbers[one * people + other] = number
            both[:, number] = takes_part[:, one] & takes_part[:, other]
        number = numbers[columns[_ONE] * people + columns[_OTHER]]
        # The last column of `both` is for pairs that nobody asked for.
        chosen = both[columns[_PLACE], number]
        if chosen.all():
            # Mostly everything counts: no need for a copy.
            return columns, number, both[:, :-1]
        return columns[:, chosen], number[chosen], both[:, :-1]

    def where(
        self,
        pair: tuple[str, str],
        kinds: Collection[int],
        labels: tuple[str | None, str | None],
        *,
        unfinished: bool = False,
    ) -> dict[str, int]:
        """The documents that count in which two annotators met like this, with how often, whoever is named first.

        A label of None stands for any, '' for none.
        """
        one, other = (self._people.get(uid, -1) for uid in pair)
        mine, theirs = labels
        if one > other:
            one, other, mine, theirs = other, one, theirs, mine
            kinds = [{Became.MISSING: 5, Became.SPURIOUS: 4}.get(Became(kind), kind) for kind in kinds]
        rows = self._columns()
        wanted = (rows[_ONE] == one) & (rows[_OTHER] == other) & np.isin(rows[_KIND], [*kinds])
        for column, label in ((_LABEL, mine), (_MET, theirs)):
            if label is not None:
                wanted &= rows[column] == (self._labels.get(label, -1) if label else 0)
        counts = _added(rows[:, wanted], len(self._documents))
        takes_part = self._takes_part(Choice(pair, unfinished=unfinished))
        if counts.any():
            counts *= takes_part[:, one] & takes_part[:, other]
        return {uid: number for uid, number in zip(self._documents, counts.tolist(), strict=True) if number}

    def moments(self, choice: Choice) -> dict[str, str]:
        """When the last of these annotators came as far as they are, by document."""
        return {
            uid: max((item.moments[who] for who in choice.people if who in item.moments), default="")
            for uid, item in self._documents.items()
        }

    def finished(self, choice: Choice) -> dict[str, int]:
        """How many of the documents each annotator has finished, or begun where unfinished ones count."""
        takes_part = self._takes_part(choice)
        return {
            uid: int(takes_part[:, self._people[uid]].sum()) if uid in self._people else 0
            for uid in choice.people
        }

    def _pairs(self, choice: Choice) -> Iterable[tuple[int, int]]:
        return combinations(sorted(self._people[uid] for uid in choice.people if uid in self._people), 2)

    def _names(self, one: int, other: int) -> tuple[str, str]:
        names = list(self._people)
        return names[one], names[other]

    def _takes_part(self, choice: Choice) -> NDArray[np.bool_]:
        """Documents by annotators."""
        found = np.zeros((len(self._documents), len(self._people)), np.bool_)
        for number, (uid, tally) in enumerate(self._documents.items()):
            if choice.documents is None or uid in choice.documents:
                for who, state in tally.states.items():
                    if who in self._people:
                        found[number, self._people[who]] = choice.unfinished or state in FINISHED
        return found

    def _columns(self) -> Small:
        """The rows of all documents, turned, and last the place of the document of each."""
        if self._all is None:
            parts = [tally.rows for tally in self._documents.values()]
            rows = np.concatenate([np.zeros((0, _COLUMNS), np.int32), *parts])
            place = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
            self._all = np.concatenate([rows.T, place[None, :]])
        return self._all


def _sum(pair: tuple[str, str], documents: int, table: Ints) -> Sum:
    """From how often kinds, labels and other labels met."""
    met = table[:KINDS].sum(axis=0)
    labels = np.zeros((len(met), KINDS), np.int64)
    labels[:, 0], labels[:, 2] = np.diag(table[Became.SAME]), np.diag(table[Became.ALIKE])
    paired = labels[:, 0] + labels[:, 2]
    labels[:, 4], labels[:, 5] = met.sum(axis=1) - paired, met.sum(axis=0) - paired
    values = int(table[Became.VALUES].sum())
    return Sum(pair, documents, table[:KINDS].sum(axis=(1, 2)), labels[1:], met, values)


def _kinds(rows: Small, documents: int, label: int | None) -> Ints:
    """A row of kinds for each document, over all labels or with both layers reduced to one."""
    kind = rows[_KIND]
    if label is None:
        return np.stack([_added(rows[:, kind == number], documents) for number in range(KINDS)], axis=1)
    mine, theirs = rows[_LABEL] == label, rows[_MET] == label
    same = _added(rows[:, (kind == Became.SAME) & mine], documents)
    alike = _added(rows[:, (kind == Became.ALIKE) & mine], documents)
    missing = _added(rows[:, (kind < KINDS) & mine], documents) - same - alike
    spurious = _added(rows[:, (kind < KINDS) & theirs], documents) - same - alike
    none = np.zeros(documents, np.int64)
    return np.stack([same, none, alike, none, missing, spurious], axis=1)


def _added(rows: Small, documents: int) -> Ints:
    """The numbers in these rows for each document."""
    return np.bincount(rows[_PLACE], weights=rows[_COUNT], minlength=documents).astype(np.int64)
