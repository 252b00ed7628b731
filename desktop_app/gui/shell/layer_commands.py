"""Commands about what is shown of the annotations: whose, which tags, side by side, in focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Group, Maker

if TYPE_CHECKING:
    from desktop_app.gui.shell.layering import Layering
    from desktop_app.gui.shell.main_window import MainWindow


def layer_commands(window: MainWindow) -> tuple[Command, ...]:
    """The last part of group View."""
    make, there_is = Maker(Group.VIEW), window.has_document

    def on(work: Callable[[Layering], object]) -> Callable[[], object]:
        return lambda: window.on_workspace(lambda space: work(space.layering))

    def layering() -> Layering | None:
        return window.workspace.layering if window.workspace is not None else None

    def has_others() -> bool:
        now = layering()
        return now is not None and bool(now.others())

    def has_hidden_tags() -> bool:
        now = layering()
        return now is not None and bool(now.hidden_tags)

    def focus_words() -> str:
        now = layering()
        return (
            _("All tags in colour again")
            if now is not None and now.focus
            else _("Mute all tags but this one")
        )

    def adopt() -> None:
        window.on_workspace(lambda space: space.right.adopt())

    def may_adopt() -> bool:
        space = window.workspace
        return space is not None and window.can_change_document() and space.layering.is_of_another()

    def card() -> None:
        window.on_workspace(lambda space: space.view.hover.show_at_caret())

    return (
        make(
            "view.own_marks",
            _("Only my marks, or everybody's"),
            on(lambda now: now.switch_others()),
            "Ctrl+Shift+M",
            has_others,
        ),
        make(
            "view.side_by_side",
            _("Annotators side by side, or in shared lanes"),
            on(lambda now: now.switch_sides()),
            "Ctrl+Shift+L",
            has_others,
        ),
        make(
            "view.focus_tag",
            _("Mute all tags but this one"),
            on(lambda now: now.switch_focus()),
            "F5",
            there_is,
            focus_words,
        ),
        make("view.only_tag", _("Show only this tag"), on(lambda now: now.show_only()), "", there_is),
        make("view.all_tags", _("Show all tags"), on(lambda now: now.show_all_tags()), "", has_hidden_tags),
        make(
            "view.legend", _("Legend of colours"), on(lambda now: now.switch_legend()), "Shift+F5", there_is
        ),
        make("mark.adopt", _("Copy the mark to my own"), adopt, "Ctrl+Shift+A", may_adopt),
        make("view.hover_card", _("What is known about the mark at the caret"), card, "Ctrl+J", there_is),
    )
