"""What is still to be completed, and which claims may be wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import completeness, documents, entities, links, tagset
from desktop_app.ops.completeness import Weight
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named
from tests.unit.ops.claiming import (
    DRAFT,
    OLD,
    TOLL,
    TOP,
    a_claim,
    a_coded_document,
    code,
    fill,
    findings,
    mark,
    said,
)


@pytest.fixture
def document_uid(project: Project) -> str:
    return a_coded_document(project)


def test_what_is_required_and_not_there_is_missing(project: Project, document_uid: str) -> None:
    claim = mark(project, document_uid, "Claim", "asked the state to pay")
    names = ["concept is missing", "stance is missing", "claimant is missing"]
    assert said(project, document_uid) == [(Weight.MISSING, words) for words in names]
    found = completeness.of_annotation(project, marks.get(project, claim.uid))
    assert [item.words for item in found] == names
    assert {item.annotation.uid for item in found} == {claim.uid}


def test_a_complete_claim_has_no_findings(project: Project, document_uid: str) -> None:
    a_claim(project, document_uid)
    assert said(project, document_uid) == []


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        (TOP, "concept “Traffic” is a heading: choose one below it"),
        (OLD, "concept “Close the bridge” is retired"),
        (DRAFT, "concept “Open the bridge” is a draft"),
        ("e" * 32, "the concept is no longer in the codebook"),
    ],
)
def test_only_active_leaves_of_the_codebook_are_beyond_doubt(
    project: Project, document_uid: str, concept: str, words: str
) -> None:
    code(project, a_claim(project, document_uid), concept=concept)
    assert said(project, document_uid) == [(Weight.DOUBT, words)]


def dated(project: Project, document_uid: str, claim: Annotation, day: str) -> None:
    date = mark(project, document_uid, "Date", "Tuesday")
    attribute = next(item for item in project.tagset.attributes_of(date.tag_uid) if item.kind == "timex")
    value = ("type=DATE", f"value={day}", f"edtf={day}")
    marks.set_value(project, date.uid, attribute.uid, value)
    fill(project, claim, "made on", date.uid, TargetKind.ANNOTATION)


@pytest.mark.parametrize(
    ("day", "late"), [("2015-03-10", False), ("2015-03-12", False), ("2015-03-13", True)]
)
def test_a_claim_made_after_the_document_is_doubtful(
    project: Project, document_uid: str, day: str, late: bool
) -> None:
    dated(project, document_uid, a_claim(project, document_uid), day)
    words = f"dated {day}, after the document (2015-03-12)"
    assert said(project, document_uid) == ([(Weight.DOUBT, words)] if late else [])


def test_a_claim_yet_to_come_may_be_dated_after_the_document(project: Project, document_uid: str) -> None:
    claim = a_claim(project, document_uid)
    dated(project, document_uid, claim, "2015-04-01")
    code(project, claim, modality="future")
    assert said(project, document_uid) == []


def test_the_same_claim_twice_a_day_is_hinted_at(project: Project, document_uid: str) -> None:
    a_claim(project, document_uid)
    second = a_claim(project, document_uid, last=True)
    (found,) = findings(project, document_uid)
    assert (found.weight, found.annotation.uid) == (Weight.HINT, second.uid)
    assert found.words.startswith("duplicate? “asked the state to pay”")
    code(project, second, stance="oppose")
    assert said(project, document_uid) == []


def hints(project: Project, document_uid: str) -> list[str]:
    """Which claims look like another one, by the beginning of their line."""
    found = [item for item in findings(project, document_uid) if item.weight is Weight.HINT]
    return [item.annotation.uid for item in found if item.words.startswith("duplicate?")]


def test_claims_that_differ_in_concept_day_or_claimant_are_no_duplicates(
    project: Project, document_uid: str
) -> None:
    first, second = a_claim(project, document_uid), a_claim(project, document_uid, last=True)
    assert hints(project, document_uid) == [second.uid]
    code(project, second, concept=OLD)
    assert hints(project, document_uid) == []
    code(project, marks.get(project, second.uid), concept=TOLL)
    dated(project, document_uid, second, "2015-03-10")
    assert hints(project, document_uid) == []
    fill(project, second, "made on", "", TargetKind.PUBLISHED)
    # Without a day of its own a claim is of the day of the document.
    assert hints(project, document_uid) == [second.uid]
    (link, *_others) = [item for item in links.of_annotation(project, first.uid) if item.target_uid]
    links.clear(project, [link.uid])
    state = mark(project, document_uid, "Actor", "the state")
    fill(project, first, "claimant", state.uid, TargetKind.ANNOTATION)
    assert hints(project, document_uid) == []


def test_entries_that_were_merged_and_words_in_other_capitals_are_the_same_claimant(
    project: Project, document_uid: str
) -> None:
    text = "The Mayors agree. the mayors agree. All agree."
    uid = a_document(project, text, name="capitals.txt").uid
    claims, actors = [], []
    for at in (11, 29):
        claims.append(marks.highlight(project, uid, [Span(at, at + 5)], tag_named(project, "Claim")))
        code(project, claims[-1], concept=TOLL, stance="support")
        start = at - 11
        actors.append(marks.highlight(project, uid, [Span(start, start + 10)], tag_named(project, "Actor")))
        fill(project, claims[-1], "claimant", actors[-1].uid, TargetKind.ANNOTATION)
    assert [item.quotes for item in actors] == [("The Mayors",), ("the mayors",)]
    assert hints(project, uid) == [claims[1].uid]
    one, other = (entities.add(project, Entity("", name)) for name in ("Mayors", "League of mayors"))
    code(project, actors[0], entity=one.uid)
    code(project, actors[1], entity=other.uid)
    assert hints(project, uid) == []
    entities.merge(project, other.uid, [one.uid])
    assert hints(project, uid) == [claims[1].uid]


def test_only_what_fills_a_slot_counts_for_it(project: Project, document_uid: str) -> None:
    claimant = next(item for item in project.tagset.slots if item.name == "claimant")
    tagset.edit_slot(project, replace(claimant, least=2))
    claim = a_claim(project, document_uid)
    fill(project, claim, "made on", "", TargetKind.PUBLISHED)
    assert said(project, document_uid) == [(Weight.MISSING, "claimant: 1 of 2")]


def test_a_filler_that_its_slot_does_not_take_any_more_is_in_doubt(
    project: Project, document_uid: str
) -> None:
    claim = a_claim(project, document_uid)
    claimant = next(item for item in project.tagset.slots if item.name == "claimant")
    fill(project, claim, "made on", "", TargetKind.PUBLISHED)
    tagset.edit_slot(project, replace(claimant, tag_uids=(tag_named(project, "Place"),)))
    made_on = next(item for item in project.tagset.slots if item.name == "made on")
    tagset.edit_slot(project, replace(made_on, published=False))
    assert said(project, document_uid) == [
        (Weight.DOUBT, "claimant does not take “The mayors”"),
        (Weight.DOUBT, "made on does not take “date of the document”"),
    ]
    tagset.edit_slot(project, replace(claimant, tag_uids=()))
    tagset.edit_slot(project, made_on)
    assert said(project, document_uid) == []


def test_an_entity_in_a_slot_for_marks_alone_is_in_doubt(project: Project, document_uid: str) -> None:
    claim = a_claim(project, document_uid)
    claimant = next(item for item in project.tagset.slots if item.name == "claimant")
    entity = entities.add(project, Entity("", "Mayors of the coast", "group"))
    tagset.edit_slot(project, replace(claimant, entities=True, most=0))
    fill(project, claim, "claimant", entity.uid, TargetKind.ENTITY)
    tagset.edit_slot(project, replace(claimant, entities=False, most=0))
    doubts = [words for weight, words in said(project, document_uid) if weight is Weight.DOUBT]
    assert doubts == ["claimant does not take “Mayors of the coast”"]


def test_more_fillers_than_a_slot_has_room_for_are_in_doubt(project: Project, document_uid: str) -> None:
    claim = a_claim(project, document_uid)
    claimant = next(item for item in project.tagset.slots if item.name == "claimant")
    tagset.edit_slot(project, replace(claimant, most=2))
    state = mark(project, document_uid, "Actor", "the state")
    fill(project, claim, "claimant", state.uid, TargetKind.ANNOTATION)
    assert said(project, document_uid) == []
    tagset.edit_slot(project, replace(claimant, most=1))
    assert said(project, document_uid) == [(Weight.DOUBT, "claimant: 2, and it takes 1")]


def test_a_claimant_of_whom_the_text_does_not_tell_counts_and_makes_no_duplicate(
    project: Project, document_uid: str
) -> None:
    for last in (False, True):
        claim = mark(project, document_uid, "Claim", "asked the state to pay", last=last)
        code(project, claim, concept=TOLL, stance="support")
        fill(project, claim, "claimant", "", TargetKind.UNKNOWN)
    entities.add(project, Entity("", "Mayors of the coast", "group"))
    assert said(project, document_uid) == []


def test_once_there_is_a_register_claimants_ought_to_be_in_it(project: Project, document_uid: str) -> None:
    claim = a_claim(project, document_uid)
    entity = entities.add(project, Entity("", "Mayors of the coast", "group"))
    assert said(project, document_uid) == [(Weight.HINT, "who “The mayors” is has not been coded")]
    (link,) = links.of_annotation(project, claim.uid)
    code(project, marks.get(project, link.target_uid), entity=entity.uid)
    assert said(project, document_uid) == []


def test_documents_with_marks_that_ask_for_something_are_found(
    project: Project, document_uid: str, other: Callable[[str], str]
) -> None:
    plain = other("Nothing is claimed here.")
    assert completeness.open_documents(project) == ()
    a_claim(project, document_uid)
    marks.highlight(project, plain, [Span(0, 7)], tag_named(project, "Actor"))
    assert completeness.open_documents(project) == (document_uid,)
    documents.move_to_bin(project, [document_uid])
    assert completeness.open_documents(project) == ()


@pytest.fixture
def other(project: Project) -> Callable[[str], str]:
    return lambda text: a_document(project, text, name="other.txt").uid


def test_many_marks_are_looked_at_piece_by_piece(project: Project, document_uid: str) -> None:
    text = "word " * 300
    long = a_document(project, text, name="long.txt").uid
    claim = tag_named(project, "Claim")
    for place in range(completeness.SLICE + 20):
        marks.highlight(project, long, [Span(place * 5, place * 5 + 4)], claim)
    pieces = list(completeness.findings(project, long))
    assert [len(piece) for piece in pieces] == [3 * completeness.SLICE, 3 * 20]
