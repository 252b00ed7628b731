"""The tagset editor in a window of its own, which may stay open beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.tagging.tagset_editor import TagsetEditor
from desktop_app.gui.widgets import take_room
from desktop_app.model.records import Annotation
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from desktop_app.gui.shell.workspace import Workspace


class TagsetWindow(QWidget):
    """Belongs to the workspace; closing it keeps what was typed. `mark_wanted` brings an Annotation to go to.

    `undo_wanted` and `redo_wanted` follow the keys for these, which work here as in the main window.
    """

    mark_wanted = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, project: Project, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Tagset"))
        self.editor = TagsetEditor(project, self)
        self.editor.closed.connect(self.close)
        self.editor.mark_wanted.connect(self.mark_wanted)
        bridge.changed.connect(self.editor.apply)
        for keys, wanted in (
            (QKeySequence.StandardKey.Undo, self.undo_wanted),
            (QKeySequence.StandardKey.Redo, self.redo_wanted),
        ):
            QShortcut(keys, self).activated.connect(wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        take_room(self, 920, 640)

    def show_tag(self, uid: str) -> None:
        """Come to the front with a tag ('' for none in particular)."""
        if uid:
            self.editor.show_tag(uid)
        self.show()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.editor.flush()
        super().closeEvent(event)


def tagset_window(space: Workspace) -> TagsetWindow:
    """The window of a workspace; the marks that it lists are shown there."""
    window = TagsetWindow(space.project, space.bridge, space)

    def show_mark(mark: Annotation) -> None:
        space.choose_document(mark.document_uid)
        space.controller.go_to(mark.uid)

    window.mark_wanted.connect(show_mark)
    window.undo_wanted.connect(lambda: space.asked.emit("edit.undo"))
    window.redo_wanted.connect(lambda: space.asked.emit("edit.redo"))
    return window
