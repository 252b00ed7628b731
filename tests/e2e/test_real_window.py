"""The main job in a window on a display: with a mouse and a keyboard that the program cannot tell from real ones."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.screen import Screen, until

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "desktop_app")
# In the middle of the text, over some words of two lines.
START, STOP = (520, 470), (680, 505)
TEXT_CORNER, TEXT_SIZE = (400, 400), (500, 200)


@contextmanager
def a_program(screen: Screen, home: Path, *paths: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program with its window on the screen and the text in it; killed at the end, whatever it is doing."""
    command = [*PROGRAM, "--project-dir", str(home), *paths]
    with subprocess.Popen(command, cwd=ROOT, env=screen.environment(), start_new_session=True) as program:
        try:
            screen.wait_for_window("seeds")
            until(lambda: screen.lines_of_ink(TEXT_CORNER, TEXT_SIZE) > 50, "the text is painted")
            yield program
        finally:
            program.send_signal(signal.SIGKILL)
    until(lambda: not is_alive(program.pid), "the children of the program have ended with it")


def is_alive(group: int) -> bool:
    """Whether any process is left of a group."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def answer(screen: Screen, *words: str) -> dict[str, object]:
    """What a command of the program answers, beside the window."""
    command = [*PROGRAM, *words, "--json"]
    done = subprocess.run(command, cwd=ROOT, env=screen.environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


def marks(screen: Screen, project: Path) -> int:
    """How many annotations the project holds, of all annotators and tags."""
    counted = answer(screen, "stats", str(project))["annotations"]
    assert isinstance(counted, dict)
    return sum(sum(by_tag.values()) for by_tag in counted.values())


def spans_of(screen: Screen, project: Path, target: Path) -> list[dict[str, object]]:
    """The spans of the only document, from an export, each proven against the text."""
    answer(screen, "export", str(project), str(target))
    line = json.loads(target.read_text(encoding="utf-8").splitlines()[0])
    for span in line["spans"]:
        assert line["text"][span["start"] : span["end"]] == span["text"]
    return list(line["spans"])


def test_words_that_are_dragged_over_and_tagged_survive_a_kill_and_can_be_taken_back(
    screen: Screen, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    project = home / "documents" / "seeds.rubric"
    with a_program(screen, home, "seeds"):
        bare = screen.pixels(START, (150, 30))
        screen.drag(START, STOP)
        screen.do("key", "a")
        until(lambda: marks(screen, project) == 1, "the mark is in the file")
        until(lambda: screen.pixels(START, (150, 30)) != bare, "the mark is painted")
    assert answer(screen, "check", str(project))["findings"] == []
    (kept,) = spans_of(screen, project, tmp_path / "kept.jsonl")
    assert kept["label"] == "Actor"
    with a_program(screen, home, str(project)):
        screen.click(TEXT_CORNER)
        screen.do("key", "ctrl+z")
        until(lambda: marks(screen, project) == 0, "the mark is taken back")
        screen.do("key", "ctrl+shift+z")
        until(lambda: marks(screen, project) == 1, "the mark is there again")
    (again,) = spans_of(screen, project, tmp_path / "again.jsonl")
    assert again == kept
