from __future__ import annotations

import json
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


@pytest.fixture
def project(shell: Shell) -> Path:
    """A project with one document and one mark."""
    path = shell.folder / "news.rubric"
    assert shell("new", path).code == 0
    text = "Weber said on Tuesday that the toll must go."
    assert shell("add", path, shell.file("a.txt", text)).code == 0
    line = {"text": text, "spans": [{"start": 0, "end": 5, "label": "Actor"}]}
    assert shell("import", path, shell.file("in.jsonl", json.dumps(line)), "--annotator", "Mira").code == 0
    return path
