"""The list of differences over the whole project for Qt: filled a document at a time, in the order of documents."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop_app.agreement.clusters import Case, Difference
from desktop_app.gui.review.book import Book, Followed, Place
from desktop_app.gui.review.lines import LINE_ROLE, Line
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.ops.case_records import WAITING, Decision, Standing

Key = tuple[int, int]
"""The number of a document and that of one of its cases."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are listed: those that stand so, and of one kind, pair of tags, annotator, document, as far as given.

    Tags, annotators and documents are uids; a pair of tags is in order. `unsure` are attributes (uids): cases are
    listed in which somebody said no to one of them.
    """

    standings: frozenset[Standing] = WAITING
    kind: Difference | None = None
    tags: tuple[str, str] | None = None
    annotator: str = ""
    document: str = ""
    unsure: frozenset[str] = frozenset()

    def fits(self, decision: Decision) -> bool:
        """Whether a case is listed."""
        case = decision.case
        return (
            decision.standing in self.standings
            and (self.kind is None or case.difference is self.kind)
            and (not self.document or decision.document_uid == self.document)
            and (self.tags is None or self.tags in tag_pairs(case))
            and (not self.annotator or is_apart(case, self.annotator))
            and (not self.unsure or (not decision.is_slot and is_unsure(case, self.unsure)))
        )


def tag_pairs(case: Case) -> set[tuple[str, str]]:
    """The pairs of tags that different annotators gave in a case."""
    labels = sorted({item.label for item in case.items})
    return {(one, other) for one in labels for other in labels if one < other}


def is_apart(case: Case, annotator: str) -> bool:
    """Whether an annotator said something that not all the others said."""
    mine = {(item.ranges, item.label, item.values) for item in case.items if item.annotator == annotator}
    people = {item.annotator for item in case.items} - {annotator}
    others = [
        {(item.ranges, item.label, item.values) for item in case.items if item.annotator == uid}
        for uid in people
    ]
    return case.difference is not Difference.GOLD and (
        bool(case.missing) or any(mine != said for said in others)
    )


def is_unsure(case: Case, attributes: frozenset[str]) -> bool:
    """Whether somebody said no to one of these attributes of a mark."""
    coded = (json.loads(item.values) for item in case.items if item.values)
    return any(values.get(uid) is False for values in coded for uid in attributes)


class CaseModel(QAbstractListModel):
    """Lines are cases that fit the filter. `describe` makes the line of one."""

    def __init__(
        self, book: Book, describe: Callable[[Decision], Line], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._describe = describe
        self._order: dict[str, int] = {}
        self._uids: list[str] = []
        self._rows: list[Key] = []
        self.filter = CaseFilter()
        self.start_again()

    # For Qt

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        decision = self.at(index.row()) if index.isValid() else None
        if decision is None:
            return None
        if role == LINE_ROLE:
            return self._describe(decision)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self._describe(decision)
            return f"{line.title}, {line.aside}"
        return None

    # What is listed

    def at(self, row: int) -> Decision | None:
        """The case on a row."""
        return self._book.case_at(self._place(self._rows[row])) if 0 <= row < len(self._rows) else None

    def row_of(self, place: Place) -> int:
        """The row of a case, -1 when it is not listed."""
        key = self._key(place)
        row = bisect_left(self._rows, key) if key is not None else 0
        return row if key is not None and row < len(self._rows) and self._rows[row] == key else -1

    def beside(self, place: Place | None, step: int, skipped: Iterable[Place] = ()) -> Place | None:
        """The next waiting case of the list (1), or the one before (-1), round its ends; skipped ones come last."""
        count = len(self._rows)
        if not count:
            return None
        key = self._key(place) if place is not None else None
        if step > 0:
            first = bisect_right(self._rows, key) if key is not None else 0
        else:
            first = bisect_left(self._rows, key) - 1 if key is not None else count - 1
        later, aside = None, set(skipped)
        for number in range(count):
            found = self._place(self._rows[(first + step * number) % count])
            decision = self._book.case_at(found)
            if found == place or decision is None or not decision.waits:
                continue
            if found not in aside:
                return found
            later = later or found
        return later

    def set_filter(self, wanted: CaseFilter) -> None:
        """List the cases that pass this filter; nothing happens where it is the same."""
        if wanted != self.filter:
            self.filter = wanted
            self.start_again()

    def start_again(self) -> None:
        """List what is known anew."""
        self.beginResetModel()
        self._uids = [item.document_uid for item in self._book.documents]
        self._order = {uid: number for number, uid in enumerate(self._uids)}
        self._rows = [key for uid in self._uids if self._book.is_read(uid) for key in self._keys_of(uid)]
        self.endResetModel()

    def read(self, document_uid: str) -> None:
        """List the cases of a document, as they are now."""
        number = self._order.get(document_uid)
        if number is None:
            return
        first, stop = bisect_left(self._rows, (number, 0)), bisect_left(self._rows, (number + 1, 0))
        fresh = self._keys_of(document_uid)
        if self._rows[first:stop] == fresh:
            if fresh:
                self.dataChanged.emit(self.index(first), self.index(stop - 1))
            return
        if stop > first:
            self.beginRemoveRows(QModelIndex(), first, stop - 1)
            del self._rows[first:stop]
            self.endRemoveRows()
        if fresh:
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows[first:first] = fresh
            self.endInsertRows()

    def apply(self, followed: Followed) -> None:
        """Take an action into account; documents that were forgotten are listed again once they are read."""
        if followed.others:
            self.start_again()
            return
        for place in followed.judged:
            self._judge(place)

    def _judge(self, place: Place) -> None:
        key, decision = self._key(place), self._book.case_at(place)
        if key is None or decision is None:
            return
        row = bisect_left(self._rows, key)
        listed = row < len(self._rows) and self._rows[row] == key
        fits = self.filter.fits(decision)
        if listed and fits:
            self.dataChanged.emit(self.index(row), self.index(row))
        elif listed:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
        elif fits:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, key)
            self.endInsertRows()

    def _keys_of(self, uid: str) -> list[Key]:
        number = self._order[uid]
        return [
            (number, place) for place, item in enumerate(self._book.cases_of(uid)) if self.filter.fits(item)
        ]

    def _place(self, key: Key) -> Place:
        return self._uids[key[0]], key[1]

    def _key(self, place: Place) -> Key | None:
        number = self._order.get(place[0])
        return (number, place[1]) if number is not None else None
