"""What an unfinished action keeps others from touching: records, and a document's layers as a whole."""

from __future__ import annotations

from desktop_app.model.changes import Change, Record
from desktop_app.model.records import Annotation, Progress
from desktop_app.model.tagset import Attribute, Tag


def claimed(change: Change) -> tuple[str, tuple[str, ...]]:
    """The key that a change claims, and the keys of what it leans on.

    Annotations and progress count as their layer: one annotator's work on one document.
    """
    record = change.after or change.before
    return ("", ()) if record is None else _keys(record)


def _keys(record: Record) -> tuple[str, tuple[str, ...]]:
    if isinstance(record, Annotation | Progress):
        layer = f"{record.document_uid} {record.annotator_uid}"
        tag = (record.tag_uid,) if isinstance(record, Annotation) else ()
        return layer, (record.document_uid, record.annotator_uid, *tag)
    if isinstance(record, Attribute):
        return record.uid, (record.tag_uid,)
    if isinstance(record, Tag):
        return record.uid, (record.parent_uid,)
    return record.uid, ()
