"""The program as a whole, in processes of its own: killed, played through, started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from desktop_app.model.query import Query
from desktop_app.ops import annotations as marks
from desktop_app.ops.check import check
from desktop_app.ops.project import Project
from tests.builders import ANNA, a_document, a_project, places
from tests.gui.shell.seat import articles

ROOT = Path(__file__).resolve().parents[2]
OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
HEAVY = (
    "trafilatura",
    "lxml",
    "chardet",
    "click",
    "icu4py",
    "markdown_it",
    "rapidfuzz",
    "multiprocessing",
    "desktop_app.readers",
    "desktop_app.cli.main",
    "PySide6.QtTest",
)
TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n"


def test_a_mark_that_was_painted_survives_the_death_of_the_program(tmp_path: Path) -> None:
    folder = articles(tmp_path / "news", toll=TEXT)
    words = ["mayors", "Okafor"]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.marker", str(tmp_path), str(folder), *words],
        cwd=ROOT,
        env=OFFSCREEN,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        said = [program.stdout.readline() for _word in words]
        program.kill()
        program.wait()
    assert all(line.startswith("painted ") for line in said)
    path = Path(said[-1].removeprefix("painted ").split("\t")[0])
    with Project.open(path, places=places(tmp_path), who=ANNA) as project:
        document = project.documents.page(Query(), 0, 1)[0].document
        kept = marks.of_document(project, document.uid)
        assert [item.quotes for item in kept] == [("mayors",), ("Okafor",)]
    assert check(path).findings == ()


def test_a_session_without_a_display_proves_itself(tmp_path: Path) -> None:
    seeds = str(ROOT / "seeds")
    done = _python("-m", "desktop_app", "--offscreen-session", seeds, "--out", str(tmp_path), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    named = [Path(line.split(": ", 1)[1]) for line in done.stdout.splitlines() if ": " in line][:4]
    project, export, light, dark = named
    assert all(path.is_file() for path in named)
    assert light.read_bytes() != dark.read_bytes()
    assert check(project).findings == ()
    for line in export.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        assert entry["spans"]
        assert all(entry["text"][span["start"] : span["end"]] == span["text"] for span in entry["spans"])


def test_nothing_heavy_is_imported_before_the_first_frame(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        a_document(project, TEXT)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from desktop_app.gui.app import application, open_window\n"
        "from desktop_app.gui.preferences import Preferences\n"
        "from tests.builders import places\n"
        "app = application()\n"
        "window = open_window(Preferences(places(Path(sys.argv[1]))))\n"
        "loaded = []\n"
        "window.painted.connect(lambda: (loaded.extend(sys.modules), window.close(), app.quit()))\n"
        "window.tasks.open_paths([Path(sys.argv[2])])\n"
        "window.show()\n"
        "app.exec()\n"
        "window.jobs.wait()\n"
        "print(*loaded)\n"
    )
    done = _python("-c", program, str(tmp_path), str(project.path))
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "desktop_app.gui.reading.view" in loaded
    assert sorted(name for name in HEAVY if name in loaded) == []


def _python(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=OFFSCREEN, capture_output=True, text=True, check=False
    )
