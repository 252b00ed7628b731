"""The cases of a project, read a document at a time and kept until something changes them. No Qt here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from desktop_app.agreement.clusters import Difference
from desktop_app.model.changes import Changes
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotator, Document, Link, Progress
from desktop_app.model.review import Choice, Verdict
from desktop_app.ops import adjudication, case_records, cases
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.cases import Comparable
from desktop_app.ops.project import Project

Said = frozenset[tuple[str, str, str]]
PIECE = 500
"""So many cases are counted in one piece."""
Place = tuple[str, int]
"""A document's uid and the number of one of its cases."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What an action meant: documents whose cases have to be read again, cases with another verdict, and whether
    other documents are compared now.
    """

    forgotten: frozenset[str] = frozenset()
    judged: tuple[Place, ...] = ()
    others: bool = False


class Book:
    """Knows the cases of every document that was asked for. `documents` are those that can be compared, by name."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.documents: tuple[Comparable, ...] = ()
        self._gold = cases.gold(project).uid
        self._cases: dict[str, list[Decision]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._counts: dict[str, Counter[Standing]] = {}
        self._alike: dict[str, dict[Said, list[int]]] = {}
        self.renew()

    def renew(self) -> None:
        """Ask anew which documents can be compared."""
        self.documents = cases.comparable(self.project)
        kept = {item.document_uid for item in self.documents}
        for uid in self._cases.keys() - kept:
            self._forget(uid)

    def cases_of(self, document_uid: str) -> Sequence[Decision]:
        """The cases of a document, read if need be."""
        if document_uid not in self._cases:
            for _piece in self.reading(document_uid):
                pass
        return self._cases[document_uid]

    def reading(self, document_uid: str) -> Generator[None, None, None]:
        """Read the cases of a document in pieces of a few milliseconds; they are known once it is through."""
        found, late = list[Decision](), False
        for some in cases.reading(self.project, document_uid):
            found += some
            late |= any(item.is_gold or item.is_slot for item in some[:1])
            yield
        if late:
            found.sort(key=case_records.place)
        counts, alike = Counter[Standing](), dict[Said, list[int]]()
        for number, item in enumerate(found):
            counts[item.standing] += 1
            if item.case.difference is not Difference.NONE:
                alike.setdefault(frozenset(item.said.values()), []).append(number)
            if number % PIECE == PIECE - 1:
                yield
        self._cases[document_uid], self._counts[document_uid] = found, counts
        self._alike[document_uid] = alike

    def alike(self, decision: Decision) -> tuple[Decision, ...]:
        """The waiting cases, of the documents that were read, in which the same was said about the same words."""
        said = frozenset(decision.said.values())
        found = [
            self._cases[uid][number] for uid, known in self._alike.items() for number in known.get(said, ())
        ]
        return adjudication.alike(decision, found)

    def is_read(self, document_uid: str) -> bool:
        """Whether the cases of a document are known."""
        return document_uid in self._cases

    def unread(self) -> str:
        """The next document to read, '' when all are."""
        return next(
            (item.document_uid for item in self.documents if item.document_uid not in self._cases), ""
        )

    def case_at(self, place: Place) -> Decision | None:
        """The case at a place, None where there is none any more."""
        uid, number = place
        found = self._cases.get(uid, [])
        return found[number] if 0 <= number < len(found) else None

    def place_of(self, decision: Decision) -> Place | None:
        """Where a case is now: the one that has a mark of it."""
        places = self._places_in(decision.document_uid)
        found = [places[item.uid] for item in decision.case.items if item.uid in places]
        return (decision.document_uid, found[0]) if found else None

    def place_of_mark(self, document_uid: str, annotation_uid: str) -> Place | None:
        """Which case of a document a mark belongs to."""
        number = self._places_in(document_uid).get(annotation_uid)
        return (document_uid, number) if number is not None else None

    def counts(self, document_uid: str = "") -> Counter[Standing]:
        """How many cases of a document, or of all that were read, stand how."""
        if document_uid:
            return self._counts.get(document_uid, Counter())
        return sum(self._counts.values(), Counter[Standing]())

    def waiting(self, document_uid: str = "") -> int:
        """How many cases wait for somebody."""
        found = self.counts(document_uid)
        return found[Standing.OPEN] + found[Standing.STALE]

    def apply(self, changes: Changes) -> Followed:
        """Take an action into account."""
        touched = {document_uid for document_uid, who in changes.layers if who != self._gold}
        touched |= {
            item.document_uid
            for pair in (*changes.of(Link), *changes.of(Progress))
            for item in pair
            if item is not None and item.annotator_uid != self._gold
        }
        if changes.touches(Entity):
            # Some that were two may be one now.
            touched |= self._cases.keys()
        others = changes.touches(Document) or changes.touches(Annotator)
        others = others or any(uid in touched for uid in _with_states(changes))
        if others:
            self.renew()
        judged: list[Place] = []
        for before, after in changes.of(Verdict):
            place = self._judge(before, after)
            if place is not None and not self._moves_others(place, before, after):
                judged.append(place)
            else:
                touched |= {item.document_uid for item in (before, after) if item is not None}
        for uid in touched:
            self._forget(uid)
        return Followed(
            frozenset(touched), tuple(place for place in judged if place[0] not in touched), others
        )

    def _moves_others(self, place: Place, before: Verdict | None, after: Verdict | None) -> bool:
        """Whether a verdict makes cases come or go: of gold that was alone, or of the slots of what was rejected."""
        known = self._cases[place[0]]
        rejected = [verdict is not None and verdict.choice is Choice.NONE for verdict in (before, after)]
        flips = rejected[0] is not rejected[1] and not known[place[1]].is_slot
        return known[place[1]].is_gold or (flips and any(item.is_slot for item in known))

    def _judge(self, before: Verdict | None, after: Verdict | None) -> Place | None:
        """Give a case another verdict; None where it is not plain which."""
        verdict = after or before
        if verdict is None or verdict.document_uid not in self._cases:
            return None
        uid = verdict.document_uid
        places = {self._places_in(uid).get(item) for item in verdict.items}
        number = places.pop()
        if places or number is None:
            return None
        known = self._cases[uid][number]
        if known.verdict is not None and known.verdict.uid != verdict.uid:
            return None
        fresh = case_records.judged(known, after)
        self._cases[uid][number] = fresh
        self._counts[uid][known.standing] -= 1
        self._counts[uid][fresh.standing] += 1
        return uid, number

    def _places_in(self, uid: str) -> dict[str, int]:
        found = self._places.get(uid)
        if found is None:
            known = enumerate(self.cases_of(uid))
            found = self._places[uid] = {
                item.uid: number for number, decision in known for item in decision.case.items
            }
        return found

    def _forget(self, uid: str) -> None:
        for kept in (self._cases, self._places, self._counts, self._alike):
            kept.pop(uid, None)


def _with_states(changes: Changes) -> set[str]:
    """The documents in which somebody's state changed."""
    return {
        item.document_uid
        for before, after in changes.of(Progress)
        for item in (before, after)
        if item is not None and (before is None or after is None or before.state is not after.state)
    }
