"""What marked dates mean: meanings to choose from, and the one that a person confirmed."""

from __future__ import annotations

from desktop_app.attributes import timex as kind
from desktop_app.base.i18n import _
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import Timex, TimexType
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from desktop_app.suggest.dates import AROUND, Offer, propose


def attribute_of(project: Project, tag_uid: str) -> Attribute | None:
    """The attribute that says what dates under this tag mean: its first of the kind `timex`, None without one."""
    asked = project.tagset.attributes_of(tag_uid)
    return next((item for item in asked if item.kind == kind.KEY), None)


def offer(project: Project, annotation_uid: str, *, anchor: str | None = None) -> Offer:
    """The meanings that a marked date may have, likely ones first, or a sentence why none was found.

    They are counted from `anchor` (EDTF), or from the published date of the document. Raises NotFoundError.
    """
    annotation = marks.get(project, annotation_uid)
    document = documents.get(project, annotation.document_uid)
    text = project.text(document.sha256)
    return propose(
        " ".join(text.slice(span.start, span.end) for span in annotation.spans),
        document.published if anchor is None else anchor,
        language=document.language,
        before=text.slice(max(0, annotation.start - AROUND), annotation.start),
        after=text.slice(annotation.end, min(document.length, annotation.end + AROUND)),
    )


def anchors(project: Project, annotation_uid: str) -> tuple[tuple[str, str], ...]:
    """From what a marked date may be counted: (date, words) of the document, then of own dates before it.

    The nearest come first, each date once, and only those of which a day, a month or a year is known.
    """
    annotation = marks.get(project, annotation_uid)
    found = {
        kind.calendar_part(documents.get(project, annotation.document_uid).published): _(
            "date of the document"
        )
    }
    earlier = marks.of_document(project, annotation.document_uid, annotator_uid=annotation.annotator_uid)
    for one in reversed([item for item in earlier if item.end <= annotation.start]):
        timex = meaning(project, one)
        if timex is not None and timex.type in (TimexType.DATE, TimexType.TIME):
            found.setdefault(kind.calendar_part(timex.edtf), " … ".join(one.quotes))
    return tuple((date, words) for date, words in found.items() if date)


def meaning(project: Project, annotation: Annotation) -> Timex | None:
    """What was confirmed for a marked date; None if nothing was."""
    attribute = attribute_of(project, annotation.tag_uid)
    value = annotation.values.get(attribute.uid) if attribute else None
    return kind.record(value) if value is not None else None
