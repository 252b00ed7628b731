"""Fifty differences between two annotators decided with the keyboard alone, in a real window."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop_app.base.paths import user_places
from desktop_app.base.settings import Settings, save
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation, Annotator
from desktop_app.model.review import Verdict
from desktop_app.ops import annotations as marks
from desktop_app.ops import cases
from desktop_app.ops.case_records import Standing
from desktop_app.ops.check import check
from desktop_app.ops.project import Project
from tests.differences import PEOPLE, differing
from tests.e2e.screen import Screen, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
JUDGE = Annotator(derived_uid("judge"), "judge")
DOCUMENTS, WANTED = 6, 50
T = TypeVar("T")


class Judge:
    """Sits before a screen without a mouse, and sees in the project file what has come of the keys."""

    def __init__(self, screen: Screen, home: Path, path: Path) -> None:
        self.screen = screen
        self.path = path
        self._places = user_places(home)

    def press(self, key: str) -> None:
        """Press one key."""
        self.screen.do("key", key)

    def look(self, ask: Callable[[Project], T]) -> T:
        """Ask the project file something, beside the window."""
        with Project.open(self.path, places=self._places, who=JUDGE, read_only=True) as project:
            return ask(project)

    def wait_for(self, count: int) -> None:
        """Wait until so many cases are decided."""
        until(lambda: self.look(decided) == count, f"{count} are decided")


@contextmanager
def a_judge(screen: Screen, home: Path, path: Path) -> Iterator[Judge]:
    """The program on the screen with the project, and somebody before it."""
    command = [sys.executable, "-m", "desktop_app", "--project-dir", str(home), str(path)]
    with subprocess.Popen(command, cwd=ROOT, env=screen.environment(), start_new_session=True) as program:
        try:
            screen.wait_for_window("news – Rubricator")
            screen.do("search", "--onlyvisible", "--name", "news – Rubricator", "windowfocus", "--sync")
            yield Judge(screen, home, path)
        finally:
            program.send_signal(signal.SIGKILL)


def a_project(home: Path) -> Path:
    """Two annotators have finished some documents; somebody else decides."""
    save(user_places(home).settings, Settings(annotator_uid=JUDGE.uid, annotator_name=JUDGE.name))
    path = home / "news.rubric"
    with Project.create(path, places=user_places(home), who=JUDGE) as project:
        differing(project, documents=DOCUMENTS)
    return path


def standing(project: Project) -> list[Standing]:
    """How all cases stand."""
    uids = cases.named(project)
    return [item.standing for uid in uids for item in cases.decisions(project, uid)]


def decided(project: Project) -> int:
    return standing(project).count(Standing.DECIDED)


def provenance(project: Project) -> list[tuple[Annotation, Verdict | None]]:
    """Every gold annotation with the verdict that it comes from."""
    layer = cases.gold(project).uid
    return [
        (item, cases.source_of(project, item))
        for uid in cases.named(project)
        for item in marks.of_document(project, uid, annotator_uid=layer)
    ]


def these(uids: Iterable[str]) -> Callable[[Project], list[Annotation]]:
    """Asks for annotations by their uids."""
    return lambda project: [marks.get(project, uid) for uid in uids]


def test_fifty_differences_are_decided_by_one_key_each_and_gold_tells_whose_it_is(
    screen: Screen, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    path = a_project(home)
    with a_judge(screen, home, path) as judge:
        found = judge.look(standing)
        assert found.count(Standing.OPEN) >= WANTED
        judge.press("ctrl+2")
        for number in range(WANTED):
            judge.press(("1", "2", "b", "x", "Left", "Right")[number % 6])
            judge.wait_for(number + 1)
        judge.press("ctrl+z")
        judge.wait_for(WANTED - 1)
        judge.press("2")
        judge.wait_for(WANTED)
        told = judge.look(provenance)
        assert len(told) > WANTED / 3
        for mark, verdict in told:
            assert verdict is not None
            assert verdict.annotator_uid == JUDGE.uid
            assert verdict.made
            assert not verdict.automatic
            sources = judge.look(these(verdict.taken))
            assert {item.annotator_uid for item in sources} <= {item.uid for item in PEOPLE}
            assert any((item.spans, item.tag_uid) == (mark.spans, mark.tag_uid) for item in sources)
    assert check(path).findings == ()
