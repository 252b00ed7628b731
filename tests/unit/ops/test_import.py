"""Imports: one step, nothing twice, nothing overwritten, every refusal with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from desktop_app.base.errors import ReadOnlyError, UsageError
from desktop_app.model.records import Annotator, Origin, Role, State
from desktop_app.model.tagset import DOCUMENT
from desktop_app.ops import annotations as marking
from desktop_app.ops import documents, exchange
from desktop_app.ops.check import check
from desktop_app.ops.exchange import ImportReport
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, a_document, a_project, an_annotation, reopened, tag_named
from tests.traps import TRAPS
from tests.unit.ops.incoming import TEXT, file, line, marks, people


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path, who=BEN, name="other.rubric") as opened:
        yield opened


def filled(project: Project) -> None:
    """Every trap, marked here and there, by two annotators, with values, notes and states."""
    actor, claim = tag_named(project, "Actor"), tag_named(project, "Claim")
    stance, sure = (
        next(item for item in project.tagset.attributes_of(claim) if item.name == name)
        for name in ("stance", "sure")
    )
    remark = next(item for item in project.tagset.attributes_of(DOCUMENT) if item.name == "remark")
    for name, text in TRAPS.items():
        if not text:
            continue
        document = a_document(project, text, name=name)
        size = len(text)
        made = [
            an_annotation(document, text, [(0, size)], tag_uid=actor),
            structs.replace(
                an_annotation(document, text, [(size // 2, size)], tag_uid=claim, annotator_uid=BEN.uid),
                values={stance.uid: "mixed", sure.uid: True},
                note=name,
                origin=Origin.SUGGESTED,
                confidence=0.25,
            ),
        ]
        if size > 4:
            made.append(an_annotation(document, text, [(0, 1), (2, 3), (size - 1, size)], tag_uid=actor))
        with project.step("Mark") as step:
            step.put(BEN, *made)
        documents.set_document_value(project, document.uid, remark.uid, name)
        documents.set_state(project, document.uid, State.DONE)


def spans_of(path: Path) -> list[bytes]:
    """What stands between `"spans":` and the end of each line, byte for byte, in the order of names."""
    return [data.split(b'"spans":', 1)[1] for data in path.read_bytes().split(b"\n")[:-1]]


def test_export_then_import_into_a_new_project_then_export_gives_the_same_spans(
    project: Project, other: Project, tmp_path: Path
) -> None:
    filled(project)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    exchange.export(project, first)
    report = exchange.import_(other, first)
    assert report.problems == ()
    assert report.differences == ()
    exchange.export(other, second)
    assert spans_of(second) == spans_of(first)
    for before, after in zip(
        first.read_text("utf-8").split("\n"), second.read_text("utf-8").split("\n"), strict=True
    ):
        if before:
            own, copy = json.loads(before), json.loads(after)
            assert {**own, "id": "", "document": ""} == {**copy, "id": "", "document": ""}
    assert check(other.path).findings == ()


def test_importing_again_brings_nothing_and_leaves_no_step(
    project: Project, other: Project, tmp_path: Path
) -> None:
    filled(project)
    path = tmp_path / "first.jsonl"
    exchange.export(project, path)
    first = exchange.import_(other, path)
    depth = other.undo_depth
    again = exchange.import_(other, path)
    assert (again.annotations, again.equal, again.states) == (0, first.annotations, 0)
    assert (again.documents, again.annotators, again.differences, again.problems) == ((), (), (), ())
    assert other.undo_depth == depth


def test_an_import_is_one_step_that_undo_takes_back_whole(project: Project, tmp_path: Path) -> None:
    a_document(project, "There before.", name="before.txt")
    before = (project.undo_depth, people(project), project.tagset)
    many = [{"start": at % 40, "end": at % 40 + 1, "label": "New/Tag"} for at in range(2500)]
    path = file(tmp_path, line(spans=many), line(text="Another.", annotator="Mira"))
    report = exchange.import_(project, path, create_tags=True)
    assert report.annotations == 2501
    assert project.undo_label == "Import 2501 marks from in.jsonl"
    project.undo()
    assert (project.undo_depth, people(project), project.tagset) == before
    assert documents.by_name(project, "in-1") is None
    project.redo()
    assert len(marks(project, "in-1")) == 2500
    assert check(project.path).findings == ()


def test_a_dry_run_says_the_same_and_changes_nothing(project: Project, tmp_path: Path) -> None:
    path = file(
        tmp_path, line(), line(text="Other", spans=[{"start": 0, "end": 9, "label": "Actor"}]), "no JSON"
    )
    before = project.path.read_bytes()
    tried = exchange.import_(project, path, annotator="Mira", dry_run=True)
    assert project.path.read_bytes() == before
    done = exchange.import_(project, path, annotator="Mira")
    assert tried.dry_run
    assert replace(tried, dry_run=False, problems=()) == replace(done, problems=())
    assert list(map(str, tried.problems)) == list(map(str, done.problems))
    assert (done.annotations, len(done.documents), len(done.refused)) == (1, 2, 2)


def test_a_dry_run_needs_no_right_to_write(project: Project, tmp_path: Path) -> None:
    path = file(tmp_path, line())
    with reopened(project, read_only=True) as again:
        assert exchange.import_(again, path, dry_run=True).annotations == 1
        with pytest.raises(ReadOnlyError):
            exchange.import_(again, path)


def test_what_differs_is_listed_and_left_as_the_project_has_it(
    project: Project, other: Project, tmp_path: Path
) -> None:
    document = a_document(project, TEXT, name="a.txt")
    made = an_annotation(document, TEXT, [(0, 5)], tag_uid=tag_named(project, "Actor"))
    marking.highlight(project, document.uid, made.spans, made.tag_uid)
    path = tmp_path / "o.jsonl"
    exchange.export(project, path)
    exchange.import_(other, path)
    (item,) = marking.of_document(project, document.uid)
    marking.retag(project, item.uid, tag_named(project, "Cue"))
    marking.set_note(project, item.uid, "later")
    documents.set_state(project, document.uid, State.DONE)
    exchange.export(project, path)
    report = exchange.import_(other, path)
    assert [(found.where, found.what) for found in report.differences] == [
        ("a.txt, 0–5", "tag, note, time"),
        ("a.txt", "state or values of the document"),
    ]
    assert marks(other, "a.txt") == [("Actor", 0, 5)]


def test_an_annotation_that_was_corrected_after_import_is_not_set_back(
    project: Project, tmp_path: Path
) -> None:
    path = file(tmp_path, line(name="a.txt"))
    exchange.import_(project, path, annotator="anna")
    document = documents.by_name(project, "a.txt")
    assert document is not None
    (item,) = marking.of_document(project, document.uid)
    assert item.origin is Origin.IMPORTED
    marking.set_note(project, item.uid, "mine")
    report = exchange.import_(project, path, annotator="anna")
    assert [found.what for found in report.differences] == ["note"]
    assert marking.get(project, item.uid).note == "mine"


def test_a_foreign_layer_belongs_to_an_annotator_named_after_the_file(
    project: Project, tmp_path: Path
) -> None:
    exchange.import_(project, file(tmp_path, line(), name="model.jsonl"))
    assert people(project)["model.jsonl"].role is Role.FILE
    exchange.import_(project, file(tmp_path, line(text="More text."), name="model.jsonl"))
    assert sorted(people(project)) == ["anna", "model.jsonl"]


def test_a_foreign_layer_belongs_to_the_annotator_that_was_named(project: Project, tmp_path: Path) -> None:
    exchange.import_(project, file(tmp_path, line(annotator="Ida")), annotator="anna")
    assert sorted(people(project)) == ["anna"]
    exchange.import_(project, file(tmp_path, line(text="More.", annotator="Ida")))
    assert people(project)["Ida"].role is Role.PERSON


def test_a_name_of_two_annotators_is_refused_with_their_uids(project: Project, tmp_path: Path) -> None:
    twin = Annotator("f" * 32, "anna")
    with project.step("Twin") as step:
        step.put(twin)
    path = file(tmp_path, line(name="a.txt"))
    with pytest.raises(UsageError, match=ANNA.uid):
        exchange.import_(project, path, annotator="anna")
    exchange.import_(project, path, annotator=twin.uid)
    document = documents.by_name(project, "a.txt")
    assert document is not None
    assert marking.of_document(project, document.uid, annotator_uid=twin.uid)


def test_a_native_layer_keeps_its_annotator_whatever_name_is_given(
    project: Project, other: Project, tmp_path: Path
) -> None:
    filled(project)
    path = tmp_path / "o.jsonl"
    exchange.export(project, path)
    exchange.import_(other, path, annotator="somebody")
    assert sorted(item.uid for item in people(other).values()) == sorted([ANNA.uid, BEN.uid])


def test_a_document_is_found_by_its_hash_before_its_name(project: Project, tmp_path: Path) -> None:
    mine = a_document(project, TEXT, name="mine.txt")
    a_document(project, "Another text.", name="theirs.txt")
    report = exchange.import_(project, file(tmp_path, line(name="theirs.txt")))
    assert report.documents == ()
    assert marks(project, mine.name) == [("Actor", 0, 5)]
    assert marks(project, "theirs.txt") == []


def test_a_document_without_text_is_found_by_hash_or_by_name(project: Project, tmp_path: Path) -> None:
    mine = a_document(project, TEXT, name="mine.txt")
    spans = [
        {"start": 0, "end": 5, "label": "Actor", "text": "Weber"},
        {"start": 0, "end": 99, "label": "Actor"},
    ]
    by_hash = json.dumps({"sha256": mine.sha256, "spans": spans[:1]})
    by_name = json.dumps({"name": "mine.txt", "spans": spans})
    nobody = json.dumps({"name": "none.txt", "spans": spans})
    unknown = json.dumps({"sha256": "0" * 64, "name": "mine.txt", "spans": spans})
    report = exchange.import_(project, file(tmp_path, by_hash, by_name, nobody, unknown))
    assert report.annotations == 2
    assert [found.error.where for found in report.refused] == ["line 2, spans[1]", "line 3", "line 4"]


def test_a_new_document_gets_its_metadata_and_a_name_that_is_free(project: Project, tmp_path: Path) -> None:
    a_document(project, "Another text.", name="a.txt")
    meta = {"title": "Toll", "published": "2015-03", "section": "Politics", "score": 3}
    wrong = {"published": "last week"}
    path = file(
        tmp_path, line(name="a.txt", meta=meta), line(text="Third", name="b.txt", spans=[], meta=wrong)
    )
    report = exchange.import_(project, path)
    assert report.documents == ("a.txt (2)", "b.txt")
    first, second = documents.by_name(project, "a.txt (2)"), documents.by_name(project, "b.txt")
    assert first is not None
    assert second is not None
    assert (first.title, first.published, first.fields) == (
        "Toll",
        "2015-03",
        {"section": "Politics", "score": "3"},
    )
    assert (second.published, second.fields) == ("", {"published": "last week"})


def test_a_document_in_the_bin_comes_back(project: Project, tmp_path: Path) -> None:
    documents.move_to_bin(project, [a_document(project, TEXT, name="a.txt").uid])
    report = exchange.import_(project, file(tmp_path, line()))
    assert report.documents == ("a.txt",)
    assert marks(project, "a.txt") == [("Actor", 0, 5)]


def test_two_layers_of_one_new_document_make_one_document(project: Project, tmp_path: Path) -> None:
    report = exchange.import_(project, file(tmp_path, line(annotator="A"), line(annotator="B")))
    assert len(report.documents) == 1
    assert report.states == 2


def test_a_cancelled_import_leaves_nothing(project: Project, tmp_path: Path) -> None:
    many = [{"start": 0, "end": 5, "label": "Actor"}] * 2100
    path = file(tmp_path, *(line(text=f"{TEXT} {number}", spans=many) for number in range(3)))
    heard: list[int] = []
    importer = exchange.Importer(project, path)
    report = importer.run(
        exchange.format_of("jsonl"),
        progress=lambda number, _name: heard.append(number),
        cancelled=lambda: len(heard) == 2,
    )
    assert report == ImportReport(cancelled=True)
    assert project.undo_label is None
    assert project.file.database.number("SELECT count(*) FROM annotation") == 0
    assert project.file.database.number("SELECT count(*) FROM document") == 0
    assert check(project.path).findings == ()
