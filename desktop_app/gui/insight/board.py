"""The tables of Insight, worked out from counts. No Qt widgets here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, pstdev

import numpy as np

from desktop_app.agreement.became import Became
from desktop_app.agreement.intervals import FEW, Interval
from desktop_app.agreement.metrics.span_f1 import Counts, Scheme, counts_of
from desktop_app.agreement.study import Ints, Measure
from desktop_app.agreement.tallies import Choice, Sum, Tallies
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.insight.cells import NONE, Cell, Row, Table, score
from desktop_app.ops.agreement_passages import DIFFERENT, Wanted

Pair = tuple[str, str]
_MOST_POINTS = 24
"""At most so many points over time where no weeks are asked for; documents share one if there are more."""


@dataclass(frozen=True)
class Names:
    """How annotators and tags (uids) are called, and the colours of tags.

    `asked` has the uids of slots and attributes by the tag's path and their name.
    """

    people: Mapping[str, str]
    tags: Mapping[str, str]
    colours: Mapping[str, str]
    asked: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def person(self, uid: str) -> str:
        """An annotator's name."""
        return shown(self.people.get(uid, _("somebody else")), 40)

    def pair(self, pair: Pair) -> str:
        """'anna – ben'."""
        return f"{self.person(pair[0])} – {self.person(pair[1])}"

    def tag(self, uid: str) -> str:
        """A tag's path, or that there is none."""
        return shown(self.tags.get(uid, uid), 60) if uid else _("(none)")


