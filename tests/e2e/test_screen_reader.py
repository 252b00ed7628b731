"""What a person hears who works with a screen reader: asked by one, over the bus, of the program on a display."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_app.agreement.clusters import Difference
from desktop_app.gui.review.words import kind_words
from tests.e2e.screen import Screen, until
from tests.e2e.screen_reader import CHARACTER, LINE, Heard, ScreenReader, Thing, a_bus
from tests.e2e.test_adjudication import a_project

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = "The 😀 minister said: it rains.", "Rain fell on Oslo."
TEXT_AT = (700, 300)


class ProjectTasks:
    """Somebody's desk: a keyboard, a program with a document, and a screen reader that was told of both."""

    def __init__(self, screen: Screen, reader: ScreenReader) -> None:
        self.screen = screen
        self.reader = reader
        self.heard: list[Heard] = []
        self.document = self.wait_for("text", "Document text")

    def wait_for(self, role: str, name: str) -> Thing:
        """The thing of this kind and name, once it is there."""
        found: list[Thing] = []

        def is_there() -> bool:
            thing = self.reader.find(role, name)
            found.extend([thing] if thing is not None else [])
            return thing is not None

        until(is_there, f"there is a {role} that is called {name!r}")
        return found[0]

    def press(self, *keys: str) -> None:
        """Press keys one after the other, and forget what was heard before."""
        self.listen()
        self.heard.clear()
        self.screen.do("key", *keys)

    def listen(self) -> None:
        """Take in what can be heard."""
        self.heard += self.reader.hear()

    def wait_to_hear(self, kind: str, value: object) -> None:
        """Wait until this happened since the last keys."""

        def has_come() -> bool:
            self.listen()
            return any((item.kind, item.value) == (kind, value) for item in self.heard)

        until(has_come, f"{kind} with {value!r} is heard, and not only {self.said()}")

    def said(self) -> list[object]:
        """What the program wants to be said, since the last keys."""
        return [item.value for item in self.heard if item.kind == "Announcement"]

    def cases(self) -> list[str]:
        """Those of what is said that name a case, with the kind of its difference."""
        self.listen()
        kinds = tuple(f"{kind_words(kind)}: " for kind in Difference)
        return [words for words in map(str, self.said()) if words.startswith(kinds)]


@contextmanager
def a_program(screen: Screen, home: Path, opened: Path, environment: dict[str, str]) -> Iterator[None]:
    """The program with something opened; killed at the end with all that it started."""
    command = [sys.executable, "-m", "desktop_app", "--project-dir", str(home), str(opened)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as program:
        try:
            screen.wait_for_window(f"{opened.stem} – Rubricator")
            yield
        finally:
            os.killpg(program.pid, signal.SIGKILL)


@pytest.fixture
def sockets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the sockets of a bus, whose paths may have a hundred characters, no more."""
    made = tmp_path_factory.mktemp("bus")
    made.chmod(0o700)
    return made


@contextmanager
def a_desk(screen: Screen, home: Path, opened: Path, sockets: Path) -> Iterator[ProjectTasks]:
    """A program that knows from the start that somebody listens, the keyboard in its text."""
    environment = {**screen.environment(), "XDG_RUNTIME_DIR": str(sockets), "HOME": str(home)}
    with a_bus(environment) as bus:
        listening = {**environment, "DBUS_SESSION_BUS_ADDRESS": bus, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        with closing(ScreenReader(bus)) as reader, a_program(screen, home, opened, listening):
            made = ProjectTasks(screen, reader)
            # Without a window manager it is a click that gives a window the keyboard.
            screen.click(TEXT_AT)
            until(lambda: reader.has_focus(made.document), "the keyboard is in the text")
            yield made


@pytest.fixture
def tasks(screen: Screen, tmp_path: Path, sockets: Path) -> Iterator[ProjectTasks]:
    """A desk with two lines of text, the caret before them."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")
    with a_desk(screen, tmp_path / "home", folder, sockets) as made:
        made.press("ctrl+Home")
        until(lambda: made.reader.caret(made.document) == 0, "the caret is at the start of the text")
        yield made


def test_the_text_the_caret_and_the_selection_are_read(tasks: ProjectTasks) -> None:
    reader, document = tasks.reader, tasks.document
    assert reader.text(document).splitlines() == [FIRST, SECOND]
    tasks.press(*["Right"] * 4)
    tasks.wait_to_hear("TextCaretMoved", 4)
    assert reader.at_caret(document, CHARACTER) == "😀"
    # An emoji is one step of the caret, and two of the numbers that Qt counts with.
    tasks.press("Right", "Right")
    tasks.wait_to_hear("TextCaretMoved", 7)
    assert reader.caret(document) == 7
    assert reader.at_caret(document, CHARACTER) == "m"
    assert reader.at_caret(document, LINE).strip() == FIRST
    tasks.press("ctrl+shift+Right")
    until(lambda: reader.selected(document).strip() == "minister", "the next word is selected")
    tasks.wait_to_hear("TextSelectionChanged", "")
    tasks.press("Down")
    until(lambda: reader.at_caret(document, LINE).strip() == SECOND, "the caret is in the second line")
    assert reader.selected(document) == ""


