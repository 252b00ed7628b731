"""The tagset editor in a window of its own, which may stay open beside the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.tagging.tagset_editor import TagsetEditor
from desktop_app.ops.project import Project


class TagsetWindow(QWidget):
    """Belongs to the workspace; closing it keeps what was typed."""

    def __init__(self, project: Project, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Tagset"))
        self.editor = TagsetEditor(project, self)
        self.editor.closed.connect(self.close)
        bridge.changed.connect(self.editor.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        self.resize(920, 640)

    def show_tag(self, uid: str) -> None:
        """Come to the front with a tag ('' for none in particular)."""
        if uid:
            self.editor.show_tag(uid)
        self.show()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.editor.flush()
        super().closeEvent(event)
