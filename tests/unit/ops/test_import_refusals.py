"""What an import leaves out, and why; and tags that it may make."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.records import Annotator, State
from desktop_app.model.tagset import Tag
from desktop_app.model.tagset_file import to_entry
from desktop_app.ops import annotations as marking
from desktop_app.ops import documents, exchange, tagset
from desktop_app.ops.check import check
from desktop_app.ops.exchange import ImportReport
from desktop_app.ops.project import Project
from tests.builders import BEN, a_document, an_annotation, places
from tests.unit.ops.incoming import TEXT, file, line, marks


def test_a_missing_tag_is_refused_by_name_unless_it_may_be_made(project: Project, tmp_path: Path) -> None:
    path = file(
        tmp_path, line(spans=[{"start": 0, "end": 5, "label": label} for label in ("Actor", "Actor/Woman")])
    )
    report = exchange.import_(project, path)
    assert [found.error.where for found in report.refused] == ["line 1, spans[1]"]
    assert "Actor/Woman" in report.refused[0].error.what
    assert report.annotations == 1
    again = exchange.import_(project, path, create_tags=True)
    assert (again.tags, again.annotations, again.equal) == (("Actor/Woman",), 1, 1)
    assert sorted(marks(project, "in-1")) == [("Actor", 0, 5), ("Actor/Woman", 0, 5)]


@pytest.mark.parametrize("label", ["Actor/", "/Actor", "A//B", "Act\u202eor", "x" * 200, "New/ blank"])
def test_a_label_that_is_no_name_for_a_tag_makes_none(label: str, project: Project, tmp_path: Path) -> None:
    before = project.tagset
    path = file(tmp_path, line(spans=[{"start": 0, "end": 5, "label": label}] * 2))
    report = exchange.import_(project, path, create_tags=True)
    assert (report.annotations, report.tags, len(report.refused)) == (0, (), 2)
    assert project.tagset == before


def test_missing_tags_are_made_as_the_manifest_has_them(project: Project, tmp_path: Path) -> None:
    parent = tagset.add_tag(
        project, Tag("", "Thing", colour="#123456", shortcut="t", guideline="Mark things.")
    )
    child = tagset.add_tag(project, Tag("", "Car", parent.uid, shortcut="k"))
    document = a_document(project, TEXT, name="a.txt")
    made = an_annotation(document, TEXT, [(0, 5)], tag_uid=child.uid)
    marking.highlight(project, document.uid, made.spans, child.uid)
    path = tmp_path / "o.jsonl"
    exchange.export(project, path)
    blank = Project.create(tmp_path / "blank.rubric", places=places(tmp_path), who=BEN, tagset="blank")
    with blank:
        report = exchange.import_(blank, path, create_tags=True)
        assert report.tags[-2:] == ("Thing", "Thing/Car")
        assert to_entry(blank.tagset) == to_entry(project.tagset)
        found = blank.tagset.by_path("Thing")
        assert found is not None
        assert (found.colour, found.shortcut, found.guideline) == ("#123456", "t", "Mark things.")


@pytest.mark.parametrize(
    "manifest", ["", "{}", "[]", '{"tagset": 3}', '{"tagset": {"format": "x", "version": 1}}']
)
def test_a_damaged_manifest_is_as_good_as_none(manifest: str, project: Project, tmp_path: Path) -> None:
    path = file(tmp_path, line(spans=[{"start": 0, "end": 5, "label": "Thing"}]))
    exchange.manifest_path(path).write_text(manifest)
    assert exchange.import_(project, path, create_tags=True).tags == ("Thing",)


BAD_VALUES: dict[str, dict[str, object]] = {
    "an unknown attribute": {"colour": "red"},
    "an unknown option": {"mention": "verb"},
    "a wrong type": {"mention": 3},
    "null": {"mention": None},
    "a list": {"mention": ["name"]},
}


@pytest.mark.parametrize("name", BAD_VALUES)
def test_an_annotation_whose_value_does_not_fit_is_refused_by_name(
    name: str, project: Project, tmp_path: Path
) -> None:
    values = BAD_VALUES[name]
    path = file(tmp_path, line(spans=[{"start": 0, "end": 5, "label": "Actor", "values": values}]))
    report = exchange.import_(project, path)
    assert report.annotations == 0
    assert [found.error.where for found in report.refused] == [f"line 1, spans[0], {next(iter(values))}"]


def test_a_value_of_the_document_that_does_not_fit_is_refused_and_the_others_kept(
    project: Project, tmp_path: Path
) -> None:
    path = file(tmp_path, line(values={"relevance": "very", "remark": "short"}, state="done", name="a.txt"))
    report = exchange.import_(project, path, annotator="anna")
    assert [found.error.where for found in report.refused] == ["line 1, values, relevance"]
    document = documents.by_name(project, "a.txt")
    assert document is not None
    found = documents.progress(project, document.uid)
    assert (found.state, list(found.values.values())) == (State.DONE, ["short"])


def test_bad_lines_cost_no_good_ones(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf" + f"{line()}\r\nbroken\r\n{line(text='Weber again')}\r\n".encode() + b'{"te'
    )
    report = exchange.import_(project, path)
    assert report.annotations == 2
    assert [(found.line, found.refused) for found in report.problems] == [
        (1, False),
        (1, False),
        (2, True),
        (4, True),
    ]


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_a_file_that_is_not_there_is_told(name: str, project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Check the path"):
        exchange.import_(project, tmp_path / name)


def test_a_clash_in_the_middle_takes_back_what_was_written(project: Project, tmp_path: Path) -> None:
    with project.step("Twin") as step:
        step.put(Annotator("f" * 32, "anna"))
    many = [{"start": 0, "end": 5, "label": "Actor"}] * 2100
    path = file(tmp_path, line(spans=many, annotator="Mira"), line(text="Other text", annotator="anna"))
    with pytest.raises(UsageError):
        exchange.import_(project, path)
    assert project.undo_label == "Twin"
    assert project.file.database.number("SELECT count(*) FROM annotation") == 0
    assert check(project.path).findings == ()


def test_an_empty_file_brings_nothing(project: Project, tmp_path: Path) -> None:
    assert exchange.import_(project, file(tmp_path)) == ImportReport()


def test_file_names_that_are_no_text_do_no_harm(project: Project, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.jsonl")
    path.write_text(line(), "utf-8")
    report = exchange.import_(project, path)
    assert (report.annotations, report.annotators) == (1, ("caf⟨U+DCE9⟩.jsonl",))
    exported = exchange.export(project, path)
    assert exported is not None
    assert exchange.import_(project, path).equal == 1
    with pytest.raises(UsageError) as caught:
        exchange.import_(project, tmp_path / os.fsdecode(b"none\xe9.jsonl"))
    assert "none" in str(caught.value)
