"""Verdicts on the case that is looked at: by a key each, or by editing passages and tag in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.agreement import opinions
from desktop_app.agreement.clusters import Difference, Item
from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.reading.edges import nudged
from desktop_app.gui.reading.steps import Steps
from desktop_app.gui.review.book import Book, Place
from desktop_app.gui.review.sides import Picked, Row
from desktop_app.gui.review.words import coded, differing, values_of
from desktop_app.model.span import Span
from desktop_app.ops import adjudication, cases
from desktop_app.ops.case_records import Decision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being edited: passages and tag, taken from a mark."""

    spans: tuple[Span, ...]
    tag_uid: str
    item: Item


class Deciding(QObject):
    """`decided` carries the Decision after a verdict on it, `said` words for the person, `failed` an AppError;
    `draft_changed` when other passages or another tag are drawn up.
    """

    decided = Signal(object)
    said = Signal(str)
    failed = Signal(object)
    draft_changed = Signal()

    def __init__(self, book: Book, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._project = book.project
        self.place: Place | None = None
        self.people: tuple[str, ...] = ()
        self.reason = ""
        self.draft: Draft | None = None
        self.last: Decision | None = None
        self.picked = Picked()

    def look_at(self, place: Place | None, people: Sequence[str]) -> None:
        """Turn to another case; `people` are those who take part, in the order of their keys."""
        if place != self.place:
            self.reason, self.draft = "", None
        self.place, self.people = place, tuple(people)

    @property
    def decision(self) -> Decision | None:
        """The case that is looked at."""
        return self._book.case_at(self.place) if self.place is not None else None

    # Verdicts

    def accept(self, number: int) -> None:
        """Find the annotator with this number (from 0) right: what they marked, or that nothing belongs here."""
        decision = self.decision
        if decision is None or number >= len(self.people):
            return
        uids = [item.uid for item in decision.case.items if item.annotator == self.people[number]]
        self._take(decision, opinions.with_same(decision.case, uids))

    def side(self, number: int) -> None:
        """The first or second annotator is right; of values that differ, the one in this column."""
        if self.picked.rows:
            self._pick(number)
        else:
            self.accept(number)

    def digit(self, number: int) -> None:
        """The annotator with this number (from 0) is right; of values that differ, in what is asked about now."""
        if not self.picked.rows:
            self.accept(number)
        elif number < len(self.people):
            who = self.people[number]
            self._pick(next(place for place, uids in enumerate(self.columns()) if who in uids))

    def take_column(self, column: int) -> None:
        """All that stands in a column of values is right."""
        self.accept(self.people.index(self.columns()[column][0]))

    def _pick(self, column: int) -> None:
        if self.picked.pick(column):
            self._take_values()
        else:
            self.draft_changed.emit()

    def both(self) -> None:
        """Everything that was marked is right."""
        decision = self.decision
        if decision is not None:
            self._take(decision, [item.uid for item in decision.case.items])

    def none(self) -> None:
        """None of it is right: nothing belongs here."""
        decision = self.decision
        if decision is not None:
            self._take(decision, [])

    def majority(self) -> None:
        """Most are right; it takes a person where no opinion has more than any other."""
        decision = self.decision
        if decision is None:
            return
        if decision.is_gold:
            self.both()
            return
        uids = opinions.majority(decision.case)
        if uids is None:
            self.said.emit(_("No opinion has a majority: choose one."))
        else:
            self._take(decision, uids)

    def alike(self) -> tuple[Decision, ...]:
        """The cases that could get the verdict that was given last."""
        return self._book.alike(self.last) if self.last is not None else ()

    def decide_alike(self) -> None:
        """Give all cases like the last one its verdict, and say how many there were."""
        last, others = self.last, self.alike()
        if last is None or not others:
            self.said.emit(_("There are no other cases like the last one."))
            return
        count = self._attempt(lambda: adjudication.decide_like(self._project, last, others))
        if count:
            words = ngettext("{number} more decided alike.", "{number} more decided alike.", count)
            self.said.emit(words.format(number=count))
            self.decided.emit(None)

    def _take(self, decision: Decision, uids: Sequence[str]) -> None:
        self._record(decision, lambda: adjudication.take(self._project, decision, uids, reason=self.reason))

    def _take_values(self) -> None:
        decision, picked = self.decision, self.picked
        if decision is None:
            return
        item = decision.case.items[0]
        values = picked.merged(values_of(item))
        same = [one.uid for one in decision.case.items if values_of(one) == values]
        if same:
            self._take(decision, same)
        else:
            spans = _spans(item)
            self._record(
                decision,
                lambda: adjudication.edit(
                    self._project, decision, spans, item.label, values=values, reason=self.reason
                ),
            )

    def _record(self, decision: Decision, decide: Callable[[], object]) -> None:
        if not cases.may_decide(self._project):
            reading = _("The project is open for reading only.")
            self.said.emit(reading if self._project.read_only else _("In this project reviewers decide."))
            return
        place = self.place
        if self._attempt(decide) is None or place is None:
            return
        self.draft, self.reason = None, ""
        self.last = self._book.case_at(place) or decision
        self.decided.emit(self.last)

    def _attempt(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except AppError as error:
            self.failed.emit(error)
            return None

    # Editing in place

    def begin(self) -> None:
        """Edit passages and tag: those of most, or else of the first."""
        decision = self.decision
        if decision is None:
            return
        if decision.is_slot:
            self.said.emit(_("Choose one of the opinions, or edit the links in Annotate."))
            return
        most = set(opinions.majority(decision.case) or ())
        items = decision.case.items
        item = next((item for item in items if item.uid in most), items[0])
        self.draft = Draft(_spans(item), item.label, item)
        self.draft_changed.emit()

    def move(self, steps: Steps, *, is_start: bool, forward: bool) -> None:
        """Move the first start or the last end by a word."""
        draft = self.draft
        if draft is None:
            return
        part = 0 if is_start else len(draft.spans) - 1
        moved = nudged(draft.spans, steps, part=part, is_start=is_start, forward=forward, by_character=False)
        if moved is not None:
            self.draft = replace(draft, spans=moved)
            self.draft_changed.emit()

    def retag(self, tag_uid: str) -> None:
        """Give the draft another tag; without a draft nothing happens."""
        if self.draft is not None:
            self.draft = replace(self.draft, tag_uid=tag_uid)
            self.draft_changed.emit()

    def leave(self) -> None:
        """Forget the draft of the passage that was being edited; nothing was written."""
        self.draft = None
        self.draft_changed.emit()

    def keep(self) -> None:
        """What was edited is right."""
        decision, draft = self.decision, self.draft
        if decision is None or draft is None:
            return
        values = values_of(draft.item) if draft.tag_uid == draft.item.label else {}
        same = [item.uid for item in decision.case.items if _is(item, draft)]
        if same and values == values_of(draft.item):
            self._take(decision, opinions.with_same(decision.case, same[:1]))
            return
        self._record(
            decision,
            lambda: adjudication.edit(
                self._project, decision, draft.spans, draft.tag_uid, values=values, reason=self.reason
            ),
        )

    # Values

    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The opinions, where nothing but values differs: who (uids) is behind each, in the order of their keys."""
        decision = self.decision
        if decision is None or decision.case.difference is not Difference.VALUES:
            return ()
        said = {item.annotator: item.values for item in decision.case.items}
        groups: dict[str, tuple[str, ...]] = {}
        for uid in self.people:
            groups[said[uid]] = (*groups.get(said[uid], ()), uid)
        return tuple(groups.values())

    def rows(self) -> list[Row]:
        """The values that differ, where nothing else does: a value of each for every column."""
        decision, columns = self.decision, self.columns()
        if decision is None or not columns:
            return []
        rows = []
        for attribute, said in differing(decision.case, self._project.tagset):
            values = tuple(said.get(uids[0]) for uids in columns)
            words = tuple(coded(self._project, value, attribute) for value in values)
            rows.append(Row(attribute.uid, attribute.name, values, words))
        return rows


def _spans(item: Item) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in item.ranges)


def _is(item: Item, draft: Draft) -> bool:
    return _spans(item) == draft.spans and item.label == draft.tag_uid and item.values == draft.item.values
