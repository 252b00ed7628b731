"""Commands for bringing copies of a project together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX
from desktop_app.gui.shell.commands import Command, Maker

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow


def merge_commands(window: MainWindow, make: Maker) -> tuple[Command, ...]:
    """Merging, and the list of conflicts."""
    return (
        make("project.merge", _("Merge a copy"), lambda: merge(window), "Ctrl+Shift+G", window.is_writable),
        make(
            "project.conflicts",
            _("Conflicts between copies"),
            lambda: show_conflicts(window),
            "",
            window.has_project,
        ),
    )


def merge(window: MainWindow) -> None:
    """Ask for a copy or package, show what it would change, and merge it if that is wanted."""
    from desktop_app.gui.dialogs.merge_dialog import MergeDialog
    from desktop_app.gui.work import Place

    kinds = _("Projects ({patterns})").format(patterns=f"*{PROJECT_SUFFIX}")
    source = window.tasks.asker.open_file(_("Merge a copy"), kinds)
    project, holder = window.project, window.holder
    if source is None or project is None:
        return
    path = project.path
    turns = holder.close, lambda: holder.open(path)
    MergeDialog(Place.of(project), source, window.jobs, turns, window).open()


def show_conflicts(window: MainWindow) -> None:
    """Open the dialog with the conflicts that nobody has decided; nothing happens without a project."""
    from desktop_app.gui.dialogs.conflicts_dialog import ConflictsDialog

    if window.project is not None:
        ConflictsDialog(window.project, window.jobs, window).open()
