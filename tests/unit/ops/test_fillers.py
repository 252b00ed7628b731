"""What fills slots, in words, and what else could."""

from __future__ import annotations

import pytest

from desktop_app.model.entity import Alias, Entity
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Slot
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, entities, fillers, links
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named

TEXT = "Norway waits for Oslo on Tuesday. Norway says so, and Bergen nods."


@pytest.fixture
def document_uid(project: Project) -> str:
    return a_document(project, TEXT).uid


def slot(project: Project, name: str) -> Slot:
    return next(item for item in project.tagset.slots if item.name == name)


def mark(project: Project, document_uid: str, label: str, words: str, *, last: bool = False) -> Annotation:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    return marks.highlight(
        project, document_uid, [Span(start, start + len(words))], tag_named(project, label)
    )


def test_marks_that_a_slot_allows_are_offered_nearest_first(project: Project, document_uid: str) -> None:
    claim = mark(project, document_uid, "Claim", "says so")
    names = ("Norway", "Oslo", "Bergen")
    made = {words: mark(project, document_uid, "Actor", words) for words in names}
    mark(project, document_uid, "Date", "Tuesday")
    offer = fillers.Offer(project, claim, slot(project, "claimant"))
    assert [item.words for item in offer.find("")] == ["Bergen", "Oslo", "Norway", "unknown"]
    assert [item.uid for item in offer.find("os")] == [made["Oslo"].uid]
    assert offer.find("Tuesday") == []


def test_every_typed_word_has_to_be_in_a_mark_and_beginnings_come_first(
    project: Project, document_uid: str
) -> None:
    claim = mark(project, document_uid, "Claim", "nods")
    for words in ("waits for Oslo", "Oslo", "so"):
        mark(project, document_uid, "Actor", words, last=True)
    offer = fillers.Offer(project, claim, slot(project, "claimant"))
    assert [item.words for item in offer.find("oslo waits")] == ["waits for Oslo"]
    assert [item.words for item in offer.find("o")] == ["Oslo", "waits for Oslo", "so"]
    assert [item.words for item in offer.find("s")] == ["so", "Oslo", "waits for Oslo"]


def test_what_fills_the_slot_already_is_not_offered_again(project: Project, document_uid: str) -> None:
    claim, oslo = mark(project, document_uid, "Claim", "waits"), mark(project, document_uid, "Actor", "Oslo")
    claimant = slot(project, "claimant")
    links.fill(project, claim.uid, claimant.uid, oslo.uid)
    assert fillers.Offer(project, claim, claimant).find("oslo") == []
    (there,) = fillers.outgoing(project, claim)
    assert (there.slot, there.filler.words, there.filler.uid) == ("claimant", "Oslo", oslo.uid)
    (back,) = fillers.incoming(project, oslo)
    assert (back.slot, back.filler.words, back.filler.uid) == ("claimant", "waits", claim.uid)


def test_entities_are_offered_by_their_aliases_and_only_where_the_slot_takes_them(
    project: Project, document_uid: str
) -> None:
    claim = mark(project, document_uid, "Claim", "waits")
    entity = entities.add(project, Entity("", "Kingdom of Norway", "state", (Alias("Norge"),)))
    (found,) = fillers.Offer(project, claim, slot(project, "claimant")).find("norge")
    assert (found.kind, found.uid, found.words) == (TargetKind.ENTITY, entity.uid, "Kingdom of Norway")
    assert fillers.Offer(project, claim, slot(project, "cue")).find("norge") == []


def test_the_date_of_the_document_is_offered_once_where_the_slot_takes_it(
    project: Project, document_uid: str
) -> None:
    documents.edit(project, document_uid, published="2015-03-12")
    claim, made_on = mark(project, document_uid, "Claim", "waits"), slot(project, "made on")
    (found,) = fillers.Offer(project, claim, made_on).find("2015")
    assert (found.kind, found.note) == (TargetKind.PUBLISHED, "2015-03-12")
    links.fill(project, claim.uid, made_on.uid, kind=TargetKind.PUBLISHED)
    assert fillers.Offer(project, claim, made_on).find("") == []
    assert [item.filler.note for item in fillers.outgoing(project, claim)] == ["2015-03-12"]


def test_a_mark_says_whom_it_names(project: Project, document_uid: str) -> None:
    claim, oslo = mark(project, document_uid, "Claim", "waits"), mark(project, document_uid, "Actor", "Oslo")
    entity = entities.add(project, Entity("", "City of Oslo", "organisation"))
    attribute = next(item for item in project.tagset.attributes_of(oslo.tag_uid) if item.kind == "entity")
    marks.set_value(project, oslo.uid, attribute.uid, entity.uid)
    links.fill(project, claim.uid, slot(project, "claimant").uid, oslo.uid)
    assert [item.filler.note for item in fillers.outgoing(project, claim)] == ["City of Oslo"]


def test_unknown_is_offered_last_where_a_filler_is_required_and_elsewhere_when_it_is_typed(
    project: Project, document_uid: str
) -> None:
    claim = mark(project, document_uid, "Claim", "waits")
    mark(project, document_uid, "Actor", "Oslo")
    claimant, addressee = slot(project, "claimant"), slot(project, "addressee")
    assert [item.words for item in fillers.Offer(project, claim, claimant).find("")] == ["Oslo", "unknown"]
    assert [item.words for item in fillers.Offer(project, claim, addressee).find("")] == ["Oslo"]
    for typed in ("?", "unk", "Unknown"):
        (found,) = fillers.Offer(project, claim, addressee).find(typed)
        assert (found.kind, found.uid, found.note) == (TargetKind.UNKNOWN, "", "the text does not say")
    assert fillers.Offer(project, claim, links.RELATED_SLOT).find("?") == []
    links.fill(project, claim.uid, claimant.uid, kind=TargetKind.UNKNOWN)
    assert [item.words for item in fillers.Offer(project, claim, claimant).find("")] == ["Oslo"]
    assert [item.filler.words for item in fillers.outgoing(project, claim)] == ["unknown"]
    assert fillers.in_words(project, [claim.uid]) == {claim.uid: {claimant.uid: ["unknown"]}}
