from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.cli.main import run


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        """The one object on standard output."""
        (line,) = self.out.splitlines()
        found = json.loads(line)
        assert isinstance(found, dict)
        return found


@dataclass
class Shell:
    """A folder with its own settings, in which commands are called."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> Said:
        code = run(["--project-dir", str(self.folder / "home"), *map(str, words)])
        out, err = self.capture.readouterr()
        return Said(code, out, err)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8", newline="")
        return path


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


def fill(folder: Path) -> Path:
    """Make a project with one document and one mark."""
    home, path, text = (
        str(folder / "home"),
        folder / "news.rubric",
        "Weber said on Tuesday that the toll must go.",
    )
    (folder / "a.txt").write_text(text, "utf-8")
    line = {"text": text, "spans": [{"start": 0, "end": 5, "label": "Actor"}]}
    (folder / "in.jsonl").write_text(json.dumps(line), "utf-8")
    for words in (
        ["new", str(path)],
        ["add", str(path), str(folder / "a.txt")],
        ["import", str(path), str(folder / "in.jsonl"), "--annotator", "Mira"],
    ):
        assert run(["--project-dir", home, *words]) == 0
    return path


@pytest.fixture
def project(shell: Shell) -> Path:
    """A project with one document and one mark, made here."""
    path = fill(shell.folder)
    shell.capture.readouterr()
    return path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with such a project, made once."""
    folder = tmp_path_factory.mktemp("template")
    fill(folder)
    return folder


@pytest.fixture
def copied(shell: Shell, template: Path) -> Path:
    """A copy of that project: quick, but with nothing to undo, for a copy has a history of its own."""
    shutil.copytree(template, shell.folder, dirs_exist_ok=True)
    return shell.folder / "news.rubric"
