"""The parts that the window always has: bars, notices, and room for the welcome page or a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.gui.shell.first_run import NameStrip
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.shell.rooms import ANNOTATE, Room
from desktop_app.gui.shell.status_bar import StatusBar
from desktop_app.gui.shell.top_bar import TopBar

if TYPE_CHECKING:
    from desktop_app.gui.shell.welcome import WelcomePage
    from desktop_app.gui.shell.workspace import Workspace


class CentralWidget(QWidget):
    """Everything in the window, in the language that was chosen when it was made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.top = TopBar(self)
        self.notices = Notices(self)
        self.name: NameStrip | None = None
        self.welcome: WelcomePage | None = None
        self.workspace: Workspace | None = None
        self.rooms: dict[str, tuple[Room, QWidget]] = {}
        self.room = ANNOTATE
        self.status = StatusBar(self)
        # A QStackedWidget would be read out each time as a "layered pane".
        pages = QWidget(self)
        self._stack = QStackedLayout(pages)
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(0, 0, 0, 0)
        self._strips.addWidget(self.notices)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(self._strips)
        column.addWidget(pages, 1)
        column.addWidget(self.status)
        self.notices.floor = self.status.height()

    def show_workspace(self, workspace: Workspace) -> None:
        """Show a workspace; it belongs here from now on."""
        self.drop_workspace()
        self.workspace = workspace
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)

    def add_room(self, key: str, room: Room, widget: QWidget) -> None:
        """Make room for another workspace; it belongs here from now on."""
        self.rooms[key] = room, widget
        self._stack.addWidget(widget)

    def show_room(self, key: str) -> None:
        """Show Annotate, or a workspace that was added."""
        self.room = key
        widget = self.rooms[key][1] if key in self.rooms else self.workspace
        if widget is not None:
            self._stack.setCurrentWidget(widget)

    def show_welcome(self, page: WelcomePage) -> None:
        """Show a welcome page; it belongs here from now on."""
        self.drop_workspace()
        self.welcome = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def drop_workspace(self) -> None:
        """Take all workspaces away."""
        workspace, self.workspace = self.workspace, None
        rooms, self.rooms, self.room = self.rooms, {}, ANNOTATE
        for room, widget in rooms.values():
            room.end()
            self._stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        if workspace is not None:
            workspace.end()
            self._stack.removeWidget(workspace)
            workspace.hide()
            workspace.deleteLater()

    def show_strip(self, strip: QWidget) -> None:
        """Show a strip at the bottom, where it does not move what one reads. It may only be dropped."""
        self._column.insertWidget(self._column.count() - 1, strip)
        self.notices.floor = self.status.height() + strip.sizeHint().height()

    def drop_strip(self, strip: QWidget) -> None:
        """Take it away."""
        strip.hide()
        strip.deleteLater()
        self.notices.floor = self.status.height()

    def ask_name(self, proposed: str) -> NameStrip:
        """Ask for the annotator's name in a strip."""
        if self.name is None:
            self.name = NameStrip(proposed, self)
            self._strips.insertWidget(0, self.name)
        return self.name

    def drop_name(self) -> None:
        """Take the question away."""
        if self.name is not None:
            self.name.hide()
            self.name.deleteLater()
            self.name = None