@dataclass(frozen=True)
class Board:
    """Everything that is shown for a choice. `measures` are those of a metric that was worked out in the background;
    without, the F1 of passages under `scheme` is shown.
    """

    sums: tuple[Sum, ...]
    choice: Choice
    labels: tuple[str, ...]
    names: Names
    scheme: Scheme = Scheme.STRICT
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    measures: Sequence[Measure] | None = None

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs that are compared."""
        return tuple(item.annotators for item in self.sums)

    @property
    def documents(self) -> int:
        """The most documents that any two have in common."""
        return max((item.documents for item in self.sums), default=0)

    def _wanted(self, title: str) -> Wanted:
        return Wanted(title, self.pairs, documents=self.choice.documents, unfinished=self.choice.unfinished)

    def differences(self, title: str) -> Wanted:
        """Everything that annotators saw differently."""
        return replace(self._wanted(title), kinds=DIFFERENT)

    # Between annotators

    def matrix(self) -> Table:
        """A row and a column for each annotator."""
        people = [uid for uid in self.choice.people if any(uid in item.annotators for item in self.sums)]
        by_pair = {item.annotators: item for item in self.sums}
        cells = {pair: self._pair_cell(item) for pair, item in by_pair.items()}
        rows = tuple(
            tuple(
                Cell("·", muted=True, tip=_("The same annotator"))
                if one == other
                else cells.get((one, other)) or cells[other, one]
                for other in people
            )
            for one in people
        )
        names = tuple(self.names.person(uid) for uid in people)
        return Table(names, rows, names)

    def _pair_cell(self, item: Sum) -> Cell:
        title = self.names.pair(item.annotators)
        wanted = replace(self._wanted(title), pairs=(item.annotators,), kinds=DIFFERENT)
        value, n, reason = self._score(item, "")
        about = ngettext("{n} document", "{n} documents", item.documents).format(n=number(item.documents))
        tip = f"{title}: {reason}" if value is None else f"{title}: {about}, n = {number(n)}"
        return Cell(score(value), value, tip, wanted, heat=value)

    def _score(self, item: Sum, label: str) -> tuple[float | None, int, str]:
        """The value for a pair and a tag ('' for all), what it rests on, and why there is none."""
        if self.measures is not None:
            path = self.names.tags.get(label, label)
            for measure in self.measures:
                if set(measure.annotators) == set(item.annotators) and measure.label == path:
                    coefficient = measure.coefficient
                    return coefficient.value, coefficient.n, coefficient.reason
            return None, 0, _("This measure has no number here.")
        counts = self._counts(item, label)
        reason = _("They have no finished document in common.") if not item.documents else ""
        return counts.f1, counts.reference + counts.other, reason or _("Nobody marked anything.")

    def _counts(self, item: Sum, label: str) -> Counts:
        row = item.labels[self.labels.index(label)] if label else item.kinds
        return counts_of(row, self.scheme)

    # By tag

    @property
    def _ordered(self) -> list[str]:
        """The labels in the order of the tagset."""
        order = {uid: place for place, uid in enumerate(self.names.tags)}
        return sorted(self.labels, key=lambda label: (order.get(label, len(order)), label))

    def tags(self, title: str) -> Table:
        """A row for each tag: the mean over all pairs, its interval, on how many passages it rests; micro and macro."""
        rows = []
        values = []
        for label in self._ordered:
            row, value = self._tag_row(label)
            if row is not None:
                rows.append(row)
                values += [value] if value is not None else []
        every, _value = self._tag_row("")
        totals: tuple[Row, ...] = (every,) if every is not None else ()
        macro = fmean(values) if values else None
        tip = _("The mean of the tags above, each counting the same.")
        totals += (
            (Cell(_("mean of tags (macro)"), tip=tip), Cell(score(macro), macro, tip), Cell(""), Cell("")),
        )
        return Table((_("Tag"), title, _("95 % interval"), _("n")), tuple(rows), totals=totals)

    def _tag_row(self, label: str) -> tuple[Row | None, float | None]:
        found = [self._score(item, label) for item in self.sums]
        n = sum(count for _value, count, _reason in found)
        if label and not n:
            return None, None
        known = [value for value, _n, _reason in found if value is not None]
        value = fmean(known) if known else None
        tip = found[0][2] if found and value is None else ""
        if len(known) > 1:
            tip = _("lowest {low}, highest {high}, standard deviation {sd} over {n} pairs").format(
                low=score(min(known)), high=score(max(known)), sd=score(pstdev(known)), n=len(known)
            )
        title = self.names.tag(label) if label else _("all passages (micro)")
        wanted = replace(self._wanted(title), kinds=DIFFERENT)
        if label:
            wanted = replace(wanted, tags=(label, None), either=True)
        colour = self.names.colours.get(label, "") if label else None
        return (
            Cell(title, title, wanted=wanted, colour=colour),
            Cell(score(value), value, tip, wanted),
            self._interval(label, wanted),
            Cell(number(n), n, wanted=wanted),
        ), value

    def _interval(self, label: str, wanted: Wanted) -> Cell:
        spread = self.intervals.get(label)
        if spread is None or spread.low is None or spread.high is None:
            one = _("An interval takes at least two documents.")
            return Cell(NONE if spread else "", tip=one if spread else "", wanted=wanted, muted=True)
        tip = _("{n} documents drawn {times} times, seed {seed}").format(
            n=number(spread.documents), times=number(spread.replicates), seed=spread.seed
        )
        few = spread.documents < FEW
        if few:
            tip += ". " + _("With so few documents an interval says little.")
        return Cell(f"{score(spread.low)} – {score(spread.high)}", spread.low, tip, wanted, muted=few)

    # Kinds of difference

    def kinds(self) -> Table:
        """A row for each kind with a bar."""
        counts = sum((item.kinds for item in self.sums), np.zeros(6, np.int64)).tolist()
        total = sum(counts) or 1
        most = max(counts) or 1
        values = sum(item.values for item in self.sums)
        lines: list[tuple[str, int, frozenset[Became]]] = [
            (_("agreed"), counts[Became.SAME] - values, frozenset({Became.SAME})),
            (_("other values"), values, frozenset({Became.VALUES})),
            (_("other tag"), counts[Became.LABEL], frozenset({Became.LABEL})),
            (_("other boundary"), counts[Became.BOUNDARY], frozenset({Became.BOUNDARY})),
            (_("other tag and boundary"), counts[Became.BOTH], frozenset({Became.BOTH})),
        ]
        if len(self.sums) == 1:
            for place, kind in enumerate((Became.MISSING, Became.SPURIOUS)):
                words = _("only {name}").format(name=self.names.person(self.pairs[0][place]))
                lines.append((words, counts[kind], frozenset({kind})))
        else:
            alone = counts[Became.MISSING] + counts[Became.SPURIOUS]
            lines.append((_("only one of two"), alone, frozenset({Became.MISSING, Became.SPURIOUS})))
            most = max(most, alone)
        rows = []
        for words, count, kinds in lines:
            wanted = replace(self._wanted(words), kinds=kinds) if count else None
            share = _("{share} %").format(share=round(100 * count / total))
            rows.append(
                (
                    Cell(words, words, wanted=wanted, muted=not count),
                    Cell(share, count, share, wanted, bar=count / most),
                    Cell(number(count), count, wanted=wanted, muted=not count),
                )
            )
        return Table((_("Kind"), _("Share"), _("Pairs")), tuple(rows))

    # Which tags met

    def confusion(self) -> Table:
        """A row for each tag of the one, a column for each of the other; the last of both for no passage."""
        size = len(self.labels) + 1
        met: Ints = sum((item.met for item in self.sums), np.zeros((size, size), np.int64))
        places = [self.labels.index(label) + 1 for label in self._ordered]
        used = [place for place in places if met[place].any() or met[:, place].any()]
        order = [*used, 0] if used else []
        names = ("", *self.labels)
        titles = tuple(self.names.tag(names[place]) for place in order)
        rows = tuple(
            tuple(self._met(names[row], names[column], met, (row, column)) for column in order)
            for row in order
        )
        return Table(titles, rows, titles)

    def _met(self, one: str, other: str, met: Ints, at: tuple[int, int]) -> Cell:
        count = int(met[at])
        if at == (0, 0) or not count:
            return Cell("" if at == (0, 0) else "·", muted=True)
        title = f"{self.names.tag(one)} – {self.names.tag(other)}"
        share = count / max(int(met[at[0]].sum()), 1)
        return Cell(number(count), count, title, replace(self._wanted(title), tags=(one, other)), heat=share)


# Over time


@dataclass(frozen=True, slots=True)
class Point:
    """Some documents that were finished one after the other: their F1 over all pairs together."""

    title: str
    value: float | None
    documents: tuple[str, ...]


def over_time(
    tallies: Tallies, choice: Choice, scheme: Scheme, week_of: Callable[[str], str] | None
) -> list[Point]:
    """Points by the week of the moment in which the last annotator was done, or (without weeks) by the order alone."""
    uids, table = tallies.by_document(choice)
    moments = tallies.moments(choice)
    order = sorted(range(len(uids)), key=lambda place: (moments[uids[place]], uids[place]))
    groups: dict[str, list[int]] = {}
    size = max(-(-len(order) // _MOST_POINTS), 1)
    for rank, place in enumerate(order):
        first, last = rank // size * size + 1, min(rank // size * size + size, len(order))
        title = f"{first} – {last}" if last > first else str(first)
        if week_of is not None:
            title = week_of(moments[uids[place]])
        groups.setdefault(title, []).append(place)
    return [
        Point(title, counts_of(table[places].sum(axis=0), scheme).f1, tuple(uids[place] for place in places))
        for title, places in groups.items()
    ]
