"""A whole document annotated with the keyboard alone, in a real window."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.base.paths import user_places
from desktop_app.base.settings import Settings, save
from desktop_app.model.query import Query
from desktop_app.model.records import Annotation, State
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.check import check
from desktop_app.ops.project import Project
from tests.builders import ANNA
from tests.e2e.screen import Screen, until
from tests.gui.shell.seat import articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Toll must go, mayors say"
BRIDGE = (
    "The mayors of Arnsfeld and of Bergheim asked the state on Tuesday to pay for the new bridge. "
    "“The toll must go,” said Lena Okafor, the mayor of Arnsfeld."
)
BANKS = "The minister called the plan “a gift to the banks” and left. Okafor did not answer on Tuesday."
TEXT = f"{TITLE}\n\n{BRIDGE}\n\n{BANKS}\n"

Made = tuple[str, tuple[str, ...], dict[str, object], str]
"""A tag, the words of each part, the values by the names of their attributes, and the note."""


class Typist:
    """Sits before a screen without a mouse, and sees in the project file what has come of the keys."""

    def __init__(self, screen: Screen, home: Path, project: Path) -> None:
        self.screen = screen
        self.path = project
        self._places = user_places(home)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: 'a', 'ctrl+Right'; 'ctrl+Right 3' three times."""
        for key in keys:
            name, _blank, times = key.partition(" ")
            self.screen.do("key", *[name] * int(times or 1))

    def write(self, words: str) -> None:
        """Type letters and digits."""
        self.screen.do("type", words)

    def focus(self, title: str) -> None:
        """Give a window the keyboard, as a window manager does with a new one."""
        self.screen.wait_for_window(title)
        self.screen.do("search", "--onlyvisible", "--name", title, "windowfocus", "--sync")

    def look(self, ask: Callable[[Project], object]) -> object:
        """Ask the project file something, beside the window."""
        with Project.open(self.path, places=self._places, who=ANNA, read_only=True) as project:
            return ask(project)

    def wait_for(self, *expected: Made) -> None:
        """Wait until the first document has exactly these marks."""
        until(lambda: self.look(made_in) == sorted(expected, key=repr), f"the marks are {expected}")


def made_in(project: Project) -> list[Made]:
    """The marks of the first document."""
    uid = project.documents.page(Query(), 0, 1)[0].document.uid
    return sorted((of_person(project, item) for item in marks.of_document(project, uid)), key=repr)


def of_person(project: Project, item: Annotation) -> Made:
    """A mark in words."""
    names = {one.uid: one.name for one in project.tagset.attributes_of(item.tag_uid)}
    values: dict[str, object] = {names[uid]: value for uid, value in item.values.items()}
    return project.tagset.path(item.tag_uid), tuple(item.quotes), values, item.note


def states(project: Project) -> list[State]:
    """The state of each document."""
    rows = project.documents.page(Query(), 0, 9)
    return [documents.progress(project, row.document.uid).state for row in rows]


@contextmanager
def a_typist(screen: Screen, home: Path, folder: Path) -> Iterator[Typist]:
    """The program on the screen with a folder of documents, and somebody before it."""
    save(user_places(home).settings, Settings(annotator_uid=ANNA.uid, annotator_name=ANNA.name))
    command = [sys.executable, "-m", "desktop_app", "--project-dir", str(home), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=screen.environment(), start_new_session=True) as program:
        try:
            typist = Typist(screen, home, home / "documents" / f"{folder.name}.rubric")
            typist.focus(f"{folder.name} – Rubricator")
            until(lambda: typist.path.exists() and len(states_of(typist)) == 2, "the documents are there")
            yield typist
        finally:
            program.send_signal(signal.SIGKILL)


def states_of(typist: Typist) -> list[State]:
    found = typist.look(states)
    assert isinstance(found, list)
    return found


def actor(*words: str, **values: object) -> Made:
    return "Actor", words, values, ""


def claim(words: str, stance: str, note: str = "") -> Made:
    return "Claim", (words,), {"stance": stance}, note


def date(words: str) -> Made:
    return "Date", (words,), {}, ""


MAYORS = actor("The mayors of Arnsfeld", "of Bergheim")
ASKED = claim("asked the state on Tuesday to pay for the new bridge", "support")
STATE = actor("the state")
DATES = date("Tuesday"), date("Tuesday")
GIFT = claim("“a gift to the banks”", "oppose", "irony")
GO = claim("“The toll must go,” said Lena Okafor", "oppose")
OKAFOR = actor("Lena Okafor, the mayor of Arnsfeld", mention="name")


