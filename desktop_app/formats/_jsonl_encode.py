"""One layer of one document as a line of JSONL."""

from __future__ import annotations

import math

import msgspec

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.formats._jsonl_lines import ConceptName, DocumentLine, EntityName, RelationLine, SpanLine
from desktop_app.formats._layers import Layer
from desktop_app.model.corpus import Corpus, Entry
from desktop_app.model.records import METADATA, Annotation, Document, Link, TargetKind
from desktop_app.model.tagset import DOCUMENT, Attribute
from desktop_app.model.tagset_rules import RELATED
from desktop_app.model.timex import as_mapping, unpacked
from desktop_app.model.values import Value, Values

_LINE_ENDS = (
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
    ("\x85".encode(), b"\\u0085"),
)


class LineEncoder:
    """Layers as lines. What values and links point to is named as the corpus's register and codebook have it."""

    def __init__(self, corpus: Corpus) -> None:
        tagset = corpus.tagset
        owners = (DOCUMENT, *(tag.uid for tag in tagset.tags))
        self._attributes = {uid: tagset.attributes_of(uid) for uid in owners}
        self._slots = {"": RELATED, **{slot.uid: slot.name for slot in tagset.slots}}
        self._entities = {item.uid: EntityName(item.uid, item.name) for item in corpus.entities}
        self._concepts = {item.uid: ConceptName(item.uid, item.code, item.label) for item in corpus.concepts}
        self._labels = {tag.uid: tagset.path(tag.uid) for tag in tagset.tags}
        self._encode = msgspec.json.Encoder().encode

    def encode(self, entry: Entry, layer: Layer) -> bytes:
        """The layer as a line, with its line feed."""
        document, text = entry.document, entry.text
        line = DocumentLine(
            id=f"{document.uid}:{layer.annotator.uid}",
            document=document.uid,
            name=document.name,
            text=text,
            sha256=document.sha256,
            meta=_meta(document),
            annotator=layer.annotator.name,
            annotator_uid=layer.annotator.uid,
            state=layer.progress.state.value,
            values=self._values(DOCUMENT, layer.progress.values, document.name),
            spans=[self._span(item, text) for item in layer.annotations],
            relations=[self._relation(item) for item in layer.links],
        )
        data = self._encode(line)
        for sign, escape in _LINE_ENDS:
            data = data.replace(sign, escape)
        return data + b"\n"

    def _span(self, item: Annotation, text: str) -> SpanLine:
        spans = item.spans
        start, end = spans[0].start, spans[-1].end
        confidence = item.confidence
        if confidence is not None and not math.isfinite(confidence):
            raise _not_finite(item.uid)
        return SpanLine(
            item.uid,
            start,
            end,
            self._labels[item.tag_uid],
            text[start:end],
            None if len(spans) == 1 else [(span.start, span.end) for span in spans],
            self._values(item.tag_uid, item.values, item.uid) if item.values else None,
            item.note or None,
            item.origin._value_,
            confidence,
            item.created or None,
            item.changed or None,
            item.guideline or None,
        )

    def _relation(self, item: Link) -> RelationLine:
        kind = item.target_kind
        return RelationLine(
            id=item.uid,
            head=item.source_uid,
            child=item.target_uid if kind is TargetKind.ANNOTATION else None,
            entity=self._entity(item.target_uid) if kind is TargetKind.ENTITY else None,
            published=kind is TargetKind.PUBLISHED,
            unknown=kind is TargetKind.UNKNOWN,
            label=self._slots[item.slot_uid],
            created=item.created or None,
            changed=item.changed or None,
        )

    def _entity(self, uid: str) -> EntityName:
        return self._entities.get(uid) or EntityName(uid, "")

    def _shown(self, attribute: Attribute, value: Value) -> object:
        """The value as readers elsewhere understand it: with names in it, and the fields of a time expression."""
        if attribute.kind == "entity" and isinstance(value, str):
            return self._entity(value)
        if attribute.kind == "concept" and isinstance(value, str):
            return self._concepts.get(value) or ConceptName(value, "", "")
        if attribute.kind == "timex" and isinstance(value, tuple):
            return as_mapping(unpacked(value))
        return value

    def _values(self, tag_uid: str, values: Values, where: str) -> dict[str, object] | None:
        found: dict[str, object] = {}
        for attribute in self._attributes[tag_uid]:
            value = values.get(attribute.uid)
            if isinstance(value, float) and not math.isfinite(value):
                raise _not_finite(where)
            if value is not None:
                found[attribute.name] = self._shown(attribute, value)
        return found or None


def _meta(document: Document) -> dict[str, str | dict[str, str]] | None:
    found: dict[str, str | dict[str, str]] = {}
    for name in METADATA:
        value: str = getattr(document, name)
        if value:
            found[name] = value
    if document.fields:
        found["fields"] = dict(sorted(document.fields.items()))
    return found or None


def _not_finite(where: str) -> FormatError:
    return FormatError(
        _("A number is not finite, and JSON has no form for it."),
        where=where,
        hint=_("Correct the value in the program, then export again."),
    )
