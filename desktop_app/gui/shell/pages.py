"""What the window shows now: the welcome page or a project, with the words in the bars that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.preferences import system_name
from desktop_app.gui.shell.document_commands import fill_menu, go_to_mark, set_state
from desktop_app.gui.shell.mark_commands import say_removed
from desktop_app.gui.shell.rooms import Room, kinds
from desktop_app.model.records import State

if TYPE_CHECKING:
    from desktop_app.gui.review.workspace import ReviewWorkspace
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.workspace import Workspace


class Pages:
    """Puts the welcome page or a workspace in the middle of the window, and keeps both bars true."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def show_welcome(self) -> None:
        """Show the welcome page."""
        from desktop_app.gui.shell.welcome import WelcomePage

        central, tasks = self._window.central, self._window.tasks
        if central.welcome is None:
            page = WelcomePage(central)
            page.open_recent.connect(lambda path: self._window.holder.open(Path(path)))
            page.forget.connect(self._forget)
            page.open_folder.connect(tasks.open_folder)
            page.open_project.connect(tasks.open_project)
            page.new_project.connect(tasks.new_project)
            page.open_samples.connect(tasks.open_samples)
        else:
            page = central.welcome
        central.show_welcome(page)
        page.show_recent(self._window.preferences.settings.recent)
        page.folder.setFocus()
        central.top.show_project("", panes=False)
        central.status.clear()
        self._window.setWindowTitle(_("Rubricator"))

    def show_project(self, document_uid: str = "") -> None:
        """Show the project that is open, and in it this document or the first that is not done."""
        from desktop_app.gui.people.blind_mode import BlindMode
        from desktop_app.gui.shell.text_menu import text_menu
        from desktop_app.gui.shell.workspace import Workspace

        window, project = self._window, self._window.project
        if project is None:
            return
        space = Workspace(project, window.preferences, window.notices, window.central)
        BlindMode(space)
        space.document_opened.connect(
            lambda found: window.clock.show_document(project, found.uid if found else "")
        )
        window.central.show_workspace(space)
        stem = project.path.stem
        name = _("{project} (package)").format(project=stem) if project.is_package else stem
        window.central.top.show_project(name, panes=True)
        window.central.top.rooms.show_room(window.central.room)
        window.setWindowTitle(_("{project} – Rubricator").format(project=shown(name, 80)))
        space.documents.add_wanted.connect(lambda: window.run("project.add_files"))
        space.documents.progress.cancelled.connect(window.tasks.cancel_adding)
        space.documents.menu_wanted.connect(self._fill_menu)
        space.view.menu_requested.connect(lambda place: text_menu(window, place).popup(place))
        space.changed.connect(lambda _changes: self.show_facts())
        space.changed.connect(lambda changes: say_removed(window, changes))
        space.hints_changed.connect(self.show_hints)
        space.asked.connect(window.run)
        space.right.place_chosen.connect(lambda where, uid: go_to_mark(window, where, uid))
        space.right.cards.document.done_wanted.connect(lambda uid: set_state(window, [uid], State.DONE))
        space.view.said.connect(window.notices.say)
        for place in space.letter_places():
            window.bindings.let_letters_act_in(place)
        space.use_keys(window.keymap)
        space.panes.restore(window.preferences.settings.window.get("panes", ""))
        window.notices.attempt(lambda: space.open_first(document_uid))
        space.focus_text()
        window.after_paint(window.clock.watch)
        self.show_facts()
        self.show_hints()

    @property
    def room(self) -> Room | None:
        """The workspace that is shown in the place of Annotate, if one is."""
        central = self._window.central
        return central.rooms[central.room][0] if central.room in central.rooms else None

    @property
    def review(self) -> ReviewWorkspace | None:
        """The Review workspace while it is shown."""
        from desktop_app.gui.review.workspace import ReviewWorkspace

        return self.room if isinstance(self.room, ReviewWorkspace) else None

    def on_shown(self, work: Callable[[Workspace | Room], object]) -> None:
        """Do something with the workspace that is shown, whichever it is; an error is shown."""
        found = self._window.workspace or self.room
        if found is not None:
            self._window.notices.attempt(lambda: work(found))

    def show_room(self, key: str) -> None:
        """Show another workspace of the project, with the same document."""
        window, central = self._window, self._window.central
        space, project = central.workspace, window.project
        if space is None or project is None or key == central.room:
            return
        here = central.rooms[central.room][0].here() if central.room in central.rooms else ""
        here = here or (space.document.uid if space.document is not None else "")
        kind = next(item for item in kinds() if item.key == key)
        if kind.make is not None and key not in central.rooms:
            central.add_room(key, *kind.make(window, project))
            central.rooms[key][0].use_keys(window.keymap)
        central.show_room(key)
        central.top.rooms.show_room(key)
        if key in central.rooms:
            room = central.rooms[key][0]
            window.notices.attempt(lambda: room.enter(here))
        elif here and (space.document is None or space.document.uid != here):
            space.choose_document(here)
        else:
            space.focus_text()
        self.show_facts()
        self.show_hints()

    def leave_project(self) -> None:
        """The project is about to be closed: remember what was shown of it."""
        window, space = self._window, self._window.central.workspace
        if space is not None:
            window.clock.show_document(space.project, "")
            here = space.document
            kept = {f"document {space.project.uid}": here.uid} if here is not None else {}
            window.remember(panes=space.panes.widths(), **kept)
        window.central.drop_workspace()

    def _forget(self, path: str) -> None:
        self._window.notices.attempt(lambda: self._window.preferences.forget_project(path))
        self.show_welcome()

    def show_facts(self) -> None:
        """Write when the last action was saved, how many can be undone, and who annotates."""
        project = self._window.project
        if project is not None:
            self._window.central.status.show_facts(
                saved_at=project.saved_at,
                undo_depth=0 if project.read_only else project.undo_depth,
                who=project.annotator.name,
                read_only=project.read_only,
            )
            room = self.room
            self._window.central.status.show_more(room.facts() if room is not None else "")

    def show_hints(self) -> None:
        """Write the keys that work now."""
        from desktop_app.gui.shell.hints import hints

        space, room = self._window.workspace, self.room
        found = hints(space, self._window.keymap) if space is not None else []
        found = room.hints() if room is not None else found
        self._window.central.status.show_hints(found)

    def ask_name(self) -> None:
        """Ask for the annotator's name, with the one in use as the proposal."""
        window = self._window
        strip = window.central.ask_name(window.preferences.settings.annotator_name or system_name())
        strip.named.connect(self._named)
        strip.later.connect(window.central.drop_name)

    def _named(self, name: str) -> None:
        self._window.central.drop_name()
        self._window.notices.attempt(lambda: self.use_name(name))
        if self._window.workspace is not None:
            self._window.workspace.focus_text()

    def use_name(self, name: str) -> None:
        """Take on a name, in the settings and in the project that is open."""
        from desktop_app.ops import annotators

        window, project = self._window, self._window.project
        window.preferences.change(annotator_name=name)
        if project is not None and project.annotator.name != name and not project.read_only:
            annotators.rename(project, name)
            self.show_facts()

    def _fill_menu(self, uids: list[str], menu: QMenu) -> None:
        fill_menu(self._window, uids, menu)
