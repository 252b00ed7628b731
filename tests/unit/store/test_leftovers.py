"""What lies beside a project: a crash is settled, and what strangers put there is not believed."""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError, DamagedError, ReadOnlyError
from desktop_app.model.span import Span
from desktop_app.ops import annotations, backups, check
from desktop_app.ops.project import Project
from tests.builders import ANNA, a_document, a_project, open_to_strangers, places, tag_named, without_rights

TEXT = "Reuters reported Sunday."
JOURNAL = bytes.fromhex("d9d505f920a163d7")
DIES_WHILE_WRITING = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("CREATE TABLE junk (a)")
for _ in range(300):
    connection.execute("INSERT INTO junk VALUES (randomblob(3000))")
connection.execute("UPDATE annotation SET note = 'torn'")
os.kill(os.getpid(), 9)
"""


def _with_a_mark(folder: Path) -> Path:
    with a_project(folder) as project:
        document = a_document(project, TEXT)
        annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
        return project.path


def _notes(path: Path, *, read_only: bool) -> list[str]:
    with Project.open(path, places=places(path.parent), who=ANNA, read_only=read_only) as project:
        return [str(note) for (note,) in project.file.database.rows("SELECT note FROM annotation")]


def _die_while_writing(path: Path) -> None:
    subprocess.run([sys.executable, "-c", DIES_WHILE_WRITING, str(path)], check=False)
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def _open_for_writing(path: Path) -> object:
    return _notes(path, read_only=False)


def _open_for_reading(path: Path) -> object:
    return _notes(path, read_only=True)


def _check(path: Path) -> object:
    assert check.check(path).findings == ()
    return [""]


def _back_up(path: Path) -> object:
    made = backups.make(path, path.parent / "copies")
    return _notes(made.path, read_only=True)


EVERY_WAY = [_open_for_writing, _open_for_reading, _check, _back_up]


@pytest.mark.parametrize("way", EVERY_WAY)
def test_a_project_whose_writer_died_in_the_middle_is_settled_whoever_opens_it_next(
    way: Callable[[Path], object], tmp_path: Path
) -> None:
    path = _with_a_mark(tmp_path)
    _die_while_writing(path)
    assert way(path) == [""]
    assert not path.with_name("news.rubric-journal").exists()


def test_a_crash_that_cannot_be_settled_in_a_read_only_folder_is_told(tmp_path: Path) -> None:
    path = _with_a_mark(tmp_path)
    _die_while_writing(path)
    open_to_strangers(tmp_path)
    tmp_path.chmod(0o555)
    path.chmod(0o444)
    path.with_name("news.rubric-journal").chmod(0o444)
    try:
        with without_rights(), pytest.raises(ReadOnlyError, match="-journal"):
            _notes(path, read_only=True)
    finally:
        tmp_path.chmod(0o755)


def _journal_that_names(victim: Path, pages: int) -> bytes:
    """A journal without pages, at whose end SQLite finds a file that it should delete."""
    name = str(victim).encode()
    head = (JOURNAL + struct.pack(">5I", 0, 0, pages, 512, 4096)).ljust(512, b"\0")
    tail = (
        struct.pack(">I", 0x40000000 // 4096 + 1) + name + struct.pack(">2I", len(name), sum(name)) + JOURNAL
    )
    return head + tail


@pytest.mark.parametrize("way", EVERY_WAY)
def test_a_journal_cannot_make_opening_delete_another_file(
    way: Callable[[Path], object], tmp_path: Path
) -> None:
    path = _with_a_mark(tmp_path)
    victim = tmp_path / "thesis.txt"
    victim.write_text("precious\0")
    journal = path.with_name("news.rubric-journal")
    journal.write_bytes(_journal_that_names(victim, path.stat().st_size // 4096))
    with pytest.raises(DamagedError, match="-journal"):
        way(path)
    assert victim.exists()
    assert journal.exists()


@pytest.mark.parametrize("way", EVERY_WAY)
def test_a_log_of_another_time_does_not_change_the_project(
    way: Callable[[Path], object], tmp_path: Path
) -> None:
    path = _with_a_mark(tmp_path)
    other = tmp_path / "other.rubric"
    shutil.copy(path, other)
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("DELETE FROM annotation")
    connection.commit()
    shutil.copy(tmp_path / "other.rubric-wal", tmp_path / "news.rubric-wal")
    connection.close()
    with pytest.raises(DamagedError, match="-wal"):
        way(path)
    (tmp_path / "news.rubric-wal").unlink()
    assert way(path) == [""]


def test_a_link_in_the_place_of_the_journal_is_not_followed(tmp_path: Path) -> None:
    path = _with_a_mark(tmp_path)
    victim = tmp_path / "thesis.txt"
    victim.write_text("precious")
    path.with_name("news.rubric-journal").symlink_to(victim)
    with pytest.raises(DamagedError):
        _notes(path, read_only=False)
    assert victim.read_text() == "precious"


def test_a_project_that_another_program_switched_to_a_log_becomes_one_file_again(tmp_path: Path) -> None:
    path = _with_a_mark(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    with Project.open(path, places=places(tmp_path), who=ANNA) as project:
        a_document(project, "more")
        assert not path.with_name("news.rubric-wal").exists()
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_restoring_over_a_project_whose_writer_died_brings_the_backup_and_nothing_else(
    tmp_path: Path,
) -> None:
    path = _with_a_mark(tmp_path)
    backup = backups.make(path, tmp_path / "copies")
    whole = backup.path.read_bytes()
    _die_while_writing(path)
    backups.restore(backup.path, path, places(tmp_path))
    assert not path.with_name("news.rubric-journal").exists()
    assert path.read_bytes() == whole
    assert check.check(path).findings == ()
    assert check.check(path.with_name("news.rubric.before-restore")).findings == ()


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_no_project_is_put_where_a_vanished_one_left_its_journal(suffix: str, tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        (tmp_path / f"new.rubric{suffix}").write_bytes(b"stale")
        with pytest.raises(ConflictError, match=suffix):
            a_project(tmp_path, name="new.rubric")
        with pytest.raises(ConflictError, match=suffix):
            backups.save_copy(project, tmp_path / "new.rubric")
    assert not (tmp_path / "new.rubric").exists()
    assert [name for name in os.listdir(tmp_path) if name.startswith(".")] == []
