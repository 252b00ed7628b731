"""Corpora for the tests of formats: by hand, and by chance."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st
from msgspec import structs

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.paths import resources
from desktop_app.model.concept import Concept
from desktop_app.model.corpus import Corpus, Entry, Selection
from desktop_app.model.entity import Alias, Entity
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import (
    QUOTE_LIMIT,
    Annotation,
    Annotator,
    Document,
    Link,
    Origin,
    Progress,
    State,
    TargetKind,
)
from desktop_app.model.span import Span, joined
from desktop_app.model.tagset import DOCUMENT, Attribute, Tag, Tagset
from desktop_app.model.tagset_file import load_tagset
from desktop_app.model.values import Value, Values
from tests.traps import TRAP_TEXTS

ANNA = Annotator(derived_uid("anna"), "Anna")
BEN = Annotator(derived_uid("ben"), "Бен")
PEOPLE = (ANNA, BEN)
LETTER = "Weber said on Tuesday that the toll must go."
ENTITIES = (
    Entity(derived_uid("okafor"), "Lena Okafor", "person", (Alias("Okafor", "en", exact=True),)),
    Entity(derived_uid("greens"), "Die Grünen", "organisation", values={"country": "DE"}),
)
CONCEPTS = (
    Concept(derived_uid("1"), "1", "Traffic"),
    Concept(derived_uid("101"), "101", "Toll on lorries", derived_uid("1"), examples=("a toll",)),
)
MOMENT = "2015-11-02T09:30:00.000Z"


def starter() -> Tagset:
    """The starter tagset with a tag below another."""
    data = (resources() / "tagsets" / "claims-in-the-news.json").read_bytes()
    tagset = load_tagset(data, ATTRIBUTES, seed="tests")
    actor = tagset.tags[0]
    person = Tag(derived_uid("person"), "Person", actor.uid, position=9)
    return replace(tagset, tags=(*tagset.tags, person))


TAGSET = starter()


def tag_uid(path: str) -> str:
    """The uid of the tag with this label."""
    found = TAGSET.by_path(path)
    assert found is not None
    return found.uid


def attribute_uid(name: str, path: str = "") -> str:
    """The uid of an attribute of a tag, or of the document."""
    owner = tag_uid(path) if path else DOCUMENT
    return next(item.uid for item in TAGSET.attributes_of(owner) if item.name == name)


def document(text: str, name: str = "a.txt") -> Document:
    """A document with this text."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(derived_uid(name, sha256), name, sha256, len(text))


def annotation(
    source: Document, text: str, spans: Iterable[tuple[int, int]], *, path: str = "Actor", number: int = 0
) -> Annotation:
    """An annotation by Anna with these passages."""
    chosen = joined(Span(start, end) for start, end in spans)
    return Annotation(
        uid=derived_uid(source.uid, str(number)),
        document_uid=source.uid,
        annotator_uid=ANNA.uid,
        tag_uid=tag_uid(path),
        spans=chosen,
        quotes=tuple(text[span.start : span.end][:QUOTE_LIMIT] for span in chosen),
        created=MOMENT,
        changed=MOMENT,
    )


def progress(source: Document, who: Annotator = ANNA, state: State = State.DONE, **values: Value) -> Progress:
    """Progress with a document; `values` by the names of the document's attributes."""
    coded = {attribute_uid(name): value for name, value in values.items()}
    return Progress(derived_uid("progress", source.uid, who.uid), source.uid, who.uid, state, coded, MOMENT)


def one(text: str, *spans: tuple[int, int], name: str = "a.txt") -> Entry:
    """A document that Anna finished, with an actor at each span."""
    source = document(text, name)
    made = [annotation(source, text, [span], number=at) for at, span in enumerate(spans)]
    return Entry(source, text, in_order(made), (progress(source),))