def mark_the_first_sentence(anna: Typist) -> None:
    """A discontinuous actor, a claim beside it, an actor and a date inside the claim."""
    anna.press("ctrl+Down", "ctrl+shift+Right 4", "a")
    anna.wait_for(actor("The mayors of Arnsfeld"))
    # One word too many is added as a part, and nudged off.
    anna.press("ctrl+Right 2", "ctrl+shift+Right 3", "plus")
    anna.wait_for(actor("The mayors of Arnsfeld", "of Bergheim asked"))
    anna.press("alt+Left")
    anna.wait_for(MAYORS)
    # Up to the end of the sentence, without its full stop; the value by its digit.
    anna.press("ctrl+Right", "alt+shift+Next", "alt+Left", "c", "1")
    anna.wait_for(MAYORS, ASKED)
    # Away from the claim the letters are those of tags again.
    anna.press("Escape")
    # A word is found and its selection widened; a date is at a place known by its number, and elsewhere again.
    anna.press("ctrl+f")
    anna.write("state")
    anna.press("Return", "Escape", "alt+shift+Left", "a", "ctrl+g")
    start = TEXT.index("Tuesday")
    anna.write(f"{start}-{start + 7}")
    anna.press("Return", "d", "period")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES)


def take_a_wrong_mark_off(anna: Typist) -> None:
    """It is removed, put back and taken off again."""
    anna.press("ctrl+Up", "ctrl+shift+Right", "a")
    anna.wait_for(MAYORS, ASKED, STATE, actor("The"), *DATES)
    anna.press("Delete")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES)
    anna.press("ctrl+z")
    anna.wait_for(MAYORS, ASKED, STATE, actor("The"), *DATES)
    anna.press("ctrl+shift+z")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES)


def mark_what_is_quoted(anna: Typist) -> None:
    """A claim with a note, by growing the selection; then two marks that overlap."""
    anna.press("ctrl+Right 8", "alt+Up 3", "c", "2", "n")
    anna.write("irony")
    anna.press("Escape")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES, GIFT)
    anna.press("ctrl+Up 2", "alt+Next", "ctrl+shift+Right 10", "c", "2")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES, GIFT, GO)
    anna.press("Escape", "ctrl+Left 2", "ctrl+shift+Right 7", "a", "1")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES, GIFT, GO, OKAFOR)
    # Enter goes down through what lies under the caret; the lower one gets another tag, and its own back.
    anna.press("Escape 2", "ctrl+Left 6", "Return 2", "slash")
    anna.write("cue")
    anna.press("Return")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES, GIFT, ("Cue", GO[1], {}, ""), OKAFOR)
    anna.press("ctrl+z")
    anna.wait_for(MAYORS, ASKED, STATE, *DATES, GIFT, GO, OKAFOR)


def finish_and_export(anna: Typist) -> Path:
    """Both documents are done, the second without a mark; the file that was exported."""

    def are_done() -> bool:
        # The claims are not complete: that is shown first. Nothing comes of it while marks are still looked through.
        anna.press("ctrl+Return")
        return states_of(anna) == [State.DONE, State.DONE]

    until(are_done, "both documents are done")
    anna.press("ctrl+e")
    anna.focus("Export")
    anna.press("Return")
    target = anna.path.with_suffix(".jsonl")
    until(target.exists, "the export is written")
    return target


def test_a_whole_document_is_annotated_with_the_keyboard_alone(screen: Screen, tmp_path: Path) -> None:
    folder = articles(tmp_path / "toll", one=TEXT, two="Nothing of note happened.\n")
    with a_typist(screen, tmp_path / "home", folder) as anna:
        mark_the_first_sentence(anna)
        take_a_wrong_mark_off(anna)
        mark_what_is_quoted(anna)
        target = finish_and_export(anna)
    assert check(anna.path).findings == ()
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [(line["text"], line["state"], len(line["spans"])) for line in lines] == [
        (TEXT, "done", 8),
        ("Nothing of note happened.\n", "done", 0),
    ]
    spans = lines[0]["spans"]
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in spans)
    assert [(span["label"], span["text"]) for span in spans if "parts" in span] == [
        ("Actor", "The mayors of Arnsfeld and of Bergheim")
    ]
