"""Which number a mark has among those of its tag: 'Claim 3'. Kept beside the document, filled in slices."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation
from desktop_app.ops import annotations as marks
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from desktop_app.model.packed import PackedSpans

_FIRST, _SLICE = 1000, 2000
_BULK = 2000
"""Changes beyond this number are read anew instead of one by one."""
_UID_BITS = 31


def _key(start: int, uid: str) -> int:
    """One number that sorts by start, then by uid as far as its first 31 bits tell uids apart."""
    return start << _UID_BITS | int(uid[:8], 16) >> 1


class MarkIndex(QObject):
    """The places of a document's marks by annotator and tag, at 8 bytes a mark.

    `grown` is emitted when a slice was read, and after changes. Numbers count the marks of one annotator and tag by
    their start, from 1.
    """

    grown = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._document = ""
        self._keys: dict[tuple[str, str], array[int]] = {}
        self._cursor: tuple[int, str] | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._read_on)

    def show_document(self, uid: str) -> None:
        """Begin anew with another document ('' for none). The first thousand marks are there at once."""
        self._timer.stop()
        self._document = uid
        self._keys = {}
        self._cursor = None
        if uid:
            self._read(_FIRST)

    @property
    def complete(self) -> bool:
        """Whether all marks of the document have been read."""
        return not self._timer.isActive()

    def total(self) -> int:
        """How many marks of everybody are known."""
        return sum(map(len, self._keys.values()))

    def number(self, annotation: Annotation) -> int | None:
        """The number of a mark among its annotator's of the same tag; None as long as it is not read."""
        if not self._is_read(annotation):
            return None
        keys = self._keys.get((annotation.annotator_uid, annotation.tag_uid))
        key = _key(annotation.start, annotation.uid)
        place = bisect_left(keys, key) if keys is not None else 0
        return place + 1 if keys is not None and place < len(keys) and keys[place] == key else None

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        here = changes.in_document(self._document)
        if here.count > _BULK:
            self.show_document(self._document)
        else:
            for before, after in here.pairs:
                self._take(before)
                self._put(after)
        if here.count:
            self.grown.emit()

    def _take(self, annotation: Annotation | None) -> None:
        if annotation is None:
            return
        keys = self._keys.get((annotation.annotator_uid, annotation.tag_uid), array("q"))
        key = _key(annotation.start, annotation.uid)
        place = bisect_left(keys, key)
        if place < len(keys) and keys[place] == key:
            del keys[place]

    def _put(self, annotation: Annotation | None) -> None:
        # What lies behind the slices that were read comes with its own slice.
        if annotation is not None and self._is_read(annotation):
            keys = self._keys.setdefault((annotation.annotator_uid, annotation.tag_uid), array("q"))
            insort(keys, _key(annotation.start, annotation.uid))

    def _is_read(self, annotation: Annotation) -> bool:
        return self._cursor is None or (annotation.start, annotation.uid) <= self._cursor

    def _read_on(self) -> None:
        self._read(_SLICE)
        self.grown.emit()

    def _read(self, limit: int) -> None:
        found = marks.packed(self._project, self._document, after=self._cursor, limit=limit)
        self._cursor = found.cursor
        self._add(found)
        if found.cursor is not None:
            self._timer.start()

    def _add(self, found: PackedSpans) -> None:
        import numpy as np

        if not len(found):
            return
        # The parts of one mark follow one another: only the first one counts.
        firsts = np.ones(len(found), bool)
        firsts[1:] = (found.uid[1:] != found.uid[:-1]).any(axis=1)
        heads = found.uid[:, :4].astype(np.int64) @ np.array([1 << 24, 1 << 16, 1 << 8, 1], np.int64)
        keys = found.start.astype(np.int64) << _UID_BITS | heads >> 1
        for annotator, annotator_uid in enumerate(found.annotators):
            for tag, tag_uid in enumerate(found.tags):
                chosen = np.sort(keys[firsts & (found.annotator == annotator) & (found.tag == tag)])
                if len(chosen):
                    known = self._keys.setdefault((annotator_uid, tag_uid), array("q"))
                    known.frombytes(chosen.tobytes())
