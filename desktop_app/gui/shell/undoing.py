"""Undo and redo in the window: at once, or with progress where that would take longer than a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.ops import undoing
from desktop_app.ops.project import Project
from desktop_app.ops.undoing import Way

if TYPE_CHECKING:
    from desktop_app.gui.dialogs.undo_dialog import UndoDialog, UndoElsewhereDialog
    from desktop_app.gui.shell.main_window import MainWindow


def undo(window: MainWindow) -> None:
    """Take the last action back, and say which."""
    if window.project is not None:
        _turn(window, window.project, window.project.undo_label or "", redo=False)


def redo(window: MainWindow) -> None:
    """Do the last undone action again, and say which."""
    if window.project is not None:
        _turn(window, window.project, window.project.redo_label or "", redo=True)


def _turn(window: MainWindow, project: Project, label: str, *, redo: bool) -> None:
    said = (_("Redone: {action}") if redo else _("Undone: {action}")).format(action=label)
    way = undoing.way(project, redo=redo)
    if way is Way.AT_ONCE:
        if redo:
            project.redo()
        else:
            project.undo()
        window.notices.say(said)
    elif way is Way.IN_PIECES:
        _in_pieces(window, project, label, said, redo=redo)
    else:
        _elsewhere(window, project, label, said, redo=redo)


def _words(label: str, *, redo: bool) -> tuple[str, str]:
    """The title of the dialog, and what is being done."""
    doing = (_("Doing again: {action}") if redo else _("Undoing: {action}")).format(action=label)
    return (_("Redo") if redo else _("Undo")), doing


def _in_pieces(window: MainWindow, project: Project, label: str, said: str, *, redo: bool) -> None:
    from desktop_app.gui.dialogs.undo_dialog import UndoDialog

    total = undoing.size(project, redo=redo)
    work = undoing.redo_in_pieces(project) if redo else undoing.undo_in_pieces(project)
    dialog = UndoDialog(*_words(label, redo=redo), work, total, window)
    dialog.finished.connect(lambda result: _tell(window, dialog, said if result else ""))
    dialog.open()


def _elsewhere(window: MainWindow, project: Project, label: str, said: str, *, redo: bool) -> None:
    from desktop_app.gui.dialogs.undo_dialog import UndoElsewhereDialog
    from desktop_app.gui.work import Place

    holder, place = window.holder, Place.of(project)
    turns = holder.close, lambda: holder.open(place.path)
    dialog = UndoElsewhereDialog(*_words(label, redo=redo), window.jobs, turns, window)
    dialog.finished.connect(lambda _result: _tell(window, dialog, said))
    dialog.open()
    dialog.start(place, redo=redo)


def _tell(window: MainWindow, dialog: UndoDialog | UndoElsewhereDialog, said: str) -> None:
    if dialog.failed is not None:
        window.notices.fail(dialog.failed)
    elif said:
        window.notices.say(said)