def in_order(items: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Annotations as an entry holds them."""
    return tuple(sorted(items, key=lambda item: (item.annotator_uid, item.start, -item.end, item.uid)))


def corpus(*entries: Entry, selection: Selection | None = None, tagset: Tagset = TAGSET) -> Corpus:
    """A corpus of these entries, put in order."""
    ordered = sorted(entries, key=lambda entry: (entry.document.name, entry.document.uid))
    return Corpus("p" * 32, tagset, PEOPLE, ordered, selection or Selection(), ENTITIES, CONCEPTS)


def full() -> Corpus:
    """A document with metadata, an actor and a claim in two parts."""
    source = replace(
        document(LETTER, "news/a.txt"),
        title="Toll",
        published="2015-03-12",
        fields={"section": "Politics", "desk": "3"},
    )
    actor = structs.replace(
        annotation(source, LETTER, [(0, 5)], number=1),
        values={attribute_uid("mention", "Actor"): "name"},
        note="who?",
        origin=Origin.SUGGESTED,
        confidence=0.5,
    )
    claim = annotation(source, LETTER, [(27, 35), (36, 43)], path="Claim", number=2)
    claim = structs.replace(
        claim, values={attribute_uid("sure", "Claim"): False, attribute_uid("stance", "Claim"): "oppose"}
    )
    linked = (
        link(claim, TargetKind.ANNOTATION, actor.uid, slot="claimant"),
        link(claim, TargetKind.ENTITY, ENTITIES[0].uid, slot="addressee"),
        link(claim, TargetKind.PUBLISHED, "", slot="made on"),
    )
    begun = (progress(source, relevance="relevant"),)
    return corpus(Entry(source, LETTER, in_order([actor, claim]), begun, linked))


letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
texts = st.sampled_from([text for text in TRAP_TEXTS if text]) | letters.filter(bool)
words = st.text(st.characters(exclude_categories=["C"]), max_size=12)


@st.composite
def value_of(draw: st.DrawFn, attribute: Attribute) -> Value:
    """A value that fits the attribute."""
    kinds: dict[str, st.SearchStrategy[Value]] = {
        "text": words.filter(lambda text: bool(text.strip())),
        "number": st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False),
        "boolean": st.booleans(),
        "choice": st.sampled_from(attribute.options or ("none",)),
        "choices": st.lists(st.sampled_from(attribute.options or ("none",)), min_size=1, unique=True).map(
            tuple
        ),
        "date": st.sampled_from(["2015", "2015-03-12", "201X~", "2015-03-02/.."]),
        "timex": st.sampled_from(
            [("type=DATE", "value=2015-03-10", "edtf=2015-03-10", "by=human"), ("type=DURATION", "value=P3W")]
        ),
        "entity": st.sampled_from([item.uid for item in ENTITIES]),
        "concept": st.sampled_from([item.uid for item in CONCEPTS]),
    }
    value: Value = draw(kinds[attribute.kind])
    return ATTRIBUTES[attribute.kind].check(value, attribute)


@st.composite
def values_for(draw: st.DrawFn, owner: str) -> Values:
    """Some values for a tag's attributes, or the document's."""
    items = TAGSET.attributes_of(owner)
    chosen = draw(st.lists(st.sampled_from(items), unique_by=lambda item: item.uid)) if items else []
    return {item.uid: draw(value_of(item)) for item in chosen}


@st.composite
def marks(draw: st.DrawFn, source: Document, text: str) -> Annotation:
    """An annotation on a text that is not empty, with one to three passages."""
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30))
    pairs = draw(st.lists(edges, min_size=1, max_size=3))
    item = annotation(source, text, [(start, min(start + size, len(text))) for start, size in pairs])
    chosen = draw(st.sampled_from(TAGSET.tags)).uid
    return structs.replace(
        item,
        uid=draw(st.uuids()).hex,
        tag_uid=chosen,
        annotator_uid=draw(st.sampled_from(PEOPLE)).uid,
        values=draw(values_for(chosen)),
        note=draw(words),
        origin=draw(st.sampled_from(Origin)),
        confidence=draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def entries(draw: st.DrawFn, text: str, number: int) -> Entry:
    """A document that somebody worked on."""
    plain = document(text, f"{draw(words)}-{number}.txt")
    fields = draw(st.dictionaries(words, words, max_size=3))
    source = replace(plain, title=draw(words), author=draw(words), url=draw(words), fields=fields)
    made = draw(st.lists(marks(source, text), max_size=4, unique_by=lambda item: item.uid))
    states = st.sampled_from([State.IN_PROGRESS, State.DONE, State.NEEDS_ANOTHER_LOOK, State.REVIEWED])
    begun = [
        replace(progress(source, who, draw(states)), values=draw(values_for(DOCUMENT)))
        for who in PEOPLE
        if draw(st.booleans()) or any(item.annotator_uid == who.uid for item in made)
    ]
    return Entry(source, text, in_order(made), tuple(begun), draw(links(made)))


@st.composite
def links(draw: st.DrawFn, made: list[Annotation]) -> tuple[Link, ...]:
    """Relations between some of the annotations of each annotator, as an entry holds them."""
    found: list[Link] = []
    for source in made:
        mates = [item.uid for item in made if item.annotator_uid == source.annotator_uid and item != source]
        targets = [(TargetKind.ANNOTATION, uid) for uid in mates]
        targets += [(TargetKind.ENTITY, item.uid) for item in ENTITIES]
        for place, (kind, target) in enumerate(
            draw(st.lists(st.sampled_from(targets), unique=True, max_size=2))
        ):
            found.append(link(source, kind, target, place=place, uid=draw(st.uuids()).hex))
    return tuple(sorted(found, key=lambda item: (item.source_uid, item.slot_uid, item.position, item.uid)))


def link(
    source: Annotation, kind: TargetKind, target_uid: str, *, slot: str = "", place: int = 0, uid: str = ""
) -> Link:
    """A link of an annotation; `slot` is a name, '' the relation without a type."""
    slots = [item.uid for item in TAGSET.slots if item.name == slot] or [""]
    return Link(
        uid or derived_uid(source.uid, target_uid, str(place)),
        source.document_uid,
        source.annotator_uid,
        source.uid,
        slots[0],
        kind,
        target_uid,
        position=place,
        created=MOMENT,
        changed=MOMENT,
    )


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """A few documents with different texts, traps or by chance, marked by two annotators."""
    chosen = draw(st.lists(texts, max_size=3, unique=True))
    return corpus(*(draw(entries(text, number)) for number, text in enumerate(chosen)))
