"""What folders hold besides documents: it is named or left out, and the rest arrives."""

import os
import shutil
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError, InvalidSpanError, ReadError
from desktop_app.model.query import Query
from desktop_app.model.records import Document
from desktop_app.model.span import Span
from desktop_app.ops import adding, annotations, check, documents
from desktop_app.ops.project import Project
from desktop_app.store import documents as rows
from tests.builders import a_document, open_to_strangers, tag_named, without_rights


def _names(project: Project) -> list[str]:
    return [line.document.name for line in documents.page(project, Query(), 0, 100)]


def test_names_that_are_no_text_are_kept_as_far_as_they_are(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, name in enumerate([b"caf\xe9.txt", b"caf\xe8.txt", "café.txt".encode()]):
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_text(f"text {number}")
    report = adding.add(project, [folder])
    assert report.failed == ()
    assert sorted(_names(project)) == sorted(["café.txt", "caf\ufffd.txt", "caf\ufffd.txt (2)"])
    assert check.check(project.path).findings == ()


def test_a_folder_that_cannot_be_looked_into_is_named_and_the_rest_arrives(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    (folder / "closed").mkdir(parents=True)
    (folder / "a.txt").write_text("text")
    open_to_strangers(folder)
    (folder / "closed").chmod(0)
    try:
        with without_rights():
            found = list(adding.sources([folder]))
            assert [source.name for source in found] == ["a.txt", "closed"]
            with pytest.raises(ReadError, match="denied") as caught:
                adding.load(found[1])
        assert caught.value.hint
    finally:
        (folder / "closed").chmod(0o755)


def test_the_open_project_is_not_read_under_any_name(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "link.txt").symlink_to(project.path)
    (folder / "a.txt").write_text("text")
    report = adding.add(project, [folder, project.path])
    assert [item.name for item in report.added] == ["a.txt"]
    assert [(item.name, item.error.what) for item in report.failed] == [
        ("link.txt", "This is the project itself."),
        ("news.rubric", "This is the project itself."),
    ]


def test_pipes_links_in_circles_and_what_belongs_to_projects_are_no_documents(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "up").symlink_to(folder)
    for end in ("", ".lock", "-journal", "-wal"):
        shutil.copy(project.path, folder / f"other.rubric{end}")
    report = adding.add(project, [folder])
    assert report.added == ()
    assert sorted(item.name for item in report.failed) == ["gone.txt", "loop.txt", "pipe.txt"]


def test_a_text_that_is_in_use_is_not_brought_back_from_the_bin_as_well(
    project: Project, tmp_path: Path
) -> None:
    binned = a_document(project, "first", name="1.txt")
    documents.move_to_bin(project, [binned.uid])
    twin = Document("0" * 32, "2.txt", binned.sha256, 5, original_sha256=binned.sha256, original_size=5)
    with project.step("Add document") as step:
        step.put(twin)
    (tmp_path / "3.txt").write_text("first")
    report = adding.add(project, [tmp_path / "3.txt"])
    assert (report.added, report.duplicates) == ((), (("3.txt", "2.txt"),))
    assert documents.count(project, Query(binned=True)) == 1


def test_two_documents_of_one_name_are_never_kept(project: Project) -> None:
    first = a_document(project, "first", name="a.txt")
    with pytest.raises(ConflictError, match="name"):
        a_document(project, "second", name="a.txt")
    assert rows.find(project.file.database, "name", "a.txt") == (first,)
    assert project.undo_depth == 1


def test_undo_of_adding_waits_for_the_marks_that_were_made_since(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Reuters reported.")
    (document,) = adding.add(project, [tmp_path / "a.txt"]).added
    annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    project.undo()
    project.undo()
    assert _names(project) == []
    project.redo()
    project.redo()
    assert len(annotations.of_document(project, document.uid)) == 1
    assert check.check(project.path).findings == ()


@pytest.mark.parametrize("text", ["x", "\U0001f600", "\u0301", "\0"])
def test_a_document_of_one_character_can_be_marked_whole(text: str, project: Project) -> None:
    document = a_document(project, text)
    mark = annotations.highlight(project, document.uid, [Span(0, 1)], tag_named(project, "Actor"))
    assert mark.quotes == (text,)
    assert documents.text(project, document.uid) == text
    assert check.check(project.path).findings == ()


def test_a_document_without_a_character_can_be_kept_but_not_marked(project: Project) -> None:
    document = a_document(project, "")
    with pytest.raises(InvalidSpanError):
        annotations.highlight(project, document.uid, [Span(0, 1)], tag_named(project, "Actor"))
    assert len(annotations.packed(project, document.uid)) == 0
    assert check.check(project.path).findings == ()
