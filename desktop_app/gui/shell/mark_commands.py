"""Commands about passages and their marks: what the view does by itself, and what the tags' pane does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.reading.keys import Do
from desktop_app.gui.shell.commands import Command, Group, Maker
from desktop_app.gui.shell.mark_keys import default_keys, key_of, title_of
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.model.records import Annotation, Link

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.workspace import Workspace
    from desktop_app.model.changes import Changes

GOING = (
    Do.NEXT,
    Do.PREVIOUS,
    Do.NEXT_SAME,
    Do.PREVIOUS_SAME,
    Do.NEXT_UNMARKED,
    Do.PREVIOUS_UNMARKED,
    Do.OPEN,
    Do.LIST_LINE,
    Do.GO_BACK,
    Do.GO_ON,
)
READING = (*GOING, Do.GROW, Do.SHRINK, Do.SELECT_ALL, Do.COPY, Do.BACK)


def mark_commands(window: MainWindow) -> tuple[Command, ...]:
    """Groups Go and Mark, in the order of the menu."""
    place = _on(window, lambda space: space.page.open_goto())
    return (
        *(_of_the_view(window, do) for do in GOING),
        Maker(Group.GO)("go.place", _("Go to a place by its number"), place, "Ctrl+G", window.has_document),
        *_of_the_tags(window),
        *(_of_the_view(window, do) for do in Do if do not in GOING),
    )


def _on(window: MainWindow, work: Callable[[Workspace], object]) -> Callable[[], object]:
    return lambda: window.on_workspace(work)


def _of_the_view(window: MainWindow, do: Do) -> Command:
    return Command(
        key=key_of(do),
        title=title_of(do),
        group=Group.GO if do in GOING else Group.MARK,
        run=_on(window, partial(_run, do=do)),
        shortcut=default_keys(do),
        enabled=window.has_document if do in READING else window.can_change_document,
        own_keys=True,
    )


def _run(space: Workspace, do: Do) -> None:
    space.focus_text()
    space.view.run(do)


def say_removed(window: MainWindow, changes: Changes) -> None:
    """Say what went with marks that were deleted, and how to bring it all back."""
    from desktop_app.ops.annotations import removal_label

    gone, number = len(list(changes.removed(Annotation))), len(list(changes.removed(Link)))
    if not gone or not number or changes.label != removal_label(gone):
        return
    key = key_text(window.keymap.first("edit.undo"))
    if key:
        words = ngettext(
            "Removed, with {number} link. {key} brings all back",
            "Removed, with {number} links. {key} brings all back",
            number,
        )
    else:
        words = ngettext("Removed, with {number} link", "Removed, with {number} links", number)
    said = words.format(number=number, key=key)
    window.notices.offer(said, _("Undo"), lambda: window.run("edit.undo"))


def _note(space: Workspace) -> None:
    if space.view.chosen:
        space.right.edit_note()
    else:
        space.view.said.emit(_("Choose a mark, then write its note."))


def _of_the_tags(window: MainWindow) -> tuple[Command, ...]:
    make, may = Maker(Group.MARK), window.can_change_document
    repeat = _on(window, lambda space: space.controller.repeat())
    add = _on(window, lambda space: space.controller.add_part())
    put = _on(window, lambda space: space.controller.put_on_selection())
    cite = _on(window, lambda space: space.controller.copy_citation())
    find = _on(window, lambda space: space.find_tag())
    note = _on(window, _note)
    card = _on(window, lambda space: space.right.enter_card())
    edit = _on(window, lambda space: space.windows.show_tagset())
    codebook = _on(window, lambda space: space.windows.show_codebook())
    register = _on(window, lambda space: space.windows.show_register())
    return (
        make("mark.find_tag", _("Find a tag"), find, "/", window.is_annotating),
        make("mark.repeat", _("Repeat the last tag"), repeat, ".", may),
        make("mark.card", _("Fill in the mark"), card, "Ctrl+D", may),
        make("mark.note", _("Write a note"), note, "N", may),
        make("mark.add_part", _("Add the selection to the mark"), add, "+", may),
        make("mark.put_on_selection", _("Move the mark to the selection"), put, "Ins", may),
        make("mark.tagset", _("Edit the tagset"), edit, "Ctrl+T", window.is_writable),
        *_of_the_guideline(window),
        make("mark.codebook", _("Codebook of concepts"), codebook, "Ctrl+Shift+B", window.has_project),
        make("mark.register", _("Register of entities"), register, "Ctrl+R", window.has_project),
        make("mark.cite", _("Copy with its source"), cite, "Ctrl+Shift+C", window.has_document),
    )


def _of_the_guideline(window: MainWindow) -> tuple[Command, ...]:
    make = Maker(Group.MARK)

    def take(*, counter: bool) -> Callable[[], object]:
        return _on(window, lambda space: _take_up(space, counter=counter))

    may = window.can_change_document
    return (
        make("mark.example", _("Use as an example of its tag"), take(counter=False), "", may),
        make(
            "mark.counter_example",
            _("Use as an example of what is not like this"),
            take(counter=True),
            "",
            may,
        ),
    )


def _take_up(space: Workspace, *, counter: bool) -> None:
    from desktop_app.ops import tagset

    if not space.view.chosen:
        space.view.said.emit(_("Choose a mark, then take it up into the guideline."))
        return
    tag = tagset.use_as_example(space.project, space.view.chosen, counter=counter)
    space.view.said.emit(_("It is in the guideline of {tag} now.").format(tag=shown(tag.name, 40)))
