"""The workspaces beside the text, the windows beside the main one, and what copies of a project lead to."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.conflicts_dialog import ConflictsDialog
from desktop_app.gui.dialogs.merge_dialog import MergeDialog
from desktop_app.gui.dialogs.undo_dialog import UndoDialog
from desktop_app.gui.insight.room import InsightRoom
from desktop_app.gui.register.window import SideWindow
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.ops import annotations as marking
from desktop_app.ops import concepts, entities
from desktop_app.ops.pieces import InPieces
from desktop_app.ops.project import Project
from tests.gui.insight.desk import coded
from tests.gui.shell.scenes import Scene, text
from tests.gui.shell.seat import Seat, shown


def _coded(seat: Seat) -> None:
    """A project that three annotators have coded."""
    (seat.home / "made").mkdir()
    project = coded(seat.home / "made", annotators=3)
    path = project.path
    project.close()
    seat.sit_down(path)


def review(seat: Seat) -> QWidget:
    """The first difference between annotators."""
    _coded(seat)
    seat.window.run("view.review")
    seat.wait(lambda: not seat.window.jobs.busy)
    offscreen_input.settle()
    return seat.window


def insight(seat: Seat) -> QWidget:
    """How annotators agree, and the passages behind a number."""
    _coded(seat)
    seat.window.run("view.insight")
    room = seat.window.pages.room
    assert isinstance(room, InsightRoom)
    seat.wait(lambda: not room.page.busy)
    offscreen_input.settle()
    return seat.window


def register(seat: Seat) -> QWidget:
    """An entity, with all that is known of it."""
    text(seat)
    entities.add(seat.space.project, Entity("", "Ngozi Okafor"))
    seat.window.run("mark.register")
    return shown(SideWindow)


def codebook(seat: Seat) -> QWidget:
    """A concept, with all that is known of it."""
    text(seat)
    concepts.add(seat.space.project, Concept("", "101", "Pay for the bridge"))
    seat.window.run("mark.codebook")
    return shown(SideWindow)


def _merging(seat: Seat) -> MergeDialog:
    """A copy of the project that says otherwise about its only mark."""
    text(seat)
    project, uid = seat.space.project, seat.marks()[0].uid
    other = Path(shutil.copy(project.path, seat.home / "other.rubric"))
    with Project.open(other, places=project.places, who=project.annotator) as copy:
        marking.set_note(copy, uid, "theirs")
    marking.set_note(project, uid, "mine")
    seat.wait(lambda: not seat.window.jobs.busy)
    seat.answers.paths = [other]
    seat.window.run("project.merge")
    dialog = shown(MergeDialog)
    seat.wait(dialog.start_button.isEnabled)
    return dialog


def merging(seat: Seat) -> QWidget:
    """What another copy of the project would bring."""
    return _merging(seat)


def conflicts(seat: Seat) -> QWidget:
    """What both copies said differently."""
    dialog = _merging(seat)
    dialog.start()
    seat.wait(lambda: "other.rubric" in (seat.space.project.undo_label or ""))
    dialog.close()
    seat.window.run("project.conflicts")
    listed = shown(ConflictsDialog)
    seat.wait(lambda: listed.table.rowCount() == 1)
    return listed


def undoing(seat: Seat) -> QWidget:
    """A long undo under way."""
    text(seat)
    dialog = UndoDialog("Undo", "Undoing “Import”", _endless(), 4000, seat.window)
    dialog.open()
    return shown(UndoDialog)


def _endless() -> InPieces:
    while True:
        yield 1000


WORKSPACES: tuple[Scene, ...] = (review, insight, register, codebook, merging, conflicts, undoing)
