"""Commands about what is shown of the annotations: whose, which tags, side by side, in focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.shell.commands import Command, Group, Maker, group_title
from desktop_app.gui.shell.palette_items import Item

if TYPE_CHECKING:
    from desktop_app.gui.shell.layering import Layering
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.workspace import Workspace


def layer_commands(window: MainWindow) -> tuple[Command, ...]:
    """The last part of group View."""
    return (*_of_annotators(window), *_of_tags(window))


def layer_items(layering: Layering) -> list[Item]:
    """A line of the palette for each annotator of the document: choosing it hides their marks, or shows them again."""
    items = []
    for layer in layering.layers if layering.others() else ():
        who = layer.annotator
        hidden = who.uid in layering.hidden_people
        words = _("Show the marks of {name}") if hidden else _("Hide the marks of {name}")
        run = partial(layering.switch, who.uid)
        items.append(
            Item(words=words.format(name=shown(who.name, 60)), kind=group_title(Group.VIEW), run=run)
        )
    return items


def _on(window: MainWindow, work: Callable[[Workspace], object]) -> Callable[[], object]:
    return lambda: window.on_workspace(work)


def _is(window: MainWindow, test: Callable[[Layering], object]) -> Callable[[], bool]:
    return lambda: window.workspace is not None and bool(test(window.workspace.layering))


def _of_annotators(window: MainWindow) -> tuple[Command, ...]:
    make = Maker(Group.VIEW)
    there_are = _is(window, lambda now: now.others())
    may_ask = _is(window, lambda now: now.others() or now.veiled)
    own = _on(window, lambda space: space.layering.switch_others())
    sides = _on(window, lambda space: space.layering.switch_sides())
    adopt = _on(window, lambda space: space.right.adopt())
    is_of_another = _is(window, lambda now: now.is_of_another())

    def may_adopt() -> bool:
        return window.can_change_document() and is_of_another()

    return (
        make("view.own_marks", _("Only my marks, or everybody's"), own, "Ctrl+Shift+M", may_ask),
        make("view.side_by_side", _("Annotators side by side, or not"), sides, "Ctrl+Shift+L", there_are),
        make("view.adopt", _("Copy the mark to my own"), adopt, "Ctrl+Shift+A", may_adopt),
    )


def _of_tags(window: MainWindow) -> tuple[Command, ...]:
    make, there_is = Maker(Group.VIEW), window.has_document
    focus = _on(window, lambda space: space.layering.switch_focus())
    only = _on(window, lambda space: space.layering.show_only())
    everything = _on(window, lambda space: space.layering.show_all_tags())
    legend = _on(window, lambda space: space.layering.switch_legend())
    card = _on(window, lambda space: space.view.hover.show_at_caret())
    hidden = _is(window, lambda now: now.hidden_tags)
    focused = _is(window, lambda now: now.focus)

    def focus_words() -> str:
        return _("All tags in colour again") if focused() else _("Mute all tags but this one")

    return (
        make("view.focus_tag", _("Mute all tags but this one"), focus, "F5", there_is, focus_words),
        make("view.only_tag", _("Show only this tag"), only, "", there_is),
        make("view.all_tags", _("Show all tags"), everything, "", hidden),
        make("view.legend", _("Legend of colours"), legend, "Shift+F5", there_is),
        make("view.hover_card", _("What is known about the mark at the caret"), card, "Ctrl+J", there_is),
    )
