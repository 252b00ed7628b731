"""The program's own format: one line of JSON per document and annotator, exact to the character.

Each line holds, in this order and without what is empty: `id` (`<document uid>:<annotator uid>`), `document`, `name`,
`text`, `sha256` (of the text's UTF-8 bytes), `meta` (metadata; further fields lie in `meta.fields`), `annotator`,
`annotator_uid`, `state`, `values` (of the document as a whole, by attribute name), `spans`, `relations`. The text and
both lists are always there: no spans means that the annotator marked nothing, and `relations` is empty as long as the
program has none. A span holds `id`, `start`, `end` (code points, end not included), `label` (the tag's path), `text`
(what is between start and end), `parts` (only if it has gaps), `values`, `note`, `origin`, `confidence`, `created`,
`changed`. The file is UTF-8 with LF, and no line holds a character that some reader takes for a line's end.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import N_, _
from desktop_app.formats._items import IncomingLine, Loss, Problem, Proof, Written
from desktop_app.formats._jsonl_lines import DocumentLine, SpanLine
from desktop_app.formats._jsonl_read import read_lines
from desktop_app.formats._jsonl_verify import compare
from desktop_app.formats._layers import Layer, layers_of
from desktop_app.model.corpus import Corpus, Entry
from desktop_app.model.records import METADATA, Annotation, Document
from desktop_app.model.tagset import DOCUMENT, Tagset
from desktop_app.model.values import Values

KEY = "jsonl"
TITLE = N_("JSON lines, exact")
SUFFIX = ".jsonl"
GROWS = True
LOSES: tuple[str, ...] = (
    N_("the original files"),
    N_("values of attributes that are not in the tagset"),
    N_("the history"),
)

_LINE_ENDS = (
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
    ("\x85".encode(), b"\\u0085"),
)


def losses(corpus: Corpus) -> tuple[Loss, ...]:
    """Original files that are more than their text, and values whose attribute is gone, counted."""
    count = _Count(corpus.tagset)
    for entry in corpus.entries:
        count.lost(entry, layers_of(entry, corpus))
    return count.losses()


def write(corpus: Corpus, file: BinaryIO) -> Written:
    """Write every line and say what was written. Raises FormatError for a number that JSON has no form for."""
    encoder = _LineEncoder(corpus.tagset)
    count = _Count(corpus.tagset)
    before = ("", "")
    for entry in corpus.entries:
        place = (entry.document.name, entry.document.uid)
        if place < before:
            raise ValueError("a corpus is walked in the order of names and uids")
        before = place
        layers = layers_of(entry, corpus)
        count.lost(entry, layers)
        for layer in layers:
            data = encoder.encode(entry, layer)
            file.write(data)
            count.add(layer, data)
    return count.written()


def verify(corpus: Corpus, file: BinaryIO, *, behind: int = 0) -> Proof:
    """Compare a written file with the corpus: ids, hashes, every text, every passage. Raises FormatError."""
    return compare(corpus, file, behind)


def read(file: BinaryIO) -> Iterator[IncomingLine | Problem]:
    """The lines of a file of ours, or in the style of Prodigy, spaCy or doccano. The file has to be seekable."""
    return read_lines(file)


class _Count:
    def __init__(self, tagset: Tagset) -> None:
        owners = (DOCUMENT, *(tag.uid for tag in tagset.tags))
        self._known = {uid: {item.uid for item in tagset.attributes_of(uid)} for uid in owners}
        self._tagset = tagset
        self._lines = self._documents = self._passages = self._size = self._originals = self._orphans = 0
        self._tags, self._annotators, self._states = Counter[str](), Counter[str](), Counter[str]()
        self._digest = hashlib.sha256()

    def lost(self, entry: Entry, layers: list[Layer]) -> None:
        """Count a document and what of it is not written."""
        self._documents += bool(layers)
        self._originals += bool(layers) and entry.document.original_sha256 not in ("", entry.document.sha256)
        for layer in layers:
            self._orphans += len(layer.progress.values.keys() - self._known[DOCUMENT])
            for item in layer.annotations:
                if item.values:
                    self._orphans += len(item.values.keys() - self._known[item.tag_uid])

    def add(self, layer: Layer, data: bytes) -> None:
        """Count a line."""
        self._lines += 1
        self._size += len(data)
        self._digest.update(data)
        self._states[layer.progress.state.value] += 1
        self._annotators[layer.annotator.uid] += len(layer.annotations)
        self._tags.update(item.tag_uid for item in layer.annotations)
        self._passages += sum(len(item.spans) for item in layer.annotations)

    def losses(self) -> tuple[Loss, ...]:
        found = (Loss(LOSES[0], self._originals), Loss(LOSES[1], self._orphans))
        return tuple(loss for loss in found if loss.count)

    def written(self) -> Written:
        by_label = {self._tagset.path(uid): count for uid, count in self._tags.items()}
        return Written(
            lines=self._lines,
            documents=self._documents,
            annotations=self._annotators.total(),
            passages=self._passages,
            size=self._size,
            sha256=self._digest.hexdigest(),
            tags=dict(sorted(by_label.items())),
            annotators=dict(sorted(self._annotators.items())),
            states=dict(sorted(self._states.items())),
            losses=self.losses(),
        )


class _LineEncoder:
    def __init__(self, tagset: Tagset) -> None:
        owners = (DOCUMENT, *(tag.uid for tag in tagset.tags))
        self._names = {uid: {item.uid: item.name for item in tagset.attributes_of(uid)} for uid in owners}
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
            relations=[],
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
            item.origin.value,
            confidence,
            item.created or None,
            item.changed or None,
        )

    def _values(self, tag_uid: str, values: Values, where: str) -> dict[str, object] | None:
        found: dict[str, object] = {}
        for uid, name in self._names[tag_uid].items():
            value = values.get(uid)
            if isinstance(value, float) and not math.isfinite(value):
                raise _not_finite(where)
            if value is not None:
                found[name] = value
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
