"""What fills slots is decided like everything else: cases, one verdict, gold with links of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.agreement.clusters import Difference
from desktop_app.base.errors import UsageError
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.identity import derived_uid, new_uid
from desktop_app.model.records import Annotation, Annotator, Document, Link, Progress, State, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import Timex, packed
from desktop_app.model.values import Value
from desktop_app.ops import adjudication, cases, check, links
from desktop_app.ops import annotations as marks
from desktop_app.ops.agreement import agree
from desktop_app.ops.agreement_report import as_data
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import a_document, a_project, an_annotation, tag_named
from tests.differences import PEOPLE

TEXT = "Merkel met Hollande in Paris on Monday and said that the talks had gone well."
CLAIM, MERKEL, HOLLANDE, LONGER = (39, 76), (0, 6), (11, 19), (11, 28)
ADA, BOB = PEOPLE[:2]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path) as made:
        yield made


def claimant(project: Project) -> str:
    return next(item.uid for item in project.tagset.slots if item.name == "claimant")


def code(
    project: Project, document: Document, who: Annotator, actor: tuple[int, int], *, filled: bool = True
) -> Annotation:
    """A claim, two actors of which one is as given, and that one as the claimant."""
    spans = {CLAIM: "Claim", MERKEL: "Actor", actor: "Actor"}
    made = {
        at: an_annotation(document, TEXT, [at], tag_uid=tag_named(project, tag), annotator_uid=who.uid)
        for at, tag in spans.items()
    }
    with project.step("Code") as step:
        step.put(who)
        step.put_all(made.values())
        step.put(Progress(progress_uid(document.uid, who.uid), document.uid, who.uid, State.DONE))
        if filled:
            step.put(link(project, made[CLAIM], made[actor].uid))
    return made[CLAIM]


def link(
    project: Project, source: Annotation, target_uid: str, kind: TargetKind = TargetKind.ANNOTATION
) -> Link:
    return Link(
        new_uid(), source.document_uid, source.annotator_uid, source.uid, claimant(project), kind, target_uid
    )


def slot_of(project: Project, document: Document) -> Decision:
    (found,) = [item for item in cases.decisions(project, document.uid) if item.is_slot]
    return found


def decide_marks(project: Project, document: Document) -> None:
    for item in cases.decisions(project, document.uid):
        if not item.is_slot and item.standing is not Standing.DECIDED:
            first = item.case.items[0].annotator
            adjudication.take(project, item, [one.uid for one in item.case.items if one.annotator == first])


def gold(project: Project, document: Document) -> list[tuple[str, str]]:
    """The words of each gold passage that has a claimant, and those of the claimant."""
    layer = cases.gold(project).uid
    known = {item.uid: item for item in marks.of_document(project, document.uid, annotator_uid=layer)}
    found = [item for item in links.of_document(project, document.uid) if item.annotator_uid == layer]
    return [(known[item.source_uid].quotes[0], known[item.target_uid].quotes[0]) for item in found]


def test_the_same_filler_with_another_boundary_is_no_difference(project: Project) -> None:
    document = a_document(project, TEXT)
    code(project, document, ADA, HOLLANDE)
    code(project, document, BOB, LONGER)
    found = slot_of(project, document)
    assert found.case.difference is Difference.NONE
    assert found.standing is Standing.AGREED
    assert found.about == TEXT[slice(*CLAIM)]
    assert set(found.words) == {TEXT[slice(*LONGER)]}


def test_another_filler_is_a_case_and_the_verdict_makes_a_gold_link(project: Project) -> None:
    document = a_document(project, TEXT)
    code(project, document, ADA, HOLLANDE)
    code(project, document, BOB, MERKEL)
    found = slot_of(project, document)
    assert found.case.difference is Difference.SLOT
    assert found.standing is Standing.OPEN
    decide_marks(project, document)
    mine = next(item for item in found.case.items if item.annotator == BOB.uid)
    adjudication.take(project, slot_of(project, document), [mine.uid], reason="said so")
    assert gold(project, document) == [(TEXT[slice(*CLAIM)], "Merkel")]
    assert slot_of(project, document).standing is Standing.DECIDED
    project.undo()
    assert gold(project, document) == []
    assert slot_of(project, document).standing is Standing.OPEN


def test_a_filler_without_gold_becomes_gold_and_an_open_passage_has_to_be_decided_first(
    project: Project,
) -> None:
    document = a_document(project, TEXT)
    code(project, document, ADA, HOLLANDE)
    code(project, document, BOB, LONGER, filled=False)
    found = slot_of(project, document)
    assert found.case.missing == (BOB.uid,)
    adjudication.take(project, found, [found.case.items[0].uid])
    assert gold(project, document) == [(TEXT[slice(*CLAIM)], "Hollande")], "all agree on the claim itself"
    standing = {item.case.start: item.standing for item in cases.decisions(project, document.uid)}
    assert standing[HOLLANDE[0]] is Standing.DECIDED


def test_nothing_fills_a_slot_of_what_was_rejected_and_an_open_passage_comes_first(project: Project) -> None:
    document = a_document(project, TEXT)
    source = code(project, document, ADA, HOLLANDE)
    code(project, document, BOB, MERKEL)
    with project.step("Move") as step:
        step.put(msgspec.structs.replace(source, spans=(Span(40, 76),)))
    with pytest.raises(UsageError, match="first"):
        adjudication.take(project, slot_of(project, document), [])
    (passage,) = [
        item for item in cases.decisions(project, document.uid) if item.case.start == 39 and not item.is_slot
    ]
    adjudication.take(project, passage, [])
    assert not any(item.is_slot for item in cases.decisions(project, document.uid))


def test_a_link_that_changes_opens_its_case_alone_again(project: Project) -> None:
    document = a_document(project, TEXT)
    code(project, document, ADA, HOLLANDE)
    claim = code(project, document, BOB, MERKEL)
    decide_marks(project, document)
    found = slot_of(project, document)
    adjudication.take(project, found, [found.case.items[0].uid])
    with project.step("Also the other") as step:
        actor = an_annotation(
            document, TEXT, [HOLLANDE], tag_uid=tag_named(project, "Actor"), annotator_uid=BOB.uid
        )
        step.put(actor, link(project, claim, actor.uid))
    assert slot_of(project, document).standing is Standing.STALE
    adjudication.take(project, slot_of(project, document), [])
    assert gold(project, document) == []


def test_gold_links_follow_a_passage_that_is_decided_otherwise(project: Project) -> None:
    document = a_document(project, TEXT)
    code(project, document, ADA, HOLLANDE)
    code(project, document, BOB, LONGER)
    decide_marks(project, document)
    found = slot_of(project, document)
    adjudication.take(project, found, [item.uid for item in found.case.items])
    (actor,) = [item for item in cases.decisions(project, document.uid) if item.case.start == HOLLANDE[0]]
    for item in actor.case.items:
        adjudication.take(project, actor, [item.uid])
        (actor,) = [one for one in cases.decisions(project, document.uid) if one.case.start == HOLLANDE[0]]
        assert gold(project, document) == [(TEXT[slice(*CLAIM)], TEXT[slice(*item.ranges[0])])]
    adjudication.take(project, actor, [])
    assert gold(project, document) == []
    project.close()
    assert check.check(project.path).findings == ()


def test_merged_entities_are_the_same_filler_and_the_document_is_finished_with_its_links(
    project: Project,
) -> None:
    document = a_document(project, TEXT)
    first, other = Entity(derived_uid("m"), "Angela Merkel"), Entity(derived_uid("am"), "A. Merkel")
    claims = [code(project, document, who, MERKEL, filled=False) for who in (ADA, BOB)]
    with project.step("Fill") as step:
        step.put(first, other)
        step.put(link(project, claims[0], first.uid, TargetKind.ENTITY))
        step.put(link(project, claims[1], other.uid, TargetKind.ENTITY))
    assert slot_of(project, document).case.difference is Difference.SLOT
    assert set(slot_of(project, document).words) == {"Angela Merkel", "A. Merkel"}
    with project.step("Merge") as step:
        step.put(Entity(other.uid, other.name, merged_into=first.uid))
    assert slot_of(project, document).standing is Standing.AGREED
    adjudication.finish(project, document.uid)
    layer = cases.gold(project).uid
    (made,) = [item for item in links.of_document(project, document.uid) if item.annotator_uid == layer]
    assert made.target_uid in (first.uid, other.uid)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([MERKEL, HOLLANDE, None]), min_size=2, max_size=4))
def test_the_order_of_annotators_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, fillers: list[tuple[int, int] | None]
) -> None:
    found = []
    for order in (1, -1):
        with a_project(tmp_path_factory.mktemp("slots")) as project:
            document = a_document(project, TEXT)
            for who, filler in list(zip(PEOPLE, fillers, strict=False))[::order]:
                code(project, document, who, filler or HOLLANDE, filled=filler is not None)
            found.append(
                [
                    (item.case.difference, item.case.missing, sorted(item.words), item.standing)
                    for item in cases.decisions(project, document.uid)
                ]
            )
    assert found[0] == found[1]


def timex(**fields: str) -> tuple[str, ...]:
    return packed(Timex("DATE", **fields))


def valued(project: Project, document: Document, kind: str, *coded: Value) -> Attribute:
    """Everybody marked the same actor and coded an attribute of this kind."""
    attribute = Attribute(derived_uid(kind), tag_named(project, "Actor"), kind, kind)
    with project.step("Code") as step:
        step.put(attribute, *PEOPLE[: len(coded)])
        for who, value in zip(PEOPLE, coded, strict=False):
            mark = an_annotation(document, TEXT, [MERKEL], tag_uid=attribute.tag_uid, annotator_uid=who.uid)
            step.put(msgspec.structs.replace(mark, values={attribute.uid: value}))
            step.put(Progress(progress_uid(document.uid, who.uid), document.uid, who.uid, State.DONE))
    return attribute


def test_of_dates_only_what_they_say_is_compared_and_gold_keeps_the_rest(project: Project) -> None:
    document = a_document(project, TEXT)
    typed = timex(value="2015-11-02", edtf="2015-11-02", by="human")
    told = timex(value="2015-11-02", edtf="2015-11-02", anchor="2015-11-05", by="tool")
    attribute = valued(project, document, "timex", typed, told)
    (found,) = cases.decisions(project, document.uid)
    assert found.standing is Standing.AGREED
    adjudication.edit(
        project, found, [Span(*MERKEL)], found.case.items[0].label, values={attribute.uid: typed[:-1]}
    )
    (made,) = marks.of_document(project, document.uid, annotator_uid=cases.gold(project).uid)
    assert made.values[attribute.uid] in (typed, told)


def test_values_are_measured_by_what_they_mean(project: Project) -> None:
    document = a_document(project, TEXT)
    month = timex(value="2015-11", edtf="2015-11", earliest="2015-11-01", latest="2015-11-30")
    day = timex(value="2015-11-02", edtf="2015-11-02", earliest="2015-11-02", latest="2015-11-02")
    valued(project, document, "timex", month, day)
    found = {item.metric: item for item in agree(project).measures if item.attribute == "timex"}
    assert found["attributes"].parts["same"] == 0
    assert found["date-overlap"].parts["same"] == 1


def test_concepts_below_the_same_one_agree_one_level_up(project: Project) -> None:
    document = a_document(project, TEXT)
    above, one, other = (Concept(derived_uid(code), code, code) for code in ("1", "11", "12"))
    with project.step("Codebook") as step:
        step.put(above, replace(one, parent_uid=above.uid), replace(other, parent_uid=above.uid))
    valued(project, document, "concept", one.uid, other.uid)
    found = {item.metric: item for item in agree(project).measures if item.attribute == "concept"}
    assert found["attributes"].parts["same"] == 0
    assert found["parent-concepts"].parts["same"] == 1
    data = as_data(agree(project))
    assert "parent-concepts" in str(data["coefficients"])


def test_that_the_text_does_not_tell_is_an_opinion_too_and_becomes_gold(project: Project) -> None:
    document = a_document(project, TEXT)
    claims = [code(project, document, who, MERKEL, filled=who is BOB) for who in (ADA, BOB)]
    with project.step("Fill") as step:
        step.put(link(project, claims[0], "", TargetKind.UNKNOWN))
    found = slot_of(project, document)
    assert (found.case.difference, set(found.words)) == (Difference.SLOT, {"unknown", "Merkel"})
    decide_marks(project, document)
    mine = next(item for item in found.case.items if item.annotator == ADA.uid)
    adjudication.take(project, slot_of(project, document), [mine.uid])
    layer = cases.gold(project).uid
    (made,) = [item for item in links.of_document(project, document.uid) if item.annotator_uid == layer]
    assert (made.target_kind, made.target_uid) == (TargetKind.UNKNOWN, "")
