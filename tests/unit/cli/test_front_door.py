"""What is a command, what is a path, and when a window can be opened at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import __main__ as door
from desktop_app.base import syslibs

UNDERSTOOD: dict[str, tuple[list[str], door.Words]] = {
    "nothing": ([], door.Words()),
    "a path": (["a.rubric"], door.Words(paths=[Path("a.rubric")])),
    "two paths": (["a", "b"], door.Words(paths=[Path("a"), Path("b")])),
    "a command": (["stats", "a"], door.Words(is_command=True)),
    "a command behind a path is a path": (["a", "stats"], door.Words(paths=[Path("a"), Path("stats")])),
    "a command behind two dashes is a path": (["--", "stats"], door.Words(paths=[Path("stats")])),
    "a folder for settings": (
        ["--project-dir", "h", "a"],
        door.Words(project_dir=Path("h"), paths=[Path("a")]),
    ),
    "a folder for settings in one word": (["--project-dir=h"], door.Words(project_dir=Path("h"))),
    "settings and a command": (
        ["--project-dir", "h", "check", "a"],
        door.Words(is_command=True, project_dir=Path("h")),
    ),
    "a session": (["--offscreen-session", "seeds"], door.Words(offscreen=True, paths=[Path("seeds")])),
    "a session with its folder": (
        ["--offscreen-session", "--out", "o", "seeds"],
        door.Words(offscreen=True, out=Path("o"), paths=[Path("seeds")]),
    ),
    "help": (["--help"], door.Words(is_command=True)),
    "the version": (["--version"], door.Words(is_command=True)),
    "an unknown option": (["--fast"], door.Words(is_command=True)),
    "an option without its value": (["--project-dir"], door.Words(is_command=True)),
}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_commands_and_paths_are_told_apart(name: str) -> None:
    words, expected = UNDERSTOOD[name]
    assert door.understood(words) == expected


def test_without_a_display_the_commands_that_work_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(syslibs, "platforms", lambda _environ: ())
    assert door.main([str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "no display" in said.err
    assert "export" in said.err


def test_missing_libraries_are_named_with_the_command_that_brings_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing = [syslibs.Library("libEGL.so.1", "libegl1")]
    monkeypatch.setattr(syslibs, "platforms", lambda _environ: ("xcb",))
    monkeypatch.setattr(syslibs, "missing_for_a_window", lambda _candidates: missing)
    monkeypatch.setattr(syslibs, "install_hint", lambda _missing: "apt-get install libegl1")
    assert door.main([str(tmp_path)]) == 3
    said = capsys.readouterr().err
    assert "libEGL.so.1" in said
    assert "apt-get install libegl1" in said


def test_a_misspelt_command_is_not_taken_for_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["chekc", "news.rubric"]) == 2
    said = capsys.readouterr().err
    assert "chekc: There is no such file or command." in said
    assert "check" in said


def loaded(words: list[str], names: str) -> tuple[int, str]:
    """The exit code of the words in a process of their own, and which of the modules it imported."""
    program = (
        "import sys\n"
        "from desktop_app.__main__ import main, syslibs\n"
        "syslibs.platforms = lambda environ: ()\n"
        f"code = main({words!r})\n"
        f"print(*sorted(set({names.split()!r}) & set(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr.splitlines()[-1]


def test_the_way_to_the_window_imports_no_command_line(tmp_path: Path) -> None:
    code, found = loaded([str(tmp_path)], "click desktop_app.ops desktop_app.readers lxml sqlite3")
    assert (code, found) == (2, "")


def test_a_command_imports_neither_qt_nor_what_it_does_not_need() -> None:
    code, found = loaded(["formats"], "PySide6 trafilatura lxml chardet markdown_it numpy sqlite_utils")
    assert (code, found) == (0, "")


def test_a_command_reads_from_a_pipe_that_was_closed_without_a_complaint(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "formats"],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.stderr == ""
