"""Fetching originals: what is no file, what cannot be read, what is too large; and nothing is waited for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.base.errors import ReadError
from desktop_app.readers import HTML_LIMIT, ORIGINAL_LIMIT, TEXT_LIMIT, load, read_file

SOON = 20
"""Seconds after which a test that waits for something is given up."""
Maker = Callable[[Path], Path]


def sparse(path: Path, size: int, head: bytes = b"") -> Path:
    """A file that claims so many bytes and takes up next to none."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)
    return path


def missing(folder: Path) -> Path:
    return folder / "gone.txt"


def below_a_file(folder: Path) -> Path:
    (folder / "a.txt").write_text("words")
    return folder / "a.txt" / "b.txt"


def folder_called_text(folder: Path) -> Path:
    (folder / "news.txt").mkdir()
    return folder / "news.txt"


def link_to_itself(folder: Path) -> Path:
    (folder / "loop.txt").symlink_to("loop.txt")
    return folder / "loop.txt"


def links_in_a_circle(folder: Path) -> Path:
    (folder / "a.txt").symlink_to("b.txt")
    (folder / "b.txt").symlink_to("a.txt")
    return folder / "a.txt"


def link_to_nothing(folder: Path) -> Path:
    (folder / "a.txt").symlink_to("gone.txt")
    return folder / "a.txt"


def link_to_a_folder(folder: Path) -> Path:
    (folder / "a.txt").symlink_to(folder)
    return folder / "a.txt"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def link_to_a_pipe(folder: Path) -> Path:
    (folder / "a.txt").symlink_to(pipe(folder))
    return folder / "a.txt"


def bound_socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # the address of a socket is at most about a hundred bytes long
        try:
            server.bind("s.txt")
        finally:
            os.chdir(here)
    return folder / "s.txt"


def zeros_without_end(_folder: Path) -> Path:
    return Path("/dev/zero")


def null_device(_folder: Path) -> Path:
    return Path(os.devnull)


def empty(folder: Path) -> Path:
    return sparse(folder / "empty.txt", 0)


def too_long_a_name(folder: Path) -> Path:
    return folder / ("n" * 5000 + ".txt")


def name_with_a_nul(folder: Path) -> Path:
    return folder / "a\0b.txt"


def huge(folder: Path) -> Path:
    return sparse(folder / "huge.txt", ORIGINAL_LIMIT + 1)


def huge_utf_16(folder: Path) -> Path:
    return sparse(folder / "huge.md", ORIGINAL_LIMIT + 1, b"\xff\xfea\0")


def long_text(folder: Path) -> Path:
    return sparse(folder / "long.txt", TEXT_LIMIT + 1, b"words " * 1000)


def large_page(folder: Path) -> Path:
    return sparse(folder / "large.html", HTML_LIMIT + 1, b"<p>words")


REFUSED = [
    (missing, "no such file"),
    (below_a_file, "no such file"),
    (link_to_nothing, "no such file"),
    (folder_called_text, "a folder"),
    (link_to_a_folder, "a folder"),
    (link_to_itself, "in a circle"),
    (links_in_a_circle, "in a circle"),
    (pipe, "not a file"),
    (link_to_a_pipe, "not a file"),
    (bound_socket, "not a file"),
    (zeros_without_end, "not a file"),
    (null_device, "not a file"),
    (empty, "is empty"),
    (too_long_a_name, "cannot be read"),
    (name_with_a_nul, "no possible file name"),
    (huge, "larger than 200 MB"),
    (huge_utf_16, "larger than 200 MB"),
    (long_text, "longer than 64 MB"),
    (large_page, "larger than 20 MB"),
]


@pytest.mark.timeout(SOON)
@pytest.mark.parametrize(("make", "words"), REFUSED, ids=[make.__name__ for make, _words in REFUSED])
def test_what_is_no_readable_file_is_refused_at_once(tmp_path: Path, make: Maker, words: str) -> None:
    path = make(tmp_path)
    with pytest.raises(ReadError) as refused:
        read_file(path)
    assert words in refused.value.what
    assert refused.value.where
    assert "\0" not in refused.value.where
    assert refused.value.hint


@pytest.mark.timeout(SOON)
def test_a_pipe_with_a_writer_is_not_drained(tmp_path: Path) -> None:
    path = pipe(tmp_path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writing = os.open(path, os.O_WRONLY)
    try:
        os.write(writing, b"words")
        with pytest.raises(ReadError):
            read_file(path)
        assert os.read(reading, 5) == b"words"
    finally:
        os.close(reading)
        os.close(writing)


def test_a_file_that_the_system_does_not_let_us_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words")
    path.chmod(0)
    program = (
        "import os, sys\n"
        "from desktop_app.base.errors import ReadError\n"
        "from desktop_app.readers import read_file, reader_for\n"
        "reader_for(sys.argv[1])\n"
        "if os.geteuid() == 0:\n"
        "    os.setgid(65534)\n"
        "    os.setuid(65534)\n"  # whoever may read everything gives that up first
        "try:\n"
        "    read_file(sys.argv[1])\n"
        "except ReadError as error:\n"
        "    print(error.what, error.hint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False, timeout=SOON
    )
    assert "not allowed to read" in done.stdout, done.stderr
    assert "permissions" in done.stdout


def test_sizes_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    path = sparse(tmp_path / "huge.txt", 1 << 40)
    with pytest.raises(ReadError, match="larger than 200 MB"):
        load(path)


def test_a_long_file_may_be_utf_16_that_is_shorter_in_utf_8(tmp_path: Path) -> None:
    marked = sparse(tmp_path / "marked.txt", TEXT_LIMIT + 2, b"\xff\xfew\0o\0r\0d\0")
    assert len(load(marked)) == TEXT_LIMIT + 2
    named = sparse(tmp_path / "named.txt", TEXT_LIMIT + 2, b"words" * 2000)
    assert len(load(named, encoding="utf_16")) == TEXT_LIMIT + 2
    with pytest.raises(ReadError, match="longer than 64 MB"):
        load(named)


@pytest.mark.parametrize(
    "name",
    ["two\nlines.txt", "news\u202etxt.exe", "näme 👩‍👩‍👧.md", "-rf", "%s.txt", "no suffix", "." * 3 + "txt"],
)
def test_odd_names_are_no_obstacle(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"words")
    assert read_file(tmp_path / name).text == "words"
    assert read_file(str(tmp_path / name)).text == "words"


def test_a_name_that_is_no_unicode_is_read_and_shown_safely(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"")
    with pytest.raises(ReadError) as refused:
        read_file(path)
    assert refused.value.where.encode()
    path.write_bytes(b"words")
    assert read_file(path).text == "words"


def test_a_name_that_turns_round_is_shown_straight_in_errors(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as refused:
        read_file(tmp_path / "news\u202etxt.exe\n")
    assert not set("\u202e\n") & set(refused.value.where)


def test_a_link_to_a_good_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "b.md").symlink_to("a.txt")
    assert read_file(tmp_path / "b.md").text == "words"
