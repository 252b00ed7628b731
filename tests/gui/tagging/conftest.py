"""A real project with one document and some marks, and the pane that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.card import AnnotationCard
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.tagset_editor import TagsetEditor
from desktop_app.gui.theme.style import Choice, apply
from desktop_app.model.records import Annotation, Document
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import tagset
from desktop_app.ops.project import Project
from tests.builders import a_document, a_project, tag_named

TEXT = "The mayors asked the state to pay for the new schools. “The toll must go,” Okafor said on Tuesday. 😀 מחיר"


@dataclass
class World:
    """What a test works on. `tags` are the uids by name."""

    project: Project
    document: Document
    tags: dict[str, str]

    def mark(self, words: str, tag: str) -> Annotation:
        start = TEXT.index(words)
        return marks.highlight(
            self.project, self.document.uid, [Span(start, start + len(words))], self.tags[tag]
        )

    def attribute(self, tag: str, name: str) -> str:
        found = self.project.tagset.attributes_of(self.tags[tag] if tag else "")
        return next(item.uid for item in found if item.name == name)

    def values(self, annotation: Annotation) -> dict[str, object]:
        """The coded values by the names of their attributes, as they are in the project."""
        coded = marks.get(self.project, annotation.uid).values
        return {self.project.tagset.attribute(uid).name: value for uid, value in coded.items()}


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The light theme, with its fonts."""
    apply(qapp, Choice.LIGHT)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A project with the starter tagset, of which claims need nothing but a stance, and one document."""
    with a_project(tmp_path) as project:
        concept = next(item for item in project.tagset.attributes if item.name == "concept")
        tagset.edit_attribute(project, replace(concept, required=False))
        document = a_document(project, TEXT, name="toll.txt")
        names = ("Actor", "Claim", "Date", "Cue", "Place")
        yield World(project, document, {name: tag_named(project, name) for name in names})


@pytest.fixture
def pane(world: World, qtbot: QtBot) -> RightPane:
    """The pane on that document, as the window shows it."""
    found = RightPane(world.project)
    qtbot.addWidget(found)
    world.project.on_changed(found.apply)
    found.resize(344, 840)
    found.show_document(world.document.uid)
    with qtbot.waitExposed(found):
        found.show()
    found.activateWindow()
    return found


@pytest.fixture
def claim(world: World, pane: RightPane) -> Annotation:
    """A claim, chosen in the pane."""
    found = world.mark("to pay for the new schools", "Claim")
    pane.show_annotation(found.uid)
    pane.cards.settle()
    return found


@pytest.fixture
def card(pane: RightPane, claim: Annotation) -> AnnotationCard:
    """The card of that claim."""
    return pane.cards.annotation


@pytest.fixture
def left(pane: RightPane) -> list[str]:
    """How often the keyboard was given back to the text."""
    found: list[str] = []
    pane.left.connect(lambda: found.append("left"))
    return found


@pytest.fixture
def editor(world: World, qtbot: QtBot) -> TagsetEditor:
    """The tagset editor, with the tag Claim in its form."""
    found = TagsetEditor(world.project)
    qtbot.addWidget(found)
    world.project.on_changed(found.apply)
    with qtbot.waitExposed(found):
        found.show()
    found.show_tag(world.tags["Claim"])
    return found
