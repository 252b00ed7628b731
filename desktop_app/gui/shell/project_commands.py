"""Commands about projects: open, new, add documents, export, import, undo, settings, quit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Group, Maker
from desktop_app.gui.shell.merge_commands import merge_commands

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow


def project_commands(window: MainWindow) -> tuple[Command, ...]:
    """The commands of the group Project, in the order of the menu."""
    tasks, make = window.tasks, Maker(Group.PROJECT)
    return (
        make("project.new", _("New project"), tasks.new_project, "Ctrl+N"),
        make("project.open", _("Open a project"), tasks.open_project, "Ctrl+O"),
        make("project.folder", _("Open a folder of documents"), tasks.open_folder, "Ctrl+Shift+O"),
        make("project.samples", _("Open the sample documents"), tasks.open_samples),
        make("project.add_files", _("Add files"), tasks.add_files, "Ctrl+I", window.is_writable),
        make("project.add_folder", _("Add a folder"), tasks.add_folder, "", window.is_writable),
        make("project.export", _("Export"), tasks.export, "Ctrl+E", window.has_project),
        make("project.import", _("Import annotations"), tasks.import_annotations, "", window.is_writable),
        *merge_commands(window, make),
        make("project.copy", _("Save a copy"), tasks.save_copy, "", window.has_project),
        make(
            "project.take_over",
            _("Take the project over from another computer"),
            tasks.take_over,
            "",
            tasks.can_take_over,
        ),
        make("project.close", _("Close the project"), tasks.close_project, "Ctrl+W", window.has_project),
        make("project.quit", _("Quit"), window.close, "Ctrl+Q"),
    )


def edit_commands(window: MainWindow) -> tuple[Command, ...]:
    """The commands of the group Edit, in the order of the menu."""
    make = Maker(Group.EDIT)
    return (
        *_undo_commands(window, make),
        make(
            "edit.find",
            _("Find in this document"),
            lambda: window.on_page(lambda page: page.open_find()),
            "Ctrl+F",
            window.has_document,
        ),
        make(
            "edit.find_next",
            _("Next match"),
            lambda: window.on_page(lambda page: page.find_bar.next()),
            "F3",
            window.is_finding,
        ),
        make(
            "edit.find_previous",
            _("Previous match"),
            lambda: window.on_page(lambda page: page.find_bar.previous()),
            "Shift+F3",
            window.is_finding,
        ),
        make("edit.settings", _("Settings"), lambda: open_settings(window), "Ctrl+,"),
    )


def _undo_commands(window: MainWindow, make: Maker) -> tuple[Command, ...]:
    def undo() -> None:
        from desktop_app.gui.shell import undoing

        undoing.undo(window)

    def redo() -> None:
        from desktop_app.gui.shell import undoing

        undoing.redo(window)

    def next_undo() -> str | None:
        return window.project.undo_label if window.project is not None and window.is_writable() else None

    def next_redo() -> str | None:
        return window.project.redo_label if window.project is not None and window.is_writable() else None

    def undo_words() -> str:
        label = next_undo()
        return _("Undo: {action}").format(action=label) if label else _("Undo")

    def redo_words() -> str:
        label = next_redo()
        return _("Redo: {action}").format(action=label) if label else _("Redo")

    return (
        make("edit.undo", _("Undo"), undo, "Ctrl+Z", lambda: bool(next_undo()), undo_words),
        make(
            "edit.redo",
            _("Redo"),
            redo,
            "Ctrl+Shift+Z; Ctrl+Y",
            lambda: bool(next_redo()),
            redo_words,
        ),
    )


def open_settings(window: MainWindow) -> None:
    """Open the settings."""
    from desktop_app.gui.dialogs.settings_dialog import SettingsDialog

    SettingsDialog(window).open()
