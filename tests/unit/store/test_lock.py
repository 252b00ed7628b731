"""One writer at a time, whatever lies in the place of the lock and whoever tampers with it."""

import getpass
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.base.errors import LockedError, ReadOnlyError, StoreError
from desktop_app.model.span import Span
from desktop_app.ops import annotations
from desktop_app.ops.project import Project
from desktop_app.store.lock import WriterLock, lock_path
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
from tests.torture import rounds


@pytest.mark.torture
def test_two_processes_that_open_at_the_same_instant_never_both_write(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    wanted = rounds(60, promised=400)
    command = [sys.executable, "-m", "tests.unit.store.rival", str(tmp_path), str(wanted)]
    rivals = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _number in range(2)
    ]
    for rival in rivals:
        assert rival.stdout is not None
        assert rival.stdout.readline() == "ready\n"
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write("go\n")
        rival.stdin.flush()
    said = [rival.communicate() for rival in rivals]
    assert said == [(f"{wanted}\n", "")] * 2
    assert not lock_path(tmp_path / "news.rubric").exists()


def test_a_second_opening_in_the_same_process_is_refused_and_named(project: Project, tmp_path: Path) -> None:
    for _attempt in range(3):
        with pytest.raises(LockedError, match=str(os.getpid())):
            Project.open(project.path, places=places(tmp_path), who=BEN)
    document = a_document(project, "Reuters reported.")
    annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))


def _garbage(path: Path) -> None:
    path.write_bytes(os.urandom(200))


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _deep(path: Path) -> None:
    path.write_text("[" * 4000)


@pytest.mark.parametrize("leave", [_garbage, _huge, _deep, Path.touch])
def test_a_lock_file_with_nonsense_in_it_is_taken_over(leave: Callable[[Path], None], tmp_path: Path) -> None:
    a_project(tmp_path).close()
    leave(lock_path(tmp_path / "news.rubric"))
    with Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA) as project:
        holder = WriterLock(project.path).holder()
        assert holder is not None
        assert (holder.process, holder.user) == (os.getpid(), getpass.getuser())
    assert not lock_path(project.path).exists()


def test_what_is_no_file_in_the_place_of_the_lock_is_refused_and_left_alone(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    lock = lock_path(tmp_path / "news.rubric")
    victim = tmp_path / "thesis.txt"
    victim.write_text("precious")
    lock.symlink_to(victim)
    with pytest.raises(StoreError):
        Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA)
    assert victim.read_text() == "precious"
    lock.unlink()
    lock.mkdir()
    with pytest.raises(StoreError):
        Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA)


def test_a_pipe_in_the_place_of_the_lock_does_not_hang_anybody(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    lock = lock_path(tmp_path / "news.rubric")
    os.mkfifo(lock)
    assert WriterLock(tmp_path / "news.rubric").holder() is None
    with Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA) as project:
        a_document(project, "text")


def test_a_holder_with_a_strange_name_is_shown_on_one_plain_line(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    lock_path(tmp_path / "news.rubric").write_text(
        '{"user":"\\u202e\\n<b>eve","host":"h","process":7,"since":"%s"}' % ("x" * 3000)
    )
    with pytest.raises(LockedError) as caught:
        Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA)
    assert len(caught.value.what) < 200
    assert caught.value.what.isprintable()


def _remove(lock: Path) -> None:
    lock.unlink()


def _replace(lock: Path) -> None:
    lock.with_name("other").write_bytes(lock.read_bytes())
    lock.with_name("other").replace(lock)


@pytest.mark.parametrize("happens", [_remove, _replace])
def test_nothing_is_written_once_the_lock_is_gone(
    happens: Callable[[Path], None], project: Project, tmp_path: Path
) -> None:
    document = a_document(project, "Reuters reported.")
    happens(lock_path(project.path))
    for _attempt in range(2):
        with pytest.raises(LockedError, match="gone"):
            annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    assert annotations.of_document(project, document.uid) == ()
    project.close()
    with Project.open(project.path, places=places(tmp_path), who=ANNA) as again:
        annotations.highlight(again, document.uid, [Span(0, 7)], tag_named(again, "Actor"))


def test_a_project_whose_lock_was_removed_leaves_the_lock_of_the_next_one_alone(tmp_path: Path) -> None:
    first = a_project(tmp_path)
    lock_path(first.path).unlink()
    with Project.open(first.path, places=places(tmp_path), who=BEN) as second:
        first.close()
        assert lock_path(second.path).exists()
        a_document(second, "text")


def test_a_folder_that_became_read_only_does_not_keep_a_project_from_closing(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    open_to_strangers(tmp_path)
    project = Project.create(folder / "a.rubric", places=places(tmp_path), who=ANNA)
    folder.chmod(0o555)
    with without_rights():
        project.close()
    folder.chmod(0o755)
    Project.open(folder / "a.rubric", places=places(tmp_path), who=ANNA).close()
    assert [path.name for path in folder.iterdir()] == ["a.rubric"]


def test_a_writable_file_in_a_folder_that_takes_no_lock_is_opened_for_reading_only(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    Project.create(folder / "a.rubric", places=places(tmp_path), who=ANNA).close()
    open_to_strangers(tmp_path)
    (folder / "a.rubric").chmod(0o666)
    folder.chmod(0o555)
    try:
        with without_rights():
            with pytest.raises(ReadOnlyError):
                Project.open(folder / "a.rubric", places=places(tmp_path), who=ANNA)
            with Project.open(
                folder / "a.rubric", places=places(tmp_path), who=ANNA, read_only=True
            ) as project:
                assert project.tagset.tags
    finally:
        folder.chmod(0o755)


def test_a_child_of_a_fork_neither_frees_nor_breaks_the_lock(project: Project, tmp_path: Path) -> None:
    document = a_document(project, "Reuters reported.")
    script = (
        "import os, sys; from pathlib import Path; from tests.builders import *\n"
        "project = Project.open(Path(sys.argv[1]), places=places(Path(sys.argv[2])), who=ANNA)\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    project.close(); sys.exit(0)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "a_document(project, 'after the fork')\n"
        "project.file.database.before_writing(); project.close()\n"
    )
    project.close()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(project.path), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not lock_path(project.path).exists()
    assert document.uid
