"""Undo and redo of what takes longer than a frame: with progress, stopped half-way, or while the project is away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.merge_dialog import MergeDialog
from desktop_app.gui.dialogs.undo_dialog import UndoDialog, UndoElsewhereDialog
from desktop_app.ops import documents, undoing
from desktop_app.ops.project import Project
from tests.builders import BEN, an_annotation, tag_named
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles, shown

TEXT = "The mayors asked the state to pay. " * 50
MANY = 4000
LARGE = 1000


@pytest.fixture
def full(seat: Seat) -> Seat:
    """A window on a text into which many marks were imported."""
    seat.sit_down(articles(seat.home / "news", a=TEXT, b="Nothing."))
    _fill(seat.space.project, MANY)
    seat.wait(lambda: not seat.space.controller.loading)
    return seat


def _fill(project: Project, number: int) -> None:
    document = documents.by_name(project, "a.txt")
    assert document is not None
    actor = tag_named(project, "Actor")
    with project.step("Import") as step:
        step.put(BEN)
        step.add_all(
            an_annotation(document, TEXT, [(n % 900, n % 900 + 5)], tag_uid=actor, annotator_uid=BEN.uid)
            for n in range(number)
        )


class _Watcher(QObject):
    """Remembers the dialogs of a long undo or redo that came up: a quick machine soon takes them away again."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[UndoDialog] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, UndoDialog):
            self.seen.append(watched)
        return False


def _open() -> bool:
    """Whether a dialog about undoing is on the screen."""
    windows = QApplication.topLevelWidgets()
    return any(isinstance(item, UndoElsewhereDialog | UndoDialog) and item.isVisible() for item in windows)


def test_a_long_action_is_undone_and_redone_with_progress(full: Seat) -> None:
    seat, watcher, application = full, _Watcher(), QApplication.instance()
    assert application is not None
    application.installEventFilter(watcher)
    seat.press("z", CONTROL)
    seat.wait(lambda: "Undone: Import" in seat.said())
    assert seat.marks() == []
    seat.press("z", CONTROL | SHIFT)
    seat.wait(lambda: "Redone: Import" in seat.said())
    assert len(watcher.seen) == 2
    assert len(seat.marks()) == MANY
    assert seat.window.project is not None
    assert seat.window.project.undo_label == "Import"


@pytest.mark.usefixtures("piece_by_piece")
def test_a_long_undo_is_stopped_by_escape_and_nothing_has_changed(full: Seat, qtbot: QtBot) -> None:
    full.window.run("edit.undo")
    (dialog,) = (item for item in QApplication.topLevelWidgets() if isinstance(item, UndoDialog))
    with qtbot.waitSignal(dialog.pieces.progressed):
        pass
    assert len(full.marks()) < MANY
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    full.wait(lambda: not _open())
    assert len(full.marks()) == MANY
    assert full.space.project.undo_label == "Import"
    assert "Undone" not in full.said()


def test_the_undo_of_a_large_merge_goes_on_while_the_project_is_away(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "MUCH", LARGE - 1)
    seat.sit_down(articles(seat.home / "news", a=TEXT, b="Nothing."))
    seat.wait(lambda: not seat.window.jobs.busy)
    project = seat.space.project
    other = Path(shutil.copy(project.path, seat.home / "other.rubric"))
    with Project.open(other, places=project.places, who=BEN) as copy:
        _fill(copy, LARGE)
    seat.answers.paths = [other]
    seat.window.run("project.merge")
    dialog = shown(MergeDialog)
    seat.wait(dialog.start_button.isEnabled)
    dialog.start()
    seat.wait(lambda: "Merged" in dialog.message.text())
    dialog.close()
    offscreen_input.settle()
    uid = seat.space.controller.document_uid
    for command, words, left in (
        ("edit.undo", "Undone: Merge other.rubric", 0),
        ("edit.redo", "Redone: Merge other.rubric", LARGE),
    ):
        seat.window.run(command)
        assert _open()
        seat.wait(lambda: not _open())
        assert words in seat.said()
        assert seat.space.controller.document_uid == uid
        assert len(seat.marks()) == left
