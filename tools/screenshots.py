"""Draws the README's pictures from the program as it is, on the seed document: `make screenshots [FOLDER]`."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

from desktop_app.base import settings as user_settings
from desktop_app.base.paths import Places, resources, seeds, user_places
from desktop_app.gui import app
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.main_window import MainWindow
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation, Annotator
from desktop_app.model.span import Span
from desktop_app.model.tagset import Tagset
from desktop_app.ops import adding, annotations, documents, links
from desktop_app.ops.project import Project

WIDTH, HEIGHT = 1440, 900
ANNA = Annotator(derived_uid("screenshots"), "anna")
BANDED = (
    "like-minded extremist groups operating in Syria and Iraq "
    "to band together against Russia, the United States and their allies"
)
MARKS = (
    ("Actor", "Ayman al-Zawahri, called", 16),
    ("Claim", BANDED, 0),
    ("Actor", "Russia, the United States and their allies", 6),
    ("Actor", "United States and their allies", 13),
    ("Actor", "Reuters reported Sunday", 7),
    ("Cue", "reported Sunday", 8),
    ("Date", "Sunday", 0),
    ("Claim", "The Americans, Russians, Iranians, Alawites and Hezbollah are coordinating their war against us", 0),
    ("Actor", "Americans", 0),
    ("Actor", "Zawahri said in an audio", 7),
    ("Cue", "said in an audio", 4),
    ("Date", "Sunday.\n\nRussia", 6),
    ("Date", "Sept. 30", 0),
    ("Actor", "Western officials insist", 17),
    ("Cue", "insist that", 6),
    ("Claim", "Russia is bombing elements of the so-called moderate Syrian opposition", 0),
)  # fmt: skip


def main(folder: Path) -> int:
    """Write annotate-light.png and annotate-dark.png to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        places = user_places(Path(home))
        project = Path(home) / "seeds.rubric"
        shown = _annotated(project, places)
        for theme in ("light", "dark"):
            kept = user_settings.load(places.settings)
            named = replace(
                kept, annotator_uid=ANNA.uid, annotator_name=ANNA.name, theme=theme, language="en"
            )
            user_settings.save(places.settings, named)
            _draw(project, places, shown, folder / f"annotate-{theme}.png")
    return 0


def _annotated(path: Path, places: Places) -> str:
    """Fill a project with the seed document and its marks; returns the uid of the one to select."""
    with Project.create(path, places=places, who=ANNA) as project:
        (document,) = adding.add(project, [seeds()]).added
        documents.edit(project, document.uid, outlet="The Moscow Times")
        text = documents.text(project, document.uid)
        made = [_mark(project, document.uid, text, *mark) for mark in MARKS]
        claim, actor, date = made[1], made[0], made[6]
        for name, value in (("stance", "support"), ("speech", "indirect")):
            annotations.set_value(project, claim.uid, _attribute(project.tagset, claim.tag_uid, name), value)
        slots = {slot.name: slot.uid for slot in project.tagset.slots_of(claim.tag_uid)}
        links.fill(project, claim.uid, slots["claimant"], actor.uid)
        links.fill(project, claim.uid, slots["made on"], date.uid)
        return claim.uid


def _mark(project: Project, document_uid: str, text: str, label: str, words: str, length: int) -> Annotation:
    tag = project.tagset.by_path(label)
    start = text.find(words)
    if tag is None or start < 0:
        raise SystemExit(f"the seed document or the tagset has changed: {label}, {words}")
    return annotations.highlight(
        project, document_uid, [Span(start, start + (length or len(words)))], tag.uid
    )


def _attribute(tagset: Tagset, tag_uid: str, name: str) -> str:
    return next(item.uid for item in tagset.attributes_of(tag_uid) if item.name == name)


def _draw(project: Path, places: Places, selected: str, target: Path) -> None:
    window = app.open_window(Preferences(places))
    window.tasks.open_paths([project])
    window.resize(WIDTH, HEIGHT)
    window.show()
    _settle()
    _select(window, selected)
    _settle()
    window.grab().save(str(target))
    print(target)
    window.close()
    window.deleteLater()
    _settle()


def _select(window: MainWindow, annotation_uid: str) -> None:
    if window.workspace is None:
        raise SystemExit("the project did not open")
    window.workspace.view.select(annotation_uid)
    window.workspace.view.setFocus()


def _settle() -> None:
    """Let timers and jobs do what they have begun."""
    until = QDeadlineTimer(1500)
    while not until.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    app.application()
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else resources() / "help"))
