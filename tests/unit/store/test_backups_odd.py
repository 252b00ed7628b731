"""Backups and checks beside a writer, on full disks, with wrong clocks, through links: sound or refused."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.base import settings
from desktop_app.base.errors import AppError, ConflictError, StoreError
from desktop_app.model.span import Span
from desktop_app.ops import annotations, backups, check
from desktop_app.ops.project import Project
from desktop_app.store.backups import ALWAYS_KEPT, Backup, expired
from tests.builders import ANNA, a_document, a_project, places, room_for, tag_named
from tests.torture import rounds
from tests.unit.store.writer import TEXT


@contextmanager
def _somebody_writing(folder: Path) -> Iterator[None]:
    with a_project(folder) as project:
        a_document(project, TEXT, name="a.txt")
    command = [sys.executable, "-m", "tests.unit.store.writer", str(folder), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        reader = threading.Thread(target=writer.stdout.read)
        reader.start()
        try:
            yield
        finally:
            writer.kill()
            reader.join()


@pytest.mark.torture
def test_backups_checks_and_reading_beside_a_writer_see_one_moment_each(tmp_path: Path) -> None:
    with _somebody_writing(tmp_path):
        path = tmp_path / "news.rubric"
        for _round in range(rounds(5, promised=25)):
            made = backups.make(path, tmp_path / "copies")
            unfinished = {finding.rule for finding in check.check(made.path).findings}
            assert unfinished <= {"unfinished"}
            assert {finding.rule for finding in check.check(path).findings} <= {"unfinished"}
            check.quick(path)
            with Project.open(path, places=places(tmp_path), who=ANNA, read_only=True) as beside:
                assert beside.documents.states()


def test_a_copy_for_which_there_is_no_room_leaves_nothing_and_harms_nothing(
    project: Project, tmp_path: Path
) -> None:
    document = a_document(project, "Reuters reported.")
    target = tmp_path / "elsewhere" / "copy.rubric"
    target.parent.mkdir()
    with room_for(20_000):
        with pytest.raises(StoreError):
            backups.save_copy(project, target)
        with pytest.raises(StoreError):
            backups.before(project)
    assert list(target.parent.iterdir()) == []
    assert [path.name for path in project.backup_folder.iterdir()] == []
    annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    backups.save_copy(project, target)
    with pytest.raises(ConflictError):
        backups.save_copy(project, target)
    assert check.check(target).findings == ()


def test_what_a_backup_that_was_killed_left_behind_is_swept_when_it_is_old(project: Project) -> None:
    folder = project.backup_folder
    folder.mkdir(parents=True)
    for name, age_s in (
        (".old.rubricator-part", 90_000),
        (".old.rubricator-part-journal", 90_000),
        (".new.rubricator-part", 60),
    ):
        (folder / name).write_bytes(b"half")
        moment = time.time() - age_s
        os.utime(folder / name, (moment, moment))
    made = backups.before(project)
    assert sorted(path.name for path in folder.iterdir()) == [".new.rubricator-part", made.path.name]


def test_a_wrong_clock_does_not_thin_out_everything() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    made = [Backup(Path(str(hour)), now - timedelta(hours=hour), 1) for hour in range(40)]
    years_later = now + timedelta(days=40 * 365)
    gone = expired([*made, Backup(Path("new"), years_later, 1)], years_later)
    assert len(made) + 1 - len(gone) == ALWAYS_KEPT
    assert not {item.path for item in gone} & {Path("new"), Path("0"), Path("1")}
    assert expired(made, now - timedelta(days=9000)) == ()


def test_restoring_through_a_link_replaces_the_project_and_not_the_link(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with Project.create(folder / "a.rubric", places=places(tmp_path), who=ANNA) as project:
        backup = backups.before(project)
        document = a_document(project, "Reuters reported.")
    (tmp_path / "link.rubric").symlink_to(folder / "a.rubric")
    replicas = settings.load(places(tmp_path).settings).replicas
    with Project.open(folder / "a.rubric", places=places(tmp_path), who=ANNA), pytest.raises(AppError):
        backups.restore(backup.path, tmp_path / "link.rubric", places(tmp_path))
    backups.restore(backup.path, tmp_path / "link.rubric", places(tmp_path))
    assert (tmp_path / "link.rubric").is_symlink()
    assert sorted(os.listdir(folder)) == ["a.rubric", "a.rubric.before-restore"]
    with Project.open(folder / "a.rubric", places=places(tmp_path), who=ANNA) as again:
        assert again.documents.states() == {"new": 0}
        assert again.undo_depth == 0
    after = settings.load(places(tmp_path).settings).replicas
    assert set(after) == set(replicas)
    assert set(after.values()).isdisjoint(replicas.values())
    assert document.uid


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_backup_is_not_put_back(content: bytes, tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        path = project.path
    whole = path.read_bytes()
    (tmp_path / "b.rubric").write_bytes(content)
    for backup in (tmp_path / "b.rubric", tmp_path / "none.rubric", tmp_path):
        with pytest.raises(AppError):
            backups.restore(backup, path, places(tmp_path))
    assert path.read_bytes() == whole
    assert sorted(name for name in os.listdir(tmp_path) if "rubric" in name) == ["b.rubric", "news.rubric"]


def test_the_backups_of_different_projects_do_not_thin_out_each_other(tmp_path: Path) -> None:
    folders = set()
    for name in ("one.rubric", "two.rubric"):
        with a_project(tmp_path, name=name) as project:
            folders.add(backups.before(project).path.parent)
            assert len(backups.list_backups(project)) == 1
    assert len(folders) == 2
