"""Exports: chosen, proven, and beside each its manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError, DiskError, FormatError, UsageError
from desktop_app.formats import Proof
from desktop_app.model.corpus import Selection
from desktop_app.model.records import Annotation, Document, Progress, State
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marking
from desktop_app.ops import documents, exchange, tagset
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import BEN, a_document, an_annotation, reopened, tag_named

TEXT = "Weber said on Tuesday that the toll must go."


def mark(project: Project, document: Document, start: int, end: int, name: str = "Actor") -> Annotation:
    text = documents.text(project, document.uid)
    made = an_annotation(document, text, [(start, end)], tag_uid=tag_named(project, name))
    return marking.highlight(project, document.uid, made.spans, made.tag_uid)


def marked(project: Project) -> Document:
    document = a_document(project, TEXT, name="a.txt")
    mark(project, document, 0, 5)
    mark(project, document, 27, 43, "Claim")
    documents.set_state(project, document.uid, State.DONE)
    return document


def by_ben(project: Project, document: Document, state: State = State.IN_PROGRESS) -> None:
    text = documents.text(project, document.uid)
    made = an_annotation(document, text, [(6, 10)], tag_uid=tag_named(project, "Cue"), annotator_uid=BEN.uid)
    uid = progress_uid(document.uid, BEN.uid)
    with project.step("Ben") as step:
        step.put(BEN, made, Progress(uid, document.uid, BEN.uid, state))


def exported(project: Project, target: Path, selection: Selection | None = None) -> list[dict[str, object]]:
    assert exchange.export(project, target, selection=selection)
    return [json.loads(line) for line in target.read_text("utf-8").split("\n")[:-1]]


def labels(lines: list[dict[str, object]]) -> list[str]:
    found = []
    for line in lines:
        spans = line["spans"]
        assert isinstance(spans, list)
        found += [f"{line['annotator']} {span['label']}" for span in spans]
    return found


def test_an_export_says_what_it_wrote_and_what_it_compared(project: Project, tmp_path: Path) -> None:
    marked(project)
    report = exchange.export(project, tmp_path / "out.jsonl")
    assert report is not None
    assert (report.written.documents, report.written.lines, report.written.annotations) == (1, 1, 2)
    assert report.proof == Proof(1, 2, 2)
    assert report.target.stat().st_size == report.written.size
    assert hashlib.sha256(report.target.read_bytes()).hexdigest() == report.written.sha256


def test_the_manifest_tells_the_whole_story_without_a_time(project: Project, tmp_path: Path) -> None:
    document = marked(project)
    by_ben(project, document)
    selection = exchange.select(project, tags=["actor", "Cue"], annotators=["anna", BEN.uid])
    report = exchange.export(project, tmp_path / "out.jsonl", selection=selection)
    assert report is not None
    assert report.manifest.name == "out.jsonl.manifest.json"
    found = json.loads(report.manifest.read_bytes())
    assert list(found) == [
        *(
            "format",
            "version",
            "file",
            "size",
            "sha256",
            "project",
            "filters",
            "counts",
            "annotators",
            "losses",
        ),
        *("tagset", "entities", "concepts"),
    ]
    assert found["project"] == project.uid
    assert found["filters"] == {"tags": ["Actor", "Cue"], "annotators": ["anna", "ben"]}
    assert found["counts"]["tags"] == {"Actor": 1, "Cue": 1}
    assert found["counts"]["states"] == {"done": 1, "in progress": 1}
    assert [(item["name"], item["annotations"]) for item in found["annotators"]] == [("anna", 1), ("ben", 1)]
    assert [item["name"] for item in found["tagset"]["tags"]] == [tag.name for tag in project.tagset.tags]
    assert project.saved_at[:10] not in report.manifest.read_text("utf-8")


def test_two_exports_of_one_project_are_the_same_bytes(project: Project, tmp_path: Path) -> None:
    marked(project)
    by_ben(project, marked(project))
    first, second = tmp_path / "one" / "out.jsonl", tmp_path / "two" / "out.jsonl"
    for target in (first, second):
        target.parent.mkdir()
        exchange.export(project, target)
        project = reopened(project)
    assert first.read_bytes() == second.read_bytes()
    assert exchange.manifest_path(first).read_bytes() == exchange.manifest_path(second).read_bytes()
    project.close()


def test_a_tag_is_meant_with_everything_below_it(project: Project, tmp_path: Path) -> None:
    document = marked(project)
    tagset.add_tag(project, Tag("", "Person", tag_named(project, "Actor")))
    mark(project, document, 6, 10, "Actor/Person")
    selection = exchange.select(project, tags=["Actor"])
    assert labels(exported(project, tmp_path / "o.jsonl", selection)) == ["anna Actor", "anna Actor/Person"]


def test_annotators_and_states_are_chosen_by_name(project: Project, tmp_path: Path) -> None:
    document = marked(project)
    by_ben(project, document)
    target = tmp_path / "o.jsonl"
    assert labels(exported(project, target, exchange.select(project, annotators=["ben"]))) == ["ben Cue"]
    done = exchange.select(project, states=["done"])
    assert labels(exported(project, target, done)) == ["anna Actor", "anna Claim"]
    progressing = exchange.select(project, states=["In-Progress"])
    assert labels(exported(project, target, progressing)) == ["ben Cue"]


def test_untouched_documents_come_only_on_request_and_finished_ones_always(
    project: Project, tmp_path: Path
) -> None:
    a_document(project, "nobody looked", name="b.txt")
    finished = a_document(project, "nothing in it", name="c.txt")
    documents.set_state(project, finished.uid, State.DONE)
    target = tmp_path / "o.jsonl"
    assert [line["name"] for line in exported(project, target)] == ["c.txt"]
    every = exported(project, target, exchange.select(project, untouched=True))
    assert [(line["name"], line["state"]) for line in every] == [("b.txt", "new"), ("c.txt", "done")]


def test_documents_in_the_bin_stay_there(project: Project, tmp_path: Path) -> None:
    documents.move_to_bin(project, [marked(project).uid])
    assert exported(project, tmp_path / "o.jsonl") == []


@pytest.mark.parametrize("name", ["Nobody", "", "Act\u202eor", "Actor/Nobody", "x" * 500])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str, project: Project) -> None:
    for chosen in ({"tags": [name]}, {"annotators": [name]}, {"states": [name]}):
        with pytest.raises(UsageError) as caught:
            exchange.select(
                project,
                tags=chosen.get("tags", ()),
                annotators=chosen.get("annotators", ()),
                states=chosen.get("states", ()),
            )
        assert "Choose from" in caught.value.hint
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 300


def test_an_unknown_format_is_refused_with_the_known_ones(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="jsonl"):
        exchange.export(project, tmp_path / "o.xml", key="xml")


def test_an_export_never_takes_the_place_of_a_project_or_folder(project: Project, tmp_path: Path) -> None:
    before = project.path.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(project.path)
    for target in (project.path, link, tmp_path, tmp_path / "other.rubric", tmp_path / "news.rubric.lock"):
        with pytest.raises(UsageError):
            exchange.export(project, target)
    assert project.path.read_bytes() == before


def test_a_folder_that_does_not_exist_is_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="out"):
        exchange.export(project, tmp_path / "none" / "out.jsonl")


def test_a_cancelled_export_leaves_what_was_there(project: Project, tmp_path: Path) -> None:
    marked(project)
    target = tmp_path / "out.jsonl"
    target.write_text("earlier")
    asked: list[str] = []
    report = exchange.export(
        project, target, progress=lambda _number, name: asked.append(name), cancelled=lambda: bool(asked)
    )
    assert report is None
    assert target.read_text() == "earlier"
    assert not exchange.manifest_path(target).exists()
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_progress_hears_of_every_document_twice_written_and_proven(project: Project, tmp_path: Path) -> None:
    for number in range(3):
        documents.set_state(project, a_document(project, f"text {number}", name=f"{number}").uid, State.DONE)
    heard: list[tuple[int, str]] = []
    exchange.export(project, tmp_path / "o.jsonl", progress=lambda number, name: heard.append((number, name)))
    assert heard == list(enumerate(["0", "1", "2"] * 2))


def test_an_export_that_fails_its_proof_is_not_kept(project: Project, tmp_path: Path) -> None:
    marked(project)
    target = tmp_path / "out.jsonl"
    target.write_text("earlier")
    with project.file.database.writing() as connection:
        connection.execute("UPDATE annotation SET quote = 'Weder'")
    with pytest.raises(FormatError, match="not what the project holds"):
        exchange.export(project, target)
    assert target.read_text() == "earlier"


def test_a_project_that_changes_meanwhile_is_exported_once_it_is_quiet(
    project: Project, tmp_path: Path
) -> None:
    document = marked(project)
    calls: list[int] = []

    def disturb(number: int, _name: str) -> None:
        calls.append(number)
        if len(calls) == 1:
            mark(project, document, 6, 10)

    report = exchange.export(project, tmp_path / "o.jsonl", progress=disturb)
    assert report is not None
    assert report.written.annotations == 3


def test_a_project_that_never_rests_is_not_exported(project: Project, tmp_path: Path) -> None:
    document = marked(project)
    target = tmp_path / "o.jsonl"
    with pytest.raises(ConflictError, match="changed while"):
        exchange.export(project, target, progress=lambda _number, _name: mark_any(project, document))
    assert not target.exists()


def mark_any(project: Project, document: Document) -> None:
    mark(project, document, 6, 10)


def test_losses_are_counted_before_anything_is_written(project: Project) -> None:
    document = marked(project)
    assert exchange.losses(project) == ()
    with project.step("Original") as step:
        step.put(replace(document, original_sha256="0" * 64))
    assert [(loss.what, loss.count) for loss in exchange.losses(project)] == [("the original files", 1)]
    none = exchange.select(project, states=["new"])
    assert exchange.losses(project, selection=none) == ()


def test_a_project_open_for_reading_only_can_be_exported(project: Project, tmp_path: Path) -> None:
    marked(project)
    again = reopened(project, read_only=True)
    assert labels(exported(again, tmp_path / "o.jsonl")) == ["anna Actor", "anna Claim"]
    again.close()


def test_a_project_that_is_open_elsewhere_can_be_exported_by_its_path(
    project: Project, tmp_path: Path
) -> None:
    marked(project)
    heard: list[tuple[int, int, str]] = []
    target = tmp_path / "o.jsonl"
    report = exchange.export_from(
        project.path,
        project.places,
        target,
        progress=lambda done, total, name: heard.append((done, total, name)),
    )
    assert report is not None
    assert report.written.annotations == 2
    assert heard == [(0, 2, "a.txt"), (1, 2, "a.txt")]
