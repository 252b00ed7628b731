"""A project may lie anywhere and be called anything, and the program may go elsewhere while it is open."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop_app.base.errors import AppError, DiskFullError, StoreError, UsageError
from desktop_app.model.span import Span
from desktop_app.ops import annotations, backups, check
from desktop_app.ops.project import Project
from desktop_app.store.database import Database
from desktop_app.store.file import make
from desktop_app.store.leftovers import uri
from desktop_app.store.lock import lock_path
from tests.builders import ANNA, a_document, places, tag_named

NAMES = [
    "a b.rubric",
    "100%.rubric",
    "%41.rubric",
    "#1?mode=memory&cache=shared.rubric",
    "a;b'c\"d.rubric",
    "file:x.rubric",
    ":memory:.rubric",
    "-rf.rubric",
    "~.rubric",
    "日本語のプロジェクト🗞.rubric",
    "e\u0301 und \u00e9.rubric",
    "\u202egnp.rubric",
    "line\nbreak.rubric",
    "back\\slash.rubric",
    f"{'x' * 193}.rubric",
    f"{'x' * 230}.rubric",
    os.fsdecode(b"caf\xe9.rubric"),
    "no-suffix",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_project_of_any_name_is_kept_backed_up_and_checked(name: str, tmp_path: Path) -> None:
    folder = tmp_path / f"in {name[:40]}"
    folder.mkdir()
    path = folder / name
    with Project.create(path, places=places(tmp_path), who=ANNA) as project:
        document = a_document(project, "Reuters reported.")
        annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
        backup = backups.before(project)
        assert sorted(os.listdir(folder)) == sorted([name, lock_path(path).name])
    assert os.listdir(folder) == [name]
    assert check.check(path).findings == ()
    backups.restore(backup.path, path, places(tmp_path))
    with Project.open(path, places=places(tmp_path), who=ANNA) as again:
        assert len(annotations.of_document(again, document.uid)) == 1


def test_a_relative_path_stays_where_it_was_when_the_program_goes_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with Project.create(Path("a.rubric"), places=places(tmp_path), who=ANNA) as project:
        monkeypatch.chdir(tmp_path / "there")
        a_document(project, "text")
        backups.save_copy(project, Path("file:b.rubric"))
        backups.save_copy(project, Path(":memory:"))
    assert os.listdir(tmp_path / "here") == ["a.rubric"]
    assert sorted(os.listdir(tmp_path / "there")) == [":memory:", "file:b.rubric"]
    with Project.open(Path("../here/a.rubric"), places=places(tmp_path), who=ANNA) as again:
        assert again.path == tmp_path / "here" / "a.rubric"
        assert again.undo_depth == 1


@pytest.mark.parametrize("name", ["x" * 300, "nul\0inside", "none.rubric", "a.rubric/below", "", "loop"])
def test_a_path_that_leads_nowhere_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.rubric").write_text("text")
    (tmp_path / "loop").symlink_to("loop")
    path = tmp_path / name
    with pytest.raises(UsageError) as caught:
        Project.open(path, places=places(tmp_path), who=ANNA)
    assert caught.value.hint
    with pytest.raises(UsageError):
        check.check(path)
    with pytest.raises(UsageError):
        backups.make(path, tmp_path / "copies")
    assert not (tmp_path / "copies").exists()


@pytest.mark.parametrize("name", ["x" * 300, "nul\0inside", "a.rubric/below", "loop/a.rubric"])
def test_a_project_is_not_made_where_nothing_can_be(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.rubric").write_text("text")
    (tmp_path / "loop").symlink_to("loop")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError):
        Project.create(tmp_path / name, places=places(tmp_path), who=ANNA)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_fails_while_a_project_is_made_names_it_as_it_was_to_be_called(tmp_path: Path) -> None:
    def fill(database: Database) -> None:
        raise DiskFullError("full", where=str(database.path), hint="Free some room.")

    with pytest.raises(DiskFullError) as caught:
        make(tmp_path / "a.rubric", fill)
    assert (caught.value.where, caught.value.hint) == (str(tmp_path / "a.rubric"), "Free some room.")
    assert list(tmp_path.iterdir()) == []


def test_an_unreadable_folder_is_told(tmp_path: Path) -> None:
    from tests.builders import without_rights

    folder = tmp_path / "closed"
    folder.mkdir()
    Project.create(folder / "a.rubric", places=places(tmp_path), who=ANNA).close()
    folder.chmod(0)
    try:
        with without_rights(), pytest.raises(AppError) as caught:
            Project.open(folder / "a.rubric", places=places(tmp_path), who=ANNA)
        assert caught.value.where
    finally:
        folder.chmod(0o755)


def test_sqlite_is_given_an_address_that_means_the_same_file_on_every_system() -> None:
    addresses = {
        PurePosixPath("/a/100% #1?.rubric"): "file:///a/100%25%20%231%3F.rubric?mode=ro",
        PureWindowsPath("C:\\Users\\a b.rubric"): "file:///C:/Users/a%20b.rubric?mode=ro",
        PureWindowsPath("\\\\server\\share\\a.rubric"): "file:////server/share/a.rubric?mode=ro",
    }
    assert {path: uri(path, "ro") for path in addresses} == addresses
