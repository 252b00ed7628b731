"""Commands about the open document and the list of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.shell.commands import Command, Group, Maker
from desktop_app.gui.shell.people_commands import fill_giving
from desktop_app.gui.widgets import Kind
from desktop_app.model.records import SETTABLE, State

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.workspace import Workspace
    from desktop_app.ops.project import Project


def document_commands(window: MainWindow) -> tuple[Command, ...]:
    """The commands of the group Document, in the order of the menu."""
    make, may = Maker(Group.DOCUMENT), window.can_change_document
    details = _on(window, lambda space: space.page.edit_details())
    to_the_bin = _on(window, lambda space: to_bin(window, space.documents.selected()))
    return (
        *_walking(window, make),
        *(_state_command(window, make, state) for state in SETTABLE),
        make("document.details", _("Edit details"), details, "F2", may),
        make("document.bin", _("Move to the bin"), to_the_bin, "Ctrl+Del", may),
    )


def _on(window: MainWindow, work: Callable[[Workspace], object]) -> Callable[[], object]:
    return lambda: window.on_workspace(work)


def _walking(window: MainWindow, make: Maker) -> tuple[Command, ...]:
    may, there_is = window.can_change_document, window.is_annotating

    def toggle_bin(space: Workspace) -> None:
        space.documents.filters.set(binned=not space.documents.filters.query.binned)

    following = _on(window, lambda space: space.neighbour(1))
    before = _on(window, lambda space: space.neighbour(-1))
    filter_list = _on(window, lambda space: space.filter_documents())
    done, unfinished = partial(done_and_next, window), partial(next_unfinished, window)
    return (
        make("document.done_next", _("Done, and on to the next"), done, "Ctrl+Return", may),
        make("document.next_unfinished", _("Next unfinished document"), unfinished, "F4", there_is),
        make("document.next", _("Next document"), following, "Ctrl+PgDown", there_is),
        make("document.previous", _("Previous document"), before, "Ctrl+PgUp", there_is),
        make("document.filter", _("Filter documents"), filter_list, "Ctrl+L", there_is),
        make("document.show_bin", _("Show the bin, or leave it"), _on(window, toggle_bin), "", there_is),
    )


def _state_command(window: MainWindow, make: Maker, state: State) -> Command:
    def give(space: Workspace) -> None:
        set_state(window, space.documents.selected(), state)

    return make(
        f"document.state.{state.name.lower()}",
        _("State: {state}").format(state=state.words()),
        lambda: window.on_workspace(give),
        "",
        window.can_change_document,
    )


def done_and_next(window: MainWindow) -> None:
    """Mark the open document as done and show the next that is not.

    What is still to be completed in it is shown first, unless that was done before.
    """
    space = window.workspace
    if space is not None and space.document is not None:
        uid = space.document.uid
        _check(window, space, uid, lambda: _finish(window, space, uid))


def _check(window: MainWindow, space: Workspace, uid: str, then: Callable[[], object]) -> None:
    """Do what makes the open document done, unless some marks are open that were not shown before."""
    from desktop_app.ops import completeness

    if space.checking.busy:
        return
    if space.right.warned_of == uid:
        then()
        return
    findings = completeness.findings(space.project, uid)
    if not space.checking.begin(
        findings, lambda found: _checked(window, space, uid, None if found else then)
    ):
        window.notices.say(_("Checking the marks …"))


def _check_all(window: MainWindow, space: Workspace, uids: list[str], then: Callable[[], object]) -> None:
    """Do what makes documents done; where marks are open in some of them, only after a further word."""

    def checked(found: Sequence[object]) -> None:
        if not found:
            then()
            return
        words = _("Some marks of this document are not complete yet.")
        if len(uids) > 1:
            words = _("In {number} of these documents, some marks are not complete yet.")
        window.notices.offer(
            words.format(number=len(found)), _("Finish all the same"), then, kind=Kind.WARNING
        )

    if not space.checking.begin(_open_among(space.project, uids), checked):
        window.notices.say(_("Checking the marks …"))


def _open_among(project: Project, uids: Iterable[str]) -> Iterator[Sequence[str]]:
    """Nothing for a while, and at last the documents in which some marks are open."""
    from desktop_app.ops import completeness

    found = []
    for uid in uids:
        for some in completeness.findings(project, uid):
            yield ()
            if some:
                found.append(uid)
                break
    yield found


def _checked(window: MainWindow, space: Workspace, uid: str, then: Callable[[], object] | None) -> None:
    if space.document is None or space.document.uid != uid:
        # Whoever has gone on to another document meanwhile is not called back.
        return
    if then is not None:
        then()
        return
    space.right.warned_of = uid
    states = space.right.cards.document.states
    asked_there = states.hasFocus()
    show_open(space)
    if asked_there:
        states.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        space.focus_text()
    words = _("Some marks are not complete yet: see the list. The same again finishes the document.")
    window.notices.say(words)


def _finish(window: MainWindow, space: Workspace, uid: str) -> None:
    from desktop_app.ops import documents

    window.notices.message.dismiss()
    if window.notices.attempt(lambda: documents.set_state(space.project, uid, State.DONE)) is not None:
        next_unfinished(window)


def show_open(space: Workspace) -> None:
    """Show what is still to be completed beside the text."""
    from desktop_app.gui.shell.panes import RIGHT

    if not space.panes.is_open(RIGHT):
        space.panes.toggle(RIGHT)
    space.right.show_open()
    space.right.to_complete.view.setFocus()


def go_to_mark(window: MainWindow, document_uid: str, uid: str) -> None:
    """Go to a mark, whichever document it is in."""
    space = window.workspace
    if space is None:
        return
    if space.document is None or space.document.uid != document_uid:
        window.notices.attempt(lambda: space.open_document(document_uid))
    space.controller.go_to(uid)
    space.focus_text()


def next_unfinished(window: MainWindow) -> None:
    """Show the next document that is not done, or say that there is none."""
    space = window.workspace
    if space is None:
        return
    found = window.notices.attempt(space.next_unfinished)
    if found:
        space.focus_text()
    elif found is False:
        window.notices.say(_("No other document is unfinished."))


def set_state(window: MainWindow, uids: list[str], state: State) -> None:
    """Give documents a state, in one step; before they are done, it is said what is open in them."""
    from desktop_app.ops import documents

    project, space = window.project, window.workspace
    if project is None:
        return

    def give() -> None:
        window.notices.message.dismiss()
        window.notices.attempt(lambda: documents.set_states(project, uids, state))

    opened = space.document.uid if space is not None and space.document is not None else ""
    if space is not None and state is State.DONE and uids == [opened]:
        _check(window, space, opened, give)
    elif space is not None and state is State.DONE:
        _check_all(window, space, uids, give)
    else:
        window.notices.attempt(lambda: documents.set_states(project, uids, state))


def to_bin(window: MainWindow, uids: list[str]) -> None:
    """Move documents to the bin, and offer to undo it."""
    from desktop_app.ops import documents

    space = window.workspace
    if space is None or not uids:
        return

    def move() -> bool:
        documents.move_to_bin(space.project, uids)
        return True

    if window.notices.attempt(move):
        words = ngettext("Moved to the bin.", "{number} documents moved to the bin.", len(uids))
        window.notices.offer(words.format(number=len(uids)), _("Undo"), lambda: window.run("edit.undo"))
        if space.document is not None and space.document.uid in uids:
            space.open_first()


def restore(window: MainWindow, uids: list[str]) -> None:
    """Bring documents back from the bin."""
    from desktop_app.ops import documents

    project = window.project
    if project is not None:
        window.notices.attempt(lambda: documents.restore(project, uids))


def fill_menu(window: MainWindow, uids: list[str], menu: QMenu) -> None:
    """What can be done with the documents that are selected in the list."""
    space = window.workspace
    if space is None:
        return
    writable = window.is_writable()
    if len(uids) == 1:
        menu.addAction(_("Open"), lambda: space.documents.opened.emit(uids[0]))
        details = menu.addAction(_("Edit details"), lambda: _edit(space, uids[0]))
        details.setEnabled(writable)
    if space.documents.model.query.binned:
        menu.addAction(_("Bring back"), lambda: restore(window, uids)).setEnabled(writable)
    else:
        states = menu.addMenu(_("State"))
        states.setEnabled(writable)
        for state in SETTABLE:
            states.addAction(state.words(), partial(set_state, window, uids, state))
        if writable:
            fill_giving(window, uids, menu)
        menu.addAction(_("Move to the bin"), lambda: to_bin(window, uids)).setEnabled(writable)
    if len(uids) == 1:
        menu.addSeparator()
        for words in _origin(space, uids[0]):
            menu.addAction(words).setEnabled(False)


def _edit(space: Workspace, uid: str) -> None:
    space.open_document(uid)
    space.page.edit_details()


def _origin(space: Workspace, uid: str) -> list[str]:
    from desktop_app.ops import documents
    from desktop_app.readers import encoding_title

    document = documents.get(space.project, uid)
    mark = _("with a byte-order mark") if document.bom else ""
    encoding = _("Encoding: {name}").format(name=encoding_title(document.encoding))
    return [shown(document.name, 80), " ".join(part for part in (encoding, mark) if part)]
