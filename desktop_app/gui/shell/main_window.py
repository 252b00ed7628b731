"""The window: what was built from the parts, and how they talk to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import choose_language
from desktop_app.gui import qt_words
from desktop_app.gui.jobs import Jobs
from desktop_app.gui.people.clock import Clock
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.actions import Actions
from desktop_app.gui.shell.asking import Asker
from desktop_app.gui.shell.central import CentralWidget
from desktop_app.gui.shell.command_palette import CommandPalette
from desktop_app.gui.shell.commands import Command, Commands
from desktop_app.gui.shell.document_commands import document_commands
from desktop_app.gui.shell.frame import Frame
from desktop_app.gui.shell.insight_commands import insight_commands
from desktop_app.gui.shell.keymap import Keymap
from desktop_app.gui.shell.layer_commands import layer_commands, layer_items
from desktop_app.gui.shell.mark_commands import mark_commands
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.shell.opening import is_project
from desktop_app.gui.shell.pages import Pages
from desktop_app.gui.shell.palette_items import Item, command_items, document_items, tag_items
from desktop_app.gui.shell.paper_commands import paper_commands
from desktop_app.gui.shell.people_commands import name_pressed, people_commands
from desktop_app.gui.shell.project_commands import edit_commands, project_commands
from desktop_app.gui.shell.project_holder import ProjectHolder
from desktop_app.gui.shell.project_tasks import ProjectTasks
from desktop_app.gui.shell.review_commands import review_commands, room_commands
from desktop_app.gui.shell.rooms import ANNOTATE, kinds
from desktop_app.gui.shell.view_commands import help_commands, view_commands
from desktop_app.gui.theme.style import Choice, theme
from desktop_app.gui.widgets import ProgressStrip
from desktop_app.gui.widgets.keycap import key_text

if TYPE_CHECKING:
    from desktop_app.gui.documents.page import ReadingPage
    from desktop_app.gui.shell.workspace import Workspace
    from desktop_app.ops.project import Project

SETTLED_MS = 300
"""The project is looked after once its first document has been painted."""
READING = frozenset({"reading_font", "reading_size_px", "zoom", "line_pitch", "snap_to_words"})
LOOK = frozenset({"theme", "interface_size_px", "less_motion"})
BUILT_IN = frozenset({"language", "interface_size_px"})
"""What all parts are made with."""


class MainWindow(Frame):
    """One window, one project. `rebuilt` is emitted after a change of language made all parts anew."""

    rebuilt = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        preferences.setParent(self)
        self.jobs = Jobs(self)
        self.holder = ProjectHolder(preferences, self.jobs, self)
        start = preferences.places.documents
        self.tasks = ProjectTasks(self, Asker(self, start))
        self.clock = Clock(self)
        self.pages = Pages(self)
        self.build()
        self.restore_place(preferences.settings.window.get("place", ""))
        self.holder.opened.connect(self._opened)
        self.holder.closing.connect(self._closing)
        self.holder.emptied.connect(self.pages.show_welcome)
        preferences.changed.connect(self._preferences_changed)
        self.dropped.connect(self._take_dropped)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    # Building

    def build(self) -> None:
        """Make all parts, in the language in use."""
        self.central = CentralWidget(self)
        self.holder.notices = self.central.notices
        self.central.notices.save_a_copy = self.tasks.save_copy
        self.commands = Commands(
            (
                *project_commands(self),
                *edit_commands(self),
                *document_commands(self),
                *paper_commands(self),
                *mark_commands(self),
                *review_commands(self),
                *room_commands(self),
                *people_commands(self),
                *view_commands(self),
                *insight_commands(self),
                *layer_commands(self),
                *help_commands(self),
            )
        )
        self.bindings = Actions(self, self.commands, self.perform)
        self.central.top.menu_wanted.connect(lambda menu: self.bindings.fill(menu, self.keymap))
        self.central.top.palette_wanted.connect(self.open_palette)
        for kind in kinds():
            self.central.top.rooms.add(kind.key, kind.title)
        self.central.top.rooms.wanted.connect(self.pages.show_room)
        self.central.top.left.clicked.connect(lambda: self.run("view.left"))
        self.central.top.right.clicked.connect(lambda: self.run("view.right"))
        self.central.status.name_pressed.connect(lambda: name_pressed(self))
        self.palette_box = CommandPalette(self, self._find_items)
        self.setCentralWidget(self.central)
        self._bind_keys()
        if not self.preferences.named:
            self.pages.ask_name()

    def rebuild(self) -> None:
        """Make all parts anew, with the same project and document: another language, or size of the interface."""
        space = self.central.workspace
        document = space.document if space is not None else None
        top = space.view.top_offset if space is not None else 0
        room = self.central.room
        self.bindings.forget()
        self.palette_box.hide()
        self.palette_box.deleteLater()
        self.central.drop_workspace()
        self.build()
        if self.project is None:
            self.pages.show_welcome()
        else:
            self.pages.show_project(document.uid if document is not None else "")
            if self.workspace is not None and document is not None:
                self.workspace.view.show_from(top)
            self.pages.show_room(room)
        self.rebuilt.emit()

    def _bind_keys(self) -> None:
        self.keymap = Keymap(self.commands, self.preferences.settings.keys)
        self.bindings.bind(self.keymap)
        self.central.top.field.cap.set_key(self.keymap.first("view.palette"))
        for button, key in ((self.central.top.left, "view.left"), (self.central.top.right, "view.right")):
            keys = self.keymap.first(key)
            words = self.commands[key].title
            button.set_words(f"{words} ({key_text(keys)})" if keys else words)
        if self.central.workspace is not None:
            self.central.workspace.use_keys(self.keymap)
        for room, _widget in self.central.rooms.values():
            room.use_keys(self.keymap)
        self.pages.show_hints()

    # The parts

    @property
    def notices(self) -> Notices:
        """Where messages go."""
        return self.central.notices

    @property
    def progress(self) -> ProgressStrip | None:
        """The strip that says how far an import is."""
        return self.central.workspace.documents.progress if self.central.workspace is not None else None

    @property
    def workspace(self) -> Workspace | None:
        """The Annotate workspace while it is shown, None on the welcome page and in other workspaces."""
        return self.central.workspace if self.central.room == ANNOTATE else None

    @property
    def project(self) -> Project | None:
        """The project that is open."""
        return self.holder.project

    def has_project(self) -> bool:
        """Whether a project is open."""
        return self.central.workspace is not None

    def is_annotating(self) -> bool:
        """Whether the Annotate workspace is shown."""
        return self.workspace is not None

    def has_document(self) -> bool:
        """Whether a document is shown."""
        return self.workspace is not None and self.workspace.document is not None

    def is_writable(self) -> bool:
        """Whether a project is open for writing."""
        return self.project is not None and not self.project.read_only

    def can_change_document(self) -> bool:
        """Whether a document is shown that may be changed."""
        return self.is_writable() and self.has_document()

    def is_finding(self) -> bool:
        """Whether the find bar is shown."""
        return self.workspace is not None and not self.workspace.page.find_bar.isHidden()

    def on_workspace(self, work: Callable[[Workspace], object]) -> None:
        """Do something with the workspace, if there is one; an error is shown."""
        space = self.workspace
        if space is not None:
            self.notices.attempt(lambda: work(space))

    def on_page(self, work: Callable[[ReadingPage], object]) -> None:
        """Do something with the centre of the window, if there is one."""
        self.on_workspace(lambda space: work(space.page))

    # Commands

    def run(self, key: str) -> None:
        """Do what a command does, if it is possible now."""
        self.perform(self.commands[key])

    def perform(self, command: Command) -> None:
        """Do what a command does, if it is possible now; an error is shown."""
        if command.enabled():
            self.palette_box.close_up()
            self.notices.attempt(command.run)
            self.pages.show_hints()
        elif self.project is not None and self.project.read_only and command.enabled in self._changing:
            self.on_workspace(lambda space: space.controller.refuse())

    @property
    def _changing(self) -> tuple[Callable[[], bool], ...]:
        """What is asked before a command may change something."""
        return self.is_writable, self.can_change_document

    def open_palette(self) -> None:
        """Show the palette."""
        self.palette_box.open()

    def _find_items(self, typed: str) -> list[Item]:
        items = command_items(self.commands, self.keymap, self.run)
        space = self.workspace
        if space is not None:
            items += layer_items(space.layering)
            items += tag_items(space.project, space.use_tag)
            if typed.strip():
                items += document_items(space.project, typed.strip(), space.choose_document)
        return items

    # What happens

    def _opened(self) -> None:
        if self.project is not None:
            self.pages.show_project(self.preferences.settings.window.get(f"document {self.project.uid}", ""))
            self.after_paint(lambda: QTimer.singleShot(SETTLED_MS, self.holder, self.holder.look_after))

    def _closing(self) -> None:
        self.tasks.leave()
        self.pages.leave_project()

    def _take_dropped(self, paths: Sequence[Path]) -> None:
        if self.project is None or (len(paths) == 1 and is_project(paths[0])):
            self.tasks.open_paths(paths)
        else:
            self.tasks.add(paths)

    def _preferences_changed(self, names: frozenset[str]) -> None:
        settings = self.preferences.settings
        if names & LOOK:
            size, still = settings.interface_size_px, settings.less_motion
            theme().use(choice_of(settings.theme), size=size, still=still)
        if names & READING and self.central.workspace is not None:
            self.central.workspace.apply_preferences()
            for room, _widget in self.central.rooms.values():
                room.apply_preferences()
        if "keys" in names:
            self._bind_keys()
        if "language" in names:
            qt_words.speak(choose_language(settings.language))
        if names & BUILT_IN:
            self.rebuild()

    def _focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if self.isVisible():
            self.pages.show_hints()

    def remember(self, **values: str) -> None:
        """Keep sizes and places; nobody is told when the disk refuses, for nothing of the work is lost."""
        try:
            self.preferences.remember(**values)
        except AppError as error:
            self.notices.fail(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember(place=self.place())
        self.holder.close()
        self.jobs.stop()
        event.accept()


def choice_of(name: str) -> Choice:
    """The theme that a setting names; as the system has it for an unknown one."""
    return Choice(name) if name in Choice.__members__.values() else Choice.SYSTEM
