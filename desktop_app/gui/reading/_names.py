"""Small numbers for the uids of tags and annotators, and spans with and without them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.gui.reading._levels import Entry, Rows
from desktop_app.gui.reading.marks import Mark, Window

if TYPE_CHECKING:
    from desktop_app.model.packed import PackedSpans
    from desktop_app.model.records import Annotation


class Codes:
    """Small numbers for uids, in the order in which they came."""

    def __init__(self) -> None:
        self.uids: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, uid: str) -> int:
        """The number of the uid, a new one if need be."""
        found = self._numbers.get(uid)
        if found is None:
            found = self._numbers[uid] = len(self.uids)
            self.uids.append(uid)
        return found

    def find(self, uid: str) -> int | None:
        """The number of the uid, if it has one."""
        return self._numbers.get(uid)


class Names:
    """Turns spans with uids into rows with numbers, and back."""

    def __init__(self) -> None:
        self.tags = Codes()
        self.annotators = Codes()

    def rows(self, packed: PackedSpans) -> Rows:
        """The spans of a slice, in its order."""
        halves = np.ascontiguousarray(packed.uid).view(">u8").astype(np.uint64).reshape(-1, 2)
        tags = np.array([self.tags.number(uid) for uid in packed.tags], np.int16)
        annotators = np.array([self.annotators.number(uid) for uid in packed.annotators], np.int16)
        return Rows(
            packed.start,
            packed.end,
            halves[:, 0],
            halves[:, 1],
            tags[packed.tag],
            annotators[packed.annotator],
            packed.pieces,
        )

    def entries(self, annotation: Annotation) -> list[Entry]:
        """The spans of an annotation."""
        uid = int(annotation.uid, 16)
        tag, annotator = (
            self.tags.number(annotation.tag_uid),
            self.annotators.number(annotation.annotator_uid),
        )
        several = len(annotation.spans) > 1
        return [Entry(span.start, -span.end, uid, tag, annotator, several) for span in annotation.spans]

    def mark(self, entry: Entry) -> Mark:
        """The span of an entry."""
        tag, annotator = self.tags.uids[entry.tag], self.annotators.uids[entry.annotator]
        return Mark(entry.start, entry.end, tag, annotator, f"{entry.uid:032x}", bool(entry.piece))

    def window(self, stretches: Sequence[Rows]) -> Window:
        """The spans of several sorted stretches, in one order."""
        filled = [rows for rows in stretches if len(rows)]
        rows = filled[0] if filled else Rows.of([])
        for more in filled[1:]:
            rows = rows.with_(more)
        if len(filled) > 1:
            rows = rows.in_order()
        return Window(rows, self.tags.uids, self.annotators.uids)
