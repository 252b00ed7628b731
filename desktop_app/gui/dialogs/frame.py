"""What every dialog of the program shares: its margins, its buttons, Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.widgets import Surface, take_room


class Dialog(QDialog):
    """A dialog that deletes itself when it is closed. Put parts into `body`, buttons into `buttons`."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int, height: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        take_room(self, width, height)
        ground = Surface("panel", parent=self)
        self.body = QVBoxLayout(ground)
        self.body.setContentsMargins(20, 20, 20, 16)
        self.body.setSpacing(12)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ground)

    def done(self, result: int, /) -> None:
        super().done(result)
        below = self.parentWidget()
        if below is not None:
            below.window().activateWindow()

    def close_with(self, *buttons: QPushButton) -> None:
        """Put the row of buttons at the bottom, these at its end."""
        self.buttons.addStretch(1)
        for button in buttons:
            self.buttons.addWidget(button)
        self.body.addLayout(self.buttons)
