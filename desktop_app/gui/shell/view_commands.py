"""Commands about the window itself: panes, palette, text size, theme, help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Group, Maker
from desktop_app.gui.theme.style import Choice, theme

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.rooms import Room
    from desktop_app.gui.shell.workspace import Workspace


def _toggle_left(space: Workspace | Room) -> None:
    from desktop_app.gui.shell.panes import LEFT

    space.toggle(LEFT)


def _toggle_right(space: Workspace | Room) -> None:
    from desktop_app.gui.shell.panes import RIGHT

    space.toggle(RIGHT)


def _usual_size(space: Workspace | Room) -> None:
    from desktop_app.gui.shell.zoom import USUAL

    space.zoom.put(USUAL)


def view_commands(window: MainWindow) -> tuple[Command, ...]:
    """The commands of the group View, in the order of the menu."""
    make, there_is = Maker(Group.VIEW), window.has_project

    def on(work: Callable[[Workspace | Room], object]) -> Callable[[], object]:
        return lambda: window.pages.on_shown(work)

    def list_marks() -> None:
        window.on_workspace(lambda space: space.list_marks())

    def complete() -> None:
        from desktop_app.gui.shell.document_commands import show_open

        window.on_workspace(show_open)

    def turn() -> None:
        window.preferences.change(theme=str(Choice.LIGHT if theme().colours.dark else Choice.DARK))

    left, right = on(_toggle_left), on(_toggle_right)
    larger, smaller = on(lambda space: space.zoom.step(1)), on(lambda space: space.zoom.step(-1))
    usual = on(_usual_size)
    following, before = on(lambda space: space.next_pane()), on(lambda space: space.next_pane(-1))
    return (
        make("view.palette", _("Find or run a command"), window.open_palette, "Ctrl+K"),
        make("view.left", _("Show or hide the documents"), left, "F8; Ctrl+B", there_is),
        make("view.right", _("Show or hide the tags"), right, "F9", there_is),
        make("view.marks", _("List of marks"), list_marks, "Ctrl+M", window.is_annotating),
        make(
            "view.to_complete", _("What is to be completed"), complete, "Ctrl+Shift+K", window.is_annotating
        ),
        make("view.next_pane", _("Next pane"), following, "F6", there_is),
        make("view.previous_pane", _("Previous pane"), before, "Shift+F6", there_is),
        make("view.larger", _("Larger text"), larger, "Ctrl++; Ctrl+=", there_is),
        make("view.smaller", _("Smaller text"), smaller, "Ctrl+-", there_is),
        make("view.usual_size", _("Text in its usual size"), usual, "Ctrl+0", there_is),
        make("view.dark", _("Light or dark"), turn),
    )


def help_commands(window: MainWindow) -> tuple[Command, ...]:
    """The commands of the group Help, in the order of the menu."""
    make = Maker(Group.HELP)
    return (
        make("help.keys", _("All keys"), lambda: open_keys(window), "F1; ?"),
        make("help.about", _("About Rubricator"), lambda: open_about(window)),
    )


def open_keys(window: MainWindow) -> None:
    """Show every command with its keys."""
    from desktop_app.gui.dialogs.keys_overview import KeysOverview

    KeysOverview(window).show()


def open_about(window: MainWindow) -> None:
    """Say what this program is."""
    from desktop_app.gui.dialogs.about import AboutDialog

    AboutDialog(window).open()
