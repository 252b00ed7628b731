"""How far annotators agree, kept up to date while they work: only documents that changed are counted anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from desktop_app.agreement.intervals import Interval
from desktop_app.agreement.metrics.span_f1 import Scheme, mean_interval
from desktop_app.agreement.study import Coding, Study
from desktop_app.agreement.tallies import Choice, Tallies
from desktop_app.agreement.units import Unit
from desktop_app.model.changes import Changes
from desktop_app.model.entity import Entity
from desktop_app.model.query import Query
from desktop_app.model.records import Document, Progress, State
from desktop_app.model.review import Setting
from desktop_app.ops import documents, sight
from desktop_app.ops._meaning import Meaning
from desktop_app.ops.agreement import by_layer
from desktop_app.ops.project import Project
from desktop_app.store import coded
from desktop_app.store.coded import Begun, CodedUnit

BATCH, SAMPLE = 100, 100
"""Documents that are counted together in the beginning, and those of which numbers are shown before all are counted."""
Watch = Callable[[int, int], object]
"""Told how many documents are done, of how many."""


def count_all(project: Project, watch: Watch = lambda _done, _total: None) -> Tallies:
    """Count all documents. Labels are the uids of tags."""
    database, found, meaning = project.file.database, Tallies(), Meaning(project)
    units: dict[str, list[CodedUnit]] = {}
    for item in sight.units(project):
        units.setdefault(item.document_uid, []).append(item)
    begun: dict[str, dict[str, Begun]] = {}
    for (document, who), state in sight.begun(project).items():
        begun.setdefault(document, {})[who] = state
    everything = coded.documents(database)
    for first in range(0, len(everything), BATCH):
        some = [(uid, length) for uid, _name, length in everything[first : first + BATCH]]
        _count(
            found, [(uid, length, units.get(uid, []), begun.get(uid, {})) for uid, length in some], meaning
        )
        watch(min(first + BATCH, len(everything)), len(everything))
    return found


def _count(
    found: Tallies,
    some: Iterable[tuple[str, int, list[CodedUnit], dict[str, Begun]]],
    meaning: Meaning,
) -> None:
    codings, moments = [], {}
    for uid, length, units, begun in some:
        layers = {who: layer for (_document, who), layer in by_layer(units).items()}
        everybody = sorted({*layers, *begun})
        states = {who: begun[who].state if who in begun else State.IN_PROGRESS for who in everybody}
        moments[uid] = {who: item.changed for who, item in begun.items()}
        made = {who: [Unit(item.ranges, item.tag_uid) for item in layers.get(who, [])] for who in everybody}
        values = {who: [meaning.of(item.values) for item in layers.get(who, [])] for who in everybody}
        codings.append(
            Coding(uid, length, made, values, states={who: str(state) for who, state in states.items()})
        )
    people = sorted({who for coding in codings for who in coding.layers})
    found.count(Study(codings, people), moments)


def intervals(tallies: Tallies, choice: Choice, scheme: Scheme) -> dict[str, Interval]:
    """The interval of the mean F1 of all pairs, over all labels ('') and for each, by drawing documents at random."""
    pairs = [item.annotators for item in tallies.sums(choice)]
    found = {}
    for label in ("", *tallies.labels):
        tables = [tallies.of_pair(choice, pair, label) for pair in pairs]
        found[label] = mean_interval(tables, scheme)
    return found


class Live:
    """The counts of an open project. `tallies` is None until they were `taken`: counting all may take a second.

    Until then `sample` has those of the documents that `count_some` has counted, the first ones by name. `follow`
    notes what an action changed, `catch_up` counts it.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self.tallies: Tallies | None = None
        self.sample = Tallies()
        self._sampling: Iterator[None] | None = None
        self._changed: dict[str, None] = {}

    def take(self, tallies: Tallies) -> None:
        """Counts that were made elsewhere; what changed since this was made is counted anew."""
        self.tallies, self.sample, self._sampling = tallies, Tallies(), None

    def count_some(self, seconds: float) -> bool:
        """Count some documents of the sample, for about so long. Whether there are more."""
        if self.tallies is not None:
            return False
        if self._sampling is None:
            self._sampling = self._count_sample()
        until = perf_counter() + seconds
        while perf_counter() < until:
            if next(self._sampling, self) is self:
                return False
        return True

    def _count_sample(self) -> Iterator[None]:
        meaning = Meaning(self._project)
        for row in documents.page(self._project, Query(), 0, SAMPLE):
            self._read(self.sample, row.document.uid, meaning)
            yield

    def follow(self, changes: Changes) -> bool:
        """Note what changed. Whether any of it can matter here."""
        before = len(self._changed)
        self._changed |= dict.fromkeys(sorted(changes.documents))
        for old, new in changes.of(Progress):
            record = new or old
            if record is not None:
                self._changed[record.document_uid] = None
        # Blind mode shows or hides any of them, and entities that are merged are one everywhere.
        if changes.touches(Setting) or changes.touches(Entity):
            everything = coded.documents(self._project.file.database)
            self._changed |= dict.fromkeys(uid for uid, _name, _length in everything)
        for was, now in changes.of(Document):
            document = now or was
            if document is not None and (was is None or now is None or was.binned != now.binned):
                self._changed[document.uid] = None
        return len(self._changed) > before

    def catch_up(self, seconds: float = float("inf")) -> bool:
        """Count what changed, for about so long. Whether nothing is left to count."""
        until = perf_counter() + seconds
        while self._changed and self.tallies is not None:
            uid = next(iter(self._changed))
            self._read(self.tallies, uid, Meaning(self._project))
            del self._changed[uid]
            if perf_counter() > until:
                break
        return not self._changed

    def _read(self, tallies: Tallies, uid: str, meaning: Meaning) -> None:
        database = self._project.file.database
        length = coded.length(database, uid)
        if length is None:
            tallies.forget(uid)
            return
        begun = {who: item for (_document, who), item in sight.begun(self._project, uid).items()}
        _count(tallies, [(uid, length, sight.units(self._project, uid), begun)], meaning)
