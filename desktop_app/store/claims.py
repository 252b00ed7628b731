"""What an unfinished action keeps others from touching: records, and a document's layers as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from desktop_app.model.changes import Change, Record
from desktop_app.model.records import Annotation, Link, Progress
from desktop_app.model.tagset import Attribute, Slot, Tag

_PLACE = attrgetter("document_uid", "annotator_uid", "tag_uid")
"""Annotations that agree in this claim the same."""


def claimed(changes: Iterable[Change]) -> dict[str, set[str]]:
    """The keys that changes claim, each with the keys of what it leans on.

    Annotations, links and progress count as their layer: one annotator's work on one document.
    """
    records = [change.after or change.before for change in changes]
    marks = [record for record in records if isinstance(record, Annotation)]
    rest = [record for record in records if not isinstance(record, Annotation)]
    found: dict[str, set[str]] = {}
    for record in (*dict(zip(map(_PLACE, marks), marks, strict=True)).values(), *rest):
        if record is not None:
            own, others = _keys(record)
            found.setdefault(own, set()).update(others)
    return found


def _keys(record: Record) -> tuple[str, tuple[str, ...]]:
    if isinstance(record, Annotation | Progress):
        layer = f"{record.document_uid} {record.annotator_uid}"
        tag = (record.tag_uid,) if isinstance(record, Annotation) else ()
        return layer, (record.document_uid, record.annotator_uid, *tag)
    if isinstance(record, Link):
        layer = f"{record.document_uid} {record.annotator_uid}"
        return layer, (record.document_uid, record.annotator_uid, record.slot_uid)
    if isinstance(record, Slot):
        return record.uid, (record.tag_uid, *record.tag_uids)
    if isinstance(record, Attribute):
        return record.uid, (record.tag_uid,)
    if isinstance(record, Tag):
        return record.uid, (record.parent_uid,)
    return record.uid, ()
