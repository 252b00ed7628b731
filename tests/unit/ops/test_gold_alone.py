"""Gold of which no source is left: a case of its own, to be kept or removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.agreement.clusters import Difference
from desktop_app.model.records import Document
from desktop_app.model.review import Choice
from desktop_app.model.span import Span
from desktop_app.ops import adjudication, case_reading, cases, feedback
from desktop_app.ops import annotations as marks
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.project import Project
from desktop_app.store import documents as store
from tests.builders import a_document, a_project
from tests.differences import PEOPLE, Marked, coded, differing

TEXT = "Merkel met Hollande in Paris on Monday and said that the talks had gone well."
ADA, BOB = PEOPLE[:2]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path) as made:
        yield made


@pytest.fixture
def document(project: Project) -> Document:
    """Two have finished it, each with a mark of their own that became gold."""
    made = a_document(project, TEXT)
    coded(project, made, TEXT, ADA, [Marked(0, 6, "Actor")])
    coded(project, made, TEXT, BOB, [Marked(11, 19, "Actor")])
    for decision in cases.decisions(project, made.uid):
        adjudication.take(project, decision, [decision.case.items[0].uid], reason="a name")
    return made


def lost(project: Project, document: Document, uid: str) -> Decision:
    """The case of the gold that is alone once somebody's marks are gone."""
    with project.step("Change of mind") as step:
        step.remove(*marks.of_document(project, document.uid, annotator_uid=uid))
    (found,) = [item for item in cases.decisions(project, document.uid) if item.is_gold]
    return found


def gold(project: Project, document: Document) -> list[tuple[int, int]]:
    found = marks.of_document(project, document.uid, annotator_uid=cases.gold(project).uid)
    return [(item.start, item.end) for item in found]


def test_gold_without_a_source_waits_as_a_case_of_its_own(project: Project, document: Document) -> None:
    assert [item.standing for item in cases.decisions(project, document.uid)] == [Standing.DECIDED] * 2
    found = lost(project, document, ADA.uid)
    assert found.case.difference is Difference.GOLD
    assert found.standing is Standing.STALE
    assert found.verdict is not None
    assert found.verdict.reason == "a name"
    assert found.words == ("Merkel",)
    assert [item.case.start for item in cases.decisions(project, document.uid)] == [0, 11]


def test_kept_gold_stays_as_it_is_and_is_decided(project: Project, document: Document) -> None:
    found = lost(project, document, ADA.uid)
    before = marks.get(project, found.case.items[0].uid)
    adjudication.take(project, found, [item.uid for item in found.case.items])
    assert marks.get(project, before.uid) == before
    (again,) = [item for item in cases.decisions(project, document.uid) if item.is_gold]
    assert again.standing is Standing.DECIDED
    project.undo()
    (again,) = [item for item in cases.decisions(project, document.uid) if item.is_gold]
    assert again.standing is Standing.STALE


def test_removed_gold_is_gone_with_its_case(project: Project, document: Document) -> None:
    found = lost(project, document, ADA.uid)
    verdict = adjudication.take(project, found, [])
    assert verdict.choice is Choice.NONE
    assert gold(project, document) == [(11, 19)]
    assert [item.is_gold for item in cases.decisions(project, document.uid)] == [False]
    project.undo()
    assert gold(project, document) == [(0, 6), (11, 19)]


def test_gold_that_is_alone_can_be_edited(project: Project, document: Document) -> None:
    found = lost(project, document, ADA.uid)
    adjudication.edit(project, found, [Span(0, 10)], found.case.items[0].label)
    assert gold(project, document) == [(0, 10), (11, 19)]
    (again,) = [item for item in cases.decisions(project, document.uid) if item.is_gold]
    assert again.standing is Standing.DECIDED


def test_gold_that_no_verdict_made_is_open(project: Project, document: Document) -> None:
    layer = cases.gold(project).uid
    (mark, _other) = marks.of_document(project, document.uid, annotator_uid=layer)
    with project.step("Import") as step:
        step.put(msgspec.structs.replace(mark, uid="a" * 32, spans=(Span(23, 28),)))
    (found,) = [item for item in cases.decisions(project, document.uid) if item.is_gold]
    assert found.standing is Standing.OPEN
    assert found.words == ("Paris",)


def test_a_document_with_nothing_but_gold_is_listed(project: Project, document: Document) -> None:
    with project.step("Withdraw") as step:
        for who in (ADA, BOB):
            step.remove(*marks.of_document(project, document.uid, annotator_uid=who.uid))
            step.remove(*store.progress(project.file.database, document.uid, annotator_uid=who.uid))
    assert [item.document_uid for item in cases.comparable(project)] == [document.uid]
    assert [item.standing for item in cases.decisions(project, document.uid)] == [Standing.STALE] * 2


def test_gold_waits_for_those_who_look_at_the_document_again(project: Project, document: Document) -> None:
    feedback.give_back(project, document.uid, "")
    assert cases.decisions(project, document.uid) == ()


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40), st.integers(1, 9), st.integers(2, 4))
def test_read_in_pieces_of_any_size_the_cases_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, page: int, piece: int, people: int
) -> None:
    with a_project(tmp_path_factory.mktemp("pieces")) as project, pytest.MonkeyPatch.context() as patch:
        (document,) = differing(project, people=people)
        whole = cases.decisions(project, document.uid)
        patch.setattr(case_reading, "PAGE", page)
        patch.setattr(case_reading, "PIECE", piece)
        assert cases.decisions(project, document.uid) == whole
        assert len(whole) > 10
