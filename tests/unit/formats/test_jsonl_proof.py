"""That a written file is what the project holds, and can be turned into it again."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import structs

from desktop_app.attributes import check_value
from desktop_app.base.errors import FormatError
from desktop_app.formats import IncomingLine, IncomingRelation, jsonl
from desktop_app.model.corpus import Corpus, Entry
from desktop_app.model.records import Annotation, Annotator, Link, State
from desktop_app.model.values import Values
from tests.unit.formats.corpora import (
    TAGSET,
    annotation,
    corpora,
    corpus,
    document,
    full,
    in_order,
    link,
    progress,
    tag_uid,
)
from tests.unit.formats.reading import written

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _data: b"",
    "half a line": lambda data: data[:-10],
    "a line too many": lambda data: data * 2,
    "another letter in the text": lambda data: data.replace(b"Weber said", b"Weder said"),
    "another letter in a span": lambda data: data.replace(b'"text":"Weber"', b'"text":"Weder"'),
    "another start": lambda data: data.replace(b'"start":0', b'"start":1'),
    "another end": lambda data: data.replace(b'"end":5', b'"end":6'),
    "another part": lambda data: data.replace(b"[27,35]", b"[27,34]"),
    "parts lost": lambda data: data.replace(b'"parts":[[27,35],[36,43]],', b""),
    "another label": lambda data: data.replace(b'"label":"Actor"', b'"label":"Cue"'),
    "a span lost": lambda data: data[: data.index(b'{"id"', 10)] + b"]}\n",
    "another document": lambda data: b'{"id":"0' + data[8:],
    "another hash": lambda data: data.replace(b'"sha256":"', b'"sha256":"0'),
    "a relation lost": lambda data: data.replace(b'"relations":[{', b'"relations":[],"x":[{'),
    "another end of a relation": lambda data: data.replace(b'"child":"', b'"child":"0'),
    "another slot": lambda data: data.replace(b'"label":"claimant"', b'"label":"object"'),
    "another entity": lambda data: data.replace(b'"entity":{"id":"', b'"entity":{"id":"0'),
    "another date": lambda data: data.replace(b'"published":true', b'"published":false'),
    "no JSON": lambda data: data.replace(b"{", b"[", 1),
    "no UTF-8": lambda data: data.replace(b"Weber", b"Web\xe4r", 1),
    "wrong type": lambda data: data.replace(b'"start":0', b'"start":"0"'),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_the_proof_fails_when_the_file_is_not_what_the_project_holds(name: str) -> None:
    source = full()
    data = DAMAGES[name](written(source))
    assert data != written(source)
    with pytest.raises(FormatError) as caught:
        jsonl.verify(source, io.BytesIO(data))
    assert caught.value.where.startswith("line ")
    assert caught.value.hint


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(source=corpora())
def test_writing_is_the_same_twice_proves_itself_and_reads_back_whole(source: Corpus) -> None:
    data = written(source)
    assert written(source) == data
    found = list(jsonl.read(io.BytesIO(data)))
    again = [line for line in found if isinstance(line, IncomingLine)]
    assert again == found
    proof = jsonl.verify(source, io.BytesIO(data))
    assert proof.lines == len(again)
    assert proof.annotations == sum(len(line.annotations) for line in again)
    assert written(rebuilt(source, again)) == data


def rebuilt(source: Corpus, read: list[IncomingLine]) -> Corpus:
    """The corpus that the lines stand for, made from nothing but them and the tagset."""
    made: list[Entry] = []
    for line in read:
        text = line.text or ""
        title, author, url = (line.metadata.get(key, "") for key in ("title", "author", "url"))
        plain = document(text, line.name)
        item = replace(plain, title=title, author=author, url=url, fields=line.fields)
        marks = [
            structs.replace(
                annotation(item, text, [(span.start, span.end) for span in mark.spans], path=mark.label),
                uid=mark.uid,
                annotator_uid=line.annotator_uid,
                values=by_uid(mark.values, tag_uid(mark.label)),
                note=mark.note,
                origin=mark.origin,
                confidence=mark.confidence,
                created=mark.created,
                changed=mark.changed,
            )
            for mark in line.annotations
        ]
        begun = progress(item, Annotator(line.annotator_uid, line.annotator), line.state or State.NEW)
        links = tuple(linked(relation, marks, place) for place, relation in enumerate(line.relations))
        valued = replace(begun, values=by_uid(line.values, ""))
        made.append(Entry(item, text, in_order(marks), (valued,), links))
    return corpus(*merged(made), tagset=source.tagset)


def linked(relation: IncomingRelation, marks: list[Annotation], place: int) -> Link:
    head = next(item for item in marks if item.uid == relation.head)
    slot = "" if relation.label == "related" else relation.label
    return link(head, relation.kind, relation.target, slot=slot, place=place, uid=relation.uid)


def by_uid(values: Mapping[str, object], owner: str) -> Values:
    return {
        item.uid: check_value(values[item.name], item)
        for item in TAGSET.attributes_of(owner)
        if item.name in values
    }


def merged(made: list[Entry]) -> list[Entry]:
    by_document: dict[str, Entry] = {}
    for entry in made:
        known = by_document.get(entry.document.uid)
        if known:
            marks = in_order((*known.annotations, *entry.annotations))
            begun, links = (*known.progress, *entry.progress), (*known.links, *entry.links)
            entry = Entry(known.document, known.text, marks, begun, links)
        by_document[entry.document.uid] = entry
    return list(by_document.values())
