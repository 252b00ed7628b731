"""Wrong words: each is answered with a reason, an exit code of 2, and nothing is changed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from desktop_app.cli import COMMANDS, _console, main
from tests.unit.cli.conftest import Shell

PROJECT = "news.rubric"

MISUSES: dict[str, tuple[str, ...]] = {
    "no command": (),
    "an unknown command": ("anotate",),
    "an unknown option": ("stats", PROJECT, "--all"),
    "new without a name": ("new",),
    "new with two names": ("new", "a", "b"),
    "new with another ending": ("new", "news.sqlite"),
    "new in a folder that is a file": ("new", "a.txt/news"),
    "new over a project": ("new", PROJECT),
    "new with an unknown tagset": ("new", "other", "--tagset", "nothing"),
    "new with a broken tagset": ("new", "other", "--tagset", "in.jsonl"),
    "new with a folder for a tagset": ("new", "other", "--tagset", "."),
    "new with a film for a tagset": ("new", "other", "--tagset", "film.json"),
    "new with too long a name for a tagset": ("new", "other", "--tagset", "x" * 5000),
    "add without documents": ("add", PROJECT),
    "add to nothing": ("add", "none.rubric", "a.txt"),
    "add to a folder": ("add", ".", "a.txt"),
    "add to a text": ("add", "a.txt", "a.txt"),
    "add to an empty file": ("add", "empty.rubric", "a.txt"),
    "add in an unknown encoding": ("add", PROJECT, "b.txt", "--encoding", "klingon"),
    "add as an unknown annotator": ("add", PROJECT, "b.txt", "--annotator", "Nobody"),
    "import without a file": ("import", PROJECT),
    "import of nothing": ("import", PROJECT, "none.jsonl"),
    "import of a folder": ("import", PROJECT, "."),
    "import in an unknown format": ("import", PROJECT, "in.jsonl", "--format", "xml"),
    "import into nothing": ("import", "none.rubric", "in.jsonl"),
    "import of a project": ("import", PROJECT, PROJECT),
    "export without a target": ("export", PROJECT),
    "export of nothing": ("export", "none.rubric", "out.jsonl"),
    "export onto the project": ("export", PROJECT, PROJECT),
    "export onto a folder": ("export", PROJECT, "."),
    "export into no folder": ("export", PROJECT, "none/out.jsonl"),
    "export in an unknown format": ("export", PROJECT, "out.xml", "--format", "xml"),
    "export of an unknown tag": ("export", PROJECT, "out.jsonl", "--tag", "Nothing"),
    "export of an unknown annotator": ("export", PROJECT, "out.jsonl", "--annotator", "Nobody"),
    "export of an unknown state": ("export", PROJECT, "out.jsonl", "--state", "finished"),
    "check of nothing": ("check", "none.rubric"),
    "check of a text": ("check", "a.txt"),
    "check of a folder": ("check", "."),
    "check of half a project": ("check", "half.rubric"),
    "statistics of nothing": ("stats", "none.rubric"),
    "statistics of half a project": ("stats", "half.rubric"),
    "undo of nothing": ("undo", "none.rubric"),
    "undo as nobody": ("undo", PROJECT, "--annotator", "Nobody"),
    "redo of nothing": ("undo", PROJECT, "--redo"),
    "backups of nothing": ("backups", "none.rubric"),
    "a backup that is not there": ("backups", PROJECT, "--restore", "none.rubric"),
    "a backup that is a text": ("backups", PROJECT, "--restore", "a.txt"),
    "formats of something": ("formats", PROJECT),
    "a folder for settings that is missing": ("stats", PROJECT, "--project-dir"),
}


@pytest.mark.parametrize("name", MISUSES)
def test_wrong_words_are_answered_with_a_reason_and_change_nothing(
    name: str, shell: Shell, copied: Path
) -> None:
    shell.file("empty.rubric", "")
    shell.file("b.txt", "Another text.")
    with (shell.folder / "film.json").open("wb") as film:
        film.truncate(5_000_000)
    half = copied.read_bytes()[: copied.stat().st_size // 2]
    (shell.folder / "half.rubric").write_bytes(half)
    before = {path.name: path.read_bytes() for path in shell.folder.iterdir() if path.is_file()}
    said = shell(*MISUSES[name])
    assert said.code == 2
    assert said.err.strip()
    assert "Traceback" not in said.err
    after = {path.name: path.read_bytes() for path in shell.folder.iterdir() if path.is_file()}
    assert after == before


@pytest.mark.parametrize("name", [name for name in MISUSES if MISUSES[name]])
def test_wrong_words_are_answered_with_one_object_where_json_is_asked_for(
    name: str, shell: Shell, copied: Path
) -> None:
    shell.file("empty.rubric", "")
    (shell.folder / "half.rubric").write_bytes(copied.read_bytes()[:4096])
    said = shell("--json", *MISUSES[name])
    assert said.code == 2
    assert said.json.get("error") or said.json.get("failed") or said.json.get("problems")


def test_more_than_forty_misuses_are_tried() -> None:
    assert len(MISUSES) > 40
    assert len(set(MISUSES.values())) == len(MISUSES)


def test_every_command_is_known_by_name_to_the_front_door() -> None:
    assert sorted(main.group.commands) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_its_options(command: str, shell: Shell) -> None:
    said = shell(command, "--help")
    assert said.code == 0
    assert f"rubricator {command}" in said.out
    assert "--json" in said.out


def test_the_version_is_told(shell: Shell) -> None:
    assert shell("--version").out.startswith("rubricator, version ")


def test_the_first_ctrl_c_asks_to_stop_and_the_second_insists(capsys: pytest.CaptureFixture[str]) -> None:
    with _console.stopping() as stopped:
        assert not stopped()
        os.kill(os.getpid(), signal.SIGINT)
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert "Ctrl+C" in capsys.readouterr().err
