"""The dialogs that ask where a register is saved, and which file is read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.gui import offscreen_input
from desktop_app.gui.register.page import RegisterPage
from desktop_app.ops.project import Project


def asked(page: RegisterPage) -> QFileDialog:
    offscreen_input.settle()
    found = page.findChild(QFileDialog)
    assert isinstance(found, QFileDialog)
    return found


def answered(dialog: QFileDialog) -> None:
    dialog.reject()
    offscreen_input.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_place_beside_the_project_and_a_name_are_proposed(project: Project, page: RegisterPage) -> None:
    page.files.ask_save()
    dialog = asked(page)
    (name,) = dialog.selectedFiles()
    assert Path(name) == project.path.with_name(f"{project.path.stem}-register.csv")
    answered(dialog)


def test_files_of_both_kinds_are_shown_to_read(project: Project, page: RegisterPage) -> None:
    page.files.ask_load()
    dialog = asked(page)
    assert Path(dialog.directory().absolutePath()) == project.path.parent
    assert all(kind in dialog.selectedNameFilter() for kind in ("*.csv", "*.json"))
    answered(dialog)
