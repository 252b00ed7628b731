"""The proof of a written file: read back by other code than wrote it, and compared with the project."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

import msgspec

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.formats._items import Proof
from desktop_app.formats._jsonl_lines import CheckedLine, CheckedRelation, CheckedSpan
from desktop_app.formats._jsonl_told import Told
from desktop_app.formats._layers import Layer, layers_of
from desktop_app.model.corpus import Corpus, Entry
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Link, TargetKind
from desktop_app.model.tagset_rules import RELATED

_DECODER = msgspec.json.Decoder(CheckedLine)


def compare(corpus: Corpus, file: BinaryIO, behind: int) -> Proof:
    """Walk the corpus and the file side by side. Raises FormatError at the first line that is not as it should be.

    Lines are counted from `behind`.
    """
    comparison = _Comparison(corpus, behind)
    annotations = 0
    for entry in corpus.entries:
        for layer in layers_of(entry, corpus):
            comparison.line(file.readline(), entry, layer)
            annotations += len(layer.annotations)
    comparison.number += 1
    if file.readline():
        raise comparison.difference(_("the line should not be there"))
    return Proof(comparison.number - 1 - behind, annotations, comparison.passages, comparison.relations)


class _Comparison:
    def __init__(self, corpus: Corpus, behind: int) -> None:
        self.number = behind
        self.passages = 0
        self.relations = 0
        self._told = Told(corpus)
        self._slots = {"": RELATED, **{slot.uid: slot.name for slot in corpus.tagset.slots}}
        self._labels = {tag.uid: corpus.tagset.path(tag.uid) for tag in corpus.tagset.tags}

    def line(self, data: bytes, entry: Entry, layer: Layer) -> None:
        self.number += 1
        if not data.endswith(b"\n"):
            raise self.difference(_("the line is missing or breaks off"))
        try:
            line = _DECODER.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self.difference(_("the line is not JSON of the right shape")) from error
        text, sha256 = line.text, entry.document.sha256
        if line.id != f"{entry.document.uid}:{layer.annotator.uid}":
            raise self.difference(_("the line belongs to another document or annotator"))
        if text != entry.text or line.sha256 != sha256 or hashlib.sha256(text.encode()).hexdigest() != sha256:
            raise self.difference(_("the text or its hash differs"))
        if not self._told.line(line, entry.document, layer):
            raise self.difference(_("what is told of the document differs"))
        if len(line.spans) != len(layer.annotations):
            raise self.difference(_("the number of annotations differs"))
        for span, annotation in zip(line.spans, layer.annotations, strict=True):
            if not self._agrees(span, annotation, text):
                raise self.difference(_("the annotation {uid} differs").format(uid=annotation.uid))
        if [self._end_of(item) for item in line.relations] != [self._end(item) for item in layer.links]:
            raise self.difference(_("the relations differ"))
        self.relations += len(layer.links)

    def _end(self, link: Link) -> tuple[str, ...]:
        kind, uid = link.target_kind, link.target_uid
        name = self._told.entity_name(uid) if kind is TargetKind.ENTITY else ""
        slot = self._slots.get(link.slot_uid, "")
        return link.uid, link.source_uid, slot, kind, uid, name, link.created, link.changed

    def _end_of(self, item: CheckedRelation) -> tuple[str, ...]:
        kind, uid, name = TargetKind.ANNOTATION, item.child, ""
        if item.entity is not None:
            kind, uid, name = TargetKind.ENTITY, item.entity.id, item.entity.name
        elif item.published or item.unknown:
            kind = TargetKind.PUBLISHED if item.published else TargetKind.UNKNOWN
        return item.id, item.head, item.label, kind, uid, name, item.created, item.changed

    def _agrees(self, span: CheckedSpan, annotation: Annotation, text: str) -> bool:
        """Whether all is the project's: every passage, down to its text and the quote that was kept of it, and what
        is told of it.
        """
        found = text[span.start : span.end]
        if span.id != annotation.uid or span.text != found:
            return False
        if span.label != self._labels.get(annotation.tag_uid) or not self._is_told(span, annotation):
            return False
        if span.parts is None and len(annotation.spans) == 1:
            self.passages += 1
            (only,), (quote,) = annotation.spans, annotation.quotes
            return span.start == only.start and span.end == only.end and found[:QUOTE_LIMIT] == quote
        return self._agree(span.parts or [(span.start, span.end)], span, annotation, text)

    def _is_told(self, span: CheckedSpan, annotation: Annotation) -> bool:
        """Whether the values are the project's, where the annotation comes from, and when it was made."""
        return (
            span.origin == annotation.origin
            and span.created == annotation.created
            and span.changed == annotation.changed
            and span.note == annotation.note
            and span.confidence == annotation.confidence
            and span.guideline == annotation.guideline
            and (
                (span.values is None and not annotation.values)
                or self._told.values(span.values, annotation.values, annotation.tag_uid)
            )
        )

    def _agree(
        self, parts: list[tuple[int, int]], span: CheckedSpan, annotation: Annotation, text: str
    ) -> bool:
        """The same passage by passage."""
        if len(parts) != len(annotation.spans) or span.start != parts[0][0] or span.end != parts[-1][1]:
            return False
        for (start, end), expected, quote in zip(parts, annotation.spans, annotation.quotes, strict=True):
            stop = min(end, start + QUOTE_LIMIT)
            if start != expected.start or end != expected.end or text[start:stop] != quote:
                return False
        self.passages += len(parts)
        return True

    def difference(self, what: str) -> FormatError:
        return FormatError(
            _("The written file is not what the project holds: {what}.").format(what=what),
            where=_("line {number}").format(number=self.number),
            hint=_("The file was not kept. Check the project and the disk, then export again."),
        )
