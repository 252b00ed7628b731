"""What is opened is a sound project of ours, with one writer, or it is refused with a reason and stays as it was."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.base.errors import (
    AppError,
    ConflictError,
    DamagedError,
    ForeignFileError,
    LockedError,
    MovedError,
    NewerProjectError,
    ReadOnlyError,
    StoreError,
    UsageError,
)
from desktop_app.model.span import Span
from desktop_app.ops import annotations, backups
from desktop_app.ops.project import Project
from desktop_app.store import schema
from desktop_app.store.lock import lock_path
from tests.builders import (
    ANNA,
    BEN,
    a_document,
    a_project,
    open_to_strangers,
    places,
    tag_named,
    without_rights,
)

Damage = Callable[[Path], None]


def _sql(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return damage


def _bytes(change: Callable[[bytes], bytes]) -> Damage:
    def damage(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return damage


def _foreign(path: Path) -> None:
    path.unlink()
    _sql("CREATE TABLE notes (body TEXT)")(path)


BAD: dict[str, tuple[Damage, type[AppError]]] = {
    "an empty file": (_bytes(lambda data: b""), ForeignFileError),
    "a text file": (_bytes(lambda data: b"Dear diary, today I annotated. " * 200), ForeignFileError),
    "a PDF": (_bytes(lambda data: b"%PDF-1.7" + bytes(5000)), ForeignFileError),
    "the head of a project only": (_bytes(lambda data: data[:100]), StoreError),
    "half a project": (_bytes(lambda data: data[: len(data) // 2]), DamagedError),
    "a project without its last page": (_bytes(lambda data: data[:-4096]), DamagedError),
    "a project whose schema is zeroed": (_bytes(lambda data: data[:100] + bytes(4000) + data[4100:]), StoreError),
    "another program's database": (_foreign, ForeignFileError),
    "another program's id": (_sql("PRAGMA application_id = 7"), ForeignFileError),
    "a newer format": (_sql(f"PRAGMA user_version = {schema.newest() + 1}"), NewerProjectError),
    "format 0": (_sql("PRAGMA user_version = 0"), ForeignFileError),
    "a trigger": (
        _sql("CREATE TRIGGER t AFTER INSERT ON annotation BEGIN DELETE FROM annotation; END"), DamagedError),
    "a view": (_sql("CREATE VIEW v AS SELECT 1"), DamagedError),
    "an extra table": (_sql("CREATE TABLE extra (x)"), DamagedError),
    "an extra index": (_sql('CREATE INDEX extra ON annotation ("note")'), DamagedError),
    "a virtual table": (_sql("CREATE VIRTUAL TABLE f USING fts5(x)"), DamagedError),
    "a missing table": (_sql("DROP TABLE ghost"), DamagedError),
    "a changed column": (_sql('ALTER TABLE tag RENAME COLUMN "name" TO "title"'), DamagedError),
    "an added column": (_sql("ALTER TABLE tag ADD COLUMN extra TEXT"), DamagedError),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_sound_project_is_refused_and_stays_as_it_was(name: str, tmp_path: Path) -> None:
    a_project(tmp_path).close()
    path = tmp_path / "news.rubric"
    damage, expected = BAD[name]
    damage(path)
    before = path.read_bytes()
    with pytest.raises(expected) as caught, Project.open(path, places=places(tmp_path), who=ANNA) as project:
        a_document(project, "text")
    assert caught.value.what
    assert caught.value.hint
    assert path.read_bytes() == before
    assert not lock_path(path).exists()


def test_a_missing_file_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.rubric", tmp_path, Path(os.devnull)):
        with pytest.raises(UsageError):
            Project.open(path, places=places(tmp_path), who=ANNA)


def test_a_project_is_not_made_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "news.rubric").write_text("mine")
    with pytest.raises(ConflictError):
        a_project(tmp_path)
    assert (tmp_path / "news.rubric").read_text() == "mine"


def test_an_unknown_tagset_makes_no_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Project.create(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA, tagset="nonsense")
    assert not (tmp_path / "news.rubric").exists()


def test_a_second_writer_is_told_who_has_it_and_may_read(project: Project, tmp_path: Path) -> None:
    document = a_document(project, "Reuters reported Sunday.")
    annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    with pytest.raises(LockedError, match=r"process \d+\), since 20"):
        Project.open(project.path, places=places(tmp_path), who=BEN)
    with Project.open(project.path, places=places(tmp_path), who=BEN, read_only=True) as beside:
        assert [item.quotes for item in annotations.of_document(beside, document.uid)] == [("Reuters",)]
        with pytest.raises(ReadOnlyError):
            annotations.highlight(beside, document.uid, [Span(0, 7)], tag_named(beside, "Actor"))
        annotations.highlight(project, document.uid, [Span(8, 16)], tag_named(project, "Cue"))
        assert len(annotations.of_document(beside, document.uid)) == 2
    assert lock_path(project.path).exists()


def test_a_killed_writer_leaves_a_lock_that_the_next_one_takes_over(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    path = tmp_path / "news.rubric"
    script = (
        "import sys; from pathlib import Path; from tests.builders import *; "
        "p = Project.open(Path(sys.argv[1]), places=places(Path(sys.argv[2])), who=BEN); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(LockedError, match=str(other.pid)):
            Project.open(path, places=places(tmp_path), who=ANNA)
        other.kill()
    assert lock_path(path).exists()
    Project.open(path, places=places(tmp_path), who=ANNA).close()
    assert not lock_path(path).exists()


def test_a_lock_of_another_computer_is_only_taken_over_when_the_person_says_so(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    path = tmp_path / "news.rubric"
    lock_path(path).write_text(
        '{"user":"cara","host":"elsewhere","process":7,"since":"2026-01-01T00:00:00Z"}'
    )
    with pytest.raises(LockedError, match="cara on elsewhere"):
        Project.open(path, places=places(tmp_path), who=ANNA)
    Project.open(path, places=places(tmp_path), who=ANNA, other_host=True).close()
    assert not lock_path(path).exists()


def test_a_symbolic_link_leads_to_the_project_and_its_lock(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    link = tmp_path / "link.rubric"
    link.symlink_to("news.rubric")
    with Project.open(link, places=places(tmp_path), who=ANNA) as project:
        assert lock_path(tmp_path / "news.rubric").exists()
        a_document(project, "text")


def test_a_second_name_is_refused_for_writing_and_read(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    os.link(tmp_path / "news.rubric", tmp_path / "twin.rubric")
    with pytest.raises(ReadOnlyError, match="second name"):
        Project.open(tmp_path / "twin.rubric", places=places(tmp_path), who=ANNA)
    Project.open(tmp_path / "twin.rubric", places=places(tmp_path), who=ANNA, read_only=True).close()


def test_a_folder_that_cannot_be_written_to_is_named_and_can_be_read(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        a_document(project, "text", name="a.txt")
    open_to_strangers(tmp_path)
    tmp_path.chmod(0o555)
    (tmp_path / "news.rubric").chmod(0o444)
    try:
        with without_rights():
            with pytest.raises(ReadOnlyError) as caught:
                Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA)
            assert str(tmp_path) in caught.value.where
            with pytest.raises(ReadOnlyError):
                a_project(tmp_path, name="new.rubric")
            with Project.open(
                tmp_path / "news.rubric", places=places(tmp_path), who=ANNA, read_only=True
            ) as project:
                assert project.documents.states()
    finally:
        tmp_path.chmod(0o755)


def _move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.rubric"))


def _replace(path: Path) -> None:
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


@pytest.mark.parametrize("happens", [_move, _replace, Path.unlink], ids=["moved", "replaced", "deleted"])
def test_a_project_that_is_moved_while_open_is_noticed_and_can_be_saved_elsewhere(
    happens: Callable[[Path], None], project: Project, tmp_path: Path
) -> None:
    document = a_document(project, "Reuters reported Sunday.")
    actor = tag_named(project, "Actor")
    annotations.highlight(project, document.uid, [Span(0, 7)], actor)
    happens(project.path)
    for _attempt in range(2):
        with pytest.raises(MovedError):
            annotations.highlight(project, document.uid, [Span(8, 16)], actor)
    backups.save_copy(project, tmp_path / "saved.rubric")
    with Project.open(tmp_path / "saved.rubric", places=places(tmp_path), who=ANNA) as saved:
        assert [item.quotes for item in annotations.of_document(saved, document.uid)] == [("Reuters",)]


def test_a_full_disk_loses_only_the_action_and_writing_goes_on_when_there_is_room(project: Project) -> None:
    document = a_document(project, "Reuters reported Sunday.")
    actor = tag_named(project, "Actor")
    first = annotations.highlight(project, document.uid, [Span(0, 7)], actor)
    connection = project.file.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="full"):
        a_document(project, "x" * 100_000)
    assert annotations.of_document(project, document.uid) == (first,)
    connection.execute("PRAGMA max_page_count = 1000000")
    annotations.highlight(project, document.uid, [Span(8, 16)], actor)
    assert project.undo_depth == 3


def test_a_disk_that_fails_stops_the_writing(project: Project) -> None:
    document = a_document(project, "Reuters reported Sunday.")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (project.path.stat().st_size, hard))
    try:
        with pytest.raises(StoreError):
            a_document(project, "x" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert annotations.of_document(project, document.uid) == ()


def test_a_closed_project_is_exactly_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with Project.create(folder / "a.rubric", places=places(tmp_path), who=ANNA) as project:
        a_document(project, "text")
        assert sorted(path.name for path in folder.iterdir()) == ["a.rubric", "a.rubric.lock"]
    assert [path.name for path in folder.iterdir()] == ["a.rubric"]


def test_a_fresh_schema_is_the_text_of_all_migrations(project: Project) -> None:
    assert schema.contents(project.file.database.connection) == schema.allowed(schema.newest())
