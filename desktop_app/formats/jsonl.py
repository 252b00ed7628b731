"""The program's own format: one line of JSON per document and annotator, exact to the character.

Each line holds, in this order and without what is empty: `id` (`<document uid>:<annotator uid>`), `document`, `name`,
`text`, `sha256` (of the text's UTF-8 bytes), `meta` (metadata; further fields lie in `meta.fields`), `annotator`,
`annotator_uid`, `state`, `values` (of the document as a whole, by attribute name), `spans`, `relations`. The text and
both lists are always there: no spans means that the annotator marked nothing. A span holds `id`, `start`, `end` (code
points, end not included), `label` (the tag's path), `text` (what is between start and end), `parts` (only if it has
gaps), `values`, `note`, `origin`, `confidence`, `created`, `changed`, `guideline` (the number of the decision that was
the newest). A value that points to an entity is `{"id", "name"}`, to a concept `{"id", "code", "label"}`, and a time
expression is an object of its TIMEX3 and EDTF fields. A relation holds `id`, `head` (a span's id), then `child` (a
span's id), `entity` (`{"id", "name"}`), `published: true` (the document's own date) or `unknown: true` (the text does
not tell), `label` (the slot's name, or "related"), `created`, `changed`; the fillers of a slot stand in their order.
The file is UTF-8 with LF, and no line holds a character that some reader takes for a line's end.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from typing import BinaryIO

from desktop_app.base.i18n import N_
from desktop_app.formats._items import IncomingLine, Loss, Problem, Proof, Written
from desktop_app.formats._jsonl_encode import LineEncoder
from desktop_app.formats._jsonl_read import read_lines
from desktop_app.formats._jsonl_verify import compare
from desktop_app.formats._layers import Layer, layers_of
from desktop_app.model.corpus import Corpus, Entry
from desktop_app.model.tagset import DOCUMENT, Tagset

_TAG, _SPANS = attrgetter("tag_uid"), attrgetter("spans")
KEY = "jsonl"
TITLE = N_("JSON lines, exact")
SUFFIX = ".jsonl"
GROWS = True
LOSES: tuple[str, ...] = (
    N_("the original files"),
    N_("values of attributes that are not in the tagset"),
    N_("links to marks that are not exported"),
    N_("the history"),
)


def losses(corpus: Corpus) -> tuple[Loss, ...]:
    """Original files that are more than their text, and values whose attribute is gone, counted."""
    count = _Count(corpus.tagset)
    for entry in corpus.entries:
        count.lost(entry, layers_of(entry, corpus))
    return count.losses()


def write(corpus: Corpus, file: BinaryIO) -> Written:
    """Write every line and say what was written. Raises FormatError for a number that JSON has no form for."""
    encoder = LineEncoder(corpus)
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
    """Compare all that a written file says with the corpus. Raises FormatError."""
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
        self._relations = self._loose = 0
        self._tags, self._annotators, self._states = Counter[str](), Counter[str](), Counter[str]()
        self._digest = hashlib.sha256()

    def lost(self, entry: Entry, layers: list[Layer]) -> None:
        """Count a document and what of it is not written."""
        self._documents += bool(layers)
        self._originals += bool(layers) and entry.document.original_sha256 not in ("", entry.document.sha256)
        for layer in layers:
            self._loose += layer.loose
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
        self._tags.update(map(_TAG, layer.annotations))
        self._relations += len(layer.links)
        self._passages += sum(map(len, map(_SPANS, layer.annotations)))

    def losses(self) -> tuple[Loss, ...]:
        found = (Loss(LOSES[0], self._originals), Loss(LOSES[1], self._orphans), Loss(LOSES[2], self._loose))
        return tuple(loss for loss in found if loss.count)

    def written(self) -> Written:
        by_label = {self._tagset.path(uid): count for uid, count in self._tags.items()}
        return Written(
            lines=self._lines,
            documents=self._documents,
            annotations=self._annotators.total(),
            passages=self._passages,
            relations=self._relations,
            size=self._size,
            sha256=self._digest.hexdigest(),
            tags=dict(sorted(by_label.items())),
            annotators=dict(sorted(self._annotators.items())),
            states=dict(sorted(self._states.items())),
            losses=self.losses(),
        )
