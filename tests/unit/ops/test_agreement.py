from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.agreement.metrics import METRICS
from desktop_app.agreement.study import Measure
from desktop_app.base.errors import UsageError
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator, Document, Progress, State
from desktop_app.ops.agreement import Agreement, agree
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, BEN, a_document, a_project, an_annotation, tag_named

TEXT = "Merkel met Hollande in Paris on Monday and said that the talks had gone well."

Spans = list[tuple[int, int, str]]


def code(project: Project, document: Document, who: str, spans: Spans, state: State = State.DONE) -> None:
    with project.step("Code") as step:
        step.put_all(
            an_annotation(document, TEXT, [(start, end)], tag_uid=tag_named(project, tag), annotator_uid=who)
            for start, end, tag in spans
        )
        step.put(Progress(progress_uid(document.uid, who), document.uid, who, state))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path) as made:
        with made.step("Ben joins") as step:
            step.put(BEN)
        yield made


def measured(found: Agreement, metric: str, detail: str = "", label: str = "") -> Measure:
    return next(
        item
        for item in found.measures
        if (item.metric, item.label) == (metric, label) and item.detail in (detail, "nominal")
    )


def test_two_layers_are_compared_by_names_and_every_number_has_its_unit(project: Project) -> None:
    document = a_document(project, TEXT)
    code(project, document, ANNA.uid, [(0, 6, "Actor"), (11, 19, "Actor"), (32, 38, "Date")])
    code(project, document, BEN.uid, [(0, 6, "Actor"), (7, 19, "Actor"), (23, 28, "Actor")])
    found = agree(project, people=["anna", "ben"])
    strict = measured(found, "span-f1", "strict")
    assert strict.parts == {
        "cor": 1,
        "inc": 1,
        "par": 0,
        "mis": 1,
        "spu": 1,
        "precision": 1 / 3,
        "recall": 1 / 3,
    }
    assert strict.coefficient.value == pytest.approx(1 / 3)
    assert measured(found, "span-f1", "type").coefficient.value == pytest.approx(2 / 3)
    assert measured(found, "span-f1", "strict", "Date").coefficient.value == 0.0
    assert measured(found, "alpha").coefficient.n == len(TEXT)
    (pair,) = found.differences
    assert pair.kinds == (1, 0, 1, 0, 1, 1)
    assert pair.confusion == {("Actor", "Actor"): 2, ("Date", ""): 1, ("", "Actor"): 1}


def test_a_document_counts_only_when_both_have_finished_it(project: Project) -> None:
    first, second = a_document(project, TEXT), a_document(project, TEXT + " Twice.")
    for document in (first, second):
        code(project, document, ANNA.uid, [(0, 6, "Actor")])
    code(project, first, BEN.uid, [(0, 6, "Actor")])
    code(project, second, BEN.uid, [], State.IN_PROGRESS)
    found = agree(project)
    assert found.finished == {ANNA.uid: 2, BEN.uid: 1}
    assert found.differences[0].documents == 1
    assert measured(found, "span-f1", "strict").coefficient.value == 1.0
    every = agree(project, unfinished=True)
    assert every.differences[0].documents == 2
    assert measured(every, "span-f1", "strict").coefficient.value == pytest.approx(2 / 3)


def test_documents_and_metrics_can_be_chosen(project: Project) -> None:
    first, second = a_document(project, TEXT, name="a"), a_document(project, TEXT + " Twice.", name="b")
    for document in (first, second):
        code(project, document, ANNA.uid, [(0, 6, "Actor")])
        code(project, document, BEN.uid, [(0, 6, "Actor")])
    found = agree(project, metrics=["gamma"], documents=["b"])
    assert {item.metric for item in found.measures} == {"gamma"}
    assert found.documents == 1


def test_what_is_not_there_is_named_and_so_is_what_there_is(project: Project) -> None:
    for people in (["anna", "eve"], ["anna"]):
        with pytest.raises(UsageError):
            agree(project, people=people)
    with pytest.raises(UsageError):
        agree(project, metrics=["delta"])
    with pytest.raises(UsageError):
        agree(project, documents=["c"])


def test_an_undefined_number_says_why(project: Project) -> None:
    document = a_document(project, TEXT)
    code(project, document, ANNA.uid, [])
    code(project, document, BEN.uid, [])
    found = agree(project)
    assert all(item.coefficient.value is None and item.coefficient.reason for item in found.measures)


def test_two_who_finished_no_document_in_common_have_no_number_and_every_metric_says_why(
    project: Project,
) -> None:
    first, second = a_document(project, TEXT), a_document(project, TEXT + " Twice.")
    code(project, first, ANNA.uid, [(0, 6, "Actor")])
    code(project, second, BEN.uid, [(0, 6, "Actor")])
    found = agree(project, metrics=[*METRICS])
    pairs = [item for item in found.measures if item.annotators and item.attribute != "state"]
    assert pairs
    assert all(item.coefficient.value is None and item.coefficient.reason for item in pairs)


def test_somebody_who_did_nothing_is_compared_only_when_named(project: Project) -> None:
    document = a_document(project, TEXT)
    carla = Annotator(derived_uid("carla"), "carla")
    with project.step("Carla joins") as step:
        step.put(carla)
    for who in (ANNA.uid, BEN.uid):
        code(project, document, who, [(0, 6, "Actor")])
    assert [item.name for item in agree(project).people] == ["anna", "ben"]
    assert len(agree(project, people=["anna", "ben", "carla"]).people) == 3


def test_values_of_marks_and_documents_are_compared_by_their_kind(project: Project) -> None:
    document = a_document(project, TEXT)
    claim = tag_named(project, "Claim")
    stance = next(item for item in project.tagset.attributes_of(claim) if item.name == "stance")
    for who, said in ((ANNA.uid, "support"), (BEN.uid, "oppose")):
        code(project, document, who, [])
        marked = an_annotation(document, TEXT, [(0, 6)], tag_uid=claim, annotator_uid=who)
        with project.step("Say") as step:
            step.put(msgspec.structs.replace(marked, values={stance.uid: said}))
    (found,) = [
        item for item in agree(project, metrics=["attributes"]).measures if item.attribute == "stance"
    ]
    assert (found.label, found.detail) == ("Claim", "kappa, nominal")
    assert found.coefficient.observed == 0.0
    assert found.parts["coverage"] == 1.0
