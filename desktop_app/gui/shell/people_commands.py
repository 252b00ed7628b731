"""Commands about people: who they are, what they are to do, and what they see of one another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.shell.commands import Command, Group, Maker
from desktop_app.gui.shell.merge_commands import merge

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.model.records import Annotator

MOST_LISTED = 40


def people_commands(window: MainWindow) -> tuple[Command, ...]:
    """The commands of the group People, in the order of the menu."""
    make, there_is, may = Maker(Group.PEOPLE), window.has_project, window.is_writable

    def blind_words() -> str:
        from desktop_app.ops import sight

        project = window.project
        on = project is not None and sight.is_blind(project)
        return _("Switch blind mode off") if on else _("Switch blind mode on")

    return (
        make("people.show", _("People of this project"), lambda: show_people(window), "", there_is),
        make("people.deal", _("Deal documents out"), lambda: deal_out(window), "Ctrl+Shift+D", may),
        make("people.packages", _("Make packages"), lambda: make_packages(window), "", there_is),
        make("people.take_back", _("Take a package back"), lambda: merge(window), "", may),
        make("people.blind", _("Blind mode"), lambda: switch_blind(window), "", may, blind_words),
        make(
            "people.mine",
            _("Only my documents, or all"),
            lambda: switch_mine(window, alone=True),
            "",
            there_is,
        ),
        make(
            "people.mine_first",
            _("My documents first, or not"),
            lambda: switch_mine(window, alone=False),
            "",
            there_is,
        ),
    )


def show_people(window: MainWindow) -> None:
    """Open the list of everybody."""
    from desktop_app.gui.people.dialog import PeopleDialog

    if window.project is not None:
        PeopleDialog(window, window.project).open()


def name_pressed(window: MainWindow) -> None:
    """Somebody clicked their name: show everybody, or ask for the name where there is no project."""
    if window.has_project() and window.preferences.named:
        show_people(window)
    else:
        window.pages.ask_name()


def deal_out(window: MainWindow) -> None:
    """Open the dialog that deals documents out."""
    from desktop_app.gui.people.deal_dialog import DealDialog

    project, space = window.project, window.workspace
    if project is not None:
        chosen = space.documents.list.selected_uids() if space is not None else []
        DealDialog(project, window.jobs, chosen if len(chosen) > 1 else [], window).open()


def make_packages(window: MainWindow) -> None:
    """Open the dialog that makes packages."""
    from desktop_app.gui.people import packages_dialog

    packages_dialog.make_packages(window)


def switch_blind(window: MainWindow) -> None:
    """Switch blind mode on or off, and say what that means."""
    from desktop_app.ops import sight

    project = window.project
    if project is None:
        return
    on = not sight.is_blind(project)
    sight.set_blind(project, on=on)
    if on:
        words = _(
            "Blind mode is on: nobody sees what others marked in a document before they are done with it."
        )
    else:
        words = _("Blind mode is off: everybody sees everybody's marks.")
    window.notices.offer(words, _("Undo"), lambda: window.run("edit.undo"))


def switch_mine(window: MainWindow, *, alone: bool) -> None:
    """List what I am to do alone or first, or all documents alike again."""
    from desktop_app.model.query import Assigned

    space = window.workspace
    if space is not None:
        wanted = Assigned.ONLY if alone else Assigned.FIRST
        now = space.documents.filters.query.assigned
        space.documents.filters.set(assigned=Assigned.ALIKE if now is wanted else wanted)


def fill_giving(window: MainWindow, uids: list[str], menu: QMenu) -> None:
    """Give the documents that are selected in the list to somebody, or take them back."""
    from desktop_app.ops import annotators, assignments

    project = window.project
    if project is None:
        return
    people = [item for item in annotators.everybody(project) if item.role in annotators.PEOPLE][:MOST_LISTED]
    have = set(assignments.of_document(project, uids[0])) if len(uids) == 1 else {item.uid for item in people}
    lacking = [item for item in people if len(uids) > 1 or item.uid not in have]
    _fill(menu.addMenu(_("Give to")), lacking, lambda who: _give(window, uids, who))
    _fill(
        menu.addMenu(_("Take back from")),
        [item for item in people if item.uid in have],
        lambda who: _take_back(window, uids, who),
    )


def _fill(menu: QMenu, people: list[Annotator], work: Callable[[Annotator], object]) -> None:
    for who in people:
        menu.addAction(shown(who.name, 60), partial(work, who))
    menu.menuAction().setEnabled(bool(people))


def _give(window: MainWindow, uids: list[str], who: Annotator) -> None:
    from desktop_app.ops import assignments

    project = window.project
    if project is None:
        return
    number = window.notices.attempt(lambda: assignments.give(project, uids, who))
    if number is not None:
        words = ngettext("{number} document given to {name}.", "{number} documents given to {name}.", number)
        window.notices.say(words.format(number=number, name=shown(who.name, 60)))


def _take_back(window: MainWindow, uids: list[str], who: Annotator) -> None:
    from desktop_app.ops import assignments

    project = window.project
    if project is None:
        return
    number = window.notices.attempt(lambda: assignments.take_back(project, uids, who))
    if number is not None:
        words = ngettext(
            "{number} document taken back from {name}.", "{number} documents taken back from {name}.", number
        )
        window.notices.say(words.format(number=number, name=shown(who.name, 60)))