def test_annotations_are_announced_when_they_come_and_go_and_when_the_caret_meets_them(
    tasks: ProjectTasks,
) -> None:
    reader, document = tasks.reader, tasks.document
    tasks.press(*["Right"] * 6, "ctrl+shift+Right")
    until(lambda: reader.selected(document).strip() == "minister", "a word is selected")
    tasks.press("a")
    tasks.wait_to_hear("Announcement", "Marked as Actor: minister")
    tasks.press("Escape", "ctrl+Home", "Tab")
    tasks.wait_to_hear("Announcement", "Actor: minister")
    assert reader.description(document) == "Actor: minister"
    assert "In Actor" not in tasks.said()
    tasks.press("Escape", "Left")
    tasks.wait_to_hear("Announcement", "Out of Actor")
    assert reader.description(document) == ""
    tasks.press("Right", "Right")
    tasks.wait_to_hear("Announcement", "In Actor")
    assert reader.description(document) == "Actor: minister"
    tasks.press("ctrl+z")
    tasks.wait_to_hear("Announcement", "Removed Actor: minister")
    until(lambda: reader.description(document) == "", "nothing is marked at the caret")
    tasks.press("ctrl+shift+z")
    tasks.wait_to_hear("Announcement", "Marked as Actor: minister")
    tasks.press("Escape", "ctrl+Home", "Tab", "Delete")
    tasks.wait_to_hear("Announcement", "Removed Actor: minister")


def test_tags_are_read_with_their_keys_and_passages_row_by_row(tasks: ProjectTasks) -> None:
    reader = tasks.reader
    documents = tasks.wait_for("table", "Documents")
    assert [reader.name(cell) for cell in cells(reader, documents)] == ["one.txt, New, 0 marks"]
    assert [
        reader.name(part) for part in reader.parts(documents) if reader.role(part) == "column header"
    ] == ["Document"]
    tags = tasks.wait_for("list", "Tags")
    assert "Actor, 0 marks, key a" in [reader.name(row) for row in reader.parts(tags)]
    tasks.press(*["Right"] * 6, "ctrl+shift+Right", "a")
    tasks.wait_to_hear("Announcement", "Marked as Actor: minister")
    tasks.press("ctrl+End", "ctrl+shift+Left", "c")
    tasks.wait_to_hear("Announcement", "Marked as Claim: .")
    tasks.press("ctrl+m")
    marks = tasks.wait_for("table", "Marks of the document")
    until(lambda: rows(reader, marks) == [["Actor", "minister"], ["Claim", "."]], "both marks are listed")
    tasks.press("Up")
    until(
        lambda: reader.has_focus(cells(reader, marks)[0]), "the line above the chosen mark has the keyboard"
    )


def cells(reader: ScreenReader, table: Thing) -> list[Thing]:
    """All cells of a table, row by row."""
    return [part for part in reader.parts(table) if reader.role(part) == "cell"]


def rows(reader: ScreenReader, table: Thing) -> list[list[str]]:
    """The first two cells of each row of a table, as far as it is there."""
    heads = [reader.name(part) for part in reader.parts(table) if reader.role(part) == "column header"]
    assert heads[:2] == ["Tag", "Passage"]
    found = [reader.name(cell) for cell in cells(reader, table)]
    return [found[at : at + 2] for at in range(0, len(found), len(heads))]


def test_what_screen_readers_do_not_say_by_themselves_is_said(tasks: ProjectTasks) -> None:
    tasks.press("alt+Next")
    tasks.wait_to_hear("Announcement", SECOND)
    tasks.press("ctrl+Up")
    tasks.wait_to_hear("Announcement", FIRST)
    tasks.press("F7")
    tasks.wait_to_hear("Announcement", SECOND)
    tasks.press("ctrl+shift+Right", "c", "1")
    tasks.wait_to_hear("Announcement", "stance: support")
    tasks.press("ctrl+f")
    field = tasks.wait_for("text", "Find in this document")
    until(lambda: tasks.reader.has_focus(field), "the keyboard is in the field")
    tasks.press(*"rain")
    tasks.wait_to_hear("Announcement", f"1 of 2 {FIRST}")
    tasks.press("Return")
    tasks.wait_to_hear("Announcement", f"2 of 2 {SECOND}")
    tasks.press(*"xyz")
    tasks.wait_to_hear("Announcement", "nothing found")


def test_what_return_would_do_is_said_while_the_keyboard_stays_in_the_line_above(tasks: ProjectTasks) -> None:
    tasks.press("ctrl+k")
    field = tasks.wait_for("text", "Find or run a command")
    until(lambda: tasks.reader.has_focus(field), "the keyboard is in the field")
    tasks.press(*"export")
    tasks.wait_to_hear("Announcement", "Export, Project, Ctrl E")
    tasks.press(*["BackSpace"] * 6, *"qqqqq")
    tasks.wait_to_hear("Announcement", "Nothing fits.")
    tasks.press("Escape", "F1")
    tasks.screen.wait_for_window("All keys")
    tasks.screen.do("search", "--onlyvisible", "--name", "All keys", "windowfocus")
    field = tasks.wait_for("text", "Filter")
    until(lambda: tasks.reader.has_focus(field), "the keyboard is in the filter")
    tasks.press(*"undo")
    tasks.wait_to_hear("Announcement", "Undo: Ctrl Z")


def test_each_case_of_a_review_is_said_when_one_comes_to_it(
    screen: Screen, tmp_path: Path, sockets: Path
) -> None:
    home = tmp_path / "home"
    path = a_project(home)
    with a_desk(screen, home, path, sockets) as tasks:
        tasks.press("ctrl+2")
        until(lambda: bool(tasks.cases()), "the first case is said")
        seen = [tasks.cases()[0]]
        for key in ("1", "2", "b"):
            tasks.press(key)
            until(lambda: bool(tasks.cases()), "the next case is said")
            seen.append(tasks.cases()[0])
    assert len(set(seen)) == len(seen)
    assert all("“" in words and " · " in words for words in seen)
