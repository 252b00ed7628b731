"""Commands that bring the open document to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Group, Maker

if TYPE_CHECKING:
    from desktop_app.gui.printing.actions import PrintActions
    from desktop_app.gui.shell.main_window import MainWindow


def paper_commands(window: MainWindow) -> tuple[Command, ...]:
    """The end of group Document."""
    make, there_is = Maker(Group.DOCUMENT), window.has_document
    return (
        make(
            "document.print", _("Print"), lambda: print_actions(window).print_document(), "Ctrl+P", there_is
        ),
        make("document.pdf", _("Save as PDF"), lambda: print_actions(window).save_pdf(), "", there_is),
    )


def print_actions(window: MainWindow) -> PrintActions:
    """Who prints for this window; made when first needed."""
    from desktop_app.gui.printing.actions import PrintActions

    found = window.findChild(PrintActions)
    return found if found is not None else PrintActions(window)
