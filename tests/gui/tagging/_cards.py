"""Reaching into the card of an annotation."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop_app.gui.tagging.card import AnnotationCard
from desktop_app.gui.tagging.editors import Editor
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Attribute
from desktop_app.ops import tagset
from tests.gui.tagging.conftest import World

W = TypeVar("W", bound=QWidget)


def show(pane: RightPane, annotation: Annotation) -> None:
    """Choose an annotation, and let the card follow."""
    pane.show_annotation(annotation.uid)
    pane.cards.settle()


def editor(card: AnnotationCard, world: World, name: str, tag: str = "Claim") -> Editor:
    assert card.form is not None
    return card.form.editor(world.attribute(tag, name))


def part(editor: QWidget, kind: type[W]) -> W:
    return editor.findChildren(kind)[0]


def add(world: World, kind: str, name: str, *, options: tuple[str, ...] = (), required: bool = False) -> str:
    """A further attribute of claims."""
    made = Attribute("", world.tags["Claim"], name, kind, options, required)
    return tagset.add_attribute(world.project, made).uid


def error(card: AnnotationCard, uid: str) -> str:
    assert card.form is not None
    return card.form.error(uid)
