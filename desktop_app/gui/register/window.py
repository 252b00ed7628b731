"""A window for something about the project that may stay open beside the text: the register, or the codebook."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.attempt import attempt
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.register.fields import KeptFields
from desktop_app.gui.widgets import InlineMessage, Kind, ProgressStrip, take_room
from desktop_app.model.changes import Changes
from desktop_app.ops.project import Project


class SidePage(QWidget):
    """What stands in such a window. It says in `message` what was refused, in `progress` how far something is.

    `closed` asks to close it, `undo_wanted` and `redo_wanted` ask for what these do in the main window.

    Esc goes back to where one begins.
    """

    closed = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.message = InlineMessage(self)
        self.progress = ProgressStrip(self)

    def flush(self) -> None:
        """Keep what has been typed."""

    def start(self) -> None:
        """Put the keyboard where one begins."""

    def undo(self) -> None:
        """Take the last action back."""
        self.undo_wanted.emit()

    def redo(self) -> None:
        """Do the last undone action again."""
        self.redo_wanted.emit()

    def attempt(self, change: Callable[[], object]) -> bool:
        """Make a change, or say why it was refused. Returns whether it was made."""
        return attempt(change, self.message.say_error)

    def follow(self, fields: KeptFields, name_of: Callable[[str], str], go_to: Callable[[str], None]) -> None:
        """Say when something that was refused is left behind in these fields, and offer the way back to it."""

        def say(uid: str) -> None:
            name = name_of(uid)
            if name:
                words = _("What was typed for {name} could not be kept. It waits there.").format(name=name)
                self.message.say(words, kind=Kind.WARNING, action=_("Go back"), act=lambda: go_to(uid))

        fields.put_aside.connect(say)
        fields.put_back.connect(self.message.dismiss)

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.start()
        else:
            super().keyPressEvent(event)


class SideWindow(QWidget):
    """Belongs to the workspace; closing it keeps what was typed. Undo and redo work in it as in the main window."""

    def __init__(self, title: str, page: SidePage, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.closed.connect(self.close)
        bridge.changed.connect(page.apply)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, page.undo),
            (QKeySequence.StandardKey.Redo, page.redo),
        ):
            QShortcut(keys, self).activated.connect(act)
        take_room(self, 960, 680)

    def come(self) -> None:
        """Come to the front."""
        self.show()
        self.activateWindow()
        self._page.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._page.flush()
        super().closeEvent(event)
