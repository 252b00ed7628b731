"""What a written line tells besides texts and places, compared with what the project holds. The writer has no part."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.formats._jsonl_lines import CheckedLine
from desktop_app.formats._layers import Layer
from desktop_app.model.corpus import Corpus
from desktop_app.model.records import METADATA, Document
from desktop_app.model.tagset import DOCUMENT
from desktop_app.model.values import Value, Values


class Told:
    """Says whether values and names in a line are the project's. Values of attributes that are gone are not in it."""

    def __init__(self, corpus: Corpus) -> None:
        owners = (DOCUMENT, *(tag.uid for tag in corpus.tagset.tags))
        self._known = {
            owner: {item.uid: (item.name, item.kind) for item in corpus.tagset.attributes_of(owner)}
            for owner in owners
        }
        self._entities = {item.uid: item.name for item in corpus.entities}
        self._concepts = {item.uid: (item.code, item.label) for item in corpus.concepts}

    def line(self, line: CheckedLine, document: Document, layer: Layer) -> bool:
        """Whether the line says of the document, its annotator and their work what is so."""
        return (
            (line.document, line.name) == (document.uid, document.name)
            and (line.annotator, line.annotator_uid) == (layer.annotator.name, layer.annotator.uid)
            and line.state == layer.progress.state
            and _is_meta(line.meta or {}, document)
            and self.values(line.values, layer.progress.values, DOCUMENT)
        )

    def values(self, written: Mapping[str, object] | None, stored: Values, owner_uid: str) -> bool:
        """Whether these are all the values of an annotation, or of the document as a whole, and no others."""
        known, found = self._known[owner_uid], written or {}
        count = 0
        for uid, value in stored.items():
            name, kind = known.get(uid, ("", ""))
            if uid in known:
                count += 1
                if name not in found or not self._is(kind, found[name], value):
                    return False
        return count == len(found)

    def entity_name(self, uid: str) -> str:
        """How an entry of the register is called; '' for none."""
        return self._entities.get(uid, "")

    def _is(self, kind: str, written: object, value: Value) -> bool:
        if isinstance(value, tuple):
            if kind == "timex":
                return written == _filled(value)
            return isinstance(written, list) and tuple(written) == value
        if kind == "entity" and isinstance(value, str):
            return written == {"id": value, "name": self.entity_name(value)}
        if kind == "concept" and isinstance(value, str):
            code, label = self._concepts.get(value, ("", ""))
            return written == {"id": value, "code": code, "label": label}
        # A yes is equal to a 1, and 1 to 1.0, but they are different values.
        return type(written) is type(value) and written == value


def _is_meta(written: Mapping[str, object], document: Document) -> bool:
    expected: dict[str, object] = {name: getattr(document, name) for name in METADATA}
    expected["fields"] = dict(document.fields)
    return written == {name: value for name, value in expected.items() if value}


def _filled(value: tuple[str, ...]) -> dict[str, str]:
    """The fields of a time expression that say something."""
    fields = (item.partition("=") for item in value)
    return {key: words for key, _sign, words in fields if words}
